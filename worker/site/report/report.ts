import { factsOf, type FactName, type Facts, type MetricName, metricValue } from '../../../shared/metrics.ts';
import { OVERLAPPING, type ReportAnswer, type ReportQuery, type ReportRow, type Values } from '../../../shared/report.ts';
import type { SiteSettings } from '../../../shared/settings.ts';
import { Temporal } from 'temporal-polyfill';
import type { Calendar } from '../days.ts';
import type { Entry, Join } from '../join.ts';
import type { Rollup } from '../rollup.ts';
import { contactFacts, contactFactsByVisit } from './contactFacts.ts';
import { factsOfGroup, type Group, Groups, sumOf } from './groups.ts';
import { RowKeys } from './keys.ts';
import { type EntryLabels } from './labels.ts';
import { planOf } from './plan.ts';
import { spendFacts } from './spendFacts.ts';
import { countVisitors, visitFacts } from './visitFacts.ts';
import { Weights } from './weights.ts';

/** The dictionaries joined and labelled: the same for every report until one of them grows. */
export interface Dictionaries {
  entries: readonly Entry[];
  join: Join;
  labels: Map<number, EntryLabels>;
}

export interface ReportContext {
  sql: SqlStorage;
  site: string;
  settings: SiteSettings;
  calendar: Calendar;
  dictionaries: Dictionaries;
  rollup: Rollup;
  /** At the site, as `dayOfDate` counts days. */
  today: number;
}

const SPEND_FACTS: readonly FactName[] = ['spend', 'impressions', 'clicks'];

interface Summed {
  groups: Group[];
  totals: Facts;
  /** Facts that these dimensions cannot tell. */
  untold: ReadonlySet<FactName>;
}

const sum = async (context: ReportContext, query: ReportQuery): Promise<Summed> => {
  const { sql, calendar, dictionaries } = context;
  const plan = planOf(query);
  const overlapping = query.by.some((dimension) => OVERLAPPING.includes(dimension));
  const groups = new Groups();
  const keys = new RowKeys(plan, groups, dictionaries.labels);
  const weights = new Weights();
  const source = { sql, plan, keys, groups, weights, calendar, rollup: context.rollup, today: context.today };
  const asked = new Set([...query.by, ...query.where.map(({ dimension }) => dimension)]);

  await visitFacts(source, asked);
  const visitors = plan.needs.visitors ? await countVisitors(source, asked) : undefined;

  if (plan.needs.contacts) {
    if (plan.needs.visit) contactFactsByVisit(source, { calendar, asked });
    else contactFacts(source);
  }
  // A visit stands in several rows of these, and money cannot.
  const untold = new Set(overlapping || query.where.some(({ dimension }) => OVERLAPPING.includes(dimension)) ? SPEND_FACTS : []);
  if (plan.needs.spend && untold.size === 0) spendFacts({ ...source, join: dictionaries.join });

  // One visit can stand in several of these rows: the total is worked out for itself.
  const totals = overlapping ? (await sum(context, { ...query, by: [] })).totals : sumOf(groups.list);
  if (visitors !== undefined) totals.visitors = visitors;
  return { groups: groups.list, totals, untold };
};

const valuesOf = (metrics: readonly MetricName[], facts: Facts, untold: ReadonlySet<FactName>): Values => {
  const values: Values = {};
  for (const metric of metrics) values[metric] = untold.size > 0 && factsOf(metric).some((fact) => untold.has(fact)) ? null : metricValue(metric, facts);
  return values;
};

/** The days before, as many of them; or the same days a year earlier. */
export const comparedWith = (query: Pick<ReportQuery, 'from' | 'to' | 'compare'>): { from: string; to: string } => {
  const from = Temporal.PlainDate.from(query.from);
  const to = Temporal.PlainDate.from(query.to);
  if (query.compare === 'year') return { from: from.subtract({ years: 1 }).toString(), to: to.subtract({ years: 1 }).toString() };
  const days = from.until(to, { largestUnit: 'days' }).days + 1;
  return { from: from.subtract({ days }).toString(), to: to.subtract({ days }).toString() };
};

const inOrder = (rows: ReportRow[], query: ReportQuery): ReportRow[] => {
  const byKey = (a: ReportRow, b: ReportRow): number => {
    for (const dimension of query.by) {
      const [x, y] = [a.key[dimension] as string, b.key[dimension] as string];
      if (x !== y) return x < y ? -1 : 1;
    }
    return 0;
  };
  const order = query.order ?? (query.by.some((dimension) => ['day', 'week', 'month', 'quarter', 'year', 'hour', 'weekday'].includes(dimension)) ? query.by[0] : `-${query.metrics[0]}`) ?? '';
  const descending = order.startsWith('-');
  const name = order.replace('-', '');
  const sign = descending ? -1 : 1;
  const dimension = query.by.find((asked) => asked === name);
  if (dimension) return rows.sort((a, b) => sign * ((a.key[dimension] as string) < (b.key[dimension] as string) ? -1 : (a.key[dimension] as string) > (b.key[dimension] as string) ? 1 : 0) || byKey(a, b));
  const metric = name as MetricName;
  return rows.sort((a, b) => {
    const [x, y] = [a.values[metric] ?? null, b.values[metric] ?? null];
    // What has no value comes last either way.
    if (x === null || y === null) return x === y ? byKey(a, b) : x === null ? 1 : -1;
    return sign * (x - y) || byKey(a, b);
  });
};

/** Whether a query's `order` names something of its answer. */
export const orderIsKnown = (query: ReportQuery): boolean => {
  const name = query.order?.replace('-', '');
  return name === undefined || query.by.some((asked) => asked === name) || query.metrics.some((asked) => asked === name);
};

export const makeReport = async (context: ReportContext, query: ReportQuery): Promise<ReportAnswer> => {
  const { settings, dictionaries } = context;
  const now = await sum(context, query);
  const compared = query.compare ? comparedWith(query) : undefined;
  const before = compared && (await sum(context, { ...query, ...compared }));

  const keyOf = (group: Group): string => group.values.join('\u0000');
  const beforeByKey = new Map(before?.groups.map((group) => [keyOf(group), group]));
  const hasFacts = (group: Group): boolean => group.facts.some((amount) => amount !== 0);
  const byAd = query.by.includes('ad');

  const rows: ReportRow[] = [];
  const toRow = (group: Group, facts: Facts | null, previous: Group | undefined): ReportRow => {
    const key: ReportRow['key'] = {};
    for (const [index, dimension] of query.by.entries()) key[dimension] = group.values[index] as string;
    const ad = byAd && group.entry !== null ? dictionaries.labels.get(group.entry)?.name : undefined;
    const estimated = query.metrics.filter((metric) => factsOf(metric).some((fact) => group.estimated.has(fact)));
    return {
      key,
      ...(ad && { ad }),
      values: valuesOf(query.metrics, facts ?? factsOfGroup({ ...group, facts: new Float64Array(group.facts.length) }), now.untold),
      ...(before && { previous: valuesOf(query.metrics, previous ? factsOfGroup(previous) : factsOfGroup({ ...group, facts: new Float64Array(group.facts.length) }), now.untold) }),
      ...(estimated.length > 0 && { estimated }),
      ...(group.unmatched && facts?.visits === 0 && { unmatched: true as const }),
    };
  };
  let withoutLead: { spend: number; ads: number } | undefined;
  if (byAd) withoutLead = { spend: 0, ads: 0 };
  for (const group of now.groups) {
    const previous = beforeByKey.get(keyOf(group));
    beforeByKey.delete(keyOf(group));
    if (!hasFacts(group) && !(previous && hasFacts(previous))) continue;
    const facts = factsOfGroup(group);
    if (withoutLead && facts.spend > 0 && facts.leads === 0) {
      withoutLead.spend += facts.spend;
      withoutLead.ads += 1;
    }
    rows.push(toRow(group, facts, previous));
  }
  // Rows that only the period before had.
  for (const group of beforeByKey.values()) if (hasFacts(group)) rows.push(toRow(group, null, group));

  inOrder(rows, query);
  return {
    site: context.site,
    from: query.from,
    to: query.to,
    timeZone: settings.timeZone,
    currency: settings.currency,
    by: query.by,
    metrics: query.metrics,
    model: query.model,
    basis: query.basis,
    rows: rows.slice(0, query.limit),
    rowCount: rows.length,
    totals: valuesOf(query.metrics, now.totals, now.untold),
    ...(compared && before && { compare: { ...compared, totals: valuesOf(query.metrics, before.totals, now.untold) } }),
    ...(withoutLead && query.metrics.includes('spend') && query.metrics.includes('leads') && { withoutLead: { ...withoutLead, spend: withoutLead.spend / 10_000 } }),
    ...(query.by.some((dimension) => OVERLAPPING.includes(dimension)) && { overlapping: true as const }),
  };
};
