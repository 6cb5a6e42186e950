import type { CallFacts } from '../../../shared/calls.ts';
import type { Answered } from '../../../shared/leadStory.ts';
import type { SiteSettings } from '../../../shared/settings.ts';
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
  /** Only calls older than this one, by id; for the next page. */
  before?: string | undefined;
  limit: number;
}

export interface CallCandidate {
  /** Probability: those of a call sum to one. */
  probability: number;
  /** '' where it was nobody whose visit is known. */
  visitor: string;
  visit: string;
  /** Last non-direct source. */
  source: { channel: string; source: string; medium: string; campaign: string; content: string; term: string };
}

export interface Call {
  call: string;
  provider: string;
  providerCall: string;
  direction: 'in' | 'out';
  /** The company's number, E.164. */
  tracking: string;
  /** The other side's, E.164; '' where it is withheld, `erased` where its person was erased. */
  phone: string;
  /** ISO 8601, UTC. */
  ringingTime: string;
  answeredTime: string | null;
  endedTime: string | null;
  talkSeconds: number;
  status: CallRecord['status'];
  recording: string | null;
  /** An inbound call's: the lead it belongs to, null where it makes none. */
  lead: string | null;
  firstTimeCaller: boolean;
  candidates: CallCandidate[];
}

export interface CallsAnswer {
  calls: Call[];
  /** Give it as `before` for the next page. */
  next?: string;
}

export interface CallStory extends Call {
  /** The provider's own fields, event by event as they came. */
  events: { receivedTime: string; body: string }[];
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

const candidatesOfCall = (sql: SqlStorage, id: string): CallCandidate[] =>
  sql
    .exec<{ share: number; visitor: string; visit: string } & CallCandidate['source']>(
      `SELECT share, visitor, visit, channel, source, medium, campaign, content, term FROM (
         SELECT share, visitor, visit, last_non_direct_ad AS ad FROM contacts WHERE id = ?
         UNION ALL SELECT share, visitor, visit, last_non_direct_ad FROM contact_candidates WHERE contact = ?
       ) JOIN ads ON ads.id = ad ORDER BY share DESC, visitor, visit`,
      id,
      id,
    )
    .toArray()
    .map(({ share, visitor, visit, ...source }) => ({ probability: share / 1_000_000, visitor, visit, source }));

type Row = CallRow & { provider: string; call_id: string; lead: string | null; first_time_callers: number | null };

const SELECT = `SELECT calls.provider, calls.call_id, ${CALL_COLUMNS.split(', ')
  .map((column) => `calls.${column}`)
  .join(', ')}, contacts.lead, contacts.first_time_callers FROM calls LEFT JOIN contacts ON contacts.id = calls.id`;

const callOf = (sql: SqlStorage, row: Row): Call => ({
  call: row.id,
  provider: row.provider,
  providerCall: row.call_id,
  phone: row.phone.startsWith(ERASED) ? ERASED : row.phone,
  ringingTime: iso(row.ringing_at),
  ...callFacts(callOfRow(row)),
  lead: row.lead || null,
  firstTimeCaller: row.first_time_callers === 1,
  candidates: row.direction === 'in' ? candidatesOfCall(sql, row.id) : [],
});

/** Some calls, in the order in which they rang. */
export const callsOf = (sql: SqlStorage, ids: readonly string[]): (CallFacts & { call: string; time: string })[] =>
  sql
    .exec<CallRow>(
      `SELECT ${CALL_COLUMNS} FROM calls WHERE id IN (SELECT value FROM json_each(?)) ORDER BY ringing_at, id`,
      JSON.stringify(ids),
    )
    .toArray()
    .map((row) => ({ call: row.id, time: iso(row.ringing_at), ...callFacts(callOfRow(row)) }));

export const listCalls = (
  { sql, calendar }: { sql: SqlStorage; calendar: Calendar },
  { from, to, direction, status, before, limit }: CallsQuery,
): CallsAnswer => {
  const [known] = before
    ? sql.exec<{ at: number }>('SELECT ringing_at AS at FROM calls WHERE id = ?', before).toArray()
    : [];
  const statuses = status === 'missed' ? ['missed', 'busy', 'failed'] : status ? [status] : [];
  const rows = sql
    .exec<Row>(
      `${SELECT} WHERE ringing_at >= ? AND ringing_at < ? AND (ringing_at, calls.id) < (?, ?)
         AND (? = '' OR direction = ?) AND (? = '[]' OR status IN (SELECT value FROM json_each(?)))
       ORDER BY ringing_at DESC, calls.id DESC LIMIT ?`,
      from ? calendar.startOf(dayOfDate(from)) : 0,
      to ? calendar.startOf(dayOfDate(to) + 1) : Number.MAX_SAFE_INTEGER,
      known?.at ?? (before ? 0 : Number.MAX_SAFE_INTEGER),
      before ?? '',
      direction ?? '',
      direction ?? '',
      JSON.stringify(statuses),
      JSON.stringify(statuses),
      limit + 1,
    )
    .toArray();
  const calls = rows.slice(0, limit).map((row) => callOf(sql, row));
  const last = calls.at(-1);
  return { calls, ...(rows.length > limit && last && { next: last.call }) };
};

export const callStory = (sql: SqlStorage, id: string): CallStory | null => {
  const [row] = sql.exec<Row>(`${SELECT} WHERE calls.id = ?`, id).toArray();
  if (!row) return null;
  const events = sql
    .exec<{ received_at: number; body: string }>(
      'SELECT received_at, body FROM call_events WHERE call = ? ORDER BY received_at, digest',
      id,
    )
    .toArray()
    .map(({ received_at, body }) => ({ receivedTime: iso(received_at), body }));
  return { ...callOf(sql, row), events };
};

/** @param lead its start (ms since 1970), its person's phones, and its contacts that are calls */
export const answerTo = (
  sql: SqlStorage,
  lead: { at: number; phones: readonly string[]; calls: readonly string[] },
  settings: SiteSettings,
): Answered => {
  const phones = [...new Set(lead.phones)].filter(Boolean);
  const after = (time: number): { id: string; at: number } | undefined =>
    sql
      .exec<{ id: string; at: number }>(
        `SELECT id, coalesce(CASE direction WHEN 'in' THEN answered_at END, ringing_at) AS at FROM calls
         WHERE phone IN (SELECT value FROM json_each(?)) AND ringing_at >= ? AND (direction = 'out' OR status = 'answered')
         ORDER BY ringing_at, id LIMIT 1`,
        JSON.stringify(phones),
        time,
      )
      .toArray()[0];
  const first = after(lead.at);
  const [missed] = sql
    .exec<CallRow>(
      `SELECT ${CALL_COLUMNS} FROM calls WHERE id IN (SELECT value FROM json_each(?)) ORDER BY ringing_at DESC, id DESC`,
      JSON.stringify(lead.calls),
    )
    .toArray()
    .filter((row) => isMissed(callOfRow(row)));
  const done = missed && after(missed.ringing_at);
  const due = missed ? openMinutesAfter(settings, missed.ringing_at, settings.calls.callBackMinutes) : null;
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
        due: due === null ? null : iso(due),
        doneTime: done ? iso(done.at) : null,
      },
    }),
  };
};
