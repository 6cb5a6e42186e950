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

/** What rows hold: a column a fact, of all rows. Thousands of leads add to one fact after the other, each in reach. */
class Table {
  readonly columns: Float64Array[];

  constructor(facts: number) {
    this.columns = Array.from({ length: facts }, () => new Float64Array(256));
  }

  /** Makes room for so many rows. */
  grow(rows: number): void {
    for (const [place, column] of this.columns.entries()) {
      if (rows <= column.length) return;
      const grown = new Float64Array(2 * rows);
      grown.set(column);
      this.columns[place] = grown;
    }
  }
}

export class Groups {
  readonly list: Group[] = [];
  readonly #facts: readonly FactName[];
  readonly #places: ReadonlyMap<FactName, number>;
  /** What is counted the same under every model. */
  readonly #common: Table;
  /** What is credited, a table a model. */
  readonly #credited: readonly Table[];
  readonly #amounts: Float64Array;
  readonly #allPlaces: readonly number[];
  #ids = new Map<string, number>();

  /**
   * @param facts those that may be added; what is added of others is dropped
   * @param models how many are set side by side
   */
  constructor(facts: Iterable<FactName>, models: number) {
    this.#facts = [...facts];
    this.#places = new Map(this.#facts.map((fact, place) => [fact, place]));
    this.#common = new Table(this.#facts.length);
    this.#credited = Array.from({ length: models }, () => new Table(this.#facts.length));
    this.#amounts = new Float64Array(this.#facts.length);
    this.#allPlaces = [...this.#facts.keys()];
  }

  idOf(values: string[], entry: number | null): number {
    const key = values.length === 1 ? (values[0] as string) : values.join('\u0000');
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = this.list.length;
      this.#ids.set(key, id);
      this.list.push({ values, entry, estimated: null, unmatched: false });
      this.#common.grow(this.list.length);
      for (const table of this.#credited) table.grow(this.list.length);
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
    const column = this.#common.columns[place] as Float64Array;
    column[id] = (column[id] as number) + amount;
  }

  /** Adds what one model (by its place among those asked) credits. */
  credit(model: number, id: number, fact: FactName, amount: number): void {
    const place = this.#places.get(fact);
    if (id === LEFT_OUT || place === undefined) return;
    const column = this.creditedColumn(model, place);
    column[id] = (column[id] as number) + amount;
  }

  /** What one model credits of a fact, by row: for what is done for thousands of leads. Good until a row is added. */
  creditedColumn(model: number, place: number): Float64Array {
    return (this.#credited[model] as Table).columns[place] as Float64Array;
  }

  /** What a row has of a fact rests on spend shared out. */
  estimate(id: number, fact: FactName): void {
    const group = this.list[id] as Group;
    group.estimated ??= new Set();
    group.estimated.add(fact);
  }

  /**
   * What a row comes to under a model, each fact in its place; good until the next row is read.
   * @param places of the facts that are looked at; the others' are anything
   */
  amounts(id: number, model: number, places: readonly number[] = this.#allPlaces): Float64Array {
    const amounts = this.#amounts;
    if (id === NOWHERE) return amounts.fill(0);
    const [common, credited] = [this.#common.columns, (this.#credited[model] as Table).columns];
    for (const place of places)
      amounts[place] =
        ((common[place] as Float64Array)[id] as number) + ((credited[place] as Float64Array)[id] as number);
    return amounts;
  }

  /** The same by name. */
  factsOf(id: number, model: number): Facts {
    return this.#named(this.amounts(id, model));
  }

  #named(amounts: ArrayLike<number>): Facts {
    const facts = noFacts();
    for (const [place, name] of this.#facts.entries()) facts[name] = amounts[place] as number;
    return facts;
  }

  /** Whether any model has something in the row. */
  holdsAny(id: number): boolean {
    for (const { columns } of [this.#common, ...this.#credited])
      for (const column of columns) if (column[id] !== 0) return true;
    return false;
  }

  sum(model: number): Facts {
    const sumOf = (column: Float64Array): number => {
      let sum = 0;
      for (let row = 0; row < this.list.length; row += 1) sum += column[row] as number;
      return sum;
    };
    return this.#named(
      this.#common.columns.map((column, place) => sumOf(column) + sumOf(this.creditedColumn(model, place))),
    );
  }
}
