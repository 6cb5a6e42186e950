import type { Stage } from '../../shared/leads.ts';
import type { SiteSettings } from '../../shared/settings.ts';
import type { AdDictionary } from './ads.ts';
import { callOfContact } from './calls/callStore.ts';
import { type CallRecord, isMissed, talkOf } from './calls/merge.ts';
import type { Calendar } from './days.ts';
import { CREDIT_COLUMNS, type Credited, creditColumns, creditContacts, writeCandidates } from './leads/credit.ts';
import { deriveLeads } from './leads/derive.ts';
import { byTime, inOrder, leadsOfPerson, type Merge, type Touch } from './leads/grouping.ts';
import { writePaths } from './leads/paths.ts';

/**
 * Persons: contacts that share a phone or an e-mail, or that people say are one lead, transitively. Keeps every contact's
 * lead and credit as they follow, of calls also whose they were and what they count as, and what follows of the leads.
 */

const DAY = 86_400_000;

export interface PersonContext {
  sql: SqlStorage;
  settings: SiteSettings;
  calendar: Calendar;
  ads: AdDictionary;
  /** The contacts of this visit, or whether they belong to a lead, may have changed. */
  lookForContact(visit: string, visitor: string): void;
}

interface ContactRow extends Record<string, SqlStorageValue> {
  id: string;
  at: number;
  kind: string;
  visit: string;
  visitor: string;
  lead: string;
  spam: number;
  stated_ad: number | null;
  wanted: number | null;
  starting_stage: Stage;
}

/** A contact as far as it is known before anything is derived. */
export interface Known {
  id: string;
  at: number;
  row: ContactRow;
  call: { record: CallRecord; begins: boolean } | null;
}

/** What is stored of a contact and never derived. */
const RAW = ['id', 'at', 'kind', 'stated_ad', 'wanted', 'starting_stage'] as const;
const DERIVED = [
  'day',
  'lead',
  'lead_day',
  'visit',
  'visitor',
  'share',
  'calls',
  'answered_calls',
  'missed_calls',
  'first_time_callers',
  'talk_time',
  'spam',
  ...CREDIT_COLUMNS,
] as const;

/**
 * Contacts that are tied to one by phones and e-mails. Goes from key to key, of which a person has few: from contact to
 * contact it would take the square of their number. CROSS JOIN keeps SQLite from beginning with all persons.
 */
const contactsByKeys = (sql: SqlStorage, contact: string): string[] =>
  sql
    .exec<{ contact: string }>(
      `WITH RECURSIVE person (key) AS (
         SELECT key FROM identities WHERE contact = ?1
         UNION
         SELECT other.key FROM person
         CROSS JOIN identities AS own ON own.key = person.key
         CROSS JOIN identities AS other INDEXED BY identities_by_contact ON other.contact = own.contact
       ) SELECT ?1 AS contact UNION SELECT contact FROM person CROSS JOIN identities USING (key)`,
      contact,
    )
    .toArray()
    .map((row) => row.contact);

const mergesOf = (sql: SqlStorage, contacts: readonly string[]): Merge[] =>
  sql
    .exec<{ contact: string; other: string }>(
      `SELECT merges.contact, other FROM json_each(?1) CROSS JOIN merges ON merges.contact = json_each.value
       UNION SELECT merges.contact, other FROM json_each(?1) CROSS JOIN merges ON merges.other = json_each.value`,
      JSON.stringify(contacts),
    )
    .toArray();

/** All contacts of the person that one contact belongs to, and which of them people have merged. */
const personOf = (sql: SqlStorage, contact: string): { ids: string[]; merges: Merge[] } => {
  const ids = contactsByKeys(sql, contact);
  let merges = mergesOf(sql, ids);
  const known = new Set(ids);
  for (;;) {
    const next = merges.flatMap((merge) => [merge.contact, merge.other]).find((id) => !known.has(id));
    if (next === undefined) return { ids: [...known], merges };
    for (const id of contactsByKeys(sql, next)) known.add(id);
    merges = mergesOf(sql, [...known]);
  }
};

/** Ids of all contacts of the person that one contact belongs to. */
export const contactsOfPerson = (sql: SqlStorage, contact: string): string[] => personOf(sql, contact).ids;

/** All visits of some visitors, in order of time. */
export const touchesOf = (sql: SqlStorage, ads: AdDictionary, visitors: Iterable<string>): Touch[] => {
  const touches: Touch[] = [];
  for (const visitor of visitors) {
    const rows = sql.exec<{ visit: string; ad: number; started_at: number }>(
      'SELECT visit, ad, started_at FROM visitor_visits WHERE visitor = ? ORDER BY started_at, visit',
      visitor,
    );
    for (const row of rows)
      touches.push({ visit: row.visit, ad: row.ad, startedAt: row.started_at, direct: ads.isDirect(row.ad) });
  }
  return touches.sort(byTime);
};

/** Works out anew what follows of the persons that some contacts belong to, each person once. */
export const derivePersons = (context: PersonContext, contacts: Iterable<string>): void => {
  const done = new Set<string>();
  for (const contact of contacts) {
    if (done.has(contact)) continue;
    for (const one of derivePerson(context, contact)) done.add(one);
  }
};

/** The same of everybody there is. Which visits have a contact is the caller's to see to. */
export const deriveEverybody = (context: Omit<PersonContext, 'lookForContact'>): void => {
  const contacts = context.sql.exec<{ id: string }>('SELECT id FROM contacts').toArray();
  derivePersons(
    { ...context, lookForContact: () => {} },
    contacts.map(({ id }) => id),
  );
};

/** The same of one person. Writes only the rows that differ. Returns the ids of the person's contacts. */
export const derivePerson = (context: PersonContext, contact: string): string[] => {
  const { sql, settings, calendar } = context;
  const { ids, merges } = personOf(sql, contact);
  const contacts = readContacts(context, ids);
  const credited = creditContacts(context, contacts);
  // An answer to "would you recommend us?" is a customer's word, no interest: it neither begins a lead nor prolongs one.
  const interest = contacts.filter(({ row }) => row.kind !== 'nps');
  const leads = leadsOfPerson(interest, settings.leadWindowDays * DAY, {
    begins: ({ call }) => call === null || call.begins,
    merges,
  });
  const spam = deriveLeads(context, contacts, leads);
  // A withheld number is nobody's: its caller may have called a hundred times.
  const firstCall = contacts.filter(({ call }) => call && call.record.phone !== '').sort(inOrder)[0];
  for (const known of contacts) {
    const { id, row, call } = known;
    const lead = leads.get(id);
    const [first, ...others] = credited.get(id) as [Credited, ...Credited[]];
    const derived: Record<(typeof DERIVED)[number], string | number> = {
      day: calendar.dayOf(known.at),
      lead: lead?.id ?? '',
      lead_day: calendar.dayOf((lead ?? known).at),
      visit: first.visit,
      visitor: first.visitor,
      share: first.share,
      calls: call ? 1 : 0,
      answered_calls: call?.record.status === 'answered' ? 1 : 0,
      missed_calls: call && isMissed(call.record) ? 1 : 0,
      first_time_callers: known === firstCall ? 1 : 0,
      talk_time: call ? talkOf(call.record) : 0,
      spam: Number(spam.has(lead?.id ?? '')),
      ...creditColumns(first),
    };
    const changed = DERIVED.filter((column) => row[column] !== derived[column]);
    if (changed.length > 0) {
      sql.exec(
        `UPDATE contacts SET ${changed.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`,
        ...changed.map((column) => derived[column] as string | number),
        id,
      );
      const counts = (contact: { lead: string; spam: number }): boolean => contact.lead !== '' && contact.spam === 0;
      const counted = counts({ lead: derived.lead as string, spam: derived.spam as number });
      if (row.visit !== first.visit || row.visitor !== first.visitor || counts(row) !== counted) {
        if (row.visit !== '') context.lookForContact(row.visit, row.visitor);
        if (first.visit !== '') context.lookForContact(first.visit, first.visitor);
      }
    }
    if (call) writeCandidates(sql, id, others);
  }
  writePaths(sql, credited);
  return ids;
};

const readContacts = ({ sql, settings }: PersonContext, ids: readonly string[]): Known[] =>
  sql
    .exec<ContactRow>(
      `SELECT ${[...RAW, ...DERIVED].map((column) => `contacts.${column}`).join(', ')} FROM json_each(?)
       CROSS JOIN contacts ON contacts.id = json_each.value`,
      JSON.stringify(ids),
    )
    .toArray()
    .map((row) => {
      if (row.kind !== 'call') return { id: row.id, at: row.at, row, call: null };
      const { call: record, begins } = callOfContact(sql, row.id, settings.calls.leadSeconds);
      return { id: row.id, at: row.at, row, call: { record, begins } };
    });
