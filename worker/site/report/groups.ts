import { type FactName, type Facts, noFacts } from '../../../shared/metrics/facts.ts';

/** The rows of a report while they are summed: a row is found by its values, and adds up facts. */

/** Facts that conditions left out go here, so that shares are still taken of the whole. */
export const LEFT_OUT = -1;

export interface Group {
  values: string[];
  /** In the order of the report's facts. */
  facts: Float64Array;
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
  #ids = new Map<string, number>();

  /** @param facts those that may be added; what is added of others is dropped */
  constructor(facts: Iterable<FactName>) {
    this.#facts = [...facts];
    this.#index = new Map(this.#facts.map((fact, index) => [fact, index]));
  }

  idOf(values: string[], entry: number | null): number {
    const key = values.join('\u0000');
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = this.list.length;
      this.#ids.set(key, id);
      const facts = new Float64Array(this.#facts.length);
      this.list.push({ values, facts, entry, estimated: new Set(), unmatched: false });
    }
    return id;
  }

  add(id: number, fact: FactName, amount: number): void {
    const at = this.#index.get(fact);
    if (id === LEFT_OUT || at === undefined) return;
    const { facts } = this.list[id] as Group;
    facts[at] = (facts[at] as number) + amount;
  }

  factsOf(group: Group): Facts {
    const facts = noFacts();
    for (const [index, name] of this.#facts.entries()) facts[name] = group.facts[index] as number;
    return facts;
  }

  sum(): Facts {
    const facts = noFacts();
    for (const group of this.list)
      for (const [index, name] of this.#facts.entries())
        facts[name] = (facts[name] ?? 0) + (group.facts[index] as number);
    return facts;
  }
}
