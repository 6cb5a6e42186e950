import * as v from 'valibot';
import { CrmDeal, MAX_DEALS } from '../../shared/crm.ts';
import type { Language } from '../../shared/settings.ts';
import type { Currency } from '../spend/currency.ts';
import { decodeFile } from '../spend/decode.ts';
import { type Problem, Problems, quote } from '../spend/problems.ts';
import { filled, type NumberOf, numberReader, readCurrencyCell, timeReader } from './cells.ts';
import { type DealField, MONEY_FIELDS, REACH_FIELDS, TEXT_FIELDS, TIME_FIELDS } from './columns.ts';
import { type DealColumn, type DealTable, type RawDeal, readTable } from './table.ts';

/** A CRM's export of deals as CSV → deals, or everything that keeps it from being read. */

export interface CrmFile {
  deals: { line: number; deal: CrmDeal }[];
  /** How the file calls each field it has, for messages. */
  titles: Partial<Record<DealField, string>>;
  /** What each column was taken for: a field of the deal, or `ignored`. */
  columns: { column: string; readAs: string }[];
}

const NUMBER_FIELDS = [...MONEY_FIELDS, 'units', 'rate'] as const;
type NumberField = (typeof NUMBER_FIELDS)[number];

/** Dates and numbers that can be read either way are read as the table's language writes them. */
const languageOf = (titles: readonly string[]): Language =>
  titles.some((title) => /[ґєії]/i.test(title))
    ? 'uk'
    : titles.some((title) => /\p{Script=Cyrillic}/u.test(title))
      ? 'ru'
      : 'en';

/** The first of a field's cells in a row that is filled in, and its column. */
const firstFilled = (
  { columns }: DealTable,
  field: DealField,
  { cells }: RawDeal,
): { cell: string; column: DealColumn } | undefined => {
  for (const column of columns.get(field) ?? []) {
    const cell = cells[column.index];
    if (filled(cell)) return { cell, column };
  }
  return undefined;
};

/** While a deal is open some write words where its end will stand: `не закрыта`. */
const tellsTime = (field: DealField, cell: string): boolean => field !== 'closed' || /\d/.test(cell);

const cellsOf = (table: DealTable, field: DealField): string[] =>
  (table.columns.get(field) ?? []).flatMap(({ index }) =>
    table.rows.flatMap(({ cells }) => {
      const cell = cells[index];
      return filled(cell) && tellsTime(field, cell) ? [cell] : [];
    }),
  );

/** Names may be longer than we keep them. */
const short = (cell: string): string =>
  cell
    .trim()
    .slice(0, 200)
    .replace(/[\uD800-\uDBFF]$/, '');

interface Readers {
  number: (field: NumberField, cell: string) => NumberOf;
  time: (cell: string) => { value: string } | { refused: string };
}

const readDeal = (
  table: DealTable,
  raw: RawDeal,
  { number, time }: Readers,
  problems: Problems,
): CrmDeal | undefined => {
  const before = problems.list.length;
  const deal: Record<string, unknown> = {};
  const refuse = ({ title }: { title: string }, detail: string): void => problems.add(raw.line, title, detail);

  const id = firstFilled(table, 'id', raw);
  deal.id = id?.cell.trim().replace(/^[#№]\s*/, '') ?? '';
  const lead = firstFilled(table, 'lead', raw);
  if (lead) deal.lead = lead.cell.trim();
  for (const field of TEXT_FIELDS) {
    const found = firstFilled(table, field, raw);
    if (found) deal[field] = short(found.cell);
  }
  for (const field of REACH_FIELDS) {
    const all = (table.columns.get(field) ?? []).map(({ index }) => raw.cells[index]).filter(filled);
    if (all.length > 0) deal[field] = all.join(', ');
  }
  for (const field of TIME_FIELDS) {
    const found = firstFilled(table, field, raw);
    if (!found || !tellsTime(field, found.cell)) continue;
    const read = time(found.cell);
    if ('refused' in read) refuse(found.column, `${quote(found.cell)} ${read.refused}`);
    else deal[field] = read.value;
  }

  const currencies: Currency[] = [];
  for (const field of NUMBER_FIELDS) {
    const found = firstFilled(table, field, raw);
    if (!found) continue;
    const read = number(field, found.cell);
    if ('refused' in read) {
      refuse(found.column, `${quote(found.cell)} ${read.refused}`);
      continue;
    }
    deal[field] = field === 'units' ? Number(read.value.text) : read.value.text;
    const currency = found.column.currency ?? read.value.currency;
    if (currency) currencies.push(currency);
  }
  const named = firstFilled(table, 'currency', raw);
  const own = named && readCurrencyCell(named.cell);
  if (named && !own) refuse(named.column, `${quote(named.cell)} is not a currency`);
  const currency = own ?? currencies.find(({ sure }) => sure) ?? currencies[0];
  if (currency) deal.currency = currency.code;
  else delete deal.currency;
  if (problems.list.length > before) return undefined;

  const parsed = v.safeParse(CrmDeal, deal);
  if (parsed.success) return parsed.output;
  for (const issue of parsed.issues) {
    const column = table.columns.get(v.getDotPath(issue) as DealField)?.[0];
    refuse(column ?? { title: v.getDotPath(issue) ?? '' }, `${quote(String(issue.input))} ${issue.message}`);
  }
  return undefined;
};

const asProblem = (detail: string): { problems: Problem[] } => ({ problems: [{ line: 1, column: '', detail }] });

export const readCrmFile = (bytes: Uint8Array): CrmFile | { problems: Problem[] } => {
  const decoded = decodeFile(bytes);
  if ('refused' in decoded) return asProblem(decoded.refused);
  if (decoded.text.trim() === '') return asProblem('The file is empty');
  const table = readTable(decoded.text, MAX_DEALS);
  if ('problems' in table) return table;

  const { titles, columns, rows } = table;
  const language = languageOf(titles);
  const time = timeReader(
    TIME_FIELDS.flatMap((field) => cellsOf(table, field)),
    language,
  );
  if ('refused' in time) {
    const dated = TIME_FIELDS.find((field) => columns.has(field));
    return {
      problems: [
        { line: rows[0]?.line ?? 1, column: (dated && columns.get(dated)?.[0]?.title) ?? '', detail: time.refused },
      ],
    };
  }
  const kindOf = (field: NumberField) => (field === 'units' ? 'count' : field === 'profit' ? 'signed' : 'amount');
  const number = numberReader(
    NUMBER_FIELDS.map((key) => ({ key, kind: kindOf(key), cells: cellsOf(table, key) })),
    language,
  );
  const problems = new Problems();
  const deals: CrmFile['deals'] = [];
  for (const raw of rows) {
    const deal = readDeal(table, raw, { number, time }, problems);
    if (deal) deals.push({ line: raw.line, deal });
    if (problems.full) break;
  }
  if (problems.list.length > 0) return { problems: problems.list };
  const fieldAt = new Map([...columns].flatMap(([field, all]) => all.map(({ index }) => [index, field] as const)));
  return {
    deals,
    titles: Object.fromEntries([...columns].map(([field, [first]]) => [field, first?.title])),
    columns: titles.flatMap((title, index) =>
      title.trim() === '' ? [] : [{ column: title.trim(), readAs: fieldAt.get(index) ?? 'ignored' }],
    ),
  };
};
