/** Ordering a call: a provider rings the salesperson and, once they have answered, the visitor. */

export interface CallOrder {
  /** Names the order: the same one again is the same call. No personal data. */
  contact: string;
  /** E.164: who is rung first, and then whom they are put through to. */
  agent: string;
  phone: string;
  /** E.164, the number that is shown to both; '' for the provider's own choice. */
  from: string;
  /** Where the provider is to report the call; '' where its own settings say so. */
  reportTo: string;
  /** By our clock, ms since 1970. */
  now: number;
}

export interface Account {
  /** Twilio's AccountSid, Zadarma's key, the webhook's address. */
  account: string;
  secret: string;
}

/**
 * What came of an attempt. Errors bear no personal data: a provider's own words may name a number, and are left out.
 *
 * Only where the provider surely has not taken the order may it be sent again: whoever is rung twice for one request is
 * worse off than somebody who is rung by hand. A broken connection may have broken after the order went through (the
 * runtime does not tell it from a refused one), and a 5xx may come from behind the point where the call was made.
 */
export type Ordered =
  | { state: 'taken' /** The provider's id of the salesperson's call, '' where it tells none. */; call: string }
  /** Not taken, and may be tried again. */
  | { state: 'again'; error: string /** Ms to wait at least. */; retryAfter?: number }
  /** Not taken, and will not be. */
  | { state: 'refused'; error: string }
  /** Nobody knows. */
  | { state: 'unknown'; error: string };

export type OrderCall = (order: CallOrder, account: Account, api: string) => Promise<Ordered>;

/** How long a provider may take to answer, ms. */
export const ORDER_TIMEOUT = 10_000;

/** @returns the answer, or in a word why there is none */
export const ask = async (url: string, init: RequestInit): Promise<Response | string> => {
  try {
    // A redirect could lead a visitor's number to somewhere nobody named.
    return await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(ORDER_TIMEOUT) });
  } catch (error) {
    return error instanceof Error ? error.name : 'no answer';
  }
};

/** The answer's JSON; null where it is none, or broke off. */
export const jsonOf = async (answer: Response): Promise<Record<string, unknown> | null> => {
  const json: unknown = await answer.json().catch(() => null);
  return typeof json === 'object' ? (json as Record<string, unknown> | null) : null;
};

/** What the `retry-after` header asks for, in seconds, at most a day of them. */
const retryAfterOf = ({ headers }: Response): { retryAfter?: number } => {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? { retryAfter: Math.min(seconds, 86_400) * 1_000 } : {};
};

/** What an answer other than a success means where the same order twice would be two calls. */
export const notTaken = (answer: Response, detail = ''): Ordered => {
  const error = `HTTP ${answer.status} ${detail}`.trim();
  if (answer.status === 429) return { state: 'again', error, ...retryAfterOf(answer) };
  return { state: answer.status >= 500 ? 'unknown' : 'refused', error };
};
