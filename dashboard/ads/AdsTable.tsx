// biome-ignore-all lint/a11y/useSemanticElements lint/a11y/noNoninteractiveTabindex: a box that scrolls sideways must be reachable by keyboard
// biome-ignore-all lint/a11y/noRedundantRoles: laid out as cards on a phone, where a changed `display` takes the roles away
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { ReportAnswer } from '../../shared/report.ts';
import type { Formats } from '../format.ts';
import { COLUMNS, type Column, nextSort, type Sort, type SortKey, sortKeysOf, type View } from '../query.ts';
import { useReading } from '../reading.ts';
import { sortRows } from '../sort.ts';
import { fill } from '../words/fill.ts';
import { AdRow } from './AdRow.tsx';
import { columnLabel } from './columnLabel.ts';
import { HeadCell } from './HeadCell.tsx';
import { TotalsRow } from './TotalsRow.tsx';

interface Props {
  answer: ReportAnswer;
  view: View;
  formats: Formats;
  onSort: (sort: Sort) => void;
}

/** Rows drawn at first, and more at each wish: a thousand at once make a phone stutter. */
const PAGE = 100;

/** Where no spend at all is known, neither is what a lead cost: 0 would say that leads are free. */
const withoutCosts = (answer: ReportAnswer): ReportAnswer => ({
  ...answer,
  totals: { ...answer.totals, costPerLead: null },
  rows: answer.rows.map((row) => ({ ...row, values: { ...row.values, costPerLead: null } })),
});

/**
 * On a phone each row is laid out as a card. A changed `display` would take a table's meaning from the elements, so the
 * roles are stated.
 */
export const AdsTable = ({ answer: given, view, formats, onSort }: Props) => {
  const { words, language } = useReading();
  const answer = useMemo(() => (given.totals.spend ? given : withoutCosts(given)), [given]);
  const { by, sort } = view;
  const [most, setMost] = useState(PAGE);
  useEffect(() => setMost(PAGE), [answer]);

  const rows = useMemo(
    () => sortRows(answer.rows, { sort, by, language }),
    [answer, sort.key, sort.descending, by, language],
  );
  const money = useMemo(() => {
    const column = (name: Column) =>
      formats.moneyColumn([answer.totals[name], ...answer.rows.map(({ values }) => values[name])]);
    return { spend: column('spend'), costPerLead: column('costPerLead') };
  }, [answer, formats]);
  const mostSpend = useMemo(() => Math.max(0, ...answer.rows.map(({ values }) => values.spend ?? 0)), [answer]);

  const keys = sortKeysOf(by);
  const labelOf = (key: SortKey): string => columnLabel(words, key, { by, sign: formats.currencySign });
  const labels = {
    spend: labelOf('spend'),
    visits: labelOf('visits'),
    formConversion: labelOf('formConversion'),
    visitToLead: labelOf('visitToLead'),
    leads: labelOf('leads'),
    costPerLead: labelOf('costPerLead'),
  };
  const shared = { columns: COLUMNS, labels, money, formats, withChannel: by === 'ad' };
  const drawn = rows.slice(0, most);

  return (
    <>
      <div
        class="tableBox"
        role="region"
        aria-label={fill(words.caption, { range: formats.range(answer) })}
        tabIndex={0}
      >
        <table class={by === 'ad' ? 'table byAd' : 'table'} role="table">
          <thead role="rowgroup">
            <tr role="row">
              {keys.map((key) => (
                <HeadCell
                  key={key}
                  name={key}
                  label={labelOf(key)}
                  sort={sort}
                  onSort={() => onSort(nextSort(sort, key))}
                />
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            <TotalsRow answer={answer} {...shared} />
            {drawn.map((row) => (
              <AdRow
                key={Object.values(row.key).join('\n') + (row.unmatched ? '\nunmatched' : '')}
                row={row}
                by={by}
                mostSpend={mostSpend}
                {...shared}
              />
            ))}
          </tbody>
        </table>
      </div>
      {answer.rowCount > drawn.length && (
        <p class="more">
          <span class="quiet">
            {fill(words.shown, { shown: formats.count(drawn.length), all: formats.count(answer.rowCount) })}
          </span>
          {rows.length > drawn.length && (
            <button type="button" class="button" onClick={() => setMost(most + PAGE)}>
              {fill(words.more, { n: formats.count(Math.min(PAGE, rows.length - drawn.length)) })}
            </button>
          )}
        </p>
      )}
    </>
  );
};
