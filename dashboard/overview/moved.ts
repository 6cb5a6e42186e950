import type { ReportAnswer, ReportRow, Values } from '../../shared/report.ts';

/** What a figure's change since the period before is made up of. */

export type MovedMetric = 'leads' | 'spend';

export interface Mover {
  row: ReportRow;
  now: number;
  before: number;
  difference: number;
}

export interface Moved {
  /** There is anything of the period before. */
  comparable: boolean;
  now: number;
  before: number;
  difference: number;
  /** Those that moved it most, whichever way; the most first. */
  movers: Mover[];
  /** All other ads together: with the movers they make up the whole difference. */
  rest: { ads: number; difference: number };
}

/** Money is told to four places and credited leads to six: what floats add up to is put right. */
const exactly = (value: number): number => Math.round(value * 1e6) / 1e6;

export const hadAnything = (before: Values | undefined): boolean =>
  Object.values(before ?? {}).some((value) => (value ?? 0) > 0);

/** @param answer by ad and with a comparison, its rows in the order of `-difference:{metric}` */
export const movedOf = ({ rows, rowCount, totals, compare }: ReportAnswer, metric: MovedMetric): Moved => {
  const now = totals[metric] ?? 0;
  const before = compare?.totals[metric] ?? 0;
  const movers = rows
    .map((row): Mover => {
      const [to, from] = [row.values[metric] ?? 0, row.previous?.[metric] ?? 0];
      return { row, now: to, before: from, difference: exactly(to - from) };
    })
    .filter(({ difference }) => difference !== 0);
  const difference = exactly(now - before);
  const told = movers.reduce((sum, mover) => sum + mover.difference, 0);
  return {
    comparable: hadAnything(compare?.totals),
    now,
    before,
    difference,
    movers,
    // Rows that did not move at all stand last, so where there was one, no other has moved.
    rest: { ads: movers.length < rows.length ? 0 : rowCount - rows.length, difference: exactly(difference - told) },
  };
};
