import type { NumberRow, NumberSettings, Pool } from '../../../shared/numbers.ts';
import { phoneOf } from '../../phones.ts';
import type { FieldError } from '../intake.ts';
import type { LeaseBook } from './leases.ts';
import type { NumberState } from './lending.ts';

/** Tracking numbers: added and changed from lists, all of a list or nothing. One that is removed keeps its row. */

export interface PlacedNumber {
  /** What stands before a field's name where the row is told to be wrong: `numbers.3.`, `row 4: `. */
  place: string;
  row: NumberRow;
}

export interface NumbersUpload {
  rows: PlacedNumber[];
  /** Answer with the difference it would make, and change nothing. */
  dryRun: boolean;
  /** By our clock, ms since 1970. */
  now: number;
}

/** What an upload made of the numbers, or with `dryRun` would make. */
export interface NumbersUploadAnswer {
  dryRun: boolean;
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
}

export type NumbersUploadResult =
  | {
      state: 'stored';
      answer: NumbersUploadAnswer;
      /** E.164, one a row. */
      numbers: string[];
      /** Those of which something is stated that was not so before. */
      written: string[];
    }
  | { state: 'invalid'; errors: FieldError[] };

/** How many wrong rows are named. */
const MOST_NAMED = 100;

/** '' of a pool makes a number static. */
type Stated = Omit<NumberRow, 'pool'> & { pool: string };
type StoredRow = Stated & { removed: number };

const FIELDS = ['pool', 'name', 'source', 'medium', 'campaign', 'content', 'term'] as const satisfies (keyof Stated)[];

interface Context {
  sql: SqlStorage;
  settings: { country: string; numbers: NumberSettings };
}

/** Numbers that many visitors see at once, by the field of the settings that shows them. */
const shownToAll = ({ pools, rules }: NumberSettings): { field: string; number: string }[] => [
  ...pools.flatMap(({ whenEmpty }, index) =>
    typeof whenEmpty === 'object'
      ? [{ field: `numbers.pools.${index}.whenEmpty.number`, number: whenEmpty.number }]
      : [],
  ),
  ...rules.flatMap(({ show }, index) =>
    show !== 'own' && 'number' in show ? [{ field: `numbers.rules.${index}.show.number`, number: show.number }] : [],
  ),
];

/** Rows as they may be stored, or what is wrong with them. */
const settleRows = (
  { country, numbers }: Context['settings'],
  rows: readonly PlacedNumber[],
): { settled: Stated[]; errors: FieldError[] } => {
  const { lines, pools } = numbers;
  const toAll = new Set(shownToAll(numbers).map(({ number }) => number));
  const lineOf = new Map(lines.map(({ id, number }) => [number, id]));
  const poolIds = new Set(pools.map(({ id }) => id));
  const placeOf = new Map<string, string>();
  const errors: FieldError[] = [];
  const settled = rows.map(({ place, row }): Stated => {
    const complain = (field: keyof NumberRow, detail: string): void =>
      void errors.push({ field: `${place}${field}`, detail });
    const number = phoneOf(row.number, country);
    const line = lineOf.get(number);
    const before = placeOf.get(number);
    if (!number) complain('number', `"${row.number}" is not a possible telephone number in ${country}`);
    else if (line !== undefined) complain('number', `${number} is the own number of the line "${line}"`);
    else if (before !== undefined) complain('number', `${number} stands in the list already, as ${before}number`);
    else placeOf.set(number, place);
    if (row.pool !== undefined && !poolIds.has(row.pool)) complain('pool', `there is no pool "${row.pool}"`);
    else if (row.pool !== undefined && toAll.has(number))
      complain('pool', `${number} is shown to all by the settings, and cannot be lent to one`);
    return { ...row, number, pool: row.pool ?? '' };
  });
  return { settled, errors };
};

/** Must run in a transaction: a list is stored whole or not at all. */
export const uploadNumbers = (
  { sql, settings }: Context,
  { rows, dryRun, now }: NumbersUpload,
): NumbersUploadResult => {
  const { settled, errors } = settleRows(settings, rows);
  if (errors.length > 0) return { state: 'invalid', errors: errors.slice(0, MOST_NAMED) };
  const stored = new Map(
    sql
      .exec<StoredRow>(
        `SELECT number, pool, name, source, medium, campaign, content, term, removed_at IS NOT NULL AS removed FROM numbers
         WHERE number IN (SELECT value FROM json_each(?))`,
        JSON.stringify(settled.map(({ number }) => number)),
      )
      .toArray()
      .map((row) => [row.number, row]),
  );
  let [added, changed] = [0, 0];
  const written = settled.filter((next) => {
    const row = stored.get(next.number);
    if (!row || row.removed) added += 1;
    else if (FIELDS.some((field) => row[field] !== next[field])) changed += 1;
    else return false;
    return true;
  });
  if (!dryRun && written.length > 0) {
    // What was removed and comes again is added anew.
    sql.exec(
      `INSERT INTO numbers (number, pool, name, source, medium, campaign, content, term, added_at, removed_at)
       SELECT value ->> 'number', value ->> 'pool', value ->> 'name', value ->> 'source', value ->> 'medium',
         value ->> 'campaign', value ->> 'content', value ->> 'term', ?, NULL FROM json_each(?) WHERE true
       ON CONFLICT (number) DO UPDATE SET pool = excluded.pool, name = excluded.name, source = excluded.source,
         medium = excluded.medium, campaign = excluded.campaign, content = excluded.content, term = excluded.term,
         added_at = CASE WHEN removed_at IS NULL THEN added_at ELSE excluded.added_at END, removed_at = NULL`,
      now,
      JSON.stringify(written),
    );
  }
  return {
    state: 'stored',
    answer: { dryRun, rows: rows.length, added, changed, unchanged: settled.length - written.length },
    numbers: settled.map(({ number }) => number),
    written: written.map(({ number }) => number),
  };
};

/** Whether there was such a number. */
export const removeNumber = (sql: SqlStorage, number: string, now: number): boolean =>
  sql.exec('UPDATE numbers SET removed_at = ? WHERE number = ? AND removed_at IS NULL', now, number).rowsWritten > 0;

/** What many see is not what one visitor is lent, and a line's own number is no tracking number at all. */
export const shownErrors = (sql: SqlStorage, settings: NumberSettings): FieldError[] => {
  const toAll = shownToAll(settings);
  const poolOf = new Map(
    sql
      .exec<{ number: string; pool: string }>(
        'SELECT number, pool FROM numbers WHERE removed_at IS NULL AND number IN (SELECT value FROM json_each(?))',
        JSON.stringify([...settings.lines, ...toAll].map(({ number }) => number)),
      )
      .toArray()
      .map(({ number, pool }) => [number, pool]),
  );
  return [
    ...settings.lines.flatMap(({ number }, index) =>
      poolOf.has(number)
        ? [{ field: `numbers.lines.${index}.number`, detail: `${number} is one of the tracking numbers` }]
        : [],
    ),
    ...toAll.flatMap(({ field, number }) =>
      poolOf.get(number) ? [{ field, detail: `${number} is lent by the pool "${poolOf.get(number)}"` }] : [],
    ),
  ];
};

/** What a site has by way of numbers: `GET …/numbers`. */
export interface NumbersAnswer {
  numbers: (Omit<Stated, 'pool'> & {
    /** Null for a static number. */
    pool: string | null;
    /** Null for a static one, and where there is no such pool any more. */
    state: NumberState | null;
    /** Calls to it in the last 30 days. */
    calls: number;
    /** Ms since 1970. */
    addedAt: number;
  })[];
  pools: {
    pool: string;
    numbers: number;
    free: number;
    held: number;
    resting: number;
    /** Visitors of the last 30 days who found no free number. */
    misses: number;
  }[];
}

const DAYS_BACK = 30 * 86_400_000;
const HOUR = 3_600_000;

/** By pool and number, static ones first; those that were removed are left out. */
export const listNumbers = ({ sql, settings, leases }: Context & { leases: LeaseBook }, now: number): NumbersAnswer => {
  const since = now - DAYS_BACK;
  const callsTo = new Map(
    sql
      .exec<{ tracking: string; calls: number }>(
        "SELECT tracking, count(*) AS calls FROM calls WHERE ringing_at >= ? AND direction = 'in' GROUP BY tracking",
        since,
      )
      .toArray()
      .map(({ tracking, calls }) => [tracking, calls]),
  );
  const missesOf = new Map(
    sql
      .exec<{ pool: string; misses: number }>(
        'SELECT pool, sum(misses) AS misses FROM lease_misses WHERE hour >= ? GROUP BY pool',
        Math.floor(since / HOUR),
      )
      .toArray()
      .map(({ pool, misses }) => [pool, misses]),
  );
  const pools = new Map(settings.numbers.pools.map((pool) => [pool.id, pool]));
  const stateOf = (number: string, pool: Pool | undefined): NumberState | null =>
    pool ? leases.stateOf(number, pool, now) : null;
  return {
    numbers: sql
      .exec<Stated & { added_at: number }>(
        `SELECT number, pool, name, source, medium, campaign, content, term, added_at FROM numbers
         WHERE removed_at IS NULL ORDER BY pool, number`,
      )
      .toArray()
      .map(({ pool, added_at, ...row }) => ({
        ...row,
        pool: pool || null,
        state: stateOf(row.number, pools.get(pool)),
        calls: callsTo.get(row.number) ?? 0,
        addedAt: added_at,
      })),
    pools: [...pools.values()].map((pool) => {
      const { numbers, free, held, resting } = leases.peek(pool, now);
      return { pool: pool.id, numbers, free, held, resting, misses: missesOf.get(pool.id) ?? 0 };
    }),
  };
};
