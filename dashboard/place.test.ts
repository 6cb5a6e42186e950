import { expect, test } from 'vitest';
import { addressOf, readPlace, stepFrom } from './place.ts';

const read = (address: string) => {
  const { pathname, search } = new URL(address, 'https://whichhalf.test');
  return readPlace({ pathname, search });
};

test.each([
  ['/app/', { site: '', page: '', rest: '', query: '' }],
  ['/app/abc', { site: 'abc', page: '', rest: '', query: '' }],
  ['/app/abc/leads', { site: 'abc', page: 'leads', rest: '', query: '' }],
  ['/app/abc/leads/m1x?stage=new', { site: 'abc', page: 'leads', rest: 'm1x', query: 'stage=new' }],
  ['/app/abc/nothing/x', { site: 'abc', page: '', rest: '', query: '' }],
  ['/app/..%2f/leads', { site: '', page: 'leads', rest: '', query: '' }],
  ['/app/abc/forms/%', { site: 'abc', page: 'forms', rest: '%', query: '' }],
])('%s', (address, place) => {
  expect(read(address)).toEqual(place);
});

test('an address is what it was read from, whatever stands in it', () => {
  const place = { site: 'abc', page: 'forms' as const, rest: 'знижка 10 %/ще', query: 'range=last7' };
  expect(read(addressOf(place))).toEqual(place);
});

test('a step to another page leaves the rest behind', () => {
  const from = read('/app/abc/leads/m1x?stage=new');
  expect(addressOf(stepFrom(from, { page: 'ads' }))).toBe('/app/abc/ads');
  expect(addressOf(stepFrom(from, { rest: 'm2' }))).toBe('/app/abc/leads/m2');
});
