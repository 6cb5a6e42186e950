import { createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import type { Challenge, Solution } from '../../../shared/spam.ts';

/** Proof of work, by altcha-lib: signed, good for a while, and for one contact, so there is nothing to replay. */

/** About 256 keys: 0.2 s at a desk, a second or so on a telephone. */
const WORK = { algorithm: 'PBKDF2/SHA-256', cost: 5_000, keyPrefix: '00' } as const;
const GOOD_FOR = 10 * 60_000;

/** The contact that the work is for. */
export interface Subject {
  site: string;
  contact: string;
}

export const newChallenge = (secret: string, { site, contact }: Subject, now: number): Promise<Challenge> =>
  createChallenge({
    ...WORK,
    deriveKey,
    data: { site, contact },
    expiresAt: new Date(now + GOOD_FOR),
    hmacSignatureSecret: secretOf(secret),
  }) as Promise<Challenge>;

/** The worker's one secret signs site keys too: not by the same text. */
const secretOf = (secret: string): string => `proof:${secret}`;

/** @param text JSON of a Solution, as a page sent it */
export const isSolved = async (secret: string, { site, contact }: Subject, text: string): Promise<boolean> => {
  try {
    const { challenge, solution } = JSON.parse(text) as Solution;
    if (challenge.parameters.data?.site !== site || challenge.parameters.data.contact !== contact) return false;
    const { verified } = await verifySolution({
      challenge,
      solution,
      deriveKey,
      hmacSignatureSecret: secretOf(secret),
    });
    return verified;
  } catch {
    // Not JSON, or JSON of something else.
    return false;
  }
};
