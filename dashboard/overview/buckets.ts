import { addDays, type Range } from '../days.ts';
import type { Step } from './view.ts';

/** A day, week or month of a period, as far as the period has it. */
export interface Bucket extends Range {
  /** As reports label it: `2026-11-22`, `2026-W47`, `2026-11`. */
  key: string;
}

const DAY = 86_400_000;

/** A week belongs to the year that its Thursday lies in (ISO 8601). */
const weekOf = (day: string): string => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  const thursday = addDays(day, 4 - weekday);
  const year = thursday.slice(0, 4);
  const week = Math.floor((Date.parse(thursday) - Date.parse(`${year}-01-01`)) / DAY / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
};

const keyOf: Record<Step, (day: string) => string> = {
  day: (day) => day,
  week: weekOf,
  month: (day) => day.slice(0, 7),
};

/** Every one of a period, those too in which nothing happened and of which a report has no row. */
export const bucketsOf = ({ from, to }: Range, step: Step): Bucket[] => {
  const buckets: Bucket[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const key = keyOf[step](day);
    const last = buckets.at(-1);
    if (last?.key === key) last.to = day;
    else buckets.push({ key, from: day, to: day });
  }
  return buckets;
};
