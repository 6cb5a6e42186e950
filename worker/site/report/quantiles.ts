import type { FactName } from '../../../shared/metrics/facts.ts';
import { type Groups, LEFT_OUT } from './groups.ts';

/** Medians and the like of a report's rows: they do not add up, so every value is kept until its row is whole. */

/** Facts whose totals are not the sums of their rows: what they are in all. */
export type OwnTotals = Partial<Record<FactName, number>>;

/** A fraction, in whole numbers: of all, so much is not larger. */
export type Quantile = readonly [over: number, under: number];
export const MEDIAN: Quantile = [1, 2];
export const P90: Quantile = [9, 10];

/** How much weight, in whole numbers, each value has. */
type Weighted = Map<number, number>;

const addTo = (weights: Weighted, value: number, weight: number): void =>
  void weights.set(value, (weights.get(value) ?? 0) + weight);

/**
 * By nearest rank: the smallest value up to which at least that share of all the weight lies (definition 1 of Hyndman and
 * Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50, 1996). Of values, at least one.
 */
export const quantilesOf = (weights: Weighted, quantiles: readonly Quantile[]): number[] => {
  const values = Float64Array.from(weights.keys()).sort();
  const all = [...weights.values()].reduce((a, b) => a + b, 0);
  return quantiles.map(([over, under]) => {
    let upTo = 0;
    return values.find((value) => {
      upTo += weights.get(value) as number;
      return upTo * under >= all * over;
    }) as number;
  });
};

/** Some quantiles of one thing that leads or sales have each of, for the rows of a report under each of its models. */
export class Quantiles {
  readonly #facts: readonly FactName[];
  readonly #quantiles: readonly Quantile[];
  /** A map a model, by row. */
  readonly #rows: Map<number, Weighted>[];

  /** @param models how many stand side by side */
  constructor(quantiles: readonly (readonly [fact: FactName, quantile: Quantile])[], models: number) {
    this.#facts = quantiles.map(([fact]) => fact);
    this.#quantiles = quantiles.map(([, quantile]) => quantile);
    this.#rows = Array.from({ length: models }, () => new Map());
  }

  /** A value, with the millionths of it that fall into a row. */
  readonly take = ({ model, row, millionths, value }: Taken): void => {
    if (row === LEFT_OUT || millionths === 0) return;
    const rows = this.#rows[model] as Map<number, Weighted>;
    const weights = rows.get(row);
    if (weights) addTo(weights, value, millionths);
    else rows.set(row, new Map([[value, millionths]]));
  };

  /** Writes what the rows come to; returns what all of them together come to, by model. */
  settle(groups: Groups): OwnTotals[] {
    return this.#rows.map((rows, model) => {
      const all: Weighted = new Map();
      for (const [row, weights] of rows) {
        for (const [index, found] of quantilesOf(weights, this.#quantiles).entries())
          groups.credit(model, row, this.#facts[index] as FactName, found);
        for (const [value, weight] of weights) addTo(all, value, weight);
      }
      if (all.size === 0) return {};
      const found = quantilesOf(all, this.#quantiles);
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
