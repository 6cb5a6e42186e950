import { type FactName, type Facts, noFacts } from '../../../shared/metrics/facts.ts';

/** The rows of a report while they are summed: a row is found by its values, and adds up facts. */

/** Facts that conditions left out go here, so that shares are still taken of the whole. */
export const LEFT_OUT = -1;
/** The row of a line that stands in the other period alone: it holds nothing. */
export const NOWHERE = -1;

export interface Group {
  values: string[];
  /** An entry of the dictionary that stands in this row, for its names. */
  entry: number | null;
  /** Facts that rest on spend shared out; null where there are none, as in nearly all of thousands of rows. */
  estimated: Set<FactName> | null;
  /** Holds spend that no entry stands for. */
  unmatched: boolean;
}

/** What rows hold, row after row, each all facts in their order. */
class Table {
  cells = new Float64Array(0);

  /** Makes room for so many cells. */
  grow(cells: number): void {
    if (cells <= this.cells.length) return;
    const grown = new Float64Array(Math.max(1_024, 2 * cells));
    grown.set(this.cells);
    this.cells = grown;
  }
}

export class Groups {
  readonly list: Group[] = [];
  readonly #facts: readonly FactName[];
  readonly #places: ReadonlyMap<FactName, number>;
  /** What is counted the same under every model. */
  readonly #common = new Table();
  /** What is credited, a table a model. */
  readonly #credited: readonly Table[];
  readonly #amounts: Float64Array;
  #ids = new Map<string, number>();

  /**
   * @param facts those that may be added; what is added of others is dropped
   * @param models how many are set side by side
   */
  constructor(facts: Iterable<FactName>, models: number) {
    this.#facts = [...facts];
    this.#places = new Map(this.#facts.map((fact, place) => [fact, place]));
    this.#credited = Array.from({ length: models }, () => new Table());
    this.#amounts = new Float64Array(this.#facts.length);
  }

  idOf(values: string[], entry: number | null): number {
    const key = values.length === 1 ? (values[0] as string) : values.join('\u0000');
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = this.list.length;
      this.#ids.set(key, id);
      this.list.push({ values, entry, estimated: null, unmatched: false });
      const cells = this.list.length * this.#facts.length;
      this.#common.grow(cells);
      for (const table of this.#credited) table.grow(cells);
    }
    return id;
  }

  /** Where a fact stands among a row's amounts; undefined if it was not asked. */
  placeOf(fact: FactName): number | undefined {
    return this.#places.get(fact);
  }

  add(id: number, fact: FactName, amount: number): void {
    const place = this.#places.get(fact);
    if (id === LEFT_OUT || place === undefined) return;
    const at = id * this.#facts.length + place;
    this.#common.cells[at] = (this.#common.cells[at] as number) + amount;
  }

  /** Adds what one model (by its place among those asked) credits. */
  credit(model: number, id: number, fact: FactName, amount: number): void {
    const place = this.#places.get(fact);
    if (id !== LEFT_OUT && place !== undefined) this.creditAt(model, id, place, amount);
  }

  /** The same by the fact's place, of a row that is not left out: for what is done for thousands of leads. */
  creditAt(model: number, id: number, place: number, amount: number): void {
    const { cells } = this.#credited[model] as Table;
    const at = id * this.#facts.length + place;
    cells[at] = (cells[at] as number) + amount;
  }

  /** What a row has of a fact rests on spend shared out. */
  estimate(id: number, fact: FactName): void {
    const group = this.list[id] as Group;
    group.estimated ??= new Set();
    group.estimated.add(fact);
  }

  /** What a row comes to under a model, each fact in its place; good until the next row is read. */
  amounts(id: number, model: number): Float64Array {
    const amounts = this.#amounts;
    if (id === NOWHERE) return amounts.fill(0);
    const [common, credited] = [this.#common.cells, (this.#credited[model] as Table).cells];
    const start = id * amounts.length;
    for (let place = 0; place < amounts.length; place += 1)
      amounts[place] = (common[start + place] as number) + (credited[start + place] as number);
    return amounts;
  }

  /** The same by name. */
  factsOf(id: number, model: number): Facts {
    return this.#named(this.amounts(id, model));
  }

  #named(amounts: Float64Array): Facts {
    const facts = noFacts();
    for (const [place, name] of this.#facts.entries()) facts[name] = amounts[place] as number;
    return facts;
  }

  /** Whether any model has something in the row. */
  holdsAny(id: number): boolean {
    const [start, end] = [id * this.#facts.length, (id + 1) * this.#facts.length];
    for (const { cells } of [this.#common, ...this.#credited])
      for (let at = start; at < end; at += 1) if (cells[at] !== 0) return true;
    return false;
  }

  sum(model: number): Facts {
    const sums = new Float64Array(this.#facts.length);
    for (const { cells } of [this.#common, this.#credited[model] as Table]) {
      for (let row = 0, at = 0; row < this.list.length; row += 1)
        for (let place = 0; place < sums.length; place += 1, at += 1)
          sums[place] = (sums[place] as number) + (cells[at] as number);
    }
    return this.#named(sums);
  }
}
