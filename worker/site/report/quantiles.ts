import type { FactName } from '../../../shared/metrics/facts.ts';
import { type Groups, LEFT_OUT } from './groups.ts';
import { Numbers } from './ledger.ts';

/** Medians and the like of a report's rows: they do not add up, so every value is kept until its row is whole. */

/** Facts whose totals are not the sums of their rows: what they are in all. */
export type OwnTotals = Partial<Record<FactName, number>>;

/** A fraction, in whole numbers: of all, so much is not larger. */
export type Quantile = readonly [over: number, under: number];
export const MEDIAN: Quantile = [1, 2];
export const P90: Quantile = [9, 10];

/** Values, the smallest first, with how much weight each has, in whole numbers. */
interface Weighted {
  values: ArrayLike<number>;
  weights: ArrayLike<number>;
}

/**
 * By nearest rank: the smallest value up to which at least that share of all the weight lies (definition 1 of Hyndman and
 * Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50, 1996).
 * @param from the first value that counts, of at least one
 * @param to the one after the last
 */
export const quantilesOf = (
  { values, weights }: Weighted,
  [from, to]: readonly [number, number],
  quantiles: readonly Quantile[],
): number[] => {
  let all = 0;
  for (let at = from; at < to; at += 1) all += weights[at] as number;
  return quantiles.map(([over, under]) => {
    let at = from;
    for (let upTo = weights[at] as number; upTo * under < all * over; upTo += weights[at] as number) at += 1;
    return values[at] as number;
  });
};

/** What was taken of one model: row, value and weight of each. */
class TakenList {
  readonly rows = new Numbers('narrow');
  readonly values = new Numbers('narrow');
  readonly weights = new Numbers('wide');

  /** Its places in order of value. Each becomes one number, its value and its place: numbers alone are sorted fast. */
  #inOrder(): Float64Array {
    const count = this.rows.length;
    const order = new Float64Array(count);
    for (let at = 0; at < count; at += 1) order[at] = (this.values.cells[at] as number) * count + at;
    order.sort();
    for (let at = 0; at < count; at += 1) {
      const packed = order[at] as number;
      order[at] = packed - Math.floor(packed / count) * count;
    }
    return order;
  }

  /** All of them, sorted; and the same row after row, each sorted, with where each row begins. */
  sorted(rowCount: number): { all: Weighted; byRow: Weighted; starts: Int32Array } {
    const count = this.rows.length;
    const order = this.#inOrder();
    const starts = new Int32Array(rowCount + 1);
    for (let at = 0; at < count; at += 1) (starts[(this.rows.cells[at] as number) + 1] as number) += 1;
    for (let row = 0; row < rowCount; row += 1) (starts[row + 1] as number) += starts[row] as number;
    const empty = () => ({ values: new Float64Array(count), weights: new Float64Array(count) });
    const [all, byRow] = [empty(), empty()];
    const next = starts.slice();
    for (let at = 0; at < count; at += 1) {
      const place = order[at] as number;
      const row = this.rows.cells[place] as number;
      const inRow = next[row] as number;
      next[row] = inRow + 1;
      all.values[at] = byRow.values[inRow] = this.values.cells[place] as number;
      all.weights[at] = byRow.weights[inRow] = this.weights.cells[place] as number;
    }
    return { all, byRow, starts };
  }
}

/** Some quantiles of one thing that leads or sales have each of, for the rows of a report under each of its models. */
export class Quantiles {
  readonly #facts: readonly FactName[];
  readonly #quantiles: readonly Quantile[];
  /** A list a model. */
  readonly #taken: readonly TakenList[];

  /** @param models how many stand side by side */
  constructor(quantiles: readonly (readonly [fact: FactName, quantile: Quantile])[], models: number) {
    this.#facts = quantiles.map(([fact]) => fact);
    this.#quantiles = quantiles.map(([, quantile]) => quantile);
    this.#taken = Array.from({ length: models }, () => new TakenList());
  }

  /** A value, whole, with the millionths of it that fall into a row. */
  readonly take = ({ model, row, millionths, value }: Taken): void => {
    if (row === LEFT_OUT || millionths === 0) return;
    const { rows, values, weights } = this.#taken[model] as TakenList;
    rows.push(row);
    values.push(value);
    weights.push(millionths);
  };

  /** Writes what the rows come to; returns what all of them together come to, by model. */
  settle(groups: Groups): OwnTotals[] {
    return this.#taken.map((taken, model) => {
      if (taken.rows.length === 0) return {};
      const { all, byRow, starts } = taken.sorted(groups.list.length);
      for (let row = 0; row < groups.list.length; row += 1) {
        const [from, to] = [starts[row] as number, starts[row + 1] as number];
        if (from === to) continue;
        for (const [index, found] of quantilesOf(byRow, [from, to], this.#quantiles).entries())
          groups.credit(model, row, this.#facts[index] as FactName, found);
      }
      const found = quantilesOf(all, [0, taken.rows.length], this.#quantiles);
      return Object.fromEntries(this.#facts.map((fact, index) => [fact, found[index] as number]));
    });
  }
}

export interface Taken {
  /** Its place among the asked ones. */
  model: number;
  row: number;
  millionths: number;
  value: number;
}
