import { describe, expect, it } from 'vitest';
import { Calendar } from '../site/days.ts';
import { momentOf } from './moments.ts';

const KYIV = new Calendar('Europe/Kyiv');

describe('a moment at the site', () => {
  it.each([
    [1_700_000_000_000, '2023-11-14T22:13:20.000Z'],
    ['2026-03-28', '2026-03-27T22:00:00.000Z'],
    ['2026-03-28T14:05:00', '2026-03-28T12:05:00.000Z'],
    ['2026-03-28 14:05', '2026-03-28T12:05:00.000Z'],
    ['2026-03-28T14:05:00Z', '2026-03-28T14:05:00.000Z'],
    ['2026-03-28T14:05:00+05:45', '2026-03-28T08:20:00.000Z'],
    // The day on which the clock goes from 3 to 4 has no 3:30; that on which it goes from 4 to 3 has it twice.
    ['2026-03-29T02:30:00', '2026-03-29T00:30:00.000Z'],
    ['2026-03-29T03:30:00', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29T12:00:00', '2026-03-29T09:00:00.000Z'],
    ['2026-10-25T03:30:00', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25T12:00:00', '2026-10-25T10:00:00.000Z'],
  ])('%s is %s', (when, moment) => {
    expect(new Date(momentOf(when, KYIV)).toISOString()).toBe(moment);
  });
});
