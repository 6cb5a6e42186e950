import { describe, expect, test } from 'vitest';
import { makeFormats } from './format.ts';

/** Spaces that do not break look like others and read badly in a test. */
const plain = (text: string): string => text.replace(/[\u00A0\u202F\u2009]/g, ' ');

const uk = makeFormats('uk', 'UAH');
const en = makeFormats('en', 'USD');

describe('money', () => {
  test("in the reader's language and the site's currency", () => {
    expect(plain(uk.money(48_200))).toBe('48 200 ₴');
    expect(plain(makeFormats('ru', 'UAH').money(48_200))).toBe('48 200 ₴');
    expect(en.money(48_200)).toBe('$48,200');
    expect(uk.currencySign).toBe('₴');
    expect(en.currencySign).toBe('$');
  });

  test('has cents where they matter', () => {
    expect(en.money(12.5)).toBe('$12.50');
    expect(en.money(12)).toBe('$12');
    expect(en.money(1234.56)).toBe('$1,235');
    expect(en.exactMoney(859.6296)).toBe('$859.6296');
    expect(en.exactMoney(12)).toBe('$12.00');
  });

  test('has as many places in all cells of a column', () => {
    const small = en.moneyColumn([12.5, null, undefined, 7]);
    expect([small(12.5), small(7)]).toEqual(['12.50', '7.00']);
    const large = en.moneyColumn([12.5, 1200]);
    expect([large(12.5), large(1200)]).toEqual(['13', '1,200']);
    expect(en.moneyColumn([])(0)).toBe('0');
  });
});

describe('shares', () => {
  test('line up in a column', () => {
    expect(uk.share(0.0123)).toBe('1,2%');
    expect(en.share(0.2)).toBe('20.0%');
  });

  test('are short in a sentence, and never a nothing that is something', () => {
    expect(en.roundShare(0.2694)).toBe('27%');
    expect(en.roundShare(0.004)).toBe('0.4%');
    expect(en.roundShare(0)).toBe('0%');
  });
});

describe('changes', () => {
  test.each([
    ['money', 120, 100, '+20%'],
    ['money', 80, 100, '−20%'],
    ['money', 100, 100, ''],
    ['money', 1500, 100, '×15'],
    ['money', 100, 0, ''],
    ['count', 3, 1, '+2'],
    ['count', 0, 1, '−1'],
    ['count', 5, 5, ''],
    ['count', 1101, 1138, '−3%'],
    ['ratio', 0.12, 0.1, '+2.0'],
    ['ratio', 0.1, 0.1004, ''],
    ['ratio', null, 0.1, ''],
    ['money', 5, undefined, ''],
  ] as const)('of %s to %s from %s: %s', (unit, now, before, text) => {
    expect(en.change(unit, now, before)).toBe(text);
  });
});

describe('days', () => {
  test.each([
    ['one day', '2026-03-29', '2026-03-29', '29 Mar 2026'],
    ['within a month', '2026-03-01', '2026-03-29', '1–29 Mar 2026'],
    ['over a year', '2025-12-31', '2026-01-01', '31 Dec 2025–1 Jan 2026'],
  ])('%s', (_, from, to, text) => {
    // Releases of the runtime's language data differ in the spaces around the dash.
    expect(plain(en.range({ from, to })).replace(/ ?– ?/, '–')).toBe(text);
  });
});

test('how long something takes is told by its two largest units', () => {
  expect([40.4, 59.6, 200, 3600, 18_600, 3_599.6].map((seconds) => plain(uk.duration(seconds)))).toEqual([
    '40 с',
    '1 хв',
    '3 хв 20 с',
    '1 год',
    '5 год 10 хв',
    '1 год',
  ]);
});
