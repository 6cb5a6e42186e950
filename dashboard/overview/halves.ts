import type { ReportAnswer } from '../../shared/report.ts';
import type { Verdict, VerdictAnswer, VerdictTotals } from '../../shared/verdict.ts';

/** What was spent, told apart by what became of it. */

export interface Part {
  kind: Verdict | 'withLeads' | 'withoutLeads';
  amount: number;
  /** How many ads; null where it is not told. */
  ads: number | null;
}

/** As the sentence has them. */
const ORDER = ['works', 'wasted', 'unclear'] as const;

/** Where a target is set and something was spent. */
export const judgedOf = ({ totals }: VerdictAnswer): VerdictTotals | null =>
  'works' in totals && totals.spend > 0 ? totals : null;

/** Parts add up to the spend; those of nothing are left out. Without a target there is only what brought no lead. */
export const partsOf = (verdict: VerdictAnswer, { withoutLead }: Pick<ReportAnswer, 'withoutLead'>): Part[] => {
  const judged = judgedOf(verdict);
  if (judged)
    return ORDER.map((kind): Part => ({ kind, amount: judged[kind], ads: judged.rows[kind] })).filter(
      ({ amount }) => amount > 0,
    );
  const { spend } = verdict.totals;
  const wasted = withoutLead?.spend ?? 0;
  if (wasted === 0 || wasted === spend) return [];
  return [
    { kind: 'withLeads', amount: spend - wasted, ads: null },
    { kind: 'withoutLeads', amount: wasted, ads: withoutLead?.ads ?? 0 },
  ];
};
