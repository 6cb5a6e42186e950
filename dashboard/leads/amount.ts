/** An amount as people write it, `12 500,50` or `12,500.50`, as the API takes it; null where it is none. */
export const amountOf = (text: string): string | null => {
  const written = text.replace(/[\s\u00A0\u202F]/g, '');
  // Three digits after a comma are thousands: no money has three places.
  const plain = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(written) ? written.replaceAll(',', '') : written.replace(',', '.');
  return /^\d{1,11}(\.\d{1,4})?$/.test(plain) ? plain : null;
};

/** The same where a loss is one as well. */
export const signedAmountOf = (text: string): string | null => {
  const plain = text.trim().replace(/^−/, '-');
  const amount = amountOf(plain.replace(/^-/, ''));
  return amount && plain.startsWith('-') ? `-${amount}` : amount;
};

/** For a field: as `amountOf` reads it in every language. */
export const writtenAmount = (amount: number): string => {
  const [whole = '', fraction] = String(amount).split('.');
  return [whole.replace(/\B(?=(\d{3})+$)/g, '\u00A0'), ...(fraction ? [fraction] : [])].join('.');
};
