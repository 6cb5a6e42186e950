import type { MetricName } from '../../../shared/metrics/catalogue.ts';
import type { Basis, Model } from '../../../shared/report.ts';

/** Plans and their notes as rows. */

export interface PlanRow extends Record<string, SqlStorageValue> {
  id: string;
  metric: MetricName;
  period: string;
  scope: string;
  /** As `storedTarget` makes it. */
  target: number;
  owner: string;
  model: Model;
  basis: Basis;
  tolerance: number | null;
}

/** Scopes that differ in case alone are the same. */
export const foldScope = (scope: string): string => scope.toLowerCase();

const COLUMNS = 'id, metric, period, scope, target, owner, model, basis, tolerance';

export const readPlan = (sql: SqlStorage, id: string): PlanRow | undefined =>
  sql.exec<PlanRow>(`SELECT ${COLUMNS} FROM plans WHERE id = ?`, id).toArray()[0];

export const findPlan = (
  sql: SqlStorage,
  { metric, period, scope }: { metric: string; period: string; scope: string },
): PlanRow | undefined =>
  sql
    .exec<PlanRow>(
      `SELECT ${COLUMNS} FROM plans WHERE metric = ? AND folded = ? AND period = ?`,
      metric,
      foldScope(scope),
      period,
    )
    .toArray()[0];

/** Those of one year, which every label begins with, for one metric and scope. */
export const plansLike = (sql: SqlStorage, { metric, scope, period }: PlanRow): PlanRow[] =>
  sql
    .exec<PlanRow>(
      `SELECT ${COLUMNS} FROM plans WHERE metric = ? AND folded = ? AND period >= ? AND period < ?`,
      metric,
      foldScope(scope),
      period.slice(0, 4),
      String(Number(period.slice(0, 4)) + 1),
    )
    .toArray();

/** What is left out is not asked. */
export const plansOf = (
  sql: SqlStorage,
  { metric, scope, owner }: { metric?: string | undefined; scope?: string | undefined; owner?: string | undefined },
): PlanRow[] =>
  sql
    .exec<PlanRow>(
      `SELECT ${COLUMNS} FROM plans
       WHERE (?1 IS NULL OR metric = ?1) AND (?2 IS NULL OR folded = ?2) AND (?3 IS NULL OR owner = ?3)`,
      metric ?? null,
      scope === undefined ? null : foldScope(scope),
      owner ?? null,
    )
    .toArray();

export const countPlans = (sql: SqlStorage): number =>
  sql.exec<{ count: number }>('SELECT count(*) AS count FROM plans').one().count;

interface Stated {
  by: string;
  now: number;
}

/** Writes a plan, or over the one of the same id. */
export const writePlan = (sql: SqlStorage, row: PlanRow, { by, now }: Stated): void => {
  sql.exec(
    `INSERT INTO plans (id, metric, period, scope, folded, target, owner, model, basis, tolerance, stated_by, recorded_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET target = excluded.target, owner = excluded.owner, model = excluded.model,
       basis = excluded.basis, tolerance = excluded.tolerance, stated_by = excluded.stated_by,
       recorded_at = excluded.recorded_at`,
    row.id,
    row.metric,
    row.period,
    row.scope,
    foldScope(row.scope),
    row.target,
    row.owner,
    row.model,
    row.basis,
    row.tolerance,
    by,
    now,
  );
};

/** With its notes. Whether there was one. */
export const deletePlan = (sql: SqlStorage, id: string): boolean => {
  sql.exec('DELETE FROM plan_notes WHERE plan = ?', id);
  return sql.exec('DELETE FROM plans WHERE id = ?', id).rowsWritten > 0;
};

export interface NoteRow extends Record<string, SqlStorageValue> {
  id: string;
  text: string;
  reason: string;
  stated_by: string;
  recorded_at: number;
}

/** The oldest first. */
export const notesOf = (sql: SqlStorage, plan: string): NoteRow[] =>
  sql
    .exec<NoteRow>(
      'SELECT id, text, reason, stated_by, recorded_at FROM plan_notes WHERE plan = ? ORDER BY recorded_at, id',
      plan,
    )
    .toArray();

export const insertNote = (sql: SqlStorage, plan: string, note: NoteRow): void => {
  sql.exec(
    'INSERT INTO plan_notes (plan, id, text, reason, stated_by, recorded_at) VALUES (?, ?, ?, ?, ?, ?)',
    plan,
    note.id,
    note.text,
    note.reason,
    note.stated_by,
    note.recorded_at,
  );
};

/** Whether there was one. */
export const deleteNote = (sql: SqlStorage, plan: string, note: string): boolean =>
  sql.exec('DELETE FROM plan_notes WHERE plan = ? AND id = ?', plan, note).rowsWritten > 0;
