import type { Calendar } from '../days.ts';

/** Nothing is sealed: every day comes later than this one. */
const NONE = Number.MIN_SAFE_INTEGER;

/** Which days are sealed: their visits are kept as sums alone, and those sums stand. */
export class SealedDays {
  readonly #sql: SqlStorage;
  #known: { before: number; fromTime: number } | null = null;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  get any(): boolean {
    return this.before !== NONE;
  }

  /** The first day that is not sealed. */
  get before(): number {
    return this.#read().before;
  }

  /** No visit that is still a row began earlier (ms since 1970), in whichever time zone its day was sealed. */
  openFrom(calendar: Calendar): number {
    const { before, fromTime } = this.#read();
    return before === NONE ? NONE : Math.max(fromTime, calendar.startOf(before));
  }

  /** Moves the first day that is not sealed on. Must run in a transaction. */
  seal(calendar: Calendar, before: number): void {
    this.#sql.exec(
      `INSERT INTO sealed (id, before, from_time) VALUES (1, ?, ?)
       ON CONFLICT (id) DO UPDATE SET before = excluded.before, from_time = excluded.from_time`,
      before,
      Math.max(this.openFrom(calendar), calendar.startOf(before)),
    );
    this.forget();
  }

  /** After a rollback: what is in memory may not be in the table. */
  forget(): void {
    this.#known = null;
  }

  #read(): { before: number; fromTime: number } {
    if (!this.#known) {
      const [row] = this.#sql
        .exec<{ before: number; from_time: number }>('SELECT before, from_time FROM sealed')
        .toArray();
      this.#known = { before: row?.before ?? NONE, fromTime: row?.from_time ?? NONE };
    }
    return this.#known;
  }
}
