import { ID_LENGTH } from '../../../shared/limits.ts';

/** Ids that say nothing of the one they stand for. */

const BASE = 36n;
const SPAN = BASE ** BigInt(ID_LENGTH);

const numberOf = (id: string): bigint =>
  [...id].reduce((number, digit) => number * BASE + BigInt(Number.parseInt(digit, 36)), 0n);

/**
 * A random id in the order of ids between two others, either of which may be left out. Where no other fits between, any.
 *
 * @param random 24 bytes
 */
export const freshId = ({ above, below }: { above?: string; below?: string }, random: Uint8Array): string => {
  const least = above === undefined ? 0n : numberOf(above) + 1n;
  const end = below === undefined ? SPAN : numberOf(below);
  const drawn = random.reduce((number, byte) => number * 256n + BigInt(byte), 0n);
  const id = end > least ? least + (drawn % (end - least)) : drawn % SPAN;
  return id.toString(36).padStart(ID_LENGTH, '0');
};
