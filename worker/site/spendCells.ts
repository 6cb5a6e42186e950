import { firstDayOf, monthOf } from './days.ts';

/** The stored amounts of spend, written: of a day and key, and the sums of their months with them. */

/** cost, impressions, clicks, amount, currency, rate, period_from, period_to, agency: as the table `spend` has them. */
export type SpendCell = [
  number,
  number,
  number,
  number | null,
  string | null,
  string | null,
  number | null,
  number | null,
  string,
];

/** What stands, or is to stand, at a day and key; null where nothing does. */
export type CellChange = [day: number, key: number, cell: SpendCell | null];

const CELLS_A_STATEMENT = 1_000;

function* slices<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < list.length; start += CELLS_A_STATEMENT)
    yield list.slice(start, start + CELLS_A_STATEMENT);
}

const sumMonths = (sql: SqlStorage, months: ReadonlySet<number>): void => {
  for (const month of months) {
    sql.exec('DELETE FROM spend_months WHERE month = ?', month);
    sql.exec(
      `INSERT INTO spend_months (month, key, cost, impressions, clicks)
       SELECT ?, key, sum(cost), sum(impressions), sum(clicks) FROM spend WHERE day BETWEEN ? AND ? GROUP BY key`,
      month,
      firstDayOf(month),
      firstDayOf(month + 1) - 1,
    );
  }
};

/** Must run in a transaction. */
export const writeCells = (sql: SqlStorage, cells: readonly CellChange[]): void => {
  for (const some of slices(cells.filter(([, , cell]) => cell !== null)))
    sql.exec(
      `INSERT OR REPLACE INTO spend (day, key, cost, impressions, clicks, amount, currency, rate, period_from, period_to, agency)
       SELECT value ->> 0, value ->> 1, value ->> '$[2][0]', value ->> '$[2][1]', value ->> '$[2][2]', value ->> '$[2][3]',
         value ->> '$[2][4]', value ->> '$[2][5]', value ->> '$[2][6]', value ->> '$[2][7]', value ->> '$[2][8]'
       FROM json_each(?)`,
      JSON.stringify(some),
    );
  for (const some of slices(cells.filter(([, , cell]) => cell === null)))
    sql.exec(
      'DELETE FROM spend WHERE (day, key) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))',
      JSON.stringify(some),
    );
  sumMonths(sql, new Set(cells.map(([day]) => monthOf(day))));
};

export const nameKey = (sql: SqlStorage, id: number, [campaign, group, ad]: readonly [string, string, string]): void =>
  void sql.exec('UPDATE spend_keys SET campaign = ?, ad_group = ?, ad = ? WHERE id = ?', campaign, group, ad, id);
