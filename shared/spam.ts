import * as v from 'valibot';
import { MAX_TEXT } from './limits.ts';

/** What tells a person's contact from a program's, and what became of those that look like a program's. */

/** What does not fit is as good as not stated: no person's contact is refused for it. */
const lenient = <T>(schema: v.GenericSchema<unknown, T>) => v.fallback(v.optional(schema), undefined);

/** What a page states beside a contact; all of it may be missing. */
export const Proof = v.object({
  /** What stood in the trap, a field that no person sees. */
  filled: lenient(v.pipe(v.string(), v.maxLength(MAX_TEXT))),
  /** Ms from the form's first input to its submission. */
  took: lenient(v.pipe(v.number(), v.minValue(0))),
  /** JSON of a Solution to the challenge that the contact was answered with. */
  solution: lenient(v.pipe(v.string(), v.maxLength(4_000))),
  /** A token of Cloudflare's Turnstile. */
  turnstile: lenient(v.pipe(v.string(), v.maxLength(2_048))),
});
export type Proof = v.InferOutput<typeof Proof>;

/** Work that a browser does in a second and a program would have to do for each contact: of altcha-lib, signed. */
export interface Challenge {
  parameters: {
    algorithm: string;
    nonce: string;
    salt: string;
    cost: number;
    keyLength: number;
    keyPrefix: string;
    /** Seconds since 1970. */
    expiresAt?: number;
    data?: Record<string, string | number | boolean | null>;
  };
  signature?: string;
}

export interface Solution {
  challenge: Challenge;
  solution: { counter: number; derivedKey: string };
}

export const SpamSettings = v.object({
  /** Whether suspects are quarantined; otherwise every contact is taken. */
  quarantine: v.optional(v.boolean(), true),
  /** Keys of Cloudflare's Turnstile; the secret is write-only. */
  turnstile: v.optional(
    v.object({
      siteKey: v.pipe(v.string(), v.regex(/^[\w.-]{10,100}$/, 'must be a Turnstile site key')),
      secret: v.pipe(v.string(), v.regex(/^\S{5,200}$/, 'must be a Turnstile secret')),
    }),
  ),
});
export type SpamSettings = v.InferOutput<typeof SpamSettings>;

export const DEFAULT_SPAM: SpamSettings = { quarantine: true };

/** Why a contact is suspected, as its owner is told. */
export const REASONS = {
  trap: 'a field that no person sees was filled in',
  quick: 'submitted quicker than a person fills in a form',
  unseen: 'no page of its visit has been seen',
  address: 'one of many from the same network address within an hour',
  visitor: 'one of many from the same browser within an hour',
  phone: 'one of many with the same phone within a day',
  text: 'several browsers have sent the same text within a day',
  link: 'a link where a name or a phone belongs',
  links: 'a text full of links',
  turnstile: 'Turnstile did not vouch for it',
} as const;
export type Reason = keyof typeof REASONS;
