import { factsOf } from '../../../shared/metrics/catalogue.ts';
import type { FactName } from '../../../shared/metrics/facts.ts';
import {
  AD_DIMENSIONS,
  type Condition,
  type Dimension,
  type ReportQuery,
  TIME_DIMENSIONS,
  VISIT_DIMENSIONS,
} from '../../../shared/report.ts';
import { dayOfDate, periodOf, weekdayOf } from '../days.ts';
import type { Comparison } from './compare.ts';
import { CONTACT_FACTS } from './contactFacts.ts';
import { matcher } from './labels.ts';
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
  /** The asked dimensions or conditions need to know … */
  needs: {
    ad: boolean;
    day: boolean;
    visit: boolean;
    spend: boolean;
    visitors: boolean;
    contacts: boolean;
    submissions: boolean;
    /** How finely time is told apart. */
    grain: 'none' | 'month' | 'day';
  };
  /** The day in whose row a day stands: another one where this is the period compared with. */
  standsFor: (day: number) => number;
  conditions: Map<Dimension, (value: string) => boolean>;
}

/** Made of whole months. */
const WHOLE_MONTHS: readonly Dimension[] = ['month', 'quarter', 'year'];

const SPEND_FACTS: readonly FactName[] = ['spend', 'impressions', 'clicks'];

export const planOf = (query: ReportQuery, comparison?: Comparison): Plan => {
  const facts = new Set(query.metrics.flatMap(factsOf));
  const named = new Map<Dimension, Condition[]>();
  for (const condition of query.where)
    named.set(condition.dimension, [...(named.get(condition.dimension) ?? []), condition]);
  const dimensions = [...query.by, ...named.keys()];
  const any = (test: (dimension: Dimension) => boolean): boolean => dimensions.some(test);
  const spend = SPEND_FACTS.some((fact) => facts.has(fact));
  const visit = any((dimension) => isIn(VISIT_DIMENSIONS, dimension) && !isDayDimension(dimension));
  return {
    query,
    standsFor: comparison?.standsFor ?? ((day) => day),
    from: dayOfDate(query.from),
    to: dayOfDate(query.to),
    facts,
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
      spend,
      visitors: facts.has('visitors'),
      contacts: CONTACT_FACTS.some((fact) => facts.has(fact)),
      submissions: SUBMISSION_FACTS.some((fact) => facts.has(fact)),
    },
    conditions: new Map([...named].map(([dimension, conditions]) => [dimension, matcher(conditions)])),
  };
};

export const dayValue = (dimension: DayDimension, day: number): string =>
  dimension === 'weekday' ? String(weekdayOf(day)) : periodOf(dimension, day);

export { isDayDimension };
