import { expect, test } from 'vitest';
import { dateOfDay, dayOfDate } from '../days.ts';
import { comparisonOf } from './compare.ts';

test.each([
  ['previous', '2026-11-02', '2026-11-08', '2026-10-26', '2026-11-01'],
  ['previous', '2026-02-01', '2026-02-28', '2026-01-01', '2026-01-31'],
  ['previous', '2026-01-01', '2026-03-31', '2025-10-01', '2025-12-31'],
  ['previous', '2026-03-01', '2026-03-30', '2026-01-30', '2026-02-28'],
  ['year', '2026-02-01', '2026-02-28', '2025-02-01', '2025-02-28'],
  ['year', '2025-02-01', '2025-02-28', '2024-02-01', '2024-02-29'],
  ['year', '2026-11-02', '2026-11-08', '2025-11-02', '2025-11-08'],
] as const)('%s: %s to %s is set against %s to %s', (compare, from, to, otherFrom, otherTo) => {
  const { from: first, to: last } = comparisonOf({ compare, from, to });
  expect([first, last]).toEqual([otherFrom, otherTo]);
});

test.each([
  ['previous', '2026-11-02', '2026-11-08', '2026-10-28', '2026-11-04'],
  ['previous', '2026-02-01', '2026-02-28', '2026-01-10', '2026-02-10'],
  // January has more days than February: its last ones stand in February's last.
  ['previous', '2026-02-01', '2026-02-28', '2026-01-31', '2026-02-28'],
  ['year', '2025-02-01', '2025-02-28', '2024-02-29', '2025-02-28'],
] as const)('%s of %s to %s: %s stands in the row of %s', (compare, from, to, day, row) => {
  expect(dateOfDay(comparisonOf({ compare, from, to }).standsFor(dayOfDate(day)))).toBe(row);
});
