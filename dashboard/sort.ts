import type { ReportRow } from '../shared/report.ts';
import type { Grouping, Sort } from './query.ts';
import { type RowName, rowName } from './rowName.ts';

interface Order {
  sort: Sort;
  by: Grouping;
  language: string;
  /** The figure of a row that the order is by. */
  figureOf: (row: ReportRow) => number | null;
}

/** Rows in the reader's order. Names go by the reader's language; a figure that there is not comes last either way. */
export const sortRows = (rows: readonly ReportRow[], { sort, by, language, figureOf }: Order): ReportRow[] => {
  const { key, descending } = sort;
  const turn = descending ? -1 : 1;
  if (key === 'name' || key === 'channel') {
    const { compare } = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
    const textOf = (name: RowName): string =>
      key === 'name' ? `${name.title}\n${name.under}` : `${name.channel ?? ''}\n${name.via}`;
    return rows
      .map((row) => ({ row, text: textOf(rowName(row, by)) }))
      .sort((one, other) => turn * compare(one.text, other.text))
      .map(({ row }) => row);
  }
  return rows
    .map((row) => ({ row, value: figureOf(row) }))
    .sort(({ value: a }, { value: b }) =>
      a === null || b === null ? Number(a === null) - Number(b === null) : turn * (a - b),
    )
    .map(({ row }) => row);
};
