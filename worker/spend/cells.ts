import Papa from 'papaparse';

/** Text → rows of cells. */

export const DELIMITERS = ['\t', ';', ','] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const unifyNewlines = (text: string): string => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);

/** The first rows, for finding the header: a header that is not among them is not looked for. */
export const firstRows = (text: string, delimiter: Delimiter, count: number): string[][] =>
  Papa.parse<string[]>(unifyNewlines(text.slice(0, 65_536)), { delimiter, newline: '\n', preview: count }).data;

export interface RowsRead {
  /** Row where a quotation mark was opened and never rightly closed. */
  badQuote?: number;
}

interface Walk {
  delimiter: Delimiter;
  /** Called with each row and its number in the file, from 1; `false` stops. */
  row: (cells: string[], line: number) => boolean;
}

const walk = (text: string, { delimiter, row }: Walk, quotes: boolean): RowsRead => {
  let line = 0;
  let badQuote: number | undefined;
  Papa.parse<string[]>(text, {
    delimiter,
    newline: '\n',
    // Papa Parse's fast mode takes quotation marks for letters.
    ...(!quotes && { fastMode: true }),
    step: (step, parser) => {
      line += 1;
      if (step.errors.some((error) => error.type === 'Quotes')) {
        badQuote = line;
        parser.abort();
      } else if (!row(step.data, line)) parser.abort();
    },
  });
  return badQuote === undefined ? {} : { badQuote };
};

/** Walks all rows. Yandex's TSV does not quote, so a name there may begin with a quotation mark: then marks are letters. */
export const walkRows = (text: string, delimiter: Delimiter, start: () => Walk['row']): RowsRead => {
  const unified = unifyNewlines(text);
  const read = walk(unified, { delimiter, row: start() }, true);
  return read.badQuote !== undefined && delimiter === '\t' ? walk(unified, { delimiter, row: start() }, false) : read;
};
