import { unitOf } from '../../shared/metrics/catalogue.ts';
import type { Formats } from '../format.ts';
import type { Column } from '../query.ts';
import { useReading } from '../reading.ts';
import { fill } from '../words/fill.ts';
import { type ValueCellProps, valueText } from './ValueCell.tsx';

interface Props {
  column: Column;
  now: number | null;
  before: number | null | undefined;
  formats: Formats;
  money: ValueCellProps['money'];
}

/** More spend or more visits are neither good nor bad in themselves. */
const BETTER: Partial<Record<Column, 1 | -1>> = { formConversion: 1, visitToLead: 1, leads: 1, costPerLead: -1 };

/** How a figure moved since the period before. */
export const Change = ({ column, now, before, formats, money }: Props) => {
  const { words } = useReading();
  const unit = unitOf(column);
  const text = formats.change(unit, now, before);
  const moved = Math.sign((now ?? 0) - (before ?? 0)) as -1 | 0 | 1;
  const tone = text && moved && BETTER[column] ? (moved === BETTER[column] ? 'better' : 'worse') : '';
  const was =
    typeof before === 'number'
      ? fill(words.previously, { value: valueText(column, before, { money, formats }) })
      : undefined;
  return (
    <span class={`change ${tone}`} title={was}>
      {text && unit === 'ratio' ? `${text} ${words.points}` : text}
    </span>
  );
};
