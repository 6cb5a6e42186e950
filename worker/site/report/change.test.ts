import { expect, test } from 'vitest';
import { changeBetween } from './change.ts';

test.each([
  [15, 10, 0.5],
  [0, 10, -1],
  [10, 0, null],
  [null, 10, null],
  [10, null, null],
  [1, 3, -0.666667],
  // From a loss to a profit is more, from a profit to a loss is less.
  [50, -100, 1.5],
  [-50, 100, -1.5],
])('%s after %s is %s', (value, before, change) => {
  expect(changeBetween(value, before)).toBe(change);
});
