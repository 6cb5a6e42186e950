import { describe, expect, test } from 'vitest';
import { type Belief, beliefOf, probabilityBelow, product, quantile } from './belief.ts';

/** A gamma distribution of a rate, as the density of its logarithm. */
const gamma = (shape: number, rate: number): Belief => beliefOf((log) => shape * log - rate * Math.exp(log), [-30, 30]);
const normal = (mean: number, deviation: number): Belief =>
  beliefOf((log) => -0.5 * ((log - mean) / deviation) ** 2, [mean - 40, mean + 40]);

describe('a belief', () => {
  // P(rate < x) as R's pgamma(x, shape, rate) gives it.
  test.each([
    [1, 1, 1, 0.632121],
    [1, 10, 0.3, 0.950213],
    [3, 2, 1, 0.323324],
    [12, 500, 0.03, 0.815248],
    [100, 1, 100, 0.513299],
    [10_000, 100, 100, 0.50133],
  ])('of a rate that is gamma(%d, %d) lies below %d with %d', (shape, rate, value, expected) => {
    expect(probabilityBelow(gamma(shape, rate), Math.log(value))).toBeCloseTo(expected, 3);
  });

  test('has quantiles that its probabilities give back, however narrow it is', () => {
    for (const belief of [gamma(0.5, 3), gamma(7, 0.001), gamma(1e6, 1), normal(2, 0.0005)]) {
      for (const probability of [0.001, 0.025, 0.5, 0.975, 0.999]) {
        expect(probabilityBelow(belief, quantile(belief, probability))).toBeCloseTo(probability, 10);
      }
    }
    expect(quantile(normal(1, 0.5), 0.975)).toBeCloseTo(1 + 0.5 * 1.959964, 2);
    expect(quantile(gamma(1e6, 1), 0.5)).toBeCloseTo(Math.log(1e6), 5);
  });

  test('reckons with no rate at all', () => {
    // As much mass at nothing as in the density, whose whole is √(2π).
    const belief = beliefOf((log) => -0.5 * log * log, [-40, 40], Math.sqrt(2 * Math.PI));
    expect(belief.zero).toBeCloseTo(0.5, 3);
    expect(quantile(belief, 0.4)).toBe(Number.NEGATIVE_INFINITY);
    expect(quantile(belief, 0.75)).toBeCloseTo(0, 2);
    expect(probabilityBelow(belief, Number.NEGATIVE_INFINITY)).toBe(belief.zero);
    expect(probabilityBelow(belief, 100)).toBeCloseTo(1, 12);
  });

  test('of a product: logarithms add up, and nothing times anything is nothing', () => {
    const both = product(normal(1, 0.3), normal(-4, 0.4));
    expect(quantile(both, 0.5)).toBeCloseTo(-3, 2);
    expect(quantile(both, 0.975)).toBeCloseTo(-3 + 0.5 * 1.959964, 2);
    const half = beliefOf((log) => -0.5 * log * log, [-40, 40], Math.sqrt(2 * Math.PI));
    expect(product(half, half).zero).toBeCloseTo(0.75, 3);
  });
});
