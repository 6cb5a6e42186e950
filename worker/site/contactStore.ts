import type { Contact, ContactRequest } from '../../shared/contacts.ts';
import { type Hit, type Visit, visitStart } from '../../shared/hits.ts';
import { phoneOf } from '../phones.ts';
import { derivePerson, type PersonContext } from './person.ts';
import { ERASED, isErased } from './privacy/erase.ts';
import type { Client, Recorder } from './recorder.ts';
import { type Arrival, settleTime, type VisitRecord } from './visit.ts';

/** Contacts: immutable, idempotent by id. Each brings its visit with it, so it counts even if no hit ever arrived. */

export type Recorded =
  | { state: 'new' /** Whether it began a lead as things stand now. */; newLead: boolean }
  | { state: 'known' }
  /** The id is taken by another body. */
  | { state: 'conflict' };

export interface ContactContext extends PersonContext {
  recorder: Recorder;
}

export const emailOf = (text: string | undefined): string => text?.trim().toLowerCase() ?? '';

/** 0 to 10; null where it is no such answer. */
const scoreOf = (text: string | undefined): number | null => (/^(10|\d)$/.test(text ?? '') ? Number(text) : null);

/** The same contact has the same text, whatever order its fields were written in. */
export const canonical = (contact: Contact): string =>
  JSON.stringify({
    ...contact,
    fields: Object.fromEntries(Object.entries(contact.fields).sort(([a], [b]) => (a < b ? -1 : 1))),
  });

/** The form stage that a contact proves, even if the hit that says so was lost. */
const impliedHits = ({ contact, visit }: ContactRequest): Hit[] =>
  contact.form === undefined
    ? []
    : [
        {
          kind: 'form',
          form: contact.form,
          stage: 'submitted',
          // Both by the visitor's clock, so it does not matter how wrong that is.
          at: Math.max(0, contact.at - visitStart(visit)),
          ...(contact.variant !== undefined && { variant: contact.variant }),
        },
      ];

export const recordContact = (
  context: ContactContext,
  request: ContactRequest,
  arrival: Arrival,
  client: Client,
): Recorded => {
  const { sql, settings, calendar, recorder } = context;
  const { contact } = request;
  if (isErased(sql, contact.id)) return { state: 'known' };
  const body = canonical(contact);
  // No contact is made before the visit it is made in, both by the visitor's clock.
  const at = settleTime(Math.max(contact.at, visitStart(request.visit)), arrival);
  const [known] = sql
    .exec<{ body: string; at: number }>(
      'SELECT body, at FROM contact_details JOIN contacts USING (id) WHERE id = ?',
      contact.id,
    )
    .toArray();
  if (known) {
    if (known.body !== body) return { state: 'conflict' };
    if (!recorder.isSealed(request.visit, arrival))
      recorder.record(request.visit, impliedHits(request), arrival, client);
    recorder.write();
    if (at < known.at) {
      sql.exec('UPDATE contacts SET at = ? WHERE id = ?', at, contact.id);
      derivePerson(context, contact.id);
    }
    return { state: 'known' };
  }

  // A contact is never lost: one whose visit is known by its sums alone belongs to it still, and one whose visit was never
  // heard of brings a visit that begins with the first day that is not sealed.
  const sealed = recorder.isSealed(request.visit, arrival) ? sealedVisit(sql, request.visit) : null;
  const visit = sealed ?? recorder.record(request.visit, impliedHits(request), arrival, client);
  // Credits are worked out from the tables.
  recorder.write();
  const day = calendar.dayOf(at);
  sql.exec(
    `INSERT INTO contacts (id, at, day, lead, lead_day, visit, visitor, kind, form, variant, share, calls, answered_calls,
       missed_calls, first_time_callers, talk_time, score, last_click_visit, last_click_ad, last_non_direct_visit,
       last_non_direct_ad, first_click_visit, first_click_ad, wanted, starting_stage)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1000000, 0, 0, 0, 0, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    contact.id,
    at,
    day,
    contact.id,
    day,
    visit.id,
    visit.visitor,
    contact.kind,
    contact.form ?? '',
    contact.variant ?? '',
    contact.kind === 'nps' ? scoreOf(contact.fields.score) : null,
    visit.id,
    visit.ad,
    visit.id,
    visit.ad,
    visit.id,
    visit.ad,
    contact.wanted ?? null,
    contact.stage ?? 'new',
  );
  const phone = phoneOf(contact.fields.phone, settings.country);
  const email = emailOf(contact.fields.email);
  sql.exec('INSERT INTO contact_details (id, body, phone, email) VALUES (?, ?, ?, ?)', contact.id, body, phone, email);
  identify(sql, { id: contact.id, phone, email });
  derivePerson(context, contact.id);
  context.lookForContact(visit.id, visit.visitor);
  const { lead } = sql.exec<{ lead: string }>('SELECT lead FROM contacts WHERE id = ?', contact.id).one();
  return { state: 'new', newLead: lead === contact.id };
};

/** What is left of a visit of a sealed day; null if it was never heard of. */
const sealedVisit = (sql: SqlStorage, { id, visitor }: Visit): Pick<VisitRecord, 'id' | 'visitor' | 'ad'> | null => {
  const [row] = sql
    .exec<{ ad: number }>('SELECT ad FROM visitor_visits WHERE visitor = ? AND visit = ?', visitor, id)
    .toArray();
  return row ? { id, visitor, ad: row.ad } : null;
};

/** By which a phone's person is found. What stands in place of the numbers of somebody who was erased is their key itself. */
const phoneKey = (phone: string): string => (phone.startsWith(ERASED) ? phone : `phone:${phone}`);

/** What makes two contacts one person's. A contact with neither phone nor e-mail is a person by itself. */
export const identityKeys = (id: string, phone: string, email: string): string[] => {
  const keys = [phone && phoneKey(phone), email && `email:${email}`].filter(Boolean);
  return keys.length > 0 ? keys : [`contact:${id}`];
};

/** Keeps what a contact is told by, in place of what was known. Of one that people have split off, phone and e-mail count for nothing. */
export const identify = (sql: SqlStorage, { id, phone, email }: { id: string; phone: string; email: string }): void => {
  sql.exec('DELETE FROM identities WHERE contact = ?', id);
  const isSplit = sql.exec('SELECT 1 FROM splits WHERE contact = ?', id).toArray().length > 0;
  for (const key of isSplit ? identityKeys(id, '', '') : identityKeys(id, phone, email))
    sql.exec('INSERT INTO identities (key, contact) VALUES (?, ?)', key, id);
};

/** A contact of whoever has a telephone; null where it is nobody's. */
export const contactOfPhone = (sql: SqlStorage, phone: string): string | null =>
  sql.exec<{ contact: string }>('SELECT contact FROM identities WHERE key = ? LIMIT 1', phoneKey(phone)).toArray()[0]
    ?.contact ?? null;

/** Calls from our side to a telephone that has become nobody's are of no lead. */
export const releaseCalls = (sql: SqlStorage, phone: string): void => {
  if (phone === '' || contactOfPhone(sql, phone) !== null) return;
  sql.exec(`UPDATE calls SET lead = '' WHERE phone = ? AND direction = 'out' AND lead <> ''`, phone);
};

/** The site's country changed, by which national numbers are read: who is the same person is told anew. */
export const readIdentities = (sql: SqlStorage, country: string): void => {
  const rows = sql
    .exec<{ id: string; body: string; phone: string; email: string }>(
      // Of a call the provider said who called, with the country's code.
      'SELECT id, body, contact_details.phone, email FROM contact_details WHERE id NOT IN (SELECT id FROM calls)',
    )
    .toArray();
  for (const { id, body, phone: before, email } of rows) {
    const phone = phoneOf((JSON.parse(body) as Contact).fields.phone, country);
    if (phone === before) continue;
    sql.exec('UPDATE contact_details SET phone = ? WHERE id = ?', phone, id);
    identify(sql, { id, phone, email });
  }
};
