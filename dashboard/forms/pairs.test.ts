import { expect, test } from 'vitest';
import { linesOf, listIn, pairsIn } from './pairs.ts';

test('pairs are written and read', () => {
  const record = { phone: 'tel', 'Розмір вікна': 'size=1' };
  expect(pairsIn(linesOf(record))).toEqual({ record, wrong: undefined });
  expect(pairsIn(' a=b \n\n c = d ')).toEqual({ record: { a: 'b', c: 'd' }, wrong: undefined });
});

test('a line that is no pair is told', () => {
  expect(pairsIn('a = b\nphone').wrong).toBe('phone');
  expect(pairsIn('= b').wrong).toBe('= b');
});

test('empty lines are none', () => expect(listIn('/a\n\n /b \n')).toEqual(['/a', '/b']));
