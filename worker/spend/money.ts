import type { RawRow } from './collect.ts';
import { type Currency, readCurrency } from './currency.ts';
import type { Header } from './header.ts';
import {
  countIn,
  decideStyles,
  decimalIn,
  fromMillionths,
  isEmptyCell,
  type NumberCell,
  type NumberStyle,
  type ReadIn,
  readNumberCell,
} from './numbers.ts';
import { quote } from './problems.ts';
import { COUNT_FIELDS, type CountField } from './system.ts';

/** The numbers of a file: cost, currency, impressions, clicks. What they look like is decided once for all rows. */

export type NumberField = 'cost' | CountField;
export type NumberRead = { text: string; currency?: Currency } | { refused: string };

export interface Numbers {
  read: (field: NumberField, cell: string) => NumberRead;
  /** The cost is in millionths and was divided. */
  millionths: boolean;
}

const READ_IN: Record<NumberField, ReadIn> = { cost: decimalIn, impressions: countIn, clicks: countIn };
const EXAMPLE: Record<NumberStyle, string> = { point: '1,234.56', comma: '1 234,56' };

export const decideNumbers = (rows: readonly RawRow[], header: Header): Numbers | { refused: string } => {
  const fields: NumberField[] = ['cost', ...COUNT_FIELDS.filter((field) => header.at.has(field))];
  const cellsOf = (field: NumberField): NumberCell[] => rows.map(({ cells }) => readNumberCell(cells[field] ?? ''));
  const digitsOf = new Map(
    fields.map((field) => [field, cellsOf(field).flatMap((cell) => ('digits' in cell ? cell.digits : []))]),
  );
  const styles = decideStyles(
    fields.map((key) => ({ key, cells: digitsOf.get(key)!, readIn: READ_IN[key] })),
    header.language,
  );
  const decimals = (field: NumberField): string[] =>
    (digitsOf.get(field) ?? []).flatMap((digits) => READ_IN[field](digits, styles.get(field)!) ?? []);

  const unit = header.table.costUnit?.({
    column: header.at.get('cost')!.title,
    costs: decimals('cost'),
    clicks: decimals('clicks').reduce((sum, clicks) => sum + Number(clicks), 0),
  });
  if (unit === 'unclear') {
    return {
      refused:
        'the costs are whole numbers, and without clicks it cannot be told whether they are millionths: ' +
        'ask for the report with the header returnMoneyInMicros: false',
    };
  }
  const millionths = unit === 'millionths';

  return {
    millionths,
    read: (field, cell) => {
      const number = readNumberCell(cell);
      if ('refused' in number) return { refused: `${quote(cell)} ${number.refused}` };
      const style = styles.get(field)!;
      const text = READ_IN[field](number.digits, style);
      if (text !== undefined) {
        const amount = field === 'cost' && millionths ? fromMillionths(text) : text;
        if (!/^\d{1,11}(\.\d{1,10})?$/.test(amount)) return { refused: `${quote(cell)} has too many digits` };
        return { text: amount, ...(number.currency && { currency: number.currency }) };
      }
      return {
        refused:
          field !== 'cost' && decimalIn(number.digits, style) !== undefined
            ? `${quote(cell)} is not a whole number`
            : `${quote(cell)} is not written as this file's other numbers, ${EXAMPLE[style]}`,
      };
    },
  };
};

/** The currency of a row, by its own column, else the cost's header, else the sign at the amount. */
export const currencyOf = (
  cell: string | undefined,
  header: Currency | undefined,
  sign: Currency | undefined,
): { code?: string } | { refused: string } => {
  const isWritten = cell !== undefined && !isEmptyCell(cell);
  const own = isWritten ? readCurrency(cell) : undefined;
  if (isWritten && !own) return { refused: `${quote(cell)} is not a currency` };
  const sure = [own, header, sign].filter((currency) => currency?.sure).map((currency) => currency!.code);
  const [code] = sure;
  const other = sure.find((found) => found !== code);
  if (other) return { refused: `the row names two currencies, ${code} and ${other}` };
  const found = code ?? own?.code ?? header?.code ?? sign?.code;
  return found ? { code: found } : {};
};
