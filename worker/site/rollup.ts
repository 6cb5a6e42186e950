import { FACT_COLUMNS } from './cube.ts';
import { type Calendar, firstDayOf, monthOf } from './days.ts';
import { SealedDays } from './privacy/sealedDays.ts';
import { cellsOfDay, ROLLED, type RolledDimension } from './report/dayVisits.ts';
import { VISIT_FACTS } from './visit.ts';

/**
 * Sums of what is over: whole months of the cube, and days by what their visits were like. They are made when first
 * needed, and by the alarm after midnight so that nobody waits for them; they always equal what they sum.
 */
export class Rollup {
  readonly #storage: DurableObjectStorage;
  /** Days of which these sums are all there is. */
  readonly sealed: SealedDays;
  #months: Set<number> | null = null;
  #days: Set<number> | null = null;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.sealed = new SealedDays(storage.sql);
  }

  readonly monthIsRolled = (month: number): boolean => this.#rolledMonths().has(month);

  dayIsRolled(day: number): boolean {
    return this.#rolledDays().has(day);
  }

  /** A visit of this day was added or changed, by more perhaps than the cube shows. Called in that transaction. */
  dayChanged(day: number): void {
    if (!this.#rolledDays().delete(day)) return;
    this.#storage.sql.exec('DELETE FROM rolled_days WHERE day = ?', day);
  }

  /** Drops all sums that can be made again; they are when next needed. Must run in a transaction. */
  clear(): void {
    const { sql } = this.#storage;
    sql.exec('DELETE FROM cube_months; DELETE FROM rolled_months;');
    for (const table of ['daily', 'rolled_days']) sql.exec(`DELETE FROM ${table} WHERE day >= ?`, this.sealed.before);
    this.forget();
  }

  /** After a rollback: what is in memory may not be in the tables. */
  forget(): void {
    this.#months = null;
    this.#days = null;
    this.sealed.forget();
  }

  /** Sums the months from `from` to `to` that are over and not summed yet. */
  rollMonths(from: number, to: number, today: number): void {
    const { sql } = this.#storage;
    const start = this.firstDay();
    if (start === null) return;
    for (let month = Math.max(from, monthOf(start)); month <= to && month < monthOf(today); month += 1) {
      if (this.monthIsRolled(month)) continue;
      this.#storage.transactionSync(() => {
        sql.exec(
          `INSERT INTO cube_months (month, ad, ${FACT_COLUMNS.join(', ')})
           SELECT ?, ad, ${FACT_COLUMNS.map((column) => `sum(${column})`).join(', ')} FROM cube WHERE day BETWEEN ? AND ? GROUP BY ad`,
          month,
          firstDayOf(month),
          firstDayOf(month + 1) - 1,
        );
        sql.exec('INSERT INTO rolled_months (month) VALUES (?)', month);
      });
      this.#rolledMonths().add(month);
    }
  }

  /** Sums a day that is over, unless it is summed already. */
  rollDay(calendar: Calendar, day: number): void {
    const { sql } = this.#storage;
    if (this.dayIsRolled(day)) return;
    this.#storage.transactionSync(() => {
      for (const dimension of ROLLED) this.#rollDimension(calendar, day, dimension);
      sql.exec('INSERT INTO rolled_days (day) VALUES (?)', day);
    });
    this.#rolledDays().add(day);
  }

  #rollDimension(calendar: Calendar, day: number, dimension: RolledDimension): void {
    const { sql } = this.#storage;
    sql.exec('DELETE FROM daily WHERE dimension = ? AND day = ?', dimension, day);
    const sums = new Map<string, number[]>();
    for (const { values, facts } of cellsOfDay({ sql, calendar, day, asked: new Set([dimension]), byAd: false })) {
      const sum = sums.get(values[dimension]);
      if (sum) for (const [index, fact] of VISIT_FACTS.entries()) sum[index] = (sum[index] as number) + facts[fact];
      else
        sums.set(
          values[dimension],
          VISIT_FACTS.map((fact) => facts[fact]),
        );
    }
    for (const [value, facts] of sums) {
      sql.exec(
        `INSERT INTO daily (dimension, day, value, ${FACT_COLUMNS.join(', ')}) VALUES (?, ?, ?, ${FACT_COLUMNS.map(() => '?').join(', ')})`,
        dimension,
        day,
        value,
        ...facts,
      );
    }
  }

  /** Days from the first visit's on that are over and not summed, the latest first. */
  daysToRoll(today: number, most: number): number[] {
    const start = this.firstDay();
    const days: number[] = [];
    for (let day = today - 1; start !== null && day >= start && days.length < most; day -= 1)
      if (!this.dayIsRolled(day)) days.push(day);
    return days;
  }

  /** Of the first visit; null if there is none. */
  firstDay(): number | null {
    return this.#storage.sql.exec<{ day: number | null }>('SELECT min(day) AS day FROM cube').one().day;
  }

  #rolledMonths(): Set<number> {
    this.#months ??= new Set(
      this.#storage.sql
        .exec<{ month: number }>('SELECT month FROM rolled_months')
        .toArray()
        .map(({ month }) => month),
    );
    return this.#months;
  }

  #rolledDays(): Set<number> {
    this.#days ??= new Set(
      this.#storage.sql
        .exec<{ day: number }>('SELECT day FROM rolled_days')
        .toArray()
        .map(({ day }) => day),
    );
    return this.#days;
  }
}
