import { useMemo } from 'preact/hooks';
import type { VerdictAnswer, VerdictTotals } from '../../shared/verdict.ts';
import type { Range } from '../days.ts';
import { pathOf, USUAL, type View } from '../query.ts';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import type { Asked } from '../useAsked.ts';
import { pluralOf } from '../words/plurals.ts';
import { AdsTable } from './AdsTable.tsx';
import { CONDITIONS_BUTTON, Conditions } from './Conditions.tsx';
import type { Column } from './columns.ts';
import { Empty } from './Empty.tsx';
import { Legend } from './Legend.tsx';
import { PathLine } from './PathLine.tsx';
import { SentenceLine } from './SentenceLine.tsx';
import { TableBar } from './TableBar.tsx';
import { TargetLine } from './TargetLine.tsx';
import { tableColumns } from './tableColumns.ts';
import { useAdName } from './useAdName.ts';
import type { Report } from './useReport.ts';
import { withoutCosts } from './withoutCosts.ts';
import { useAdsWords } from './words.ts';

interface Props {
  report: Report;
  busy: boolean;
  verdicts: { ads: Asked<VerdictAnswer>; rows: Asked<VerdictAnswer> };
  view: View;
  /** Of the columns chosen those that have a meaning here. */
  shown: readonly Column[];
  days: Range;
  onChange: (change: Partial<View>) => void;
}

/** Of an answer without a target, or without spend, there is nothing to say. */
const totalsOf = (answer: VerdictAnswer | undefined): VerdictTotals | undefined =>
  answer && 'works' in answer.totals && answer.totals.spend > 0 ? answer.totals : undefined;

/** The sentence, and the table that it sums up. */
export const TablePart = ({ report, busy, verdicts, view, shown, days, onChange }: Props) => {
  const { language } = useReading();
  const words = useAdsWords();
  const { formats, details } = useSite();
  const { sums } = report;
  const answer = useMemo(() => withoutCosts(report.answer), [report.answer]);
  const { actions } = details.settings.leads;
  const columns = useMemo(
    () => tableColumns({ shown, models: view.models, words, formats, actions, answer }),
    [shown, view.models, language, formats, actions, answer],
  );
  const adName = useAdName(view, days);
  const conditions = view.where.length > 0;
  const nothing = answer.rowCount === 0 && !conditions;
  // A target that was just taken away leaves its last answer behind.
  const judged = details.settings.target ? totalsOf(verdicts.ads.value) : undefined;
  // Else another sentence would stand there first, and change under the eyes.
  const isJudging = Boolean(details.settings.target) && !verdicts.ads.value && !verdicts.ads.failure;
  return (
    <div class={busy ? 'report busy' : 'report'} aria-busy={busy}>
      <section class="verdict">
        {isJudging ? (
          <h1 class="skeleton-sentence">
            <span class="unseen">{words.verdictBusy}</span>
          </h1>
        ) : (
          <SentenceLine sums={sums} judged={judged} />
        )}
        {!nothing && <TargetLine />}
        {(verdicts.ads.failure ?? verdicts.rows.failure) && <p class="wrong">{words.verdictFailed}</p>}
        {conditions && <p class="quiet">{words.wholeSite}</p>}
      </section>
      <p class="unseen" role="status">
        {!busy && `${formats.count(answer.rowCount)} ${pluralOf(language, 'rows', answer.rowCount)}`}
      </p>
      {nothing ? (
        <Empty usual={view.range === USUAL.range} snippet={details.snippet ?? ''} />
      ) : (
        <>
          <TableBar view={view} shown={shown} days={days} columns={columns} onChange={onChange} />
          <PathLine view={view} adName={adName} />
          <Conditions view={view} onChange={onChange} />
          {answer.rowCount === 0 ? (
            <p class="empty quiet">
              {words.nothingFits}{' '}
              <button
                type="button"
                class="button"
                onClick={() => {
                  document.getElementById(CONDITIONS_BUTTON)?.focus();
                  onChange({ where: [], by: pathOf(view)[0] ? USUAL.by : view.by });
                }}
              >
                {words.clearConditions}
              </button>
            </p>
          ) : (
            <>
              <AdsTable
                answer={answer}
                columns={columns}
                view={{ ...view, by: report.ask.by, where: report.ask.where }}
                judged={{ answer: verdicts.rows.value, busy: verdicts.rows.busy }}
                onSort={(sort) => onChange({ sort })}
              />
              <Legend answer={answer} columns={columns} />
            </>
          )}
        </>
      )}
    </div>
  );
};
