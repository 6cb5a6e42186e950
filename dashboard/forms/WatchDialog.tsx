import { useState } from 'preact/hooks';
import type { WatchedForm } from '../../shared/watch.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Select } from '../parts/Select.tsx';
import { fill } from '../words/fill.ts';
import { linesOf, pairsIn } from './pairs.ts';
import { TextField } from './TextField.tsx';
import { useWords } from './useWords.ts';

interface Props {
  /** None for a new one. */
  entry: WatchedForm | undefined;
  onSave: (entry: WatchedForm) => Promise<void>;
  onClose: () => void;
}

type ContactKind = 'none' | 'lead' | 'callback';

/** One of the site's own forms: how it is found, what is read of it, what is put into it. */
export const WatchDialog = ({ entry, onSave, onClose }: Props) => {
  const words = useWords();
  const [form, setForm] = useState(entry?.form ?? '');
  const [selector, setSelector] = useState(entry?.selector ?? '');
  const [kind, setKind] = useState<ContactKind>(entry?.contact?.kind ?? 'none');
  const given = entry?.contact?.fields ?? 'auto';
  const [reads, setReads] = useState<'auto' | 'own'>(given === 'auto' ? 'auto' : 'own');
  const [fields, setFields] = useState(given === 'auto' ? '' : linesOf(given));
  const [hidden, setHidden] = useState(linesOf(entry?.hidden ?? {}));
  const [told, setProblem] = useState('');

  const put = (event: SubmitEvent): void => {
    event.preventDefault();
    const own = pairsIn(fields);
    const filled = pairsIn(hidden);
    const wrong = (kind !== 'none' && reads === 'own' ? own.wrong : undefined) ?? filled.wrong;
    const problem = form.trim() ? (wrong === undefined ? '' : fill(words.wrongLine, { line: wrong })) : words.idMissing;
    setProblem(problem);
    if (problem) return;
    const { contact: _, hidden: __, selector: ___, ...unknown } = entry ?? { form: '' };
    void onSave({
      ...unknown,
      form: form.trim(),
      ...(selector.trim() && { selector: selector.trim() }),
      ...(kind !== 'none' && { contact: { kind, fields: reads === 'auto' ? ('auto' as const) : own.record } }),
      ...(Object.keys(filled.record).length > 0 && { hidden: filled.record }),
    });
  };
  return (
    <Dialog title={words.watchTitle} onClose={onClose}>
      <form class="forms-stack" onSubmit={put}>
        <TextField label={words.watchForm} help={words.watchFormHelp} value={form} code onChange={setForm} />
        <TextField
          label={words.watchSelector}
          help={fill(words.watchSelectorHelp, { form: form || '…' })}
          value={selector}
          code
          onChange={setSelector}
        />
        <Select
          class="forms-select"
          label={words.watchContact}
          value={kind}
          options={(['none', 'lead', 'callback'] as const).map((value) => ({
            value,
            text: words.watchContacts[value],
          }))}
          onChange={setKind}
        />
        {kind !== 'none' && (
          <Select
            class="forms-select"
            label={words.watchFields}
            value={reads}
            options={[
              { value: 'auto', text: words.watchAuto },
              { value: 'own', text: words.watchOwn },
            ]}
            onChange={setReads}
          />
        )}
        {kind !== 'none' && reads === 'own' && (
          <TextField
            label={words.watchPairs}
            help={words.watchPairsHelp}
            value={fields}
            lines={3}
            code
            onChange={setFields}
          />
        )}
        <TextField
          label={words.watchHidden}
          help={words.watchHiddenHelp}
          value={hidden}
          lines={2}
          code
          onChange={setHidden}
        />
        <p class="wrong" role="alert">
          {told}
        </p>
        <button type="submit" class="button primary">
          {words.save}
        </button>
      </form>
    </Dialog>
  );
};
