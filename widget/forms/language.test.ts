import { expect, test } from 'vitest';
import { chooseLanguage } from './language.ts';

test.each([
  [['auto', 'uk-UA', 'en'], 'uk'],
  [['ru', 'uk', 'en'], 'ru'],
  [['auto', '', 'de-DE', 'RU-ru', 'en'], 'ru'],
  [['auto', 'pl', 'pl', 'de'], 'en'],
  // Sranan is no Ukrainian, nor is Udmurt.
  [['auto', 'ukx', 'udm', 'enm'], 'en'],
  [['auto', 'en-GB', 'uk'], 'en'],
] as const)('%j speaks %s', (tags, language) => expect(chooseLanguage(tags)).toBe(language));
