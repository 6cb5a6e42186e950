import type { Credited } from './credit.ts';
import type { Touch } from './grouping.ts';

/** The touches before each contact, kept for the models that share a credit out. */

/** Of a longer path the first touch and the last ones are kept. */
const LONGEST = 50;

/** As `contact_paths.path`: [[ad, started_at, direct, visit], …] in order of time. */
const pathOf = (touches: readonly Touch[]): string => {
  const [first, ...later] = touches;
  const kept = touches.length > LONGEST ? [first as Touch, ...later.slice(1 - LONGEST)] : touches;
  return JSON.stringify(kept.map(({ ad, startedAt, direct, visit }) => [ad, startedAt, Number(direct), visit]));
};

type PathRow = Record<'contact' | 'visitor' | 'visit' | 'path', string>;

/** Keeps the paths of a person's contacts, where there is more than one touch. Writes only the rows that differ. */
export const writePaths = (sql: SqlStorage, credited: ReadonlyMap<string, readonly Credited[]>): void => {
  const keyOf = ({ contact, visitor, visit }: Omit<PathRow, 'path'>): string => `${contact}/${visitor}/${visit}`;
  const stored = new Map(
    sql
      .exec<PathRow>(
        `SELECT contact, visitor, visit, contact_paths.path FROM json_each(?) CROSS JOIN contact_paths ON contact = value`,
        JSON.stringify([...credited.keys()]),
      )
      .toArray()
      .map((row) => [keyOf(row), row]),
  );
  for (const [contact, owners] of credited) {
    for (const { visitor, visit, path: touches } of owners) {
      if (touches.length < 2) continue;
      const row = { contact, visitor, visit, path: pathOf(touches) };
      const key = keyOf(row);
      if (stored.get(key)?.path !== row.path) {
        sql.exec(
          `INSERT INTO contact_paths (contact, visitor, visit, path) VALUES (?, ?, ?, ?)
           ON CONFLICT (contact, visitor, visit) DO UPDATE SET path = excluded.path`,
          contact,
          visitor,
          visit,
          row.path,
        );
      }
      stored.delete(key);
    }
  }
  for (const { contact, visitor, visit } of stored.values())
    sql.exec('DELETE FROM contact_paths WHERE contact = ? AND visitor = ? AND visit = ?', contact, visitor, visit);
};
