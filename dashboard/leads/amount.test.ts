import { expect, test } from 'vitest';
import { amountOf, signedAmountOf } from './amount.ts';

test.each([
  ['12 500,50', '12500.50'],
  ['1\u00A0000', '1000'],
  ['7', '7'],
  ['', null],
  ['1,000.5', null],
  ['-3', null],
  ['1e5', null],
])('%s is %s', (text, amount) => {
  expect(amountOf(text)).toBe(amount);
});

test('a loss has a minus, whichever was typed', () => {
  expect(['-3,5', '−3', '4', '--3'].map(signedAmountOf)).toEqual(['-3.5', '-3', '4', null]);
});
