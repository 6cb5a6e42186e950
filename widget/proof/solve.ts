import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import type { Challenge, Solution } from '../../shared/spam.ts';

/**
 * Proof of work, by altcha-lib. Loaded when a contact was suspected, and done in the background: the browser derives each
 * key outside of the page's thread, so no task is long, and no worker is needed, which a page's policy may refuse. A page
 * without TLS has no SubtleCrypto: it fails, and the contact stays where its owner sees it.
 */

/** JSON of a Solution. */
export const solve = async (challenge: Challenge): Promise<string> => {
  const solution = await solveChallenge({ challenge, deriveKey });
  if (!solution) throw new Error('not solved in time');
  const { counter, derivedKey } = solution;
  return JSON.stringify({ challenge, solution: { counter, derivedKey } } satisfies Solution);
};
