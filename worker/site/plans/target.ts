import { type MetricName, placesOf, unitOf } from '../../../shared/metrics/catalogue.ts';
import { formula } from '../../../shared/metrics/formulas.ts';

const NEGATIVE: readonly MetricName[] = ['profit', 'cohortProfit', 'ltv', 'romi', 'nps'];

/** Whether it can fall below nothing, and hence fall at all while it adds up. */
export const mayFall = (metric: MetricName): boolean => NEGATIVE.includes(metric);

/** What is wrong with a target; null where the metric can come to it. */
export const targetProblem = (metric: MetricName, target: number): string | null => {
  if (target < 0 && !mayFall(metric)) return `${metric} is never below 0`;
  if (formula(metric)?.share && target > 1) return `${metric} is a share: 1 is all there is, 0.25 a quarter`;
  if (metric === 'nps' && Math.abs(target) > 100) return 'nps is between -100 and 100';
  const places = storedPlaces(metric);
  return Number(target.toFixed(places)) === target ? null : `at most ${places} decimal places`;
};

const storedPlaces = (metric: MetricName): number => (unitOf(metric) === 'ratio' ? placesOf(metric) : 4);

/** Targets are stored as integers. */
export const storedTarget = (metric: MetricName, target: number): number =>
  Math.round(target * 10 ** storedPlaces(metric));
export const toldTarget = (metric: MetricName, stored: number): number => stored / 10 ** storedPlaces(metric);
