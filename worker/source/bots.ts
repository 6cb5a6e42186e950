import { isbot } from 'isbot';
import type { Ignored } from '../../shared/hits.ts';

/** Browsers' names are shorter; what is longer is not worth the time of a large expression. */
const MAX_USER_AGENT = 1_000;

/**
 * Why a request is not a person's, or null. `purpose` is the Sec-Purpose header, or the older Purpose: a page that is
 * fetched or rendered ahead has not been seen by anyone. Every browser says what it is, so silence is a program's.
 */
export const ignoredReason = ({ userAgent, purpose }: { userAgent: string; purpose: string }): Ignored | null => {
  if (/\b(prefetch|prerender|preview)\b/i.test(purpose)) return 'prefetch';
  const name = userAgent.slice(0, MAX_USER_AGENT);
  return name.trim() === '' || isbot(name) ? 'bot' : null;
};
