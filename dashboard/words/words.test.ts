import { expect, test } from 'vitest';
import { firstLanguage } from '../language.ts';
import { fill, pieces } from './fill.ts';
import { uk } from './uk.ts';
import { LANGUAGES, loadWords } from './words.ts';

/** Every text of a table by its path. */
const texts = (table: object, path = ''): [string, string][] =>
  Object.entries(table).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : texts(value as object, `${path}${key}.`),
  );

const places = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

test.each(LANGUAGES)('%s has every text, with the same places to fill in', async (language) => {
  const own = new Map(texts(await loadWords(language)));
  const model = texts(uk);
  expect([...own.keys()]).toEqual(model.map(([path]) => path));
  for (const [path, text] of model) {
    expect(own.get(path), path).not.toBe('');
    expect(places(own.get(path) ?? ''), path).toEqual(places(text));
  }
});

test('what is filled in is text, whatever it looks like', () => {
  expect(fill('{a} of {b}', { a: '{b}', b: '$&<b>' })).toBe('{b} of $&<b>');
  expect(fill('{a} {unknown}', { a: '1' })).toBe('1 {unknown}');
  expect(pieces('{a} of', { a: '1' })).toEqual([
    { text: '1', filled: true },
    { text: ' of', filled: false },
  ]);
});

test('the first language is the chosen one, else the first of the browser that there is', () => {
  expect(firstLanguage('ru', ['uk-UA'])).toBe('ru');
  expect(firstLanguage(null, ['pl', 'uk-UA', 'en'])).toBe('uk');
  expect(firstLanguage('xx', ['EN-us'])).toBe('en');
  expect(firstLanguage(null, [])).toBe('en');
});
