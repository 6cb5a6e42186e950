import { expect, test } from 'vitest';
import { filtersOf, readView, writeView } from './view.ts';

test.each(['', 'tab=numbers', 'show=missed', 'show=in&number=%2B380441234567'])(
  '"%s" is what it was read from',
  (query) => {
    expect(writeView(readView(query))).toBe(query);
  },
);

test('what is no filter is as usual', () => {
  expect(readView('tab=x&show=y&number=044')).toEqual({ tab: 'calls', shown: 'all', number: '' });
});

test.each([
  ['show=in', { direction: 'in' }],
  ['show=missed', { status: 'missed' }],
  ['number=%2B380441234567', { number: '+380441234567' }],
])('%s asks for %o', (query, filters) => {
  expect(filtersOf(readView(query))).toEqual(filters);
});
