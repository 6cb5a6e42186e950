import { Temporal } from 'temporal-polyfill';
import type { Hours } from '../../../shared/forms.ts';
import { Calendar, dateOfDay, weekdayOf } from '../days.ts';

/** Business hours by the site's clocks. */

/** ISO 8601: Monday is 1. */
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
/** Whoever is closed for longer than this opens too late for anybody who waits. */
const DAYS_AHEAD = 60;
/** By then the longest promise is over, but for hours that are hardly any. */
const DAYS_COUNTED = 366;
const MINUTE = 60_000;

/** From when to when somebody is there, ms since 1970; at its end nobody is any more. */
interface Stretch {
  from: number;
  to: number;
}

/** One site's open times. Each day's are remembered: they are asked for at every contact, and clocks are slow to ask. */
class OpenTimes {
  readonly calendar: Calendar;
  readonly #hours: Hours;
  readonly #closed: ReadonlySet<string>;
  readonly #days = new Map<number, readonly Stretch[]>();

  constructor(hours: Hours, timeZone: string) {
    this.calendar = new Calendar(timeZone);
    this.#hours = hours;
    this.#closed = new Set(hours.closed);
  }

  /** In order of time. */
  ofDay(day: number): readonly Stretch[] {
    let stretches = this.#days.get(day);
    if (!stretches) {
      stretches = this.#work(day);
      this.#days.set(day, stretches);
    }
    return stretches;
  }

  #work(day: number): Stretch[] {
    const date = dateOfDay(day);
    if (this.#closed.has(date)) return [];
    const stated = this.#hours.weekly[WEEKDAYS[weekdayOf(day) - 1] as (typeof WEEKDAYS)[number]] ?? [];
    return stated
      .map(({ from, to }) => ({ from: this.#momentOf(date, from), to: this.#momentOf(date, to) }))
      .filter(({ from, to }) => from < to)
      .sort((a, b) => a.from - b.from);
  }

  /** The moment at which a day's clocks show a time; `24:00` is the next day's beginning. */
  #momentOf(date: string, clock: string): number {
    const plain = Temporal.PlainDate.from(date);
    const { timeZone } = this.calendar;
    return clock === '24:00'
      ? plain.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds
      : plain.toZonedDateTime({ timeZone, plainTime: clock }).epochMilliseconds;
  }
}

/** By the settings they are of, and go with them. */
const remembered = new WeakMap<Hours, OpenTimes>();

const openTimesOf = (hours: Hours, timeZone: string): OpenTimes => {
  let times = remembered.get(hours);
  if (times?.calendar.timeZone !== timeZone) {
    times = new OpenTimes(hours, timeZone);
    remembered.set(hours, times);
  }
  return times;
};

/** The stretches from `at` on, the first one cut to what is left of it, none told twice; of today and `days` more. */
function* stretchesFrom(times: OpenTimes, at: number, days: number): Generator<Stretch> {
  const today = times.calendar.dayOf(at);
  let counted = at;
  for (let day = today; day <= today + days; day += 1) {
    for (const { from, to } of times.ofDay(day)) {
      if (to <= counted) continue;
      yield { from: Math.max(from, counted), to };
      counted = to;
    }
  }
}

/**
 * The first moment from `at` on (ms since 1970) at which somebody is there; null if nobody will be for two months.
 * Without hours somebody always is.
 */
export const openFrom = (hours: Hours | undefined, timeZone: string, at: number): number | null => {
  if (!hours) return at;
  const { value } = stretchesFrom(openTimesOf(hours, timeZone), at, DAYS_AHEAD).next();
  return value ? value.from : null;
};

/**
 * The moment (ms since 1970) at which somebody has been there for so many minutes since `at`; null if nobody comes within
 * two months. Without hours somebody always is there.
 */
export const openMinutesAfter = (
  { hours, timeZone }: { hours?: Hours | undefined; timeZone: string },
  at: number,
  minutes: number,
): number | null => {
  if (!hours) return at + minutes * MINUTE;
  if (openFrom(hours, timeZone, at) === null) return null;
  let left = minutes * MINUTE;
  for (const { from, to } of stretchesFrom(openTimesOf(hours, timeZone), at, DAYS_COUNTED)) {
    if (left <= to - from) return from + left;
    left -= to - from;
  }
  return null;
};
