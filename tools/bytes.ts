import { readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import type { BuiltFile } from '../dist/files.js';
import type { WidgetNumbers } from '../shared/numbers.ts';
import { DEFAULT_SETTINGS, widgetSettings } from '../shared/settings.ts';
import type { FirstPage } from './build/dashboard.ts';
import { CHUNK_PATH, type FormsChunks, SETTINGS_MARK } from './build/widget.ts';
import { buildIfNeeded } from './build.ts';
import { readIfThere } from './folder.ts';
import { DIST, ROOT } from './paths.ts';
import { giveUp, Refusal } from './refusal.ts';

/**
 * What the widget and the dashboard's first page weigh, against their budgets and against what the README says. `--write` puts the figures there.
 * Brotli at its best, as a site's own delivery network or Cloudflare keeps it.
 */

interface Weight {
  name: string;
  bytes: number;
  budget: number;
  /** The README has no row for it. */
  untold?: true;
}

/** Of each part of the forms that comes only where one is set to need it. */
const FURTHER_BUDGET = 2_048;

const brotli = (text: string): number =>
  brotliCompressSync(text, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: text.length },
  }).length;

/** What a site's script knows of its numbers: one line, one pool, three rules. */
const NUMBERS: WidgetNumbers = {
  lines: [{ id: 'sales', number: '+380441234567', code: '380', trunk: '0' }],
  rules: [
    {
      line: 'sales',
      when: [
        { parameter: 'utm_source', is: 'google' },
        { parameter: 'utm_medium', is: 'cpc' },
      ],
      show: { pool: 'ads' },
    },
    { line: 'sales', when: [{ referrer: '*facebook.com' }], show: { number: '+380501112233' } },
    { line: 'sales', when: [{ parameter: 'promo', is: 'radio*' }], show: { number: '+380672223344' } },
  ],
  keep: ['promo'],
};

/** The core as a site with the usual settings gets it. */
const coreBytes = (template: string, numbers?: WidgetNumbers): number => {
  const settings = widgetSettings(
    's0123456789abcdef012',
    { ...DEFAULT_SETTINGS, name: 'Shop', hosts: ['shop.example'], policyUrl: 'https://shop.example/privacy' },
    numbers,
  );
  return brotli(template.replace(SETTINGS_MARK, () => JSON.stringify(settings)));
};

const weigh = async (): Promise<Weight[]> => {
  const { default: files } = (await import(`${DIST}/files.js`)) as { default: Record<string, BuiltFile> };
  const bodyOf = (path: string): string => {
    const file = files[path];
    if (!file) throw new Error(`${path} was not built`);
    return file.body;
  };
  const packedAt = (path: string): number => Buffer.byteLength(bodyOf(path), 'base64');
  const packed = (name: string): number => packedAt(CHUNK_PATH + name);
  // A visitor loads the words of one language: the longest counts.
  const { always, oneOf, fields, turnstile, further, watch } = JSON.parse(
    readFileSync(`${DIST}/forms.json`, 'utf8'),
  ) as FormsChunks;
  const first = JSON.parse(readFileSync(`${DIST}/dashboard.json`, 'utf8')) as FirstPage;
  const sum = (sizes: number[]): number => sizes.reduce((total, size) => total + size, 0);
  return [
    { name: 'core script', bytes: coreBytes(bodyOf('/core.js')), budget: 4_096 },
    { name: 'core script with numbers', bytes: coreBytes(bodyOf('/core-numbers.js'), NUMBERS), budget: 4_096 + 2_500 },
    { name: 'forms', bytes: sum(always.map(packed)) + Math.max(0, ...oneOf.map(packed)), budget: 8_500 },
    { name: 'report on their fields', bytes: packed(fields), budget: 1_024 },
    { name: 'Turnstile on forms', bytes: packed(turnstile), budget: 1_024 },
    ...Object.entries(further).map(([name, file]) => ({
      name: `forms, ${name}`,
      bytes: packed(file),
      budget: FURTHER_BUDGET,
      untold: true as const,
    })),
    { name: 'watching your forms', bytes: packed(watch.forms), budget: FURTHER_BUDGET },
    { name: 'contacts of your forms', bytes: packed(watch.contacts), budget: FURTHER_BUDGET },
    {
      name: 'dashboard, its first page',
      bytes: sum(first.always.map(packedAt)) + Math.max(...first.oneOf.map((paths) => sum(paths.map(packedAt)))),
      budget: 60_000,
    },
  ];
};

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} KB`;

const BLOCK = /(<!-- bytes -->\n)([\s\S]*?)(\n<!-- \/bytes -->)/;

/** The README's rows with the measured figures in place of the stated ones. */
const restate = (block: string, weights: Weight[]): string =>
  weights.reduce((text, { name, bytes, untold }) => {
    if (untold) return text;
    const row = new RegExp(`(\\| ${name} \\| )[^|]*( \\|)`);
    if (!row.test(text)) throw new Refusal(`README.md has no row "| ${name} | … |" between its bytes marks.`);
    return text.replace(row, `$1${kilobytes(bytes)}$2`);
  }, block);

const check = async (write: boolean): Promise<void> => {
  await buildIfNeeded();
  const weights = await weigh();
  for (const { name, bytes, budget } of weights) console.log(`${name}: ${bytes} of ${budget} bytes brotli`);

  const file = `${ROOT}/README.md`;
  const readme = readIfThere(file) ?? '';
  const stated = BLOCK.exec(readme)?.[2];
  if (stated === undefined) throw new Refusal('README.md has no block between <!-- bytes --> and <!-- /bytes -->.');
  const right = restate(stated, weights);
  if (write)
    writeFileSync(
      file,
      readme.replace(BLOCK, (_, open, __, close) => open + right + close),
    );

  const complaints = [
    ...weights
      .filter(({ bytes, budget }) => bytes > budget)
      .map(({ name, bytes, budget }) => `${name}: ${bytes - budget} bytes over its budget`),
    ...(stated === right || write ? [] : ['README.md states other figures: npm run bytes -- --write']),
  ];
  if (complaints.length > 0) throw new Refusal(complaints.join('\n'));
};

if (import.meta.main) await check(process.argv.includes('--write')).catch(giveUp);
