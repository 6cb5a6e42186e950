import { GOOGLE_1, GOOGLE_2 } from './people.ts';
import { googleAdsFile, metaAdsFile, yandexDirectFile } from './spendFiles.ts';

/** What the advertising cost, as the ad systems' own files and an invoice say it. */

/** A day at the site, so many after today. */
export const kyivDay = (after = 0): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Kyiv' }).format(Date.now() + after * 86_400_000);
export const YESTERDAY = kyivDay(-1);
export const TODAY = kyivDay();
/** Should midnight in Kyiv pass while the test runs, it passes inside the report. */
export const DAYS = { from: YESTERDAY, to: kyivDay(1) };

export const GOOGLE_ADS = (() => {
  const row = { campaign: 'Вікна, пошук', campaignId: '20011223344' };
  return googleAdsFile(
    [
      { ...row, day: YESTERDAY, adId: GOOGLE_1, clicks: '10', impressions: '1 024', cost: '1 447,53' },
      { ...row, day: YESTERDAY, adId: GOOGLE_2, clicks: '6', impressions: '700', cost: '200,00' },
      { ...row, day: TODAY, adId: GOOGLE_1, clicks: '5', impressions: '900', cost: '552,49' },
      { ...row, day: TODAY, adId: GOOGLE_2, clicks: '3', impressions: '1 100', cost: '110,07' },
    ],
    { clicks: '24', impressions: '3 724', cost: '2 310,09' },
  );
})();

/** What the invoice says of the whole campaign today: more than its ads' rows add up to. */
export const INVOICE = {
  origin: 'invoice',
  rows: [
    {
      day: TODAY,
      system: 'google',
      campaign: 'Вікна, пошук',
      campaignId: '20011223344',
      cost: '800.00',
      clicks: 9,
      impressions: 2_000,
    },
  ],
};

export const YANDEX_DIRECT = yandexDirectFile([
  {
    day: TODAY,
    campaign: 'Поиск "Окна"',
    campaignId: '70011223',
    adId: '1600112233',
    impressions: '640',
    clicks: '7',
    cost: '1234.57',
  },
  // Nobody came by this one.
  {
    day: TODAY,
    campaign: '-50% Ретаргетинг',
    campaignId: '70099999',
    adId: '1600999999',
    impressions: '300',
    clicks: '2',
    cost: '100.00',
  },
]);
export const ROUBLES = { currency: 'RUB', rate: '0.4321' };

export const metaFile = (adId: string): Uint8Array =>
  metaAdsFile(
    [
      {
        day: TODAY,
        campaign: 'Весна',
        campaignId: '120253000000000011',
        adId,
        impressions: '1024',
        clicks: '41',
        cost: '24.47',
      },
    ],
    { impressions: '1024', clicks: '41', cost: '24.47' },
  );
export const META_ADS = metaFile('120253000000000033');
export const DOLLARS = { rate: '41.1234' };
