import type { AdSystemTable } from './system.ts';

/**
 * Microsoft Advertising: reports of the web interface (`Gregorian date`, `Campaign name`; known from third parties' copies
 * of such files) and of the Reporting API (`TimePeriod`, `CampaignName`: as the vendor documents its columns,
 * https://learn.microsoft.com/advertising/reporting-service/adperformancereportcolumn). Name, period and filter stand above
 * the header, a copyright line below. Only the English names are known.
 */
export const microsoftAds: AdSystemTable = {
  origin: 'microsoft-ads',
  system: 'microsoft',
  name: 'Microsoft Advertising',
  columns: {
    day: { en: ['Gregorian date', 'TimePeriod', 'Day', 'Date'] },
    week: { en: ['Week'] },
    month: { en: ['Month'] },
    quarter: { en: ['Quarter'] },
    year: { en: ['Year'] },
    campaign: { en: ['Campaign name', 'CampaignName', 'Campaign'] },
    campaignId: { en: ['Campaign ID', 'CampaignId'] },
    group: { en: ['Ad group', 'AdGroupName', 'Ad group name'] },
    groupId: { en: ['Ad group ID', 'AdGroupId'] },
    ad: { en: ['Ad title', 'AdTitle'] },
    adId: { en: ['Ad ID', 'AdId'] },
    cost: { en: ['Spend'] },
    currency: { en: ['Currency code', 'CurrencyCode', 'Currency'] },
    impressions: { en: ['Impressions', 'Impr.'] },
    clicks: { en: ['Clicks'] },
  },
  signs: ['Gregorian date', 'TimePeriod', 'CurrencyCode', 'AdGroupName', 'CampaignName', 'AdId'],
  // Yandex.Direct's API has the same names, with a cost of its own.
  foreign: ['Cost', 'By Day', 'Clicks (destination)', 'Amount spent'],
  footer: /^[©@(c) ]+\d{4} Microsoft Corporation/i,
};
