import transliterate from '@sindresorhus/transliterate';
import { distance } from 'fastest-levenshtein';

/** Whether two names are probably the same, written differently. */

/** So many letters may differ by one. */
const LETTERS_PER_SLIP = 6;

interface Name {
  /** Latin letters and digits alone, so that case, spaces, signs and alphabet make no difference. */
  plain: string;
  /** Parts that tell campaigns apart however short: `2026`, `ua`, `b`. */
  marks: string;
}

const nameOf = (text: string): Name => {
  const parts = transliterate(text)
    .toLowerCase()
    .split(/[^a-z0-9]+|(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)/)
    .filter(Boolean);
  return {
    plain: parts.join(''),
    marks: parts.filter((part) => part.length <= 2 || /^\d/.test(part)).join(' '),
  };
};

/** Compares names; each is taken apart once. */
export class Names {
  readonly #known = new Map<string, Name>();

  #of(text: string): Name {
    let name = this.#known.get(text);
    if (!name) {
      name = nameOf(text);
      this.#known.set(text, name);
    }
    return name;
  }

  /**
   * The same but for case, spaces, signs and alphabet, or with a slip or two in a long name. Numbers and short marks must be
   * equal: `spring 2025` is not `spring 2026`, nor `brand ua` `brand ru`.
   */
  areNear(a: string, b: string): boolean {
    const [one, other] = [this.#of(a), this.#of(b)];
    if (one.plain === '' || other.plain === '') return false;
    if (one.plain === other.plain) return true;
    const most = Math.floor(Math.min(one.plain.length, other.plain.length) / LETTERS_PER_SLIP);
    if (most === 0 || Math.abs(one.plain.length - other.plain.length) > most || one.marks !== other.marks) return false;
    return distance(one.plain, other.plain) <= most;
  }
}

/** A template's parameter that the ad system did not fill in: `{campaignid}`, `{{ad.id}}`, `__CID__`. */
export const isMacro = (text: string): boolean =>
  /\{\{?[\w.:|-]+\}\}?|%7b[\w.]+%7d|^_{1,2}(campaign|aid|cid|ad)_?(id|name)?_{1,2}$/i.test(text);
