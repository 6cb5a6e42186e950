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

/** The end of a cost's header, in brackets or after a comma: `USD`, `руб., с НДС`, `с НДС`. Other words: undefined. */
export const readCurrencyNote = (note: string): { currency?: Currency } | undefined => {
  const parts = note.split(',').map((part) => part.trim());
  const words = parts.filter((part) => !VAT.test(part));
  if (words.length === 0) return {};
  const currency = words.length === 1 ? readCurrency(words[0]!) : undefined;
  return currency && { currency };
};
