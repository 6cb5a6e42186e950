import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../shared/settings.ts';
import { ENCODING_NAMES, ENCODINGS } from './fixtures/encode.ts';
import { GOOGLE_DAILY, GOOGLE_PERIOD } from './fixtures/google.ts';
import { read, refusals } from './fixtures/read.ts';
import { sheet } from './fixtures/sheet.ts';

const ADS = [
  {
    line: 4,
    row: {
      system: 'google',
      day: '2026-03-29',
      campaign: 'Search, brand',
      campaignId: '20011223344',
      group: 'Windows',
      groupId: '150011223344',
      adId: '690011223344',
      currency: 'UAH',
      clicks: 41,
      impressions: 1024,
      cost: '2447.5',
    },
  },
  {
    line: 5,
    row: {
      system: 'google',
      day: '2026-03-30',
      campaign: 'PMax',
      campaignId: '20011223355',
      currency: 'UAH',
      clicks: 0,
      impressions: 7,
      cost: '0',
    },
  },
];

describe.each(LANGUAGES)('Google Ads, %s', (language) => {
  it.each(ENCODING_NAMES)('is read by day from %s, with commas and with tabs', (encoding) => {
    for (const delimiter of [',', '\t', ';'] as const) {
      const file = read(ENCODINGS[encoding](sheet(GOOGLE_DAILY[language], delimiter)));
      expect(file.rows).toEqual(ADS);
      expect(file).toMatchObject({ origin: 'google-ads', spread: false });
    }
  });

  it('takes the period of the preamble where there are no days', () => {
    const file = read(sheet(GOOGLE_PERIOD[language]));
    expect(file.spread).toBe(true);
    expect(file.rows).toEqual([
      {
        line: 4,
        row: {
          system: 'google',
          from: '2026-03-01',
          to: '2026-03-31',
          campaign: 'Brand',
          currency: 'UAH',
          cost: '1234.56',
          impressions: 20_001,
          clicks: 1500,
        },
      },
    ]);
  });

  it('refuses a file without a day and without a period, naming both', () => {
    const [title, , ...table] = GOOGLE_PERIOD[language];
    expect(refusals(sheet([title!, ...table]))).toEqual([
      {
        line: 2,
        column: '',
        detail: expect.stringMatching(/missing: the day \(Day\), or above the header the period.*Found: /),
      },
    ]);
  });
});

const HEADER = 'Day,Campaign,Currency code,Cost,Impr.,Clicks';

describe('Google Ads', () => {
  it('says what each column was taken for', () => {
    expect(read(sheet(GOOGLE_PERIOD.en)).columns).toEqual([
      { column: 'Campaign status', readAs: 'ignored' },
      { column: 'Campaign', readAs: 'campaign' },
      { column: 'Budget', readAs: 'ignored' },
      { column: 'Currency code', readAs: 'currency' },
      { column: 'Cost', readAs: 'cost' },
      { column: 'Impr.', readAs: 'impressions' },
      { column: 'Clicks', readAs: 'clicks' },
    ]);
  });

  it('is read without title and period, and with the sign of the currency at the amounts', () => {
    const file = read(
      'Кампания;День;Показы;Клики;Стоимость\nUS;01.09.2026;41\u00A0814;698;167,52 $\nBR;01.09.2026;—;--;6,00 $\n',
    );
    expect(file.rows.map(({ row }) => row)).toEqual([
      {
        system: 'google',
        day: '2026-09-01',
        campaign: 'US',
        cost: '167.52',
        currency: 'USD',
        impressions: 41_814,
        clicks: 698,
      },
      { system: 'google', day: '2026-09-01', campaign: 'BR', cost: '6', currency: 'USD', impressions: 0, clicks: 0 },
    ]);
  });

  it.each([
    ['Week', '2026-03-09', '2026-03-09', '2026-03-15'],
    ['Week', '2026-03-30', '2026-03-30', '2026-03-31'],
    ['Month', 'March 2026', '2026-03-05', '2026-03-31'],
    ['Month', '2026-03-01', '2026-03-05', '2026-03-31'],
    ['Quarter', '2026-01-01', '2026-03-05', '2026-03-31'],
    ['Year', '2026', '2026-03-05', '2026-03-31'],
  ])('gives a row by %s %s the part of it that the report covers', (column, cell, from, to) => {
    const file = read(`Report\n"March 5, 2026 - March 31, 2026"\n${column},Campaign,Cost\n${cell},Brand,5.00\n`);
    expect(file).toMatchObject({ spread: true, rows: [{ line: 4, row: { from, to } }] });
  });

  it('has a day, not a period, where the report covers one day', () => {
    const file = read('Report\n"March 5, 2026"\nCampaign,Cost\nBrand,5.00\n');
    expect(file).toMatchObject({ spread: false, rows: [{ row: { day: '2026-03-05' } }] });
  });

  it('reads a campaign whose name begins like a total', () => {
    const file = read(`${HEADER}\n2026-03-01,Total: War,USD,1.50,1,1\nTotal: Campaigns,--,USD,1.50,1,1\n`);
    expect(file.rows.map(({ row }) => row.campaign)).toEqual(['Total: War']);
  });

  it('counts a row of the file, not a line of its text: a quoted name may have several', () => {
    const file = read(`${HEADER}\n2026-03-01,"Two\nlines, one name",USD,1.50,1,1\n2026-03-02,B,USD,2.50,1,1\n`);
    expect(file.rows.map(({ line, row }) => [line, row.campaign])).toEqual([
      [2, 'Two\nlines, one name'],
      [3, 'B'],
    ]);
  });

  it('keeps rows of equal key apart', () => {
    const file = read(`${HEADER}\n2026-03-01,A,USD,1.50,1,1\n2026-03-01,A,USD,1.50,1,1\n`);
    expect(file.rows).toHaveLength(2);
  });

  it('takes the currency from the header of the cost', () => {
    expect(read('Day,Campaign,Cost (EUR)\n2026-03-01,A,5\n').rows[0]!.row.currency).toBe('EUR');
  });

  it('leaves the currency open where the file does not say it', () => {
    expect(read('Day,Campaign,Cost\n2026-03-01,A,5\n').rows[0]!.row).not.toHaveProperty('currency');
  });
});
