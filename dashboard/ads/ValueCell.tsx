// biome-ignore-all lint/a11y/noRedundantRoles: laid out as cards on a phone, where a changed `display` takes the roles away
import type { MetricName } from '../../shared/metrics/catalogue.ts';
import { unitOf } from '../../shared/metrics/catalogue.ts';
import type { Values } from '../../shared/report.ts';
import type { Formats } from '../format.ts';
import type { Column } from '../query.ts';
import { useReading } from '../reading.ts';
import { fill } from '../words/fill.ts';
import { Change } from './Change.tsx';

export interface ValueCellProps {
  column: Column;
  label: string;
  values: Values;
  previous: Values | undefined;
  estimated?: readonly MetricName[] | undefined;
  money: Record<'spend' | 'costPerLead', (amount: number) => string>;
  formats: Formats;
}

/** What a share is a share of. */
const PARTS: Partial<Record<Column, [part: MetricName, whole: MetricName]>> = {
  formConversion: ['formSubmitted', 'formSeen'],
  visitToLead: ['leadVisits', 'visits'],
};

export const valueText = (
  column: Column,
  value: number,
  { money, formats }: Pick<ValueCellProps, 'money' | 'formats'>,
): string => {
  if (column === 'spend' || column === 'costPerLead') return money[column](value);
  return unitOf(column) === 'ratio' ? formats.share(value) : formats.count(value);
};

/** One figure: the number, what it was before, and that it is an estimate. A figure that there is not is a dash. */
export const ValueCell = ({ column, label, values, previous, estimated, money, formats }: ValueCellProps) => {
  const { words } = useReading();
  const value = values[column] ?? null;
  const parts = PARTS[column]?.map((name) => values[name]);
  const count = (number: number | null | undefined): string => formats.count(number ?? 0);
  const exact = unitOf(column) === 'money' && value !== null ? formats.exactMoney(value) : '';
  const sample = parts && value !== null ? fill(words.ratioOf, { part: count(parts[0]), whole: count(parts[1]) }) : '';
  return (
    <td role="cell" class={`value ${column}`} data-label={label} title={exact || sample || undefined}>
      {value === null ? (
        <span class="none">
          <span aria-hidden="true">–</span>
          <span class="unseen">{words.noValue}</span>
        </span>
      ) : (
        <span class="number">
          {estimated?.includes(column) && (
            <>
              <span class="about" aria-hidden="true">
                ≈
              </span>
              <span class="unseen">{words.estimated} </span>
            </>
          )}
          {valueText(column, value, { money, formats })}
        </span>
      )}
      {previous && <Change column={column} now={value} before={previous[column]} formats={formats} money={money} />}
    </td>
  );
};
