import * as v from 'valibot';

/** How long what is known of people is kept: the site's terms. */

const Days = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(30), v.maxValue(3_650)));

export const PrivacySettings = v.object({
  /** Visits of days longer ago than this are kept as sums only; null: for ever. */
  keepVisitsDays: Days,
  /** Who was last heard of longer ago than this is erased; null: never. */
  keepPersonsDays: Days,
});

export type PrivacySettings = v.InferOutput<typeof PrivacySettings>;

export const DEFAULT_PRIVACY: PrivacySettings = { keepVisitsDays: null, keepPersonsDays: null };
