import { expect, test } from 'vitest';
import { valueFor } from './hidden.ts';

const STATE = {
  id: 'v'.repeat(20),
  visitor: 'w'.repeat(20),
  url: 'https://shop.example/sale?UTM_Source=google%20ads&utm_campaign=77',
  referrer: 'https://www.google.com/',
};

test.each([
  ['visit', STATE.id],
  ['visitor', STATE.visitor],
  ['url', STATE.url],
  ['referrer', STATE.referrer],
  ['source', 'google ads'],
  ['utm_source', 'google ads'],
  ['utm_campaign', '77'],
  ['utm_content', ''],
] as const)('%s is %s', (value, text) => expect(valueFor(value, STATE)).toBe(text));

test('without parameters the source is where the visitor came from', () => {
  expect(valueFor('source', { url: 'https://shop.example/', referrer: 'https://t.me/x' })).toBe('t.me');
  expect(valueFor('source', { url: 'https://shop.example/', referrer: '' })).toBe('(direct)');
});

test('a touch that the page before gives back is found there', () => {
  const state = { url: 'https://shop.example/cart', referrer: 'https://shop.example/?utm_source=meta' };
  expect(valueFor('utm_source', state)).toBe('meta');
});

test('before there is a visit all is empty', () => expect(valueFor('visit', {})).toBe(''));
