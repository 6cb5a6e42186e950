import type { Language } from '../../shared/settings.ts';
import { isDay } from '../../shared/spend.ts';
import type { CalendarField } from './system.ts';

/** Days as export files write them, in English, Russian and Ukrainian. Days are ISO texts, `2026-03-29`. */

/** What a cell means in either order; equal where only one reading is possible in that writing. */
export interface DateReading {
  dayFirst?: string;
  monthFirst?: string;
}

export type DayOrder = keyof DateReading;

export interface Period {
  from: string;
  to: string;
}

/** Every form of a month's name that is not the start of another of its forms. */
const MONTHS = [
  'january январь января січень січня',
  'february февраль февраля лютий лютого',
  'march март марта березень березня',
  'april апрель апреля квітень квітня',
  'may май мая травень травня',
  'june июнь июня червень червня',
  'july июль июля липень липня',
  'august август августа серпень серпня',
  'september сентябрь сентября вересень вересня',
  'october октябрь октября жовтень жовтня',
  'november ноябрь ноября листопад листопада',
  'december декабрь декабря грудень грудня',
].map((names) => names.split(' '));

/** 1 to 12 for `Mar`, `марта`, `бер`, `Sept`. */
const monthOf = (word: string): number | undefined => {
  const start = word.toLowerCase();
  const found = MONTHS.findIndex((names) => names.some((name) => name.startsWith(start)));
  return found < 0 ? undefined : found + 1;
};

const dayOf = (year: number, month: number, day: number): string | undefined => {
  const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return year >= 2000 && year < 2100 && isDay(text) ? text : undefined;
};

const reading = (dayFirst: string | undefined, monthFirst: string | undefined): DateReading | undefined =>
  dayFirst || monthFirst ? { ...(dayFirst && { dayFirst }), ...(monthFirst && { monthFirst }) } : undefined;

const fullYear = (year: string): number => (year.length === 2 ? 2000 + Number(year) : Number(year));

const TIME = /[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[AP]M)?(Z|[+-]\d{2}:?\d{2})?$/i;
const WEEKDAY = /^\p{L}{2,12}\.?, +(?=[\d\p{L}])/u;
const YEAR_WORD = /(?<=\d) ?(г|года?|р|рік|року)\.?$/i;

const YEAR_FIRST = /^(\d{4})([-/.]?)(\d{2})\2(\d{2})$/;
const NUMBERS = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/;
const DAY_MONTH_YEAR = /^(\d{1,2})[ -](\p{L}{3,12})\.?[ -](\d{4})$/u;
const MONTH_DAY_YEAR = /^(\p{L}{3,12})\.? (\d{1,2}),? (\d{4})$/u;

export const readDate = (cell: string): DateReading | undefined => {
  if (cell.length > 60) return undefined;
  const text = cell.replace(/\s+/g, ' ').trim().replace(TIME, '').replace(YEAR_WORD, '').replace(WEEKDAY, '');
  const sure = (year: string, month: number | undefined, day: string): DateReading | undefined => {
    const found = month === undefined ? undefined : dayOf(Number(year), month, Number(day));
    return reading(found, found);
  };
  let parts = YEAR_FIRST.exec(text);
  if (parts) return sure(parts[1]!, Number(parts[3]), parts[4]!);
  parts = DAY_MONTH_YEAR.exec(text);
  if (parts) return sure(parts[3]!, monthOf(parts[2]!), parts[1]!);
  parts = MONTH_DAY_YEAR.exec(text);
  if (parts) return sure(parts[3]!, monthOf(parts[1]!), parts[2]!);
  parts = NUMBERS.exec(text);
  if (!parts) return undefined;
  const [first, second, year] = [Number(parts[1]), Number(parts[3]), fullYear(parts[4]!)];
  const dayFirst = dayOf(year, second, first);
  // Where points part the numbers, the day comes first everywhere.
  return reading(dayFirst, parts[2] === '.' ? dayFirst : dayOf(year, first, second));
};

const within = (day: string | undefined, period: Period): boolean =>
  day !== undefined && day >= period.from && day <= period.to;

/**
 * Which order a file's dates are in: as those say that have one reading only, else the one in which all lie in the
 * file's period, else as its system or the header's language has it. English has both: there it stays open.
 */
export const decideOrder = (
  readings: readonly DateReading[],
  about: { period: Period | undefined; language: Language; usual?: DayOrder | undefined },
): DayOrder | undefined => {
  const open = readings.filter(({ dayFirst, monthFirst }) => dayFirst !== monthFirst);
  const onlyDayFirst = open.filter(({ monthFirst }) => !monthFirst).length;
  const onlyMonthFirst = open.filter(({ dayFirst }) => !dayFirst).length;
  // Where both occur, the rarer are the file's mistakes.
  if (onlyDayFirst + onlyMonthFirst > 0) return onlyDayFirst >= onlyMonthFirst ? 'dayFirst' : 'monthFirst';
  if (open.length === 0) return 'dayFirst';
  const { period } = about;
  if (period) {
    const dayFirst = open.every((date) => within(date.dayFirst, period));
    const monthFirst = open.every((date) => within(date.monthFirst, period));
    if (dayFirst !== monthFirst) return dayFirst ? 'dayFirst' : 'monthFirst';
  }
  return about.usual ?? (about.language === 'en' ? undefined : 'dayFirst');
};

const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const months = (year: number, first: number, count: number): Period | undefined => {
  const from = dayOf(year, first, 1);
  const next = dayOf(year + Math.floor((first + count - 1) / 12), ((first + count - 1) % 12) + 1, 1);
  return from && next ? { from, to: addDays(next, -1) } : undefined;
};

/** The week, month, quarter or year that a day lies in; a week begins with the day that is written for it. */
export const periodOf = (field: CalendarField, day: string): Period | undefined => {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  switch (field) {
    case 'week':
      return { from: day, to: addDays(day, 6) };
    case 'month':
      return months(year, month, 1);
    case 'quarter':
      return months(year, month - ((month - 1) % 3), 3);
    case 'year':
      return months(year, 1, 12);
  }
};

/** A month or year written without a day: `март 2026`, `03.2026`, `2026-03`, `2026`. */
export const readCalendarWord = (field: CalendarField, cell: string): Period | undefined => {
  if (cell.length > 60) return undefined;
  const text = cell.replace(/\s+/g, ' ').trim().replace(YEAR_WORD, '');
  if (field === 'year' && /^\d{4}$/.test(text)) return months(Number(text), 1, 12);
  if (field !== 'month') return undefined;
  let parts = /^(\p{L}{3,12})\.?,? (\d{4})$/u.exec(text);
  if (parts) {
    const month = monthOf(parts[1]!);
    return month === undefined ? undefined : months(Number(parts[2]), month, 1);
  }
  parts = /^(\d{4})[-/.](\d{1,2})$/.exec(text);
  if (parts) return months(Number(parts[1]), Number(parts[2]), 1);
  parts = /^(\d{1,2})[-/.](\d{4})$/.exec(text);
  return parts ? months(Number(parts[2]), Number(parts[1]), 1) : undefined;
};
