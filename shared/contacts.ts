import * as v from 'valibot';
import { Id, Moment, Name, Visit } from './hits.ts';
import { MAX_FIELDS, MAX_TEXT, MAX_URL } from './limits.ts';
import { hasPhoneDigits, looksLikeEmail } from './reach.ts';
import { type Challenge, Proof } from './spam.ts';

/** One submission or callback request: `POST /w/{site}/contacts`. The page's core imports the types alone. */

const Text = v.pipe(v.string(), v.maxLength(MAX_TEXT));

export const FieldName = v.pipe(
  v.string(),
  v.regex(/^[\p{L}\p{N}_ .-]{1,64}$/u, 'a field name has 1 to 64 letters, digits, . _ -'),
);

/** What the visitor wrote, by field. `name`, `phone`, `email`, `message` have a meaning; others are kept as they are. */
export const Fields = v.pipe(
  v.record(FieldName, Text),
  v.check((fields) => Object.keys(fields).length <= MAX_FIELDS, `at most ${MAX_FIELDS} fields`),
  v.forward(
    v.check((fields) => !fields.phone || hasPhoneDigits(fields.phone), 'needs 7 to 15 digits'),
    ['phone'],
  ),
  v.forward(
    v.check((fields) => !fields.email || looksLikeEmail(fields.email), 'is not an e-mail address'),
    ['email'],
  ),
  v.check(
    (fields) => Object.values(fields).some((value) => value.trim() !== ''),
    'at least one field must be filled in',
  ),
);

/** The stages in which a lead may start. */
export const STARTING_STAGES = ['new', 'contacted', 'mql', 'sql', 'opportunity'] as const;

export const Contact = v.object({
  id: Id,
  /** What it asks for; `nps` asks for nothing: it answers the question how likely somebody is to recommend, and is no lead. */
  kind: v.picklist(['callback', 'lead', 'nps']),
  /** When it was submitted, ms since 1970 by the visitor's clock. */
  at: Moment,
  /** The form it came through; absent when the page's own code reported it. */
  form: v.optional(Name),
  variant: v.optional(Name),
  fields: Fields,
  /** When the visitor asks to be called, ms since 1970; absent for now. */
  wanted: v.optional(Moment),
  /** The stage that the form's leads start in; absent for `new`. */
  stage: v.optional(v.picklist(STARTING_STAGES)),
  /** What the visitor agreed to; absent where the form asked nothing. */
  consent: v.optional(
    v.object({ text: v.pipe(v.string(), v.maxLength(MAX_TEXT)), at: Moment, version: v.optional(Name) }),
  ),
  /** The page it was submitted on: origin and path. */
  page: v.pipe(v.string(), v.maxLength(MAX_URL)),
});

export const ContactRequest = v.object({
  /** The visitor's clock when this request was sent. */
  sentAt: Moment,
  visit: Visit,
  /** The proof tells a person's contact from a program's; it is no part of the contact. */
  contact: v.object({ ...Contact.entries, proof: v.optional(Proof) }),
});

export type Contact = v.InferOutput<typeof Contact>;
export type ContactRequest = v.InferOutput<typeof ContactRequest>;

/** 201, or 200 where it was known already; 202 where it is suspected, and some work would show that it need not be. */
export interface ContactAnswer {
  id: string;
  /** Comes with 202: the same contact again, with a solution in its proof, is free. */
  challenge?: Challenge;
}
