import type { Unit } from '../shared/metrics/facts.ts';
import type { Language } from '../shared/settings.ts';
import type { Range } from './days.ts';

/** Figures and days in the reader's language and the site's currency. */

/** British order of day and month: no reader takes 3 Apr for 4 March. */
export const LOCALES: Record<Language, string> = { uk: 'uk-UA', ru: 'ru-RU', en: 'en-GB' };

/** A minus as wide as a plus, so that columns of changes line up. */
const MINUS = '−';

export interface Formats {
  /** With the currency's sign; whole units from 1000 on, where cents say nothing. */
  money(amount: number): string;
  /** With all that is known, to 1/10 000. */
  exactMoney(amount: number): string;
  /** Without the sign, for a column whose head has it: all of a column with as many places. */
  moneyColumn(amounts: readonly (number | null | undefined)[]): (amount: number) => string;
  count(count: number): string;
  /** Of 1: 0.0123 is 1.2 %. */
  share(share: number): string;
  /** Without places, for a sentence; less than 1 % is told as it is. */
  roundShare(share: number): string;
  /** How a figure moved: money and large counts in per cent of what they were, small counts by how many, ratios in points. '' where it did not, or where that cannot be said. */
  change(unit: Unit, now: number | null | undefined, before: number | null | undefined): string;
  /** `45 s`, `3 min 20 s`, `5 hr 10 min`. */
  duration(seconds: number): string;
  range(range: Range): string;
  /** `₴`, `$`. */
  currencySign: string;
}

const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`);

export const makeFormats = (language: Language, currency: string): Formats => {
  const locale = LOCALES[language];
  const number = (options: Intl.NumberFormatOptions): Intl.NumberFormat => new Intl.NumberFormat(locale, options);
  const inCurrency = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;

  const whole = number({ ...inCurrency, maximumFractionDigits: 0 });
  const cents = number({ ...inCurrency, minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const exact = number({ ...inCurrency, minimumFractionDigits: 2, maximumFractionDigits: 4 });
  const plainWhole = number({ maximumFractionDigits: 0 });
  const plainCents = number({ minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const counts = number({ maximumFractionDigits: 2 });
  const shares = number({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const roundShares = number({ style: 'percent', maximumFractionDigits: 0 });
  const smallShares = number({ style: 'percent', maximumSignificantDigits: 1 });
  const points = number({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const unit = (name: string): Intl.NumberFormat => number({ style: 'unit', unit: name, unitDisplay: 'short' });
  const days = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' });

  const signed = (change: number, text: string): string =>
    change > 0 ? `+${text}` : change < 0 ? `${MINUS}${text}` : '';
  const whollyWritten = (amount: number): boolean => Math.abs(amount) >= 1000 || Number.isInteger(amount);

  return {
    money: (amount) => (whollyWritten(amount) ? whole : cents).format(amount),
    exactMoney: (amount) => exact.format(amount),
    moneyColumn(amounts) {
      const known = amounts.filter((amount) => typeof amount === 'number');
      const format =
        known.some((amount) => Math.abs(amount) >= 1000) || known.every(Number.isInteger) ? plainWhole : plainCents;
      return (amount) => format.format(amount);
    },
    count: (count) => counts.format(count),
    share: (share) => shares.format(share),
    roundShare: (share) => (share > 0 && share < 0.01 ? smallShares : roundShares).format(share),
    change(unit, now, before) {
      if (typeof now !== 'number' || typeof before !== 'number') return '';
      if (unit === 'ratio') {
        const change = Math.round((now - before) * 1000) / 10;
        return signed(change, points.format(Math.abs(change)));
      }
      // Of few, per cent say less than the difference: 2 leads after 1 are one more, not twice as many.
      if (unit === 'count' && Math.max(now, before) < 100) {
        return signed(now - before, counts.format(Math.abs(now - before)));
      }
      if (before === 0) return '';
      const change = Math.round((now / before - 1) * 100) / 100;
      // Past tenfold a per cent is hard to read and says little more.
      if (change >= 9) return `×${counts.format(Math.round(now / before))}`;
      return signed(change, roundShares.format(Math.abs(change)));
    },
    duration(seconds) {
      const whole = Math.round(seconds);
      if (whole < 60) return unit('second').format(whole);
      const [large, small, size] =
        whole < 3600 ? (['minute', 'second', 60] as const) : (['hour', 'minute', 3600] as const);
      const rest = Math.floor((whole % size) / (size / 60));
      const most = unit(large).format(Math.floor(whole / size));
      return rest > 0 ? `${most} ${unit(small).format(rest)}` : most;
    },
    range: ({ from, to }) => (from === to ? days.format(dateOf(from)) : days.formatRange(dateOf(from), dateOf(to))),
    currencySign: whole.formatToParts(0).find((part) => part.type === 'currency')?.value ?? currency,
  };
};
