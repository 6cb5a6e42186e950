import { describe, expect, test } from 'vitest';
import type { Hours } from '../../../shared/forms.ts';
import { isOpen, timesToCall } from './hours.ts';

const at = (text: string): number => Date.parse(text);
const iso = (times: number[]): string[] => times.map((time) => new Date(time).toISOString());

const OFFICE: Hours = {
  weekly: {
    mon: [
      { from: '09:00', to: '10:00' },
      { from: '13:00', to: '13:30' },
    ],
    tue: [{ from: '09:00', to: '10:30' }],
  },
  closed: ['2026-11-24'],
};

describe('business hours', () => {
  // 2026-11-23 is a Monday; Kyiv is two hours ahead of UTC.
  test.each([
    ['2026-11-23T06:59:59Z', false],
    ['2026-11-23T07:00:00Z', true],
    ['2026-11-23T08:00:00Z', false],
    ['2026-11-23T11:15:00Z', true],
    ['2026-11-24T07:30:00Z', false],
    ['2026-12-01T07:30:00Z', true],
  ])('at %s it is open: %s', (moment, open) => expect(isOpen(OFFICE, 'Europe/Kyiv', at(moment))).toBe(open));

  test('are offered in half hours, for a week, not sooner than a quarter of an hour from now', () => {
    expect(iso(timesToCall(OFFICE, 'Europe/Kyiv', at('2026-11-23T07:20:00Z')))).toEqual([
      '2026-11-23T11:00:00.000Z',
      '2026-11-30T07:00:00.000Z',
      '2026-11-30T07:30:00.000Z',
      '2026-11-30T11:00:00.000Z',
    ]);
  });

  test('belong to the company’s day, wherever the moment stands in UTC', () => {
    const hours: Hours = { weekly: { sat: [{ from: '23:00', to: '24:00' }] } };
    expect(iso(timesToCall(hours, 'America/Los_Angeles', at('2026-11-27T20:00:00Z')))).toEqual([
      '2026-11-29T07:00:00.000Z',
      '2026-11-29T07:30:00.000Z',
    ]);
  });

  test('skip an hour that the clocks skip, and offer one that they show twice once', () => {
    const night: Hours = { weekly: { sun: [{ from: '02:30', to: '04:30' }] } };
    // Kyiv: 29 March 2026, 03:00 becomes 04:00.
    expect(iso(timesToCall(night, 'Europe/Kyiv', at('2026-03-28T12:00:00Z')))).toEqual([
      '2026-03-29T00:30:00.000Z',
      '2026-03-29T01:00:00.000Z',
    ]);
    // 25 October 2026, 04:00 becomes 03:00.
    const autumn = timesToCall(night, 'Europe/Kyiv', at('2026-10-24T12:00:00Z'));
    expect(autumn).toHaveLength(4);
    expect(iso(autumn)[0]).toBe('2026-10-24T23:30:00.000Z');
  });
});
