import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SpendRow } from '../../shared/spend.ts';
import { dayOfDate } from './days.ts';
import { type SpendMoney, settleRows } from './spendRows.ts';

/** Uploaded rows → one amount a key and day, in 1/10 000 of the site's currency. */

type Upload = Parameters<typeof settleRows>[2];
const SITE: SpendMoney = { currency: 'UAH', rates: [], vat: null };
const settle = (rows: SpendRow[], upload: Upload = {}, site: Partial<SpendMoney> = {}) =>
  settleRows(
    rows.map((row, index) => ({ place: `rows.${index}`, row })),
    { ...SITE, ...site },
    upload,
  );

const day = '2026-05-01';
const row = (stated: Partial<SpendRow>): SpendRow => ({ day, system: 'google', campaignId: '1', cost: '1', ...stated });
const costs = (rows: SpendRow[], upload?: Upload) => settle(rows, upload).daily.map(({ cost }) => cost);
const fields = (rows: SpendRow[], upload?: Upload) => settle(rows, upload).errors.map(({ field }) => field);

describe('amounts', () => {
  test.each<[string, SpendRow[], number[]]>([
    ['to 1/10 000, half up', [row({ cost: '0.00005' })], [1]],
    ['to 1/10 000, less than half down', [row({ cost: '0.0000499999' })], [0]],
    ['as numbers', [row({ cost: 1234.5678 })], [12_345_678]],
    ['of equal key add up', [row({ cost: '0.1' }), row({ cost: 0.2 })], [3_000]],
    ['under an id add up whatever the name', [row({ campaign: 'A' }), row({ campaign: 'B' })], [20_000]],
    [
      'under a name add up whatever its spelling',
      [row({ campaignId: undefined, campaign: 'Brand' }), row({ campaignId: undefined, campaign: ' BRAND ' })],
      [20_000],
    ],
    [
      'of different keys stay apart',
      [row({}), row({ campaignId: '2' }), row({ adId: '1' }), row({ system: 'meta' })],
      [10_000, 10_000, 10_000, 10_000],
    ],
    [
      'of different kinds stay apart',
      [row({}), row({ kind: 'marketing' }), row({ kind: 'sales' })],
      [10_000, 10_000, 10_000],
    ],
    ['paid to different agencies add up', [row({ agency: 'B' }), row({ agency: 'A' })], [20_000]],
    [
      'of another currency, rounded once after multiplying: 0.00005 × 1.99999 is 0.0000999995',
      [row({ cost: '0.00005', currency: 'USD', rate: '1.99999' })],
      [1],
    ],
    [
      'of another currency: 10.01 × 41.255 = 412.96255 is 4 129 625.5 in 1/10 000',
      [row({ cost: '10.01', currency: 'USD', rate: '41.255' })],
      [4_129_626],
    ],
  ] as [string, SpendRow[], number[]][])('%s', (_, rows, expected) => {
    expect(costs(rows)).toEqual(expected);
  });

  test('as uploaded are kept beside the converted ones', () => {
    expect(settle([row({ cost: '2', currency: 'USD', rate: '41.25' })]).daily[0]).toMatchObject({
      cost: 825_000,
      amount: 20_000,
      currency: 'USD',
      rate: '41.25',
    });
    expect(settle([row({})]).daily[0]).toMatchObject({ amount: null, currency: null, rate: null });
  });
});

test('whom it was paid to is kept, all of them once', () => {
  const agencies = (...named: (string | undefined)[]) =>
    settle(named.map((agency) => row({ ...(agency && { agency }) }))).daily.map(({ agency }) => agency);
  expect(agencies(undefined)).toEqual(['']);
  expect(agencies('B', undefined, 'A', 'B')).toEqual(['A, B']);
  expect(agencies('Smith, Jones', 'Smith, Jones')).toEqual(['Smith, Jones']);
});

describe('another currency', () => {
  test('needs a rate, and the row is named', () => {
    expect(fields([row({}), row({ currency: 'USD' })])).toEqual(['rows.1.rate']);
    expect(fields([row({})], { currency: 'USD' })).toEqual(['rows.0.rate']);
  });

  test('the upload’s rate is for the upload’s currency', () => {
    expect(costs([row({})], { currency: 'USD', rate: '40' })).toEqual([400_000]);
    expect(costs([row({ currency: 'USD' })], { rate: '40' })).toEqual([400_000]);
    expect(costs([row({ currency: 'UAH' })], { currency: 'USD', rate: '40' })).toEqual([10_000]);
  });

  test('the upload’s rate is not that of yet another currency', () => {
    expect(fields([row({ currency: 'USD' }), row({ currency: 'EUR' })], { rate: '40' })).toEqual(['rows.1.rate']);
    expect(fields([row({ currency: 'EUR' })], { currency: 'USD', rate: '40' })).toEqual(['rows.0.rate']);
    expect(fields([row({ currency: 'EUR', rate: '45' }), row({ currency: 'USD' })], { rate: '40' })).toEqual([]);
  });
});

describe('the site’s rates', () => {
  const rates: SpendMoney['rates'] = [
    { currency: 'USD', from: '2026-05-01', rate: '40' },
    { currency: 'USD', from: '2026-05-03', rate: '41.5' },
  ];
  const usd = (stated: Partial<SpendRow>): SpendRow => row({ currency: 'USD', cost: 1, ...stated });

  test('are taken where the row and the upload state none', () => {
    const cost = (stated: SpendRow, upload?: Upload) => settle([stated], upload, { rates }).daily[0]?.cost;
    expect(cost(usd({}))).toBe(400_000);
    expect(cost(usd({ day: '2026-05-04' }))).toBe(415_000);
    expect(cost(usd({ rate: '30' }))).toBe(300_000);
    expect(cost(usd({}), { rate: '35' })).toBe(350_000);
  });

  test('are those of each day of a period', () => {
    const { daily } = settle([usd({ day: undefined, from: '2026-05-01', to: '2026-05-04', cost: 4 })], {}, { rates });
    expect(daily.map(({ cost, rate, amount }) => [cost, rate, amount])).toEqual([
      [400_000, '40', 10_000],
      [400_000, '40', 10_000],
      [415_000, '41.5', 10_000],
      [415_000, '41.5', 10_000],
    ]);
  });

  test('must be there on every day, and the row is named', () => {
    const { errors } = settle([row({}), usd({ day: undefined, from: '2026-04-30', to: '2026-05-02' })], {}, { rates });
    expect(errors).toEqual([{ field: 'rows.1.rate', detail: expect.stringContaining('2026-04-30') }]);
  });

  test('make one sum, rounded once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10 ** 9 }),
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.integer({ min: 1, max: 10 ** 6 }), { minLength: 20, maxLength: 20 }),
        (units, days, daily) => {
          const cents = `${Math.floor(units / 100)}.${String(units % 100).padStart(2, '0')}`;
          const dayOf = (index: number) => new Date(Date.UTC(2026, 4, 1 + index)).toISOString().slice(0, 10);
          const { daily: cells } = settle(
            [usd({ day: undefined, from: dayOf(0), to: dayOf(days - 1), cost: cents })],
            {},
            {
              rates: daily.map((rate, index) => ({
                currency: 'USD',
                from: dayOf(index),
                rate: `0.${String(rate).padStart(7, '0')}`,
              })),
            },
          );
          // units / 100 / days × the sum of the rates, in 1/10 000: halves up.
          const sum = daily.slice(0, days).reduce((all, rate) => all + BigInt(rate), 0n);
          const [over, under] = [BigInt(units) * sum * 100n, BigInt(days) * 10n ** 7n];
          expect(cells.reduce((all, { cost }) => all + cost, 0)).toBe(Number((2n * over + under) / (2n * under)));
        },
      ),
    );
  });
});

describe('value added tax', () => {
  const vat = { percent: 20, spend: 'without' } as const;
  const cost = (stated: Partial<SpendRow>, upload: Upload, site: SpendMoney['vat']) =>
    settle([row({ cost: 120, ...stated })], upload, { vat: site }).daily[0]?.cost;

  test('is taken off or put on as the site has it, and what is not stated stands', () => {
    expect(cost({ vat: 'with' }, {}, vat)).toBe(1_000_000);
    expect(cost({ vat: 'without' }, {}, vat)).toBe(1_200_000);
    expect(cost({}, {}, vat)).toBe(1_200_000);
    expect(cost({ vat: 'without' }, {}, { ...vat, spend: 'with' })).toBe(1_440_000);
    expect(cost({ vat: 'with' }, {}, { ...vat, spend: 'with' })).toBe(1_200_000);
  });

  test('is the upload’s where the row does not say', () => {
    expect(cost({}, { vat: 'with' }, vat)).toBe(1_000_000);
    expect(cost({ vat: 'without' }, { vat: 'with' }, vat)).toBe(1_200_000);
  });

  test('is taken off exactly, rounded once with the rate: 100 × 41.255 / 1.077 = 3830.547818…', () => {
    expect(
      cost({ cost: 100, vat: 'with', currency: 'USD', rate: '41.255' }, {}, { percent: 7.7, spend: 'without' }),
    ).toBe(38_305_478);
  });

  test('that is stated needs to be set, and the row is named', () => {
    expect(settle([row({}), row({ vat: 'without' })]).errors).toEqual([
      { field: 'rows.1.vat', detail: expect.stringContaining('settings') },
    ]);
  });
});

describe('periods', () => {
  const period = (from: string, to: string, stated: Partial<SpendRow> = {}): SpendRow =>
    row({ day: undefined, from, to, ...stated } as Partial<SpendRow>);

  test('are spread evenly, and the days add up to the whole', () => {
    const { daily } = settle([period('2026-05-01', '2026-05-03', { cost: '0.001', clicks: 5, impressions: 1 })]);
    expect(daily.map((cell) => [cell.day - dayOfDate(day), cell.cost, cell.clicks, cell.impressions])).toEqual([
      [0, 4, 2, 1],
      [1, 3, 2, 0],
      [2, 3, 1, 0],
    ]);
  });

  test('the same period twice adds up; another one over the same days is refused by name', () => {
    expect(costs([period('2026-05-01', '2026-05-02'), period('2026-05-01', '2026-05-02')])).toEqual([10_000, 10_000]);
    expect(fields([period('2026-05-01', '2026-05-03'), period('2026-05-03', '2026-05-04')])).toEqual(['rows.1']);
    expect(fields([period('2026-05-01', '2026-05-03'), row({ day: '2026-05-02' })])).toEqual(['rows.1']);
    expect(fields([row({ day: '2026-05-02' }), period('2026-05-01', '2026-05-03')])).toEqual(['rows.1']);
    // Of another ad, and next to it: no overlap.
    expect(
      fields([
        period('2026-05-01', '2026-05-03'),
        period('2026-05-02', '2026-05-04', { campaignId: '2' }),
        period('2026-05-04', '2026-05-05'),
      ]),
    ).toEqual([]);
  });

  test('of more than 400 days are refused', () => {
    expect(fields([period('2025-01-01', '2026-02-04')])).toEqual([]);
    expect(fields([period('2025-01-01', '2026-02-05')])).toEqual(['rows.0.to']);
  });

  test('of many rows are refused before they fill the memory', () => {
    const rows = Array.from({ length: 1_300 }, (_, index) =>
      period('2025-01-01', '2026-02-04', { campaignId: String(index) }),
    );
    expect(fields(rows)).toEqual(['rows.1250']);
  });
});

test('an amount beyond exact arithmetic is refused', () => {
  expect(fields([row({ cost: '99999999999', currency: 'USD', rate: '999999999' })])).toEqual(['rows.0.cost']);
});

test('whatever is uploaded, its days add up to what its rows cost', () => {
  const stated = fc.record({
    campaign: fc.integer({ min: 1, max: 3 }),
    units: fc.integer({ min: 0, max: 10 ** 9 }),
    days: fc.integer({ min: 1, max: 40 }),
    clicks: fc.nat(1_000),
  });
  fc.assert(
    fc.property(fc.array(stated, { minLength: 1, maxLength: 20 }), (rows) => {
      const { daily, errors } = settle(
        rows.map(({ campaign, units, days, clicks }) => ({
          from: '2026-01-01',
          to: new Date(Date.UTC(2026, 0, days)).toISOString().slice(0, 10),
          system: 'google',
          // Each length of period has campaigns of its own, so that nothing overlaps.
          campaignId: `${days}${campaign}`.padStart(4, '0'),
          cost: `${Math.floor(units / 10_000)}.${String(units % 10_000).padStart(4, '0')}`,
          clicks,
        })),
      );
      expect(errors).toEqual([]);
      expect(daily.reduce((sum, { cost }) => sum + cost, 0)).toBe(rows.reduce((sum, { units }) => sum + units, 0));
      expect(daily.reduce((sum, { clicks }) => sum + clicks, 0)).toBe(
        rows.reduce((sum, { clicks }) => sum + clicks, 0),
      );
    }),
  );
});
