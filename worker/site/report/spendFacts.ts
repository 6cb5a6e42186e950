import type { FactName } from '../../../shared/metrics.ts';
import type { Join, Node } from '../join.ts';
import { firstDayOf } from '../days.ts';
import { shareOut } from '../money.ts';
import { type Groups, LEFT_OUT } from './groups.ts';
import type { RowKeys } from './keys.ts';
import type { Plan } from './plan.ts';
import { NO_VALUES } from './places.ts';
import { split } from './visitFacts.ts';
import type { Weights } from './weights.ts';

/**
 * Spend in a report. Where a campaign and day has coarse and fine rows, the coarse one counts only what the fine ones
 * leave of it. What is known only coarsely is shared out once a row is finer: by clicks of the finer rows, else by visits.
 */

const FACTS = ['spend', 'impressions', 'clicks'] as const satisfies readonly FactName[];
/** cost, impressions, clicks: integers. */
type Amounts = [number, number, number];

const plus = (a: Amounts, b: Amounts): Amounts => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
const most = (a: Amounts, b: Amounts): Amounts => [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.max(a[2], b[2])];
const minus = (a: Amounts, b: Amounts): Amounts => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const isZero = (amounts: Amounts): boolean => amounts.every((amount) => amount === 0);
const NOTHING: Amounts = [0, 0, 0];

/** Amounts of each node itself, by bucket of days: what finer rows leave of its own. */
type Remainders = Map<string, { /** One of the bucket's. */ day: number; nodes: Map<Node, Amounts> }>;

const addTo = (remainders: Remainders, { bucket, day }: { bucket: string; day: number }, node: Node, amounts: Amounts): void => {
  let known = remainders.get(bucket);
  if (!known) remainders.set(bucket, (known = { day, nodes: new Map() }));
  known.nodes.set(node, plus(known.nodes.get(node) ?? NOTHING, amounts));
};

/** What is stated for one node on one day: origins add up; one origin's rows under an id and under a name are the same. */
const stated = (node: Node, cells: ReadonlyMap<number, Amounts>): Amounts => {
  const byOrigin = new Map<string, Amounts>();
  for (const key of node.keys) {
    const cell = cells.get(key.id);
    if (cell) byOrigin.set(key.origin, most(byOrigin.get(key.origin) ?? NOTHING, cell));
  }
  return [...byOrigin.values()].reduce(plus, NOTHING);
};

/** Whether a subtree has nothing to compare: then sums over days say as much as the days themselves. */
const isPlain = (node: Node): boolean =>
  new Set(node.keys.map(({ origin }) => origin)).size === node.keys.length &&
  (node.keys.length === 0 || node.children.length === 0) &&
  node.children.every(isPlain);

const walk = (node: Node, visit: (node: Node) => void): void => {
  visit(node);
  for (const child of node.children) walk(child, visit);
};

/** Works out each node's remainder for one day; returns what the subtree cost in all. */
const settle = (node: Node, cells: ReadonlyMap<number, Amounts>, give: (node: Node, amounts: Amounts) => void): Amounts => {
  const finer = node.children.map((child) => settle(child, cells, give)).reduce(plus, NOTHING);
  const whole = most(stated(node, cells), finer);
  const rest = minus(whole, finer);
  if (!isZero(rest)) give(node, rest);
  return whole;
};

interface Source {
  sql: SqlStorage;
  plan: Plan;
  keys: RowKeys;
  groups: Groups;
  weights: Weights;
  join: Join;
  today: number;
}

type Give = (node: Node | null, day: number, amounts: Amounts) => void;

/** Nodes to be settled day by day, because they were stated more than once; the others can be read as sums. */
const mixedOf = (join: Join): Node[] => {
  const mixed: Node[] = [];
  for (const root of join.roots) {
    // Campaigns stand for themselves where nothing is stated for their source as a whole.
    for (const node of root.keys.length === 0 ? root.children : [root]) if (!isPlain(node)) mixed.push(node);
  }
  return mixed;
};

/** Gives every amount that counts, with its node, or with none where the report does not tell ads apart. */
const readSpend = ({ sql, plan, join, today }: Source, give: Give): void => {
  const { needs } = plan;
  const mixed = mixedOf(join);
  const mixedKeys: number[] = [];
  for (const node of mixed) walk(node, ({ keys }) => mixedKeys.push(...keys.map(({ id }) => id)));
  const mixedList = JSON.stringify(mixedKeys);

  const read = (table: string, period: string, byPeriod: boolean, [from, to]: [number, number]): Iterable<[number, number, ...Amounts]> => {
    const by = [needs.ad && 'key', byPeriod && period].filter(Boolean) as string[];
    const sum = (column: string): string => (by.length === 2 ? column : `total(${column})`);
    return sql
      .exec(
        `SELECT ${needs.ad ? 'key' : '0'}, ${byPeriod ? period : '0'}, ${['cost', 'impressions', 'clicks'].map(sum).join(', ')} FROM ${table}
         WHERE ${period} BETWEEN ? AND ? ${mixedKeys.length > 0 ? 'AND key NOT IN (SELECT value FROM json_each(?))' : ''}
         ${by.length === 1 ? `GROUP BY ${by[0]}` : ''}`,
        from, to, ...(mixedKeys.length > 0 ? [mixedList] : []),
      )
      .raw<SqlStorageValue[]>() as Iterable<SqlStorageValue[]> as Iterable<[number, number, ...Amounts]>;
  };
  const parts = needs.grain === 'day' ? { months: null, days: [[plan.from, plan.to] as [number, number]] } : split(plan.from, plan.to, today);
  const take = (rows: Iterable<[number, number, ...Amounts]>, dayOf: (period: number) => number): void => {
    for (const [key, period, ...amounts] of rows) {
      const node = needs.ad ? join.nodeOfKey.get(key) : null;
      if (node !== undefined && !isZero(amounts)) give(node, needs.day ? dayOf(period) : plan.from, amounts);
    }
  };
  if (parts.months) take(read('spend_months', 'month', needs.grain === 'month', parts.months), firstDayOf);
  for (const range of parts.days) take(read('spend', 'day', needs.grain !== 'none', range), (day) => day);

  if (mixed.length === 0) return;
  const days = new Map<number, Map<number, Amounts>>();
  const rows = sql
    .exec(
      'SELECT key, day, cost, impressions, clicks FROM spend WHERE day BETWEEN ? AND ? AND key IN (SELECT value FROM json_each(?))',
      plan.from, plan.to, mixedList,
    )
    .raw<SqlStorageValue[]>() as Iterable<SqlStorageValue[]> as Iterable<[number, number, ...Amounts]>;
  for (const [key, day, ...amounts] of rows) {
    const cells = days.get(day);
    if (cells) cells.set(key, amounts);
    else days.set(day, new Map([[key, amounts]]));
  }
  for (const [day, cells] of days) for (const node of mixed) settle(node, cells, (at, rest) => give(needs.ad ? at : null, day, rest));
};

/** Where a node's amount goes in one bucket: rows of the report with their weights, all integers. */
type Shares = ReadonlyMap<number, number>;

export const spendFacts = (source: Source): void => {
  const { plan, keys, groups, weights } = source;
  const remainders: Remainders = new Map();
  readSpend(source, (node, day, amounts) => {
    if (node) addTo(remainders, { bucket: keys.bucketOf(day), day }, node, amounts);
    else for (const [index, fact] of FACTS.entries()) groups.add(keys.idOf(0, day), fact, amounts[index] as number);
  });

  for (const [bucket, { day, nodes }] of remainders) {
    const visitShares = new Map<Node, Shares>();

    /** The rows that the visits of a node's subtree fell into. With no visit, the row they would fall into. */
    const byVisits = (node: Node): Shares => {
      const known = visitShares.get(node);
      if (known) return known;
      const shares = new Map<number, number>();
      const possible = new Set<number>();
      walk(node, ({ entries }) => {
        for (const entry of entries) {
          const pairs = weights.of(bucket, entry.id);
          for (let at = 0; at < pairs.length; at += 2) {
            const row = pairs[at] as number;
            shares.set(row, (shares.get(row) ?? 0) + (pairs[at + 1] as number));
          }
          if (!plan.needs.visit) possible.add(keys.idOf(entry.id, day));
        }
      });
      if (shares.size === 0) {
        if (possible.size === 1) shares.set([...possible][0] as number, 1);
        else shares.set(standGroup(node), 1);
      }
      visitShares.set(node, shares);
      return shares;
    };

    const standGroup = (node: Node): number => {
      const group = plan.needs.visit ? keys.idOf(node.stand.id, day, NO_VALUES) : keys.idOf(node.stand.id, day);
      let joined = false;
      walk(node, ({ entries }) => {
        joined ||= entries.length > 0;
      });
      if (group !== LEFT_OUT && !joined) (groups.list[group] as { unmatched: boolean }).unmatched = true;
      return group;
    };

    const give = (fact: FactName, amount: number, shares: Shares): void => {
      if (shares.size === 1) {
        groups.add([...shares.keys()][0] as number, fact, amount);
        return;
      }
      const ids = [...shares.keys()];
      const parts = shareOut(amount, [...shares.values()]);
      for (const [index, id] of ids.entries()) {
        if (parts[index] === 0) continue;
        groups.add(id, fact, parts[index] as number);
        if (id !== LEFT_OUT) groups.list[id]?.estimated.add(fact);
      }
    };

    for (const [node, amounts] of nodes) {
      const ads = node.level === 'ad' ? [] : adsUnder(node).filter((ad) => (nodes.get(ad)?.[2] ?? 0) > 0);
      for (const [index, fact] of FACTS.entries()) {
        const amount = amounts[index] as number;
        if (amount === 0) continue;
        // A finer row with clicks says where the clicks went; without one, the visits do.
        if (ads.length === 0) give(fact, amount, byVisits(node));
        else {
          const parts = shareOut(amount, ads.map((ad) => (nodes.get(ad) as Amounts)[2]));
          const rows = new Map<number, number>();
          for (const [position, ad] of ads.entries()) {
            const shares = byVisits(ad);
            const split = shareOut(parts[position] as number, [...shares.values()]);
            for (const [at, id] of [...shares.keys()].entries()) rows.set(id, (rows.get(id) ?? 0) + (split[at] as number));
          }
          for (const [id, part] of rows) {
            groups.add(id, fact, part);
            if (rows.size > 1 && id !== LEFT_OUT) groups.list[id]?.estimated.add(fact);
          }
        }
      }
    }
  }
};

const adsUnder = (node: Node): Node[] => {
  const ads: Node[] = [];
  walk(node, (at) => {
    if (at.level === 'ad') ads.push(at);
  });
  return ads;
};
