import { expect, test } from 'vitest';
import { noFacts } from '../../../shared/metrics/facts.ts';
import { shareIntervals, wilson } from './intervals.ts';

// By R's prop.test(x, n, correct = FALSE).
test.each<[part: number, all: number, interval: [number, number] | null]>([
  [5, 10, [0.236593, 0.763407]],
  [0, 10, [0, 0.277533]],
  [10, 10, [0.722467, 1]],
  [1, 1_000, [0.000177, 0.005642]],
  [1, 0, null],
  [3, 2, null],
])('%d of %d', (part, all, interval) => {
  const found = wilson(part, all);
  if (interval === null) expect(found).toBeNull();
  else for (const [index, bound] of interval.entries()) expect(found?.[index]).toBeCloseTo(bound, 5);
});

test('only of shares, and of what is told', () => {
  const facts = { ...noFacts(), visits: 10, bounces: 5, leads: 4_000_000, won: 1_500_000, clicks: 3 };
  const found = shareIntervals(['bounceRate', 'leadToWin', 'clickToLead', 'visits', 'ctr'], facts, new Set(['visits']));
  expect(Object.keys(found)).toEqual(['leadToWin']);
  expect(found.leadToWin).toEqual(wilson(1.5, 4));
});
