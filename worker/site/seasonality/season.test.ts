import { describe, expect, test } from 'vitest';
import { seasonOf } from './season.ts';

/** A season of a fifth up in January and a fifth down in July, all else as usual. */
const SHAPE = [1.2, 1, 1, 1, 1, 1, 0.8, 1, 1, 1, 1, 1];
const months = (count: number, at: (month: number) => number): number[] =>
  Array.from({ length: count }, (_, n) => at(n));
const indices = (values: number[], first = 0) =>
  seasonOf(values, { first, counted: false })?.byMonth.map(({ index }) => index);

test('twelve months are not enough, thirteen are', () => {
  expect(
    seasonOf(
      months(12, () => 5),
      { first: 0, counted: true },
    ),
  ).toBeNull();
  expect(
    seasonOf(
      months(13, () => 5),
      { first: 0, counted: true },
    ),
  ).toMatchObject({
    method: 'ratioToMean',
    swing: 0,
    class: 'none',
  });
});

test('with less than two years each calendar month stands against the mean of the twelve, though one was there twice', () => {
  // From October on; October is there twice, 90 and 110.
  const values = months(13, (n) => (n === 0 ? 90 : n === 12 ? 110 : 100 * (SHAPE[(n + 9) % 12] as number)));
  const season = seasonOf(values, { first: 9, counted: false });
  expect(season?.byMonth.map(({ index }) => index)).toEqual(SHAPE);
  expect(season?.byMonth.map(({ years }) => years)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1]);
  expect(season?.byMonth[9]).toEqual({ month: 10, years: 2, mean: 100, index: 1 });
});

describe('from two years on the trend is taken out', () => {
  test.each([24, 25, 36, 47])('of %i months that grow by three a month', (count) => {
    const grown = indices(months(count, (n) => (200 + 3 * n) * (SHAPE[n % 12] as number)));
    for (const [month, index] of (grown ?? []).entries()) expect(index).toBeCloseTo(SHAPE[month] as number, 1);
    // The year's growth alone would have set December a sixth above January.
    expect(Math.abs((grown?.[11] ?? 0) - 1)).toBeLessThan(0.02);
  });

  test('and without a trend the season comes out as it was put in, wherever the months begin', () => {
    for (const first of [0, 5, 11]) {
      const season = seasonOf(
        months(36, (n) => 100 * (SHAPE[(first + n) % 12] as number)),
        { first, counted: false },
      );
      expect(season?.method).toBe('ratioToTrend');
      expect(season?.byMonth.map(({ index }) => index)).toEqual(SHAPE);
      expect(season?.byMonth.map(({ years }) => years)).toEqual(Array.from({ length: 12 }, () => 2));
    }
  });

  test('growth of a constant season leaves no season at all', () => {
    expect(
      seasonOf(
        months(24, (n) => 100 + 10 * n),
        { first: 3, counted: false },
      )?.swing,
    ).toBeLessThan(0.01);
    // With the same months less than two years long, it is told as one, which its source owns up to.
    const short = seasonOf(
      months(23, (n) => 100 + 10 * n),
      { first: 3, counted: false },
    );
    expect(short?.class).toBe('low');
    expect(short?.source).toContain('trend over these months is still in it');
  });
});

test.each([
  [1.0999, 'none'],
  [1.1001, 'low'],
  [1.2499, 'low'],
  [1.2501, 'middle'],
  [1.4499, 'middle'],
  [1.4501, 'strong'],
  [2, 'strong'],
])('one month at %d of the mean: %s', (peak, name) => {
  // The eleven others make up for it.
  const rest = (12 - peak) / 11;
  const season = seasonOf(
    months(13, (n) => 1_000 * (n % 12 === 4 ? peak : rest)),
    { first: 0, counted: false },
  );
  expect(season?.class).toBe(name);
});

test('a slack month counts as a brisk one does', () => {
  const season = seasonOf(
    months(13, (n) => (n % 12 === 7 ? 0 : 12)),
    { first: 0, counted: false },
  );
  expect(season).toMatchObject({ swing: 1, class: 'strong' });
});

test('what chance does to counts is told with them, and the less the more there are', () => {
  const chance = (each: number, count: number) =>
    seasonOf(
      months(count, () => each),
      { first: 0, counted: true },
    )?.chance;
  expect(chance(100, 13)).toBe(0.2862);
  expect(chance(400, 13)).toBe(0.1431);
  expect(chance(100, 60)).toBe(0.1431);
  expect(
    seasonOf(
      months(13, () => 5),
      { first: 0, counted: false },
    ),
  ).not.toHaveProperty('chance');
});

test('nothing at all, or nothing for a year, has no season', () => {
  expect(indices(months(13, () => 0))).toBeUndefined();
  expect(indices(months(13, () => -1))).toBeUndefined();
  expect(indices(months(30, (n) => (n < 3 ? 1 : 0)))).toBeUndefined();
});
