import type { SpendAnswer } from '../../shared/spend.ts';
import type { Range } from '../days.ts';
import type { Formats } from '../format.ts';
import { Icon } from '../parts/Icon.tsx';
import { useReading } from '../reading.ts';
import { fill } from '../words/fill.ts';
import { pluralOf } from '../words/plurals.ts';

interface Props {
  answer: SpendAnswer;
  formats: Formats;
  onPeriod: (range: Range) => void;
  onClose: () => void;
}

/** Stored; the file's days may be others than those that are shown. */
export const Saved = ({ answer, formats, onPeriod, onClose }: Props) => {
  const { words, language } = useReading();
  const rows = `${formats.count(answer.rows)} ${pluralOf(language, 'rows', answer.rows)}`;
  return (
    <>
      <p class="upload-saved" role="status">
        <Icon name="done" />
        {fill(words.saved, { rows, cost: formats.money(answer.cost) })}
      </p>
      <footer>
        <button type="button" class="button" onClick={() => onPeriod({ from: answer.from, to: answer.to })}>
          {fill(words.showPeriod, { range: formats.range(answer) })}
        </button>
        <button type="button" class="button primary" onClick={onClose}>
          {words.close}
        </button>
      </footer>
    </>
  );
};
