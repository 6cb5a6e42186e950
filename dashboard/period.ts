import { isDay, PRESETS, type Preset, type Range, rangeOf } from './days.ts';

/** The days that a page looks at, as its address says them: a preset moves on with the days, two days stay. */
export type Period = Preset | Range;

/** What an address does not say, or says wrongly, is as usual. */
export const readPeriod = (params: URLSearchParams, usual: Period): Period => {
  const preset = PRESETS.find((name) => name === params.get('range'));
  if (preset) return preset;
  const from = params.get('from') ?? '';
  const to = params.get('to') ?? '';
  return isDay(from) && isDay(to) && from <= to ? { from, to } : usual;
};

/** What is as usual is left out, so that addresses stay short. */
export const writePeriod = (params: URLSearchParams, period: Period, usual: Period): void => {
  if (typeof period === 'object') {
    params.set('from', period.from);
    params.set('to', period.to);
  } else if (period !== usual) params.set('range', period);
};

export const daysOf = (period: Period, today: string): Range =>
  typeof period === 'object' ? period : rangeOf(period, today);
