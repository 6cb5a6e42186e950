import * as v from 'valibot';
import type { MetricName } from '../../../shared/metrics/catalogue.ts';
import { type ReportAnswer, ReportQuery, type ReportRow, type Values } from '../../../shared/report.ts';
import {
  TARGET_METRICS,
  type Target,
  type TargetMetric,
  VERDICTS,
  type Verdict,
  type VerdictAnswer,
  type VerdictQuery,
  type VerdictRow,
} from '../../../shared/verdict.ts';
import { dateOfDay, dayOfDate } from '../days.ts';
import { makeReport, type ReportContext } from '../report/report.ts';
import { letOthersIn } from '../report/visitFacts.ts';
import { type Judged, type Judging, judge, type Paid } from './judge.ts';
import { METHOD } from './method.ts';
import { FEWEST, meanDelay, ripeShare } from './ripeness.ts';
import { worthOf } from './worth.ts';

/** The verdict on a site's spend, from its reports. */

/** What each target counts. */
const OUTCOME = {
  costPerLead: 'leads',
  costPerSql: 'sql',
  cac: 'newCustomers',
  romi: 'sales',
} as const satisfies Record<TargetMetric, MetricName>;

/** With fewer outcomes than this, of several targets a shallower one is judged by. */
const ENOUGH = 20;
/** Every row there is. */
const ALL = '50000';
/** Ten years: as far as reports go. */
const LONG_AGO = 3_659;
const MONEY = 10_000;

type Asked = Partial<Record<'by' | 'metrics' | 'model' | 'basis' | 'order', string>>;

const reportOf = (
  context: ReportContext,
  { from, to, ...asked }: Asked & { from: string; to: string },
): Promise<ReportAnswer> => makeReport(context, { ...v.parse(ReportQuery, { ...asked, limit: ALL }), from, to });

const figure = (values: Values, name: MetricName): number => values[name] ?? 0;
const round = (value: number, places: number): number => Math.round(value * 10 ** places) / 10 ** places;

/** Of several the deepest with enough outcomes, else the shallowest. */
const chosen = (targets: readonly Target[], totals: Values): Target | undefined => {
  const deepest = TARGET_METRICS.toReversed().flatMap((metric) => targets.filter((target) => target.metric === metric));
  return deepest.find(({ metric }) => figure(totals, OUTCOME[metric]) >= ENOUGH) ?? deepest.at(-1);
};

/** Mean days from a lead to its outcome, over all that is known of the site. */
const delayOf = async (context: ReportContext, query: VerdictQuery, outcome: MetricName): Promise<number> => {
  const over = { by: 'day', metrics: outcome, model: query.model };
  const days = { from: dateOfDay(context.today - LONG_AGO), to: dateOfDay(context.today) };
  const [byLead, byEvent] = [
    await reportOf(context, { ...over, ...days, basis: 'lead' }),
    await reportOf(context, { ...over, ...days, basis: 'event' }),
  ];
  const ages = (report: ReportAnswer) =>
    report.rows.map(({ key, values }) => ({
      age: context.today - dayOfDate(key.day as string),
      count: figure(values, outcome),
    }));
  const leads = ages(byLead);
  const total = (all: readonly { age: number; count: number }[], weigh: (age: number) => number): number =>
    all.reduce((sum, { age, count }) => sum + weigh(age) * count, 0);
  const all = total(leads, () => 1);
  const observed = all === 0 ? 0 : (total(leads, (age) => age) - total(ages(byEvent), (age) => age)) / all;
  return meanDelay(observed, leads);
};

/** Of each row's leads, by its key, as many as it is known of by now what became of them. */
const ripeLeads = async (
  context: ReportContext,
  query: VerdictQuery,
  delayDays: number,
): Promise<Map<string, number>> => {
  const { by, from, to, model } = query;
  // What may be cut off is the oldest, and ripe.
  const asked = { by: `${by},day`, metrics: 'leads', basis: 'lead', order: '-day', from, to, model };
  const { rows } = await reportOf(context, asked);
  const ripe = new Map<string, number>();
  for (const { key, values } of rows) {
    const age = context.today - dayOfDate(key.day as string);
    const row = key[by] as string;
    ripe.set(row, (ripe.get(row) ?? 0) + figure(values, 'leads') * ripeShare(age, delayDays));
  }
  return ripe;
};

/** A row with what is judged of it. */
interface Line {
  row: ReportRow;
  paid: Paid;
  outcomes: number;
  /** Null where nothing can be told. */
  judged: Judged | null;
}

const observedOf = ({ metric }: Target, { row, paid, outcomes }: Line): number | null => {
  if (metric === 'romi') return round((figure(row.values, 'profit') - paid.spend) / paid.spend, 6);
  return outcomes === 0 ? null : round(paid.spend / outcomes, 4);
};

/** From what a unit of money brings to the metric. */
const metricOf = (metric: TargetMetric, rate: number): number | null => {
  if (metric === 'romi') return round(rate - 1, 4);
  const cost = 1 / rate;
  return cost < 1e12 ? round(cost, 4) : null;
};

const toRow = (line: Line, target: Target | undefined): VerdictRow => {
  const { row, paid, outcomes, judged } = line;
  const told = {
    key: row.key,
    ...(row.ad && { ad: row.ad }),
    spend: paid.spend,
    clicks: figure(row.values, 'clicks'),
    visits: figure(row.values, 'visits'),
    leads: paid.leads,
    ...(row.estimated?.includes('spend') && { estimated: true as const }),
    ...(row.unmatched && { unmatched: true as const }),
  };
  if (!target) return told;
  const isCost = target.metric !== 'romi';
  return {
    ...told,
    ...(paid.deeper && { ripeLeads: round(paid.deeper.ripeLeads, 4) }),
    outcomes,
    observed: observedOf(target, line),
    probable: judged && metricOf(target.metric, judged.median),
    // A high rate is a low cost.
    interval: judged
      ? [
          metricOf(target.metric, isCost ? judged.high : judged.low),
          metricOf(target.metric, isCost ? judged.low : judged.high),
        ]
      : [null, null],
    probability: judged && round(judged.probability, 6),
    verdict: judged?.verdict ?? 'unclear',
  };
};

const judgingOf = ({ metric, value }: Target, lines: readonly Line[]): Judging['target'] | null => {
  if (metric !== 'romi') return { most: value };
  const worth = worthOf(
    lines.map(({ row: { values } }) => ({ sales: figure(values, 'sales'), profit: figure(values, 'profit') })),
  );
  return worth && { least: 1 + value, worth };
};

/** In 1/10 000, so that the parts add up. */
const stored = (money: number): number => Math.round(money * MONEY);

const totalsOf = (rows: readonly VerdictRow[], spent: number) => {
  const sums: Record<Verdict, { money: number; rows: number }> = {
    works: { money: 0, rows: 0 },
    unclear: { money: 0, rows: 0 },
    wasted: { money: 0, rows: 0 },
  };
  for (const { verdict, spend } of rows) {
    if (verdict === undefined) continue;
    sums[verdict].money += stored(spend);
    sums[verdict].rows += 1;
  }
  return {
    spend: spent,
    works: sums.works.money / MONEY,
    wasted: sums.wasted.money / MONEY,
    unclear: sums.unclear.money / MONEY,
    rows: Object.fromEntries(VERDICTS.map((verdict) => [verdict, sums[verdict].rows])) as Record<Verdict, number>,
  };
};

export const makeVerdict = async (context: ReportContext, query: VerdictQuery): Promise<VerdictAnswer> => {
  const { by, from, to, model, level } = query;
  const own = context.settings.target;
  const targets: readonly Target[] = query.target ?? (own ? [own] : []);
  const deepest = targets.filter(({ metric }) => metric !== 'costPerLead').map(({ metric }) => OUTCOME[metric]);
  const metrics = ['spend', 'clicks', 'visits', 'leads', ...deepest, ...(deepest.includes('sales') ? ['profit'] : [])];
  const report = await reportOf(context, {
    by,
    metrics: metrics.join(),
    model,
    basis: 'lead',
    order: '-spend',
    from,
    to,
  });

  const target = chosen(targets, report.totals);
  const outcome = OUTCOME[target?.metric ?? 'costPerLead'];
  const isDeep = outcome !== 'leads';
  const delayDays = isDeep ? await delayOf(context, query, outcome) : 0;
  const ripe = isDeep ? await ripeLeads(context, query, delayDays) : new Map<string, number>();
  const lines = report.rows
    .filter(({ values }) => figure(values, 'spend') > 0)
    .map((row): Line => {
      const outcomes = figure(row.values, outcome);
      const paid = {
        spend: figure(row.values, 'spend'),
        clicks: figure(row.values, 'clicks') || figure(row.values, 'visits'),
        leads: figure(row.values, 'leads'),
        ...(isDeep && { deeper: { ripeLeads: ripe.get(row.key[by] as string) ?? 0, outcomes } }),
      };
      return { row, paid, outcomes, judged: null };
    });
  const known = figure(report.totals, outcome);
  // Where none is known of, the site may not tell them rather than not have them.
  const needed = target && known >= (isDeep ? FEWEST : 1) ? judgingOf(target, lines) : null;
  if (needed) {
    // Of spend that no visit matches nobody knows what it brought: its leads may stand under another spelling.
    const matched = lines.filter(({ row }) => !row.unmatched);
    const judged = await judge(
      matched.map(({ paid }) => paid),
      { target: needed, level, pause: letOthersIn },
    );
    for (const [index, line] of matched.entries()) line.judged = judged[index] as Judged;
  }

  const rows = lines.map((line) => toRow(line, target));
  const spend = figure(report.totals, 'spend');
  const totals = target ? totalsOf(rows, spend) : { spend };
  return {
    site: report.site,
    from,
    to,
    timeZone: report.timeZone,
    currency: report.currency,
    by,
    model,
    level,
    target: target ? { ...target, statedBy: query.target ? 'query' : 'site' } : null,
    totals,
    meaning: meaningOf(totals, report.currency, { isJudged: needed !== null, unmatched: unmatchedOf(lines) }),
    ...(isDeep && { late: { delayDays: round(delayDays, 2), ...youngOf(lines) } }),
    method: METHOD,
    rows: rows.slice(0, query.limit),
    rowCount: rows.length,
  };
};

/** Spend that no visit matches, in units of money. */
const unmatchedOf = (lines: readonly Line[]): number =>
  lines.reduce((sum, { row, paid }) => sum + (row.unmatched ? stored(paid.spend) : 0), 0) / MONEY;

const meaningOf = (
  totals: VerdictAnswer['totals'],
  currency: string,
  { isJudged, unmatched }: { isJudged: boolean; unmatched: number },
): string => {
  if (!('works' in totals)) {
    return `${totals.spend} ${currency} were spent. Without a target there is no verdict: state one, as the site's setting target or in the query.`;
  }
  const { spend, works, wasted, unclear } = totals;
  const why = isJudged
    ? unmatched > 0
      ? ` ${unmatched} of it finds no visits, so what it brought is not known: see the audit.`
      : ''
    : " Of the target's outcomes too few are known of to judge by.";
  return `Of ${spend} ${currency} spent, ${works} works, ${wasted} is wasted, ${unclear} is unclear.${why}`;
};

const youngOf = (lines: readonly Line[]): { youngLeads: number; youngSpend: number } => {
  let [youngLeads, youngSpend] = [0, 0];
  for (const { paid } of lines) {
    if (!paid.deeper || paid.leads === 0) continue;
    const young = Math.max(0, paid.leads - paid.deeper.ripeLeads);
    youngLeads += young;
    youngSpend += stored((paid.spend * young) / paid.leads);
  }
  return { youngLeads: round(youngLeads, 4), youngSpend: youngSpend / MONEY };
};
