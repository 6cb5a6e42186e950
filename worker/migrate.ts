/** A step is SQL, or code for what SQL cannot say. Steps are never edited once released, only added. */
export type Migration = string | ((sql: SqlStorage) => void);

/**
 * Brings an object's database to the newest schema: the steps it has not seen yet, each in a transaction of its own,
 * so that a step that fails leaves the ones before it done and is tried again at the next wake.
 */
export const migrate = (storage: DurableObjectStorage, steps: readonly Migration[]): void => {
  const { sql } = storage;
  sql.exec('CREATE TABLE IF NOT EXISTS migrations (step INTEGER PRIMARY KEY, at INTEGER NOT NULL)');
  const done = sql.exec<{ count: number }>('SELECT count(*) AS count FROM migrations').one().count;
  for (const [index, step] of steps.entries()) {
    if (index < done) continue;
    storage.transactionSync(() => {
      if (typeof step === 'string') sql.exec(step);
      else step(sql);
      sql.exec('INSERT INTO migrations (step, at) VALUES (?, unixepoch())', index + 1);
    });
  }
};
