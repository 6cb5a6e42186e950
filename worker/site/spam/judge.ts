import type { Reason } from '../../../shared/spam.ts';

/** Whether a contact is a person's, by what is known of it. Pure. */

/** What is known. Counts include the contact itself. */
export interface Evidence {
  /** Something stood in the trap. */
  trapped: boolean;
  /** Ms from the first input to submission, where the form says so. */
  took: number | undefined;
  /** A page or a form of its visit has been reported. */
  seen: boolean;
  /** Contacts from its network address within an hour. */
  fromAddress: number;
  /** Contacts of its visitor within an hour. */
  fromVisitor: number;
  /** Contacts with its phone within a day. */
  withPhone: number;
  /** Visitors who wrote its text within a day. */
  withText: number;
  /** A link stands where a name or a phone belongs. */
  linked: boolean;
  /** Links in all that was written. */
  links: number;
  /** `unknown` where no keys are set or Cloudflare could not be asked. */
  turnstile: 'passed' | 'missing' | 'refused' | 'unknown';
  /** It did the work it was asked to. */
  solved: boolean;
}

/** `ask`: quarantined, unless it does some work. */
export type Verdict = 'take' | 'ask' | 'quarantine';

export interface Judgement {
  verdict: Verdict;
  reasons: Reason[];
}

type Level = Exclude<Verdict, 'take'>;

const above = (count: number, ask: number, quarantine: number): Level | undefined =>
  count > quarantine ? 'quarantine' : count > ask ? 'ask' : undefined;

/**
 * What may happen to a person is asked for work, which their browser does unseen; only what hardly can is quarantined
 * for good. A form filled in by the browser takes a second; a phone company's customers share an address; who hears
 * nothing asks again; a form's own text is sent by all; a visitor who has not consented is seen nowhere.
 */
const SIGNALS: Record<Reason, (evidence: Evidence) => Level | false | undefined> = {
  trap: ({ trapped }) => trapped && 'quarantine',
  quick: ({ took }) => took !== undefined && took < 800 && 'ask',
  unseen: ({ seen }) => !seen && 'ask',
  address: ({ fromAddress }) => above(fromAddress, 10, 40),
  visitor: ({ fromVisitor }) => above(fromVisitor, 5, 20),
  phone: ({ withPhone }) => above(withPhone, 3, 10),
  text: ({ withText }) => withText > 2 && 'ask',
  link: ({ linked }) => linked && 'quarantine',
  links: ({ links }) => above(links, 2, 9),
  turnstile: ({ turnstile }) => (turnstile === 'refused' ? 'quarantine' : turnstile === 'missing' ? 'ask' : undefined),
};

/**
 * @param before what was found when the same contact came for the first time: it stays, but that a visit was not seen,
 *   for its hits may be late
 */
export const judge = (evidence: Evidence, before?: Judgement): Judgement => {
  const found = new Map<Reason, Level>();
  for (const reason of before?.reasons ?? []) {
    if (reason !== 'unseen') found.set(reason, before?.verdict === 'quarantine' ? 'quarantine' : 'ask');
  }
  for (const [reason, signal] of Object.entries(SIGNALS) as [Reason, (typeof SIGNALS)[Reason]][]) {
    const level = signal(evidence);
    if (level && found.get(reason) !== 'quarantine') found.set(reason, level);
  }
  const reasons = [...found.keys()];
  if ([...found.values()].includes('quarantine')) return { verdict: 'quarantine', reasons };
  const vouched = evidence.solved || evidence.turnstile === 'passed';
  return reasons.length > 0 && !vouched ? { verdict: 'ask', reasons } : { verdict: 'take', reasons: [] };
};
