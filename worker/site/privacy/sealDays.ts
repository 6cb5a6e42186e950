import { idFloor } from '../../../shared/ids.ts';
import type { Calendar } from '../days.ts';
import { STRAY } from '../recorder.ts';
import type { Rollup } from '../rollup.ts';

/**
 * Sealing days: what their visits sum to is settled, then the visits go. Left of each visit is its place in its visitor's
 * history, from which newness and credit are told, and its taps, from which it is told whose an old call was.
 */

export interface SealContext {
  storage: DurableObjectStorage;
  calendar: Calendar;
  rollup: Rollup;
}

/** Visits removed in one transaction: a few ms. */
const SLICE = 500;

/** Seals the days before one, the oldest first. Yields wherever others may be let in; each piece is a transaction. */
export function* sealDays(context: SealContext, before: number): Generator<void> {
  const { storage, calendar, rollup } = context;
  const start = rollup.firstDay();
  if (start === null) return;
  // What an earlier run was stopped at.
  yield* removing(context);
  for (let day = Math.max(start, rollup.sealed.before); day < before; day += 1) {
    storage.transactionSync(() => {
      rollup.rollDay(calendar, day);
      rollup.sealed.seal(calendar, day + 1);
    });
    yield* removing(context);
  }
}

function* removing({ storage, calendar, rollup }: SealContext): Generator<void> {
  do yield;
  while (storage.transactionSync(() => removeSealed(storage.sql, { calendar, rollup })));
}

/** Removes some of the visits whose day is sealed. Returns whether there were any. Must run in a transaction. */
export const removeSealed = (sql: SqlStorage, { calendar, rollup }: Omit<SealContext, 'storage'>): boolean => {
  const { before, any } = rollup.sealed;
  if (!any) return false;
  const ids = sql
    .exec<{ id: string }>(
      `SELECT id FROM (SELECT id FROM visits WHERE id < ? AND day < ? LIMIT ?)
       UNION SELECT id FROM (SELECT id FROM stray_visits JOIN visits USING (id) WHERE day < ? LIMIT ?)`,
      idFloor(calendar.startOf(before) + STRAY),
      before,
      SLICE,
      before,
      SLICE,
    )
    .toArray()
    .map(({ id }) => id);
  if (ids.length === 0) return false;
  for (const table of ['visits', 'stray_visits'])
    sql.exec(`DELETE FROM ${table} WHERE id IN (SELECT value FROM json_each(?))`, JSON.stringify(ids));
  return true;
};
