import { describe, expect, test } from 'vitest';
import { BUTTON_WORDS } from './button-words.ts';
import { words as en } from './words/en.ts';
import { words as ru } from './words/ru.ts';
import { words as uk } from './words/uk.ts';
import { wordsOf } from './words.ts';

const tables = { uk, ru, en };

/** Every word's path, `lead.title`, and text. */
const flat = (table: object, before = ''): [string, string][] =>
  Object.entries(table).flatMap(([key, value]) =>
    typeof value === 'string' ? [[before + key, value] as [string, string]] : flat(value as object, `${before}${key}.`),
  );

describe('words', () => {
  test.each(Object.entries(tables))('%s has all words, none empty or with stray space', (_, table) => {
    const words = flat(table);
    expect(words.map(([key]) => key).sort()).toEqual(
      flat(en)
        .map(([key]) => key)
        .sort(),
    );
    for (const [key, text] of words) expect(text, key).toMatch(/^\S(.*\S)?$/);
  });

  test.each(Object.entries(tables))('%s links the policy once', (_, { consent }) => {
    expect(consent.split(/[[\]]/)).toHaveLength(3);
  });

  test('Ukrainian and Russian are not mixed up', () => {
    const text = (table: object) =>
      flat(table)
        .map(([, word]) => word)
        .join(' ');
    expect(text({ uk, button: BUTTON_WORDS.uk })).not.toMatch(/[ыъэё]/i);
    expect(text({ ru, button: BUTTON_WORDS.ru })).not.toMatch(/[іїєґ]/i);
    expect(text({ en, button: BUTTON_WORDS.en })).not.toMatch(/\p{Script=Cyrillic}/u);
  });

  test('the form takes the words of its kind, and the owner has the last one', () => {
    const form = {
      id: 'a',
      kind: 'lead',
      words: { uk: { title: 'Прорахунок', phone: 'Ваш номер' }, ru: { text: '-' } },
    } as const;
    const words = wordsOf(uk, form, 'uk');
    expect(words).toMatchObject({
      title: 'Прорахунок',
      phone: 'Ваш номер',
      submit: uk.lead.submit,
      text: uk.lead.text,
    });
    expect(wordsOf(uk, { id: 'b', kind: 'callback' }, 'uk').submit).toBe(uk.callback.submit);
  });
});
