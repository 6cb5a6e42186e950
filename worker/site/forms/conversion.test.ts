import { describe, expect, test } from 'vitest';
import { intervalOf, probabilitiesToBeBest } from './conversion.ts';

describe('the interval', () => {
  test('ends where the density is a twentieth: of Beta(3, 5), which two of six make, 105 p² (1 − p)⁴', () => {
    const { low, high } = intervalOf({ seen: 6, converted: 2 });
    for (const end of [low, high]) expect(105 * end ** 2 * (1 - end) ** 4).toBeCloseTo(0.05, 9);
    expect(low).toBeLessThan(1 / 3);
    expect(high).toBeGreaterThan(1 / 3);
  });

  test.each<[seen: number, converted: number, low: number, high: number]>([
    [0, 0, 0, 1],
    // 11 (1 − p)¹⁰ = 0.05
    [10, 0, 0, 0.4168803],
    [10, 10, 0.5831197, 1],
  ])('of %i who saw and %i who converted', (seen, converted, low, high) => {
    const interval = intervalOf({ seen, converted });
    expect(interval.low).toBeCloseTo(low, 6);
    expect(interval.high).toBeCloseTo(high, 6);
  });

  test('holds the share seen, and is the narrower the more saw it, to a million', () => {
    const widths = [10, 1_000, 100_000, 1_000_000].map((seen) => {
      const { low, high } = intervalOf({ seen, converted: seen / 10 });
      expect(low).toBeLessThan(0.1);
      expect(high).toBeGreaterThan(0.1);
      return high - low;
    });
    expect(widths).toEqual(widths.toSorted((a, b) => b - a));
    expect(widths.at(-1)).toBeLessThan(0.003);
  });
});

describe('the probability to be best', () => {
  /** Worked out with fractions: for whole numbers the integral is a sum. */
  test.each<[first: [number, number], second: [number, number], second: number]>([
    [[6, 2], [5, 4], 1_583 / 1_716],
    [[1_000, 100], [1_000, 120], 0.9231834389735597],
    [[2, 1], [1, 1], 0.7],
    [[0, 0], [0, 0], 0.5],
  ])('of %j against %j', (first, second, expected) => {
    const [one, other] = probabilitiesToBeBest([first, second].map(([seen, converted]) => ({ seen, converted })));
    expect(other).toBeCloseTo(expected, 5);
    expect((one as number) + (other as number)).toBeCloseTo(1, 12);
  });

  test('of many equal ones is shared out, and of one alone certain', () => {
    for (const share of probabilitiesToBeBest(Array.from({ length: 5 }, () => ({ seen: 40, converted: 7 }))))
      expect(share).toBeCloseTo(0.2, 9);
    expect(probabilitiesToBeBest([{ seen: 3, converted: 3 }])).toEqual([1]);
    expect(probabilitiesToBeBest([])).toEqual([]);
  });

  test('little known against much', () => {
    const [little, much] = probabilitiesToBeBest([
      { seen: 10, converted: 0 },
      { seen: 1_000_000, converted: 100_000 },
    ]);
    // (1 − 0.1)¹¹: what Beta(1, 11) has above a tenth.
    expect(little).toBeCloseTo(0.9 ** 11, 4);
    expect(much).toBeCloseTo(1 - 0.9 ** 11, 4);
  });
});
