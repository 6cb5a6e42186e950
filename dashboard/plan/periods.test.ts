import { expect, test } from 'vitest';
import { inUnit, nextPeriod, periodAt, readLabel, UNITS } from './periods.ts';

test('the period that a day is in', () => {
  expect(periodAt('month', '2026-02-11')).toMatchObject({ label: '2026-02', from: '2026-02-01', to: '2026-02-28' });
  expect(periodAt('quarter', '2026-12-31')).toMatchObject({ label: '2026-Q4', from: '2026-10-01', to: '2026-12-31' });
  expect(periodAt('year', '2026-07-01')).toMatchObject({ label: '2026', from: '2026-01-01', to: '2026-12-31' });
  // ISO 8601: 1 January 2027 is a Friday, so it is of the last week of 2026.
  expect(periodAt('week', '2027-01-01')).toMatchObject({ label: '2026-W53', from: '2026-12-28', to: '2027-01-03' });
  expect(periodAt('week', '2024-12-30').label).toBe('2025-W01');
});

test('steps go on without a gap over years, and come back', () => {
  for (const unit of UNITS) {
    let period = periodAt(unit, '2025-11-20');
    for (let step = 0; step < 60; step += 1) {
      const next = nextPeriod(period, 1);
      expect(Date.parse(next.from) - Date.parse(period.to)).toBe(86_400_000);
      expect(nextPeriod(next, -1)).toEqual(period);
      expect(readLabel(next.label)).toEqual(next);
      period = next;
    }
  }
});

test('what is no period is none', () => {
  for (const label of ['', '2026-13', '2026-W54', '2025-W53', '2026-Q5', '1999', '2026-11-01']) {
    expect(readLabel(label)).toBeNull();
  }
});

test('in another unit it is the one that runs, where today is in it', () => {
  const year = periodAt('year', '2026-01-01');
  expect(inUnit(year, 'month', '2026-11-22').label).toBe('2026-11');
  expect(inUnit(year, 'month', '2027-02-01').label).toBe('2026-01');
});
