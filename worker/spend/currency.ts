import type { Vat } from '../../shared/spend.ts';

/** How files write currencies: ISO codes, signs, short words. */

export interface Currency {
  /** ISO 4217. */
  code: string;
  /** `$` alone may be another dollar: anything that says more outweighs it. */
  sure: boolean;
}

const WORDS: Record<string, string> = {
  '₴': 'UAH',
  грн: 'UAH',
  гривна: 'UAH',
  гривня: 'UAH',
  '₽': 'RUB',
  руб: 'RUB',
  р: 'RUB',
  rur: 'RUB',
  rub: 'RUB',
  '€': 'EUR',
  євро: 'EUR',
  евро: 'EUR',
  '£': 'GBP',
  '₸': 'KZT',
  тенге: 'KZT',
  тг: 'KZT',
  '₺': 'TRY',
  '₼': 'AZN',
  '₾': 'GEL',
  '₪': 'ILS',
  zł: 'PLN',
  kč: 'CZK',
  us$: 'USD',
  ca$: 'CAD',
  a$: 'AUD',
  nz$: 'NZD',
};

export const readCurrency = (text: string): Currency | undefined => {
  const word = text.trim();
  if (word === '$') return { code: 'USD', sure: false };
  const known = WORDS[word.toLowerCase().replace(/\.$/, '')];
  if (known) return { code: known, sure: true };
  return /^[A-Z]{3}$/.test(word) ? { code: word, sure: true } : undefined;
};

const VAT = /^((с|без|з|incl\.?|excl\.?|including|excluding|with|without)\s+)?(ндс|пдв|vat)$/i;
const WITHOUT = /^(без|excl|excluding|without)/i;

/** What a cost's header says beside its name. */
export interface CostNote {
  currency?: Currency;
  /** Whether the amounts hold value added tax. */
  vat?: Vat;
}

/** The end of a cost's header, in brackets or after a comma: `USD`, `руб., с НДС`, `с НДС`. Other words: undefined. */
export const readCostNote = (note: string): CostNote | undefined => {
  const parts = note.split(',').map((part) => part.trim());
  const words = parts.filter((part) => !VAT.test(part));
  const tax = parts.find((part) => VAT.test(part));
  // The bare word says that there is such a tax, and not whether it is in.
  const vat = tax && /\s/.test(tax) ? { vat: WITHOUT.test(tax) ? ('without' as const) : ('with' as const) } : {};
  if (words.length === 0) return vat;
  const currency = words.length === 1 ? readCurrency(words[0]!) : undefined;
  return currency && { currency, ...vat };
};
