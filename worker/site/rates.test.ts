import { expect, test } from 'vitest';
import { rateOn } from './rates.ts';

const RATES = [
  { currency: 'USD', from: '2026-05-10', rate: '42' },
  { currency: 'USD', from: '2026-05-01', rate: '41' },
  { currency: 'EUR', from: '2026-01-01', rate: '48' },
];

test.each([
  ['USD', '2026-04-30', undefined],
  ['USD', '2026-05-01', '41'],
  ['USD', '2026-05-09', '41'],
  ['USD', '2026-05-10', '42'],
  ['USD', '2027-01-01', '42'],
  ['EUR', '2026-05-10', '48'],
  ['PLN', '2026-05-10', undefined],
])('%s on %s is %s', (currency, day, rate) => {
  expect(rateOn(RATES, currency, day)).toBe(rate);
  expect(rateOn(RATES.toReversed(), currency, day)).toBe(rate);
});

test('of two from one day the later one stands', () => {
  expect(rateOn([...RATES, { currency: 'USD', from: '2026-05-10', rate: '43' }], 'USD', '2026-05-11')).toBe('43');
});
