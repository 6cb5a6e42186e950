import * as v from 'valibot';
import { MAX_NAME } from '../../shared/limits.ts';
import { SpendRow } from '../../shared/spend.ts';
import type { RawRow } from './collect.ts';
import type { Period } from './dates.ts';
import type { Header } from './header.ts';
import { areRounded, ROUNDED, readId } from './ids.ts';
import { currencyOf, decideNumbers, type Numbers } from './money.ts';
import { isEmptyCell } from './numbers.ts';
import { type Problems, quote } from './problems.ts';
import { COUNT_FIELDS, type Field, ID_FIELDS, NAME_FIELDS } from './system.ts';
import { decideWhen, type ReadWhen } from './when.ts';

/** Raw rows → the rows of spend that storage takes. */

export interface ReadRow {
  line: number;
  row: SpendRow;
}

interface Context {
  header: Header;
  numbers: Numbers;
  when: ReadWhen;
  problems: Problems;
}

/** Names are shown, and joined on where there is no id: their end may go, an ad's name of 400 letters must not stop a file. */
const shortName = (cell: string): string | undefined => {
  const name = cell.trim();
  return isEmptyCell(name) ? undefined : name.slice(0, MAX_NAME).replace(/[\uD800-\uDBFF]$/, '');
};

const readRow = ({ line, cells }: RawRow, { header, numbers, when, problems }: Context): SpendRow | undefined => {
  const before = problems.list.length;
  const titleOf = (field: Field | undefined): string => (field && header.at.get(field)?.title) ?? '';
  const refuse = (field: Field | undefined, detail: string): void => problems.add(line, titleOf(field), detail);
  const row: Partial<SpendRow> = { system: header.table.system };

  const time = when(cells);
  if ('refused' in time) refuse(time.field, time.refused);
  else Object.assign(row, time);

  for (const field of NAME_FIELDS) {
    const name = shortName(cells[field] ?? '');
    if (name) row[field] = name;
  }
  for (const field of ID_FIELDS) {
    const cell = cells[field] ?? '';
    const read = readId(cell, header.table.idPrefix);
    if ('refused' in read) refuse(field, `${quote(cell)} ${read.refused}`);
    else if (read.id) row[field] = read.id;
  }

  const cost = numbers.read('cost', cells.cost ?? '');
  if ('refused' in cost) refuse('cost', cost.refused);
  else {
    row.cost = cost.text;
    const currency = currencyOf(cells.currency, header.note.currency, cost.currency);
    if ('refused' in currency) refuse(header.at.has('currency') ? 'currency' : 'cost', currency.refused);
    else if (currency.code) row.currency = currency.code;
  }
  for (const field of COUNT_FIELDS) {
    const cell = cells[field];
    if (cell === undefined) continue;
    const count = numbers.read(field, cell);
    if ('refused' in count) refuse(field, count.refused);
    else row[field] = Number(count.text);
  }
  if (problems.list.length > before || problems.full) return undefined;

  const parsed = v.safeParse(SpendRow, row);
  if (parsed.success) return parsed.output;
  for (const issue of parsed.issues)
    refuse(v.getDotPath(issue) as Field, `${quote(String(issue.input))} ${issue.message}`);
  return undefined;
};

/** Ids that a spreadsheet rounded look like ids: only the whole column gives them away. */
const refuseRoundedIds = (rows: readonly ReadRow[], header: Header, problems: Problems): void => {
  for (const field of ID_FIELDS) {
    const withId = rows.filter(({ row }) => row[field] !== undefined);
    if (!areRounded(withId.map(({ row }) => row[field]!))) continue;
    const first = withId.find(({ row }) => row[field]!.length > 15)!;
    problems.add(first.line, header.at.get(field)?.title ?? '', `${quote(first.row[field]!)} ${ROUNDED}`);
  }
};

export interface RowsRead {
  rows: ReadRow[];
  millionths: boolean;
}

export const readRows = (
  raw: readonly RawRow[],
  { header, period }: { header: Header; period: Period | undefined },
  problems: Problems,
): RowsRead => {
  const nothing = { rows: [], millionths: false };
  const numbers = decideNumbers(raw, header);
  const when = decideWhen(raw, {
    fields: new Set(header.at.keys()),
    period,
    language: header.language,
    table: header.table,
  });
  if ('refused' in numbers) problems.add(raw[0]!.line, header.at.get('cost')!.title, numbers.refused);
  if ('refused' in when) problems.add(when.line, header.at.get(when.field)?.title ?? '', when.refused);
  if ('refused' in numbers || 'refused' in when) return nothing;

  const rows: ReadRow[] = [];
  for (const one of raw) {
    const row = readRow(one, { header, numbers, when: when.read, problems });
    if (row) rows.push({ line: one.line, row });
    if (problems.full) return nothing;
  }
  refuseRoundedIds(rows, header, problems);
  return { rows, millionths: numbers.millionths };
};
