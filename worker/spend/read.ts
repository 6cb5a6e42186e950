import type { SpendRow, Vat } from '../../shared/spend.ts';
import { DELIMITERS, type Delimiter, firstRows } from './cells.ts';
import { collectRows } from './collect.ts';
import type { Period } from './dates.ts';
import { decodeFile } from './decode.ts';
import { type Header, missingColumns, readHeader } from './header.ts';
import { readPeriod } from './period.ts';
import { type Problem, Problems } from './problems.ts';
import { readRows } from './rows.ts';
import type { AdSystemTable } from './system.ts';
import { AD_SYSTEM_NAMES, AD_SYSTEM_TABLES } from './systems.ts';

export type { Problem } from './problems.ts';

/** An ad system's export file → rows of spend, or everything that keeps it from being read. */

export interface SpendFile {
  kind: 'spend';
  origin: AdSystemTable['origin'];
  rows: { line: number; row: SpendRow }[];
  /** What each column was taken for: a field of the row, or `ignored`. */
  columns: { column: string; readAs: string }[];
  /** Whether the costs hold value added tax, if their header says. */
  vat?: Vat;
  /** Days were not stated: rows carry the first and last day of their period. */
  spread: boolean;
}

export interface SpendFileProblem {
  kind: 'problems';
  /** The first 100. */
  problems: Problem[];
}

export const MAX_FILE_BYTES = 20 * 1024 * 1024;

/** The header stands among these rows. */
const HEADER_ROWS = 40;

interface Found {
  header: Header;
  delimiter: Delimiter;
  /** Row of the header, from 1. */
  line: number;
  /** The rows above it. */
  preamble: string[];
}

/** The delimiter is the one that shows a header: guessing it from the preamble would go wrong. */
const findHeader = (text: string): Found | undefined => {
  let best: Found | undefined;
  for (const delimiter of DELIMITERS) {
    const rows = firstRows(text, delimiter, HEADER_ROWS);
    rows.forEach((cells, i) => {
      const header = readHeader(cells, AD_SYSTEM_TABLES);
      if (!header || (best && best.header.at.size >= header.at.size)) return;
      best = { header, delimiter, line: i + 1, preamble: rows.slice(0, i).map((row) => row.join(', ')) };
    });
  }
  return best;
};

const findPeriod = (lines: readonly string[], { language }: Header): Period | undefined => {
  // Its ends may stand in two lines.
  for (const text of [...lines, ...lines.map((line, index) => `${line} ${lines[index + 1] ?? ''}`)]) {
    const period = readPeriod(text, language);
    if (period) return period;
  }
  return undefined;
};

const asProblems = (...problems: Problem[]): SpendFileProblem => ({ kind: 'problems', problems });

const NOT_UNDERSTOOD = `No row has the column names of a file that is understood: the reports of ${AD_SYSTEM_NAMES} as CSV or TSV, with their own column names in English, Russian or Ukrainian`;

export const readSpendFile = (bytes: Uint8Array): SpendFile | SpendFileProblem => {
  if (bytes.byteLength > MAX_FILE_BYTES) {
    return asProblems({
      line: 1,
      column: '',
      detail: 'The file is larger than 20 MB: export a shorter period, or in parts',
    });
  }
  const decoded = decodeFile(bytes);
  if ('refused' in decoded) return asProblems({ line: 1, column: '', detail: decoded.refused });
  const { text } = decoded;
  if (text.trim() === '') return asProblems({ line: 1, column: '', detail: 'The file is empty' });
  const found = findHeader(text);
  if (!found) return asProblems({ line: 1, column: '', detail: NOT_UNDERSTOOD });

  const { header, line } = found;
  const titles = header.columns.map(({ title }) => title).filter(Boolean);
  const refuseHeader = (column: string, detail: string): SpendFileProblem => asProblems({ line, column, detail });
  if (header.rivals.length > 0) {
    const cost = header.at.get('cost')!;
    const names = [cost, ...header.rivals].map(({ title }) => title).join(' and ');
    return refuseHeader(cost.title, `${names} can both be the cost: leave one of them in the report`);
  }
  const stated = findPeriod(found.preamble, header);
  const missingHere = (period: Period | undefined): SpendFileProblem | undefined => {
    const missing = missingColumns(header, period !== undefined);
    const detail = `Of a ${header.table.name} report there is missing: ${missing.join('; ')}. Found: ${titles.join(', ')}`;
    return missing.length > 0 ? refuseHeader('', detail) : undefined;
  };
  if (!header.at.has('cost')) return missingHere(stated)!;

  const problems = new Problems();
  const collected = collectRows({ text, delimiter: found.delimiter, header, headerLine: line }, problems);
  const period = stated ?? findPeriod(collected.totals, header);
  const missing = missingHere(period);
  if (missing) return missing;
  if (collected.rows.length === 0 && problems.list.length === 0)
    return refuseHeader('', 'No row of spend is below the header');

  const { rows, millionths } =
    collected.whole && collected.rows.length > 0
      ? readRows(collected.rows, { header, period }, problems)
      : { rows: [], millionths: false };
  if (problems.list.length > 0) {
    return asProblems(...problems.list.sort((one, other) => one.line - other.line));
  }
  return {
    kind: 'spend',
    origin: header.table.origin,
    rows,
    columns: header.columns
      .filter(({ title }) => title !== '')
      .map(({ title, field }) => ({
        column: title,
        readAs: field === 'cost' && millionths ? 'cost, in millionths' : (field ?? 'ignored'),
      })),
    ...(header.note.vat && { vat: header.note.vat }),
    spread: rows.some(({ row }) => row.from !== undefined),
  };
};
