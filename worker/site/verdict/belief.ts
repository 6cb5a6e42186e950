/**
 * What is believed of a rate: a distribution over its logarithm in equal steps, and beside it how probable it is that the
 * rate is nothing at all. A point stands for all of its step.
 */
export interface Belief {
  /** Natural logarithm of the rate at the first point. */
  low: number;
  step: number;
  /** Probability of each point; with `zero` they sum to 1. */
  weights: Float64Array;
  /** Probability that the rate is 0. */
  zero: number;
}

export const POINTS = 160;
/** Logarithm of a share of the likeliest that nobody would notice. */
const NEGLIGIBLE = -18;
/** Each narrows a range to what matters of it: to a 10⁵th at least, all together. */
const ROUNDS = 5;

/** Points in equal steps over a range. */
const pointsOf = (from: number, to: number): { low: number; step: number } => ({
  low: from,
  step: (to - from) / (POINTS - 1),
});

/**
 * A density as a belief, narrowed to where it matters, however narrow that is.
 *
 * @param logDensity of a logarithm of the rate; up to a factor, which `zero` shares
 * @param zero mass at the rate 0
 */
export const beliefOf = (logDensity: (logRate: number) => number, [from, to]: [number, number], zero = 0): Belief => {
  const weights = new Float64Array(POINTS);
  let { low, step } = pointsOf(from, to);
  let most = 0;
  for (let round = 1; ; round += 1) {
    for (let index = 0; index < POINTS; index += 1) weights[index] = logDensity(low + index * step);
    most = weights.reduce((greatest, log) => Math.max(greatest, log), Number.NEGATIVE_INFINITY);
    let [first, last] = [0, POINTS - 1];
    while ((weights[first] as number) < most + NEGLIGIBLE) first += 1;
    while ((weights[last] as number) < most + NEGLIGIBLE) last -= 1;
    if (last - first > POINTS / 2 || round === ROUNDS) break;
    // A point more on either side, for the peak may stand between the points.
    ({ low, step } = pointsOf(low + (first - 1) * step, low + (last + 1) * step));
  }
  let sum = 0;
  for (let index = 0; index < POINTS; index += 1) {
    weights[index] = Math.exp((weights[index] as number) - most) * step;
    sum += weights[index] as number;
  }
  const nothing = zero * Math.exp(-most);
  const all = sum + nothing;
  return { low, step, weights: weights.map((weight) => weight / all), zero: nothing / all };
};

/** How probable it is that the rate lies below one, given as its logarithm. */
export const probabilityBelow = ({ low, step, weights, zero }: Belief, logRate: number): number => {
  // In steps from where the first point's step begins.
  const position = (logRate - low) / step + 0.5;
  const whole = Math.min(weights.length, Math.max(0, Math.floor(position)));
  let sum = zero;
  for (let index = 0; index < whole; index += 1) sum += weights[index] as number;
  if (position > 0 && whole < weights.length) sum += (position - whole) * (weights[whole] as number);
  return Math.min(1, sum);
};

/** The logarithm of the rate below which it lies with this probability; −∞ where that is 0. */
export const quantile = ({ low, step, weights, zero }: Belief, probability: number): number => {
  let sum = zero;
  if (probability <= sum) return Number.NEGATIVE_INFINITY;
  for (let index = 0; index < weights.length; index += 1) {
    const weight = weights[index] as number;
    if (sum + weight >= probability) return low + (index - 0.5 + (probability - sum) / weight) * step;
    sum += weight;
  }
  return low + (weights.length - 0.5) * step;
};

/** What is believed of the product of two rates, each believed of without the other. */
export const product = (one: Belief, other: Belief): Belief => {
  const { low, step } = pointsOf(
    one.low + other.low,
    one.low + one.step * (one.weights.length - 1) + other.low + other.step * (other.weights.length - 1),
  );
  const weights = new Float64Array(POINTS);
  for (const [index, weight] of one.weights.entries()) {
    if (weight === 0) continue;
    for (let at = 0; at < other.weights.length; at += 1) {
      const position = (one.low + index * one.step + other.low + at * other.step - low) / step;
      const point = Math.min(POINTS - 2, Math.floor(position));
      const mass = weight * (other.weights[at] as number);
      weights[point] = (weights[point] as number) + mass * (1 - (position - point));
      weights[point + 1] = (weights[point + 1] as number) + mass * (position - point);
    }
  }
  return { low, step, weights, zero: 1 - (1 - one.zero) * (1 - other.zero) };
};
