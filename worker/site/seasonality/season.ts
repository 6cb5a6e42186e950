import type { SeasonalityAnswer, SeasonOfMonth } from '../../../shared/seasonality.ts';

/** Seasonal indices of monthly figures. Pure. */

type Season = NonNullable<SeasonalityAnswer['season']>;

const YEAR = 12;
/** So that at least one calendar month was there twice. */
export const MONTHS_NEEDED = YEAR + 1;
/** A centred mean of twelve months lacks half a year at either end: of two years it leaves each calendar month once. */
const MONTHS_FOR_TREND = 2 * YEAR;

const SOURCES: Record<Season['method'], string> = {
  ratioToMean:
    'Each calendar month’s mean by the mean of the twelve (simple averages). A trend over these months is still in it: growth makes the months that come later in them look stronger. From 24 months on it is taken out.',
  ratioToTrend:
    'Each month by the centred 2×12-month moving average around it, averaged by calendar month and scaled to a mean of 1: classical multiplicative decomposition, Hyndman & Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., section 3.4.',
};

/**
 * "Low 10–20 %, middle 30–40 %, strong 50 % and more", as it is usually said; what lies between two classes is shared by
 * them, half each.
 */
const CLASSES: readonly [below: number, name: Season['class']][] = [
  [0.1, 'none'],
  [0.25, 'low'],
  [0.45, 'middle'],
  [Number.POSITIVE_INFINITY, 'strong'],
];

/** How many standard deviations the farthest of twelve means lies off in one of twenty cases: Φ⁻¹((1 + 0.95^(1/12)) / 2). */
const FARTHEST_OF_TWELVE = 2.862;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const round = (value: number): number => Number(value.toFixed(4));

/** Each month's mean with the half year around it, the two months at its ends half each; undefined at either end. */
const trendAt = (values: readonly number[], at: number): number | undefined => {
  const around = values.slice(Math.max(0, at - YEAR / 2), at + YEAR / 2 + 1);
  if (at < YEAR / 2 || around.length < YEAR + 1) return undefined;
  const [first, last] = [around[0] as number, around[YEAR] as number];
  return (around.reduce((sum, value) => sum + value, 0) - (first + last) / 2) / YEAR;
};

/**
 * @param values of successive whole months, in the metric's unit
 * @param first the calendar month of the first, 0 for January
 * @param counted whether the values are counts of events, which vary by chance as such do
 * @returns null with too few months, or where their mean is not above 0
 */
export const seasonOf = (
  values: readonly number[],
  { first, counted }: { first: number; counted: boolean },
): Season | null => {
  if (values.length < MONTHS_NEEDED) return null;
  const withTrend = values.length >= MONTHS_FOR_TREND;
  const months = Array.from({ length: YEAR }, (_, month) => ({
    month,
    amounts: [] as number[],
    ratios: [] as number[],
  }));
  for (const [at, value] of values.entries()) {
    const { amounts, ratios } = months[(first + at) % YEAR] as (typeof months)[number];
    amounts.push(value);
    const trend = withTrend ? trendAt(values, at) : undefined;
    if (trend !== undefined && trend > 0) ratios.push(value / trend);
  }
  // Where nothing was counted for a year there is no trend to set the month against.
  if (withTrend && months.some(({ ratios }) => ratios.length === 0)) return null;
  const raw = months.map(({ amounts, ratios }) => mean(withTrend ? ratios : amounts));
  const usual = mean(raw);
  if (!(usual > 0)) return null;
  const byMonth: SeasonOfMonth[] = months.map(({ month, amounts, ratios }, at) => ({
    month: month + 1,
    years: withTrend ? ratios.length : amounts.length,
    mean: round(mean(amounts)),
    index: round((raw[at] as number) / usual),
  }));
  const swing = round(Math.max(...byMonth.map(({ index }) => Math.abs(index - 1))));
  const method = withTrend ? 'ratioToTrend' : 'ratioToMean';
  const fewest = Math.min(...byMonth.map(({ years }) => years));
  return {
    method,
    source: SOURCES[method],
    byMonth,
    swing,
    class: (CLASSES.find(([below]) => swing < below) as (typeof CLASSES)[number])[1],
    // Counts of a mean m vary by √m: by 1/√(m n) of it, as the mean of n years.
    ...(counted && {
      chance: round(FARTHEST_OF_TWELVE / Math.sqrt(mean(months.map(({ amounts }) => mean(amounts))) * fewest)),
    }),
  };
};
