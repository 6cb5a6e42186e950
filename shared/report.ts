import * as v from 'valibot';
import { DEFAULT_METRICS, type MetricName } from './metrics/catalogue.ts';
import { Day } from './spend.ts';

/** What `GET /v1/sites/{site}/report` is asked and what it answers. */

/** What an ad belongs to. */
export const AD_DIMENSIONS = ['ad', 'campaign', 'source', 'medium', 'channel', 'term', 'content'] as const;
/** When. */
export const TIME_DIMENSIONS = ['day', 'week', 'month', 'quarter', 'year'] as const;
/** What a visit was like; read from its own row. */
export const VISIT_DIMENSIONS = ['landing', 'page', 'device', 'country', 'form', 'variant', 'hour', 'weekday'] as const;
/** What became of a lead; of visits and spend they tell nothing. */
export const LEAD_DIMENSIONS = ['owner', 'product', 'lossReason'] as const;
export type LeadDimension = (typeof LEAD_DIMENSIONS)[number];
export const DIMENSIONS = [...AD_DIMENSIONS, ...VISIT_DIMENSIONS, ...LEAD_DIMENSIONS, ...TIME_DIMENSIONS] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** One visit can stand in several rows of these, so the rows may add up to more than the total. */
export const OVERLAPPING: readonly Dimension[] = ['page', 'form', 'variant'];

/** Models that credit one touch, and models that share a credit out among several. */
export const SINGLE_TOUCH = ['lastClick', 'lastNonDirect', 'firstClick'] as const;
export type SingleTouch = (typeof SINGLE_TOUCH)[number];
export const MULTI_TOUCH = ['linear', 'position', 'timeDecay'] as const;
export const MODELS = [...SINGLE_TOUCH, ...MULTI_TOUCH] as const;
export type Model = (typeof MODELS)[number];

/** The day a lead or contact counts on: its own, or that of the lead it belongs to. */
export const BASES = ['event', 'lead'] as const;
export type Basis = (typeof BASES)[number];

export const OPERATORS = { ':': 'is', '!:': 'is not', '~:': 'contains' } as const;

/**
 * `channel:Paid Search`, `source!:google`, `landing~:/offer`: dimension, operator, value; case does not matter. An `ad` is
 * an id, but `ad~:` looks into its names: its own and its campaign's.
 */
const Condition = v.pipe(
  v.string(),
  v.maxLength(600),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const match = /^([a-zA-Z]+)(!:|~:|:)(.*)$/s.exec(dataset.value);
    const dimension = DIMENSIONS.find((name) => name === match?.[1]);
    if (!match || !dimension) {
      addIssue({
        message: `must be a dimension, then ":" (is), "!:" (is not) or "~:" (contains), then a value; got "${dataset.value}"`,
      });
      return NEVER;
    }
    return { dimension, operator: match[2] as keyof typeof OPERATORS, value: match[3] as string };
  }),
);

const list = <const T extends readonly string[]>(options: T, most: number) =>
  v.pipe(
    v.string(),
    v.transform((text) => [
      ...new Set(
        text
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean),
      ),
    ]),
    v.array(v.picklist(options)),
    v.maxLength(most),
  );

/** Names of metrics: which there are depends on the site's actions too, so the site's route looks at them. */
const MetricList = v.pipe(
  v.string(),
  v.maxLength(10_000),
  v.transform((text) => [
    ...new Set(
      text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    ),
  ]),
  v.maxLength(200),
  v.transform((names) => names as MetricName[]),
);

const wholeNumber = (most: number) =>
  v.pipe(
    v.string(),
    v.regex(/^\d{1,6}$/, 'must be a whole number'),
    v.transform(Number),
    v.minValue(1),
    v.maxValue(most),
  );

/** The query string; everything has a default. */
export const ReportQuery = v.object({
  by: v.optional(list(DIMENSIONS, 3), 'ad'),
  metrics: v.optional(MetricList, DEFAULT_METRICS.join(',')),
  /** First and last day, both included; by default the last 30 days. */
  from: v.optional(Day),
  to: v.optional(Day),
  /** Several stand side by side in `models`, the first one in `values` too. */
  model: v.optional(list(MODELS, MODELS.length), 'lastNonDirect'),
  /** Days before a contact whose touches count; the site's own if left out. */
  lookBack: v.optional(wholeNumber(400)),
  /** Days in which a touch's weight halves, under `timeDecay`. */
  halfLife: v.optional(wholeNumber(400), '7'),
  basis: v.optional(v.picklist(BASES), 'event'),
  /** Several conditions on one dimension: any of them (of the negative ones: all). On several dimensions: all. */
  where: v.optional(
    v.pipe(
      v.union([v.string(), v.array(v.string())]),
      v.transform((given) => (typeof given === 'string' ? [given] : given)),
      v.array(Condition),
      v.maxLength(50),
    ),
    [],
  ),
  /** The days (of whole months: the months) just before, or the same days a year earlier; rows of time stand place for place. */
  compare: v.optional(v.picklist(['previous', 'year'])),
  /**
   * A metric or dimension of the answer, or with `compare` `difference:{metric}`, by how much it moved, whichever way; `-`
   * before it puts the largest first.
   */
  order: v.optional(
    v.pipe(v.string(), v.regex(/^-?[A-Za-z0-9:]+$/, 'must be a metric or dimension, with - before it for descending')),
  ),
  /** Rows given; totals are of all. */
  limit: v.optional(wholeNumber(50_000), '1000'),
  /** `1`: 95 % intervals of the metrics that are shares. */
  intervals: v.optional(v.picklist(['0', '1']), '0'),
});

export type Condition = v.InferOutput<typeof Condition>;
/** As parsed, with the days settled. */
export type ReportQuery = Omit<v.InferOutput<typeof ReportQuery>, 'from' | 'to'> & { from: string; to: string };

export type Values = Partial<Record<MetricName, number | null>>;
export type Intervals = Partial<Record<MetricName, [from: number, to: number]>>;

/** What stands behind a row by ad. */
export interface AdName {
  channel: string;
  /** Which rule gave the channel, so that "why this source" has an answer. */
  rule: string;
  source: string;
  medium: string;
  /** As the ad system names it where that is known, else the UTM value. */
  campaign: string;
  content: string;
  system?: string;
  campaignId?: string;
  adId?: string;
}

export interface ReportRow {
  /** The value of each dimension asked; '' where it is not known. For `ad` an id, its names being in `ad`. */
  key: Partial<Record<Dimension, string>>;
  ad?: AdName;
  values: Values;
  /** Where several models are asked: each one's values of the metrics that a model can change; the others stand in `values`. */
  models?: Partial<Record<Model, Values>>;
  /** Same key, the period compared with. */
  previous?: Values;
  /** By how much each value differs from the previous one, as a fraction of it; null where that is nothing. */
  change?: Values;
  /** 95 % intervals, on request: Wilson's. */
  intervals?: Intervals;
  /** Metrics that rest on spend shared out from a coarser row. */
  estimated?: MetricName[];
  /** Spend that no visit's source matches. */
  unmatched?: true;
}

export interface ReportAnswer {
  site: string;
  from: string;
  to: string;
  timeZone: string;
  currency: string;
  by: Dimension[];
  metrics: MetricName[];
  models: Model[];
  /** Days, as the models took them. */
  lookBack: number;
  halfLife: number;
  basis: Basis;
  rows: ReportRow[];
  /** Rows there are, of which `limit` were given. */
  rowCount: number;
  totals: Values;
  /** Where several models are asked: each one's totals, of the same metrics. */
  modelTotals?: Partial<Record<Model, Values>>;
  /** On request, as in rows. */
  totalIntervals?: Intervals;
  compare?: { from: string; to: string; totals: Values; change: Values };
  /** With `by=ad`: what was spent on ads that brought no lead. */
  withoutLead?: { spend: number; ads: number };
  /** The rows may add up to more than the total: one visit can stand in several. */
  overlapping?: true;
  /** Visits of days before this one are kept as sums alone, and this answer rests on single visits: it lacks theirs. */
  sealedBefore?: string;
}
