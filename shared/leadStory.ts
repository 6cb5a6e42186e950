import type { CallbackFailure, CallFacts } from './calls.ts';
import type { Contact } from './contacts.ts';
import type { LogEntry, SaleEntry, Stage } from './leads.ts';
import type { News } from './settings.ts';
import type { Reason } from './spam.ts';

/** Leads and suspects as the API tells of them. Times are ISO 8601, UTC. */

/** Where somebody came from. */
export type Source = Record<'channel' | 'source' | 'medium' | 'campaign' | 'content' | 'term', string>;

/**
 * A contact of a lead: a form's as it was handed in, what was entered by hand, or an inbound call, which has no page and no
 * other field than the phone.
 */
export interface LeadContact extends Omit<Contact, 'kind'> {
  kind: Contact['kind'] | 'call' | 'entered';
  call?: CallFacts;
  /** By our clock; a form's `at` is the visitor's. */
  time: string;
  /** E.164, '' where the number could not be read or was withheld. */
  phoneNumber: string;
}

/** What was done about a lead by telephone. */
export interface Answered {
  /** The first conversation, or attempt at one from our side, after the lead began. */
  firstResponse?: { time: string; call: string; seconds: number };
  /**
   * A call nobody answered, and by when to call back, in business hours (null where nobody comes for two months);
   * `doneTime` once somebody has, or the caller got through.
   */
  callBack?: { call: string; due: string | null; doneTime: string | null };
}

export type OrderState = 'waiting' | 'ordering' | 'ordered' | 'failed';

/** What became of a call that was promised. */
export interface CallbackStory {
  /** The request's. */
  contact: string;
  /** `connected`: the visitor was spoken with; `busy`, `missed`: the visitor's side did not answer. */
  state: OrderState | 'connected' | 'busy' | 'missed';
  /** When the call was promised for. */
  promisedTime: string;
  orderedTime: string | null;
  connectedTime: string | null;
  endedTime: string | null;
  /** The call to the visitor, once it was reported. */
  call?: string;
  /** Where it failed. */
  reason?: CallbackFailure;
  /** What the provider answered. */
  error?: string;
  /** When it was given to the site's webhooks and Telegram for a person to ring; null where that was not needed, or where
   * nobody is set to be told. */
  handedOverTime: string | null;
}

/** A merge that a lead rests on. */
export interface MergeEntry {
  merge: string;
  contacts: [string, string];
  time: string;
  by: string;
}

/** A contact that was split off: from this lead, or that this lead is. */
export interface SplitEntry {
  contact: string;
  time: string;
  by: string;
}

export interface RecentContact {
  time: string;
  /**
   * What the person did (a form's kind; `call` and `missedCall` are inbound), what was entered of them by hand, a call from
   * our side, or what somebody stated.
   */
  what: 'callback' | 'lead' | 'nps' | 'entered' | 'call' | 'missedCall' | 'callFromUs' | LogEntry['kind'];
  /** Who stated it; '' of all others. */
  by: string;
  /** Who answers for the lead it belongs to; '' for nobody. */
  owner: string;
  /** '' where it belongs to none: an answer to the NPS question, a call to somebody who is no lead yet. */
  lead: string;
}

export interface Lead extends Answered {
  /** Its earliest contact's id; the ids of its other contacts are its aliases. */
  lead: string;
  time: string;
  /** Last non-direct source. */
  source: Source;
  /** The call that the newest of its contacts to ask for one was promised, where its form has calls ordered. */
  callback?: CallbackStory;
  contacts: LeadContact[];
  stage: Stage;
  /** Since when the lead has not stood below each stage that it has reached. */
  stages: Partial<Record<Stage, string>>;
  /** Who answers for it; '' for nobody. */
  owner: string;
  product: string;
  lossReason: string;
  /** What the opportunity may bring, in units of the site's currency. */
  value: number;
  /** By when somebody was to answer, and when somebody first did: a call either way, or a stage. */
  due: string | null;
  responded: string | null;
  overdue: boolean;
  /** The site's actions that were done, by action the first day. */
  actions: Record<string, string>;
  /** What was stated, in the order in which it stands. */
  log: LogEntry[];
  sales: SaleEntry[];
  merges: MergeEntry[];
  splits: SplitEntry[];
  /** Other contact with the same person of late. */
  recent: RecentContact[];
}

/** A visit of the person's. */
export interface TouchEntry extends Source {
  time: string;
  landing: string;
  rule: string;
  /** What was looked at; nothing of a day that is kept as sums only. */
  pages: { time: string; path: string }[];
}

/** Somebody was told of a contact, or still is to be. */
export interface ToldEntry {
  contact: string;
  event: News;
  via: 'webhook' | 'telegram';
  /** Of a webhook the host alone, for an address may be a secret; of Telegram the chat. */
  to: string;
  /** When it was told, or was to be. */
  time: string;
  /** `waiting`: it is tried again; `failed`: it is not any more. */
  state: 'told' | 'waiting' | 'failed';
  /** Why the last attempt failed; '' where there was none or it did not. */
  error: string;
}

export interface LeadStory extends Lead {
  touches: TouchEntry[];
  /** To any of the person's numbers, answered or not. */
  callsFromUs: (CallFacts & { call: string; time: string })[];
  told: ToldEntry[];
  /** The same person's other leads, in order of time. */
  otherLeads: { lead: string; time: string }[];
}

export interface LeadsAnswer {
  leads: Lead[];
  /** Give it as `before` for the next page. */
  next?: string;
}

/** A contact that looks like a program's. */
export interface Suspect {
  contact: Contact;
  /** When it was submitted, by our clock. */
  time: string;
  reasons: { reason: Reason; why: string }[];
  /** What its visit states it came by. */
  source: Source;
  landing: string;
}

export interface SuspectsAnswer {
  suspects: Suspect[];
  /** Give it as `before` for the next page. */
  next?: string;
}

/** Leads and calls that nobody has answered yet: `GET /v1/sites/{site}/waiting`. */
export interface WaitingAnswer {
  /** Those whose promised time is over. */
  overdue: number;
  /** Those that there is still time for. */
  inTime: number;
  /** Calls that were missed and that nobody has called back, as `GET …/calls?open=1` lists them. */
  missedCalls: number;
}
