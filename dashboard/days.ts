/** Days as reports know them: `2026-03-29` in the site's time zone. Arithmetic is done in UTC, where each has 24 hours. */

export interface Range {
  from: string;
  to: string;
}

export const PRESETS = [
  'today',
  'yesterday',
  'last7',
  'last30',
  'last90',
  'last365',
  'thisMonth',
  'lastMonth',
] as const;
export type Preset = (typeof PRESETS)[number];

const DAY = 86_400_000;

const timeOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Whether a text is a day that exists: `2026-02-30` is none. */
export const isDay = (text: string): boolean => {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? timeOf(text) : Number.NaN;
  return !Number.isNaN(time) && dayOf(time) === text;
};

export const addDays = (day: string, days: number): string => dayOf(timeOf(day) + days * DAY);

/** The day it is in a time zone at a moment (ms since 1970). */
export const dayAt = (now: number, timeZone: string): string => {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(now);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
};

const firstOfMonth = (day: string): string => `${day.slice(0, 7)}-01`;

/** The days a preset stands for; today counts as one of the last seven. */
export const rangeOf = (preset: Preset, today: string): Range => {
  switch (preset) {
    case 'today':
      return { from: today, to: today };
    case 'yesterday': {
      const day = addDays(today, -1);
      return { from: day, to: day };
    }
    case 'last7':
      return { from: addDays(today, -6), to: today };
    case 'last30':
      return { from: addDays(today, -29), to: today };
    case 'last90':
      return { from: addDays(today, -89), to: today };
    case 'last365':
      return { from: addDays(today, -364), to: today };
    case 'thisMonth':
      return { from: firstOfMonth(today), to: today };
    case 'lastMonth': {
      const to = addDays(firstOfMonth(today), -1);
      return { from: firstOfMonth(to), to };
    }
  }
};
