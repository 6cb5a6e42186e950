import * as v from 'valibot';
import { NumberRow } from '../../shared/numbers.ts';
import { type FieldError, fieldErrors } from '../site/intake.ts';
import type { PlacedNumber } from '../site/numbers/numberStore.ts';
import { DELIMITERS, firstRows, walkRows } from '../spend/cells.ts';
import { decodeFile } from '../spend/decode.ts';

/** A list of numbers as a spreadsheet program saves it: a header row with the names of a NumberRow's fields, in any order. */

export type NumbersRead = { state: 'read'; rows: PlacedNumber[] } | { state: 'invalid'; errors: FieldError[] };

export const MAX_NUMBERS = 2_000;

const COLUMNS = Object.keys(NumberRow.entries) as (keyof NumberRow)[];

const invalid = (...errors: FieldError[]): NumbersRead => ({ state: 'invalid', errors });

const headerCells = (cells: readonly string[]): string[] => cells.map((cell) => cell.trim().toLowerCase());

const isEmpty = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

/** What is wrong with the header, if anything. */
const headerErrors = (header: readonly string[]): FieldError[] => {
  const known: readonly string[] = COLUMNS;
  return header.flatMap((name, index) => {
    // Spreadsheet programs leave empty columns behind.
    if (name === '') return [];
    if (!known.includes(name)) return [{ field: `row 1: ${name}`, detail: `is none of ${COLUMNS.join(', ')}` }];
    return header.indexOf(name) < index ? [{ field: `row 1: ${name}`, detail: 'is there twice' }] : [];
  });
};

export const readNumbersFile = (bytes: Uint8Array): NumbersRead => {
  const file = decodeFile(bytes);
  if ('refused' in file) return invalid({ field: '', detail: file.refused });
  const { text } = file;
  const delimiter = DELIMITERS.find((one) => headerCells(firstRows(text, one, 1)[0] ?? []).includes('number'));
  if (!delimiter)
    return invalid({ field: 'row 1', detail: 'has no column "number": the names of columns stand there' });

  let header: string[] = [];
  let [rows, errors]: [PlacedNumber[], FieldError[]] = [[], []];
  const takeRow = (cells: string[], line: number): boolean => {
    if (line === 1) {
      header = headerCells(cells);
      errors = headerErrors(header);
      return errors.length === 0;
    }
    if (isEmpty(cells)) return true;
    const stated = Object.fromEntries(
      header.flatMap((name, index) => {
        const cell = (cells[index] ?? '').trim();
        return cell === '' ? [] : [[name, cell]];
      }),
    );
    const place = `row ${line}: `;
    const row = v.safeParse(NumberRow, { number: '', ...stated });
    if (row.success) rows.push({ place, row: row.output });
    else for (const { field, detail } of fieldErrors(row.issues)) errors.push({ field: `${place}${field}`, detail });
    return rows.length <= MAX_NUMBERS && errors.length < 100;
  };
  const { badQuote } = walkRows(text, delimiter, () => {
    [rows, errors] = [[], []];
    return takeRow;
  });
  if (badQuote !== undefined)
    errors.push({ field: `row ${badQuote}`, detail: 'has a quotation mark that is not closed rightly' });
  if (rows.length > MAX_NUMBERS) errors.push({ field: '', detail: `at most ${MAX_NUMBERS} numbers at once` });
  if (rows.length === 0 && errors.length === 0) errors.push({ field: '', detail: 'has no numbers' });
  return errors.length > 0 ? { state: 'invalid', errors } : { state: 'read', rows };
};
