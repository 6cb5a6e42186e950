import { expect, test } from 'vitest';
import type { ReportAnswer } from '../../shared/report.ts';
import { movedOf } from './moved.ts';

const answer = (totals: [now: number, before: number], rows: [now: number, before: number][], rowCount = rows.length) =>
  ({
    totals: { spend: totals[0] },
    compare: { totals: { spend: totals[1] } },
    rows: rows.map(([spend, before], index) => ({
      key: { ad: String(index) },
      values: { spend },
      previous: { spend: before },
    })),
    rowCount,
  }) as unknown as ReportAnswer;

test('the movers and the rest make up the whole difference, to the last hundredth of a cent', () => {
  const { difference, movers, rest } = movedOf(
    answer(
      [1000.1, 900.3],
      [
        [0.1, 200.3],
        [150.2, 0.1],
      ],
      9,
    ),
    'spend',
  );
  expect(movers.map((mover) => mover.difference)).toEqual([-200.2, 150.1]);
  expect(rest).toEqual({ ads: 7, difference: 149.9 });
  expect(difference).toBe(99.8);
});

test('rows that did not move explain nothing, and none after them has moved', () => {
  const { movers, rest } = movedOf(
    answer(
      [30, 20],
      [
        [20, 10],
        [10, 10],
      ],
      50,
    ),
    'spend',
  );
  expect(movers).toHaveLength(1);
  expect(rest).toEqual({ ads: 0, difference: 0 });
});
