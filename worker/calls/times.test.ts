import { expect, test } from 'vitest';
import { readSeconds, readTime } from './times.ts';

const CLOCK = { timeZone: 'Europe/Kyiv', receivedAt: Date.parse('2026-11-20T10:00:30Z') };
const NOON = Date.parse('2026-11-20T10:00:00Z');

test.each<[string | number, number | undefined]>([
  ['2026-11-20 12:00:00', NOON],
  ['2026-11-20T12:00', NOON],
  ['2026-11-20 12:00:00.123', NOON],
  ['20.11.2026 12:00:00', NOON],
  [' 2026-11-20 12:00:00 ', NOON],
  ['2026-11-20T10:00:00Z', NOON],
  ['2026-11-20t10:00:00z', NOON],
  ['2026-11-20 12:00:00+02:00', NOON],
  ['2026-11-20T12:00:00.250+0200', NOON + 250],
  ['Fri, 20 Nov 2026 10:00:00 +0000', NOON],
  ['20 Nov 2026 12:00:00 +0200', NOON],
  [NOON, NOON],
  [NOON / 1_000, NOON],
  [String(NOON), NOON],
  [`${NOON / 1_000}.5`, NOON + 500],
  ['2026-07-01 12:00:00', Date.parse('2026-07-01T09:00:00Z')],
  ['2027-01-01 00:00:00', CLOCK.receivedAt],
  ['2026-02-30 12:00:00', undefined],
  ['2026-11-20 25:00:00', undefined],
  ['30/11/2026 12:00:00', undefined],
  ['2026-11-20', undefined],
  ['Fri, 31 Nbr 2026 10:00:00 +0000', undefined],
  ['0', undefined],
  [0, undefined],
  [-NOON, undefined],
  ['', undefined],
  ['now', undefined],
  [Number.NaN, undefined],
  [Number.POSITIVE_INFINITY, undefined],
  ['9'.repeat(400), undefined],
])('%s', (stated, time) => {
  expect(readTime(stated, CLOCK)).toBe(time);
});

test('in a zone that nobody knows there is no local time', () => {
  const clock = { ...CLOCK, timeZone: 'Europe/Atlantis' };
  expect(readTime('2026-11-20 12:00:00', clock)).toBeUndefined();
  expect(readTime('2026-11-20T10:00:00Z', clock)).toBe(NOON);
});

test('of an hour that comes twice, the one before we heard of it, our clock a little behind', () => {
  const heardAt = (receivedAt: string) =>
    readTime('2026-10-25 03:30:00', { ...CLOCK, receivedAt: Date.parse(receivedAt) });
  expect(heardAt('2026-10-25T00:30:05Z')).toBe(Date.parse('2026-10-25T00:30:00Z'));
  expect(heardAt('2026-10-25T01:29:59Z')).toBe(Date.parse('2026-10-25T01:29:59Z'));
  expect(heardAt('2026-10-25T01:30:05Z')).toBe(Date.parse('2026-10-25T01:30:00Z'));
});

test('an hour that is left out is one all the same', () => {
  expect(readTime('2026-03-29 03:30:00', CLOCK)).toBe(Date.parse('2026-03-29T01:30:00Z'));
});

test.each<[string | number | undefined, number | undefined]>([
  ['38', 38],
  [38, 38],
  ['2.004', 2],
  [0, 0],
  ['0', 0],
  ['', undefined],
  [undefined, undefined],
  ['-1', undefined],
  ['1e3', undefined],
  ['1:20', undefined],
  ['9999999', undefined],
])('%s seconds', (stated, seconds) => {
  expect(readSeconds(stated)).toBe(seconds);
});
