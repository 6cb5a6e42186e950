import { contactsOfPerson } from '../person.ts';
import { empty } from '../spam/quarantine.ts';
import { freshId } from './freshId.ts';
import { callsToPerson } from './personCalls.ts';
import { suspectsOfPerson } from './personSuspects.ts';
import { visitsOfPerson } from './personVisits.ts';

/**
 * Erasing a person: what they said and what leads to them goes, what reports count stays. Contacts and calls keep their
 * rows with time, visit and credit; the keys that hold a person's contacts together are replaced by one that says nothing,
 * so that leads stay as they are and a later contact with the same phone is a new person's.
 */

/** With this begins what stands in place of an erased person's numbers: whether there was one tells what a call counts as. */
export const ERASED = 'erased';

export const isErased = (sql: SqlStorage, id: string): boolean =>
  sql.exec('SELECT 1 FROM erased WHERE id = ?', id).toArray().length > 0;

const randomBytes = (): Uint8Array => crypto.getRandomValues(new Uint8Array(24));

/**
 * Erases the person that a contact is of, by the contact's id. Returns whether there was one; of a person who is erased
 * already there is none. Must run in a transaction.
 */
export const erasePersonOf = (
  { sql, country }: { sql: SqlStorage; country: string },
  contact: string,
  now: number,
): boolean => {
  const known = sql.exec('SELECT 1 FROM contacts WHERE id = ?', contact).toArray().length > 0;
  if (!known || isErased(sql, contact)) return false;
  const contacts = contactsOfPerson(sql, contact);
  // Before the numbers and the ties that tell of them are gone.
  const calls = [...contacts, ...callsToPerson(sql, contacts)];
  const { own, visits } = visitsOfPerson(sql, contacts);
  for (const suspect of suspectsOfPerson(sql, { contacts, own }, country)) empty(sql, suspect.contact.id);
  const key = `${ERASED}:${freshId({}, randomBytes())}`;
  eraseContacts(sql, contacts, key);
  eraseCalls(sql, calls, key);
  stripVisits(
    sql,
    visits.map(({ visit }) => visit),
  );
  for (const visitor of own) renameVisitor(sql, visitor);
  sql.exec(
    'INSERT INTO erased (id, at) SELECT value, ? FROM json_each(?) WHERE true ON CONFLICT DO NOTHING',
    now,
    JSON.stringify(calls),
  );
  return true;
};

/** Erases a call that went out to somebody who is no contact. Must run in a transaction. */
export const eraseCall = (sql: SqlStorage, call: string, now: number): void => {
  eraseCalls(sql, [call], ERASED);
  sql.exec('INSERT INTO erased (id, at) VALUES (?, ?)', call, now);
};

/**
 * SQLite leaves the bytes of a deleted row where they were until something else needs the place, and the runtime lets
 * nobody tell it otherwise (PRAGMA secure_delete): noughts of the same length take their place before.
 */
const overwrite = (
  sql: SqlStorage,
  { table, key, columns }: { table: string; key: string; columns: readonly string[] },
  ids: string,
): void => {
  const noughts = columns.map((column) => `${column} = printf('%.*c', length(CAST(${column} AS BLOB)), '0')`);
  sql.exec(`UPDATE ${table} SET ${noughts.join(', ')} WHERE ${key} IN (SELECT value FROM json_each(?))`, ids);
};

const eraseContacts = (sql: SqlStorage, contacts: readonly string[], key: string): void => {
  const ids = JSON.stringify(contacts);
  // Nobody is told of them any more, nor called, and whom they were told to is nobody's business.
  for (const table of ['deliveries', 'told', 'callbacks'])
    sql.exec(`DELETE FROM ${table} WHERE contact IN (SELECT value FROM json_each(?))`, ids);
  overwrite(sql, { table: 'contact_details', key: 'id', columns: ['body', 'phone', 'email'] }, ids);
  sql.exec('DELETE FROM contact_details WHERE id IN (SELECT value FROM json_each(?))', ids);
  eraseNotes(sql, ids);
  sql.exec('DELETE FROM identities WHERE contact IN (SELECT value FROM json_each(?))', ids);
  sql.exec('INSERT INTO identities (key, contact) SELECT ?, value FROM json_each(?)', key, ids);
};

/** What people wrote of them. Stages, owners, amounts, actions stay: reports count them. */
const eraseNotes = (sql: SqlStorage, contacts: string): void => {
  const notes = sql
    .exec<{ id: string }>(
      `SELECT id FROM lead_log WHERE contact IN (SELECT value FROM json_each(?)) AND kind = 'note'`,
      contacts,
    )
    .toArray();
  const ids = JSON.stringify(notes.map(({ id }) => id));
  overwrite(sql, { table: 'lead_log', key: 'id', columns: ['value'] }, ids);
  sql.exec('DELETE FROM lead_log WHERE id IN (SELECT value FROM json_each(?))', ids);
};

/** The person's key in place of the numbers keeps calls from our side the answers that they were. */
const eraseCalls = (sql: SqlStorage, calls: readonly string[], key: string): void => {
  const ids = JSON.stringify(calls);
  overwrite(sql, { table: 'call_events', key: 'call', columns: ['body'] }, ids);
  sql.exec('DELETE FROM call_events WHERE call IN (SELECT value FROM json_each(?))', ids);
  // The provider's own id leads to its own records of the call.
  sql.exec(
    `UPDATE calls SET phone = iif(phone = '', '', ?), recording = '', call_id = '' WHERE id IN (SELECT value FROM json_each(?))`,
    key,
    ids,
  );
};

const withoutParameters = (url: string): string => url.replace(/[?#].*/s, '');

/** Which ad a visit came by is settled; the parameters that said so may name the click, and so the person. */
const stripVisits = (sql: SqlStorage, visits: readonly string[]): void => {
  const rows = sql
    .exec<{ id: string; url: string; referrer: string }>(
      'SELECT id, url, referrer FROM visits WHERE id IN (SELECT value FROM json_each(?))',
      JSON.stringify(visits),
    )
    .toArray();
  for (const { id, url, referrer } of rows) {
    sql.exec(
      'UPDATE visits SET url = ?, referrer = ? WHERE id = ?',
      withoutParameters(url),
      withoutParameters(referrer),
      id,
    );
  }
};

/** Visitors who come into question for the same calls. */
const rivalsOf = (sql: SqlStorage, visitor: string): string[] =>
  sql
    .exec<{ visitor: string }>(
      `WITH meant AS (
         SELECT id AS contact FROM contacts WHERE visitor = ?1 UNION SELECT contact FROM contact_candidates WHERE visitor = ?1
       ) SELECT visitor FROM contacts JOIN meant ON meant.contact = contacts.id
         UNION SELECT visitor FROM contact_candidates JOIN meant USING (contact)`,
      visitor,
    )
    .toArray()
    .map((row) => row.visitor)
    .filter((rival) => rival !== visitor && rival !== '')
    .sort();

/** The tables that name a visitor. */
const NAMING = [
  'visits',
  'visitor_visits',
  'contacts',
  'contact_candidates',
  'contact_paths',
  'leases',
  'taps',
] as const;

/**
 * The id that the browser keeps leads nowhere any more. Of two visitors who are equally likely to have made a call, the
 * first by id is taken for its caller: so the new id stands where the old one stood among those.
 */
const renameVisitor = (sql: SqlStorage, visitor: string): void => {
  const rivals = rivalsOf(sql, visitor);
  const above = rivals.findLast((rival) => rival < visitor);
  const below = rivals.find((rival) => rival > visitor);
  const fresh = freshId(
    { ...(above !== undefined && { above }), ...(below !== undefined && { below }) },
    randomBytes(),
  );
  // Visits are found by their visitor in visitor_visits alone.
  sql.exec(
    'UPDATE visits SET visitor = ? WHERE id IN (SELECT visit FROM visitor_visits WHERE visitor = ?)',
    fresh,
    visitor,
  );
  for (const table of NAMING) {
    if (table !== 'visits') sql.exec(`UPDATE ${table} SET visitor = ? WHERE visitor = ?`, fresh, visitor);
  }
};
