import { ENCODINGS } from '../../worker/spend/fixtures/encode.ts';
import { type Row, sheet } from '../../worker/spend/fixtures/sheet.ts';

/** Export files of ad systems as their own interfaces write them: one row a day and ad, amounts in the file's own style. */

export interface AdDay {
  /** `2026-03-29` */
  day: string;
  campaign: string;
  campaignId: string;
  adId: string;
  impressions: string;
  clicks: string;
  cost: string;
}

const inUkrainian = (day: string, month: 'short' | 'long'): string =>
  new Intl.DateTimeFormat('uk-UA', { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' }).format(new Date(day));

const endsOf = (rows: readonly AdDay[]): [string, string] => {
  const days = rows.map(({ day }) => day).sort();
  return [days[0] as string, days.at(-1) as string];
};

/** Google Ads, "CSV for Excel", Ukrainian: UTF-16LE with a BOM, tabs, title and period above, totals below. */
export const googleAdsFile = (
  rows: readonly AdDay[],
  total: Pick<AdDay, 'impressions' | 'clicks' | 'cost'>,
): Uint8Array => {
  const [from, to] = endsOf(rows);
  const totals = (name: string): Row => [
    name,
    ' --',
    ' --',
    ' --',
    ' --',
    ' --',
    'UAH',
    total.clicks,
    total.impressions,
    '0,67%',
    total.cost,
  ];
  return ENCODINGS['UTF-16LE with BOM'](
    sheet(
      [
        ['Звіт про оголошення'],
        [`${inUkrainian(from, 'long')} – ${inUkrainian(to, 'long')}`],
        [
          // The first letter of Кліки is Latin, as in Google's own files.
          'День',
          'Кампанія',
          'Ідентифікатор кампанії',
          'Група оголошень',
          'Ідентифікатор групи оголошень',
          'Ідентифікатор оголошення',
          'Код валюти',
          'Kліки',
          'Покази',
          'CTR',
          'Вартість',
        ],
        ...rows.map((row) => [
          inUkrainian(row.day, 'short'),
          row.campaign,
          row.campaignId,
          'Група',
          '150011223344',
          row.adId,
          'UAH',
          row.clicks,
          row.impressions,
          '0,50%',
          row.cost,
        ]),
        totals('Усього: обліковий запис'),
        totals('Всього: кампанії'),
      ],
      '\t',
    ),
  );
};

/** Yandex.Direct, the TSV of the Reports API with `returnMoneyInMicros: false`. It does not say which currency it is in. */
export const yandexDirectFile = (rows: readonly AdDay[]): Uint8Array => {
  const [from, to] = endsOf(rows);
  return ENCODINGS['UTF-8'](
    [
      `"ads (${from} - ${to})"`,
      'Date\tCampaignId\tCampaignName\tAdGroupId\tAdGroupName\tAdId\tImpressions\tClicks\tCost',
      ...rows.map((row) =>
        [
          row.day,
          row.campaignId,
          row.campaign,
          '5011223344',
          'Группа',
          row.adId,
          row.impressions,
          row.clicks,
          row.cost,
        ].join('\t'),
      ),
      `Total rows: ${rows.length}`,
      '',
    ].join('\n'),
  );
};

/** Meta Ads Manager, the table of ads by day, English, in dollars; the row of totals names nothing. */
export const metaAdsFile = (
  rows: readonly AdDay[],
  total: Pick<AdDay, 'impressions' | 'clicks' | 'cost'>,
): Uint8Array => {
  const [from, to] = endsOf(rows);
  return ENCODINGS['UTF-8'](
    sheet([
      [
        'Reporting starts',
        'Reporting ends',
        'Day',
        'Campaign name',
        'Campaign ID',
        'Ad set name',
        'Ad name',
        'Ad ID',
        'Amount spent (USD)',
        'Impressions',
        'Link clicks',
      ],
      ...rows.map((row) => [
        from,
        to,
        row.day,
        row.campaign,
        row.campaignId,
        'Київ 25+',
        'Відео',
        row.adId,
        row.cost,
        row.impressions,
        row.clicks,
      ]),
      [from, to, '', '', '', '', '', '', total.cost, total.impressions, total.clicks],
    ]),
  );
};
