import { Temporal } from 'temporal-polyfill';
import type { Hours } from '../../../shared/forms.ts';

/** Business hours by the site's clocks. Pure. */

/** ISO 8601: Monday is 1. */
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
/** Whoever is closed for longer than this opens too late for anybody who waits. */
const DAYS_AHEAD = 60;

/** The moment (ms since 1970) at which a day's clocks show a time; `24:00` is the next day's beginning. */
const momentOf = (date: Temporal.PlainDate, clock: string, timeZone: string): number =>
  clock === '24:00'
    ? date.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds
    : date.toZonedDateTime({ timeZone, plainTime: clock }).epochMilliseconds;

/**
 * The first moment from `at` on (ms since 1970) at which somebody is there; null if nobody will be for two months.
 * Without hours somebody always is.
 */
export const openFrom = (hours: Hours | undefined, timeZone: string, at: number): number | null => {
  if (!hours) return at;
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
  for (let days = 0; days <= DAYS_AHEAD; days += 1) {
    const date = today.add({ days });
    if (hours.closed?.includes(date.toString())) continue;
    const open = (hours.weekly[WEEKDAYS[date.dayOfWeek - 1] as (typeof WEEKDAYS)[number]] ?? [])
      .map(({ from, to }) => ({ from: momentOf(date, from, timeZone), to: momentOf(date, to, timeZone) }))
      .filter(({ to }) => to > at)
      .map(({ from }) => Math.max(from, at));
    if (open.length > 0) return Math.min(...open);
  }
  return null;
};
