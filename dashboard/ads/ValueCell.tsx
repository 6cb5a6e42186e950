// biome-ignore-all lint/a11y/noRedundantRoles: laid out as cards on a phone, where a changed `display` takes the roles away
import { type MetricName, unitOf } from '../../shared/metrics/catalogue.ts';
import type { Intervals, Model, ReportRow, Values } from '../../shared/report.ts';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import { partsOfShare } from './api.ts';
import { Change } from './Change.tsx';
import { type TableColumn, valuesUnder } from './tableColumns.ts';
import { useAdsWords } from './words.ts';

interface Props {
  column: TableColumn;
  metric: MetricName;
  figures: { values: Values; models?: ReportRow['models'] | undefined };
  previous: Values | undefined;
  estimated?: readonly MetricName[] | undefined;
  intervals: Intervals | undefined;
  /** The model whose period before and intervals the answer tells. */
  first: Model | undefined;
}

/** One figure: the number, what it was before, and that it is an estimate. A figure that there is not is a dash. */
export const ValueCell = ({ column, metric, figures, previous, estimated, intervals, first }: Props) => {
  const { words } = useReading();
  const own = useAdsWords();
  const { formats } = useSite();
  const values = valuesUnder(figures, column);
  const value = values[metric] ?? null;
  const parts = partsOfShare(metric)?.map((name) => formats.count(values[name] ?? 0));
  const exact = unitOf(metric) === 'money' && value !== null ? formats.exactMoney(value) : '';
  const sample = parts && value !== null ? fill(words.ratioOf, { part: parts[0] ?? '', whole: parts[1] ?? '' }) : '';
  const isFirst = !column.model || column.model === first;
  const bounds = isFirst && value !== null ? intervals?.[metric]?.map((share) => formats.share(share)) : undefined;
  return (
    <td
      role="cell"
      class={`value ${metric.replaceAll(':', '-')}`}
      data-label={column.modelLabel ? `${column.label} · ${column.modelLabel}` : column.label}
      title={exact || sample || undefined}
    >
      {value === null ? (
        <span class="none">
          <span aria-hidden="true">–</span>
          <span class="unseen">{words.noValue}</span>
        </span>
      ) : (
        <span class="number">
          {estimated?.includes(metric) && (
            <>
              <span class="about" aria-hidden="true">
                ≈
              </span>
              <span class="unseen">{words.estimated} </span>
            </>
          )}
          {column.text(value)}
        </span>
      )}
      {bounds && (
        <span class="interval">
          <span aria-hidden="true">{fill(own.interval, { from: bounds[0] ?? '', to: bounds[1] ?? '' })}</span>
          <span class="unseen">{fill(own.intervalSpoken, { from: bounds[0] ?? '', to: bounds[1] ?? '' })}</span>
        </span>
      )}
      {previous && isFirst && <Change column={column} metric={metric} now={value} before={previous[metric]} />}
    </td>
  );
};
