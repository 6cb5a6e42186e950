import type { MetricName } from '../../../shared/metrics/catalogue.ts';
import { type FactName, type Facts, fact } from '../../../shared/metrics/facts.ts';
import { type Formula, formula } from '../../../shared/metrics/formulas.ts';
import type { Intervals } from '../../../shared/report.ts';

/** How sure a share is, given of how many it is one. */

/** Of the normal distribution, 97.5 % lie below it. */
const Z = 1.959964;
const SCALE = 1_000_000;
const rounded = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * SCALE) / SCALE;

/**
 * The 95 % score interval of `part` of `all` (E. B. Wilson, "Probable inference, the law of succession, and statistical
 * inference", Journal of the American Statistical Association 22, 1927). Credited parts count as the fractions they are.
 * Null where there is no such share.
 */
export const wilson = (part: number, all: number): [from: number, to: number] | null => {
  if (!(all > 0) || part < 0 || part > all) return null;
  const share = part / all;
  const square = (Z * Z) / all;
  const middle = (share + square / 2) / (1 + square);
  const half = (Z * Math.sqrt((share * (1 - share)) / all + square / (4 * all))) / (1 + square);
  return [rounded(middle - half), rounded(middle + half)];
};

/** Of the metrics that are shares; none where a share has nothing below, or counts what began outside the period. */
export const shareIntervals = (
  metrics: readonly MetricName[],
  facts: Facts,
  untold: ReadonlySet<FactName>,
): Intervals => {
  const intervals: Intervals = {};
  for (const metric of metrics) {
    const asked: Formula | undefined = formula(metric);
    if (!asked?.share) continue;
    const [part, all] = [asked.numerator[0], asked.denominator[0]] as [FactName, FactName];
    if (untold.has(part) || untold.has(all)) continue;
    const found = wilson((facts[part] ?? 0) / fact(part).scale, (facts[all] ?? 0) / fact(all).scale);
    if (found) intervals[metric] = found;
  }
  return intervals;
};
