import { unitOf } from '../../shared/metrics/catalogue.ts';
import { useSite } from '../site.ts';
import type { TrendMetric } from './trend.ts';

/** How one of the trend's figures is written; one that there is not is a dash. */
export const useFigure = (): ((metric: TrendMetric, value: number | null | undefined) => string) => {
  const { formats } = useSite();
  return (metric, value) => {
    if (typeof value !== 'number') return '–';
    return unitOf(metric) === 'money' ? formats.money(value) : formats.count(value);
  };
};
