import { expect, test } from 'vitest';
import { coincidence } from './coincidence.ts';

test('visits that come with the spend', () => {
  expect(coincidence([40, 38, 44, 42], [20, 22, 18, 20])).toEqual({ withSpend: 41, without: 20 });
});

test.each([
  ['as many as ever', [20, 22, 18, 20], [21, 19, 20, 20]],
  ['fewer', [20, 22, 18, 20], [40, 38, 44, 42]],
  ['more, and no more than chance makes of it', [3, 1, 2, 4], [1, 0, 2, 1]],
  ['one busy day', [20, 20, 200, 20, 20], [20, 20, 20, 20, 20]],
  ['too few days', [40, 40, 40], [20, 20, 20]],
  ['spend every day', [40, 40, 40, 40], []],
])('%s', (_, on, off) => expect(coincidence(on, off)).toBeNull());
