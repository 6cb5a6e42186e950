import { FACTS, type FactName, type Facts, noFacts } from '../../../shared/metrics.ts';

/** The rows of a report while they are summed: a row is found by its values, and adds up facts. */

export const FACT_INDEX = Object.fromEntries(FACTS.map((fact, index) => [fact.name, index])) as Record<
  FactName,
  number
>;

/** Facts that conditions left out go here, so that shares are still taken of the whole. */
export const LEFT_OUT = -1;

export interface Group {
  values: string[];
  facts: Float64Array;
  /** An entry of the dictionary that stands in this row, for its names. */
  entry: number | null;
  estimated: Set<FactName>;
  /** Holds spend that no entry stands for. */
  unmatched: boolean;
}

export class Groups {
  readonly list: Group[] = [];
  #ids = new Map<string, number>();

  idOf(values: string[], entry: number | null): number {
    const key = values.join('\u0000');
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = this.list.length;
      this.#ids.set(key, id);
      this.list.push({ values, facts: new Float64Array(FACTS.length), entry, estimated: new Set(), unmatched: false });
    }
    return id;
  }

  add(id: number, fact: FactName, amount: number): void {
    if (id === LEFT_OUT) return;
    const { facts } = this.list[id] as Group;
    facts[FACT_INDEX[fact]] = (facts[FACT_INDEX[fact]] as number) + amount;
  }
}

export const factsOfGroup = (group: Group): Facts => {
  const facts = noFacts();
  for (const { name } of FACTS) facts[name] = group.facts[FACT_INDEX[name]] as number;
  return facts;
};

export const sumOf = (groups: readonly Group[]): Facts => {
  const facts = noFacts();
  for (const group of groups) for (const { name } of FACTS) facts[name] += group.facts[FACT_INDEX[name]] as number;
  return facts;
};
