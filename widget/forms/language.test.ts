import { expect, test } from 'vitest';
import { foreignTag } from './foreignTag.ts';
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

test.each([
  [['auto', 'pl-PL', 'en'], ['uk', 'pl'], 'pl'],
  [['pt-br'], ['pt-PT', 'pt-BR'], 'pt-BR'],
  [['auto', 'uk', 'pl'], ['pl'], undefined],
  [['auto', 'de', 'pl'], ['pl'], 'pl'],
  [['fr'], ['pl'], undefined],
] as const)('%j with words in %j is %s', (tags, given, tag) => expect(foreignTag(tags, given)).toBe(tag));
