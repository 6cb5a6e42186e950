import { expect, test } from 'vitest';
import type { NumberRule } from '../../../shared/numberRules.ts';
import type { Pool } from '../../../shared/numbers.ts';
import { DEFAULT_SETTINGS } from '../../../shared/settings.ts';
import { type PoolNow, type SimulatedLine, simulate } from './simulate.ts';

const OWN = '+380441234567';
const BRAND = '+380441110000';
const [FREE, SPARE] = ['+380442220001', '+380442220009'];

const pool = (whenEmpty: Pool['whenEmpty'] = 'own'): Pool => ({
  id: 'ads',
  holdMinutes: 30,
  coolDownMinutes: 60,
  whenEmpty,
});
const NOW: PoolNow = { numbers: 3, free: 1, held: 2, resting: 0, next: FREE };
const FULL: PoolNow = { numbers: 3, free: 0, held: 2, resting: 1, next: null };

const RULES: NumberRule[] = [
  { line: 'other', when: [], show: 'own' },
  {
    line: 'sales',
    when: [
      { parameter: 'utm_source', is: 'google*' },
      { parameter: 'utm_campaign', is: 'brand' },
    ],
    show: { number: BRAND },
  },
  { line: 'sales', when: [{ referrer: 'partner.example' }], show: 'own' },
  { line: 'sales', when: [{ landing: '/sale/*' }], show: { pool: 'ads' } },
];

interface Visit {
  url?: string;
  referrer?: string;
  now?: PoolNow;
  whenEmpty?: Pool['whenEmpty'];
  rules?: NumberRule[];
}

const seen = ({ url = 'https://example.com/', referrer = '', now = NOW, whenEmpty, rules = RULES }: Visit) =>
  simulate(
    {
      ...DEFAULT_SETTINGS,
      hosts: ['example.com'],
      numbers: { lines: [{ id: 'sales', number: OWN }], pools: [pool(whenEmpty)], rules },
    },
    { url, referrer },
    () => now,
  );
const sales = (visit: Visit): SimulatedLine => seen(visit).lines[0] as SimulatedLine;

test('a static number, with what made the rule fit', () => {
  expect(sales({ url: 'https://example.com/?utm_source=Google.com&utm_campaign=brand' })).toEqual({
    line: 'sales',
    number: BRAND,
    from: 'rule',
    rule: 1,
    because: `the rule fits: utm_source is "Google.com", utm_campaign is "brand"; it shows ${BRAND}`,
    passed: [],
  });
});

test('every rule before the one that fits tells its first condition that does not hold', () => {
  const line = sales({ url: 'https://example.com/sale/x?utm_source=bing', referrer: 'https://www.bing.com/search' });
  expect(line).toMatchObject({ number: FREE, from: 'pool', rule: 3, pool: { id: 'ads', ...NOW } });
  expect(line.because).toBe(
    `the rule fits: the landing path is "/sale/x"; ${FREE} is the pool "ads"'s next free number`,
  );
  expect(line.passed).toEqual([
    { rule: 1, condition: 0, because: 'utm_source is "bing", not "google*"' },
    { rule: 2, condition: 0, because: 'the referrer\'s host is "www.bing.com", not "partner.example"' },
  ]);
});

test('the second condition, and what is not there', () => {
  const { passed } = sales({ url: 'https://example.com/?utm_source=google' });
  expect(passed).toEqual([
    { rule: 1, condition: 1, because: 'utm_campaign is not there, and must be "brand"' },
    { rule: 2, condition: 0, because: 'the referrer\'s host is not there, and must be "partner.example"' },
    { rule: 3, condition: 0, because: 'the landing path is "/", not "/sale/*"' },
  ]);
});

test('no rule fits, or there is none', () => {
  expect(sales({})).toMatchObject({ number: OWN, from: 'own', rule: null, because: 'none of its rules fits' });
  expect(sales({ rules: [] })).toMatchObject({ number: OWN, from: 'own', rule: null, because: 'it has no rules' });
});

test('a rule may leave the page as it is', () => {
  const line = sales({ referrer: 'https://partner.example/x' });
  expect(line).toMatchObject({ number: OWN, from: 'own', rule: 2 });
  expect(sales({ rules: [{ line: 'sales', when: [], show: 'own' }] }).because).toBe(
    "the rule is for every visit; it shows the line's own number",
  );
});

test.each([
  ['own' as const, OWN, "the line's own number"],
  ['share' as const, null, 'one that another visitor holds too'],
  [{ number: SPARE }, SPARE, `${SPARE}, which all see then`],
])('an empty pool with %o', (whenEmpty, number, words) => {
  const rules: NumberRule[] = [{ line: 'sales', when: [], show: { pool: 'ads' } }];
  expect(sales({ whenEmpty, rules, now: FULL })).toMatchObject({
    number,
    from: 'whenEmpty',
    because: `the rule is for every visit; the pool "ads" has no free number (2 held, 1 resting), so it shows ${words}`,
  });
  const none = { numbers: 0, free: 0, held: 0, resting: 0, next: null };
  expect(sales({ whenEmpty, rules, now: none }).because).toContain('the pool "ads" has no numbers');
});

test('what the touch resolves to', () => {
  expect(seen({ url: 'https://example.com/?gclid=x&utm_campaign=Brand' }).touch).toEqual({
    channel: 'Paid Search',
    source: 'google',
    medium: 'cpc',
    campaign: 'brand',
    content: '',
    term: '',
  });
});
