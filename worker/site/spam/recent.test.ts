import { expect, test } from 'vitest';
import { Recent } from './recent.ts';

test('different ones under a key within the window are counted, each once', () => {
  const recent = new Recent(1_000, 10);
  expect(recent.note('a', 'x', 0)).toBe(1);
  expect(recent.note('a', 'x', 10)).toBe(1);
  expect(recent.note('a', 'y', 20)).toBe(2);
  expect(recent.note('b', 'z', 20)).toBe(1);
  // What is heard again lives on.
  expect(recent.note('a', 'z', 1_009)).toBe(3);
  expect(recent.note('a', 'z', 1_010)).toBe(2);
  expect(recent.note('a', 'z', 5_000)).toBe(1);
});

test('a clock that was set back forgets nobody sooner', () => {
  const recent = new Recent(1_000, 10);
  recent.note('a', 'x', 5_000);
  recent.note('a', 'x', 100);
  expect(recent.note('a', 'y', 5_900)).toBe(2);
});

test('counting goes no further than it was told to', () => {
  const recent = new Recent(1_000, 3);
  for (let one = 0; one < 50; one += 1) recent.note('a', String(one), one);
  expect(recent.note('a', 'another', 50)).toBe(3);
});

test('a flood of keys has it begin anew, and it goes on counting', () => {
  const recent = new Recent(1_000, 10);
  for (let key = 0; key < 50_000; key += 1) recent.note(String(key), 'x', 0);
  recent.note('last', 'x', 1);
  expect(recent.note('last', 'y', 2)).toBe(2);
});
