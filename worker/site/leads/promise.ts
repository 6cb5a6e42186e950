import type { Stage } from '../../../shared/leads.ts';
import type { SiteSettings } from '../../../shared/settings.ts';
import { openMinutesAfter } from '../callbacks/openTimes.ts';
import { type CallRecord, isMissed } from '../calls/merge.ts';

/** By when a lead is to be answered, and when it was. Pure. */

export interface PromisedContact {
  id: string;
  /** Ms since 1970. */
  at: number;
  /** `callback`, `lead`, `nps`, `call` or `entered`. */
  kind: string;
  /** When the visitor asked to be called, ms since 1970. */
  wanted: number | null;
  /** Of a call, inbound. */
  call: CallRecord | null;
}

/** Who asked to be called at three is rung a little after three: so long that is in time (ms). */
export const PATIENCE = 5 * 60_000;

/** What a promise is told from; all times are ms since 1970. */
export interface PromisedLead {
  /** When it began. */
  at: number;
  /** In order of time. */
  contacts: readonly PromisedContact[];
  /** Stages as they were stated, in any order. */
  stages: readonly { at: number; stage: Stage }[];
  /** Calls from our side to the person's phone, answered or not, in any order. */
  outbound: readonly { at: number }[];
}

export interface Promised {
  /** By when somebody was to answer; null where nobody was asked to, or nothing is promised. */
  dueAt: number | null;
  /** When somebody first did. */
  respondedAt: number | null;
}

/** By when the site says that a contact is answered. One who was spoken with at once asks for nothing. */
const dueOf = ({ kind, at, call }: PromisedContact, settings: SiteSettings): number | null => {
  if (call) return isMissed(call) ? openMinutesAfter(settings, at, settings.calls.callBackMinutes) : null;
  const { answerWithinMinutes } = settings.leads;
  return (kind === 'callback' || kind === 'lead') && answerWithinMinutes !== null
    ? openMinutesAfter(settings, at, answerWithinMinutes)
    : null;
};

/**
 * The time that was asked for, else what the site promises to the first contact that asks. A time that somebody asks for
 * once the answer is overdue excuses nobody: the lead stays late.
 */
const dueOfLead = (contacts: readonly PromisedContact[], settings: SiteSettings): number | null => {
  let due: number | null = null;
  for (const contact of contacts) {
    if (due !== null && contact.at > due) return due;
    if (contact.wanted !== null) return Math.max(contact.wanted, contact.at) + PATIENCE;
    due ??= dueOf(contact, settings);
  }
  return due;
};

const earliest = (times: readonly number[]): number | null => (times.length > 0 ? Math.min(...times) : null);

/**
 * An answer is an inbound call that somebody took, a call from our side, or a stage that says more than `new`, whichever
 * came first since the lead began.
 */
const responseTo = ({ at, contacts, stages, outbound }: PromisedLead): number | null =>
  earliest(
    [
      ...contacts.flatMap(({ call }) => (call?.status === 'answered' ? [call.answeredAt ?? call.ringingAt] : [])),
      ...outbound.map((call) => call.at),
      ...stages.filter(({ stage }) => stage !== 'new' && stage !== 'spam').map((stated) => stated.at),
    ].filter((time) => time >= at),
  );

export const promiseOf = (lead: PromisedLead, settings: SiteSettings): Promised => ({
  dueAt: dueOfLead(lead.contacts, settings),
  respondedAt: responseTo(lead),
});
