import * as v from 'valibot';
import type { AuditAnswer, AuditQuery, AuditSystem, AuditTotals } from '../../../shared/audit.ts';
import { divideExactly } from '../../../shared/metrics/exact.ts';
import { ReportQuery } from '../../../shared/report.ts';
import { dayOfDate } from '../days.ts';
import { makeReport, type ReportContext } from '../report/report.ts';
import { type Branch, branchOfNode, type Days, keyOfBranch, readDays } from './days.ts';
import { rangesOf } from './ranges.ts';
import { sayTotals } from './say.ts';
import { type AdRow, type Joined, type Sides, sidesOf } from './sides.ts';
import { spendFindings } from './spendFindings.ts';
import { daysWithoutSpend } from './visitCauses.ts';
import { visitFindings } from './visitFindings.ts';

/** The audit of a site's tagging: what of its spend found visits, what of its paid visits found spend, and why the rest did not. */

const MONEY = 10_000;
const SHARE_PLACES = 6;

/** Every row there is: what is left out would be missing in the sums. */
const ALL = Number.MAX_SAFE_INTEGER;

const rowsOf = async (context: ReportContext, { from, to }: AuditQuery): Promise<AdRow[]> => {
  const asked = v.parse(ReportQuery, { by: 'ad', metrics: 'spend,impressions,clicks,visits' });
  const { rows } = await makeReport(context, { ...asked, from, to, limit: ALL });
  return rows.map(({ key, values }) => ({
    ad: key.ad as string,
    spend: Math.round((values.spend ?? 0) * MONEY),
    impressions: values.impressions ?? 0,
    clicks: values.clicks ?? 0,
    visits: values.visits ?? 0,
  }));
};

type Sums = { spend: Record<Joined, number>; visits: Record<Joined, number> };
const noSums = (): Sums => ({
  spend: { joined: 0, coarse: 0, unjoined: 0 },
  visits: { joined: 0, coarse: 0, unjoined: 0 },
});

const totalOf = ({ joined, coarse, unjoined }: Record<Joined, number>): number => joined + coarse + unjoined;

const toldSums = ({ spend, visits }: Sums): AuditTotals => {
  const all = totalOf(spend);
  return {
    spend: all / MONEY,
    joined: spend.joined / MONEY,
    coarse: spend.coarse / MONEY,
    unjoined: spend.unjoined / MONEY,
    joinedShare: all === 0 ? null : divideExactly(spend.joined, all, SHARE_PLACES),
    paidVisits: totalOf(visits),
    explained: visits.joined,
    coarseVisits: visits.coarse,
    unexplained: visits.unjoined,
  };
};

const systemsOf = (sides: Sides, days: Days, today: number): AuditSystem[] => {
  const systems = new Map<string, { branch: Branch; sums: Sums }>();
  const sumsOf = (branch: Branch): Sums => {
    const key = keyOfBranch(branch);
    const system = systems.get(key) ?? { branch, sums: noSums() };
    systems.set(key, system);
    return system.sums;
  };
  const paid = sides.visits.filter((line) => line.paid);
  for (const { branch, joined, row } of sides.spend) sumsOf(branch).spend[joined] += row.spend;
  for (const { branch, joined, visits } of paid) sumsOf(branch).visits[joined] += visits;
  return [...systems]
    .map(([key, { branch, sums }]): AuditSystem => {
      const without = daysWithoutSpend(
        paid.filter((line) => keyOfBranch(line.branch) === key),
        days,
      );
      without.delete(today);
      return {
        ...(branch.system ? { system: branch.system } : { source: branch.source }),
        ...toldSums(sums),
        missing: rangesOf(without).map(({ count, ...range }) => ({ ...range, visits: count })),
      };
    })
    .sort((a, b) => b.spend - a.spend || b.paidVisits - a.paidVisits || (nameOf(a) < nameOf(b) ? -1 : 1));
};
const nameOf = ({ system, source }: AuditSystem): string => system ?? source ?? '';

const sumOfAll = (sides: Sides): AuditTotals => {
  const sums = noSums();
  for (const { joined, row } of sides.spend) sums.spend[joined] += row.spend;
  for (const { joined, paid, visits } of sides.visits) if (paid) sums.visits[joined] += visits;
  return toldSums(sums);
};

export const makeAudit = async (context: ReportContext, query: AuditQuery): Promise<AuditAnswer> => {
  const { sql, settings, dictionaries, today } = context;
  const { join, labels } = dictionaries;
  const rows = await rowsOf(context, query);
  const days = await readDays({ sql, ...dictionaries }, { from: dayOfDate(query.from), to: dayOfDate(query.to) });
  const sides = sidesOf(dictionaries, rows, days);
  const { limit } = query;
  const spend = await spendFindings({ sql, sides, days, today, limit });
  const everStated = new Set([...join.nodeOfKey.values()].map((node) => keyOfBranch(branchOfNode(node))));
  const visits = visitFindings({ sides, days, labels, everStated, explained: spend.explained, limit });
  const totals = sumOfAll(sides);
  return {
    site: context.site,
    from: query.from,
    to: query.to,
    timeZone: settings.timeZone,
    currency: settings.currency,
    totals,
    meaning: sayTotals(totals, settings.currency),
    systems: systemsOf(sides, days, today),
    spend: spend.findings,
    spendCount: spend.count,
    visits: visits.findings,
    visitCount: visits.count,
  };
};
