import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { Calendar, dateOfDay, dayOfDate, periodOf, weekdayOf } from './days.ts';

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
