import { Temporal } from 'temporal-polyfill';
import { addDays, dayAt } from '../../dashboard/days.ts';

/** The company's clock: Kyiv's, with its working hours. */

export const ZONE = 'Europe/Kyiv';
const MINUTE = 60_000;
const OPENS = 9;
const CLOSES = 18;

const midnights = new Map<string, number>();

/** Ms since 1970 at so many hours of a day in Kyiv; hours may be broken. */
export const kyivTime = (day: string, hours: number): number => {
  let midnight = midnights.get(day);
  if (midnight === undefined) {
    midnight = Temporal.PlainDate.from(day).toZonedDateTime(ZONE).epochMilliseconds;
    midnights.set(day, midnight);
  }
  return Math.round(midnight + hours * 3_600_000);
};

/** Sunday is 0. */
export const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();
export const isWorkday = (day: string): boolean => weekday(day) % 6 !== 0;

/** So many minutes of working hours after a moment. */
export const workMinutesLater = (at: number, minutes: number): number => {
  let day = dayAt(at, ZONE);
  let time = at;
  let left = minutes * MINUTE;
  for (;;) {
    const from = Math.max(time, kyivTime(day, OPENS));
    const room = isWorkday(day) ? kyivTime(day, CLOSES) - from : 0;
    if (room > left) return from + left;
    left -= Math.max(0, room);
    day = addDays(day, 1);
    time = kyivTime(day, 0);
  }
};
