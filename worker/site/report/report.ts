import { factsOf, type MetricName, metricOf } from '../../../shared/metrics/catalogue.ts';
import type { FactName, Facts } from '../../../shared/metrics/facts.ts';
import {
  type AdName,
  type Dimension,
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
import { type Booked, rowFinder } from './bookFacts.ts';
import { changeOf } from './change.ts';
import { type Comparison, comparisonOf } from './compare.ts';
import { contactFacts } from './contactFacts.ts';
import { conversationFacts } from './conversationFacts.ts';
import { askedModels, CreditBook } from './creditBook.ts';
import type { CreditSource } from './credits.ts';
import { type Group, Groups, NOWHERE } from './groups.ts';
import { shareIntervals } from './intervals.ts';
import { RowKeys } from './keys.ts';
import type { EntryLabels } from './labels.ts';
import type { AskedModel, BookedCredits, LeadBook, OpenBook } from './leadBook.ts';
import { leadFacts } from './leadFacts.ts';
import { inOrder, type Line, toldMetric } from './order.ts';
import { Pace } from './pace.ts';
import { isCredited, planOf, untoldBy } from './plan.ts';
import type { OwnTotals } from './quantiles.ts';
import { retention } from './retention.ts';
import { saleFacts } from './saleFacts.ts';
import { spendFacts } from './spendFacts.ts';
import { submissionFacts } from './submissionFacts.ts';
import { countVisitors, letOthersIn, visitFacts } from './visitFacts.ts';
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
  leadBook: LeadBook;
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
  const plan = planOf(query, comparison);
  const untold = untoldBy(plan);
  const groups = new Groups(plan.facts, query.model.length);
  const keys = new RowKeys(plan, groups, context.dictionaries.labels);
  const models = askedModels(query, context.settings);
  const withVisits = OF_CREDITED_VISIT.some((dimension) => plan.asked.has(dimension));
  const book = new CreditBook({ sql: context.sql, models, withVisits });
  const source = { ...context, plan, keys, groups, models, book, pace: new Pace(), weights: new Weights() };

  const usesBook = (plan.needs.credited || plan.needs.submissions) && !plan.needs.visit && !plan.needs.lead;
  const own = usesBook
    ? await context.leadBook.use((open) => sumAll(source, untold, open))
    : await sumAll(source, untold, null);

  // One visit can stand in several of these rows: the total is worked out for itself.
  const overlapping = query.by.some((dimension) => OVERLAPPING.includes(dimension));
  const totals = overlapping
    ? (await sum(context, { ...query, by: [] }, comparison)).totals
    : query.model.map((_, model) => groups.sum(model));
  if (plan.needs.visitors && !plan.needs.lead) {
    const visitors = await countVisitors(source, plan.asked);
    for (const facts of totals) facts.visitors = visitors;
  }
  if (!overlapping)
    for (const each of own) for (const [model, facts] of each.entries()) Object.assign(totals[model] as Facts, facts);
  return { groups, totals, untold, lacking: lacksVisits(plan, plan.asked, context.rollup.sealed) };
};

type Source = ReportContext & Omit<CreditSource, 'booked'> & { models: AskedModel[]; weights: Weights };

/** @returns totals that are not the sums of their rows, of each part that has some */
const sumAll = async (
  unbooked: Source,
  untold: ReadonlySet<FactName>,
  book: OpenBook | null,
): Promise<OwnTotals[][]> => {
  const { plan, pace, models } = unbooked;
  const isOfVisits = !plan.needs.lead;
  if (isOfVisits) {
    await visitFacts(unbooked, plan.asked);
    if (plan.needs.spend && !untold.has('spend')) spendFacts({ ...unbooked, join: unbooked.dictionaries.join });
    await pace.did(2 * WHOLE_PART);
  }
  const credits: BookedCredits[] = [];
  if (book) for (const model of models) credits.push(await book.credits(model, pace));
  const booked: Booked | null = book && { book, credits, rowOf: rowFinder(unbooked) };
  const source = { ...unbooked, booked };
  if (isOfVisits && plan.needs.submissions) {
    submissionFacts(source, plan.asked);
    await pace.did(WHOLE_PART);
  }
  if (plan.needs.credited) await contactFacts(source);
  await conversationFacts(source);
  return [await leadFacts(source, source.now), await saleFacts(source), await retention(source)];
};

/** Works out some metrics of amounts, or of facts by name. */
const figuresOf = <Amounts>(
  metrics: readonly MetricName[],
  workedOut: (metric: MetricName) => (amounts: Amounts) => number | null,
): ((amounts: Amounts) => Values) => {
  const figures = metrics.map((metric) => ({ metric, of: workedOut(metric) }));
  return (amounts) => {
    const values: Values = {};
    for (const { metric, of } of figures) values[metric] = of(amounts);
    return values;
  };
};

export const makeReport = async (context: ReportContext, query: ReportQuery): Promise<ReportAnswer> => {
  const { settings, dictionaries } = context;
  const now = await sum(context, query);
  const comparison = query.compare ? comparisonOf(query) : undefined;
  const before = comparison && (await sum(context, { ...query, from: comparison.from, to: comparison.to }, comparison));

  const { groups, untold } = now;
  const nameOf = (group: Group): AdName | undefined =>
    group.entry === null ? undefined : dictionaries.labels.get(group.entry)?.name;
  await letOthersIn();
  const lines = inOrder(linesOf(groups, before?.groups), { query, untold, nameOf, groups, before: before?.groups });

  const { metrics, model: models } = query;
  const byAd = query.by.includes('ad');
  const withIntervals = query.intervals === '1';
  /** What the other models say otherwise than the first. */
  const apart = models.length > 1 ? metrics.filter(isCredited) : [];
  const told = figuresOf(metrics, (metric) => toldMetric(metric, groups, untold));
  const toldApart = figuresOf(apart, (metric) => toldMetric(metric, groups, untold));
  const factsOfMetric = new Map(metrics.map((metric) => [metric, factsOf(metric)]));
  const restingOn = (estimated: ReadonlySet<FactName>): MetricName[] =>
    metrics.filter((metric) => factsOfMetric.get(metric)?.some((fact) => estimated.has(fact)));
  const visitsPlace = groups.placeOf('visits');
  const toRow = ({ group, row, former }: Line): ReportRow => {
    const key: ReportRow['key'] = {};
    for (const [index, dimension] of query.by.entries()) key[dimension] = group.values[index] as string;
    const ad = byAd ? nameOf(group) : undefined;
    const amounts = groups.amounts(row, 0);
    const isVisited = visitsPlace !== undefined && amounts[visitsPlace] !== 0;
    const values = told(amounts);
    const answer: ReportRow = ad ? { key, ad, values } : { key, values };
    if (models.length > 1) {
      answer.models = {};
      for (const [model, name] of models.entries()) answer.models[name] = toldApart(groups.amounts(row, model));
    }
    if (before) {
      answer.previous = told(before.groups.amounts(former, 0));
      answer.change = changeOf(metrics, values, answer.previous);
    }
    if (withIntervals) answer.intervals = shareIntervals(metrics, groups.factsOf(row, 0), untold);
    const estimated = group.estimated ? restingOn(group.estimated) : [];
    if (estimated.length > 0) answer.estimated = estimated;
    if (group.unmatched && !isVisited) answer.unmatched = true;
    return answer;
  };
  const rows: ReportRow[] = [];
  const pace = new Pace();
  for (const line of lines.slice(0, query.limit)) {
    rows.push(toRow(line));
    await pace.did((metrics.length + models.length * apart.length) / VALUES_A_CONTACT);
  }
  const named = (metric: MetricName): ((facts: Facts) => number | null) => toldOfFacts(metric, untold);
  const [toldTotals, toldTotalsApart] = [figuresOf(metrics, named), figuresOf(apart, named)];
  const [totals] = now.totals as [Facts, ...Facts[]];
  const values = toldTotals(totals);
  const former = before && toldTotals(before.totals[0] as Facts);
  return {
    site: context.site,
    from: query.from,
    to: query.to,
    timeZone: settings.timeZone,
    currency: settings.currency,
    by: query.by,
    metrics,
    models,
    lookBack: query.lookBack ?? settings.lookBackDays,
    halfLife: query.halfLife,
    basis: query.basis,
    rows,
    rowCount: lines.length,
    totals: values,
    ...(models.length > 1 && {
      modelTotals: Object.fromEntries(models.map((name, model) => [name, toldTotalsApart(now.totals[model] as Facts)])),
    }),
    ...(withIntervals && { totalIntervals: shareIntervals(metrics, totals, untold) }),
    ...(comparison &&
      former && {
        compare: {
          from: comparison.from,
          to: comparison.to,
          totals: former,
          change: changeOf(metrics, values, former),
        },
      }),
    ...(byAd &&
      metrics.includes('spend') &&
      metrics.includes('leads') && { withoutLead: withoutLead(lines, groups, query.by.indexOf('ad')) }),
    ...(query.by.some((dimension) => OVERLAPPING.includes(dimension)) && { overlapping: true as const }),
    ...((now.lacking || before?.lacking) && { sealedBefore: dateOfDay(context.rollup.sealed.before) }),
  };
};

const toldOfFacts = (metric: MetricName, untold: ReadonlySet<FactName>): ((facts: Facts) => number | null) =>
  factsOf(metric).some((fact) => untold.has(fact)) ? () => null : metricOf(metric, (fact) => fact);

/** Rows of both periods, without those that hold nothing in either. */
const linesOf = (groups: Groups, before: Groups | undefined): Line[] => {
  const keyOf = (group: Group): string => group.values.join('\u0000');
  const formerRows = new Map(before?.list.map((group, row) => [keyOf(group), { group, row }]));
  const lines: Line[] = [];
  for (const [row, group] of groups.list.entries()) {
    const former = formerRows.size > 0 ? formerRows.get(keyOf(group)) : undefined;
    if (former) formerRows.delete(keyOf(group));
    if (groups.holdsAny(row) || (former && before?.holdsAny(former.row)))
      lines.push({ group, row, former: former?.row ?? NOWHERE });
  }
  for (const { group, row: former } of formerRows.values())
    if (before?.holdsAny(former)) lines.push({ group, row: NOWHERE, former });
  return lines;
};

/** @param position of the ad among a row's values: with days beside it, an ad has many rows, and is judged by all of them */
const withoutLead = (lines: readonly Line[], groups: Groups, position: number): { spend: number; ads: number } => {
  const [spendPlace, leadsPlace] = [groups.placeOf('spend') as number, groups.placeOf('leads') as number];
  const ads = new Map<string, { spend: number; leads: number }>();
  for (const { group, row } of lines) {
    const ad = group.values[position] as string;
    const amounts = groups.amounts(row, 0, [spendPlace, leadsPlace]);
    const [spend, leads] = [amounts[spendPlace] as number, amounts[leadsPlace] as number];
    const known = ads.get(ad);
    ads.set(ad, { spend: spend + (known?.spend ?? 0), leads: leads + (known?.leads ?? 0) });
  }
  const wasted = [...ads.values()].filter(({ spend, leads }) => spend > 0 && leads === 0);
  return { spend: wasted.reduce((sum, { spend }) => sum + spend, 0) / 10_000, ads: wasted.length };
};
