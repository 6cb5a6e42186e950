import type { WidgetLine } from '../../../shared/numbers.ts';

/** A line's number in a text, however it is spelled. */

/** From the space of no width on to the longest dash, and a minus. */
const DASH = '\\-\u200b-―−';

/**
 * What may stand between two digits of one number: spaces, brackets, invisible characters, dashes, dots, slashes. Written
 * out: an engine takes 30 ms on a slow telephone to make ready what Unicode calls a dash.
 */
const GAP = `[\\s()[\\]\\xad\\u2060${DASH}./]*`;

/** `044 123-45-67-8`: what goes on so is another number. */
const JOINED = `[${DASH}./]?`;

/** What makes another number of what follows: a digit, a plus, another country's code, an address. */
export const BEFORE = new RegExp(`([\\d+]${JOINED}|(\\+|(^|\\D)00)${GAP}(\\d${GAP}){1,4}|\\w/|=)$`);

export interface Wanted {
  line: WidgetLine;
  /** What follows the calling code. */
  national: string;
  /** Every spelling: with the calling code (a trunk prefix after it or not), or with the trunk prefix alone. */
  pattern: RegExp;
}

export const wanted = (line: WidgetLine): Wanted => {
  const national = line.number.slice(1 + line.code.length);
  const [code, trunk] = [line.code, line.trunk].map((digits) => digits.replace(/\d/g, `$&${GAP}`));
  return {
    line,
    national,
    pattern: new RegExp(
      // `(044) 123`: the bracket belongs to what is closed within the number.
      `(\\((?=[^(]{1,9}\\)))?(((\\+|00)${GAP})?${code}(${trunk})?|${trunk})${[...national].join(GAP)}(?!${JOINED}\\d|@)`,
      'g',
    ),
  };
};

/** A text at whose end a number may stop short, and one at whose beginning it may go on. */
export const TAIL = new RegExp(`(^|[\\d+])${GAP}$`);
export const HEAD = new RegExp(`^${GAP}(\\d|$)`);
