import { Temporal } from 'temporal-polyfill';

const DAY = 86_400_000;
const EPOCH = Temporal.PlainDate.from('1970-01-01');

/** Days are counted from 1970-01-01 as integers; a date is `2026-03-29`. */
export const dayOfDate = (date: string): number => Math.round(Date.parse(`${date}T00:00:00Z`) / DAY);
export const dateOfDay = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/** Which day an instant falls on in one time zone, whatever its clock changes. Start-of-day instants are remembered. */
export class Calendar {
  readonly timeZone: string;
  #starts = new Map<number, number>();

  constructor(timeZone: string) {
    this.timeZone = timeZone;
  }

  /** The first instant of a day, ms since 1970. Not always midnight, and days are not always 24 h. */
  startOf(day: number): number {
    let start = this.#starts.get(day);
    if (start === undefined) {
      start = EPOCH.add({ days: day }).toZonedDateTime(this.timeZone).epochMilliseconds;
      this.#starts.set(day, start);
    }
    return start;
  }

  dayOf(instant: number): number {
    // UTC's day is off by one at most; a zone may leave a day out, then the one before it runs on.
    let day = Math.floor(instant / DAY) + 1;
    while (this.startOf(day) > instant) day -= 1;
    return day;
  }

  /** Hour of the day by the clock on the wall, 0 to 23. */
  hourOf(instant: number): number {
    return new Temporal.ZonedDateTime(BigInt(instant) * 1_000_000n, this.timeZone).hour;
  }
}

/** Monday is 1, Sunday 7 (ISO 8601). 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

export type PeriodUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** The label of the week, month, quarter or year a day lies in: `2026-W13`, `2026-03`, `2026-Q1`, `2026`. */
export const periodOf = (unit: PeriodUnit, day: number): string => {
  const date = dateOfDay(day);
  switch (unit) {
    case 'day':
      return date;
    case 'week': {
      // A week belongs to the year its Thursday lies in (ISO 8601).
      const thursday = day - weekdayOf(day) + 4;
      const year = dateOfDay(thursday).slice(0, 4);
      const week = Math.floor((thursday - dayOfDate(`${year}-01-01`)) / 7) + 1;
      return `${year}-W${String(week).padStart(2, '0')}`;
    }
    case 'month':
      return date.slice(0, 7);
    case 'quarter':
      return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
    case 'year':
      return date.slice(0, 4);
  }
};

/** Months are counted from January of year 0 as integers. */
export const monthOf = (day: number): number => {
  const date = new Date(day * DAY);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
};

/** First day of a month, as `dayOfDate` counts days. */
export const firstDayOf = (month: number): number => Math.round(Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY);

/** What a label such as `2026-W13` stands for. */
export interface LabelledPeriod {
  unit: Exclude<PeriodUnit, 'day'>;
  /** First and last day, as `dayOfDate` counts days. */
  first: number;
  last: number;
}

const LABEL = /^(\d{4})(?:-(W|Q)?(\d{1,2}))?$/;

/** The days of a week, month, quarter or year by the label `periodOf` gives; null if there is no such period. */
export const periodOfLabel = (label: string): LabelledPeriod | null => {
  const [, year, letter, ordinal] = LABEL.exec(label) ?? [];
  if (year === undefined) return null;
  const at = Number(ordinal ?? 1) - 1;
  const months = (unit: 'month' | 'quarter' | 'year', count: number): LabelledPeriod => {
    const month = Number(year) * 12 + at * count;
    return { unit, first: firstDayOf(month), last: firstDayOf(month + count) - 1 };
  };
  const week = (): LabelledPeriod => {
    // The year's first week is that of its 4 January (ISO 8601).
    const fourth = dayOfDate(`${year}-01-04`);
    const first = fourth - weekdayOf(fourth) + 1 + 7 * at;
    return { unit: 'week', first, last: first + 6 };
  };
  const period =
    letter === 'W'
      ? week()
      : letter === 'Q'
        ? months('quarter', 3)
        : ordinal === undefined
          ? months('year', 12)
          : months('month', 1);
  // A 54th week, a 13th month or a 5th quarter are of another year by then, and `2026-3` is no label.
  return periodOf(period.unit, period.first) === label ? period : null;
};
