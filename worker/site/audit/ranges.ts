import type { DayRange } from '../../../shared/audit.ts';
import { dateOfDay } from '../days.ts';

/** Days put together where one follows the other, and what was counted on them. */
export const rangesOf = (days: ReadonlyMap<number, number>): (DayRange & { count: number })[] => {
  const ranges: { first: number; last: number; count: number }[] = [];
  for (const [day, count] of [...days].sort(([a], [b]) => a - b)) {
    const open = ranges.at(-1);
    if (open && open.last + 1 === day) {
      open.last = day;
      open.count += count;
    } else ranges.push({ first: day, last: day, count });
  }
  return ranges.map(({ first, last, count }) => ({ from: dateOfDay(first), to: dateOfDay(last), count }));
};
