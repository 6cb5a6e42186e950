import { expect, test } from 'vitest';
import { bucketsOf } from './buckets.ts';

test('days, weeks and months of a period, cut off at its ends', () => {
  const days = { from: '2026-12-28', to: '2027-01-04' };
  expect(bucketsOf(days, 'day').map(({ key }) => key)).toHaveLength(8);
  expect(bucketsOf(days, 'week')).toEqual([
    { key: '2026-W53', from: '2026-12-28', to: '2027-01-03' },
    { key: '2027-W01', from: '2027-01-04', to: '2027-01-04' },
  ]);
  expect(bucketsOf(days, 'month')).toEqual([
    { key: '2026-12', from: '2026-12-28', to: '2026-12-31' },
    { key: '2027-01', from: '2027-01-01', to: '2027-01-04' },
  ]);
});

test('a single day is one of each', () => {
  for (const step of ['day', 'week', 'month'] as const)
    expect(bucketsOf({ from: '2026-11-22', to: '2026-11-22' }, step)).toHaveLength(1);
});
