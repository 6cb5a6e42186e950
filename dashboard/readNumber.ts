/** A number as people write it: `1 500,50` and `1500.50` are the same; null for what is none. */
export const readNumber = (text: string): number | null => {
  const plain = text
    .replace(/[\s\u00A0\u202F]/g, '')
    .replace(',', '.')
    .replace('−', '-');
  return /^-?\d{1,12}(\.\d{1,10})?$/.test(plain) ? Number(plain) : null;
};
