import type { CallStatus } from '../../../shared/calls.ts';
import type { CallEvent } from '../../calls/call.ts';

/** A call as it stands, put together from events that come in any order and again. Pure, and the same in every order. */
export interface CallRecord {
  direction: 'in' | 'out';
  /** The company's number, E.164; '' where the provider has not said. */
  tracking: string;
  /** The other side's, E.164; '' where it is withheld. */
  phone: string;
  /** Ms since 1970. */
  ringingAt: number;
  answeredAt: number | null;
  endedAt: number | null;
  talkSeconds: number | null;
  status: CallStatus;
  recording: string;
}

/** What is said later in a call outweighs what was said before: an answered call rang, and may once have been busy. */
const RANK: readonly CallStatus[] = ['ringing', 'missed', 'failed', 'busy', 'answered'];

const earliest = (a: number | null, b: number | undefined): number | null =>
  b === undefined ? a : Math.min(a ?? b, b);
const greatest = (a: number | null, b: number | undefined): number | null =>
  b === undefined ? a : Math.max(a ?? b, b);
/** Something rather than nothing; of two texts the same one whichever comes first. */
const said = (a: string, b: string): string => (a === '' || b === '' ? a || b : a < b ? a : b);

/** @param event with its numbers in E.164 already; nothing in it lies later than when it came, at `receivedAt` */
export const mergeEvent = (known: CallRecord | null, event: CallEvent, receivedAt: number): CallRecord => {
  const past = (time: number | undefined): number | undefined =>
    time === undefined ? undefined : Math.min(time, receivedAt);
  const status = event.status ?? 'ringing';
  // An event that tells no time of ringing came after it: the earliest one stands until a better is told.
  const ringingAt = past(event.ringingAt ?? event.answeredAt ?? event.endedAt) ?? receivedAt;
  const before: CallRecord = known ?? {
    direction: 'in',
    tracking: '',
    phone: '',
    ringingAt,
    answeredAt: null,
    endedAt: null,
    talkSeconds: null,
    status: 'ringing',
    recording: '',
  };
  return {
    // A call of whose direction nothing is said came in; who says that it went out, knows.
    direction: before.direction === 'out' || event.direction === 'out' ? 'out' : 'in',
    tracking: said(before.tracking, event.tracking),
    phone: said(before.phone, event.other),
    ringingAt: Math.min(before.ringingAt, ringingAt),
    answeredAt: earliest(before.answeredAt, past(event.answeredAt)),
    endedAt: greatest(before.endedAt, past(event.endedAt)),
    talkSeconds: greatest(before.talkSeconds, event.talkSeconds),
    status: RANK.indexOf(status) > RANK.indexOf(before.status) ? status : before.status,
    recording: said(before.recording, event.recording ?? ''),
  };
};

/** Seconds talked, as far as is known. */
export const talkOf = ({ status, talkSeconds, answeredAt, endedAt }: CallRecord): number =>
  status !== 'answered'
    ? 0
    : (talkSeconds ??
      (answeredAt === null || endedAt === null ? 0 : Math.max(0, Math.round((endedAt - answeredAt) / 1_000))));

/** It ended and nobody had answered. */
export const isMissed = ({ status }: Pick<CallRecord, 'status'>): boolean =>
  status === 'missed' || status === 'busy' || status === 'failed';

/**
 * Whether an inbound call begins a lead: answered and talked for long enough, or missed by somebody who can be called
 * back.
 */
export const beginsLead = (call: CallRecord, leadSeconds: number): boolean =>
  isMissed(call)
    ? call.phone !== ''
    : call.status === 'answered' && (call.talkSeconds !== null || call.endedAt !== null || leadSeconds === 0)
      ? talkOf(call) >= leadSeconds
      : false;
