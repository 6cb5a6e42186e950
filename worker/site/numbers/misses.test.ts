import { expect, test } from 'vitest';
import { VISIT_IDLE } from '../../../shared/limits.ts';
import { MissStretches } from './misses.ts';

const HOUR = 3_600_000;

test('a visitor who keeps asking is missed once', () => {
  const misses = new MissStretches();
  const times = [0, VISIT_IDLE - 1, 2 * VISIT_IDLE - 2, 3 * VISIT_IDLE - 2];
  expect(times.map((time) => misses.miss('a', 5 * HOUR + time))).toEqual([5, null, null, 6]);
});

test('each visitor is missed for themselves', () => {
  const misses = new MissStretches();
  expect([misses.miss('a', 0), misses.miss('b', 0), misses.miss('a', 1), misses.miss('b', 1)]).toEqual([
    0,
    0,
    null,
    null,
  ]);
});

test('a number that comes later makes good the miss in the hour of the miss', () => {
  const misses = new MissStretches();
  misses.miss('a', HOUR - 1);
  expect(misses.serve('b', HOUR)).toBeNull();
  expect(misses.serve('a', HOUR)).toBe(0);
  expect(misses.serve('a', HOUR)).toBeNull();
  expect(misses.miss('a', HOUR + 1)).toBe(1);
});

test('a number in another visit makes good nothing', () => {
  const misses = new MissStretches();
  misses.miss('a', 0);
  expect(misses.serve('a', VISIT_IDLE)).toBeNull();
});
