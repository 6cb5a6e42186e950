import type { Language } from '../../shared/settings.ts';
import { decideOrder, type Period, readDate } from './dates.ts';

/** The period that a report's preamble states: `March 1, 2026 - March 31, 2026`, `с 01.03.2026 по 31.03.2026`. */

const MONTH = String.raw`\p{L}{3,12}\.?`;
const YEAR = String.raw`\d{4}(?: ?[гр]\.)?`;
const DATE = [
  String.raw`\d{4}-\d{2}-\d{2}`,
  String.raw`\d{1,2}[./-]\d{1,2}[./-]\d{4}`,
  String.raw`\d{1,2} ${MONTH} ${YEAR}`,
  String.raw`${MONTH} \d{1,2},? \d{4}`,
].join('|');
const TO = ` ?(?:[-–—,]| to | по | до ) ?`;

const FULL = new RegExp(`(${DATE})${TO}(${DATE})`, 'iu');
const ONE_DAY = new RegExp(`^"?(?:Report Time: )?(${DATE})"?$`, 'iu');

/** Ranges that name the year, or month and year, once: rewritten so that both ends are whole. */
const SHORT: readonly [RegExp, from: string, to: string][] = [
  [/(\d{1,2}) ?[-–—] ?(\d{1,2}) (\p{L}{3,12})\.? (\d{4})/u, '$1 $3 $4', '$2 $3 $4'],
  [/(\p{L}{3,12})\.? (\d{1,2}) ?[-–—] ?(\d{1,2}),? (\d{4})/u, '$2 $1 $4', '$3 $1 $4'],
  [/(\d{1,2}) (\p{L}{3,12})\.? ?[-–—] ?(\d{1,2}) (\p{L}{3,12})\.? (\d{4})/u, '$1 $2 $5', '$3 $4 $5'],
  [/(\p{L}{3,12})\.? (\d{1,2}) ?[-–—] ?(\p{L}{3,12})\.? (\d{1,2}),? (\d{4})/u, '$2 $1 $5', '$4 $3 $5'],
];

/** `Report Start: March 1, 2026, 12:00 AM` and, in the same line or the next, `Report End: …`. */
const LABELLED = new RegExp(
  String.raw`\bstart[^:]{0,20}: ?(${DATE})[^:]*(?::\d\d[^:]*)?\bend[^:]{0,20}: ?(${DATE})`,
  'iu',
);

const ends = (text: string): [string, string] | undefined => {
  const full = FULL.exec(text) ?? LABELLED.exec(text);
  if (full) return [full[1]!, full[2]!];
  for (const [shape, from, to] of SHORT) {
    const found = shape.exec(text)?.[0];
    if (found) return [found.replace(shape, from), found.replace(shape, to)];
  }
  const day = ONE_DAY.exec(text)?.[1];
  return day ? [day, day] : undefined;
};

export const readPeriod = (line: string, language: Language): Period | undefined => {
  const text = line.slice(0, 500).replace(/\s+/g, ' ').trim();
  const [first, last] = (ends(text) ?? []).map(readDate);
  if (!first || !last) return undefined;
  const order = decideOrder([first, last], { period: undefined, language });
  const from = order && first[order];
  const to = order && last[order];
  return from && to && from <= to ? { from, to } : undefined;
};
