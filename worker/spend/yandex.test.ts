import { describe, expect, it } from 'vitest';
import { ENCODING_NAMES, ENCODINGS } from './fixtures/encode.ts';
import { read, refusals } from './fixtures/read.ts';
import { sheet } from './fixtures/sheet.ts';
import { YANDEX_DAILY, YANDEX_MONTHLY, yandexApi } from './fixtures/yandex.ts';

describe('Yandex.Direct, Reports API', () => {
  const rows = [
    {
      line: 3,
      row: {
        system: 'yandex',
        day: '2026-03-29',
        campaign: 'Поиск "Окна"',
        campaignId: '70011223',
        group: 'Группа',
        groupId: '5011223344',
        adId: '1600112233',
        impressions: 1024,
        clicks: 41,
        cost: '2447.5',
      },
    },
    {
      line: 4,
      row: {
        system: 'yandex',
        day: '2026-03-30',
        campaign: 'Поиск "Окна"',
        campaignId: '70011223',
        group: 'Группа',
        groupId: '5011223344',
        impressions: 7,
        clicks: 1,
        cost: '9.1',
      },
    },
  ];

  it('is read in currency units', () => {
    const file = read(yandexApi(['2447.50', '9.10']));
    expect(file).toMatchObject({ origin: 'yandex-direct', spread: false });
    expect(file.rows).toEqual(rows);
  });

  it('is read in millionths, and says so', () => {
    const file = read(yandexApi(['2447500000', '9100000']));
    expect(file.rows).toEqual(rows);
    expect(file.columns.at(-1)).toEqual({ column: 'Cost', readAs: 'cost, in millionths' });
  });

  it('reads names that begin with quotation marks, which the API does not quote', () => {
    const text = yandexApi(['2447.50', '9.10']).replaceAll('Поиск "Окна"', '"Окна" поиск');
    expect(read(text).rows.map(({ line, row }) => [line, row.campaign])).toEqual([
      [3, '"Окна" поиск'],
      [4, '"Окна" поиск'],
    ]);
  });

  it.each([
    ['one kopeck a click', '10000', 1, '0.01'],
    ['a part of a kopeck, VAT taken off', '8333333', 2, '8.333333'],
    ['a spreadsheet dropped the zero decimals', '2447', 41, '2447'],
    ['a month of one campaign', '50000', 900, '50000'],
    ['nothing spent', '0', 0, '0'],
  ])('tells the unit of whole numbers by the cost of a click: %s', (_, cost, clicks, units) => {
    const file = read(`Date\tCampaignId\tClicks\tCost\n2026-03-01\t1\t${clicks}\t${cost}\n`);
    expect(file.rows[0]!.row.cost).toBe(units);
  });

  it('takes whole numbers without clicks for millionths, as the API documents them', () => {
    expect(read('Date\tCampaignId\tCost\n2026-03-01\t1\t12340000\n').rows[0]!.row.cost).toBe('12.34');
  });

  it('refuses whole numbers without clicks that are too small for millionths', () => {
    expect(refusals('Date\tCampaignId\tCost\n2026-03-01\t1\t80\n')).toEqual([
      { line: 2, column: 'Cost', detail: expect.stringContaining('returnMoneyInMicros: false') },
    ]);
  });
});

describe('Yandex.Direct, report master', () => {
  it.each(ENCODING_NAMES)('is read by day from %s', (encoding) => {
    for (const delimiter of [';', ',', '\t'] as const) {
      const file = read(ENCODINGS[encoding](sheet(YANDEX_DAILY, delimiter)));
      expect(file.spread).toBe(false);
      expect(file.rows).toEqual([
        {
          line: 6,
          row: {
            system: 'yandex',
            day: '2026-03-29',
            campaign: 'Поиск; "Окна"',
            campaignId: '70011223',
            group: 'Группа',
            groupId: '5011223344',
            adId: '1600112233',
            impressions: 1024,
            clicks: 41,
            cost: '2447.5',
            currency: 'RUB',
          },
        },
        {
          line: 7,
          row: {
            system: 'yandex',
            day: '2026-03-30',
            campaign: 'Поиск; "Окна"',
            campaignId: '70011223',
            group: 'Группа',
            groupId: '5011223344',
            impressions: 7,
            clicks: 1,
            cost: '9.1',
            currency: 'RUB',
          },
        },
      ]);
    }
  });

  it('is read by month, each row covering its own', () => {
    const file = read(sheet(YANDEX_MONTHLY, ';'));
    expect(file.spread).toBe(true);
    expect(file.rows.map(({ row }) => row)).toMatchObject([
      { from: '2026-02-01', to: '2026-02-28', cost: '12447.5', currency: 'RUB', impressions: 1024, ad: 'Окна дёшево' },
      { from: '2026-03-01', to: '2026-03-31', cost: '9.1', clicks: 1 },
    ]);
  });

  it('takes the period from the row of totals where nothing else states it', () => {
    const file = read('Кампания;Расход (руб.)\nВсего с 01.03.2026 по 31.03.2026;9,10\nПоиск;9,10\n');
    expect(file).toMatchObject({
      spread: true,
      rows: [{ line: 3, row: { from: '2026-03-01', to: '2026-03-31', cost: '9.1' } }],
    });
  });

  it.each([
    ['Расход (руб., с НДС)', 'RUB'],
    ['Расход (руб.)', 'RUB'],
    ['Расход, ₽', 'RUB'],
    ['Расход, руб., без НДС', 'RUB'],
    ['Расход (грн)', 'UAH'],
    ['Расход (USD)', 'USD'],
    ['Расход (с НДС)', undefined],
    ['Расход', undefined],
  ])('reads %s as a cost in %s', (column, currency) => {
    const { rows } = read(
      sheet(
        [
          ['Дата', '№ Кампании', column],
          ['01.03.2026', '1', '2,5'],
        ],
        ';',
      ),
    );
    expect(rows[0]!.row).toEqual({
      system: 'yandex',
      day: '2026-03-01',
      campaignId: '1',
      cost: '2.5',
      ...(currency && { currency }),
    });
  });

  it('refuses two costs rather than choose', () => {
    const text = sheet(
      [
        ['Дата', '№ Кампании', 'Расход (руб., с НДС)', 'Расход (руб., без НДС)'],
        ['01.03.2026', '1', '2,4', '2'],
      ],
      ';',
    );
    expect(refusals(text)).toEqual([
      { line: 1, column: 'Расход (руб., с НДС)', detail: expect.stringContaining('can both be the cost') },
    ]);
  });

  it('does not take a marketplace for it', () => {
    expect(refusals('SKU;ID кампании;Дата;Расход (руб., с НДС)\n1;2;01.03.2026;3\n')[0]!.detail).toMatch(/^No row has/);
  });
});
