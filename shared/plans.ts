import * as v from 'valibot';
import { Id, Name } from './hits.ts';
import type { Better } from './metrics/better.ts';
import type { MetricName } from './metrics/catalogue.ts';
import type { Unit } from './metrics/facts.ts';
import { BASES, type Basis, MODELS, type Model } from './report.ts';
import { Day } from './spend.ts';

/** Plans: a target for a metric and a period, what became of it, and who answers for it. */

/** What a plan may be of, besides the whole site. */
export const PLAN_SCOPES = ['channel', 'source', 'campaign', 'owner', 'ad'] as const;

/** `2026-W47` (ISO 8601), `2026-11`, `2026-Q4` or `2026`; whether there is such a week is the site's to say. */
const Period = v.pipe(
  v.string(),
  v.regex(/^20\d\d(-(W\d\d|\d\d|Q\d))?$/, 'must be a week, month, quarter or year: 2026-W47, 2026-11, 2026-Q4, 2026'),
);

/** '' for the whole site, else as a report's `where` says it: `channel:Paid Search`. Case does not matter. */
const Scope = v.pipe(
  v.string(),
  v.maxLength(300),
  v.regex(
    new RegExp(`^$|^(${PLAN_SCOPES.join('|')}):.`, 's'),
    `must be "" for the whole site, or one of ${PLAN_SCOPES.join(', ')}, then ":" and a value`,
  ),
);

/** In the metric's unit: money in units of the site's currency, a ratio as a fraction. */
const Target = v.pipe(v.number(), v.finite(), v.minValue(-1e11), v.maxValue(1e11));
/** Who answers for it; '' for nobody in particular. */
const Owner = v.pipe(v.string(), v.trim(), v.maxLength(200));
/** How far off the target, as a fraction of it, still passes for met; null for the default. */
const Tolerance = v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1)));

/** Its metric, period and scope are its key: there is one plan of each. */
export const NewPlan = v.strictObject({
  metric: Name,
  period: Period,
  scope: v.optional(Scope, ''),
  target: Target,
  owner: v.optional(Owner, ''),
  model: v.optional(v.picklist(MODELS), 'lastNonDirect'),
  basis: v.optional(v.picklist(BASES), 'event'),
  tolerance: v.optional(Tolerance, null),
});
export type NewPlan = v.InferOutput<typeof NewPlan>;

/** What is named is replaced. Another metric, period or scope is another plan. */
export const PlanChange = v.pipe(
  v.partial(
    v.strictObject({
      target: Target,
      owner: Owner,
      model: v.picklist(MODELS),
      basis: v.picklist(BASES),
      tolerance: Tolerance,
    }),
  ),
  v.check((change) => Object.keys(change).length > 0, 'states nothing'),
);
export type PlanChange = v.InferOutput<typeof PlanChange>;

export const NewPlanNote = v.strictObject({
  /** Makes it idempotent; made here if left out. */
  id: v.optional(Id),
  text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(4_000)),
  /** Why the fact is off its target, in a word or two by which such notes can be put together: `season`. */
  reason: v.optional(Name),
});
export type NewPlanNote = v.InferOutput<typeof NewPlanNote>;

/** Which plans: those whose period has a day in common with the asked ones; by default this year's. */
export const PlansQuery = v.object({
  from: v.optional(Day),
  to: v.optional(Day),
  metric: v.optional(v.string()),
  scope: v.optional(v.string()),
  owner: v.optional(v.string()),
  limit: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,4}$/, 'must be a whole number'),
      v.transform(Number),
      v.minValue(1),
      v.maxValue(1_000),
    ),
    '500',
  ),
});
export type PlansQuery = v.InferOutput<typeof PlansQuery>;

export interface PlanNote {
  note: string;
  text: string;
  reason: string;
  /** ISO 8601, UTC. */
  time: string;
  /** The label of the token it was written with. */
  by: string;
}

/**
 * `open`: nothing to judge by yet. Else `green` where the target is met or, while the period runs, what was to be expected
 * by now; `red` where it is not.
 */
export type PlanState = 'green' | 'red' | 'open';

export interface PlanAnswer {
  plan: string;
  metric: MetricName;
  unit: Unit;
  better: Better;
  period: string;
  /** Its first and last day. */
  from: string;
  to: string;
  scope: string;
  target: number;
  owner: string;
  model: Model;
  basis: Basis;
  /** As a fraction of the target; where none was stated, the default. */
  tolerance: number;
  /** From the first day to today, as a report of these days gives it; null before it begins, or with nothing to divide by. */
  fact: number | null;
  /** The fact as a fraction of the target; null where the target is not above 0. */
  share: number | null;
  pace: {
    /** Of the period, by the site's hours. */
    workingDays: number;
    /** Of them, those that are over: today is not. */
    over: number;
    /** `over / workingDays`. */
    share: number;
    /** The fact to the end of yesterday, which is what is set against this pace. */
    fact: number | null;
  };
  /** Of what adds up, the target's part of this pace; of a ratio the target. */
  expected: number | null;
  /** Of what adds up, `pace.fact / pace.share`; of a ratio the fact. */
  forecast: number | null;
  /** The same period a year earlier, whole. */
  lastYear: { period: string; fact: number | null };
  /** From the year's first day (of weeks: the ISO year's) to the period's end or today. */
  yearToDate: {
    from: string;
    to: string;
    fact: number | null;
    /** Of what adds up: the targets of this plan and of those like it for the year's periods before. */
    target: number | null;
    /** The same, of this plan no more than is to be expected by now. */
    expected: number | null;
    /** How many plans these are. */
    plans: number;
  };
  state: PlanState;
  /** The oldest first. */
  notes: PlanNote[];
}

export interface PlansAnswer {
  site: string;
  from: string;
  to: string;
  currency: string;
  /** The latest period first. */
  plans: PlanAnswer[];
  /** Plans there are, of which `limit` were given. */
  planCount: number;
}
