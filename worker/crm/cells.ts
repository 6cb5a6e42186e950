import type { Language } from '../../shared/settings.ts';
import { type Currency, readCurrency } from '../spend/currency.ts';
import { type DayOrder, decideOrder, readDate } from '../spend/dates.ts';
import {
  countIn,
  decideStyles,
  decimalIn,
  isEmptyCell,
  type NumberStyle,
  type ReadIn,
  readNumberCell,
} from '../spend/numbers.ts';

/** Amounts and times as CRMs and spreadsheets write them. How is decided once for all rows of a file. */

export type Read<T> = { value: T } | { refused: string };

const EXAMPLE: Record<NumberStyle, string> = { point: '1,234.56', comma: '1 234,56' };

/** A profit may be less than nothing; nothing else is. */
const unsigned = (cell: string): { sign: '' | '-'; rest: string } => {
  const [, minus = '', rest = ''] = /^\s*([-−–]?)\s*(.*)$/s.exec(cell) ?? [];
  return { sign: minus === '' ? '' : '-', rest };
};

export interface NumberColumn<Key> {
  key: Key;
  kind: 'amount' | 'signed' | 'count';
  cells: readonly string[];
}

export type NumberOf = Read<{ text: string; currency?: Currency }>;

/** A reader for each column's cells that are not empty: decimal text, `1234.5`. */
export const numberReader = <Key>(
  columns: readonly NumberColumn<Key>[],
  language: Language,
): ((key: Key, cell: string) => NumberOf) => {
  const kinds = new Map(columns.map(({ key, kind }) => [key, kind]));
  const readIn = (kind: NumberColumn<Key>['kind'] | undefined): ReadIn => (kind === 'count' ? countIn : decimalIn);
  const bare = (key: Key, cell: string): { sign: '' | '-'; rest: string } =>
    kinds.get(key) === 'signed' ? unsigned(cell) : { sign: '', rest: cell };
  const styles = decideStyles(
    columns.map(({ key, kind, cells }) => ({
      key,
      readIn: readIn(kind),
      cells: cells.flatMap((cell) => {
        const number = readNumberCell(bare(key, cell).rest);
        return 'digits' in number ? number.digits : [];
      }),
    })),
    language,
  );
  return (key, cell) => {
    const { sign, rest } = bare(key, cell);
    const number = readNumberCell(rest);
    if ('refused' in number) return number;
    const style = styles.get(key) ?? 'point';
    const text = readIn(kinds.get(key))(number.digits, style);
    if (text === undefined)
      return { refused: `is not written as this file's other numbers, ${EXAMPLE[style]}, or not a whole one` };
    return { value: { text: `${sign}${text}`, ...(number.currency && { currency: number.currency }) } };
  };
};

/** Currencies by the names that Bitrix24 has for them. */
const CURRENCY_NAMES: Record<string, string> = {
  'российский рубль': 'RUB',
  'доллар сша': 'USD',
  'долар сша': 'USD',
  'us dollar': 'USD',
  euro: 'EUR',
  'українська гривня': 'UAH',
};

export const readCurrencyCell = (cell: string): Currency | undefined => {
  const code = CURRENCY_NAMES[cell.trim().toLowerCase()];
  return code ? { code, sure: true } : readCurrency(cell);
};

const TIME_OF_DAY = /[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?: ?([AP]M))?(Z|[+-]\d{2}:?\d{2})?$/i;

/** `T14:05:00`, with `Z` or the offset if one is written; '' where the cell is a day alone; undefined for `25:61`. */
const timeOfDay = (cell: string): string | undefined => {
  const parts = TIME_OF_DAY.exec(cell.replace(/\s+/g, ' ').trim());
  if (!parts) return '';
  const [, hours = '', minutes = '', seconds = '00', half, zone = ''] = parts;
  const hour = half ? (Number(hours) % 12) + (/^p/i.test(half) ? 12 : 0) : Number(hours);
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  return `T${String(hour).padStart(2, '0')}:${minutes}:${seconds}${zone.toUpperCase()}`;
};

/** Reads a cell that is not empty as a `When`: a day, with its time if one is written. */
export const timeReader = (
  cells: readonly string[],
  language: Language,
): ((cell: string) => Read<string>) | { refused: string } => {
  const known = new Map([...new Set(cells)].map((cell) => [cell, readDate(cell)]));
  const readings = [...known.values()].filter((date) => date !== undefined);
  const order: DayOrder | undefined = decideOrder(readings, { period: undefined, language });
  if (!order)
    return { refused: 'every date of the file can be day/month or month/day: export it with dates such as 2026-03-29' };
  return (cell) => {
    const reading = known.get(cell);
    const day = reading?.[order];
    const time = timeOfDay(cell);
    if (day && time !== undefined) return { value: `${day}${time}` };
    return { refused: `is not a date${reading && !day ? ' in the order of the others' : ''}` };
  };
};

export const filled = (cell: string | undefined): cell is string => cell !== undefined && !isEmptyCell(cell);
