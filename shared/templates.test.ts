import { expect, test } from 'vitest';
import { withParameters } from './templates.ts';

const OURS = [
  ['utm_source', 'google'],
  ['utm_campaign', '{campaignid}'],
] as const;

test.each([
  ['https://example.com', 'https://example.com?utm_source=google&utm_campaign={campaignid}', []],
  ['https://example.com/a/', 'https://example.com/a/?utm_source=google&utm_campaign={campaignid}', []],
  ['https://example.com/?', 'https://example.com/?utm_source=google&utm_campaign={campaignid}', []],
  [
    'https://example.com/p?size=L%20XL&&q=%D0%B0+b#price?x=1',
    'https://example.com/p?size=L%20XL&q=%D0%B0+b&utm_source=google&utm_campaign={campaignid}#price?x=1',
    [],
  ],
  [
    'https://example.com/?UTM_Source=g&a=1&utm%5Fcampaign=old&utm_source=h&utm_content=c',
    'https://example.com/?a=1&utm_content=c&utm_source=google&utm_campaign={campaignid}',
    ['utm_source', 'utm_campaign'],
  ],
  ['https://example.com/#/shop', 'https://example.com/?utm_source=google&utm_campaign={campaignid}#/shop', []],
  ['https://example.com/?%zz=1', 'https://example.com/?%zz=1&utm_source=google&utm_campaign={campaignid}', []],
])('%s', (url, address, replaced) => expect(withParameters(url, OURS)).toEqual({ address, replaced }));
