import type { CallEvent } from '../../calls/call.ts';
import { statedPhoneOf } from '../../phones.ts';
import { contactOfPhone, identify, releaseCalls } from '../contactStore.ts';
import { leaveSales } from '../leads/sales.ts';
import { contactsOfPerson, derivePerson, derivePersons, type PersonContext } from '../person.ts';
import { isErased } from '../privacy/erase.ts';
import { beginsLead, type CallRecord, isMissed, mergeEvent } from './merge.ts';

/**
 * Calls: idempotent by (provider, call id), whatever order their events come in. An inbound call is a contact; what it
 * counts as, whose it was and which lead it belongs to is derived from the call, never from the way it came in.
 */

export interface CallRow extends Record<string, SqlStorageValue> {
  id: string;
  direction: 'in' | 'out';
  tracking: string;
  phone: string;
  ringing_at: number;
  answered_at: number | null;
  ended_at: number | null;
  talk_seconds: number | null;
  status: CallRecord['status'];
  recording: string;
}

export const CALL_COLUMNS =
  'id, direction, tracking, phone, ringing_at, answered_at, ended_at, talk_seconds, status, recording';

export const callOfRow = (row: CallRow): CallRecord => ({
  direction: row.direction,
  tracking: row.tracking,
  phone: row.phone,
  ringingAt: row.ringing_at,
  answeredAt: row.answered_at,
  endedAt: row.ended_at,
  talkSeconds: row.talk_seconds,
  status: row.status,
  recording: row.recording,
});

/** One event as the hook hands it over; its hashes were worked out before the transaction. */
export interface ReportedCall {
  provider: string;
  /** The call's id here, which is its contact's too: 20 characters made from provider and call id. */
  id: string;
  event: CallEvent;
  /** The provider's own fields, and a hash of them. */
  raw: string;
  digest: string;
  receivedAt: number;
}

const base36 = (bytes: Uint8Array): string =>
  bytes.reduce((number, byte) => number * 256n + BigInt(byte), 0n).toString(36);

const hashOf = async (text: string): Promise<string> =>
  base36(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))).padStart(50, '0');

export const callIdOf = async (provider: string, call: string): Promise<string> =>
  `call${(await hashOf(`${provider}:${call}`)).slice(-16)}`;
export const digestOf = async (text: string): Promise<string> => (await hashOf(text)).slice(-24);

interface Context extends PersonContext {
  /** Called with the number that a call came in on, before it is matched. */
  settleLeases(number: string): void;
}

const readCall = (sql: SqlStorage, id: string): CallRecord | null => {
  const [row] = sql.exec<CallRow>(`SELECT ${CALL_COLUMNS} FROM calls WHERE id = ?`, id).toArray();
  return row ? callOfRow(row) : null;
};

const writeCall = (sql: SqlStorage, { provider, id, event }: ReportedCall, call: CallRecord): void => {
  sql.exec(
    `INSERT INTO calls (provider, call_id, told, ${CALL_COLUMNS}) VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET direction = excluded.direction, tracking = excluded.tracking, phone = excluded.phone,
       ringing_at = excluded.ringing_at, answered_at = excluded.answered_at, ended_at = excluded.ended_at,
       talk_seconds = excluded.talk_seconds, status = excluded.status, recording = excluded.recording`,
    provider,
    event.id,
    id,
    call.direction,
    call.tracking,
    call.phone,
    call.ringingAt,
    call.answeredAt,
    call.endedAt,
    call.talkSeconds,
    call.status,
    call.recording,
  );
};

/** The contact that an inbound call is; who it is of and what it counts as is derived. */
const writeContact = (sql: SqlStorage, id: string, call: CallRecord): void => {
  sql.exec(
    `INSERT INTO contacts (id, at, day, lead, lead_day, visit, visitor, kind, form, variant, share, calls, answered_calls,
       missed_calls, first_time_callers, talk_time, last_click_visit, last_click_ad, last_non_direct_visit,
       last_non_direct_ad, first_click_visit, first_click_ad)
     VALUES (?, ?, 0, '', 0, '', '', 'call', '', '', 1000000, 1, 0, 0, 0, 0, '', 0, '', 0, '', 0)
     ON CONFLICT (id) DO UPDATE SET at = excluded.at`,
    id,
    call.ringingAt,
  );
};

/** Who called, by which the call's person is told. */
const writeCaller = (sql: SqlStorage, id: string, call: CallRecord): void => {
  const [known] = sql.exec<{ phone: string }>('SELECT phone FROM contact_details WHERE id = ?', id).toArray();
  if (known?.phone === call.phone) return;
  sql.exec(
    `INSERT INTO contact_details (id, body, phone, email) VALUES (?, '', ?, '') ON CONFLICT (id) DO UPDATE SET phone = excluded.phone`,
    id,
    call.phone,
  );
  identify(sql, { id, phone: call.phone, email: '' });
  if (known) releaseCalls(sql, known.phone);
};

/** Other contacts of the call's caller, as things stand. */
const othersOfCaller = (sql: SqlStorage, id: string): string[] =>
  sql
    .exec<{ contact: string }>(
      'SELECT DISTINCT other.contact FROM identities AS own JOIN identities AS other USING (key) WHERE own.contact = ? AND other.contact <> ?',
      id,
      id,
    )
    .toArray()
    .map(({ contact }) => contact);

/** A call that turns out to have gone out was nobody's contact. */
const removeContact = (context: Context, id: string): void => {
  const { sql } = context;
  const [contact] = sql
    .exec<{ visit: string; visitor: string }>('SELECT visit, visitor FROM contacts WHERE id = ?', id)
    .toArray();
  if (!contact) return;
  const others = contactsOfPerson(sql, id).filter((other) => other !== id);
  const [{ phone } = { phone: '' }] = sql
    .exec<{ phone: string }>('SELECT phone FROM contact_details WHERE id = ?', id)
    .toArray();
  for (const table of ['contact_details', 'contacts', 'leads']) sql.exec(`DELETE FROM ${table} WHERE id = ?`, id);
  for (const table of ['identities', 'contact_candidates', 'contact_paths', 'splits'])
    sql.exec(`DELETE FROM ${table} WHERE contact = ?`, id);
  sql.exec('DELETE FROM merges WHERE contact = ?1 OR other = ?1', id);
  // What was stated of it is the person's, as far as there is one.
  const [heir] = others;
  if (heir !== undefined)
    for (const table of ['lead_log', 'sales']) sql.exec(`UPDATE ${table} SET contact = ? WHERE contact = ?`, heir, id);
  else leaveSales(sql, id);
  releaseCalls(sql, phone);
  derivePersons(context, others);
  context.lookForContact(contact.visit, contact.visitor);
};

/**
 * Records what an event says. Returns whether the call is now to be told, which it is once: when it is over and belongs
 * to a lead. Must run in a transaction.
 */
export const recordCall = (
  context: Context,
  reported: ReportedCall,
): { tell: false } | { tell: true; newLead: boolean } => {
  const { sql, settings } = context;
  const { id, receivedAt } = reported;
  const erased = isErased(sql, id);
  // What a call comes to is told still; who it was with, no more.
  const event: CallEvent = erased ? { ...reported.event, other: '', recording: '' } : reported.event;
  if (!erased)
    sql.exec(
      'INSERT INTO call_events (call, digest, received_at, body) VALUES (?, ?, ?, ?) ON CONFLICT (call, digest) DO NOTHING',
      id,
      reported.digest,
      receivedAt,
      reported.raw,
    );
  const known = readCall(sql, id);
  const read = (number: string): string => statedPhoneOf(number, settings.country);
  const call = mergeEvent(known, { ...event, tracking: read(event.tracking), other: read(event.other) }, receivedAt);
  if (known && JSON.stringify(known) === JSON.stringify(call)) return { tell: false };
  writeCall(sql, reported, call);
  if (call.direction === 'out') {
    if (known?.direction === 'in') removeContact(context, id);
    answerCalled(context, id, new Set([known?.phone ?? call.phone, call.phone]));
    return { tell: false };
  }
  if (call.tracking !== '') context.settleLeases(call.tracking);
  const before = known && known.phone !== call.phone ? othersOfCaller(sql, id) : [];
  writeContact(sql, id, call);
  if (!erased) writeCaller(sql, id, call);
  derivePersons(context, [id, ...before]);
  return erased ? { tell: false } : telling(sql, id, call);
};

/** A call from our side answers whoever has the telephone, or had it as far as was known before. */
const answerCalled = (context: Context, id: string, phones: ReadonlySet<string>): void => {
  const { sql } = context;
  if (phones.size > 1) sql.exec(`UPDATE calls SET lead = '' WHERE id = ? AND lead <> ''`, id);
  for (const phone of phones) {
    const called = phone === '' ? null : contactOfPhone(sql, phone);
    if (called !== null) derivePerson(context, called);
  }
};

const telling = (sql: SqlStorage, id: string, call: CallRecord): { tell: false } | { tell: true; newLead: boolean } => {
  const over = isMissed(call) || call.endedAt !== null || (call.status === 'answered' && call.talkSeconds !== null);
  const { lead } = sql.exec<{ lead: string }>('SELECT lead FROM contacts WHERE id = ?', id).one();
  if (!over || lead === '') return { tell: false };
  const told = sql.exec('UPDATE calls SET told = 1 WHERE id = ? AND told = 0', id).rowsWritten > 0;
  return told ? { tell: true, newLead: lead === id } : { tell: false };
};

/** The call of a contact, and whether by itself it begins a lead. */
export const callOfContact = (
  sql: SqlStorage,
  id: string,
  leadSeconds: number,
): { call: CallRecord; begins: boolean } => {
  const call = readCall(sql, id) as CallRecord;
  return { call, begins: beginsLead(call, leadSeconds) };
};

/** Calls to a number that rang between two moments (ms since 1970), both included. */
export const callsTo = (sql: SqlStorage, number: string, from: number, to: number): string[] =>
  sql
    .exec<{ id: string }>(
      `SELECT id FROM calls WHERE tracking = ? AND ringing_at BETWEEN ? AND ? AND direction = 'in'`,
      number,
      from,
      to,
    )
    .toArray()
    .map(({ id }) => id);
