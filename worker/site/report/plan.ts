import { factsOf, type MetricName } from '../../../shared/metrics/catalogue.ts';
import type { FactName } from '../../../shared/metrics/facts.ts';
import {
  AD_DIMENSIONS,
  type Condition,
  type Dimension,
  LEAD_DIMENSIONS,
  OVERLAPPING,
  type ReportQuery,
  TIME_DIMENSIONS,
  VISIT_DIMENSIONS,
} from '../../../shared/report.ts';
import { dayOfDate, periodOf, weekdayOf } from '../days.ts';
import { VISIT_FACTS } from '../visit.ts';
import type { Comparison } from './compare.ts';
import { CONTACT_FACTS, OF_LEADS } from './contactFacts.ts';
import { type Matcher, matcher } from './labels.ts';
import { RETENTION_FACTS, retentionIsTold } from './retention.ts';
import { SUBMISSION_FACTS } from './submissionFacts.ts';

/** What a query needs: which facts, by which dimensions, under which conditions. */

const isIn = <T extends Dimension>(list: readonly T[], dimension: Dimension): dimension is T =>
  (list as readonly Dimension[]).includes(dimension);
/** Weekdays are told from the day alone, as weeks and months are. */
const isDayDimension = (dimension: Dimension): dimension is DayDimension =>
  isIn(TIME_DIMENSIONS, dimension) || dimension === 'weekday';
export type DayDimension = (typeof TIME_DIMENSIONS)[number] | 'weekday';
export type VisitDimension = Exclude<(typeof VISIT_DIMENSIONS)[number], 'weekday'>;

export interface Plan {
  query: ReportQuery;
  from: number;
  to: number;
  facts: ReadonlySet<FactName>;
  /** Dimensions of the rows and of the conditions. */
  asked: ReadonlySet<Dimension>;
  /** The asked dimensions or conditions need to know … */
  needs: {
    ad: boolean;
    day: boolean;
    visit: boolean;
    /** What became of leads: facts of visits, spend and contacts are not told by it. */
    lead: boolean;
    spend: boolean;
    visitors: boolean;
    /** Facts of contacts or leads that their visits' own dimensions may tell apart. */
    credited: boolean;
    submissions: boolean;
    /** How finely time is told apart. */
    grain: 'none' | 'month' | 'day';
  };
  /** The day in whose row a day stands: another one where this is the period compared with. */
  standsFor: (day: number) => number;
  conditions: Map<Dimension, Matcher>;
}

/** Made of whole months. */
const WHOLE_MONTHS: readonly Dimension[] = ['month', 'quarter', 'year'];

const SPEND_FACTS: readonly FactName[] = ['spend', 'marketingSpend', 'salesSpend', 'impressions', 'clicks'];
/** What no ad is credited with: it has an ad, or a visit, of its own. */
const UNCREDITED: ReadonlySet<FactName> = new Set([...SPEND_FACTS, ...VISIT_FACTS, ...SUBMISSION_FACTS, 'visitors']);
/** Whether a model can change what it comes to. */
export const isCredited = (metric: MetricName): boolean => factsOf(metric).some((fact) => !UNCREDITED.has(fact));
/** Facts of contacts, which what became of a lead does not tell apart. */
const OF_CONTACTS: readonly FactName[] = CONTACT_FACTS.filter((fact) => !OF_LEADS.includes(fact));

export const planOf = (query: ReportQuery, comparison?: Comparison): Plan => {
  const facts = new Set(query.metrics.flatMap(factsOf));
  const named = new Map<Dimension, Condition[]>();
  for (const condition of query.where)
    named.set(condition.dimension, [...(named.get(condition.dimension) ?? []), condition]);
  const asked = new Set([...query.by, ...named.keys()]);
  const any = (test: (dimension: Dimension) => boolean): boolean => [...asked].some(test);
  const spend = SPEND_FACTS.some((fact) => facts.has(fact));
  const visit = any((dimension) => isIn(VISIT_DIMENSIONS, dimension) && !isDayDimension(dimension));
  return {
    query,
    standsFor: comparison?.standsFor ?? ((day) => day),
    from: dayOfDate(query.from),
    to: dayOfDate(query.to),
    facts,
    asked,
    needs: {
      // Spend is shared out by the visits of ads once a row is finer than what was paid for.
      ad: any((dimension) => isIn(AD_DIMENSIONS, dimension)) || (spend && visit),
      day: any(isDayDimension),
      grain: any(
        (dimension) =>
          isDayDimension(dimension) && !(WHOLE_MONTHS.includes(dimension) && comparison?.byMonths !== false),
      )
        ? 'day'
        : any(isDayDimension)
          ? 'month'
          : 'none',
      visit,
      lead: any((dimension) => isIn(LEAD_DIMENSIONS, dimension)),
      spend,
      visitors: facts.has('visitors'),
      credited: [...facts].some((fact) => !UNCREDITED.has(fact)),
      submissions: SUBMISSION_FACTS.some((fact) => facts.has(fact)),
    },
    conditions: new Map([...named].map(([dimension, conditions]) => [dimension, matcher(conditions)])),
  };
};

/** Facts that the dimensions of a report cannot tell: their metrics are null. */
export const untoldBy = ({ asked, query }: Plan): ReadonlySet<FactName> => {
  const any = (dimensions: readonly Dimension[]): boolean => dimensions.some((dimension) => asked.has(dimension));
  return new Set([
    ...(any(LEAD_DIMENSIONS) ? [...UNCREDITED, ...OF_CONTACTS] : []),
    // A visit stands in several rows of these, and money cannot.
    ...(any(OVERLAPPING) ? SPEND_FACTS : []),
    ...(retentionIsTold(query) ? [] : RETENTION_FACTS),
  ]);
};

export const dayValue = (dimension: DayDimension, day: number): string =>
  dimension === 'weekday' ? String(weekdayOf(day)) : periodOf(dimension, day);

export { isDayDimension };
