import { expect, test } from 'vitest';
import { words as en } from './words/en.ts';
import { words as ru } from './words/ru.ts';
import { words as uk } from './words/uk.ts';

/** Every text with what is filled into it, by its path. */
const filledIn = (words: object, path = ''): [string, string[]][] =>
  Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, (value.match(/\{\w+\}/g) ?? []).sort()]]
      : filledIn(value as object, `${path}${key}.`),
  );

test.each(Object.entries({ ru, en }))('in %s the same is filled in', (_, words) => {
  expect(filledIn(words)).toEqual(filledIn(uk));
});
