import { expect, test } from 'vitest';
import { amountOf, signedAmountOf, writtenAmount } from './amount.ts';

test.each([
  ['12 500,50', '12500.50'],
  ['1\u00A0000', '1000'],
  ['7', '7'],
  ['', null],
  ['1,250,000.5', '1250000.5'],
  ['55,800', '55800'],
  ['55,80', '55.80'],
  ['1,00,5', null],
  ['-3', null],
  ['1e5', null],
])('%s is %s', (text, amount) => {
  expect(amountOf(text)).toBe(amount);
});

test('a loss has a minus, whichever was typed', () => {
  expect(['-3,5', '−3', '4', '--3'].map(signedAmountOf)).toEqual(['-3.5', '-3', '4', null]);
});

test('what stands in a field is read as what it is', () => {
  for (const amount of [0.5, 55_800, 1_250_000.25]) expect(Number(amountOf(writtenAmount(amount)))).toBe(amount);
  expect(writtenAmount(1_250_000.25)).toBe('1\u00A0250\u00A0000.25');
});
