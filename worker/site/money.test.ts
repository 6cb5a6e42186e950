import fc from 'fast-check';
import { expect, test } from 'vitest';
import { convertedAmount, shareOut, spreadEvenly, storedAmount } from './money.ts';

test.each([
  ['1234.56', 12_345_600],
  ['0.00005', 1],
  ['0.00004999', 0],
  [0.1, 1_000],
  [1e-9, 0],
  ['99999999999', 999_999_999_990_000],
])('%s is stored as %i', (amount, stored) => {
  expect(storedAmount(amount)).toBe(stored);
});

test('a foreign amount is rounded once, after it was multiplied', () => {
  // 0.00004 × 41.25 = 0.00165: rounding before would give 0.
  expect(convertedAmount('0.00004', '41.25')).toBe(17);
  expect(convertedAmount('10.01', '41.2545')).toBe(4_129_575);
});

test('what is spread or shared out adds up to the whole', () => {
  fc.assert(
    fc.property(fc.nat(1e12), fc.array(fc.nat(1e6), { minLength: 1, maxLength: 50 }), (total, weights) => {
      const parts = spreadEvenly(total, weights.length);
      expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
      expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1);
      if (weights.every((weight) => weight === 0)) return;
      const shares = shareOut(total, weights);
      expect(shares.reduce((a, b) => a + b, 0)).toBe(total);
      for (const [index, weight] of weights.entries()) if (weight === 0) expect(shares[index]).toBe(0);
    }),
  );
});
