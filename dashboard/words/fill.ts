/** A piece of a filled-in text; what was filled in is marked, so that it can stand out. */
export interface Piece {
  text: string;
  filled: boolean;
}

type Values = Readonly<Record<string, string>>;

export const pieces = (template: string, values: Values): Piece[] =>
  template
    .split(/(\{\w+\})/)
    .filter(Boolean)
    .map((part) => {
      const value = part.startsWith('{') ? values[part.slice(1, -1)] : undefined;
      return value === undefined ? { text: part, filled: false } : { text: value, filled: true };
    });

/** `fill('{n} of {all}', { n: '3', all: '9' })` is `3 of 9`. */
export const fill = (template: string, values: Values): string =>
  pieces(template, values)
    .map(({ text }) => text)
    .join('');
