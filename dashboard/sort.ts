import type { ReportRow } from '../shared/report.ts';
import type { Grouping, Sort } from './query.ts';
import { type RowName, rowName } from './rowName.ts';

/** Rows in the reader's order. Names go by the reader's language; a figure that there is not comes last either way. */
export const sortRows = (
  rows: readonly ReportRow[],
  { sort, by, language }: { sort: Sort; by: Grouping; language: string },
): ReportRow[] => {
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
  return [...rows].sort((one, other) => {
    const [a, b] = [one.values[key] ?? null, other.values[key] ?? null];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return turn * (a - b);
  });
};
