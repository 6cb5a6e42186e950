import { MAX_NAME } from '../../shared/limits.ts';

/**
 * A value as reports know it: without invisible characters, white space collapsed, lower case, NFC, of bounded length.
 * Normalising twice changes nothing, so what is stored can be read again by the same rules.
 */
export const normalise = (value: string): string =>
  value
    // Zero-width characters come along when a value is copied from a chat; half a surrogate pair cannot be stored.
    .replace(/[\p{Cf}\p{Cs}]/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .toLowerCase()
    .normalize('NFC')
    .trim()
    .slice(0, MAX_NAME)
    // The cut may have gone through a pair or just behind a word.
    .replace(/\p{Cs}$/u, '')
    .trimEnd();
