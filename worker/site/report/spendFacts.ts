import type { FactName } from '../../../shared/metrics/facts.ts';
import { firstDayOf } from '../days.ts';
import { type Fee, type Join, NOT_SET, type Node, walk } from '../join.ts';
import { shareOut } from '../money.ts';
import { type Groups, LEFT_OUT } from './groups.ts';
import type { RowKeys } from './keys.ts';
import { NO_VALUES } from './places.ts';
import type { Plan } from './plan.ts';
import { wholeMonths } from './visitFacts.ts';
import type { Weights } from './weights.ts';

/**
 * Spend in a report. Where a campaign and day has coarse and fine rows, the coarse one counts only what the fine ones
 * leave of it. What is known only coarsely is shared out once a row is finer: by clicks of the finer rows, else by visits.
 * Spend of the other kinds are bills: each adds to the others, whatever it was stated for, and is shared out by visits.
 */

const FACTS = ['spend', 'impressions', 'clicks'] as const satisfies readonly FactName[];
const FEES = { marketingSpend: 'marketing', salesSpend: 'sales' } as const satisfies Partial<Record<FactName, Fee>>;
type FeeFact = keyof typeof FEES;
/** cost, impressions, clicks: integers. */
type Amounts = [number, number, number];

const plus = (a: Amounts, b: Amounts): Amounts => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
const most = (a: Amounts, b: Amounts): Amounts => [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.max(a[2], b[2])];
const minus = (a: Amounts, b: Amounts): Amounts => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const isZero = (amounts: Amounts): boolean => amounts.every((amount) => amount === 0);
const NOTHING: Amounts = [0, 0, 0];

/** What one bucket of days holds. */
interface Bucket {
  /** One of its days. */
  day: number;
  /** What each node was stated to cost, less what finer rows account for. */
  nodes: Map<Node, Amounts>;
  /** What of a coarse node its ads' clicks share out, day by day: which ad gets how much. */
  shared: Map<Node, Map<Node, Amounts>>;
  /** What was paid for a node beside its ads. */
  fees: Map<FeeFact, Map<Node, number>>;
}

const addTo = (amounts: Map<Node, Amounts>, node: Node, more: Amounts): void =>
  void amounts.set(node, plus(amounts.get(node) ?? NOTHING, more));

/** What is stated for one node on one day: origins add up; one origin's rows under an id and under a name are the same. */
const stated = (node: Node, cells: ReadonlyMap<number, Amounts>): Amounts => {
  const byOrigin = new Map<string, Amounts>();
  for (const key of node.keys) {
    const cell = cells.get(key.id);
    if (cell) byOrigin.set(key.origin, most(byOrigin.get(key.origin) ?? NOTHING, cell));
  }
  return [...byOrigin.values()].reduce(plus, NOTHING);
};

/** What one day's rows of a subtree leave to its node, and whom that goes to. */
interface Rest {
  node: Node;
  amounts: Amounts;
  /** The ads under the node that had clicks that day; none where the visits must say. */
  clicked: [ad: Node, clicks: number][];
}

/** Works out the rests of one day; returns what the subtree cost in all and which of its ads had clicks. */
const settle = (
  node: Node,
  cells: ReadonlyMap<number, Amounts>,
  give: (rest: Rest) => void,
): { whole: Amounts; clicked: Rest['clicked'] } => {
  const below = node.children.map((child) => settle(child, cells, give));
  const finer = below.map(({ whole }) => whole).reduce(plus, NOTHING);
  const whole = most(stated(node, cells), finer);
  const clicked = node.level === 'ad' ? [] : below.flatMap((child) => child.clicked);
  const amounts = minus(whole, finer);
  if (!isZero(amounts)) give({ node, amounts, clicked });
  return { whole, clicked: node.level === 'ad' && whole[2] > 0 ? [[node, whole[2]]] : clicked };
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

/** `node` is null where the report does not tell ads apart. */
type Give = (day: number, rest: Omit<Rest, 'node'> & { node: Node | null }) => void;

/** Gives every amount of ads that counts. */
const readSpend = ({ sql, plan, join, today }: Source, give: Give): void => {
  const { needs } = plan;
  const { mixed } = join;
  const mixedKeys: number[] = [];
  for (const node of mixed) walk(node, ({ keys }) => mixedKeys.push(...keys.map(({ id }) => id)));
  const apart = new Set([...mixedKeys, ...Object.values(join.fees).flat()]);
  // Where keys are told apart anyway, looking them up here is cheaper than there.
  const leftOut = needs.ad || apart.size === 0 ? null : JSON.stringify([...apart]);

  const read = (
    table: string,
    period: string,
    byPeriod: boolean,
    [from, to]: [number, number],
  ): Iterable<[number, number, ...Amounts]> => {
    const by = [needs.ad && 'key', byPeriod && period].filter(Boolean) as string[];
    const sum = (column: string): string => (by.length === 2 ? column : `total(${column})`);
    return sql
      .exec(
        `SELECT ${needs.ad ? 'key' : '0'}, ${byPeriod ? period : '0'}, ${['cost', 'impressions', 'clicks'].map(sum).join(', ')} FROM ${table}
         WHERE ${period} BETWEEN ? AND ? ${leftOut ? 'AND key NOT IN (SELECT value FROM json_each(?))' : ''}
         ${by.length === 1 ? `GROUP BY ${by[0]}` : ''}`,
        from,
        to,
        ...(leftOut ? [leftOut] : []),
      )
      .raw<SqlStorageValue[]>() as Iterable<SqlStorageValue[]> as Iterable<[number, number, ...Amounts]>;
  };
  const parts =
    needs.grain === 'day'
      ? { months: null, days: [[plan.from, plan.to] as [number, number]] }
      : wholeMonths(plan.from, plan.to, today);
  const take = (rows: Iterable<[number, number, ...Amounts]>, dayOf: (period: number) => number): void => {
    for (const [key, period, ...amounts] of rows) {
      const node = needs.ad ? join.nodeOfKey.get(key) : null;
      if (node !== undefined && !apart.has(key) && !isZero(amounts))
        give(needs.day ? dayOf(period) : plan.from, { node, amounts, clicked: [] });
    }
  };
  if (parts.months) take(read('spend_months', 'month', needs.grain === 'month', parts.months), firstDayOf);
  for (const range of parts.days) take(read('spend', 'day', needs.grain !== 'none', range), (day) => day);

  if (mixed.length === 0) return;
  const days = new Map<number, Map<number, Amounts>>();
  const rows = sql
    .exec(
      'SELECT key, day, cost, impressions, clicks FROM spend WHERE day BETWEEN ? AND ? AND key IN (SELECT value FROM json_each(?))',
      plan.from,
      plan.to,
      JSON.stringify(mixedKeys),
    )
    .raw<SqlStorageValue[]>() as Iterable<SqlStorageValue[]> as Iterable<[number, number, ...Amounts]>;
  for (const [key, day, ...amounts] of rows) {
    const cells = days.get(day);
    if (cells) cells.set(key, amounts);
    else days.set(day, new Map([[key, amounts]]));
  }
  for (const [day, cells] of days) {
    for (const head of mixed) settle(head, cells, (rest) => give(day, needs.ad ? rest : { ...rest, node: null }));
  }
};

/** Gives every amount of the asked other kinds. */
const readFees = (
  { sql, plan, join }: Source,
  give: (day: number, fee: { fact: FeeFact; node: Node; amount: number }) => void,
): void => {
  for (const [fact, kind] of Object.entries(FEES) as [FeeFact, Fee][]) {
    const keys = join.fees[kind];
    if (!plan.facts.has(fact) || keys.length === 0) continue;
    const rows = sql
      .exec(
        'SELECT key, day, cost FROM spend WHERE day BETWEEN ? AND ? AND key IN (SELECT value FROM json_each(?))',
        plan.from,
        plan.to,
        JSON.stringify(keys),
      )
      .raw<SqlStorageValue[]>() as Iterable<SqlStorageValue[]> as Iterable<[number, number, number]>;
    for (const [key, day, amount] of rows) give(day, { fact, node: join.nodeOfKey.get(key) as Node, amount });
  }
};

/** Where a node's amount goes in one bucket: rows of the report with their weights, all integers. */
type Shares = ReadonlyMap<number, number>;

export const spendFacts = (source: Source): void => {
  const { plan, keys, groups, weights } = source;
  const buckets = new Map<string, Bucket>();
  const bucketOf = (day: number): Bucket => {
    const label = keys.bucketOf(day);
    let bucket = buckets.get(label);
    if (!bucket) {
      bucket = { day, nodes: new Map(), shared: new Map(), fees: new Map() };
      buckets.set(label, bucket);
    }
    return bucket;
  };
  readSpend(source, (day, { node, amounts, clicked }) => {
    if (!node) {
      for (const [index, fact] of FACTS.entries()) groups.add(keys.idOf(0, day), fact, amounts[index] as number);
      return;
    }
    const bucket = bucketOf(day);
    if (clicked.length === 0) {
      addTo(bucket.nodes, node, amounts);
      return;
    }
    let shares = bucket.shared.get(node);
    if (!shares) {
      shares = new Map();
      bucket.shared.set(node, shares);
    }
    const clicks = clicked.map(([, count]) => count);
    const parts = amounts.map((amount) => shareOut(amount, clicks));
    for (const [index, [ad]] of clicked.entries()) addTo(shares, ad, parts.map((part) => part[index]) as Amounts);
  });

  readFees(source, (day, { fact, node, amount }) => {
    if (!plan.needs.ad) {
      groups.add(keys.idOf(0, day), fact, amount);
      return;
    }
    const { fees } = bucketOf(day);
    let paid = fees.get(fact);
    if (!paid) {
      paid = new Map();
      fees.set(fact, paid);
    }
    paid.set(node, (paid.get(node) ?? 0) + amount);
  });

  for (const [bucket, { day, nodes, shared, fees }] of buckets) {
    const visitShares = new Map<Node, Shares>();

    /** The row of what nobody visited: of no device, no landing page. */
    const rowOf = (entry: number): number =>
      plan.needs.visit ? keys.idOf(entry, day, NO_VALUES) : keys.idOf(entry, day);

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
          possible.add(rowOf(entry.id));
        }
      });
      if (shares.size === 0) {
        if (possible.size === 1) shares.set([...possible][0] as number, 1);
        else shares.set(standGroup(node), 1);
      }
      // Of equal shares one may get a unit more: which one must not depend on what was recorded first.
      const settled =
        shares.size === 1
          ? shares
          : new Map([...shares].sort(([a], [b]) => (keys.rankOf(a) < keys.rankOf(b) ? -1 : 1)));
      visitShares.set(node, settled);
      return settled;
    };

    const standGroup = (node: Node): number => {
      const group = rowOf(node.stand.id);
      let joined = false;
      walk(node, ({ entries }) => {
        joined ||= entries.length > 0;
      });
      // What was stated for nothing is not looked for among the visits.
      if (group !== LEFT_OUT && !joined && node.stand.source !== NOT_SET)
        (groups.list[group] as { unmatched: boolean }).unmatched = true;
      return group;
    };

    /** Adds to `into` what each row gets of an amount. */
    const split = (amount: number, shares: Shares, into: Map<number, number>): void => {
      const parts = shares.size === 1 ? [amount] : shareOut(amount, [...shares.values()]);
      let index = 0;
      for (const row of shares.keys()) into.set(row, (into.get(row) ?? 0) + (parts[index++] as number));
    };

    const give = (fact: FactName, rows: ReadonlyMap<number, number>): void => {
      // A share of nothing rests on the sharing as well, if there was anything to share.
      const isShared = rows.size > 1 && [...rows.values()].some((amount) => amount !== 0);
      for (const [row, amount] of rows) {
        groups.add(row, fact, amount);
        if (isShared && row !== LEFT_OUT) groups.estimate(row, fact);
      }
    };

    const giveShares = (fact: FactName, amount: number, shares: Shares): void => {
      if (amount === 0) return;
      if (shares.size === 1) groups.add([...shares.keys()][0] as number, fact, amount);
      else {
        const rows = new Map<number, number>();
        split(amount, shares, rows);
        give(fact, rows);
      }
    };

    for (const [node, amounts] of nodes) {
      const shares = byVisits(node);
      for (const [index, fact] of FACTS.entries()) giveShares(fact, amounts[index] as number, shares);
    }
    for (const [fact, paid] of fees) for (const [node, amount] of paid) giveShares(fact, amount, byVisits(node));
    for (const parts of shared.values()) {
      for (const [index, fact] of FACTS.entries()) {
        const rows = new Map<number, number>();
        for (const [ad, amounts] of parts) split(amounts[index] as number, byVisits(ad), rows);
        give(fact, rows);
      }
    }
  }
};
