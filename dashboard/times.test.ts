import { expect, test } from 'vitest';
import { makeTimes } from './times.ts';

const uk = makeTimes('uk', 'Europe/Kyiv');
const plain = (text: string): string => text.replace(/[\u00A0\u202F]/g, ' ');
const NOON = Date.parse('2026-05-05T09:00:00Z');

test('a moment stands by the site’s clock, as short as it can be told', () => {
  expect(uk.clock('2026-05-05T11:05:00Z')).toBe('14:05');
  expect(uk.brief('2026-05-04T21:30:00Z', NOON)).toBe('00:30');
  expect(plain(uk.brief('2026-05-04T20:30:00Z', NOON))).toBe('4 трав.');
  expect(uk.brief('2025-05-04T20:30:00Z', NOON)).toBe('04.05.25');
  expect(makeTimes('en', 'UTC').day('2026-05-05T11:05:00Z')).toBe('Tuesday, 5 May 2026');
});

test.each([
  [10_000, '1 хв'],
  [12.9 * 60_000, '12 хв'],
  [125 * 60_000, '2 год 5 хв'],
  [120 * 60_000, '2 год'],
  [30.5 * 3_600_000, '30 год'],
  [75 * 3_600_000, '3 дн.'],
])('%i ms last %s', (ms, text) => {
  expect(plain(uk.lasting(ms))).toBe(text);
});

test('a conversation of more than an hour is told in minutes', () => {
  expect([0, 67, 3_601].map(uk.talk)).toEqual(['0:00', '1:07', '60:01']);
});
