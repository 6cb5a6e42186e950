import type { Hours } from '../../../shared/forms.ts';

/** Business hours, in whatever time zone: which moments are within them. By Intl alone; `now` is always passed in. */

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Between one time that is offered and the next. */
const STEP = 30 * MINUTE;
/** The soonest is this far off: somebody has to see the request first. */
const LEAD = 15 * MINUTE;
const DAYS_AHEAD = 7;
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** What a zone's clocks show at a moment, as if it were UTC (ms). */
const wallClock = (at: number, timeZone: string): number => {
  const parts: Record<string, number> = {};
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  for (const { type, value } of format.formatToParts(at)) parts[type] = Number(value);
  const { year = 0, month = 1, day, hour, minute } = parts;
  return Date.UTC(year, month - 1, day, hour, minute);
};

/** The moment at which a zone's clocks show this; of none where they skip it, and the first where they show it twice. */
const momentOf = (shown: number, timeZone: string): number | undefined => {
  for (const guess of [
    shown - (wallClock(shown - DAY, timeZone) - (shown - DAY)),
    shown - (wallClock(shown + DAY, timeZone) - (shown + DAY)),
  ])
    if (wallClock(guess, timeZone) === shown) return guess;
  return undefined;
};

const clock = (text: string): number => {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return (hours * 60 + minutes) * MINUTE;
};

/** The hours of one day, as its clocks show them (ms, as if in UTC). */
const rangesOn = (day: number, { weekly, closed }: Hours): { from: number; to: number }[] => {
  const date = new Date(day);
  if (closed?.includes(date.toISOString().slice(0, 10))) return [];
  const ranges = weekly[WEEKDAYS[date.getUTCDay()] as (typeof WEEKDAYS)[number]] ?? [];
  return ranges.map(({ from, to }) => ({ from: day + clock(from), to: day + clock(to) }));
};

export const isOpen = (hours: Hours, timeZone: string, now: number): boolean => {
  const shown = wallClock(now, timeZone);
  return rangesOn(shown - (shown % DAY), hours).some(({ from, to }) => shown >= from && shown < to);
};

/** Times to be called at within the coming week, ms since 1970, in order. */
export const timesToCall = (hours: Hours, timeZone: string, now: number): number[] => {
  const shown = wallClock(now, timeZone);
  const today = shown - (shown % DAY);
  const times: number[] = [];
  for (let day = 0; day <= DAYS_AHEAD; day += 1) {
    for (const { from, to } of rangesOn(today + day * DAY, hours)) {
      for (let at = from; at + STEP <= to; at += STEP) {
        const moment = momentOf(at, timeZone);
        if (moment !== undefined && moment >= now + LEAD) times.push(moment);
      }
    }
  }
  return [...new Set(times)].sort((a, b) => a - b);
};
