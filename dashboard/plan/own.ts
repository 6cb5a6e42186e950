import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { LOCALES } from '../format.ts';
import { metricName } from '../metricNames/metricName.ts';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import type { PlanPeriod } from './periods.ts';
import type { Words } from './words/uk.ts';

/** The page's own words, for every component of it. */
export const Own = createContext<Words | null>(null);

export const useOwn = (): Words => {
  const words = useContext(Own);
  if (!words) throw new Error('A component stands outside Own');
  return words;
};

export const useMetricName = (): ((metric: string) => string) => {
  const { details } = useSite();
  const { metricNames } = useOwn();
  return (metric) => metricName(metricNames, metric, details.settings.leads.actions);
};

/** `листопад 2026 р.`, `4 квартал 2026`, `тиждень 47 · 16–22 лист. 2026`. */
export const usePeriodName = (): ((period: PlanPeriod) => string) => {
  const { language } = useReading();
  const { formats } = useSite();
  const words = useOwn();
  return (period) => {
    const { unit, label, from } = period;
    const year = label.slice(0, 4);
    switch (unit) {
      case 'week':
        return `${fill(words.week, { n: String(Number(label.slice(6))) })} · ${formats.range(period)}`;
      case 'month':
        return new Intl.DateTimeFormat(LOCALES[language], { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
          Date.parse(from),
        );
      case 'quarter':
        return fill(words.quarter, { n: label.slice(6), year });
      case 'year':
        return year;
    }
  };
};
