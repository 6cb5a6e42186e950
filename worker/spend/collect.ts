import { type Delimiter, walkRows } from './cells.ts';
import { readDate } from './dates.ts';
import type { Header } from './header.ts';
import { isEmptyCell } from './numbers.ts';
import type { Problems } from './problems.ts';
import { type Field, ID_FIELDS, NAME_FIELDS } from './system.ts';

/** The rows of spend below the header, cut down to the columns that are read: no blank ones, no totals, no notes. */

export const MAX_ROWS = 200_000;

export interface RawRow {
  line: number;
  cells: Partial<Record<Field, string>>;
}

export interface Collected {
  rows: RawRow[];
  /** First cells of the rows of totals: Yandex writes the period there. */
  totals: string[];
  /** The file was walked to its end; otherwise a problem says why not. */
  whole: boolean;
}

/** `Total: Account`, `Итого`, `Разом (кампанії)`, `Total rows: 12`, `Total of 12 results`, `Всего с 01.03.2026 по 31.03.2026`. */
const TOTAL =
  /^((grand |overall )?totals?|итого|всего|итог|усього|всього|разом|підсумок)( *$| *[:(]| rows:| of \d+ | и средн| [сз] \d{1,2}\.)/i;

/** A campaign may be called `Total: war` too: a row that has an id or a day is no total. */
const isTotal = (first: string, cells: RawRow['cells']): boolean =>
  TOTAL.test(first) &&
  ID_FIELDS.every((field) => !/\d/.test(cells[field] ?? '')) &&
  !(cells.day !== undefined && readDate(cells.day));

const namesNothing = (cells: RawRow['cells']): boolean =>
  [...NAME_FIELDS, ...ID_FIELDS].every((field) => isEmptyCell(cells[field] ?? ''));

interface Source {
  text: string;
  delimiter: Delimiter;
  header: Header;
  /** Row of the header. */
  headerLine: number;
}

export const collectRows = ({ text, delimiter, header, headerLine }: Source, problems: Problems): Collected => {
  const cost = header.at.get('cost')!;
  const kept = [...header.at.entries()];
  let collected: Collected = { rows: [], totals: [], whole: true };

  /** Adds one row; `false` when there is no use in going on. */
  const take = (row: readonly string[], line: number): boolean => {
    if (line <= headerLine) return true;
    const first = row
      .find((cell) => cell.trim() !== '')
      ?.trim()
      .slice(0, 200);
    if (first === undefined || header.table.footer?.test(first)) return true;
    const cells: RawRow['cells'] = {};
    for (const [field, { index }] of kept) cells[field] = row[index] ?? '';
    if (isTotal(first, cells)) {
      collected.totals.push(first);
      return true;
    }
    if (row.length <= cost.index) {
      problems.add(line, cost.title, 'the row ends before this column: is the file whole?');
    } else if (!namesNothing(cells)) collected.rows.push({ line, cells });
    else if (!header.table.unnamedIsTotal) problems.add(line, '', 'names no campaign, group or ad');
    if (collected.rows.length > MAX_ROWS) {
      problems.add(line, '', `the file has more than ${MAX_ROWS} rows: export a shorter period, or in parts`);
      collected.whole = false;
    }
    if (problems.full) collected.whole = false;
    return collected.whole;
  };

  const { badQuote } = walkRows(text, delimiter, () => {
    collected = { rows: [], totals: [], whole: true };
    problems.list.length = 0;
    return take;
  });
  if (badQuote === undefined) return collected;
  problems.add(badQuote, '', 'a quotation mark opened in this row is not closed');
  return { ...collected, whole: false };
};
