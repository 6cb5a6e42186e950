import { describe, expect, test } from 'vitest';
import { meanDelay, ripeShare } from './ripeness.ts';

describe('outcomes that come late', () => {
  test.each([
    [0, 20, 0],
    [20, 20, 1 - 1 / Math.E],
    [-3, 20, 0],
    [2_000, 20, 1],
    [0, 0, 1],
  ])('a lead %d days old, of a mean delay of %d: %d', (age, delay, share) => {
    expect(ripeShare(age, delay)).toBeCloseTo(share, 12);
  });

  test('of old leads all that will come has come, and the mean is the observed one', () => {
    expect(meanDelay(12, [{ age: 2_000, count: 40 }])).toBeCloseTo(12, 6);
    expect(meanDelay(0, [{ age: 300, count: 40 }])).toBe(0);
  });

  test('of young leads the later ones are still to come', () => {
    // Exponential delays of mean 20, cut off at 30: their mean is 20 − 30 / (e^1.5 − 1).
    const observed = 20 - 30 / Math.expm1(1.5);
    expect(observed).toBeCloseTo(11.383, 3);
    expect(meanDelay(observed, [{ age: 30, count: 50 }])).toBeCloseTo(20, 6);
  });

  test('as late as could be seen is no end, and too few tell nothing', () => {
    expect(meanDelay(20, [{ age: 30, count: 50 }])).toBe(3_650);
    expect(meanDelay(3, [{ age: 300, count: 4 }])).toBe(30);
  });
});
