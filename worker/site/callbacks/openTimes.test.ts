import { describe, expect, test } from 'vitest';
import type { Hours } from '../../../shared/forms.ts';
import { openFrom } from './openTimes.ts';

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
