import type { MergeEntry, SplitEntry } from '../../../shared/leadStory.ts';
import { identify, releaseCalls } from '../contactStore.ts';
import type { FieldError } from '../intake.ts';
import { contactsOfPerson, derivePersons, type PersonContext } from '../person.ts';
import { isErased } from '../privacy/erase.ts';
import { findLead } from './find.ts';

/**
 * What people say of who is who: two contacts that are one lead, and a contact that is somebody else's than its phone and
 * e-mail tell. Either is a row of its own; with the row gone, everything is as it was.
 */

export type MergeResult =
  | { state: 'new' | 'same'; id: string }
  | { state: 'notFound' }
  | { state: 'invalid'; errors: FieldError[] };

interface Stating {
  /** The id by which the lead was asked for. */
  alias: string;
  by: string;
  /** Ms since 1970. */
  now: number;
}

/** The same pair has the same id, whichever was named first. */
const mergeId = (contacts: readonly [string, string]): string => [...contacts].sort().join('-');

const isSpam = (sql: SqlStorage, lead: string): boolean =>
  sql.exec(`SELECT 1 FROM leads WHERE id = ? AND stage = 'spam'`, lead).toArray().length > 0;

const hasSales = (sql: SqlStorage, lead: string): boolean =>
  sql.exec('SELECT 1 FROM sales WHERE lead = ? LIMIT 1', lead).toArray().length > 0;

/** Makes the leads of two contacts one, whatever lies between them. Must run in a transaction. */
export const mergeLeads = (context: PersonContext, other: string, { alias, by, now }: Stating): MergeResult => {
  const { sql } = context;
  const [one, two] = [findLead(sql, alias), findLead(sql, other)];
  if (!one) return { state: 'notFound' };
  if (!two) return { state: 'invalid', errors: [{ field: 'with', detail: 'is no lead that is known' }] };
  const id = mergeId([alias, other]);
  const isKnown = sql.exec('SELECT 1 FROM merges WHERE id = ?', id).toArray().length > 0;
  if (isKnown) return { state: 'same', id };
  if (one.id === two.id) return { state: 'invalid', errors: [{ field: 'with', detail: 'is the same lead already' }] };
  if (isSpam(sql, one.id) !== isSpam(sql, two.id) && (hasSales(sql, one.id) || hasSales(sql, two.id)))
    return {
      state: 'invalid',
      errors: [{ field: 'with', detail: 'one of them is spam and the other has sales: state another stage first' }],
    };
  sql.exec('INSERT INTO merges (id, contact, other, at, stated_by) VALUES (?, ?, ?, ?, ?)', id, alias, other, now, by);
  derivePersons(context, [alias]);
  return { state: 'new', id };
};

/** Takes a merge back. Returns whether the lead had it. Must run in a transaction. */
export const unmerge = (context: PersonContext, merge: string, lead: string): boolean => {
  const { sql } = context;
  const [known] = sql
    .exec<{ contact: string; other: string }>(
      `SELECT contact, other FROM merges JOIN contacts ON contacts.id = contact WHERE merges.id = ? AND lead = ?`,
      merge,
      lead,
    )
    .toArray();
  if (!known) return false;
  sql.exec('DELETE FROM merges WHERE id = ?', merge);
  derivePersons(context, [known.contact, known.other]);
  return true;
};

const phoneOfContact = (sql: SqlStorage, id: string): { phone: string; email: string } =>
  sql.exec<{ phone: string; email: string }>('SELECT phone, email FROM contact_details WHERE id = ?', id).one();

/**
 * Makes one of a lead's contacts stand alone: its phone and e-mail count for nothing. One that people have merged is to be
 * taken out of that merge first. Must run in a transaction.
 */
export const splitContact = (context: PersonContext, contact: string, { alias, by, now }: Stating): MergeResult => {
  const { sql } = context;
  const lead = findLead(sql, alias);
  if (!lead) return { state: 'notFound' };
  const refused = (detail: string): MergeResult => ({ state: 'invalid', errors: [{ field: 'contact', detail }] });
  const isKnown = sql.exec('SELECT 1 FROM splits WHERE contact = ?', contact).toArray().length > 0;
  if (isKnown) return { state: 'same', id: contact };
  if (findLead(sql, contact)?.id !== lead.id) return refused('is none of the lead’s contacts');
  const person = contactsOfPerson(sql, contact);
  if (person.length === 1) return refused('is the lead’s only one, and nothing ties it to another');
  const isMerged = sql.exec('SELECT 1 FROM merges WHERE contact = ?1 OR other = ?1', contact).toArray().length > 0;
  if (isMerged) return refused('was merged by hand: take the merge back first');
  sql.exec('INSERT INTO splits (contact, at, stated_by) VALUES (?, ?, ?)', contact, now, by);
  reidentify(context, contact, person);
  return { state: 'new', id: contact };
};

/** Takes a split back. Returns whether there was one. Must run in a transaction. */
export const unsplit = (context: PersonContext, contact: string): boolean => {
  const { sql } = context;
  // Not whether it is of a lead: a call too short to be one by itself was of one before it was split off.
  if (isErased(sql, contact)) return false;
  const known = sql.exec('DELETE FROM splits WHERE contact = ?', contact).rowsWritten > 0;
  if (known) reidentify(context, contact, contactsOfPerson(sql, contact));
  return known;
};

/** @param persons contacts whose persons are told anew with it */
const reidentify = (context: PersonContext, contact: string, persons: readonly string[]): void => {
  const { sql } = context;
  const details = phoneOfContact(sql, contact);
  identify(sql, { id: contact, ...details });
  releaseCalls(sql, details.phone);
  derivePersons(context, [contact, ...persons]);
};

export const mergesOfLead = (sql: SqlStorage, lead: string): MergeEntry[] =>
  sql
    .exec<{ id: string; contact: string; other: string; at: number; stated_by: string }>(
      `SELECT merges.id, contact, other, merges.at, stated_by FROM contacts
       CROSS JOIN merges ON merges.contact = contacts.id WHERE lead = ? ORDER BY merges.at, merges.id`,
      lead,
    )
    .toArray()
    .map(({ id, contact, other, at, stated_by }) => ({
      merge: id,
      contacts: [contact, other],
      time: new Date(at).toISOString(),
      by: stated_by,
    }));

export const splitsOfLead = (sql: SqlStorage, lead: string): SplitEntry[] =>
  sql
    .exec<{ contact: string; at: number; stated_by: string }>(
      `SELECT splits.contact, splits.at, stated_by FROM splits JOIN contact_details AS own ON own.id = splits.contact
       WHERE EXISTS (
         SELECT 1 FROM contacts JOIN contact_details AS theirs USING (id) WHERE contacts.lead = ?
           AND (contacts.id = splits.contact OR (own.phone <> '' AND theirs.phone = own.phone)
             OR (own.email <> '' AND theirs.email = own.email)))
       ORDER BY splits.at, splits.contact`,
      lead,
    )
    .toArray()
    .map(({ contact, at, stated_by }) => ({ contact, time: new Date(at).toISOString(), by: stated_by }));
