import { factsOf, type MetricName } from '../../../shared/metrics/catalogue.ts';
import { type FactName, type Facts, noFacts } from '../../../shared/metrics/facts.ts';
import {
  type AdName,
  OVERLAPPING,
  type ReportAnswer,
  type ReportQuery,
  type ReportRow,
  type Values,
} from '../../../shared/report.ts';
import type { SiteSettings } from '../../../shared/settings.ts';
import { type Calendar, dateOfDay } from '../days.ts';
import type { Entry, Join } from '../join.ts';
import { lacksVisits } from '../privacy/lacksVisits.ts';
import type { Rollup } from '../rollup.ts';
import { type Comparison, comparisonOf } from './compare.ts';
import { contactFacts, contactFactsByVisit } from './contactFacts.ts';
import { type Group, Groups } from './groups.ts';
import { RowKeys } from './keys.ts';
import type { EntryLabels } from './labels.ts';
import { inOrder, type Line, toldValue } from './order.ts';
import { planOf } from './plan.ts';
import { spendFacts } from './spendFacts.ts';
import { submissionFacts } from './submissionFacts.ts';
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
  groups: Groups;
  totals: Facts;
  /** Facts that these dimensions cannot tell. */
  untold: ReadonlySet<FactName>;
  /** Days that are sealed were asked for more than they tell. */
  lacking: boolean;
}

const sum = async (context: ReportContext, query: ReportQuery, comparison?: Comparison): Promise<Summed> => {
  const { sql, calendar, dictionaries } = context;
  const plan = planOf(query, comparison);
  const overlapping = query.by.some((dimension) => OVERLAPPING.includes(dimension));
  const groups = new Groups(plan.facts);
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
  if (plan.needs.submissions) submissionFacts(source, asked);
  // A visit stands in several rows of these, and money cannot.
  const untold = new Set(
    overlapping || query.where.some(({ dimension }) => OVERLAPPING.includes(dimension)) ? SPEND_FACTS : [],
  );
  if (plan.needs.spend && untold.size === 0) spendFacts({ ...source, join: dictionaries.join });

  // One visit can stand in several of these rows: the total is worked out for itself.
  const totals = overlapping ? (await sum(context, { ...query, by: [] }, comparison)).totals : groups.sum();
  if (visitors !== undefined) totals.visitors = visitors;
  return { groups, totals, untold, lacking: lacksVisits(plan, asked, context.rollup.sealed) };
};

const valuesOf = (metrics: readonly MetricName[], facts: Facts, untold: ReadonlySet<FactName>): Values => {
  const values: Values = {};
  for (const metric of metrics) values[metric] = toldValue(metric, facts, untold);
  return values;
};

export const makeReport = async (context: ReportContext, query: ReportQuery): Promise<ReportAnswer> => {
  const { settings, dictionaries } = context;
  const now = await sum(context, query);
  const comparison = query.compare ? comparisonOf(query) : undefined;
  const before = comparison && (await sum(context, { ...query, from: comparison.from, to: comparison.to }, comparison));

  const lines = linesOf(now.groups, before?.groups);
  const nameOf = (group: Group): AdName | undefined =>
    group.entry === null ? undefined : dictionaries.labels.get(group.entry)?.name;
  inOrder(lines, query, { untold: now.untold, nameOf });

  const byAd = query.by.includes('ad');
  const toRow = ({ group, facts, previous }: Line): ReportRow => {
    const key: ReportRow['key'] = {};
    for (const [index, dimension] of query.by.entries()) key[dimension] = group.values[index] as string;
    const ad = byAd ? nameOf(group) : undefined;
    const estimated = query.metrics.filter((metric) => factsOf(metric).some((fact) => group.estimated.has(fact)));
    return {
      key,
      ...(ad && { ad }),
      values: valuesOf(query.metrics, facts, now.untold),
      ...(before && { previous: valuesOf(query.metrics, previous, now.untold) }),
      ...(estimated.length > 0 && { estimated }),
      ...(group.unmatched && facts.visits === 0 && { unmatched: true as const }),
    };
  };
  return {
    site: context.site,
    from: query.from,
    to: query.to,
    timeZone: settings.timeZone,
    currency: settings.currency,
    by: query.by,
    metrics: query.metrics,
    models: query.model,
    lookBack: query.lookBack ?? settings.lookBackDays,
    halfLife: query.halfLife,
    basis: query.basis,
    rows: lines.slice(0, query.limit).map(toRow),
    rowCount: lines.length,
    totals: valuesOf(query.metrics, now.totals, now.untold),
    ...(comparison &&
      before && {
        compare: {
          from: comparison.from,
          to: comparison.to,
          totals: valuesOf(query.metrics, before.totals, now.untold),
        },
      }),
    ...(byAd &&
      query.metrics.includes('spend') &&
      query.metrics.includes('leads') && { withoutLead: withoutLead(lines, query.by.indexOf('ad')) }),
    ...(query.by.some((dimension) => OVERLAPPING.includes(dimension)) && { overlapping: true as const }),
    ...((now.lacking || before?.lacking) && { sealedBefore: dateOfDay(context.rollup.sealed.before) }),
  };
};

/** Rows of both periods, without those that hold nothing in either. */
const linesOf = (groups: Groups, before: Groups | undefined): Line[] => {
  const keyOf = (group: Group): string => group.values.join('\u0000');
  const former = new Map(before?.list.map((group) => [keyOf(group), group]));
  const lines: Line[] = [];
  for (const group of groups.list) {
    const previous = former.size > 0 ? former.get(keyOf(group)) : undefined;
    if (previous) former.delete(keyOf(group));
    if (holdsAny(group) || (previous && holdsAny(previous))) {
      lines.push({
        group,
        facts: groups.factsOf(group),
        previous: previous ? (before?.factsOf(previous) ?? NOTHING) : NOTHING,
      });
    }
  }
  for (const group of former.values())
    if (before && holdsAny(group)) lines.push({ group, facts: NOTHING, previous: before.factsOf(group) });
  return lines;
};

const holdsAny = ({ facts }: Group): boolean => facts.some((amount) => amount !== 0);
const NOTHING: Facts = noFacts();

/** @param position of the ad among a row's values: with days beside it, an ad has many rows, and is judged by all of them */
const withoutLead = (lines: readonly Line[], position: number): { spend: number; ads: number } => {
  const ads = new Map<string, { spend: number; leads: number }>();
  for (const { group, facts } of lines) {
    const ad = group.values[position] as string;
    const { spend, leads } = ads.get(ad) ?? { spend: 0, leads: 0 };
    ads.set(ad, { spend: spend + facts.spend, leads: leads + facts.leads });
  }
  const wasted = [...ads.values()].filter(({ spend, leads }) => spend > 0 && leads === 0);
  return { spend: wasted.reduce((sum, { spend }) => sum + spend, 0) / 10_000, ads: wasted.length };
};
