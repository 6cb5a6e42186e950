import * as v from 'valibot';
import { fieldErrors } from '../site/intake.ts';
import type { CallEvent, ReadCalls } from './call.ts';
import { shownNumber } from './party.ts';
import { readSeconds } from './times.ts';

/** What adapters' schemas are made of. Only a call's id and its numbers can make an event invalid. */

/** A text, or what JSON states as a number and has not rounded. */
const Written = v.union(
  [v.string(), v.pipe(v.number(), v.safeInteger(), v.transform(String))],
  'must be a text or a whole number',
);

export const CallId = v.pipe(Written, v.trim(), v.nonEmpty('is empty'), v.maxLength(200));

/** A side's number; '' where it is withheld or missing. */
export const Party = v.nullish(v.pipe(Written, v.maxLength(200), v.transform(shownNumber)), '');

// The rest says nothing where it cannot be read.
export const Word = v.fallback(v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(100))), undefined);
/** A time or a number, not looked at yet. */
export const Stated = v.fallback(v.optional(v.union([v.string(), v.number()])), undefined);
export const Seconds = v.fallback(
  v.optional(
    v.pipe(
      v.union([v.string(), v.number()]),
      v.transform((stated) => readSeconds(stated)),
    ),
  ),
  undefined,
);
/** An address that may be put into a page. */
export const Recording = v.fallback(
  v.optional(v.pipe(v.string(), v.trim(), v.regex(/^https?:\/\//i), v.url(), v.maxLength(2_000))),
  undefined,
);

const folded = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/**
 * Takes each field by the first of its names under which something is said. Names are compared without case and signs:
 * `callid` is `call_id`, `callId`, `Call-ID`.
 */
export const take = <Field extends string>(
  named: Record<string, unknown>,
  names: Record<Field, readonly string[]>,
): Partial<Record<Field, unknown>> => {
  const said = new Map<string, unknown>();
  for (const [name, value] of Object.entries(named)) {
    if (value !== null && value !== '' && !said.has(folded(name))) said.set(folded(name), value);
  }
  const taken: Partial<Record<Field, unknown>> = {};
  for (const field of Object.keys(names) as Field[]) {
    const name = names[field].find((one) => said.has(one));
    if (name !== undefined) taken[field] = said.get(name);
  }
  return taken;
};

export const invalid = (issues: readonly v.BaseIssue<unknown>[]): ReadCalls => ({
  state: 'invalid',
  errors: fieldErrors(issues),
});

export const UNREADABLE: ReadCalls = {
  state: 'invalid',
  errors: [{ field: '', detail: 'is neither a form nor a JSON object' }],
};

type Optional = Exclude<keyof CallEvent, 'id' | 'tracking' | 'other'>;
type Parts = Pick<CallEvent, 'id' | 'tracking' | 'other'> & { [Part in Optional]?: CallEvent[Part] | undefined };

/** An event of what is known: of a call that nobody answered, that nothing was talked. */
export const eventOf = (parts: Parts): CallEvent => {
  const unanswered = parts.status === 'missed' || parts.status === 'busy' || parts.status === 'failed';
  const all: Parts = unanswered ? { ...parts, answeredAt: undefined, talkSeconds: 0 } : parts;
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as unknown as CallEvent;
};

/** Who is who: of a call in, the caller is the other side. */
export const sides = (
  direction: 'in' | 'out',
  { from, to }: { from: string; to: string },
): Pick<CallEvent, 'tracking' | 'other'> =>
  direction === 'in' ? { tracking: to, other: from } : { tracking: from, other: to };
