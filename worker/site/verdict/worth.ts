import { errorFunction } from 'simple-statistics';
import { type Belief, beliefOf } from './belief.ts';

/** What a sale leaves as profit, on average, by ad: from the site's sales and the ad's own. */

export interface Sold {
  /** Sales, in fractions where they are credited to several ads. */
  sales: number;
  /** Of all of them together, in units of the site's currency. */
  profit: number;
}

/** An ad's own sales are believed as much as the site's once there are so many. */
const OWN_WEIGHT = 10;
/** Until there are more, sales are taken to differ by as much as they are worth: as strongly as so many ads would tell it. */
const DIFFER_WEIGHT = 2;

export interface Worth {
  /** Of one sale of the site, on average. */
  mean: number;
  /** Of one sale of each ad, on average; a loss counts as nothing. */
  beliefs: Belief[];
}

/** The share of a normal distribution below 0. */
const shareBelowZero = (mean: number, deviation: number): number =>
  (1 - errorFunction(mean / deviation / Math.SQRT2)) / 2;

/** Null where the site has no sales, or they leave nothing. */
export const worthOf = (all: readonly Sold[]): Worth | null => {
  const sales = all.reduce((sum, one) => sum + one.sales, 0);
  const mean = all.reduce((sum, one) => sum + one.profit, 0) / sales;
  if (sales === 0 || mean <= 0) return null;
  // Of n sales the profit is off by n variances on average, however they fall on ads.
  const sold = all.filter((one) => one.sales > 0);
  const off = sold.reduce((sum, one) => sum + (one.profit - one.sales * mean) ** 2 / one.sales, 0);
  const variance = (off + DIFFER_WEIGHT * mean ** 2) / (sold.length - 1 + DIFFER_WEIGHT);
  const beliefs = all.map((one) => {
    const own = (one.profit + OWN_WEIGHT * mean) / (one.sales + OWN_WEIGHT);
    const deviation = Math.sqrt(variance / (one.sales + Math.min(sales, OWN_WEIGHT)));
    const density = (log: number): number => log - 0.5 * ((Math.exp(log) - own) / deviation) ** 2;
    const most = Math.max(own, 0) + 7 * deviation;
    // The density has no factor in front: neither has the share that is nothing.
    const loss = shareBelowZero(own, deviation) * deviation * Math.sqrt(2 * Math.PI);
    return beliefOf(density, [Math.log(most) - 12, Math.log(most)], loss);
  });
  return { mean, beliefs };
};
