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
