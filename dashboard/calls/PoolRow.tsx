import type { Pool } from '../../shared/numbers.ts';
import { Select } from '../parts/Select.tsx';
import { fill } from '../words/fill.ts';
import { usePage } from './page.ts';

interface Props {
  pool: Pool;
  onChange: (pool: Pool) => void;
  onRemove: () => void;
}

const EMPTY = ['own', 'share', 'number'] as const;

export const PoolRow = ({ pool, onChange, onRemove }: Props) => {
  const { words } = usePage();
  const empty = typeof pool.whenEmpty === 'object' ? 'number' : pool.whenEmpty;
  const minutes = (name: 'holdMinutes' | 'coolDownMinutes', label: string) => (
    <label class="field short">
      <span>{label}</span>
      <input
        type="number"
        min="0"
        value={pool[name]}
        onInput={(event) => onChange({ ...pool, [name]: Number(event.currentTarget.value) })}
      />
    </label>
  );
  return (
    <div class="ruleRow">
      <p class="rule-number">
        {pool.id}
        <button
          type="button"
          class="button bare"
          aria-label={fill(words.removeThis, { name: pool.id })}
          onClick={onRemove}
        >
          {words.remove}
        </button>
      </p>
      {minutes('holdMinutes', words.hold)}
      {minutes('coolDownMinutes', words.coolDown)}
      <Select
        label={words.whenEmpty}
        value={empty}
        options={EMPTY.map((value) => ({ value, text: words.whenEmptyOptions[value] }))}
        onChange={(chosen) => onChange({ ...pool, whenEmpty: chosen === 'number' ? { number: '' } : chosen })}
      />
      {typeof pool.whenEmpty === 'object' && (
        <label class="field">
          <span>{words.number}</span>
          <input
            type="tel"
            value={pool.whenEmpty.number}
            onInput={(event) => onChange({ ...pool, whenEmpty: { number: event.currentTarget.value } })}
          />
        </label>
      )}
    </div>
  );
};
