import type { Call, CallCandidate, CallFacts, CallStory, CallsAnswer } from '../../../shared/calls.ts';
import type { Contact } from '../../../shared/contacts.ts';
import type { Answered } from '../../../shared/leadStory.ts';
import type { SiteSettings } from '../../../shared/settings.ts';
import type { SourceOf } from '../adSources.ts';
import { openMinutesAfter } from '../callbacks/openTimes.ts';
import type { Calendar } from '../days.ts';
import { dayOfDate } from '../days.ts';
import { ERASED } from '../privacy/erase.ts';
import { CALL_COLUMNS, type CallRow, callOfRow } from './callStore.ts';
import { type CallRecord, isMissed, talkOf } from './merge.ts';

/** Calls for people to read: newest first, each with whose it probably was. */

export interface CallsQuery {
  /** Days in the site's time zone, both included. */
  from?: string | undefined;
  to?: string | undefined;
  direction?: 'in' | 'out' | undefined;
  /** `missed` is every call that ended unanswered. */
  status?: 'ringing' | 'answered' | 'missed' | undefined;
  /** Only calls on this number of ours, E.164. */
  number?: string | undefined;
  /** Only missed calls that nobody has called back, and whose caller was not heard of since. */
  open?: boolean | undefined;
  /** Only calls older than this one, by id; for the next page. */
  before?: string | undefined;
  limit: number;
}

interface Context {
  sql: SqlStorage;
  settings: SiteSettings;
  sourceOf: SourceOf;
}

const iso = (time: number): string => new Date(time).toISOString();
const isoOrNull = (time: number | null): string | null => (time === null ? null : iso(time));

export const callFacts = (call: CallRecord): CallFacts => ({
  direction: call.direction,
  tracking: call.tracking,
  status: call.status,
  answeredTime: isoOrNull(call.answeredAt),
  endedTime: isoOrNull(call.endedAt),
  talkSeconds: talkOf(call),
  recording: call.recording || null,
});

/** The facts of some contacts that are calls, by id. */
export const factsOfCalls = (sql: SqlStorage, ids: readonly string[]): Map<string, CallFacts> =>
  new Map(
    sql
      .exec<CallRow>(
        `SELECT ${CALL_COLUMNS} FROM calls WHERE id IN (SELECT value FROM json_each(?))`,
        JSON.stringify(ids),
      )
      .toArray()
      .map((row) => [row.id, callFacts(callOfRow(row))]),
  );

const candidatesOfCall = ({ sql, sourceOf }: Context, id: string): CallCandidate[] =>
  sql
    .exec<{ share: number; visitor: string; visit: string; ad: number }>(
      `SELECT share, visitor, visit, ad FROM (
         SELECT share, visitor, visit, last_non_direct_ad AS ad FROM contacts WHERE id = ?
         UNION ALL SELECT share, visitor, visit, last_non_direct_ad FROM contact_candidates WHERE contact = ?
       ) ORDER BY share DESC, visitor, visit`,
      id,
      id,
    )
    .toArray()
    .map(({ share, visitor, visit, ad }) => ({ probability: share / 1_000_000, visitor, visit, source: sourceOf(ad) }));

type Row = CallRow & { provider: string; call_id: string; lead: string | null; first_time_callers: number | null };

const SELECT = `SELECT calls.provider, calls.call_id, ${CALL_COLUMNS.split(', ')
  .map((column) => `calls.${column}`)
  .join(', ')}, coalesce(contacts.lead, calls.lead) AS lead, contacts.first_time_callers
  FROM calls LEFT JOIN contacts ON contacts.id = calls.id`;

/** The first conversation with a caller, or attempt at one from our side, from a moment (ms since 1970) on. */
const heardAfter = (sql: SqlStorage, phones: readonly string[], time: number): { id: string; at: number } | undefined =>
  sql
    .exec<{ id: string; at: number }>(
      `SELECT id, coalesce(CASE direction WHEN 'in' THEN answered_at END, ringing_at) AS at FROM calls
       WHERE phone IN (SELECT value FROM json_each(?)) AND ringing_at >= ? AND (direction = 'out' OR status = 'answered')
       ORDER BY ringing_at, id LIMIT 1`,
      JSON.stringify(phones),
      time,
    )
    .toArray()[0];

const isoAfter = (settings: SiteSettings, time: number): string | null => {
  const due = openMinutesAfter(settings, time, settings.calls.callBackMinutes);
  return due === null ? null : iso(due);
};

const callBackOf = ({ sql, settings }: Context, row: Row): Call['callBack'] => {
  if (row.direction === 'out' || row.phone === '' || !isMissed(callOfRow(row))) return undefined;
  const done = heardAfter(sql, [row.phone], row.ringing_at);
  return { due: isoAfter(settings, row.ringing_at), doneTime: done ? iso(done.at) : null };
};

const nameOf = (sql: SqlStorage, lead: string): string => {
  if (!lead) return '';
  const bodies = sql.exec<{ body: string }>(
    `SELECT body FROM contacts JOIN contact_details USING (id) WHERE lead = ? AND body <> '' ORDER BY at DESC`,
    lead,
  );
  for (const { body } of bodies) {
    const { name } = (JSON.parse(body) as Contact).fields;
    if (name) return name;
  }
  return '';
};

const callOf = (context: Context, row: Row): Call => {
  const callBack = callBackOf(context, row);
  return {
    call: row.id,
    provider: row.provider,
    providerCall: row.call_id,
    phone: row.phone.startsWith(ERASED) ? ERASED : row.phone,
    ringingTime: iso(row.ringing_at),
    ...callFacts(callOfRow(row)),
    name: nameOf(context.sql, row.lead ?? ''),
    lead: row.lead || null,
    firstTimeCaller: row.first_time_callers === 1,
    ...(callBack && { callBack }),
    candidates: row.direction === 'in' ? candidatesOfCall(context, row.id) : [],
  };
};

/** Some calls, in the order in which they rang. */
export const callsOf = (sql: SqlStorage, ids: readonly string[]): (CallFacts & { call: string; time: string })[] =>
  sql
    .exec<CallRow>(
      `SELECT ${CALL_COLUMNS} FROM calls WHERE id IN (SELECT value FROM json_each(?)) ORDER BY ringing_at, id`,
      JSON.stringify(ids),
    )
    .toArray()
    .map((row) => ({ call: row.id, time: iso(row.ringing_at), ...callFacts(callOfRow(row)) }));

/** Missed, the caller known, and not heard of since: neither did they ring again nor anybody ring them. */
export const OPEN_CALLS = `direction = 'in' AND status IN ('missed', 'busy', 'failed') AND calls.phone <> ''
  AND calls.phone NOT LIKE '${ERASED}%' AND NOT EXISTS (
    SELECT 1 FROM calls AS later WHERE later.phone = calls.phone
      AND (later.ringing_at, later.id) > (calls.ringing_at, calls.id))`;

export const listCalls = (
  context: Context & { calendar: Calendar },
  { from, to, direction, status, number, open, before, limit }: CallsQuery,
): CallsAnswer => {
  const { sql, calendar } = context;
  const [known] = before
    ? sql.exec<{ at: number }>('SELECT ringing_at AS at FROM calls WHERE id = ?', before).toArray()
    : [];
  const statuses = status === 'missed' ? ['missed', 'busy', 'failed'] : status ? [status] : [];
  const rows = sql
    .exec<Row>(
      `${SELECT} WHERE ringing_at >= ? AND ringing_at < ? AND (ringing_at, calls.id) < (?, ?)
         AND (? = '' OR direction = ?) AND (? = '[]' OR status IN (SELECT value FROM json_each(?)))
         AND (? = '' OR tracking = ?) ${open ? `AND ${OPEN_CALLS}` : ''}
       ORDER BY ringing_at DESC, calls.id DESC LIMIT ?`,
      from ? calendar.startOf(dayOfDate(from)) : 0,
      to ? calendar.startOf(dayOfDate(to) + 1) : Number.MAX_SAFE_INTEGER,
      known?.at ?? (before ? 0 : Number.MAX_SAFE_INTEGER),
      before ?? '',
      direction ?? '',
      direction ?? '',
      JSON.stringify(statuses),
      JSON.stringify(statuses),
      number ?? '',
      number ?? '',
      limit + 1,
    )
    .toArray();
  const calls = rows.slice(0, limit).map((row) => callOf(context, row));
  const last = calls.at(-1);
  return { calls, ...(rows.length > limit && last && { next: last.call }) };
};

export const callStory = (context: Context, id: string): CallStory | null => {
  const { sql } = context;
  const [row] = sql.exec<Row>(`${SELECT} WHERE calls.id = ?`, id).toArray();
  if (!row) return null;
  const events = sql
    .exec<{ received_at: number; body: string }>(
      'SELECT received_at, body FROM call_events WHERE call = ? ORDER BY received_at, digest',
      id,
    )
    .toArray()
    .map(({ received_at, body }) => ({ receivedTime: iso(received_at), body }));
  return { ...callOf(context, row), events };
};

/** @param lead its start (ms since 1970), its person's phones, and its contacts that are calls */
export const answerTo = (
  sql: SqlStorage,
  lead: { at: number; phones: readonly string[]; calls: readonly string[] },
  settings: SiteSettings,
): Answered => {
  const phones = [...new Set(lead.phones)].filter(Boolean);
  const first = heardAfter(sql, phones, lead.at);
  const [missed] = sql
    .exec<CallRow>(
      `SELECT ${CALL_COLUMNS} FROM calls WHERE id IN (SELECT value FROM json_each(?)) ORDER BY ringing_at DESC, id DESC`,
      JSON.stringify(lead.calls),
    )
    .toArray()
    .filter((row) => isMissed(callOfRow(row)));
  const done = missed && heardAfter(sql, phones, missed.ringing_at);
  return {
    ...(first && {
      firstResponse: {
        time: iso(first.at),
        call: first.id,
        seconds: Math.max(0, Math.round((first.at - lead.at) / 1_000)),
      },
    }),
    ...(missed && {
      callBack: {
        call: missed.id,
        due: isoAfter(settings, missed.ringing_at),
        doneTime: done ? iso(done.at) : null,
      },
    }),
  };
};
