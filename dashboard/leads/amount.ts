/** An amount as people write it, `12 500,50`, as the API takes it; null where it is none. */
export const amountOf = (text: string): string | null => {
  const plain = text.replace(/[\s\u00A0\u202F]/g, '').replace(',', '.');
  return /^\d{1,11}(\.\d{1,4})?$/.test(plain) ? plain : null;
};

/** The same where a loss is one as well. */
export const signedAmountOf = (text: string): string | null => {
  const plain = text.trim().replace(/^−/, '-');
  const amount = amountOf(plain.replace(/^-/, ''));
  return amount && plain.startsWith('-') ? `-${amount}` : amount;
};
