import type { SiteSettings } from '../../shared/settings.ts';

/** The site's rate of a currency on a day (`2026-03-29`): the latest that was stated from that day or one before. */
export const rateOn = (rates: SiteSettings['rates'], currency: string, day: string): string | undefined => {
  let latest: SiteSettings['rates'][number] | undefined;
  for (const rate of rates)
    if (rate.currency === currency && rate.from <= day && (!latest || rate.from >= latest.from)) latest = rate;
  return latest?.rate;
};

/** The same for many questions: there may be thousands of rates, and an upload asks for each of its rows. */
export const rateReader = (rates: SiteSettings['rates']): ((currency: string, day: string) => string | undefined) => {
  const known = new Map<string, string | undefined>();
  return (currency, day) => {
    const question = `${currency}/${day}`;
    if (!known.has(question)) known.set(question, rateOn(rates, currency, day));
    return known.get(question);
  };
};
