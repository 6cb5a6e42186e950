import { useState } from 'preact/hooks';
import type { NumberRow } from '../../shared/numbers.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Select } from '../parts/Select.tsx';
import { useSite } from '../site.ts';
import { toast } from '../toasts.ts';
import { fill } from '../words/fill.ts';
import { api } from './api.ts';
import { failureText } from './failureText.ts';
import { usePage } from './page.ts';

interface Props {
  pools: readonly string[];
  onClose: () => void;
  onAdded: () => void;
}

/** Numbers as an operator's letter lists them, one a line; all for one pool, or each static for one place. */
export const AddNumbers = ({ pools, onClose, onAdded }: Props) => {
  const { words } = usePage();
  const { site } = useSite();
  const [pool, setPool] = useState(pools[0] ?? '');
  const [wrong, setWrong] = useState('');

  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const field = (name: string): string => String(given.get(name) ?? '').trim();
    const place = { source: field('source'), medium: field('medium'), campaign: field('campaign') };
    const stated = pool ? { pool } : Object.fromEntries(Object.entries(place).filter(([, value]) => value !== ''));
    const numbers = field('list')
      .split(/[\n;]+/)
      .map((line) => line.trim())
      .filter(Boolean)
      .map((number) => ({ ...stated, number }) as NumberRow);
    const answer = await api.add(site, numbers, false);
    if (!answer.ok) return setWrong(failureText(answer.failure));
    const { added, changed } = answer.value;
    toast({ text: fill(words.added, { added: `${added}`, changed: `${changed}` }) });
    onAdded();
    onClose();
  };

  return (
    <Dialog title={words.addTitle} onClose={onClose}>
      <form class="addNumbers" onSubmit={(event) => void save(event)}>
        <label class="field">
          <span>{words.addList}</span>
          <textarea name="list" required aria-describedby="numbers-wrong" aria-invalid={wrong !== ''} />
        </label>
        <Select
          label={words.addFor}
          value={pool}
          options={[
            ...pools.map((value) => ({ value, text: fill(words.inPool, { pool: value }) })),
            { value: '', text: words.addStatic },
          ]}
          onChange={setPool}
        />
        {!pool &&
          (['source', 'medium', 'campaign'] as const).map((name) => (
            <label key={name} class="field">
              <span>{words[name]}</span>
              <input name={name} required={name === 'source'} autocomplete="off" />
            </label>
          ))}
        <p id="numbers-wrong" class="wrong" role="alert">
          {wrong}
        </p>
        <button type="submit" class="button primary">
          {words.addSave}
        </button>
      </form>
    </Dialog>
  );
};
