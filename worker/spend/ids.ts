/** Ids of campaigns, groups and ads: up to 20 digits, which spreadsheet programs like to round. */

export type IdCell = { id?: string } | { refused: string };

/** Digits that a spreadsheet's number holds for certain. */
const SURE_DIGITS = 15;
const LOST = 'the digits of the id are lost. Export again, or format the column as text before saving';

export const readId = (cell: string, prefix?: RegExp): IdCell => {
  if (cell.length > 60) return { refused: 'is not an id' };
  // `="123"` and `'123` are how text is kept from being taken for a number.
  const text = cell
    .trim()
    .replace(/^="(.*)"$/, '$1')
    .replace(/^['’]/, '')
    .trim();
  if (/^(|-+|[–—−]|0+|n\/a)$/i.test(text)) return {};
  if (/^\d+([.,]\d+)?e[+-]?\d+$/i.test(text)) return { refused: `is a rounded number: ${LOST}` };
  const digits = (prefix ? text.replace(prefix, '') : text).trim();
  if (/^\d{1,20}$/.test(digits)) return { id: digits };
  const asFloat = /^(\d+)[.,]0+$/.exec(digits)?.[1];
  if (asFloat === undefined) return { refused: 'is not the digits of an id' };
  return asFloat.length <= SURE_DIGITS ? { id: asFloat } : { refused: `went through a rounding program: ${LOST}` };
};

const zerosPastSure = (id: string): number => (/^\d{15}(0+)$/.exec(id)?.[1] ?? '').length;

/**
 * Whether a column's long ids were rounded to 15 digits and written out again, `120253456789012000`: every one ends in
 * zeros from there on, which by chance happens to fewer than one file in ten thousand.
 */
export const areRounded = (ids: Iterable<string>): boolean => {
  let zeros = 0;
  for (const id of new Set(ids)) {
    if (id.length <= SURE_DIGITS) continue;
    const own = zerosPastSure(id);
    if (own === 0) return false;
    zeros += own;
  }
  return zeros >= 4;
};

export const ROUNDED = `and every other long id of this column end in zeros: they were rounded, and ${LOST}`;
