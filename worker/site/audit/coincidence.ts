import { mean, sampleVariance } from 'simple-statistics';

/** Fewer days of either kind tell nothing. */
const FEWEST_DAYS = 4;
/** Standard errors between the means, beyond which chance is no explanation. */
const SURE = 3;

/**
 * Whether more visits come on some days than on others: the means, where they are farther apart than chance would put them
 * (Welch's t, the variance of counts being at least their mean, as Poisson's is); else null.
 *
 * @param on visits of each day with spend
 * @param off of each day without
 */
export const coincidence = (
  on: readonly number[],
  off: readonly number[],
): { withSpend: number; without: number } | null => {
  if (on.length < FEWEST_DAYS || off.length < FEWEST_DAYS) return null;
  const error = (days: readonly number[]): number =>
    Math.max(sampleVariance([...days]), mean([...days]), 1) / days.length;
  const [withSpend, without] = [mean([...on]), mean([...off])];
  return withSpend - without >= SURE * Math.sqrt(error(on) + error(off)) ? { withSpend, without } : null;
};
