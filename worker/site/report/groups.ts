import { type FactName, type Facts, noFacts } from '../../../shared/metrics/facts.ts';

/** The rows of a report while they are summed: a row is found by its values, and adds up facts. */

/** Facts that conditions left out go here, so that shares are still taken of the whole. */
export const LEFT_OUT = -1;

export interface Group {
  values: string[];
  /** In the order of the report's facts: what is counted the same under every model. */
  facts: Float64Array;
  /** What is credited, a set a model. */
  credited: Float64Array[];
  /** An entry of the dictionary that stands in this row, for its names. */
  entry: number | null;
  estimated: Set<FactName>;
  /** Holds spend that no entry stands for. */
  unmatched: boolean;
}

export class Groups {
  readonly list: Group[] = [];
  readonly #facts: readonly FactName[];
  readonly #index: ReadonlyMap<FactName, number>;
  readonly #models: number;
  #ids = new Map<string, number>();

  /**
   * @param facts those that may be added; what is added of others is dropped
   * @param models how many are set side by side
   */
  constructor(facts: Iterable<FactName>, models: number) {
    this.#facts = [...facts];
    this.#index = new Map(this.#facts.map((fact, index) => [fact, index]));
    this.#models = models;
  }

  idOf(values: string[], entry: number | null): number {
    const key = values.join('\u0000');
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = this.list.length;
      this.#ids.set(key, id);
      const empty = (): Float64Array => new Float64Array(this.#facts.length);
      const credited = Array.from({ length: this.#models }, empty);
      this.list.push({ values, facts: empty(), credited, entry, estimated: new Set(), unmatched: false });
    }
    return id;
  }

  /** A row of another report's that holds nothing in this one. */
  emptyOf(group: Group): Group {
    const empty = (): Float64Array => new Float64Array(this.#facts.length);
    return { ...group, facts: empty(), credited: Array.from({ length: this.#models }, empty) };
  }

  add(id: number, fact: FactName, amount: number): void {
    const at = this.#index.get(fact);
    if (id === LEFT_OUT || at === undefined) return;
    const { facts } = this.list[id] as Group;
    facts[at] = (facts[at] as number) + amount;
  }

  /** Adds what one model (by its place among those asked) credits. */
  credit(model: number, id: number, fact: FactName, amount: number): void {
    const at = this.#index.get(fact);
    if (id === LEFT_OUT || at === undefined) return;
    const facts = (this.list[id] as Group).credited[model] as Float64Array;
    facts[at] = (facts[at] as number) + amount;
  }

  /** A row's facts under a model; of all that were asked, or of some. */
  factsOf(group: Group, model: number, names: readonly FactName[] = this.#facts): Facts {
    // Not all that there are, of which thousands of rows would be copies: what is not there is 0.
    const facts = {} as Facts;
    const credited = group.credited[model] as Float64Array;
    for (const name of names) {
      const at = this.#index.get(name);
      if (at !== undefined) facts[name] = (group.facts[at] as number) + (credited[at] as number);
    }
    return facts;
  }

  /** Whether any model has something in the row. */
  holdsAny({ facts, credited }: Group): boolean {
    for (let at = 0; at < facts.length; at += 1) {
      if (facts[at] !== 0) return true;
      for (const amounts of credited) if (amounts[at] !== 0) return true;
    }
    return false;
  }

  sum(model: number): Facts {
    const facts = noFacts();
    for (const group of this.list) {
      const credited = group.credited[model] as Float64Array;
      for (const [index, name] of this.#facts.entries())
        facts[name] = (facts[name] ?? 0) + (group.facts[index] as number) + (credited[index] as number);
    }
    return facts;
  }
}
