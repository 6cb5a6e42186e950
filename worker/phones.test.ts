import { describe, expect, test } from 'vitest';
import { diallingOf, phoneOf, statedPhoneOf } from './phones.ts';

describe('a number is kept as E.164', () => {
  test.each([
    ['044 123-45-67', 'UA', '+380441234567'],
    ['+38 (044) 123\u00a045 67', 'UA', '+380441234567'],
    ['+380441234567', 'DE', '+380441234567'],
    ['8 (495) 123-45-67', 'RU', '+74951234567'],
  ])('%s in %s', (text, country, number) => expect(phoneOf(text, country)).toBe(number));

  test.each(['', '12', 'call us', undefined])('%s is none', (text) => expect(phoneOf(text, 'UA')).toBe(''));
});

describe('as a provider states it', () => {
  test.each([
    ['0441234567', '+380441234567'],
    ['380441234567', '+380441234567'],
    ['48221234567', '+48221234567'],
    ['442071234567', '+442071234567'],
    ['+48221234567', '+48221234567'],
    ['101', ''],
    ['', ''],
  ])('%s', (text, number) => expect(statedPhoneOf(text, 'UA')).toBe(number));
});

describe('how a number is spelt at home', () => {
  test.each([
    ['+380441234567', { code: '380', trunk: '0' }],
    ['+74951234567', { code: '7', trunk: '8' }],
    ['+48221234567', { code: '48', trunk: '' }],
    ['+3612345678', { code: '36', trunk: '06' }],
    ['+12025550123', { code: '1', trunk: '1' }],
    // No country's: dialled in full everywhere.
    ['+80012345678', { code: '800', trunk: '' }],
  ])('%s', (number, dialling) => expect(diallingOf(number)).toEqual(dialling));
});
