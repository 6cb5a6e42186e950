/**
 * How many visits of each entry fell into each row of a report, by bucket of days: what spend is shared out by. Kept as
 * flat lists (row, visits, row, visits, …), for most entries have one row only and there are thousands of them.
 */
export class Weights {
  #byBucket = new Map<string, Map<number, number[]>>();

  add(bucket: string, entry: number, row: number, visits: number): void {
    let entries = this.#byBucket.get(bucket);
    if (!entries) {
      entries = new Map();
      this.#byBucket.set(bucket, entries);
    }
    const pairs = entries.get(entry);
    if (!pairs) {
      entries.set(entry, [row, visits]);
      return;
    }
    for (let at = 0; at < pairs.length; at += 2) {
      if (pairs[at] === row) {
        pairs[at + 1] = (pairs[at + 1] as number) + visits;
        return;
      }
    }
    pairs.push(row, visits);
  }

  of(bucket: string, entry: number): readonly number[] {
    return this.#byBucket.get(bucket)?.get(entry) ?? NONE;
  }
}

const NONE: readonly number[] = [];
