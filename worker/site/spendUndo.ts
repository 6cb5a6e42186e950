import type { SpendUploads } from '../../shared/spend.ts';
import { dateOfDay } from './days.ts';
import { type CellChange, nameKey, writeCells } from './spendCells.ts';

/** Uploads of spend are remembered, and the newest ones with all that they changed, so that each can be taken back exactly. */

/** What stood at a day and key before; null where nothing did. */
export type RowChange = CellChange;
/** What a key was called before: campaign, group, ad; null where it was not known. */
export type KeyChange = [key: number, before: [string, string, string] | null];

interface Changes {
  rows: readonly RowChange[];
  keys: readonly KeyChange[];
}

/** Of so many uploads it is known how it was before. */
const KEPT = 20;
/** How many uploads are told. */
const MOST_TOLD = 200;
/** In one row of the table: some 300 KB. */
const CHANGES_A_ROW = 4_000;

interface Upload {
  /** ms since 1970 */
  at: number;
  by: string;
  origin: string;
  file: string;
  rows: number;
  /** In 1/10 000. */
  cost: number;
  from: number;
  to: number;
  added: number;
  changed: number;
  removed: number;
}

/** At least one row, though there be no change: that it is there tells that the upload can be taken back. */
const keep = (sql: SqlStorage, upload: number, of: 'rows' | 'keys', changes: readonly unknown[]): void => {
  for (let start = 0; start === 0 || start < changes.length; start += CHANGES_A_ROW)
    sql.exec(
      'INSERT INTO spend_undo (upload, of, part, changes) VALUES (?, ?, ?, ?)',
      upload,
      of,
      start / CHANGES_A_ROW,
      JSON.stringify(changes.slice(start, start + CHANGES_A_ROW)),
    );
};

const kept = <Change>(sql: SqlStorage, upload: number, of: 'rows' | 'keys'): Change[] =>
  sql
    .exec<{ changes: string }>('SELECT changes FROM spend_undo WHERE upload = ? AND of = ? ORDER BY part', upload, of)
    .toArray()
    .flatMap(({ changes }) => JSON.parse(changes) as Change[]);

/**
 * Must run in the upload's transaction. Returns the upload's id: its moment, so that none comes again once an upload was
 * taken back, for whoever still has that one before them must not take back another.
 */
export const remember = (sql: SqlStorage, upload: Upload, { rows, keys }: Changes): number => {
  const { id } = sql
    .exec<{ id: number }>(
      `INSERT INTO spend_uploads (id, at, stated_by, origin, file, rows, cost, from_day, to_day, added, changed, removed)
       VALUES (max(?1, (SELECT coalesce(max(id), 0) + 1 FROM spend_uploads)), ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
       RETURNING id`,
      upload.at,
      upload.by,
      upload.origin,
      upload.file,
      upload.rows,
      upload.cost,
      upload.from,
      upload.to,
      upload.added,
      upload.changed,
      upload.removed,
    )
    .one();
  keep(sql, id, 'rows', rows);
  keep(sql, id, 'keys', keys);
  sql.exec('DELETE FROM spend_undo WHERE upload NOT IN (SELECT id FROM spend_uploads ORDER BY id DESC LIMIT ?)', KEPT);
  return id;
};

type StoredUpload = Omit<Upload, 'by' | 'from' | 'to'> & {
  id: number;
  stated_by: string;
  from_day: number;
  to_day: number;
  undoable: number;
};

export const listUploads = (sql: SqlStorage): SpendUploads => ({
  uploads: sql
    .exec<StoredUpload>(
      `SELECT id, at, stated_by, origin, file, rows, cost, from_day, to_day, added, changed, removed,
         EXISTS (SELECT 1 FROM spend_undo WHERE upload = id) AS undoable
       FROM spend_uploads ORDER BY id DESC LIMIT ?`,
      MOST_TOLD,
    )
    .toArray()
    .map(({ id, stated_by, cost, from_day, to_day, undoable, ...upload }) => ({
      ...upload,
      upload: id,
      by: stated_by,
      cost: cost / 10_000,
      from: dateOfDay(from_day),
      to: dateOfDay(to_day),
      undoable: undoable === 1,
    })),
});

export type UndoResult =
  | { state: 'undone' }
  | { state: 'unknown' }
  /** How it was before is known no longer. */
  | { state: 'tooOld' }
  /** This later upload changed the same. */
  | { state: 'overtaken'; by: number };

const placeOf = ([day, key]: RowChange): string => `${day}/${key}`;

interface Later {
  id: number;
  rows: RowChange[];
  keys: KeyChange[];
}

/**
 * Names go back to what they were, and keys that were new go, unless a later upload has built on them: then it is that
 * one whose taking back brings them back to what they were before both.
 */
const restoreKeys = (sql: SqlStorage, keys: readonly KeyChange[], later: readonly Later[]): void => {
  const handedOn = new Set<Later>();
  for (const [key, before] of keys) {
    const heir = later.find(
      (one) => one.keys.some(([other]) => other === key) || one.rows.some((row) => row[1] === key),
    );
    if (heir) {
      heir.keys = [...heir.keys.filter(([other]) => other !== key), [key, before]];
      handedOn.add(heir);
    } else if (before) nameKey(sql, key, before);
    else sql.exec('DELETE FROM spend_keys WHERE id = ?', key);
  }
  for (const { id, keys: changes } of handedOn) {
    sql.exec(`DELETE FROM spend_undo WHERE upload = ? AND of = 'keys'`, id);
    keep(sql, id, 'keys', changes);
  }
};

/** Takes an upload back: what it added goes, what it changed or removed is as before. Must run in a transaction. */
export const undoUpload = (sql: SqlStorage, upload: number): UndoResult => {
  const [known] = sql.exec<{ origin: string; undoable: number }>(
    'SELECT origin, EXISTS (SELECT 1 FROM spend_undo WHERE upload = id) AS undoable FROM spend_uploads WHERE id = ?',
    upload,
  );
  if (!known) return { state: 'unknown' };
  if (!known.undoable) return { state: 'tooOld' };
  const rows = kept<RowChange>(sql, upload, 'rows');
  const places = new Set(rows.map(placeOf));
  // Rows are their origin's own.
  const later = sql
    .exec<{ id: number }>('SELECT id FROM spend_uploads WHERE origin = ? AND id > ? ORDER BY id', known.origin, upload)
    .toArray()
    .map(({ id }): Later => ({ id, rows: kept(sql, id, 'rows'), keys: kept(sql, id, 'keys') }));
  const over = later.find((one) => one.rows.some((row) => places.has(placeOf(row))));
  if (over) return { state: 'overtaken', by: over.id };
  writeCells(sql, rows);
  restoreKeys(sql, kept<KeyChange>(sql, upload, 'keys'), later);
  sql.exec('DELETE FROM spend_undo WHERE upload = ?', upload);
  sql.exec('DELETE FROM spend_uploads WHERE id = ?', upload);
  return { state: 'undone' };
};
