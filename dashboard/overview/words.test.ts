import { expect, test } from 'vitest';
import { words as en } from './words/en.ts';
import { words as ru } from './words/ru.ts';
import { words as uk } from './words/uk.ts';

/** Every text of a table by its path. */
const texts = (table: object, path = ''): [string, string][] =>
  Object.entries(table).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : texts(value as object, `${path}${key}.`),
  );
const places = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

test.each(Object.entries({ en, ru }))('%s has every text, with the same places to fill in', (_, own) => {
  const found = new Map(texts(own));
  for (const [path, text] of texts(uk)) {
    expect(found.get(path), path).toBeTruthy();
    expect(places(found.get(path) ?? ''), path).toEqual(places(text));
  }
});
