import { describe, expect, it, test } from 'vitest';
import { ENCODING_NAMES, ENCODINGS } from './fixtures/encode.ts';
import { GOOGLE_DAILY } from './fixtures/google.ts';
import { LINKEDIN_DAILY, LINKEDIN_FORMER, LINKEDIN_PERIOD } from './fixtures/linkedin.ts';
import { META_DAILY, META_PERIOD } from './fixtures/meta.ts';
import { MICROSOFT_API, MICROSOFT_DAILY, MICROSOFT_SUMMARY } from './fixtures/microsoft.ts';
import { read, refusals } from './fixtures/read.ts';
import { type Row, sheet } from './fixtures/sheet.ts';
import { TIKTOK_DAILY } from './fixtures/tiktok.ts';
import { VK_DAILY, VK_FORMER } from './fixtures/vk.ts';
import { YANDEX_DAILY, YANDEX_MONTHLY, yandexApi } from './fixtures/yandex.ts';
import { readHeader } from './header.ts';
import { AD_SYSTEM_TABLES } from './systems.ts';

const unicode = ENCODING_NAMES.filter((name) => name !== 'windows-1251');

describe('TikTok Ads Manager', () => {
  const ad = {
    system: 'tiktok',
    campaign: 'Весна',
    campaignId: '1790000000000011',
    group: 'Київ 25+',
    groupId: '1790000000000022',
    ad: 'Відео',
    adId: '1790000000000033',
    currency: 'USD',
  };

  it.each(unicode)('is read by day from %s, its totals left out', (encoding) => {
    const file = read(ENCODINGS[encoding](sheet(TIKTOK_DAILY)));
    expect(file).toMatchObject({ origin: 'tiktok-ads', spread: false });
    expect(file.rows).toEqual([
      { line: 2, row: { ...ad, day: '2026-03-29', cost: '1024.47', impressions: 1024, clicks: 41 } },
      { line: 3, row: { ...ad, day: '2026-03-30', cost: '0', impressions: 7, clicks: 0 } },
    ]);
  });

  it('says its currency in the header where it has no column for it', () => {
    const { rows } = read('By Day,Campaign name,Cost (PLN),Clicks (destination)\n2026-03-29,A,1.5,1\n');
    expect(rows[0]!.row).toMatchObject({ currency: 'PLN', cost: '1.5', clicks: 1 });
  });

  it('without days asks for them', () => {
    expect(refusals('Campaign name,Cost,Impressions,Clicks (destination)\nA,1,1,1\n')[0]!.detail).toContain(
      'the day (By Day)',
    );
  });
});

describe('LinkedIn Campaign Manager', () => {
  const ad = {
    system: 'linkedin',
    campaign: 'Весна',
    campaignId: '612345678',
    group: 'Архітектори',
    groupId: '212345678',
    ad: 'Порівняння',
    adId: '312345678',
    currency: 'EUR',
  };

  it.each(unicode)('is read by day from %s, month first, with clicks that reached the page', (encoding) => {
    const file = read(ENCODINGS[encoding](LINKEDIN_DAILY));
    expect(file).toMatchObject({ origin: 'linkedin-ads', spread: false });
    expect(file.rows.map(({ row }) => row)).toEqual([
      { ...ad, day: '2026-03-04', cost: '1055.39', impressions: 3422, clicks: 11 },
      { ...ad, day: '2026-03-05', cost: '9.36', impressions: 293, clicks: 1 },
    ]);
  });

  it('covers its period where every row bears the first day of it', () => {
    const file = read(LINKEDIN_PERIOD);
    expect(file.spread).toBe(true);
    expect(file.rows.map(({ row }) => row)).toEqual([
      { ...ad, from: '2026-03-01', to: '2026-03-31', cost: '55.39', impressions: 3422, clicks: 11 },
    ]);
  });

  it('is read by its former names', () => {
    expect(read(LINKEDIN_FORMER).rows.map(({ row }) => row)).toMatchObject([
      { day: '2026-03-04', campaign: 'Весна', campaignId: '312345678', ad: 'Порівняння', cost: '33.33', clicks: 4 },
      { day: '2026-03-05', cost: '33.34', impressions: 1100 },
    ]);
  });
});

describe('Microsoft Advertising', () => {
  const ad = {
    system: 'microsoft',
    campaign: 'Весна',
    campaignId: '412345678',
    group: 'Вікна',
    groupId: '1212345678',
    adId: '76000000000033',
    currency: 'USD',
  };

  it.each(unicode)('is read by day from %s, its totals and copyright left out', (encoding) => {
    const file = read(ENCODINGS[encoding](MICROSOFT_DAILY));
    expect(file).toMatchObject({ origin: 'microsoft-ads', spread: false });
    expect(file.rows.map(({ row }) => row)).toEqual([
      { ...ad, day: '2026-03-04', cost: '1024.47', impressions: 1024, clicks: 41 },
      { ...ad, day: '2026-03-29', cost: '0.1', impressions: 7, clicks: 0 },
    ]);
  });

  it('is read from its API', () => {
    expect(read(MICROSOFT_API).rows.map(({ row }) => row)).toEqual([
      { ...ad, day: '2026-03-29', cost: '24.47', impressions: 1024, clicks: 41 },
    ]);
  });

  it('covers the period above where it has no days', () => {
    expect(read(MICROSOFT_SUMMARY)).toMatchObject({
      origin: 'microsoft-ads',
      spread: true,
      rows: [{ row: { from: '2026-03-01', to: '2026-03-31', campaignId: '412345678', cost: '24.47' } }],
    });
    const oneDay = MICROSOFT_SUMMARY.replace('3/1/2026,3/31/2026', '3/29/2026');
    expect(read(oneDay).rows[0]!.row).toMatchObject({ day: '2026-03-29' });
  });

  it('is refused where its days can be read in two ways', () => {
    const file = MICROSOFT_DAILY.replace('3/29/2026","Okna', '3/5/2026","Okna').replace('3/31/2026', '12/3/2026');
    expect(refusals(file)).toEqual([
      { line: 11, column: 'Gregorian date', detail: expect.stringContaining('day/month or month/day') },
    ]);
  });
});

describe('VK Реклама', () => {
  it.each(unicode)('is read by day from %s, its totals left out', (encoding) => {
    for (const delimiter of [';', ',', '\t'] as const) {
      const file = read(ENCODINGS[encoding](sheet(VK_DAILY, delimiter)));
      expect(file).toMatchObject({ origin: 'vk-ads', spread: false });
      const ad = {
        system: 'vk',
        campaign: 'Весна',
        campaignId: '13331234',
        groupId: '55001122',
        ad: 'Видео',
        adId: '107921416',
        currency: 'RUB',
      };
      expect(file.rows).toEqual([
        { line: 2, row: { ...ad, day: '2026-03-04', cost: '12447.5', impressions: 1024, clicks: 41 } },
        { line: 3, row: { ...ad, day: '2026-03-29', cost: '9.1', impressions: 7, clicks: 0 } },
      ]);
    }
  });

  it('is read by ad group', () => {
    expect(read(sheet(VK_FORMER, ';')).rows).toEqual([
      {
        line: 3,
        row: {
          ...{ system: 'vk', day: '2026-03-29', group: 'Женщины', groupId: '55001122' },
          ...{ cost: '2447.5', currency: 'RUB', impressions: 1024, clicks: 41 },
        },
      },
    ]);
  });
});

/** A good file of each kind, and the column of its ad's or campaign's id. */
const FILES: Record<string, { origin: string; text: string }> = {
  'Google, en': { origin: 'google-ads', text: sheet(GOOGLE_DAILY.en) },
  'Google, ru': { origin: 'google-ads', text: sheet(GOOGLE_DAILY.ru, '\t') },
  'Google, uk': { origin: 'google-ads', text: sheet(GOOGLE_DAILY.uk, ';') },
  'Yandex by day': { origin: 'yandex-direct', text: sheet(YANDEX_DAILY, ';') },
  'Yandex by month': { origin: 'yandex-direct', text: sheet(YANDEX_MONTHLY, ';') },
  'Yandex, API': { origin: 'yandex-direct', text: yandexApi(['2447.50', '9.10']) },
  'Meta, en': { origin: 'meta-ads', text: sheet(META_DAILY.en) },
  'Meta, ru': { origin: 'meta-ads', text: sheet(META_DAILY.ru) },
  'Meta, uk': { origin: 'meta-ads', text: sheet(META_PERIOD.uk) },
  TikTok: { origin: 'tiktok-ads', text: sheet(TIKTOK_DAILY) },
  LinkedIn: { origin: 'linkedin-ads', text: LINKEDIN_DAILY },
  'LinkedIn, a period': { origin: 'linkedin-ads', text: LINKEDIN_PERIOD },
  'LinkedIn, former': { origin: 'linkedin-ads', text: LINKEDIN_FORMER },
  Microsoft: { origin: 'microsoft-ads', text: MICROSOFT_DAILY },
  'Microsoft, API': { origin: 'microsoft-ads', text: MICROSOFT_API },
  'Microsoft, a period': { origin: 'microsoft-ads', text: MICROSOFT_SUMMARY },
  VK: { origin: 'vk-ads', text: sheet(VK_DAILY, ';') },
  'VK, former': { origin: 'vk-ads', text: sheet(VK_FORMER, ';') },
};

describe.each(Object.entries(FILES))('the file of %s', (_, { origin, text }) => {
  const cells: Row[] = text
    .split(/\r?\n/)
    .flatMap((line) =>
      [',', ';', '\t'].map((delimiter) => line.split(delimiter).map((cell) => cell.replace(/^"(.*)"$/, '$1'))),
    );

  test('is nobody else’s, with a cost to read', () => {
    for (const table of AD_SYSTEM_TABLES) {
      const claims = cells.some((row) => readHeader(row, [table])?.at.has('cost'));
      expect([table.origin, claims]).toEqual([table.origin, table.origin === origin]);
    }
    expect(read(text).origin).toBe(origin);
  });
});

test.each(['1790000000000033', '312345678', '76000000000033', '107921416'])(
  'an id that Excel ruined is refused: %s',
  (id) => {
    const { text } = Object.values(FILES).find((file) => file.text.includes(id))!;
    const detail = expect.stringContaining('the digits of the id are lost');
    expect(refusals(text.replace(id, '1.79E+15'))).toMatchObject([{ detail }]);
  },
);

test('the cost’s header says whether it holds the tax', () => {
  const file = (title: string) =>
    read(
      sheet(
        [
          ['Дата', '№ Кампании', title],
          ['01.03.2026', '1', '2,5'],
        ],
        ';',
      ),
    ).vat;
  expect(
    ['Расход (руб., с НДС)', 'Расход, руб., без НДС', 'Расход (с НДС)', 'Расход (руб.)', 'Расход (НДС)'].map(file),
  ).toEqual(['with', 'without', 'with', undefined, undefined]);
});
