import { DELIMITERS, type Delimiter, firstRows, walkRows } from '../spend/cells.ts';
import type { Currency } from '../spend/currency.ts';
import { type Problem, Problems } from '../spend/problems.ts';
import { type DealField, meaningOf } from './columns.ts';

/** Text of a file → its rows of deals, cut down to the columns that are read. */

/** The header stands among these rows. */
const HEADER_ROWS = 10;

export interface DealColumn {
  title: string;
  index: number;
  currency?: Currency;
}

/** The columns of each field that the file has, those to ask first before the others. */
export type DealColumns = Map<DealField, DealColumn[]>;

export interface RawDeal {
  /** Row of the file as a spreadsheet counts it. */
  line: number;
  /** All of a row. */
  cells: string[];
}

export interface DealTable {
  titles: string[];
  columns: DealColumns;
  rows: RawDeal[];
}

const columnsOf = (titles: readonly string[]): DealColumns => {
  const found = titles.flatMap((title, index) => {
    const meaning = meaningOf(title);
    return meaning ? [{ ...meaning, column: { title: title.trim(), index, ...meaning } }] : [];
  });
  const columns: DealColumns = new Map();
  for (const { field, column } of found.sort((a, b) => a.rank - b.rank))
    columns.set(field, [...(columns.get(field) ?? []), column]);
  return columns;
};

interface Header {
  delimiter: Delimiter;
  line: number;
  titles: string[];
  columns: DealColumns;
}

/** The delimiter and the row that show most columns. */
const findHeader = (text: string): Header | undefined => {
  let best: Header | undefined;
  for (const delimiter of DELIMITERS) {
    for (const [i, titles] of firstRows(text, delimiter, HEADER_ROWS).entries()) {
      // A table of deals may have hundreds of fields of the company's own; more is some other text.
      if (titles.length > 2_000) continue;
      const columns = columnsOf(titles);
      if (columns.size > 1 && columns.size > (best?.columns.size ?? 0))
        best = { delimiter, line: i + 1, titles, columns };
    }
  }
  return best;
};

const problemsOf = (...problems: Problem[]): { problems: Problem[] } => ({ problems });

export const readTable = (text: string, most: number): DealTable | { problems: Problem[] } => {
  const header = findHeader(text);
  if (!header)
    return problemsOf({
      line: 1,
      column: '',
      detail: 'has no names of columns that are known: export deals with an id, a phone or an e-mail, and a stage',
    });
  const { titles, columns, delimiter } = header;
  if (!columns.has('id')) {
    const found = titles.map((title) => title.trim()).filter(Boolean);
    const detail = `has no column with the CRM's own id of each deal, such as ID. Found: ${found.slice(0, 50).join(', ')}`;
    return problemsOf({ line: header.line, column: '', detail });
  }
  const problems = new Problems();
  let rows: RawDeal[] = [];
  const { badQuote } = walkRows(text, delimiter, () => {
    rows = [];
    return (cells, line) => {
      if (line <= header.line || cells.every((cell) => cell.trim() === '')) return true;
      rows.push({ line, cells });
      return rows.length <= most;
    };
  });
  if (badQuote !== undefined) problems.add(badQuote, '', 'a quotation mark opened in this row is not closed');
  else if (rows.length > most)
    problems.add(rows.at(-1)?.line ?? 0, '', `the file has more than ${most} deals: export it in parts`);
  else if (rows.length === 0) problems.add(header.line, '', 'no deal is below the names of columns');
  return problems.list.length > 0 ? { problems: problems.list } : { titles, columns, rows };
};
