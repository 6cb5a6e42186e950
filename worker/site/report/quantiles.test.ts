import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Groups } from './groups.ts';
import { MEDIAN, P90, type Quantile, Quantiles, quantilesOf } from './quantiles.ts';

type Weighed = readonly [value: number, weight: number][];

const quantilesIn = (weighed: Weighed, quantiles: readonly Quantile[]): number[] => {
  const sorted = [...weighed].sort(([a], [b]) => a - b);
  const [values, weights] = [sorted.map(([value]) => value), sorted.map(([, weight]) => weight)];
  return quantilesOf({ values, weights }, [0, sorted.length], quantiles);
};

test.each<[values: Weighed, median: number, p90: number]>([
  [[[7, 1]], 7, 7],
  // Of an even number the lower middle one; the ninth of ten.
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((value) => [value, 1]), 5, 9],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((value) => [value, 1]), 6, 10],
  // Half the weight lies on the least, or a millionth less than half.
  [
    [
      [0, 500_000],
      [10, 300_000],
      [20, 200_000],
    ],
    0,
    20,
  ],
  [
    [
      [0, 499_999],
      [10, 400_001],
      [20, 100_000],
    ],
    10,
    10,
  ],
  [
    [
      [30, 1],
      [-2, 1],
      [4, 1],
    ],
    4,
    30,
  ],
])('of %j the median is %d, the 90th percentile %d', (values, median, p90) => {
  expect(quantilesIn(values, [MEDIAN, P90])).toEqual([median, p90]);
});

test('weights are as good as values that come so often', () => {
  const counted = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 9 })), {
    minLength: 1,
    maxLength: 12,
    selector: ([value]) => value,
  });
  fc.assert(
    fc.property(counted, fc.integer({ min: 1, max: 10 }), (values, tenths) => {
      const repeated = values.flatMap(([value, times]) => new Array<number>(times).fill(value)).sort((a, b) => a - b);
      const rank = Math.ceil((repeated.length * tenths) / 10);
      expect(quantilesIn(values, [[tenths, 10]])).toEqual([repeated[rank - 1]]);
    }),
  );
});

test('a row has the quantiles of what fell into it, the total those of all rows; what was left out counts nowhere', () => {
  const groups = new Groups(['responseMedian', 'responseP90'], 2);
  const quantiles = new Quantiles(
    [
      ['responseMedian', MEDIAN],
      ['responseP90', P90],
    ],
    2,
  );
  const [a, b] = [groups.idOf(['a'], null), groups.idOf(['b'], null)];
  for (const [row, value] of [
    [a, 1],
    [a, 2],
    [a, 9],
    [b, 3],
    [b, 4],
    [-1, 100],
  ] as const)
    quantiles.take({ model: 0, row, millionths: 1_000_000, value });
  expect(quantiles.settle(groups)).toEqual([{ responseMedian: 3, responseP90: 9 }, {}]);
  expect([a, b].map((row) => [...groups.amounts(row, 0)])).toEqual([
    [2, 9],
    [3, 4],
  ]);
});
