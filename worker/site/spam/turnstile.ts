import type { SpamSettings } from '../../../shared/spam.ts';
import { isUnder } from '../../source/referrer.ts';
import type { Evidence } from './judge.ts';

/**
 * Cloudflare's word on a token that a page was given.
 * https://developers.cloudflare.com/turnstile/get-started/server-side-validation/
 */

const TIMEOUT = 4_000;

interface Verified {
  success: boolean;
  hostname?: string;
  'error-codes'?: string[];
}

export interface TokenCheck {
  keys: NonNullable<SpamSettings['turnstile']>;
  token: string;
  /** The visitor's network address. */
  address: string;
  /** The site's. */
  hosts: readonly string[];
  /** The same for every sending of one contact: a token can be used once, and a reply may be lost. */
  contact: string;
}

/** What says that the token is bad; anything else is our trouble or Cloudflare's, and not the visitor's. */
const REFUSALS = ['invalid-input-response', 'missing-input-response'];

/** @param api origin of Cloudflare's service */
export const checkToken = async (api: string, check: TokenCheck): Promise<Evidence['turnstile']> => {
  const { keys, token, address, hosts, contact } = check;
  try {
    const answer = await fetch(`${api}/turnstile/v0/siteverify`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        secret: keys.secret,
        response: token,
        ...(address && { remoteip: address }),
        idempotency_key: await uuidOf(`${contact} ${token}`),
      }),
      signal: AbortSignal.timeout(TIMEOUT),
    });
    const { success, hostname = '', 'error-codes': errors = [] } = (await answer.json()) as Verified;
    if (success) return isUnder(hostname, hosts) ? 'passed' : 'missing';
    if (errors.some((error) => REFUSALS.includes(error))) return 'refused';
    // It was good five minutes, and what is sent late has none that is.
    return errors.includes('timeout-or-duplicate') ? 'missing' : 'unknown';
  } catch {
    // Not reached, too slow, or no JSON: judged without it.
    return 'unknown';
  }
};

/** The same UUID for the same text. */
const uuidOf = async (text: string): Promise<string> => {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  const hex = Array.from(digest.slice(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
};
