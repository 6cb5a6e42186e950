import { Temporal } from 'temporal-polyfill';
import type { ReportQuery } from '../../../shared/report.ts';
import { dateOfDay, dayOfDate } from '../days.ts';

/** A period and the one a report sets it against. */
export interface Comparison {
  from: string;
  to: string;
  /** The day of the asked period in whose row a day of the other one stands. */
  standsFor: (day: number) => number;
  /** Whole months stand for whole months. */
  byMonths: boolean;
}

/**
 * The same days a year earlier; or what came just before: as many months where whole months are asked (a February is set
 * against January, not against its last 28 days), else as many days.
 */
export const comparisonOf = ({ from, to, compare }: Pick<ReportQuery, 'from' | 'to' | 'compare'>): Comparison => {
  const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
  const moved = (by: Temporal.DurationLike, byMonths: boolean): Comparison => ({
    from: first.subtract(by).toString(),
    // Not the last day moved: months are of unequal length.
    to: last.add({ days: 1 }).subtract(by).subtract({ days: 1 }).toString(),
    standsFor: (day) => Math.min(dayOfDate(Temporal.PlainDate.from(dateOfDay(day)).add(by).toString()), dayOfDate(to)),
    byMonths,
  });
  if (compare === 'year') return moved({ years: 1 }, true);
  const end = last.add({ days: 1 });
  if (first.day === 1 && end.day === 1)
    return moved({ months: first.until(end, { largestUnit: 'months' }).months }, true);
  return moved({ days: first.until(end, { largestUnit: 'days' }).days }, false);
};
