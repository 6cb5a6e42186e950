import * as v from 'valibot';
import { Name } from './hits.ts';
import type { MetricName } from './metrics/catalogue.ts';
import type { Unit } from './metrics/facts.ts';
import { BASES, MODELS } from './report.ts';

/** How a figure swings with the calendar: `GET /v1/sites/{site}/seasonality`. */

export const SeasonalityQuery = v.object({
  /** Of those that add up. */
  metric: v.optional(Name, 'leads'),
  model: v.optional(v.picklist(MODELS), 'lastNonDirect'),
  basis: v.optional(v.picklist(BASES), 'event'),
});
export type SeasonalityQuery = v.InferOutput<typeof SeasonalityQuery>;

export interface SeasonOfMonth {
  /** 1 is January. */
  month: number;
  /** How many years its index rests on. */
  years: number;
  /** The mean of this calendar month as it was, in the metric's unit. */
  mean: number;
  /** What is usual in this month, as a fraction of what is usual in any: 1.2 is a fifth more. The twelve have a mean of 1. */
  index: number;
}

export interface SeasonalityAnswer {
  site: string;
  metric: MetricName;
  unit: Unit;
  /** The first and last whole month there is, `2025-10`; absent where there is none. */
  from?: string;
  to?: string;
  /** How many they are, and how many it takes. */
  months: number;
  needed: number;
  /** Absent where there are too few, or nothing was counted in them. */
  season?: {
    /** How it was worked out, and after whom. */
    method: 'ratioToMean' | 'ratioToTrend';
    source: string;
    byMonth: SeasonOfMonth[];
    /** How far the farthest month lies from the mean, as a fraction of it. */
    swing: number;
    /** By the swing: none below 10 %, low below 25 %, middle below 45 %, strong from there on. */
    class: 'none' | 'low' | 'middle' | 'strong';
    /**
     * Of what is counted: how far the farthest of twelve months without any season still swings by chance in one of
     * twenty cases. A swing within it proves nothing.
     */
    chance?: number;
  };
}
