import { type Better, betterOf } from '../../../shared/metrics/better.ts';
import { describeMetric, type MetricName, placesOf } from '../../../shared/metrics/catalogue.ts';
import { divide } from '../../../shared/metrics/exact.ts';
import { isFact } from '../../../shared/metrics/facts.ts';
import type { PlanAnswer } from '../../../shared/plans.ts';
import { mayFall } from './target.ts';
import type { Pace } from './workingDays.ts';

/** What a plan's fact says of its target. Pure. */

/** Where a figure has no better direction, as a budget has none, being so far off it on either side is still on it. */
const NEAR = 0.1;

export const toleranceOf = (metric: MetricName, stated: number | null): number =>
  stated ?? (betterOf(metric) === null ? NEAR : 0);

/**
 * How a figure comes about over a period: `sum` day by day; `level` stands at any time as it is, as ratios and medians do;
 * `unique` grows, but by less and less, as different visitors do, so half of it is not due at half time.
 */
const growthOf = (metric: MetricName): 'sum' | 'level' | 'unique' => {
  const { additive, unit } = describeMetric(metric);
  if (additive) return 'sum';
  return isFact(metric) && unit === 'count' ? 'unique' : 'level';
};

export interface Facing {
  metric: MetricName;
  /** In the metric's unit. */
  target: number;
  tolerance: number;
  /** The period: not begun, running, over. */
  when: 'ahead' | 'running' | 'over';
  pace: Pace;
  /** To today, and to the end of yesterday. */
  fact: number | null;
  paced: number | null;
  /** Of a cost of something: what was paid so far, whether or not anything came of it. */
  paid: number;
}

export type Judgement = Pick<PlanAnswer, 'share' | 'expected' | 'forecast' | 'state'>;

/** Figures as integers of their last told place, so that what is just met is met. */
const meets = (value: number, goal: number, { better, slack }: { better: Better; slack: number }): boolean => {
  if (better === 'more') return value >= goal - slack;
  return better === 'less' ? value <= goal + slack : Math.abs(value - goal) <= slack;
};

export const judge = ({ metric, target, tolerance, when, pace, fact, paced, paid }: Facing): Judgement => {
  const places = placesOf(metric);
  const whole = (value: number): number => Math.round(value * 10 ** places);
  const times = (value: number, numerator: number, denominator: number): number =>
    divide(BigInt(whole(value)) * BigInt(numerator), BigInt(denominator) * 10n ** BigInt(places), places);
  const growth = growthOf(metric);
  const over = when === 'over';

  const expected =
    over || growth === 'level' ? target : growth === 'sum' ? times(target, pace.over, pace.workingDays) : null;
  const forecast = ((): number | null => {
    if (over || growth === 'level') return fact;
    return growth === 'sum' && pace.over > 0 && paced !== null ? times(paced, pace.workingDays, pace.over) : null;
  })();

  const state = ((): PlanAnswer['state'] => {
    if (when === 'ahead') return 'open';
    const better = betterOf(metric);
    const met = (value: number, goal: number): boolean =>
      meets(whole(value), whole(goal), { better, slack: Math.round(Math.abs(whole(goal)) * tolerance) });
    // Nothing has come of it yet, and the first of it will have cost more than it may.
    if (fact === null) return paid > 0 && !met(paid, target) ? 'red' : 'open';
    if (over) return met(fact, target) ? 'green' : 'red';
    // Enough is enough, and too much too much, before the period's end.
    const settled = growth !== 'level' && !mayFall(metric);
    if (settled && better === 'more' && fact >= target) return 'green';
    if (settled && better === 'less' && !met(fact, target)) return 'red';
    const reached = growth === 'sum' ? paced : fact;
    if (expected === null || reached === null || (growth === 'sum' && pace.over === 0)) return 'open';
    return met(reached, expected) ? 'green' : 'red';
  })();

  return {
    share: fact === null || target <= 0 ? null : divide(BigInt(whole(fact)), BigInt(whole(target)), 6),
    expected,
    forecast,
    state,
  };
};
