// biome-ignore-all lint/a11y/useSemanticElements lint/a11y/noNoninteractiveTabindex: a box that scrolls sideways must be reachable by keyboard
// biome-ignore-all lint/a11y/noRedundantRoles: laid out as cards on a phone, where a changed `display` takes the roles away
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ReportAnswer, ReportRow } from '../../shared/report.ts';
import { nextSort, type Sort, settleView, stepInto, type View, writeView } from '../query.ts';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { sortRows } from '../sort.ts';
import { fill } from '../words/fill.ts';
import { AdRow } from './AdRow.tsx';
import { setOf } from './columns.ts';
import { HeadCell } from './HeadCell.tsx';
import { TotalsRow } from './TotalsRow.tsx';
import { type TableColumn, valuesUnder } from './tableColumns.ts';
import { verdicts } from './useVerdict.ts';
import type { Judged } from './VerdictCell.tsx';
import { useAdsWords } from './words.ts';

interface Props {
  answer: ReportAnswer;
  columns: readonly TableColumn[];
  view: View;
  judged: Judged;
  onSort: (sort: Sort) => void;
}

/** Rows drawn at first, and more at each wish: a thousand at once make a phone stutter. */
const PAGE = 100;

/** How much room columns take, in columns of figures. */
const roomOf = (columns: readonly TableColumn[]): number =>
  columns.reduce((room, { metric }) => room + (metric === 'verdict' ? 1.6 : 1), 0);

/** Whether all fits, so that there is nothing to scroll sideways: always on a desktop, on a wide one, or perhaps nowhere. */
const fitOf = (room: number): string => (room <= 7.6 ? 'fits' : room <= 9.6 ? 'fitsWide' : '');

/**
 * On a phone each row is laid out as a card. A changed `display` would take a table's meaning from the elements, so the
 * roles are stated.
 */
export const AdsTable = ({ answer, columns, view, judged, onSort }: Props) => {
  const { words, language } = useReading();
  const own = useAdsWords();
  const { formats } = useSite();
  const { by, sort } = view;
  const [most, setMost] = useState(PAGE);
  useEffect(() => setMost(PAGE), [answer]);

  // A row that was opened is gone, and the focus with it: the table that came of it has it.
  const box = useRef<HTMLDivElement>(null);
  const opened = JSON.stringify([by, view.where]);
  const shownBefore = useRef(opened);
  useEffect(() => {
    if (shownBefore.current !== opened && document.activeElement === document.body) box.current?.focus();
    shownBefore.current = opened;
  }, [opened]);

  const verdictOf = useMemo(() => verdicts(judged.answer, by), [judged.answer, by]);
  const figureOf = (row: ReportRow): number | null =>
    sort.key === 'verdict'
      ? (verdictOf(row)?.probability ?? null)
      : (valuesUnder(row, sort.model ? { model: sort.model } : firstModel(view))[sort.key as 'leads'] ?? null);
  const rows = useMemo(
    () => sortRows(answer.rows, { sort, by, language, figureOf }),
    [answer, sort.key, sort.model, sort.descending, by, language, verdictOf],
  );
  const mostSpend = useMemo(() => Math.max(0, ...answer.rows.map(({ values }) => values.spend ?? 0)), [answer]);

  const withChannel = by === 'ad';
  const shared = { columns, answer, withChannel, judged };
  const drawn = rows.slice(0, most);
  const insideOf = (row: ReportRow): string | null => {
    const step = stepInto(view, row.key[by] ?? '');
    return step && writeView(settleView({ ...view, ...step }));
  };
  const isSorted = ({ metric, model }: TableColumn): boolean =>
    sort.key === metric && (sort.model ?? view.models[0]) === (model ?? sort.model ?? view.models[0]);
  const room = roomOf(columns);

  return (
    <>
      <div
        ref={box}
        class={`tableBox ${fitOf(room)}`}
        role="region"
        aria-label={fill(words.caption, { range: formats.range(answer) })}
        tabIndex={0}
      >
        <table
          class={`table ${withChannel ? 'byAd' : ''} ${setOf(view.columns) === 'main' && view.models.length === 1 ? 'mainSet' : ''}`}
          role="table"
          style={{ '--room': String(room) }}
        >
          <thead role="rowgroup">
            <tr role="row">
              <HeadCell
                kind="name"
                label={own.one[by]}
                sort={sort}
                sorted={sort.key === 'name'}
                onSort={() => onSort(nextSort(sort, { key: 'name' }))}
              />
              {withChannel && (
                <HeadCell
                  kind="channel"
                  label={own.one.channel}
                  sort={sort}
                  sorted={sort.key === 'channel'}
                  onSort={() => onSort(nextSort(sort, { key: 'channel' }))}
                />
              )}
              {columns.map((column) => (
                <HeadCell
                  key={column.id}
                  kind={column.metric === 'verdict' ? 'verdictCell' : 'value'}
                  label={column.label}
                  modelLabel={column.modelLabel}
                  sort={sort}
                  sorted={isSorted(column)}
                  onSort={() => onSort(nextSort(sort, sortBy(column, view)))}
                />
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            <TotalsRow answer={answer} columns={columns} withChannel={withChannel} />
            {drawn.map((row) => (
              <AdRow
                key={Object.values(row.key).join('\n') + (row.unmatched ? '\nunmatched' : '')}
                row={row}
                by={by}
                mostSpend={mostSpend}
                inside={insideOf(row)}
                verdict={verdictOf(row)}
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

const firstModel = ({ models }: Pick<View, 'models'>): Pick<TableColumn, 'model'> =>
  models.length > 1 && models[0] ? { model: models[0] } : {};

/** The first model is what an order means where it names none. */
export const sortBy = (
  { metric, model }: TableColumn,
  { models }: Pick<View, 'models'>,
): Pick<Sort, 'key' | 'model'> => ({
  key: metric,
  ...(model && model !== models[0] && { model }),
});
