import type { AdSystemTable } from './system.ts';

/**
 * TikTok Ads Manager: the table and custom reports exported as CSV. The names are known from third parties' readers of such
 * files; the row of totals (`Total of 12 results`) and the ids' names from memory. Only the English names are known. A row
 * without a day covers a period that the file does not state, so `By Day` must be among the dimensions.
 */
export const tiktokAds: AdSystemTable = {
  origin: 'tiktok-ads',
  system: 'tiktok',
  name: 'TikTok Ads Manager',
  columns: {
    day: { en: ['By Day', 'Date'] },
    campaign: { en: ['Campaign name'] },
    campaignId: { en: ['Campaign ID'] },
    group: { en: ['Ad group name'] },
    groupId: { en: ['Ad group ID'] },
    ad: { en: ['Ad name'] },
    adId: { en: ['Ad ID'] },
    cost: { en: ['Cost', 'Total cost', 'Spend'] },
    currency: { en: ['Currency'] },
    impressions: { en: ['Impressions', 'Impression'] },
    // Only clicks to the advertiser's page bring visits.
    clicks: { en: ['Clicks (destination)', 'Clicks (all)', 'Clicks'] },
  },
  signs: ['By Day', 'Clicks (destination)'],
  foreign: [],
};
