import { BEFORE, type Wanted } from './find.ts';

export interface Respelling {
  /** The number (E.164) to show for a line that was found, if another than its own. */
  show(line: string): string | undefined;
  /** As a machine reads it, without any spelling. */
  plain: boolean;
}

/**
 * Texts that follow upon each other with the numbers in them replaced; nothing where none is. Digits are exchanged where
 * they stand if the numbers have the same shape; otherwise the new one stands whole where the old one began.
 */
export const respell = (texts: string[], all: Wanted[], { show, plain }: Respelling): string[] | undefined => {
  const text = texts.join('');
  const digits = text.replace(/\D/g, '');
  let units: string[] | undefined;
  for (const { line, national, pattern } of all) {
    // A cheap first look.
    if (!digits.includes(national)) continue;
    for (const { index, 0: spelling } of text.matchAll(pattern)) {
      const number = (spelling.includes('+') || !BEFORE.test(text.slice(0, index))) && show(line.id);
      if (!number || number === line.number) continue;
      const before = spelling.replace(/\D/g, '');
      const isHome = number.startsWith(`+${line.code}`);
      // What stands before a national number in its country stays.
      const after = isHome ? before.slice(0, -national.length) + number.slice(1 + line.code.length) : number.slice(1);
      const fits = !plain && after.length === before.length && (isHome || spelling.includes('+'));
      let next = 0;
      units ??= text.split('');
      for (let place = 0; place < spelling.length; place += 1)
        units[index + place] = fits
          ? (spelling[place] as string).replace(/\d/, () => after[next++] as string)
          : place
            ? ''
            : number;
    }
  }
  let from = 0;
  return units && texts.map(({ length }) => units.slice(from, (from += length)).join(''));
};
