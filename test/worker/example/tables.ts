/** Tables of a Markdown page, each under its heading: rows of cells, by the table's own column names. */

export type Row = Record<string, string>;

export interface Table {
  /** Of the nearest heading before it. */
  heading: string;
  columns: string[];
  rows: Row[];
}

const cellsOf = (line: string): string[] =>
  line
    .replace(/^\|/, '')
    .replace(/\|$/, '')
    .split('|')
    .map((cell) => cell.trim());

export const tablesOf = (page: string): Table[] => {
  const tables: Table[] = [];
  let heading = '';
  let table: Table | undefined;
  for (const line of page.split('\n')) {
    if (line.startsWith('#')) heading = line.replace(/^#+ /, '');
    if (!line.startsWith('|')) {
      table = undefined;
      continue;
    }
    const cells = cellsOf(line);
    if (!table) {
      table = { heading, columns: cells, rows: [] };
      tables.push(table);
    } else if (!cells.every((cell) => /^-+$/.test(cell))) {
      table.rows.push(Object.fromEntries(table.columns.map((column, index) => [column, cells[index] ?? ''])));
    }
  }
  return tables;
};
