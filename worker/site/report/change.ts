import type { MetricName } from '../../../shared/metrics/catalogue.ts';
import type { Values } from '../../../shared/report.ts';

/** By how much values differ from those of the period before, as fractions of their size: 0.25 is a quarter more. */

/** Decimal places, as all ratios have. */
const SCALE = 1_000_000;

/** From a loss of 100 to a profit of 50 is 1.5 more, whatever the sign. Null where there was nothing, or is nothing to tell. */
export const changeBetween = (value: number | null | undefined, before: number | null | undefined): number | null => {
  if (value === null || value === undefined || before === null || before === undefined || before === 0) return null;
  return Math.round(((value - before) / Math.abs(before)) * SCALE) / SCALE;
};

export const changeOf = (metrics: readonly MetricName[], values: Values, before: Values): Values => {
  const change: Values = {};
  for (const metric of metrics) change[metric] = changeBetween(values[metric], before[metric]);
  return change;
};
