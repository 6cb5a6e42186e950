import { factsOf, type MetricName } from '../../../shared/metrics/catalogue.ts';
import { type FactName, type Facts, noFacts } from '../../../shared/metrics/facts.ts';
import {
  type AdName,
  type Dimension,
  type Intervals,
  type Model,
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
import { changeOf } from './change.ts';
import { type Comparison, comparisonOf } from './compare.ts';
import { contactFacts } from './contactFacts.ts';
import { conversationFacts } from './conversationFacts.ts';
import { CreditBook } from './creditBook.ts';
import { type Group, Groups } from './groups.ts';
import { shareIntervals } from './intervals.ts';
import { RowKeys } from './keys.ts';
import type { EntryLabels } from './labels.ts';
import { leadFacts } from './leadFacts.ts';
import { inOrder, type Line, toldValue } from './order.ts';
import { Pace } from './pace.ts';
import { planOf, untoldBy } from './plan.ts';
import { retention } from './retention.ts';
import { saleFacts } from './saleFacts.ts';
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
  /** Ms since 1970. */
  now: number;
}

/** What contacts are told apart by that is their credited visit's. */
const OF_CREDITED_VISIT = ['landing', 'device', 'country', 'page'] as const satisfies readonly Dimension[];

/** Visits by ad, or spend, are as much work as so many contacts. */
const WHOLE_PART = 1_000;
/** So many values of a row are as much work as a contact. */
const VALUES_A_CONTACT = 20;

interface Summed {
  groups: Groups;
  /** A set a model. */
  totals: Facts[];
  /** Facts that these dimensions cannot tell. */
  untold: ReadonlySet<FactName>;
  /** Days that are sealed were asked for more than they tell. */
  lacking: boolean;
}

const sum = async (context: ReportContext, query: ReportQuery, comparison?: Comparison): Promise<Summed> => {
  const { dictionaries, rollup } = context;
  const plan = planOf(query, comparison);
  const overlapping = query.by.some((dimension) => OVERLAPPING.includes(dimension));
  const groups = new Groups(plan.facts, query.model.length);
  const keys = new RowKeys(plan, groups, dictionaries.labels);
  const book = new CreditBook({
    sql: context.sql,
    query,
    settings: context.settings,
    withVisits: OF_CREDITED_VISIT.some((dimension) => plan.asked.has(dimension)),
  });
  const pace = new Pace();
  const source = { ...context, plan, keys, groups, book, pace, weights: new Weights() };
  const untold = untoldBy(plan);

  let visitors: number | undefined;
  if (!plan.needs.lead) {
    await visitFacts(source, plan.asked);
    if (plan.needs.visitors) visitors = await countVisitors(source, plan.asked);
    await pace.did(WHOLE_PART);
    if (plan.needs.submissions) submissionFacts(source, plan.asked);
    if (plan.needs.spend && !untold.has('spend')) {
      await pace.did(WHOLE_PART);
      spendFacts({ ...source, join: dictionaries.join });
    }
    await pace.did(WHOLE_PART);
  }
  if (plan.needs.credited) await contactFacts(source);
  await conversationFacts(source);
  const own = [await leadFacts(source, context.now), await saleFacts(source), await retention(source)];

  // One visit can stand in several of these rows: the total is worked out for itself.
  const totals = overlapping
    ? (await sum(context, { ...query, by: [] }, comparison)).totals
    : query.model.map((_, model) => groups.sum(model));
  if (visitors !== undefined) for (const facts of totals) facts.visitors = visitors;
  if (!overlapping)
    for (const each of own) for (const [model, facts] of each.entries()) Object.assign(totals[model] as Facts, facts);
  return { groups, totals, untold, lacking: lacksVisits(plan, plan.asked, rollup.sealed) };
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
  const told = (facts: Facts): Values => valuesOf(query.metrics, facts, now.untold);
  const perModel = (factsOf: (model: number) => Facts): Partial<Record<Model, Values>> =>
    Object.fromEntries(query.model.map((name, model) => [name, told(factsOf(model))]));
  const severalModels = query.model.length > 1;
  const intervalsOf = (facts: Facts): Intervals => shareIntervals(query.metrics, facts, now.untold);
  const toRow = ({ group, ...line }: Line): ReportRow => {
    const facts = line.facts();
    const key: ReportRow['key'] = {};
    for (const [index, dimension] of query.by.entries()) key[dimension] = group.values[index] as string;
    const ad = byAd ? nameOf(group) : undefined;
    const estimated =
      group.estimated.size === 0
        ? []
        : query.metrics.filter((metric) => factsOf(metric).some((fact) => group.estimated.has(fact)));
    const values = told(facts);
    const former = before && told(line.previous());
    return {
      key,
      ...(ad && { ad }),
      values,
      ...(severalModels && { models: perModel((model) => now.groups.factsOf(group, model)) }),
      ...(former && { previous: former, change: changeOf(query.metrics, values, former) }),
      ...(query.intervals === '1' && { intervals: intervalsOf(facts) }),
      ...(estimated.length > 0 && { estimated }),
      ...(group.unmatched && !facts.visits && { unmatched: true as const }),
    };
  };
  const rows: ReportRow[] = [];
  const pace = new Pace();
  for (const line of lines.slice(0, query.limit)) {
    rows.push(toRow(line));
    await pace.did((query.metrics.length * query.model.length) / VALUES_A_CONTACT);
  }
  const [totals] = now.totals as [Facts, ...Facts[]];
  const values = told(totals);
  const former = before && told(before.totals[0] as Facts);
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
    rows,
    rowCount: lines.length,
    totals: values,
    ...(severalModels && { modelTotals: perModel((model) => now.totals[model] as Facts) }),
    ...(query.intervals === '1' && { totalIntervals: intervalsOf(totals) }),
    ...(comparison &&
      former && {
        compare: {
          from: comparison.from,
          to: comparison.to,
          totals: former,
          change: changeOf(query.metrics, values, former),
        },
      }),
    ...(byAd &&
      query.metrics.includes('spend') &&
      query.metrics.includes('leads') && { withoutLead: withoutLead(lines, query.by.indexOf('ad')) }),
    ...(query.by.some((dimension) => OVERLAPPING.includes(dimension)) && { overlapping: true as const }),
    ...((now.lacking || before?.lacking) && { sealedBefore: dateOfDay(context.rollup.sealed.before) }),
  };
};

/** Rows of both periods, without those that hold nothing in either. Facts are those of the first model. */
const linesOf = (groups: Groups, before: Groups | undefined): Line[] => {
  const keyOf = (group: Group): string => group.values.join('\u0000');
  const formerRows = new Map(before?.list.map((group) => [keyOf(group), group]));
  const lines: Line[] = [];
  for (const group of groups.list) {
    const previous = formerRows.size > 0 ? formerRows.get(keyOf(group)) : undefined;
    if (previous) formerRows.delete(keyOf(group));
    if (groups.holdsAny(group) || (previous && before?.holdsAny(previous))) {
      lines.push({
        group,
        facts: (names) => groups.factsOf(group, 0, names),
        previous: () => (previous ? before?.factsOf(previous, 0) : undefined) ?? NOTHING,
      });
    }
  }
  for (const former of formerRows.values()) {
    if (before?.holdsAny(former)) {
      const group = groups.emptyOf(former);
      lines.push({ group, facts: () => NOTHING, previous: () => before.factsOf(former, 0) });
    }
  }
  return lines;
};

const NOTHING: Facts = noFacts();

/** @param position of the ad among a row's values: with days beside it, an ad has many rows, and is judged by all of them */
const withoutLead = (lines: readonly Line[], position: number): { spend: number; ads: number } => {
  const ads = new Map<string, { spend: number; leads: number }>();
  for (const { group, facts } of lines) {
    const ad = group.values[position] as string;
    const { spend = 0, leads = 0 } = facts(['spend', 'leads']);
    const known = ads.get(ad);
    ads.set(ad, { spend: spend + (known?.spend ?? 0), leads: leads + (known?.leads ?? 0) });
  }
  const wasted = [...ads.values()].filter(({ spend, leads }) => spend > 0 && leads === 0);
  return { spend: wasted.reduce((sum, { spend }) => sum + spend, 0) / 10_000, ads: wasted.length };
};
