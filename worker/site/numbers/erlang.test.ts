import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { erlangB, numbersFor } from './erlang.ts';

describe('Erlang’s loss formula', () => {
  // From its definition, (A^n / n!) / Σ A^k / k!: 1/2; (4/2) / (1+2+2); (27/6) / (1+3+9/2+27/6).
  test.each([
    [1, 1, 0.5],
    [2, 2, 0.4],
    [3, 3, 4.5 / 13],
    [0, 7, 1],
    [5, 0, 0],
  ])('%i numbers at %i erlangs', (numbers, erlangs, share) => {
    expect(erlangB(numbers, erlangs)).toBeCloseTo(share, 12);
  });

  // The usual printed table for a loss of 1 %: so much may be offered to so many.
  test.each([
    [1, 0.0101],
    [2, 0.1526],
    [5, 1.361],
    [10, 4.461],
    [20, 12.03],
    [50, 37.9],
    [100, 84.06],
  ])('%i numbers lose 1 %% at %f erlangs', (numbers, erlangs) => {
    expect(erlangB(numbers, erlangs)).toBeCloseTo(0.01, 4);
  });

  test('stays exact where powers and factorials would overflow', () => {
    expect(erlangB(1_000, 1_000)).toBeCloseTo(0.0246, 3);
  });
});

test('the fewest numbers are enough, and one less is not', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.001, max: 500, noNaN: true }),
      fc.constantFrom(0.5, 0.05, 0.01),
      (erlangs, share) => {
        const needed = numbersFor(erlangs, share);
        expect(erlangB(needed, erlangs)).toBeLessThanOrEqual(share);
        expect(erlangB(needed - 1, erlangs)).toBeGreaterThan(share);
      },
    ),
  );
});
