import type { Language } from '../../shared/settings.ts';
import type { AdSystem } from '../../shared/spend.ts';
import type { DayOrder } from './dates.ts';

/** What a reader knows of one ad system's export. The mechanism beside it reads any system that is described so. */

/** How a row says when: the finest that a file has is taken. */
export const CALENDAR_FIELDS = ['week', 'month', 'quarter', 'year'] as const;
export const TIME_FIELDS = ['day', 'from', 'to', ...CALENDAR_FIELDS] as const;
export const NAME_FIELDS = ['campaign', 'group', 'ad'] as const;
export const ID_FIELDS = ['campaignId', 'groupId', 'adId'] as const;
export const COUNT_FIELDS = ['impressions', 'clicks'] as const;

export type CalendarField = (typeof CALENDAR_FIELDS)[number];
export type NameField = (typeof NAME_FIELDS)[number];
export type IdField = (typeof ID_FIELDS)[number];
export type CountField = (typeof COUNT_FIELDS)[number];
export type Field = (typeof TIME_FIELDS)[number] | NameField | IdField | CountField | 'cost' | 'currency';

/** Headers of one column by language; of several columns that fit, the one named first here is read. */
export type ColumnNames = Partial<Record<Language, readonly string[]>>;

export interface AdSystemTable {
  /** Whose rows these are, for `SpendUpload.origin`. */
  origin: 'google-ads' | 'yandex-direct' | 'meta-ads' | 'tiktok-ads' | 'linkedin-ads' | 'microsoft-ads' | 'vk-ads';
  system: AdSystem;
  /** As people call it, for messages. */
  name: string;
  /** A cost's header is matched without its currency: `Cost` stands for `Cost (USD)` too. */
  columns: Partial<Record<Field, ColumnNames>>;
  /** Headers that only this system writes: one of them must be there. */
  signs: readonly string[];
  /** Headers that show the file to be another system's, in spite of a sign. */
  foreign: readonly string[];
  /** The row of totals bears no word for it: it is the one that names nothing. */
  unnamedIsTotal?: true;
  /** How a line below the table begins that is no row of it. */
  footer?: RegExp;
  /** The order of dates such as 3/4/2026, where all of a file's are so. */
  dayOrder?: DayOrder;
  /** A report that was not broken down by day bears its first day in every row: then rows cover the period. */
  dayMayBePeriod?: true;
  /** Letters before the digits of an id. */
  idPrefix?: RegExp;
  /** For a system that may write amounts as millionths; without it they are in currency units. */
  costUnit?: (costs: CostSample) => 'units' | 'millionths' | 'unclear';
}

export interface CostSample {
  /** Header of the cost's column, as the file writes it. */
  column: string;
  /** Decimal texts, all of the file. */
  costs: readonly string[];
  /** Clicks of all rows together; 0 if the file has none. */
  clicks: number;
}
