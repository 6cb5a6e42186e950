import type { WidgetLine } from '../../../shared/numbers.ts';

/** A line's number in a text, however it is spelled. */

/** What may stand between two digits of one number: spaces, dashes, brackets, invisible characters, dots, slashes. */
const GAP = '[\\s\\p{Pd}\\p{Ps}\\p{Pe}\\p{Cf}−./]*';

const spaced = (digits: string): string => [...digits].join(GAP);

/** `044 123-45-678`, `044 123-45-67-8`: what a number goes on with, whatever it is, is no end of it. */
const JOINED = '[\\p{Pd}−./]?';

/** What makes another number of what follows: a digit, a plus, another country's code, an address. */
const BEFORE = new RegExp(`([\\d+]${JOINED}|(\\+|(^|\\D)00)${GAP}(\\d${GAP}){1,4}|\\w/|=)$`, 'u');

export interface Wanted {
  line: WidgetLine;
  /** What follows the calling code. */
  national: string;
  pattern: RegExp;
}

/** Spelled with the calling code (the trunk prefix after it or not), or with the trunk prefix alone. */
export const wanted = (line: WidgetLine): Wanted => {
  const national = line.number.slice(1 + line.code.length);
  const trunk = line.trunk && spaced(line.trunk) + GAP;
  const code = `((\\+|00)${GAP})?${spaced(line.code)}${GAP}`;
  return {
    line,
    national,
    pattern: new RegExp(`(${code}(${trunk})?|${trunk})${spaced(national)}(?!${JOINED}\\d)`, 'gu'),
  };
};

/** A cheap first look, which may err on this side only. */
export const mayContain = (text: string, { national }: Wanted): boolean => text.replace(/\D/g, '').includes(national);

/** Where it stands: [start, end) of each spelling. */
export const find = (text: string, { pattern }: Wanted): [start: number, end: number][] =>
  [...text.matchAll(pattern)]
    .map(({ index, 0: { length } }): [number, number] => [index, index + length])
    .filter(([start]) => text[start] === '+' || !BEFORE.test(text.slice(Math.max(0, start - 30), start)));

const [TAIL, HEAD] = [new RegExp(`(^|[\\d+])${GAP}$`, 'u'), new RegExp(`^${GAP}(\\d|$)`, 'u')];

/** Whether a number may begin in the one text and go on in the other, which stands right after it. */
export const goesOn = (text: string, next: string): boolean => TAIL.test(text) && HEAD.test(next);
