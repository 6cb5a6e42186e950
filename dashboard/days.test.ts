import { describe, expect, test } from 'vitest';
import { addDays, dayAt, isDay, PRESETS, rangeOf } from './days.ts';

test('a day is one that exists', () => {
  expect(isDay('2028-02-29')).toBe(true);
  for (const text of ['2026-02-29', '2026-13-01', '2026-1-1', '', '2026-01-01T00:00', '20260101']) {
    expect(isDay(text), text).toBe(false);
  }
});

test('days are counted across clock changes, months and leap years', () => {
  expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
  expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
});

test("the day is the site's, not the reader's", () => {
  const moment = Date.parse('2026-11-21T22:30:00Z');
  expect(dayAt(moment, 'Europe/Kyiv')).toBe('2026-11-22');
  expect(dayAt(moment, 'America/New_York')).toBe('2026-11-21');
});

describe('a preset is a range of days that ends no later than today', () => {
  test.each([
    ['today', '2026-03-31', '2026-03-31'],
    ['yesterday', '2026-03-30', '2026-03-30'],
    ['last7', '2026-03-25', '2026-03-31'],
    ['last30', '2026-03-02', '2026-03-31'],
    ['last90', '2026-01-01', '2026-03-31'],
    ['last365', '2025-04-01', '2026-03-31'],
    ['thisMonth', '2026-03-01', '2026-03-31'],
    ['lastMonth', '2026-02-01', '2026-02-28'],
  ] as const)('%s', (preset, from, to) => {
    expect(rangeOf(preset, '2026-03-31')).toEqual({ from, to });
  });

  test('last month of January is in the year before', () => {
    expect(rangeOf('lastMonth', '2026-01-15')).toEqual({ from: '2025-12-01', to: '2025-12-31' });
  });

  test('none runs backwards on any day of a year', () => {
    for (let day = '2028-01-01'; day < '2029-01-01'; day = addDays(day, 1)) {
      for (const preset of PRESETS) {
        const { from, to } = rangeOf(preset, day);
        expect(from <= to && to <= day, `${preset} on ${day}`).toBe(true);
      }
    }
  });
});
