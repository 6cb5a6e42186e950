import type { SiteSettings } from '../../shared/settings.ts';
import type { Vat } from '../../shared/spend.ts';
import { dateOfDay } from './days.ts';
import { type Fraction, fractionOf, plus, spreadEvenly, storedAmount, storedFraction, times } from './money.ts';

/** One stated amount → what each of its days cost, in the site's currency and with or without value added tax as it has it. Pure. */

/** What of the site's settings money goes by. */
export interface Money extends Pick<SiteSettings, 'currency' | 'vat'> {
  /** The site's rate of a currency on a day, if it has one. */
  rateOn: (currency: string, day: string) => string | undefined;
}

interface Stated {
  /** In units of `currency`. */
  cost: number | string;
  currency: string;
  /** Units of the site's currency for one; without it the site's own rate of each day is taken. */
  rate: string | undefined;
  /** Whether `cost` holds the tax; undefined where it is to stand as it is. */
  vat: Vat | undefined;
  /** Its first day, as `dayOfDate` counts days, and how many there are. */
  from: number;
  days: number;
}

/** A row's cost a day in 1/10 000, and the rate of each day, null where it is the site's currency; or which field is wrong. */
export type SettledCost = { costs: number[]; rates: (string | null)[] } | { field: string; refused: string };

const ONE: Fraction = { over: 1n, under: 1n };

/** By what an amount is multiplied so that it holds the tax, or no longer does. */
const taxFactor = (stated: Vat | undefined, vat: Money['vat']): Fraction => {
  if (!vat || stated === undefined || stated === vat.spend) return ONE;
  const { over, under } = fractionOf(vat.percent);
  const withTax = 100n * under + over;
  return vat.spend === 'with' ? { over: withTax, under: 100n * under } : { over: 100n * under, under: withTax };
};

/** Days in a row that have one rate. */
interface Stretch {
  days: number;
  rate: string | null;
}

const stretchesOf = ({ currency, rate, from, days }: Stated, site: Money): Stretch[] | { without: string } => {
  if (currency === site.currency) return [{ days, rate: null }];
  if (rate !== undefined) return [{ days, rate }];
  const stretches: Stretch[] = [];
  for (let day = from; day < from + days; day += 1) {
    const date = dateOfDay(day);
    const found = site.rateOn(currency, date);
    if (found === undefined) return { without: date };
    const last = stretches.at(-1);
    if (last?.rate === found) last.days += 1;
    else stretches.push({ days: 1, rate: found });
  }
  return stretches;
};

/**
 * Each day has its even part of the amount at its own rate. The whole is rounded once: each stretch of one rate gets what
 * the sum so far, rounded, has more than the one before, and spreads it evenly.
 */
export const settleCost = (stated: Stated, site: Money): SettledCost => {
  if (stated.vat !== undefined && !site.vat)
    return { field: 'vat', refused: 'is stated: set how much it is in the site’s settings, vat' };
  const tax = taxFactor(stated.vat, site.vat);
  // Nothing to convert, as in most of a large file's rows.
  if (stated.currency === site.currency && tax === ONE) {
    const costs = spreadEvenly(storedAmount(stated.cost), stated.days);
    return { costs, rates: costs.map(() => null) };
  }
  const stretches = stretchesOf(stated, site);
  if ('without' in stretches) {
    const { currency } = stated;
    return {
      field: 'rate',
      refused: `is in ${currency}: give how many ${site.currency} one ${currency} is, here or in the site’s rates for ${stretches.without}`,
    };
  }
  const amount = times(fractionOf(stated.cost), tax);
  const costs: number[] = [];
  const rates: (string | null)[] = [];
  let sum: Fraction = { over: 0n, under: 1n };
  let given = 0;
  for (const { days, rate } of stretches) {
    const part = times(amount, { over: BigInt(days), under: BigInt(stated.days) });
    sum = plus(sum, rate === null ? part : times(part, fractionOf(rate)));
    const whole = storedFraction(sum);
    for (const cost of spreadEvenly(whole - given, days)) {
      costs.push(cost);
      rates.push(rate);
    }
    given = whole;
  }
  return { costs, rates };
};
