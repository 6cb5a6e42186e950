import type { Hours } from '../../../shared/forms.ts';
import { dateOfDay, type LabelledPeriod, weekdayOf } from '../days.ts';

/** ISO 8601: Monday is 1. */
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Days on which somebody is there; without hours Monday to Friday. */
const isWorkingDay = (hours: Hours | undefined, day: number): boolean => {
  const weekday = weekdayOf(day);
  if (!hours) return weekday <= 5;
  const open = hours.weekly[WEEKDAYS[weekday - 1] as (typeof WEEKDAYS)[number]];
  return (open?.length ?? 0) > 0 && !hours.closed?.includes(dateOfDay(day));
};

export interface Pace {
  workingDays: number;
  over: number;
}

/** Working days of a period, and how many of them lie before today. Where nobody works all period long, every day counts. */
export const paceOf = (
  hours: Hours | undefined,
  { first, last }: Pick<LabelledPeriod, 'first' | 'last'>,
  today: number,
): Pace => {
  const all = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const working = all.filter((day) => isWorkingDay(hours, day));
  const counted = working.length > 0 ? working : all;
  return { workingDays: counted.length, over: counted.filter((day) => day < today).length };
};
