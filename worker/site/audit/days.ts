import { isPaid } from '../../source/channels.ts';
import { systemOf } from '../../source/hosts.ts';
import type { Entry, Join, Node } from '../join.ts';
import { letOthersIn } from '../report/visitFacts.ts';

/** The visits and the spend of a period day by day, as far as an audit asks for days. */

/** An ad system, or a source that is none's: what spend and visits are looked for within. */
export interface Branch {
  system: string;
  source: string;
}
export const keyOfBranch = ({ system, source }: Branch): string => system || `source ${source}`;

export const branchOfEntry = ({ system, source }: Entry): Branch => ({ system: system || systemOf(source), source });
export const branchOfNode = ({ system, stand }: Node): Branch => ({
  system: system || systemOf(stand.source),
  source: stand.source,
});

/** Bought, as its medium or click id says. */
export const isPaidEntry = ({ system, medium }: Entry): boolean => system !== '' || isPaid(medium);

export interface Days {
  from: number;
  to: number;
  /** Visits of each entry of the dictionary. */
  visits: ReadonlyMap<number, number>;
  /** The same by day, of paid entries. */
  paid: ReadonlyMap<number, ReadonlyMap<number, number>>;
  direct: ReadonlyMap<number, number>;
  /** Days with spend, by branch: whatever it was. */
  spendDays: ReadonlyMap<string, ReadonlySet<number>>;
}

interface Source {
  sql: SqlStorage;
  entries: readonly Entry[];
  join: Join;
}

/** Days read at a stretch. */
const STRETCH = 31;

const addTo = <K>(sums: Map<K, number>, key: K, more: number): void => void sums.set(key, (sums.get(key) ?? 0) + more);

export const readDays = async (
  { sql, entries, join }: Source,
  { from, to }: { from: number; to: number },
): Promise<Days> => {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const fees = new Set(Object.values(join.fees).flat());
  const visits = new Map<number, number>();
  const paid = new Map<number, Map<number, number>>();
  const direct = new Map<number, number>();
  const spendDays = new Map<string, Set<number>>();
  for (let first = from; first <= to; first += STRETCH) {
    const last = Math.min(first + STRETCH - 1, to);
    const cells = sql
      .exec('SELECT ad, day, visits FROM cube WHERE day BETWEEN ? AND ? AND visits > 0', first, last)
      .raw<SqlStorageValue[]>() as Iterable<SqlStorageValue[]> as Iterable<[number, number, number]>;
    for (const [id, day, count] of cells) {
      const entry = byId.get(id);
      if (!entry) continue;
      addTo(visits, id, count);
      if (entry.source === '(direct)') addTo(direct, day, count);
      if (!isPaidEntry(entry)) continue;
      const days = paid.get(id) ?? new Map<number, number>();
      addTo(days, day, count);
      paid.set(id, days);
    }
    const stated = sql
      .exec('SELECT key, day FROM spend WHERE day BETWEEN ? AND ?', first, last)
      .raw<SqlStorageValue[]>() as Iterable<SqlStorageValue[]> as Iterable<[number, number]>;
    for (const [key, day] of stated) {
      const node = fees.has(key) ? undefined : join.nodeOfKey.get(key);
      if (!node) continue;
      const branch = keyOfBranch(branchOfNode(node));
      const days = spendDays.get(branch) ?? new Set();
      days.add(day);
      spendDays.set(branch, days);
    }
    if (last < to) await letOthersIn();
  }
  return { from, to, visits, paid, direct, spendDays };
};

/** How far back visits from before the period are looked for. */
const BEFORE = 90;

/** The last day before the period on which each of these entries had a visit. */
export const lastDaysBefore = (sql: SqlStorage, from: number, entries: readonly number[]): Map<number, number> =>
  new Map(
    sql
      .exec<{ ad: number; day: number }>(
        `SELECT ad, max(day) AS day FROM cube
         WHERE day BETWEEN ? AND ? AND visits > 0 AND ad IN (SELECT value FROM json_each(?)) GROUP BY ad`,
        from - BEFORE,
        from - 1,
        JSON.stringify(entries),
      )
      .toArray()
      .map(({ ad, day }) => [ad, day]),
  );
