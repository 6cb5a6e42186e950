import { expect, test } from 'vitest';
import { isMacro, Names } from './names.ts';

test.each([
  ['Spring Sale', 'spring_sale', true],
  ['Весняний розпродаж', 'vesnyanyi-rozprodazh', true],
  ['Поиск — бренд', 'poisk_brend', true],
  ['windows kyiv', 'windows kyjv', true],
  ['spring sale', 'sprng sale', true],
  // Other campaigns of one family.
  ['spring sale 2025', 'spring sale 2026', false],
  ['brand_search_ua', 'brand_search_ru', false],
  ['dynamic remarketing a', 'dynamic remarketing b', false],
  ['search_kyiv', 'search_lviv', false],
  ['brand', 'bread', false],
  ['brand', 'remarketing', false],
  // Nothing to go by.
  ['—', '***', false],
  ['', '', false],
])('%j and %j: %s', (a, b, near) => {
  const names = new Names();
  expect(names.areNear(a, b)).toBe(near);
  expect(names.areNear(b, a)).toBe(near);
});

test.each([
  ['{campaignid}', true],
  ['{{campaign.id}}', true],
  ['__campaign_id__', true],
  ['_campaign_id_', true],
  ['__cid__', true],
  ['brand {keyword}', true],
  ['%7bcampaignid%7d', true],
  ['20481234', false],
  ['_brand_', false],
  ['{}', false],
  ['', false],
])('%j is a macro: %s', (text, expected) => expect(isMacro(text)).toBe(expected));
