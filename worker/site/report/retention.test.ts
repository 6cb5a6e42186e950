import { expect, test } from 'vitest';
import { dateOfDay, dayOfDate, periodOf } from '../days.ts';
import { retentionIsTold, stretchesOf } from './retention.ts';

const dated = (from: string, to: string, unit?: 'day' | 'week' | 'month' | 'quarter' | 'year') =>
  stretchesOf(dayOfDate(from), dayOfDate(to), (day) => (unit ? periodOf(unit, day) : '')).map(
    (stretch) =>
      `${dateOfDay(stretch.formerFrom)}…${dateOfDay(stretch.formerTo)} → ${dateOfDay(stretch.from)}…${dateOfDay(stretch.to)}`,
  );

test('a stretch of days is set against what came just before: as many months of whole ones, else as many days', () => {
  expect(dated('2026-01-01', '2026-12-31')).toEqual(['2025-01-01…2025-12-31 → 2026-01-01…2026-12-31']);
  expect(dated('2026-01-15', '2026-03-31', 'month')).toEqual([
    '2025-12-29…2026-01-14 → 2026-01-15…2026-01-31',
    '2026-01-01…2026-01-31 → 2026-02-01…2026-02-28',
    '2026-02-01…2026-02-28 → 2026-03-01…2026-03-31',
  ]);
  expect(dated('2026-01-01', '2026-06-30', 'quarter')).toEqual([
    '2025-10-01…2025-12-31 → 2026-01-01…2026-03-31',
    '2026-01-01…2026-03-31 → 2026-04-01…2026-06-30',
  ]);
  expect(dated('2026-12-28', '2027-01-10', 'week')).toEqual([
    '2026-12-21…2026-12-27 → 2026-12-28…2027-01-03',
    '2026-12-28…2027-01-03 → 2027-01-04…2027-01-10',
  ]);
  expect(dated('2026-02-28', '2026-03-01', 'day')).toEqual([
    '2026-02-27…2026-02-27 → 2026-02-28…2026-02-28',
    '2026-02-28…2026-02-28 → 2026-03-01…2026-03-01',
  ]);
});

test('it is not told of weekdays nor of days that a condition picks out', () => {
  const where = (dimension: 'month' | 'weekday' | 'source') => [{ dimension, operator: ':' as const, value: '1' }];
  expect(retentionIsTold({ by: ['source', 'month'], where: where('source') })).toBe(true);
  expect(retentionIsTold({ by: ['weekday'], where: [] })).toBe(false);
  expect(retentionIsTold({ by: ['source'], where: where('month') })).toBe(false);
  expect(retentionIsTold({ by: [], where: where('weekday') })).toBe(false);
});
