import type { Unit } from '../../shared/metrics/facts.ts';
import type { Formats } from '../format.ts';
import { readNumber } from '../readNumber.ts';

/** A figure of any unit: as it is read, and as somebody types it. */

export const written = (formats: Formats, unit: Unit, value: number | null): string => {
  if (value === null) return '–';
  switch (unit) {
    case 'money':
      return formats.money(value);
    case 'ratio':
      return formats.share(value);
    case 'seconds':
      return formats.duration(value);
    default:
      return formats.count(value);
  }
};

/** One of what is typed, in the metric's unit: people say per cent and minutes. */
const TYPED: Partial<Record<Unit, number>> = { ratio: 0.01, seconds: 60 };

const rounded = (value: number, places: number): number => Number(value.toFixed(places));

/** With two places more than are read, so that what comes back is what went. */
export const typed = (unit: Unit, value: number): string => String(rounded(value / (TYPED[unit] ?? 1), 8));

/** null for what is no number. */
export const readTyped = (unit: Unit, text: string): number | null => {
  const value = readNumber(text.replace(/%$/, ''));
  return value === null ? null : rounded(value * (TYPED[unit] ?? 1), 6);
};
