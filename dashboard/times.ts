import type { Language } from '../shared/settings.ts';
import { LOCALES } from './format.ts';

/** Moments and how long things take, in the reader's language and by the site's clock. Moments are ISO 8601, as the API gives them. */

export interface Times {
  /** `14:05`. */
  clock(moment: string): string;
  /** As short as it can be told from `now` (ms since 1970): the clock of today, the day of this year, else the whole date. */
  brief(moment: string, now: number): string;
  /** Date and clock. */
  moment(moment: string): string;
  /** The day in words, for a heading. */
  day(moment: string): string;
  /** `8 min`, `2 hr 5 min`, `3 days`: two units at most, the smaller one left out where it says little. Less than a minute is one. */
  lasting(ms: number): string;
  /** Of a conversation, as players show it: `3:07`. */
  talk(seconds: number): string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const makeTimes = (language: Language, timeZone: string): Times => {
  const locale = LOCALES[language];
  const dates = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options });
  const units = (unit: string): Intl.NumberFormat =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' });

  const clock = dates({ hour: '2-digit', minute: '2-digit' });
  const dayOfYear = dates({ day: 'numeric', month: 'short' });
  const date = dates({ day: '2-digit', month: '2-digit', year: '2-digit' });
  const moments = dates({ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
  const days = dates({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const sameDay = dates({ dateStyle: 'short' });
  const year = dates({ year: 'numeric' });
  const minutes = units('minute');
  const hours = units('hour');
  const wholeDays = units('day');

  return {
    clock: (moment) => clock.format(new Date(moment)),
    brief(moment, now) {
      const at = new Date(moment);
      if (sameDay.format(at) === sameDay.format(now)) return clock.format(at);
      return year.format(at) === year.format(now) ? dayOfYear.format(at) : date.format(at);
    },
    moment: (moment) => moments.format(new Date(moment)),
    day: (moment) => days.format(new Date(moment)),
    lasting(ms) {
      if (ms < HOUR) return minutes.format(Math.max(1, Math.floor(ms / MINUTE)));
      if (ms >= 2 * DAY) return wholeDays.format(Math.floor(ms / DAY));
      const left = Math.floor((ms % HOUR) / MINUTE);
      const whole = hours.format(Math.floor(ms / HOUR));
      return ms < 10 * HOUR && left > 0 ? `${whole} ${minutes.format(left)}` : whole;
    },
    talk: (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`,
  };
};
