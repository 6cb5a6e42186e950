import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PRESETS } from './days.ts';
import { GROUPINGS, MODEL_NAMES, nextSort, readView, sortKeysOf, USUAL, type View, writeView } from './query.ts';

const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const range = fc
  .tuple(day, day)
  .map(([one, other]) => (one < other ? { from: one, to: other } : { from: other, to: one }));

const view: fc.Arbitrary<View> = fc.constantFrom(...GROUPINGS).chain((by) =>
  fc.record({
    site: fc.constantFrom('', '04apnv9wco3nf9cfca57'),
    range: fc.oneof(fc.constantFrom(...PRESETS), range),
    by: fc.constant(by),
    model: fc.constantFrom(...MODEL_NAMES),
    compare: fc.boolean(),
    sort: fc.record({ key: fc.constantFrom(...sortKeysOf(by)), descending: fc.boolean() }),
  }),
);

test('a view that was written is read as it was', () => {
  fc.assert(fc.property(view, (one) => void expect(readView(writeView(one))).toEqual(one)));
});

test('whatever an address says, a view comes of it', () => {
  fc.assert(
    fc.property(fc.webQueryParameters(), (text) => {
      const read = readView(`?${text}`);
      expect(readView(writeView(read))).toEqual(read);
    }),
  );
});

test('what is as usual is left out', () => {
  expect(writeView(USUAL)).toBe('');
  expect(writeView({ ...USUAL, range: 'last7', sort: { key: 'leads', descending: true } })).toBe(
    '?range=last7&sort=-leads',
  );
});

describe('what makes no sense is as usual', () => {
  test.each([
    ['days that run backwards', '?from=2026-03-02&to=2026-03-01'],
    ['a day that does not exist', '?from=2026-02-30&to=2026-03-01'],
    ['half a range', '?from=2026-03-01'],
    ['unknown names', '?by=planet&model=magic&range=ever&sort=-luck&compare=maybe'],
    ['a site that is none', '?site=../../etc'],
  ])('%s', (_, search) => {
    expect(readView(search)).toEqual(USUAL);
  });

  test('channels as an order where there is no channel', () => {
    expect(readView('?by=source&sort=channel').sort).toEqual(USUAL.sort);
  });
});

test('pressing a head sorts figures from the largest and names from A, pressing again turns round', () => {
  expect(nextSort(USUAL.sort, 'leads')).toEqual({ key: 'leads', descending: true });
  expect(nextSort(USUAL.sort, 'name')).toEqual({ key: 'name', descending: false });
  expect(nextSort({ key: 'name', descending: false }, 'name')).toEqual({ key: 'name', descending: true });
});
