import type { Evidence } from '../../../shared/audit.ts';
import { type Days, keyOfBranch } from './days.ts';
import { isMacro } from './names.ts';
import { rangesOf } from './ranges.ts';
import type { VisitLine } from './sides.ts';
import type { Found } from './spendCauses.ts';

/** Why paid visits found no spend, where no spend's own want of visits has told it already. */

/** Ranges told as evidence. */
const MOST_RANGES = 10;

/** Visits on days without any spend of their branch. */
export const daysWithoutSpend = (lines: readonly VisitLine[], days: Days): Map<number, number> => {
  const without = new Map<number, number>();
  for (const { entry, branch } of lines) {
    const stated = days.spendDays.get(keyOfBranch(branch));
    for (const [day, visits] of days.paid.get(entry.id) ?? []) {
      if (!stated?.has(day)) without.set(day, (without.get(day) ?? 0) + visits);
    }
  }
  return without;
};

interface Known {
  days: Days;
  /** Branches that spend was ever stated for. */
  everStated: ReadonlySet<string>;
}

/** @param lines visits of one campaign, by whatever ads and keywords */
export const visitCause = (
  lines: readonly [VisitLine, ...VisitLine[]],
  { days, everStated }: Known,
): Pick<Found, 'cause' | 'evidence'> => {
  const [{ entry, branch }] = lines;
  const visits = lines.reduce((sum, line) => sum + line.visits, 0);
  const because = (cause: Found['cause'], evidence: Evidence = {}) => ({ cause, evidence: { ...evidence, visits } });
  const macro = lines.flatMap((line) => [line.entry.campaign, line.entry.content]).find(isMacro);
  if (macro !== undefined) return because('macro', { seen: [macro] });
  if (!everStated.has(keyOfBranch(branch))) return because('noSpend');
  const missing = rangesOf(daysWithoutSpend(lines, days));
  if (missing.reduce((sum, { count }) => sum + count, 0) * 2 > visits) {
    return because('noSpendThoseDays', { days: missing.slice(0, MOST_RANGES).map(({ from, to }) => ({ from, to })) });
  }
  if (!entry.campaign && !entry.campaignId) return because('noCampaign');
  if (lines.some(({ node }) => node)) return because('noCost');
  return because('notInSpend', { seen: [entry.campaign || entry.campaignId] });
};
