import type { Hours } from '../../shared/forms.ts';
import { isDay } from '../days.ts';

/** Business hours while they are edited. */

export const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEK)[number];
export interface Times {
  from: string;
  to: string;
}
export type Week = Record<Weekday, Times[]>;

const USUAL: Times = { from: '09:00', to: '18:00' };

/** Of a site that has set none: an office's week to begin with. */
export const weekOf = (hours: Hours | undefined): Week =>
  Object.fromEntries(
    WEEK.map((day) => [day, hours ? [...(hours.weekly[day] ?? [])] : day === 'sat' || day === 'sun' ? [] : [USUAL]]),
  ) as Week;

/** Another stretch behind the last one, as after a lunch break. */
export const withMore = (times: readonly Times[]): Times[] => {
  const last = times.at(-1);
  if (!last) return [USUAL];
  // A day has room for it only where it does not end at midnight.
  if (last.to >= '23:00')
    return [
      { from: last.from, to: '13:00' },
      { from: '14:00', to: last.to },
    ];
  return [
    ...times,
    { from: last.to, to: `${String(Math.min(23, Number(last.to.slice(0, 2)) + 2)).padStart(2, '0')}:00` },
  ];
};

/** The first day whose times run backwards. */
export const wrongDay = (week: Week): Weekday | undefined =>
  WEEK.find((day) => week[day].some(({ from, to }) => !from || !to || from >= to));

export const datesIn = (text: string): { dates: string[]; wrong: string | undefined } => {
  const dates = text.split(/[\s,;]+/).filter(Boolean);
  return { dates, wrong: dates.find((date) => !isDay(date)) };
};

export const hoursOf = (week: Week, closed: readonly string[]): Hours => ({
  weekly: Object.fromEntries(WEEK.filter((day) => week[day].length > 0).map((day) => [day, week[day]])),
  ...(closed.length > 0 && { closed: [...closed] }),
});

/** Days that follow each other and are alike are told together: Mon–Fri 09:00–18:00. */
export const stretches = (hours: Hours): { from: Weekday; to: Weekday; times: readonly Times[] }[] => {
  const found: { from: Weekday; to: Weekday; times: readonly Times[] }[] = [];
  for (const [index, day] of WEEK.entries()) {
    const times = hours.weekly[day] ?? [];
    const last = found.at(-1);
    const follows = last && last.to === WEEK[index - 1] && JSON.stringify(last.times) === JSON.stringify(times);
    if (times.length === 0) continue;
    if (follows) last.to = day;
    else found.push({ from: day, to: day, times });
  }
  return found;
};
