import { describe, expect, test } from 'vitest';
import { tappedNumber } from './taps.ts';

describe('tappedNumber', () => {
  test.each([
    ['tel:+380441234567', '+380441234567'],
    ['tel:+38%20(044)%20123-45-67', '+380441234567'],
    ['TEL:044.123.45.67', '0441234567'],
    ['callto://+38044/1234567', '+380441234567'],
    ['tel:%2B380441234567', '+380441234567'],
    ['tel:+380441234567;ext=12', '+380441234567'],
    ['tel:0800500500,,1', '0800500500'],
    ['tel:102', '102'],
  ])('%s is %s', (href, number) => {
    expect(tappedNumber(href)).toBe(number);
  });

  test.each(['https://shop.ua/tel:123456', 'tel:', 'tel:12', 'tel:call-me', `tel:${'1'.repeat(21)}`, 'mailto:1@2.ua'])(
    '%s is none',
    (href) => {
      expect(tappedNumber(href)).toBeFalsy();
    },
  );
});
