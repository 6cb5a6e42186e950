/** Between settings and the texts of fields. */

/** '' is null; what is no number stays as it was written. */
export const numberIn = (text: string): number | string | null => {
  const trimmed = text.trim().replace(',', '.');
  if (trimmed === '') return null;
  return Number.isFinite(Number(trimmed)) ? Number(trimmed) : text;
};

export const textOf = (value: number | null | undefined): string => (value == null ? '' : String(value));

/** One a line, or with commas between. */
export const listIn = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean);

/** A host, however it was pasted: `https://Shop.example/about` is `Shop.example`. */
export const hostsIn = (text: string): string[] =>
  listIn(text).map((line) => line.replace(/^https?:\/\//i, '').replace(/[/:?#].*$/, ''));
