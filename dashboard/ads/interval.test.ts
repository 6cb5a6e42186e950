import { expect, test } from 'vitest';
import type { VerdictRow } from '../../shared/verdict.ts';
import { drawnInterval, placeOf } from './interval.ts';

const COST = { metric: 'costPerLead', value: 500 } as const;
const ROMI = { metric: 'romi', value: 0.5 } as const;
const row = (probable: number | null, interval: [number | null, number | null]): VerdictRow => ({
  key: {},
  spend: 1,
  clicks: 1,
  visits: 1,
  leads: 1,
  probable,
  interval,
});

test('the target stands in the middle; twice as dear is as far as half as dear', () => {
  expect(placeOf(COST, 500)).toBe(0.5);
  expect(placeOf(COST, 1000) - 0.5).toBeCloseTo(0.5 - placeOf(COST, 250));
  expect([placeOf(COST, 1e9), placeOf(COST, 0.01)]).toEqual([1, 0]);
});

test('a profit may be a loss', () => {
  expect(placeOf(ROMI, 0.5)).toBe(0.5);
  expect(placeOf(ROMI, -1)).toBe(0);
  expect(placeOf(ROMI, 2)).toBe(1);
});

test('a cost without bound reaches to the edge, and one off the scale has no dot', () => {
  expect(drawnInterval(row(1000, [500, null]), COST)).toMatchObject({ from: 0.5, to: 1 });
  expect(drawnInterval(row(null, [500, null]), COST)?.probable).toBeNull();
  expect(drawnInterval(row(50_000, [500, 90_000]), COST)?.probable).toBeNull();
  expect(drawnInterval(row(null, [null, null]), COST)).toBeNull();
});
