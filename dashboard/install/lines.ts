import type { Check, CheckName, CheckState } from '../../shared/doctor.ts';
import type { Place } from '../place.ts';
import type { Asked } from '../useAsked.ts';
import { fill } from '../words/fill.ts';
import type { InstallWords } from './words/uk.ts';

/** What is shown of a check: its state, what that means, and where it is mended. */

export interface Line {
  check: CheckName | 'spend';
  state: CheckState;
  text: string;
  /** When it happened last, or since when it fails; '' where nobody knows. */
  time: string;
  /** Where the reader may do something about it. */
  link?: { to: Partial<Place>; text: string };
}

export interface LineContext {
  words: InstallWords;
  brief: (moment: string) => string;
  share: (share: number) => string;
  mayLeads: boolean;
  isOwner: boolean;
}

/** From this share on, spend is as good as joined: some of it never finds a visit. */
const JOINED = 0.8;

const linkOf = (
  { check, finding }: Check,
  { words, mayLeads, isOwner }: LineContext,
): { to: Partial<Place>; text: string } | undefined => {
  const settings = (rest: string) => ({ to: { page: 'settings' as const, rest }, text: words.toSettings });
  if (check === 'leads' && mayLeads) return { to: { page: 'leads' }, text: words.toLeads };
  // The rest is an owner's to mend.
  if (!isOwner) return undefined;
  if (finding === 'foreign') return settings('');
  if (finding === 'unanswered') return settings('privacy');
  if (check === 'notify' && finding !== 'told') return settings('notify');
  return undefined;
};

export const lineOf = (check: Check, context: LineContext): Line => {
  const { words, brief } = context;
  const texts: Record<string, string> = words.findings[check.check];
  const link = linkOf(check, context);
  return {
    check: check.check,
    state: check.state,
    text: fill(texts[check.finding] ?? '', { hosts: (check.hosts ?? []).join(', '), error: check.error ?? '' }),
    time: check.time ? fill(check.state === 'wrong' ? words.since : words.last, { time: brief(check.time) }) : '',
    ...(link && { link }),
  };
};

/** @param joined the share of spend that has found its visits, once that is known */
export const spendLine = (
  { value, failure }: Pick<Asked<number | null>, 'value' | 'failure'>,
  { words, share }: LineContext,
): Line => {
  const { spend } = words.findings;
  const line = { check: 'spend' as const, time: '' };
  if (failure || value == null) return { ...line, state: 'off', text: failure ? spend.unknown : spend.none };
  return value >= JOINED
    ? { ...line, state: 'done', text: fill(spend.joined, { share: share(value) }) }
    : { ...line, state: 'wrong', text: fill(spend.partly, { share: share(value) }) };
};
