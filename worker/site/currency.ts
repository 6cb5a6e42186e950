import type { SiteSettings } from '../../shared/settings.ts';
import type { FieldError } from './intake.ts';

/** Amounts are stored in the site's currency, so with the first of them it is settled: another name for them is other money. */
export const currencyErrors = (
  sql: SqlStorage,
  before: Pick<SiteSettings, 'currency'>,
  after: Pick<SiteSettings, 'currency'>,
): FieldError[] => {
  if (before.currency === after.currency) return [];
  const { held } = sql
    .exec<{ held: number }>(
      `SELECT EXISTS (SELECT 1 FROM spend) OR EXISTS (SELECT 1 FROM sales)
         OR EXISTS (SELECT 1 FROM lead_log WHERE kind = 'value' AND value <> '') AS held`,
    )
    .one();
  return held
    ? [{ field: 'currency', detail: `spend, sales or values of leads are stored in ${before.currency}` }]
    : [];
};
