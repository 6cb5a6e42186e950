import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { SITE_MIGRATIONS } from '../../worker/site/migrations.ts';
import type { LeaseBook } from '../../worker/site/numbers/leases.ts';

/** A Site's tables in memory, in Node, for simulations of weeks. What the object's own database is asked of, and no more. */

export type Storage = ConstructorParameters<typeof LeaseBook>[0];

export const openTables = (): Storage => {
  const database = new DatabaseSync(':memory:');
  const prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  const storage = {
    exec(query: string, ...bindings: SQLInputValue[]) {
      let statement = prepared.get(query);
      if (!statement) prepared.set(query, (statement = database.prepare(query)));
      const rows = statement.all(...bindings);
      return { toArray: () => rows, one: () => rows[0] };
    },
  } as unknown as Storage;
  for (const step of SITE_MIGRATIONS) {
    if (typeof step === 'string') database.exec(step);
    else step(storage);
  }
  return storage;
};
