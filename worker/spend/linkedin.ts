import type { AdSystemTable } from './system.ts';

/**
 * LinkedIn Campaign Manager: performance reports as CSV, in UTF-16 with tabs; title, period and moment of making stand
 * above the header, there are no totals. Known from third parties' tests on real files, in English only; what was called
 * campaign group, campaign and creative is now campaign, ad set and ad, and either is read. Dates are month first.
 */
export const linkedinAds: AdSystemTable = {
  origin: 'linkedin-ads',
  system: 'linkedin',
  name: 'LinkedIn Campaign Manager',
  columns: {
    day: { en: ['Start Date (in UTC)'] },
    campaign: { en: ['Campaign Name'] },
    campaignId: { en: ['Campaign ID'] },
    group: { en: ['Ad Set Name'] },
    groupId: { en: ['Ad Set ID'] },
    ad: { en: ['Ad Name', 'Creative Name'] },
    adId: { en: ['Ad ID', 'Creative ID'] },
    cost: { en: ['Total Spent'] },
    currency: { en: ['Currency'] },
    impressions: { en: ['Impressions'] },
    // All clicks have those on the company's name and on “see more” among them.
    clicks: { en: ['Clicks to Landing Page', 'Clicks'] },
  },
  signs: ['Start Date (in UTC)', 'Total Spent'],
  foreign: [],
  dayOrder: 'monthFirst',
  dayMayBePeriod: true,
};
