import { expect, test } from 'vitest';
import { daysOf, type Period, readPeriod, writePeriod } from './period.ts';

const written = (period: Period): string => {
  const params = new URLSearchParams();
  writePeriod(params, period, 'last30');
  return params.toString();
};

test.each([
  ['last30', ''],
  ['last365', 'range=last365'],
  [{ from: '2026-01-01', to: '2026-01-02' }, 'from=2026-01-01&to=2026-01-02'],
] as const)('%j is written and read as it was', (period, text) => {
  expect(written(period)).toBe(text);
  expect(readPeriod(new URLSearchParams(text), 'last30')).toEqual(period);
});

test.each(['range=ever', 'from=2026-03-02&to=2026-03-01', 'from=2026-03-01', 'from=2026-02-30&to=2026-03-01'])(
  '%s makes no sense, and is as usual',
  (text) => expect(readPeriod(new URLSearchParams(text), 'last90')).toBe('last90'),
);

test('a preset moves with the days, two days stay', () => {
  expect(daysOf('yesterday', '2026-03-01')).toEqual({ from: '2026-02-28', to: '2026-02-28' });
  expect(daysOf({ from: '2026-01-01', to: '2026-01-02' }, '2026-03-01')).toEqual({
    from: '2026-01-01',
    to: '2026-01-02',
  });
});
