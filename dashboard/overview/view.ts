import type { Range } from '../days.ts';
import { type Period, readPeriod, writePeriod } from '../period.ts';

/** What the overview shows, as its address says it. */

export const STEPS = ['day', 'week', 'month'] as const;
export type Step = (typeof STEPS)[number];

export interface View {
  period: Period;
  /** Of the trend; null for what suits the days. */
  step: Step | null;
}

const USUAL: Period = 'last30';

export const readView = (query: string): View => {
  const params = new URLSearchParams(query);
  return {
    period: readPeriod(params, USUAL),
    step: STEPS.find((step) => step === params.get('step')) ?? null,
  };
};

/** The query of a view, without its `?`; '' where all is as usual. */
export const writeView = ({ period, step }: View): string => {
  const params = new URLSearchParams();
  writePeriod(params, period, USUAL);
  if (step) params.set('step', step);
  return params.toString();
};

const DAY = 86_400_000;
export const countDays = ({ from, to }: Range): number => (Date.parse(to) - Date.parse(from)) / DAY + 1;

/** As many points as the eye can tell apart: days of six weeks, weeks of half a year, else months. */
export const usualStep = (days: Range): Step => {
  const count = countDays(days);
  return count <= 42 ? 'day' : count <= 190 ? 'week' : 'month';
};
