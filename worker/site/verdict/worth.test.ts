import { describe, expect, test } from 'vitest';
import { quantile } from './belief.ts';
import { worthOf } from './worth.ts';

const medianOf = (all: Parameters<typeof worthOf>[0], index: number): number => {
  const belief = worthOf(all)?.beliefs[index];
  return belief ? Math.exp(quantile(belief, 0.5)) : Number.NaN;
};

describe('what a sale leaves', () => {
  test('is the site’s mean for an ad without sales, and its own for one with many', () => {
    const all = [
      { sales: 200, profit: 200 * 900 },
      { sales: 800, profit: 800 * 1_025 },
      { sales: 0, profit: 0 },
    ];
    expect(worthOf(all)?.mean).toBe(1_000);
    expect(medianOf(all, 2)).toBeGreaterThan(800);
    expect(medianOf(all, 2)).toBeLessThan(1_200);
    // (200 × 900 + 10 × 1,000) / 210
    expect(medianOf(all, 0)).toBeCloseTo(904.76, -1);
  });

  test('is surer the more sales there are', () => {
    const width = (sales: number): number => {
      const belief = worthOf([{ sales, profit: sales * 100 }])?.beliefs[0];
      return belief ? quantile(belief, 0.975) - quantile(belief, 0.025) : Number.NaN;
    };
    expect(width(10)).toBeLessThan(width(3));
    expect(width(1_000)).toBeLessThan(width(10) / 5);
  });

  test('is nothing where sales are at a loss', () => {
    const all = [
      { sales: 100, profit: 100_000 },
      { sales: 50, profit: -50_000 },
    ];
    const belief = worthOf(all)?.beliefs[1];
    expect(belief?.zero).toBeGreaterThan(0.5);
    expect(worthOf([{ sales: 3, profit: -5 }])).toBeNull();
    expect(worthOf([{ sales: 0, profit: 0 }])).toBeNull();
    expect(worthOf([])).toBeNull();
  });
});
