import { idTime } from '../../shared/ids.ts';
import type { SiteSettings } from '../../shared/settings.ts';
import type { AdDictionary } from './ads.ts';
import { CubeChange } from './cube.ts';
import type { Calendar } from './days.ts';
import { deriveEverybody } from './person.ts';
import { removeSealed } from './privacy/sealDays.ts';
import { STRAY, writeTaps } from './recorder.ts';
import type { Rollup } from './rollup.ts';
import { type VisitRow, visitColumns, visitOfRow, writeVisits } from './rows.ts';
import { redaySuspects } from './spam/quarantine.ts';
import type { VisitRecord } from './visit.ts';

interface Context {
  sql: SqlStorage;
  settings: SiteSettings;
  calendar: Calendar;
  ads: AdDictionary;
  rollup: Rollup;
}

/** Whether a site is from before leads had rows of their own. */
export const lacksLeads = (sql: SqlStorage): boolean =>
  sql
    .exec(`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM leads) AND EXISTS (SELECT 1 FROM contacts WHERE lead <> '')`)
    .toArray().length > 0;

/**
 * Works out everything that is derived (days, first visits, visitors' histories, cube, leads, credits) anew from the raw rows:
 * visits with their start, pages and forms, contacts, calls, and what was stated of leads. After any history the result is what already stood there.
 * Sealed days stand as they are.
 * Must run in a transaction.
 */
export const rebuild = (context: Context): void => {
  const { sql, settings, calendar, rollup } = context;
  const { sealed } = rollup;
  while (removeSealed(sql, { calendar, rollup })) {}
  // Another time zone may put a visit into a day that is sealed: it begins with the first that is not.
  sql.exec('UPDATE visits SET started_at = ?1 WHERE started_at < ?1', sealed.openFrom(calendar));
  sql.exec('DELETE FROM stray_visits');
  sql.exec('DELETE FROM cube WHERE day >= ?', sealed.before);
  if (sealed.any) {
    sql.exec(
      'DELETE FROM visitor_visits WHERE EXISTS (SELECT 1 FROM visits WHERE id = visit AND visits.visitor = visitor_visits.visitor)',
    );
    sql.exec('DELETE FROM taps WHERE visit IN (SELECT id FROM visits)');
  } else sql.exec('DELETE FROM visitor_visits; DELETE FROM taps;');
  rollup.clear();
  redaySuspects(sql, calendar);
  sql.exec(
    'INSERT INTO visitor_visits (visitor, started_at, visit, ad) SELECT visitor, started_at, id, ad FROM visits',
  );
  const tapped = sql.exec<VisitRow>(`SELECT ${visitColumns()} FROM visits WHERE taps <> '[]'`).toArray();
  for (const row of tapped) writeTaps(sql, visitOfRow(row), settings.country);
  // Which visits have a contact is told by whose the calls were, and is read from the contacts' rows below.
  sql.exec(`DELETE FROM leads; DELETE FROM contact_paths; UPDATE calls SET lead = '' WHERE lead <> '';`);
  deriveEverybody(context);

  const cube = new CubeChange();
  let after = '';
  for (;;) {
    // In pieces: a cursor must not stay open over writes to the table it reads.
    const rows = sql
      .exec<VisitRow>(`SELECT ${visitColumns()} FROM visits WHERE id > ? ORDER BY id LIMIT 1000`, after)
      .toArray();
    const changed: VisitRecord[] = [];
    for (const row of rows) {
      const visit = visitOfRow(row);
      visit.day = calendar.dayOf(visit.startedAt);
      visit.hasContact =
        sql
          .exec(
            `SELECT 1 FROM contacts WHERE visitor = ? AND visit = ? AND lead <> '' AND spam = 0 LIMIT 1`,
            visit.visitor,
            visit.id,
          )
          .toArray().length > 0;
      const first = sql
        .exec<{ visit: string }>(
          'SELECT visit FROM visitor_visits WHERE visitor = ? ORDER BY started_at, visit LIMIT 1',
          visit.visitor,
        )
        .one();
      visit.isNew = first.visit === visit.id;
      if (
        row.day !== visit.day ||
        row.new_visitors !== Number(visit.isNew) ||
        row.lead_visits !== Number(visit.hasContact)
      ) {
        changed.push(visit);
      }
      if (Math.abs(visit.startedAt - idTime(visit.id)) > STRAY) {
        sql.exec('INSERT INTO stray_visits (id, started_at) VALUES (?, ?)', visit.id, visit.startedAt);
      }
      cube.move(null, visit);
      after = visit.id;
    }
    writeVisits(sql, changed);
    if (rows.length === 0) break;
  }
  cube.write(sql, () => false);
};
