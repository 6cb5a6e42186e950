// biome-ignore-all lint/a11y/noRedundantRoles: laid out as cards on a phone, where a changed `display` takes the roles away
import type { VariantRow, VariantsAnswer } from '../../shared/formReport.ts';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import { useWords } from './useWords.ts';

/** Each variant with its conversion, and the interval in which the true one lies, drawn on one scale. */
export const VariantTable = ({ answer }: { answer: VariantsAnswer }) => {
  const words = useWords();
  const { words: common } = useReading();
  const { formats } = useSite();
  const none = (
    <>
      <span aria-hidden="true">–</span>
      <span class="unseen">{common.noValue}</span>
    </>
  );
  /** Nothing is certain: neither 100 % nor 0. */
  const chance = (share: number): string => {
    if (share > 0.99) return `>${formats.roundShare(0.99)}`;
    return share < 0.01 ? `<${formats.roundShare(0.01)}` : formats.roundShare(share);
  };
  // The scale ends a little past the highest bound, so that small conversions are told apart too.
  const end = Math.min(1, Math.max(0.01, ...answer.variants.map(({ interval }) => interval.high)));
  return (
    <>
      <div class="forms-box">
        <table role="table" class="forms-table">
          <caption class="unseen">{fill(words.testCaption, { form: answer.form })}</caption>
          <thead>
            <tr role="row">
              {(['variant', 'visitors', 'converted', 'conversion', 'interval', 'best'] as const).map((column) => (
                <th
                  role="columnheader"
                  scope="col"
                  key={column}
                  class={column === 'variant' ? undefined : column === 'interval' ? 'bars' : 'value'}
                >
                  {words.testColumns[column]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {answer.variants.map((row) => (
              <tr role="row" key={row.variant}>
                <th role="rowheader" scope="row" class="name">
                  {row.variant}{' '}
                  {row.ended ? (
                    <span class="tag">{words.ended}</span>
                  ) : (
                    row.variant === answer.verdict.best && <span class="tag better">{words.testBest}</span>
                  )}
                </th>
                <td role="cell" class="value" data-label={words.testColumns.visitors}>
                  {formats.count(row.visitors.seen)}
                </td>
                <td role="cell" class="value" data-label={words.testColumns.converted}>
                  {formats.count(row.visitors.converted)}
                </td>
                <td role="cell" class="value" data-label={words.testColumns.conversion}>
                  {row.conversion === null ? none : formats.share(row.conversion)}
                </td>
                <td role="cell" class="bars" data-label={words.testColumns.interval}>
                  <Interval row={row} end={end} />
                </td>
                <td role="cell" class="value" data-label={words.testColumns.best}>
                  {row.probabilityBest === null ? none : chance(row.probabilityBest)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="quiet forms-under">{words.intervalMeaning}</p>
    </>
  );
};

const Interval = ({ row, end }: { row: VariantRow; end: number }) => {
  const words = useWords();
  const { formats } = useSite();
  const { low, high } = row.interval;
  const at = (share: number): string => `${Math.min(100, (share / end) * 100)}%`;
  return (
    <>
      <span class="interval" aria-hidden="true">
        <span class="interval-range" style={{ left: at(low), width: at(high - low) }} />
        {row.conversion !== null && <span class="interval-now" style={{ left: at(row.conversion) }} />}
      </span>
      <span class="figure interval-text">
        {fill(words.intervalText, { low: formats.share(low), high: formats.share(high) })}
      </span>
    </>
  );
};
