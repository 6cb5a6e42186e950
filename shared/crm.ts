import * as v from 'valibot';
import { Id, Moment, Name } from './hits.ts';
import { Profit, STAGES } from './leads.ts';
import { MAX_TEXT } from './limits.ts';
import { Amount, Day, Rate } from './spend.ts';

/** Deals as a CRM knows them: the row every file is read into and `POST …/crm` takes as JSON. */

/** What a CRM's own stages mean here: `{ "Перемовини": "opportunity" }`. Case, and letters that look alike, do not matter. */
export const StageNames = v.pipe(
  v.record(Name, v.picklist(STAGES)),
  v.check((names) => Object.keys(names).length <= 300, 'at most 300 names'),
);
export type StageNames = v.InferOutput<typeof StageNames>;

export const CrmSettings = v.object({
  /** Beside the names that are known anyway, and before them. */
  stages: StageNames,
});
export type CrmSettings = v.InferOutput<typeof CrmSettings>;

export const DEFAULT_CRM: CrmSettings = { stages: {} };

/** A date and a time of day, `2026-03-29T14:05:00`: by the site's clock, unless it ends in `Z` or an offset. */
export const DateTime = v.pipe(
  v.string(),
  v.regex(
    /^\d{4}-\d{2}-\d{2}[T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/,
    'must be a day such as 2026-03-29, a time such as 2026-03-29T14:05:00, or ms since 1970',
  ),
  v.check((text) => v.is(Day, text.slice(0, 10)), 'is no day there is'),
);

/** When something happened: a moment, ms since 1970; or a date, with or without a time. */
const When = v.union(
  [Moment, Day, DateTime],
  'must be a day such as 2026-03-29, a time such as 2026-03-29T14:05:00, or ms since 1970',
);
export type When = v.InferOutput<typeof When>;

const Text = v.pipe(v.string(), v.trim(), v.maxLength(200));

/** What the CRM's id may be; it stands in paths. */
export const DealId = v.pipe(v.string(), v.regex(/^[\w.:-]{1,60}$/, 'must be 1 to 60 of letters, digits, . _ : -'));

/**
 * One deal, as it stands now. The same again changes nothing; another content corrects it, and what it states no longer
 * is taken back; a deal that an upload lacks stays as it is. Whose it is: `lead`, else whoever has the `phone`, else the `email`.
 */
export const CrmDeal = v.object({
  /** The CRM's own id of it. */
  id: DealId,
  /** Our lead's id, or that of any of its contacts, where the CRM was told it. */
  lead: v.optional(Id),
  /** In any spelling; several are parted by commas or semicolons. */
  phone: v.optional(v.pipe(v.string(), v.maxLength(MAX_TEXT))),
  email: v.optional(v.pipe(v.string(), v.maxLength(MAX_TEXT))),
  /** Of a deal that matches nobody and is to make a lead (`unmatched=create`). */
  name: v.optional(Text),
  /** When it was made, last changed, and closed in the CRM. `closed` counts once it is won or lost: before, CRMs expect it. */
  created: v.optional(When),
  changed: v.optional(When),
  closed: v.optional(When),
  /** One of our stages, or the CRM's own name of one. */
  stage: v.optional(Text),
  /** Whether it is open, won or lost, where the CRM tells that apart from the stage: won and lost outweigh it. */
  status: v.optional(Text),
  /** Since when it stands there; if left out, when it was closed or changed, else the first upload that says so. */
  stageTime: v.optional(When),
  /** Why it was lost; of a deal that is not, it says nothing. */
  lossReason: v.optional(Text),
  owner: v.optional(Text),
  product: v.optional(Text),
  /** What the deal is worth: the opportunity's value, and once it is won its revenue, where those are not stated apart. */
  amount: v.optional(Amount),
  value: v.optional(Amount),
  /** Money won; the day if left out is that on which the deal was won. */
  revenue: v.optional(Amount),
  saleDay: v.optional(When),
  /** Gross profit; may be left out where the site states its margin. */
  profit: v.optional(Profit),
  units: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e6))),
  /** Of all its amounts: ISO 4217; the site's own if left out. */
  currency: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as USD'))),
  /** Units of the site's currency for one of `currency`; else by the site's `rates`. */
  rate: v.optional(Rate),
});
export type CrmDeal = v.InferOutput<typeof CrmDeal>;

/** As many as one request may have. */
export const MAX_DEALS = 20_000;

/** Whose deals they are: a CRM's ids are its own, so two CRMs need two names. */
export const CrmOrigin = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/, 'must be 1 to 40 of a-z, 0-9 and -'));

export const CrmUpload = v.object({
  origin: v.optional(CrmOrigin, 'crm'),
  /** Before those of the settings, for this request. */
  stages: v.optional(StageNames, {}),
  rows: v.pipe(v.array(CrmDeal), v.minLength(1), v.maxLength(MAX_DEALS)),
});
export type CrmUpload = v.InferOutput<typeof CrmUpload>;

/** What became of a kind of statements; `removed` are those a deal states no longer. */
export interface Changes {
  added: number;
  changed: number;
  unchanged: number;
  removed: number;
}

/** A deal of the upload by its place (`row 12` of a file, `rows.3` of JSON) and the CRM's id. */
export interface DealPlace {
  row: string;
  id: string;
}

/** What an upload did, or with `dryRun=1` would do. Amounts in units of the site's currency. */
export interface CrmAnswer {
  dryRun: boolean;
  origin: string;
  rows: number;
  /** Deals of leads that are known, and of leads that were made of them (`unmatched=create`). */
  matched: number;
  created: number;
  /** Deals of nobody who is known: nothing of them is stored. The first 1,000. */
  unmatched: DealPlace[];
  unmatchedCount: number;
  /** Deals from before their person's first lead, left out with `older=skip`. The first 1,000. */
  older: DealPlace[];
  olderCount: number;
  stages: Changes;
  sales: Changes;
  /** Owners, values and products. */
  details: Changes;
  /** Of all sales in the upload. */
  revenue: number;
  profit: number;
  /** How each column was read, for files. */
  columns?: { column: string; readAs: string }[];
}
