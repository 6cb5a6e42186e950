import { expect, test } from 'vitest';
import { dateOfDay, type LabelledPeriod, periodOfLabel } from '../days.ts';
import { yearBefore, yearStart } from './yearOf.ts';

test.each([
  ['2026', '2025', '2026-01-01'],
  ['2026-Q1', '2025-Q1', '2026-01-01'],
  ['2026-11', '2025-11', '2026-01-01'],
  ['2024-02', '2023-02', '2024-01-01'],
  ['2026-W47', '2025-W47', '2025-12-29'],
  ['2027-W01', '2026-W01', '2027-01-04'],
  // 2025 has no 53rd week: its days of that season are 29 December to 4 January.
  ['2026-W53', '2026-W01', '2025-12-29'],
])('the year before %s: %s; its own begins on %s', (label, before, start) => {
  const period = periodOfLabel(label) as LabelledPeriod;
  expect(yearBefore(label, period)).toBe(before);
  expect(dateOfDay(yearStart(label, period))).toBe(start);
});
