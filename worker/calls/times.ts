import { Temporal } from 'temporal-polyfill';

/** Times as providers state them. */

export interface Clock {
  /** IANA zone of times stated without one. */
  timeZone: string;
  /** Ms since 1970. */
  receivedAt: number;
}

const MINUTE = 60_000;
/** What lies before 2001 is a time not set. */
const EARLIEST = Date.UTC(2001, 0, 1);
/** Numbers from here on are milliseconds: as seconds they lie after the year 5000. */
const MILLISECONDS_FROM = 1e11;
const LATEST = 1e14;

const NUMBER = /^\d+(\.\d+)?$/;
const ZONED = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/i;
/** RFC 2822, as Twilio has it: `Sun, 25 Mar 2018 09:53:19 +0000`. */
const MAIL = /^(\w{3}, )?\d{1,2} \w{3} \d{4} \d\d:\d\d:\d\d ([+-]\d{4}|GMT)$/;
const LOCAL =
  /^(?:(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)|(?<dotDay>\d\d)\.(?<dotMonth>\d\d)\.(?<dotYear>\d{4}))[T ](?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d)(?:\.\d+)?)?$/;

const localTime = (groups: Record<string, string | undefined>, { timeZone, receivedAt }: Clock): number => {
  const local = Temporal.PlainDateTime.from(
    {
      year: Number(groups.year ?? groups.dotYear),
      month: Number(groups.month ?? groups.dotMonth),
      day: Number(groups.day ?? groups.dotDay),
      hour: Number(groups.hour),
      minute: Number(groups.minute),
      second: Number(groups.second ?? 0),
    },
    { overflow: 'reject' },
  );
  const at = (disambiguation: 'later' | 'earlier'): number =>
    local.toZonedDateTime(timeZone, { disambiguation }).epochMilliseconds;
  // An hour that the clocks are put back by comes twice: what is told now happened the last time it came.
  const later = at('later');
  return later <= receivedAt + MINUTE ? later : at('earlier');
};

const timeOf = (text: string, clock: Clock): number => {
  if (NUMBER.test(text)) {
    const number = Number(text);
    return Math.round(number < MILLISECONDS_FROM ? number * 1_000 : number);
  }
  if (ZONED.test(text)) return Temporal.Instant.from(text).epochMilliseconds;
  if (MAIL.test(text)) return Date.parse(text);
  const local = LOCAL.exec(text)?.groups;
  return local ? localTime(local, clock) : Number.NaN;
};

/**
 * Ms since 1970 of unix seconds or milliseconds, ISO 8601, RFC 2822, or a local time `2026-03-29 14:05:00` or
 * `29.03.2026 14:05:00`. Nothing happened after we heard of it: such a clock is ahead of ours. Undefined for what is no
 * time, and for 0.
 */
export const readTime = (stated: string | number | undefined, clock: Clock): number | undefined => {
  if (stated === undefined) return undefined;
  let time: number;
  try {
    time = timeOf(String(stated).trim(), clock);
  } catch (error) {
    // A 30th of February, or a zone that nobody knows.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  return time >= EARLIEST && time < LATEST ? Math.min(time, clock.receivedAt) : undefined;
};

const WEEK = 7 * 86_400;

/** Whole seconds of `38`, `"38"` or `"38.004"`; undefined for what is no length of a call. */
export const readSeconds = (stated: string | number | undefined): number | undefined => {
  const text = String(stated ?? '').trim();
  const seconds = NUMBER.test(text) ? Math.floor(Number(text)) : Number.NaN;
  return seconds <= WEEK ? seconds : undefined;
};
