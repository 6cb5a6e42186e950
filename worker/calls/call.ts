import type { CallStatus } from '../../shared/calls.ts';

/** What an adapter makes of a provider's webhook: one normalised event of one call, whoever reported it. */

/**
 * A part of what is known of a call. Events of one call come in any order and again; each states what it knows and
 * leaves out what it does not. The call's key is (provider, `id`).
 */
export interface CallEvent {
  /** The provider's id of the call. */
  id: string;
  /**
   * `in`: a caller rang a number of the company's; `out`: the company rang somebody. Absent where the event does not say,
   * as in a notice that a call is over or its recording ready.
   */
  direction?: 'in' | 'out';
  /** The company's number that was dialled, or from which it called, as the provider writes it; '' where it does not say. */
  tracking: string;
  /** The other side's number, as the provider writes it; '' where it is withheld or not said. */
  other: string;
  /** Ms since 1970, UTC: when it began to ring, was answered, ended. */
  ringingAt?: number;
  answeredAt?: number;
  endedAt?: number;
  /** How long was talked; 0 where nobody answered. Absent while not known. */
  talkSeconds?: number;
  status?: CallStatus;
  /** Where the recording is. */
  recording?: string;
}

/** A webhook as it came. */
export interface HookRequest {
  method: string;
  /** As the provider called it, so far as we can know: behind a proxy the scheme may differ. */
  url: string;
  headers: Headers;
  body: string;
  /** By our clock, ms since 1970. */
  receivedAt: number;
}

/** What the site's owner set for this provider. */
export interface ProviderSetting {
  secret: string;
  /** IANA zone of times stated without one. */
  timeZone: string;
}

export type ReadCalls =
  | { state: 'events'; events: CallEvent[] /** The fields as they came, kept for support. */; raw: string }
  /** Genuine, but not of a call: a test, an SMS. */
  | { state: 'ignored' }
  | { state: 'invalid'; errors: { field: string; detail: string }[] };

/** One telephony provider. Pure but for signatures, which are asynchronous. */
export interface Provider {
  /** Whether the request is the provider's own. Nothing of it is read before. */
  verify(request: HookRequest, setting: ProviderSetting): Promise<boolean>;
  read(request: HookRequest, setting: ProviderSetting): ReadCalls;
  /**
   * What the provider expects to hear once the call is stored; by default 200 and `{}`. `line` is the number of the
   * company's (E.164) that the call is meant for, where that is known: some providers ask what to do with the call.
   */
  reply?(request: HookRequest, line: string | undefined): Response;
  /** Answers a request that is no event at all, such as a check of the address; before any signature is looked at. */
  greet?(request: HookRequest): Response | undefined;
}
