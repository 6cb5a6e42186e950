import type { Range } from '../days.ts';
import { daysOf, type Period, readPeriod, writePeriod } from '../period.ts';
import { useSite } from '../site.ts';

export interface Days {
  period: Period;
  range: Range;
  choose: (period: Period) => void;
}

const USUAL: Period = 'last30';
const NAMES = ['range', 'from', 'to'];

/** What an address says of the days, and nothing else: they stay the same from page to page. */
export const daysQuery = (query: string): string =>
  `${new URLSearchParams([...new URLSearchParams(query)].filter(([name]) => NAMES.includes(name)))}`;

/** Which days are looked at, as the address says. */
export const useDays = (): Days => {
  const { place, today, go } = useSite();
  const query = new URLSearchParams(place.query);
  const period = readPeriod(query, USUAL);
  return {
    period,
    range: daysOf(period, today),
    choose(chosen) {
      for (const name of NAMES) query.delete(name);
      writePeriod(query, chosen, USUAL);
      go({ rest: place.rest, query: `${query}` });
    },
  };
};
