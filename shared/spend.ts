import * as v from 'valibot';
import { Name } from './hits.ts';

/** What advertising cost: the row every reader of `worker/spend/` gives and `POST …/spend` takes as JSON. */

export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;

/** A day in the site's time zone, `2026-03-29`. */
export const Day = v.pipe(v.string(), v.check(isDay, 'must be a day such as 2026-03-29'));

/** A decimal number of currency units in a text, or a number; at most 4 places after the point are told apart. */
export const Amount = v.union([
  v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(1e11)),
  v.pipe(v.string(), v.regex(/^\d{1,11}(\.\d{1,10})?$/, 'must be a number such as 1234.56')),
]);

const Count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e12));
const AdSystemId = v.pipe(v.string(), v.regex(/^\d{1,20}$/, 'must be the digits of an id'));

/** The ad systems whose clicks and files are told apart. */
export const AD_SYSTEMS = [
  'google',
  'yandex',
  'meta',
  'microsoft',
  'tiktok',
  'linkedin',
  'x',
  'vk',
  'reddit',
  'pinterest',
  'snap',
  'quora',
] as const;
export type AdSystem = (typeof AD_SYSTEMS)[number];

/**
 * One row: what it was paid for, and how much. The more it names, the finer it joins: an ad, a group of ads, a
 * campaign, or only a source and medium.
 */
export const SpendRow = v.pipe(
  v.object({
    /** The day; or the period that the amount is spread over evenly. */
    day: v.optional(Day),
    from: v.optional(Day),
    to: v.optional(Day),
    /** The ad system it was paid to, if it is one of those; else name the `source`. */
    system: v.optional(v.picklist(AD_SYSTEMS)),
    /** `utm_source` and `utm_medium` of the visits it paid for, for what is not bought of an ad system. */
    source: v.optional(Name),
    medium: v.optional(Name),
    campaign: v.optional(Name),
    campaignId: v.optional(AdSystemId),
    group: v.optional(Name),
    groupId: v.optional(AdSystemId),
    ad: v.optional(Name),
    adId: v.optional(AdSystemId),
    /** Cost in units of `currency`. */
    cost: Amount,
    /** ISO 4217; the site's own if left out. */
    currency: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as USD'))),
    /** Units of the site's currency for one of `currency`; must be given where they differ. */
    rate: v.optional(v.pipe(v.string(), v.regex(/^\d{1,9}(\.\d{1,10})?$/, 'must be a number such as 41.25'))),
    impressions: v.optional(Count),
    clicks: v.optional(Count),
  }),
  v.forward(
    v.partialCheck(
      [['day'], ['from'], ['to']],
      (row) => Boolean(row.day) !== Boolean(row.from && row.to),
      'needs either day, or both from and to',
    ),
    ['day'],
  ),
  v.forward(
    v.partialCheck([['from'], ['to']], (row) => !row.from || !row.to || row.from <= row.to, 'lies before from'),
    ['to'],
  ),
  v.forward(
    v.partialCheck([['system'], ['source']], (row) => Boolean(row.system || row.source), 'needs a system or a source'),
    ['source'],
  ),
);

export const SpendUpload = v.object({
  /** Whose rows these are: a file or feed that is uploaded again replaces its own rows only. */
  origin: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/, 'must be 1 to 40 of a-z, 0-9 and -')), 'api'),
  rows: v.pipe(v.array(SpendRow), v.minLength(1), v.maxLength(200_000)),
});

export type SpendRow = v.InferOutput<typeof SpendRow>;
export type SpendUpload = v.InferOutput<typeof SpendUpload>;

/** What an upload did, or with `dryRun=1` would do. Amounts in units of the site's currency. */
export interface SpendAnswer {
  dryRun: boolean;
  /** `google-ads`, `yandex-direct`, `meta-ads`, or what the JSON named. */
  origin: string;
  from: string;
  to: string;
  rows: number;
  cost: number;
  impressions: number;
  clicks: number;
  added: number;
  changed: number;
  unchanged: number;
  /** Rows stored of this origin and these days that the upload no longer has; removed with `replace=1`. */
  missing: { day: string; campaign: string; ad: string; cost: number }[];
  missingCount: number;
  removed: number;
  /** How each column was read, for files. */
  columns?: { column: string; readAs: string }[];
  /** Days were not stated: amounts were spread evenly over from…to. */
  spread: boolean;
}
