import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SET_NAMES, SETS } from './ads/columns.ts';
import { PRESETS } from './days.ts';
import {
  COMPARISONS,
  daysOf,
  GROUPINGS,
  isOwnMetric,
  MODEL_NAMES,
  nextSort,
  partsOf,
  pathOf,
  readView,
  settleView,
  sortKeysOf,
  stepInto,
  USUAL,
  type View,
  writeView,
} from './query.ts';

const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const range = fc
  .tuple(day, day)
  .map(([one, other]) => (one < other ? { from: one, to: other } : { from: other, to: one }));

const columns: fc.Arbitrary<View['columns']> = fc.oneof(
  fc.constantFrom(...SET_NAMES).map((name) => SETS[name]),
  fc.uniqueArray(fc.constantFrom('roas', 'spend', 'leads', 'verdict', 'action:meeting'), { minLength: 1 }),
);
const condition = fc
  .tuple(fc.constantFrom('channel', 'campaign', 'ad', 'landing'), fc.constantFrom(':', '!:', '~:'), fc.string())
  .map((parts) => parts.join(''));

const view: fc.Arbitrary<View> = fc
  .record({
    by: fc.constantFrom(...GROUPINGS),
    columns,
    models: fc.uniqueArray(fc.constantFrom(...MODEL_NAMES), { minLength: 1, maxLength: 3 }),
  })
  .chain(({ by, columns: shown, models }) =>
    fc.record({
      range: fc.oneof(fc.constantFrom(...PRESETS), range),
      by: fc.constant(by),
      where: fc.uniqueArray(condition, { maxLength: 4 }),
      columns: fc.constant(shown),
      models: fc.constant(models),
      basis: fc.constantFrom('event', 'lead'),
      compare: fc.constantFrom(...COMPARISONS),
      intervals: fc.boolean(),
      sort: fc.record(
        {
          key: fc.constantFrom(...sortKeysOf({ by, columns: shown })),
          descending: fc.boolean(),
          ...(models.length > 1 && { model: fc.constantFrom(...models.slice(1)) }),
        },
        { requiredKeys: ['key', 'descending'] },
      ),
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
    'range=last7&sort=-leads',
  );
  expect(
    writeView({ ...USUAL, columns: SETS.money, models: ['linear', 'lastClick'], where: ['channel:Paid Search'] }),
  ).toBe('where=channel:Paid+Search&set=money&model=linear,lastClick');
});

describe('what makes no sense is as usual', () => {
  test.each([
    ['days that run backwards', '?from=2026-03-02&to=2026-03-01'],
    ['a day that does not exist', '?from=2026-02-30&to=2026-03-01'],
    ['half a range', '?from=2026-03-01'],
    ['unknown names', '?by=planet&model=magic&range=ever&sort=-luck&compare=maybe&columns=luck&basis=moon'],
    ['conditions on nothing', '?where=planet:Mars&where=channel'],
  ])('%s', (_, search) => {
    expect(readView(search)).toEqual(USUAL);
  });

  test('channels as an order where there is no channel', () => {
    expect(readView('?by=source&sort=channel').sort).toEqual(USUAL.sort);
  });

  test('more models than anybody reads', () => {
    expect(readView(`?model=${MODEL_NAMES.join()}`).models).toHaveLength(3);
  });
});

test('an order by a column that is gone is the usual one', () => {
  const sorted: View = { ...USUAL, sort: { key: 'leads', descending: false } };
  expect(settleView({ ...sorted, columns: SETS.forms }).sort).toEqual({ key: 'visits', descending: true });
  expect(settleView({ ...sorted, columns: SETS.money }).sort).toEqual(sorted.sort);
  const byModel: View = { ...sorted, models: ['linear', 'lastClick'], sort: { ...sorted.sort, model: 'lastClick' } };
  expect(settleView({ ...byModel, models: ['linear'] }).sort).toEqual({ key: 'leads', descending: false });
});

test('pressing a head sorts figures from the largest and names from A, pressing again turns round', () => {
  expect(nextSort(USUAL.sort, { key: 'leads' })).toEqual({ key: 'leads', descending: true });
  expect(nextSort(USUAL.sort, { key: 'name' })).toEqual({ key: 'name', descending: false });
  expect(nextSort({ key: 'name', descending: false }, { key: 'name' })).toEqual({ key: 'name', descending: true });
  const linear = nextSort({ key: 'leads', descending: true }, { key: 'leads', model: 'linear' });
  expect(linear).toEqual({ key: 'leads', model: 'linear', descending: true });
});

test('a preset moves with the days, two days stay', () => {
  expect(daysOf('yesterday', '2026-03-01')).toEqual({ from: '2026-02-28', to: '2026-02-28' });
  expect(daysOf({ from: '2026-01-01', to: '2026-01-02' }, '2026-03-01')).toEqual({
    from: '2026-01-01',
    to: '2026-01-02',
  });
});

describe('from the whole to the part', () => {
  test('a step keeps what led there, and drops what would widen the row', () => {
    const first = stepInto({ by: 'channel', where: ['device:mobile', 'channel~:paid'] }, 'Paid Search');
    expect(first).toEqual({ by: 'source', where: ['device:mobile', 'channel:Paid Search'] });
    expect(stepInto({ by: 'campaign', where: ['campaign!:old'] }, 'a:b')).toEqual({
      by: 'ad',
      where: ['campaign!:old', 'campaign:a:b'],
    });
    expect(stepInto({ by: 'term', where: [] }, 'windows')).toBeNull();
  });

  test('the path is what a step can go back along; other conditions are none of it', () => {
    const where = ['device:mobile', 'channel:Paid Search', 'campaign:Зима'];
    expect(pathOf({ by: 'ad', where }).map(({ condition, by }) => [condition, by])).toEqual([
      ['channel:Paid Search', 'source'],
      ['campaign:Зима', 'ad'],
    ]);
    expect(pathOf({ by: 'channel', where })).toEqual([]);
    expect(pathOf({ by: 'ad', where: ['channel:Direct', 'channel:Referral', 'source~:goo'] })).toEqual([]);
  });

  test('a value may hold anything', () => {
    fc.assert(
      fc.property(fc.constantFrom(':', '!:', '~:'), fc.string(), (operator, value) => {
        expect(partsOf(`campaign${operator}${value}`)).toEqual({ dimension: 'campaign', operator, value });
      }),
    );
  });
});

test("an address may name another site's action: it is no column here", () => {
  expect(isOwnMetric('action:meeting', ['meeting'])).toBe(true);
  expect(isOwnMetric('conversion:leads:meeting', ['meeting'])).toBe(true);
  expect(isOwnMetric('costPer:offer', ['meeting'])).toBe(false);
  expect(isOwnMetric('spend', [])).toBe(true);
});
