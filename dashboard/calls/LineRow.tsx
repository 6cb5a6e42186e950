import type { Line } from '../../shared/numbers.ts';
import { fill } from '../words/fill.ts';
import { usePage } from './page.ts';

interface Props {
  line: Line;
  onChange: (line: Line) => void;
  onRemove: () => void;
}

export const LineRow = ({ line, onChange, onRemove }: Props) => {
  const { words } = usePage();
  return (
    <div class="ruleRow">
      <label class="field">
        <span>{words.lineId}</span>
        <input value={line.id} onInput={(event) => onChange({ ...line, id: event.currentTarget.value })} />
      </label>
      <label class="field">
        <span>{words.lineNumber}</span>
        <input
          type="tel"
          value={line.number}
          onInput={(event) => onChange({ ...line, number: event.currentTarget.value })}
        />
      </label>
      <button
        type="button"
        class="button bare"
        aria-label={fill(words.removeThis, { name: line.id })}
        onClick={onRemove}
      >
        {words.remove}
      </button>
    </div>
  );
};
