import type { CallbackFailure, CallFacts } from '../../../shared/calls.ts';
import type { CallbackStory, OrderState } from '../../../shared/leadStory.ts';
import { callFacts } from '../calls/callList.ts';
import { CALL_COLUMNS, type CallRow, callOfRow } from '../calls/callStore.ts';

/** What became of a call that a visitor asked for, told from the order and from the calls that were reported. */

/** A provider's clock may be behind ours, and tells whole seconds (ms). */
const CLOCK_SLACK = 30_000;
/** A call later than this was dialled by hand (ms). */
const LONGEST_WAIT = 15 * 60_000;

/** The call to the visitor that an order came to: one that was answered rather than another, then the first. */
export const visitorsCall = (sql: SqlStorage, phone: string, orderedAt: number): CallRow | undefined =>
  sql
    .exec<CallRow>(
      `SELECT ${CALL_COLUMNS} FROM calls WHERE phone = ? AND direction = 'out' AND ringing_at BETWEEN ? AND ?
       ORDER BY status <> 'answered', ringing_at, id LIMIT 1`,
      phone,
      orderedAt - CLOCK_SLACK,
      orderedAt + LONGEST_WAIT,
    )
    .toArray()[0];

const OUTCOMES: Record<CallFacts['status'], CallbackStory['state']> = {
  ringing: 'ordered',
  answered: 'connected',
  busy: 'busy',
  missed: 'missed',
  failed: 'failed',
};

const iso = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());

type Row = Record<'contact' | 'reason' | 'error' | 'phone', string> & {
  promised_at: number;
  state: OrderState;
  ordered_at: number | null;
  handed_over_at: number | null;
};

/** The calls that contacts were promised, the newest contact's first. */
export const callbacksOf = (sql: SqlStorage, contacts: readonly string[]): CallbackStory[] =>
  sql
    .exec<Row>(
      `SELECT contact, promised_at, state, ordered_at, reason, error, handed_over_at, phone
       FROM callbacks JOIN contact_details ON contact_details.id = contact
       WHERE contact IN (SELECT value FROM json_each(?)) ORDER BY contact DESC`,
      JSON.stringify(contacts),
    )
    .toArray()
    .map((row) => storyOf(sql, row));

const storyOf = (sql: SqlStorage, row: Row): CallbackStory => {
  const found = row.ordered_at === null ? undefined : visitorsCall(sql, row.phone, row.ordered_at);
  const call = found && { id: found.id, ...callFacts(callOfRow(found)) };
  return {
    contact: row.contact,
    state: call ? OUTCOMES[call.status] : row.state,
    promisedTime: new Date(row.promised_at).toISOString(),
    orderedTime: iso(row.ordered_at),
    connectedTime: call?.answeredTime ?? null,
    endedTime: call?.endedTime ?? null,
    ...(call && { call: call.id }),
    ...(row.reason !== '' && { reason: row.reason as CallbackFailure }),
    ...(row.error !== '' && { error: row.error }),
    handedOverTime: iso(row.handed_over_at),
  };
};
