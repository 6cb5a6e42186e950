import type { ReportAnswer, Values } from '../../shared/report.ts';
import { type Bucket, bucketsOf } from './buckets.ts';
import type { Step } from './view.ts';

/** What the trend draws, each in a field of its own: money and counts share no scale. */
export const TREND_METRICS = ['spend', 'leads', 'costPerLead'] as const;
export type TrendMetric = (typeof TREND_METRICS)[number];

export interface TrendPoint extends Bucket {
  values: Record<TrendMetric, number | null>;
  /** Of the period compared with, place for place. */
  before: Record<TrendMetric, number | null>;
}

/** Where a report has no row nothing was spent and nobody asked; what a lead cost then is not known. */
const valuesOf = (values: Values | undefined): TrendPoint['values'] => ({
  spend: values?.spend ?? 0,
  leads: values?.leads ?? 0,
  costPerLead: values?.costPerLead ?? null,
});

export const trendOf = ({ from, to, rows }: ReportAnswer, step: Step): TrendPoint[] => {
  const rowOf = new Map(rows.map((row) => [row.key[step], row]));
  return bucketsOf({ from, to }, step).map((bucket) => {
    const row = rowOf.get(bucket.key);
    return { ...bucket, values: valuesOf(row?.values), before: valuesOf(row?.previous) };
  });
};
