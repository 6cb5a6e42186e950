/** Numbers that SQLite would take long to tell again for every report, kept in memory: a typed array a column. */

/** What is smaller than 2³¹: counts, days, ads; or money and moments. */
export type Width = 'narrow' | 'wide';
export type Cells = Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** What is not there: of days one on which something did not happen. */
export const NEVER = -1;

/** A list of numbers that grows. */
export class Numbers {
  cells: Cells;
  length = 0;

  constructor(width: Width) {
    this.cells = width === 'wide' ? new Float64Array(64) : new Int32Array(64);
  }

  push(value: number): void {
    this.#reach(this.length + 1);
    this.cells[this.length] = value;
    this.length += 1;
  }

  set(at: number, value: number): void {
    this.#reach(at + 1);
    this.cells[at] = value;
    this.length = Math.max(this.length, at + 1);
  }

  #reach(length: number): void {
    if (length <= this.cells.length) return;
    const size = Math.ceil(length * 1.5);
    const grown = this.cells instanceof Float64Array ? new Float64Array(size) : new Int32Array(size);
    grown.set(this.cells);
    this.cells = grown;
  }
}

/** Rows of numbers that are found by their ids. A column is called by the SQL that tells it. */
export class Ledger {
  readonly ids: string[] = [];
  readonly #places = new Map<string, number>();
  readonly #columns: ReadonlyMap<string, Numbers>;

  constructor(columns: ReadonlyMap<string, Width>) {
    this.#columns = new Map([...columns].map(([column, width]) => [column, new Numbers(width)]));
  }

  get columns(): string[] {
    return [...this.#columns.keys()];
  }

  get size(): number {
    return this.ids.length;
  }

  /** Where a row stands; undefined if it was never entered. */
  placeOf(id: string): number | undefined {
    return this.#places.get(id);
  }

  /** Enters a row, or writes it anew. Returns where it stands. */
  enter(id: string, numbers: readonly number[]): number {
    let place = this.#places.get(id);
    if (place === undefined) {
      place = this.ids.length;
      this.ids.push(id);
      this.#places.set(id, place);
    }
    let index = 0;
    for (const column of this.#columns.values()) column.set(place, numbers[index++] as number);
    return place;
  }

  column(name: string): Cells {
    return (this.#columns.get(name) as Numbers).cells;
  }
}
