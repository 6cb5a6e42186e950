import { expect, test } from 'vitest';
import type { SeasonalityAnswer } from '../../shared/seasonality.ts';
import { seasonNow } from './season.ts';

const answer = (change: Partial<NonNullable<SeasonalityAnswer['season']>> = {}): SeasonalityAnswer => ({
  site: 's',
  metric: 'leads',
  unit: 'count',
  months: 14,
  needed: 13,
  season: {
    method: 'ratioToMean',
    source: '',
    byMonth: Array.from({ length: 12 }, (_, index) => ({
      month: index + 1,
      years: 1,
      mean: 10,
      index: index === 0 ? 0.7 : index === 11 ? 1.3 : 1,
    })),
    swing: 0.3,
    class: 'middle',
    chance: 0.1,
    ...change,
  },
});

test('this month and the next, where they differ from others', () => {
  expect(seasonNow(answer(), '2026-12-10').map(({ month }) => month)).toEqual([12, 1]);
  expect(seasonNow(answer(), '2026-11-10').map(({ month }) => month)).toEqual([12]);
  expect(seasonNow(answer(), '2026-05-10')).toEqual([]);
});

test('a swing that may be chance is not told, nor one that is none', () => {
  expect(seasonNow(answer({ chance: 0.4 }), '2026-12-10')).toEqual([]);
  expect(seasonNow(answer({ class: 'none' }), '2026-12-10')).toEqual([]);
});
