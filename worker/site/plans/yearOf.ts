import { dayOfDate, type LabelledPeriod, periodOf, periodOfLabel } from '../days.ts';

/** A period's year. */

/** The first day of the year a period belongs to: of a week the Monday of its ISO year's first week. */
export const yearStart = (label: string, { unit }: LabelledPeriod): number => {
  const year = label.slice(0, 4);
  return unit === 'week' ? (periodOfLabel(`${year}-W01`) as LabelledPeriod).first : dayOfDate(`${year}-01-01`);
};

/** The same period a year earlier; of a 53rd week, where that year has none, the week 52 weeks earlier. */
export const yearBefore = (label: string, { first }: LabelledPeriod): string => {
  const before = `${Number(label.slice(0, 4)) - 1}${label.slice(4)}`;
  return periodOfLabel(before) ? before : periodOf('week', first - 52 * 7);
};
