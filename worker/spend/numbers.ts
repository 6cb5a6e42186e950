import type { Language } from '../../shared/settings.ts';
import { type Currency, readCurrency } from './currency.ts';

/** Numbers as people's spreadsheets and ad systems write them. Never through a float: what comes out is exact text. */

/** The sign before the fraction. The other one, a space or an apostrophe may part the thousands. */
export type NumberStyle = 'point' | 'comma';

/** A number's digits and separators, with nothing around them; or why the cell is none. */
export type NumberCell = { digits: string; currency?: Currency } | { refused: string };

const EMPTY = /^(|-{1,3}|[–—−]|n\/a)$/i;
const SCIENTIFIC = /^\d+([.,]\d+)?e[+-]?\d+$/i;
const AROUND = /^(\D*?)(\d[\d.,' ]*\d|\d)(\D*)$/;

export const isEmptyCell = (cell: string): boolean => EMPTY.test(cell.trim());

/** Takes off what stands around the digits. An empty cell and the systems' `--` are 0. */
export const readNumberCell = (cell: string): NumberCell => {
  if (cell.length > 100) return { refused: 'is not a number' };
  const text = cell
    .replace(/[\s\u00A0\u2007\u2009\u202F]+/g, ' ')
    .replace(/’/g, "'")
    .trim();
  if (isEmptyCell(text)) return { digits: '0' };
  if (SCIENTIFIC.test(text))
    return { refused: 'is a rounded number: format the column as a plain number and export again' };
  const parts = AROUND.exec(text);
  if (!parts) return { refused: 'is not a number' };
  const around = `${parts[1]} ${parts[3]}`;
  const note = around.replace(/[-−()+]/g, '').trim();
  const currency = note === '' ? undefined : readCurrency(note);
  if (note !== '' && !currency) return { refused: 'is not a number' };
  if (/[-−(]/.test(around)) return { refused: 'is negative' };
  return { digits: parts[2]!, ...(currency && { currency }) };
};

const SHAPES: Record<NumberStyle, RegExp> = {
  point: /^(\d+|[1-9]\d{0,2}(?:([, '])\d{3})(?:\2\d{3})*)(?:\.(\d+))?$/,
  comma: /^(\d+|[1-9]\d{0,2}(?:([. '])\d{3})(?:\2\d{3})*)(?:,(\d+))?$/,
};

/** The number in a style as decimal text, `1234.5`; undefined if that style would not write it so. */
export const decimalIn = (digits: string, style: NumberStyle): string | undefined => {
  const parts = SHAPES[style].exec(digits);
  if (!parts) return undefined;
  const whole = parts[1]!.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
  const fraction = (parts[3] ?? '').replace(/0+$/, '');
  return fraction ? `${whole}.${fraction}` : whole;
};

/** Likewise for what is counted: `1,234` can only be thousands, `12.0` is a spreadsheet's 12. */
export const countIn = (digits: string, style: NumberStyle): string | undefined => {
  const fraction = SHAPES[style].exec(digits)?.[3];
  return fraction === undefined || /^0{1,2}$/.test(fraction) ? decimalIn(digits, style) : undefined;
};

export type ReadIn = typeof decimalIn;

interface Votes {
  point: number;
  comma: number;
}

/** How many cells can be read in one style only. */
const vote = (cells: Iterable<string>, readIn: ReadIn): Votes => {
  const votes = { point: 0, comma: 0 };
  for (const digits of cells) {
    const point = readIn(digits, 'point') !== undefined;
    const comma = readIn(digits, 'comma') !== undefined;
    if (point !== comma) votes[point ? 'point' : 'comma'] += 1;
  }
  return votes;
};

const winner = ({ point, comma }: Votes): NumberStyle | undefined => {
  if (point === comma) return undefined;
  return point > comma ? 'point' : 'comma';
};

export interface NumberColumn<Key> {
  key: Key;
  cells: readonly string[];
  readIn: ReadIn;
}

/**
 * The style of every column: as its unambiguous cells say, else the file's, else as the header's language writes.
 * So `1,234` is 1234 beside `2,447.00`, 1.234 beside `0,5`.
 */
export const decideStyles = <Key>(columns: readonly NumberColumn<Key>[], language: Language): Map<Key, NumberStyle> => {
  const votes = columns.map(({ cells, readIn }) => vote(cells, readIn));
  const file = votes.reduce((sum, { point, comma }) => ({ point: sum.point + point, comma: sum.comma + comma }), {
    point: 0,
    comma: 0,
  });
  const fallback = winner(file) ?? (language === 'en' ? 'point' : 'comma');
  return new Map(columns.map(({ key }, i) => [key, winner(votes[i]!) ?? fallback]));
};

/** A whole number of millionths as decimal text of units. */
export const fromMillionths = (digits: string): string => {
  const padded = digits.padStart(7, '0');
  return decimalIn(`${padded.slice(0, -6)}.${padded.slice(-6)}`, 'point') ?? digits;
};
