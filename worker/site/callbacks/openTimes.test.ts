import { describe, expect, test } from 'vitest';
import type { Hours } from '../../../shared/forms.ts';
import { openFrom, openMinutesAfter } from './openTimes.ts';

const KYIV = 'Europe/Kyiv';
const HOURS: Hours = {
  weekly: {
    mon: [
      { from: '14:00', to: '18:00' },
      { from: '09:00', to: '13:00' },
    ],
    fri: [{ from: '09:00', to: '18:00' }],
    sun: [{ from: '03:30', to: '24:00' }],
  },
  closed: ['2026-05-11'],
};

const opens = (at: string, hours: Hours | undefined = HOURS): string | null => {
  const open = openFrom(hours, KYIV, Date.parse(at));
  return open === null ? null : new Date(open).toISOString();
};

describe('when somebody is there', () => {
  // Kyiv is three hours ahead of UTC in summer, two in winter.
  test.each([
    ['within hours: at once', '2026-05-04T06:00:30.250Z', '2026-05-04T06:00:30.250Z'],
    ['before they begin', '2026-05-04T05:59:59.999Z', '2026-05-04T06:00:00.000Z'],
    ['between two stretches, whatever their order', '2026-05-04T10:00:00Z', '2026-05-04T11:00:00.000Z'],
    ['at the closing minute', '2026-05-04T15:00:00Z', '2026-05-08T06:00:00.000Z'],
    ['until midnight', '2026-05-10T20:59:59Z', '2026-05-10T20:59:59.000Z'],
    ['a day off is skipped', '2026-05-10T21:00:00Z', '2026-05-15T06:00:00.000Z'],
    ['by winter time too', '2026-11-23T06:30:00Z', '2026-11-23T07:00:00.000Z'],
    ['a time that the clocks skip is an hour later', '2026-03-29T00:00:00Z', '2026-03-29T01:30:00.000Z'],
  ])('%s', (_, at, expected) => {
    expect(opens(at)).toBe(expected);
  });

  test('without hours somebody always is', () => {
    expect(openFrom(undefined, KYIV, 12_345)).toBe(12_345);
  });

  test('where every day is closed nobody ever is', () => {
    expect(opens('2026-05-04T06:00:00Z', { weekly: {} })).toBeNull();
  });
});

describe('so many minutes of business hours later', () => {
  const later = (at: string, minutes: number, hours: Hours | undefined = HOURS): string | null => {
    const due = openMinutesAfter({ hours, timeZone: KYIV }, Date.parse(at), minutes);
    return due === null ? null : new Date(due).toISOString();
  };

  test.each([
    ['within hours', '2026-05-04T06:00:30Z', 15, '2026-05-04T06:15:30.000Z'],
    ['up to the closing minute', '2026-05-04T09:45:00Z', 15, '2026-05-04T10:00:00.000Z'],
    ['over the break', '2026-05-04T09:50:00Z', 15, '2026-05-04T11:05:00.000Z'],
    ['over the days between', '2026-05-04T14:50:00Z', 15, '2026-05-08T06:05:00.000Z'],
    ['from the opening, where it began before', '2026-05-04T01:00:00Z', 15, '2026-05-04T06:15:00.000Z'],
    ['over a day off', '2026-05-10T20:50:00Z', 15, '2026-05-15T06:05:00.000Z'],
    ['from a time that the clocks skip', '2026-03-28T22:00:00Z', 60, '2026-03-29T02:30:00.000Z'],
  ])('%s', (_, at, minutes, expected) => {
    expect(later(at, minutes)).toBe(expected);
  });

  test('a day on which clocks go back has an hour more', () => {
    const always: Hours = { weekly: { sat: [{ from: '00:00', to: '24:00' }], sun: [{ from: '00:00', to: '24:00' }] } };
    // From Saturday 2026-10-24, 22:00 by summer time: two hours, and 25 of Sunday.
    expect(later('2026-10-24T19:00:00Z', 27 * 60, always)).toBe('2026-10-25T22:00:00.000Z');
    expect(later('2026-03-28T20:00:00Z', 25 * 60, always)).toBe('2026-03-29T21:00:00.000Z');
  });

  test('stretches that overlap count once', () => {
    const hours: Hours = {
      weekly: {
        mon: [
          { from: '09:00', to: '12:00' },
          { from: '10:00', to: '13:00' },
        ],
      },
    };
    expect(later('2026-05-04T06:00:00Z', 200, hours)).toBe('2026-05-04T09:20:00.000Z');
  });

  test('without hours they are minutes', () => {
    expect(openMinutesAfter({ timeZone: KYIV }, 0, 15)).toBe(900_000);
  });

  test('the longest promise is kept count of', () => {
    const hours: Hours = { weekly: { mon: [{ from: '09:00', to: '17:00' }] } };
    // 336 hours are 42 Mondays.
    expect(later('2026-01-05T07:00:00Z', 20_160, hours)).toBe('2026-10-19T14:00:00.000Z');
  });

  test('where nobody comes for two months nothing is promised', () => {
    const closed = Array.from({ length: 70 }, (_, day) =>
      new Date(Date.parse('2026-05-04') + day * 86_400_000).toISOString().slice(0, 10),
    );
    expect(later('2026-05-04T06:00:00Z', 15, { ...HOURS, closed })).toBeNull();
  });

  test('other hours, or another time zone, are not mistaken for those asked before', () => {
    const at = Date.parse('2026-05-04T01:00:00Z');
    expect(openMinutesAfter({ hours: HOURS, timeZone: KYIV }, at, 1)).toBe(Date.parse('2026-05-04T06:01:00Z'));
    expect(openMinutesAfter({ hours: HOURS, timeZone: 'UTC' }, at, 1)).toBe(Date.parse('2026-05-04T09:01:00Z'));
    expect(openMinutesAfter({ hours: HOURS, timeZone: KYIV }, at, 1)).toBe(Date.parse('2026-05-04T06:01:00Z'));
  });
});
