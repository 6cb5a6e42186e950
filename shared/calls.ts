import type { ProviderName } from './numbers.ts';

/** Telephone calls as the API tells of them. */

export type CallStatus = 'ringing' | 'answered' | 'missed' | 'busy' | 'failed';

/** What a call tells wherever it stands. */
export interface CallFacts {
  direction: 'in' | 'out';
  /** The company's number, E.164. */
  tracking: string;
  status: CallStatus;
  /** ISO 8601, UTC. */
  answeredTime: string | null;
  endedTime: string | null;
  talkSeconds: number;
  /** Where it can be heard. */
  recording: string | null;
}

/** Why a call that was promised did not come about by itself: somebody has to ring by hand. */
export type CallbackFailure =
  /** The request came, or its time was come to, more than an hour after the call was due. */
  | 'late'
  /** There are no business hours in sight. */
  | 'closed'
  /** The site's settings name nobody any more who connects calls. */
  | 'off'
  /** The provider does not take the order. */
  | 'refused'
  /** It may have taken it: nobody knows. */
  | 'unknown'
  /** The salesperson did not answer. */
  | 'agent'
  /** The order was taken, and no call to the visitor was reported. */
  | 'noCall';

export interface CallCandidate {
  /** Probability: those of a call sum to one. */
  probability: number;
  /** '' where it was nobody whose visit is known. */
  visitor: string;
  visit: string;
  /** Last non-direct source. */
  source: { channel: string; source: string; medium: string; campaign: string; content: string; term: string };
}

export interface Call extends CallFacts {
  call: string;
  provider: string;
  providerCall: string;
  /** The other side's, E.164; '' where it is withheld, `erased` where its person was erased. */
  phone: string;
  /** As the person stated it last in a form; '' where they did not. */
  name: string;
  /** ISO 8601, UTC. */
  ringingTime: string;
  /** An inbound call's: the lead it belongs to; an outbound one's: the lead it was made to; null where there is none. */
  lead: string | null;
  firstTimeCaller: boolean;
  /** Of an inbound call that was missed: by when to call back, in business hours, and when somebody did or got through. */
  callBack?: { due: string | null; doneTime: string | null };
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

/** `GET /v1/sites/{site}/hooks`. */
export interface HooksAnswer {
  hooks: { provider: ProviderName /** To be handed to the provider, and to nobody else. */; url: string }[];
}
