import { betterOf } from '../../shared/metrics/better.ts';
import { type MetricName, unitOf } from '../../shared/metrics/catalogue.ts';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import type { TableColumn } from './tableColumns.ts';

interface Props {
  column: TableColumn;
  metric: MetricName;
  now: number | null;
  before: number | null | undefined;
}

/** How a figure moved since the period before. */
export const Change = ({ column, metric, now, before }: Props) => {
  const { words } = useReading();
  const { formats } = useSite();
  const unit = unitOf(metric);
  const text = formats.change(unit, now, before);
  const better = betterOf(metric);
  const moved = Math.sign((now ?? 0) - (before ?? 0));
  const tone = text && moved && better ? (moved > 0 === (better === 'more') ? 'better' : 'worse') : '';
  const was = typeof before === 'number' ? fill(words.previously, { value: column.text(before) }) : undefined;
  return (
    <span class={`change ${tone}`} title={was}>
      {text && unit === 'ratio' ? `${text} ${words.points}` : text}
    </span>
  );
};
