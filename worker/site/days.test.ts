import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { Calendar, dateOfDay, dayOfDate, periodOf, periodOfLabel, weekdayOf } from './days.ts';

const at = (text: string): number => Date.parse(text);

test.each([
  // Kyiv: summer time from 2026-03-29 03:00 (UTC+2 → +3) to 2026-10-25 04:00.
  ['Europe/Kyiv', '2026-03-28T21:59:59Z', '2026-03-28'],
  ['Europe/Kyiv', '2026-03-28T22:00:00Z', '2026-03-29'],
  ['Europe/Kyiv', '2026-03-29T20:59:59Z', '2026-03-29'],
  ['Europe/Kyiv', '2026-03-29T21:00:00Z', '2026-03-30'],
  ['Europe/Kyiv', '2026-10-24T20:59:59Z', '2026-10-24'],
  ['Europe/Kyiv', '2026-10-25T21:59:59Z', '2026-10-25'],
  ['America/New_York', '2026-11-02T04:59:59Z', '2026-11-01'],
  ['America/New_York', '2026-11-02T05:00:00Z', '2026-11-02'],
  ['Asia/Kathmandu', '2026-12-31T18:15:00Z', '2027-01-01'],
  // Samoa left out 2011-12-30.
  ['Pacific/Apia', '2011-12-30T09:59:59Z', '2011-12-29'],
  ['Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31'],
])('in %s %s is on %s', (zone, instant, date) => {
  expect(dateOfDay(new Calendar(zone).dayOf(at(instant)))).toBe(date);
});

test('the day of every hour of a year is the one Temporal gives', () => {
  for (const zone of ['Europe/Kyiv', 'America/New_York', 'Asia/Kathmandu', 'America/Sao_Paulo', 'Pacific/Kiritimati']) {
    const calendar = new Calendar(zone);
    for (let instant = at('2026-01-01T00:00:00Z'); instant < at('2027-01-03T00:00:00Z'); instant += 3_600_000) {
      const there = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
      expect(dateOfDay(calendar.dayOf(instant))).toBe(there.toPlainDate().toString());
      expect(calendar.hourOf(instant)).toBe(there.hour);
    }
  }
});

test('weeks, months, quarters and years of two decades are those of ISO 8601', () => {
  for (let day = dayOfDate('2015-01-01'); day < dayOfDate('2035-01-01'); day += 1) {
    const date = Temporal.PlainDate.from(dateOfDay(day));
    expect(weekdayOf(day)).toBe(date.dayOfWeek);
    expect(periodOf('week', day)).toBe(`${date.yearOfWeek}-W${String(date.weekOfYear).padStart(2, '0')}`);
    expect(periodOf('month', day)).toBe(date.toPlainYearMonth().toString());
    expect(periodOf('quarter', day)).toBe(`${date.year}-Q${Math.ceil(date.month / 3)}`);
    expect(periodOf('year', day)).toBe(String(date.year));
  }
});

const datesOf = (label: string) => {
  const period = periodOfLabel(label);
  return period && [period.unit, dateOfDay(period.first), dateOfDay(period.last)];
};

test.each([
  // A year of 53 weeks, and the days that its neighbours lend it and borrow.
  ['2026-W53', 'week', '2026-12-28', '2027-01-03'],
  ['2027-W01', 'week', '2027-01-04', '2027-01-10'],
  ['2026-W01', 'week', '2025-12-29', '2026-01-04'],
  ['2020-W53', 'week', '2020-12-28', '2021-01-03'],
  ['2024-W09', 'week', '2024-02-26', '2024-03-03'],
  ['2024-02', 'month', '2024-02-01', '2024-02-29'],
  ['2026-02', 'month', '2026-02-01', '2026-02-28'],
  ['2026-12', 'month', '2026-12-01', '2026-12-31'],
  ['2026-Q1', 'quarter', '2026-01-01', '2026-03-31'],
  ['2026-Q4', 'quarter', '2026-10-01', '2026-12-31'],
  ['2026', 'year', '2026-01-01', '2026-12-31'],
])('%s is the %s from %s to %s', (label, unit, first, last) => {
  expect(datesOf(label)).toEqual([unit, first, last]);
});

test.each(['2025-W53', '2026-W54', '2026-W00', '2026-W1', '2026-00', '2026-13', '2026-3', '2026-Q0', '2026-Q5'])(
  '%s is no period',
  (label) => {
    expect(periodOfLabel(label)).toBeNull();
  },
);
test.each(['', '26', '2026-', '2026-w12', '2026-W123', '2026-Q01', '2026-11-05', ' 2026', '20266'])(
  '"%s" is no label',
  (label) => {
    expect(periodOfLabel(label)).toBeNull();
  },
);

test('from any day to its period and back, as Temporal has it', () => {
  const start = dayOfDate('1980-01-01');
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 36_525 }),
      fc.constantFrom('week', 'month', 'quarter', 'year'),
      (days, unit) => {
        const day = start + days;
        const date = Temporal.PlainDate.from(dateOfDay(day));
        const [first, end] = {
          week: () => {
            const monday = date.subtract({ days: date.dayOfWeek - 1 });
            return [monday, monday.add({ days: 7 })] as const;
          },
          month: () => [date.with({ day: 1 }), date.with({ day: 1 }).add({ months: 1 })] as const,
          quarter: () => {
            const month = date.with({ day: 1, month: date.month - ((date.month - 1) % 3) });
            return [month, month.add({ months: 3 })] as const;
          },
          year: () => [date.with({ day: 1, month: 1 }), date.with({ day: 1, month: 1 }).add({ years: 1 })] as const,
        }[unit]();
        const period = periodOfLabel(periodOf(unit, day));
        expect(period?.unit).toBe(unit);
        expect(dateOfDay(period?.first ?? 0)).toBe(first.toString());
        expect(dateOfDay((period?.last ?? 0) + 1)).toBe(end.toString());
        // Its neighbours begin where it ends.
        expect(periodOf(unit, (period?.last ?? 0) + 1)).not.toBe(periodOf(unit, day));
        expect(periodOf(unit, (period?.first ?? 0) - 1)).not.toBe(periodOf(unit, day));
      },
    ),
    { numRuns: 2_000 },
  );
});

test.each([
  ['Europe/Kyiv', '2026-12-27T21:59:59.999Z', '2026-W52', '2026-12', '2026-Q4', '2026'],
  ['Europe/Kyiv', '2026-12-27T22:00:00Z', '2026-W53', '2026-12', '2026-Q4', '2026'],
  ['Europe/Kyiv', '2026-12-31T22:00:00Z', '2026-W53', '2027-01', '2027-Q1', '2027'],
  ['Europe/Kyiv', '2027-01-03T22:00:00Z', '2027-W01', '2027-01', '2027-Q1', '2027'],
  // Clocks go forward on Sunday 29 March, back on Sunday 25 October: Monday begins an hour earlier or later by UTC.
  ['Europe/Kyiv', '2026-03-29T20:59:59.999Z', '2026-W13', '2026-03', '2026-Q1', '2026'],
  ['Europe/Kyiv', '2026-03-29T21:00:00Z', '2026-W14', '2026-03', '2026-Q1', '2026'],
  ['Europe/Kyiv', '2026-10-25T21:59:59.999Z', '2026-W43', '2026-10', '2026-Q4', '2026'],
  ['Europe/Kyiv', '2026-10-25T22:00:00Z', '2026-W44', '2026-10', '2026-Q4', '2026'],
  // 8 March and 1 November.
  ['America/New_York', '2026-03-09T03:59:59.999Z', '2026-W10', '2026-03', '2026-Q1', '2026'],
  ['America/New_York', '2026-03-09T04:00:00Z', '2026-W11', '2026-03', '2026-Q1', '2026'],
  ['America/New_York', '2026-11-01T03:59:59.999Z', '2026-W44', '2026-10', '2026-Q4', '2026'],
  ['America/New_York', '2026-11-01T04:00:00Z', '2026-W44', '2026-11', '2026-Q4', '2026'],
  ['America/New_York', '2026-11-02T05:00:00Z', '2026-W45', '2026-11', '2026-Q4', '2026'],
  ['America/New_York', '2027-01-01T04:59:59.999Z', '2026-W53', '2026-12', '2026-Q4', '2026'],
  ['America/New_York', '2027-01-01T05:00:00Z', '2026-W53', '2027-01', '2027-Q1', '2027'],
  ['Asia/Kathmandu', '2026-12-31T18:14:59.999Z', '2026-W53', '2026-12', '2026-Q4', '2026'],
  ['Asia/Kathmandu', '2026-12-31T18:15:00Z', '2026-W53', '2027-01', '2027-Q1', '2027'],
  ['Asia/Kathmandu', '2027-01-03T18:15:00Z', '2027-W01', '2027-01', '2027-Q1', '2027'],
])('in %s %s is in %s, %s, %s, %s', (zone, instant, ...labels) => {
  const day = new Calendar(zone).dayOf(at(instant));
  expect((['week', 'month', 'quarter', 'year'] as const).map((unit) => periodOf(unit, day))).toEqual(labels);
});
