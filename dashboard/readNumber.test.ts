import { expect, test } from 'vitest';
import { readNumber } from './readNumber.ts';

test('numbers are read as people write them', () => {
  expect(readNumber('1 500,50')).toBe(1500.5);
  expect(readNumber('1\u00A0500.5')).toBe(1500.5);
  expect(readNumber('−3')).toBe(-3);
});

test('what is no number is null, and never a part of one', () => {
  for (const text of ['', '-', '12,', '1.5.2', '5 %', '1e3', 'сто']) expect(readNumber(text)).toBeNull();
});
