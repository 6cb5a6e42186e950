import { find, mayContain, type Wanted } from './find.ts';

/** Puts another number in a line's place. */

/** `+44 207 946 0958`: nobody's own way, but one that everybody reads. */
const grouped = (digits: string): string => digits.replace(/\d{3}(?=\d\d)/g, '$& ');

/** E.164, cut after the calling code: of one digit, of two, all others of three. */
const CUT = /^(\+(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3}))(\d+)/;

export interface Respelling {
  /** The number (E.164) to show for the line; nothing for its own. */
  show(line: string): string | undefined;
  /** As a machine reads it, without any spelling. */
  plain?: boolean;
}

/**
 * Texts that follow upon each other with the numbers in them replaced; nothing where none is. Digits are exchanged where
 * they stand as far as the numbers have the same shape; otherwise the new one stands whole in the text where the old one
 * began.
 */
export const respell = (texts: string[], lines: Wanted[], { show, plain }: Respelling): string[] | undefined => {
  const text = texts.join('');
  const units = text.split('');
  let changed = false;
  for (const wanted of lines) {
    if (!mayContain(text, wanted)) continue;
    for (let [start, end] of find(text, wanted)) {
      const { line, national } = wanted;
      const number = show(line.id);
      if (!number || number === line.number) continue;
      changed = true;
      const same = number.startsWith(`+${line.code}`);
      const rest = number.slice(1 + line.code.length);
      if (same && rest.length === national.length && !plain) {
        const digits = [...rest];
        while (digits.length > 0) if (/\d/.test(units[(end -= 1)] as string)) units[end] = digits.pop() as string;
        continue;
      }
      const spelling = text.slice(start, end);
      // `(044) 123`: the bracket that is closed within is opened before it.
      if (text[start - 1] === '(' && spelling.split(')').length > spelling.split('(').length) start -= 1;
      units.fill('', start, end);
      units[start] = plain
        ? number
        : same && line.trunk && spelling.startsWith(line.trunk) && !spelling.startsWith('00')
          ? grouped(line.trunk + rest)
          : number.replace(CUT, (_, code, national) => `${code} ${grouped(national)}`);
    }
  }
  let from = 0;
  return changed ? texts.map(({ length }) => units.slice(from, (from += length)).join('')) : undefined;
};
