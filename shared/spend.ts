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

/** Units of the site's currency for one of another; by a rate of 0 all money would be gone. */
export const Rate = v.pipe(
  v.string(),
  v.regex(/^(?=.*[1-9])\d{1,9}(\.\d{1,10})?$/, 'must be a number above 0 such as 41.25'),
);

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** An ISO 4217 code: three letters that stand for none are refused. */
export const Currency = v.pipe(
  v.string(),
  v.check((code) => CURRENCIES.has(code), 'must be an ISO 4217 code such as USD'),
);

/** What money is spent on: ads themselves, other marketing (a fee, a fair), or selling (a salary, a commission). */
export const SPEND_KINDS = ['ad', 'marketing', 'sales'] as const;
export type SpendKind = (typeof SPEND_KINDS)[number];

/** Whether an amount holds value added tax. */
export const Vat = v.picklist(['with', 'without']);
export type Vat = v.InferOutput<typeof Vat>;

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
    /** `ad` if left out. What is of another kind and names nothing is in the totals, and in no ad. */
    kind: v.optional(v.picklist(SPEND_KINDS)),
    /** Who was paid. */
    agency: v.optional(Name),
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
    /** The site's own if left out. */
    currency: v.optional(Currency),
    /** Units of the site's currency for one of `currency`; where they differ and it is left out, the site's `rates` tell. */
    rate: v.optional(Rate),
    /** Whether `cost` holds value added tax; it stands as it is where this is left out. */
    vat: v.optional(Vat),
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
    v.partialCheck(
      [['kind'], ['system'], ['source']],
      (row) => Boolean(row.system || row.source) || (row.kind ?? 'ad') !== 'ad',
      'needs a system or a source',
    ),
    ['source'],
  ),
  v.forward(
    v.partialCheck(
      [['kind'], ['impressions'], ['clicks']],
      (row) => (row.kind ?? 'ad') === 'ad' || (row.impressions === undefined && row.clicks === undefined),
      'has no impressions and no clicks unless it is ad',
    ),
    ['kind'],
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
  /** By which it can be taken back; none of a dry run. */
  upload?: number;
  /** The ad system's, such as `google-ads`, or what the JSON named. */
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

/** `GET …/spend/uploads`, newest first. Amounts in units of the site's currency. */
export interface SpendUploads {
  uploads: {
    upload: number;
    /** ms since 1970 */
    at: number;
    by: string;
    origin: string;
    /** As the upload named it. */
    file: string;
    rows: number;
    cost: number;
    /** Days. */
    from: string;
    to: string;
    /** Amounts of a day. */
    added: number;
    changed: number;
    removed: number;
    /** What was before is still known. A later upload that changed the same has to be taken back first. */
    undoable: boolean;
  }[];
}

/** `GET …/spend`: what is stored, summed by month. Amounts in units of the site's currency. */
export interface SpendList {
  from: string;
  to: string;
  currency: string;
  rows: {
    month: string;
    origin: string;
    kind: SpendKind;
    system: string;
    source: string;
    medium: string;
    campaign: string;
    campaignId: string;
    agencies: string[];
    /** Days with an amount. */
    days: number;
    cost: number;
    impressions: number;
    clicks: number;
  }[];
  /** How many there are; the answer has the first 10,000. */
  rowCount: number;
}
