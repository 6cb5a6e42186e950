import { gammaln } from 'simple-statistics';

/** What is known of a conversion from those who converted and those who did not. */

export interface Counted {
  /** Who saw the form. */
  seen: number;
  /** Who submitted it, of them. */
  converted: number;
}

/** Logarithm of the Beta(1 + converted, 1 + others) density: what is believed after them, having believed nothing before. */
const beliefOf = ({ seen, converted }: Counted): ((share: number) => number) => {
  const others = seen - converted;
  const norm = gammaln(seen + 2) - gammaln(converted + 1) - gammaln(others + 1);
  return (share) =>
    norm + (converted > 0 ? converted * Math.log(share) : 0) + (others > 0 ? others * Math.log1p(-share) : 0);
};

/** The share of all tests in which the interval has ever left out the true conversion, at most. */
const MISSED = 0.05;

/** Where a function that rises changes its sign. */
const rootOf = (rising: (share: number) => number, from: number, to: number): number => {
  let [low, high] = [from, to];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (rising(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

/**
 * The conversions that are still to be reckoned with, of 95 %, at whatever times it is looked at: a confidence sequence.
 * It holds every share that is believed in more than a twentieth as much as before the first visitor, for the ratio of
 * what was believed to what is believed of the true share is a martingale, and exceeds 20 at any time in one of 20 cases
 * at most (Ville).
 *
 * Robbins, "Statistical methods related to the law of the iterated logarithm" (1970); the form with prior and posterior:
 * Waudby-Smith & Ramdas, "Confidence sequences for sampling without replacement" (NeurIPS 2020); also the beta-binomial
 * mixture of Howard, Ramdas, McAuliffe & Sekhon, "Time-uniform, nonparametric, nonasymptotic confidence sequences" (2021).
 */
export const intervalOf = (counted: Counted): { low: number; high: number } => {
  const { seen, converted } = counted;
  const belief = beliefOf(counted);
  const likeliest = seen > 0 ? converted / seen : 0.5;
  const excess = (share: number): number => belief(share) - Math.log(MISSED);
  return {
    low: converted === 0 ? 0 : rootOf(excess, 0, likeliest),
    high: converted === seen ? 1 : rootOf((share) => -excess(share), likeliest, 1),
  };
};

/** Points on each variant's own scale; more of them move the sixth digit. */
const POINTS = 2_000;
/** Standard deviations on either side; what lies beyond has less than one part in 10¹⁵. */
const WIDTH = 10;

/**
 * How probable it is of each that its conversion is the greatest, believing nothing of them beforehand (every conversion
 * as likely as any). A degree of belief as of now: unlike an e-value it promises nothing to who looks again and again.
 * The integral of each one's density by the others' distributions, by trapezoids.
 */
export const probabilitiesToBeBest = (all: readonly Counted[]): number[] => {
  const shares = new Set([0, 1]);
  for (const { seen, converted } of all) {
    const mean = (converted + 1) / (seen + 2);
    const deviation = Math.sqrt((mean * (1 - mean)) / (seen + 3));
    for (let point = 0; point <= POINTS; point += 1) {
      const share = mean + deviation * WIDTH * ((2 * point) / POINTS - 1);
      if (share > 0 && share < 1) shares.add(share);
    }
  }
  const grid = [...shares].sort((a, b) => a - b);
  const beliefs = all.map((counted) => {
    const belief = beliefOf(counted);
    const density = grid.map((share) => Math.exp(belief(share)));
    const below: number[] = [0];
    for (let index = 1; index < grid.length; index += 1) {
      const width = (grid[index] as number) - (grid[index - 1] as number);
      below.push(
        (below.at(-1) as number) + (width * ((density[index] as number) + (density[index - 1] as number))) / 2,
      );
    }
    return below;
  });
  const best = all.map(() => 0);
  for (let index = 1; index < grid.length; index += 1) {
    for (const [one, below] of beliefs.entries()) {
      const before = beliefs.reduce(
        (product, other, of) => (of === one ? product : product * (other[index - 1] as number)),
        1,
      );
      const after = beliefs.reduce(
        (product, other, of) => (of === one ? product : product * (other[index] as number)),
        1,
      );
      best[one] =
        (best[one] as number) + (((below[index] as number) - (below[index - 1] as number)) * (before + after)) / 2;
    }
  }
  // What the trapezoids leave over.
  const sum = best.reduce((total, one) => total + one, 0);
  return best.map((one) => one / sum);
};
