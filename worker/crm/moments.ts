import { Temporal } from 'temporal-polyfill';
import type { When } from '../../shared/crm.ts';
import { type Calendar, dayOfDate } from '../site/days.ts';

const DAY = 86_400_000;
const PARTS = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * Ms since 1970; a day is its first instant, a time without an offset is the site's. Of one that clock changes have left
 * out or have made twice, what RFC 5545 says: the offset before the change.
 */
export const momentOf = (when: When, calendar: Calendar): number => {
  if (typeof when === 'number') return when;
  const [, date = '', hours, minutes = '', seconds = '00', fraction = '', zone] = PARTS.exec(when) ?? [];
  if (hours === undefined) return calendar.startOf(dayOfDate(date));
  const time = `${hours}:${minutes}:${seconds}${fraction}`;
  if (zone) return Date.parse(`${date}T${time}${zone}`);
  const day = dayOfDate(date);
  const start = calendar.startOf(day);
  // A day on which no clock is changed, as nearly all are.
  if (calendar.startOf(day + 1) - start === DAY) return start + Date.parse(`1970-01-01T${time}Z`);
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(calendar.timeZone).epochMilliseconds;
};
