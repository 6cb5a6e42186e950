import type { Sale } from '../../../shared/leads.ts';
import { divide } from '../../../shared/metrics/exact.ts';
import type { SiteSettings } from '../../../shared/settings.ts';
import { dateOfDay, dayOfDate } from '../days.ts';
import type { FieldError } from '../intake.ts';
import { convertedAmount, MOST_STORED, storedAmount } from '../money.ts';
import { rateOn } from '../rates.ts';
import type { FoundLead } from './find.ts';

/** A sale as it was stated → as it is stored, in the site's currency. Pure. */

/** Money in 1/10 000 of the site's currency. */
export interface SettledSale {
  day: number;
  revenue: number;
  profit: number;
  units: number;
  product: string;
  /** As stated, where it was another currency: `amount` in 1/10 000 of it. */
  amount: number | null;
  currency: string | null;
  rate: string | null;
}

export type SettleResult = { state: 'settled'; sale: SettledSale } | { state: 'invalid'; errors: FieldError[] };

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/** Of an amount that may be less than nothing, rounded as the amount above nothing is. */
const signed = (amount: number | string, store: (amount: number | string) => number): number => {
  if (typeof amount === 'number') return amount < 0 ? 0 - store(-amount) : store(amount);
  return amount.startsWith('-') ? 0 - store(amount.slice(1)) : store(amount);
};

/** @param today the day at the site */
export const settleSale = (
  stated: Sale,
  { lead, settings, today }: { lead: FoundLead; settings: SiteSettings; today: number },
): SettleResult => {
  const errors: FieldError[] = [];
  const day = stated.day === undefined ? today : dayOfDate(stated.day);
  if (day < lead.day) errors.push({ field: 'day', detail: `lies before the lead began (${dateOfDay(lead.day)})` });
  if (day > today) errors.push({ field: 'day', detail: 'lies in the future' });
  const { currency = settings.currency } = stated;
  const isForeign = currency !== settings.currency;
  const rate = isForeign ? (stated.rate ?? rateOn(settings.rates, currency, dateOfDay(day))) : undefined;
  if (!CURRENCIES.has(currency)) errors.push({ field: 'currency', detail: `"${currency}" is no ISO 4217 code` });
  else if (isForeign && rate === undefined)
    errors.push({
      field: 'rate',
      detail: `give how many ${settings.currency} one ${currency} is, here or in the site's rates`,
    });
  if (!isForeign && stated.rate !== undefined)
    errors.push({ field: 'rate', detail: `goes with another currency than the site's ${settings.currency}` });
  const { marginPercent } = settings.leads;
  if (stated.profit === undefined && marginPercent === null)
    errors.push({ field: 'profit', detail: "is needed, or else the site's margin (leads.marginPercent)" });
  if (errors.length > 0) return { state: 'invalid', errors };

  const store = (amount: number | string): number =>
    rate === undefined ? storedAmount(amount) : convertedAmount(amount, rate);
  const revenue = store(stated.revenue);
  const profit = stated.profit === undefined ? marginOf(revenue, marginPercent ?? 0) : signed(stated.profit, store);
  for (const [field, amount] of Object.entries({ revenue, profit }))
    if (Math.abs(amount) > MOST_STORED)
      errors.push({ field, detail: `is more than ${MOST_STORED / 10_000} ${settings.currency}` });
  if (errors.length > 0) return { state: 'invalid', errors };
  return {
    state: 'settled',
    sale: {
      day,
      revenue,
      profit,
      units: stated.units,
      product: stated.product ?? '',
      amount: isForeign ? storedAmount(stated.revenue) : null,
      currency: isForeign ? currency : null,
      rate: rate ?? null,
    },
  };
};

const PERCENT_PLACES = 10;

/** `percent` of an amount, in the same units. */
const marginOf = (amount: number, percent: number): number => {
  const scaled = BigInt(percent.toFixed(PERCENT_PLACES).replace('.', ''));
  return divide(BigInt(amount) * scaled, 100n * 10n ** BigInt(PERCENT_PLACES), 0);
};
