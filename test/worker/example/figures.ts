import type { Values } from './formulas.ts';
import { type Asked, type By, MODELS, type Reckoned } from './reckon.ts';
import { tablesOf } from './tables.ts';

/**
 * The page of figures. By ad there is one whole table, of the default model and basis, and for every other pair the lines in
 * which it reads otherwise. Months, salespeople, products and reasons have whole tables for either basis.
 */

const BASES = ['event', 'lead'] as const;
const OTHERS = ['month', 'owner', 'product', 'lossReason'] as const satisfies readonly By[];
const [DEFAULT_MODEL] = MODELS;

export const EVERY: readonly Asked[] = [
  ...BASES.flatMap((basis) => MODELS.map((model): Asked => ({ by: 'ad', model, basis }))),
  ...OTHERS.flatMap((by) => BASES.map((basis): Asked => ({ by, model: DEFAULT_MODEL, basis }))),
];

const WORDS: Record<By, string> = {
  ad: 'By ad',
  month: 'By month',
  owner: 'By owner',
  product: 'By product',
  lossReason: 'By reason of a loss',
};
export const headingOf = ({ by, model, basis }: Asked): string =>
  `${WORDS[by]}, ${model}, ${basis === 'event' ? 'each thing on its own day' : 'all on the lead’s day'}`;

const TOTAL = 'total';
/** Of what has no owner, product or reason. */
const NONE = 'none';

/** By metric, by column. */
export type Cells = Record<string, Record<string, string>>;

/** A figure as the page has it. */
const written = (value: number | null | undefined): string =>
  value === null || value === undefined ? '–' : String(value);

export const cellsOf = ({ rows, total }: Reckoned): Cells => {
  const columns: [string, Values][] = [...rows].map(([key, values]) => [key || NONE, values]);
  columns.push([TOTAL, total]);
  return Object.fromEntries(
    Object.keys(total).map((metric) => [
      metric,
      Object.fromEntries(columns.map(([column, values]) => [column, written(values[metric])])),
    ]),
  );
};

/** What the page says of each report. */
export const readFigures = (page: string): Map<string, Cells> => {
  const figures = new Map<string, Cells>();
  const [whole] = EVERY as [Asked];
  for (const { heading, rows } of tablesOf(page)) {
    const isByAd = heading.startsWith(`${WORDS.ad},`);
    const cells: Cells = isByAd ? { ...figures.get(headingOf(whole)) } : {};
    for (const { metric = '', ...line } of rows) cells[metric] = line;
    figures.set(heading, cells);
  }
  return figures;
};

/** In the order in which the events' page names ads; others by name, what has none last. */
const ORDER = ['G', 'N', 'M', 'W', 'B', 'O', 'D', 'F', 'X', 'W$', 'S'];
const placeOf = (column: string): string =>
  column === TOTAL
    ? '~~'
    : column === NONE
      ? '~'
      : `${String.fromCharCode(65 + Math.max(0, ORDER.indexOf(column)))}${column}`;

const tableOf = (cells: Cells): string => {
  const columns = Object.keys(Object.values(cells)[0] ?? {}).sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  const line = (parts: readonly string[]): string => `| ${parts.join(' | ')} |`;
  return [
    line(['metric', ...columns]),
    `|${'---|'.repeat(columns.length + 1)}`,
    ...Object.entries(cells).map(([metric, of]) => line([metric, ...columns.map((column) => of[column] as string)])),
  ].join('\n');
};

/** @param cellsFor what to write of a report */
export const writeFigures = (introduction: string, cellsFor: (asked: Asked) => Cells): string => {
  const [first, ...others] = EVERY as [Asked, ...Asked[]];
  const whole = cellsFor(first);
  const isSame = (metric: string, line: Cells[string] | undefined): boolean =>
    JSON.stringify(Object.entries(line ?? {}).sort()) === JSON.stringify(Object.entries(whole[metric] ?? {}).sort());
  const parts = [`## ${headingOf(first)}\n\n${tableOf(whole)}`];
  for (const asked of others) {
    const cells = cellsFor(asked);
    const told =
      asked.by === 'ad'
        ? Object.fromEntries(Object.entries(cells).filter(([metric, line]) => !isSame(metric, line)))
        : cells;
    parts.push(`## ${headingOf(asked)}\n\n${tableOf(told)}`);
  }
  return `${introduction.trimEnd()}\n\n${parts.join('\n\n')}\n`;
};
