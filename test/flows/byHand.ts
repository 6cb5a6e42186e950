import type { MetricName } from '../../shared/metrics/catalogue.ts';
import type { SingleTouch } from '../../shared/report.ts';
import { GOOGLE_1, GOOGLE_2 } from './people.ts';

/** Every figure of every report, worked out by hand from what the people did (people.ts) and what was spent (spend.ts). */

export type Figures = Partial<Record<MetricName, number | null>>;

/**
 * Spend, in hryvnias:
 *   Google 1, rows          1447.53 + 552.49 = 2000.02     clicks 10 + 5 = 15    impressions 1024 + 900 = 1924
 *   Google 2, rows           200.00 + 110.07 =  310.07     clicks  6 + 3 =  9    impressions 700 + 1100 = 1800
 *   the invoice leaves       800.00 − (552.49 + 110.07) = 137.44, clicks 9 − 8 = 1, impressions 2000 − 2000 = 0
 *   shared out by clicks     5 : 3 (today) = 15 : 9 (both days):  85.90 and 51.54, the click to the larger remainder
 *   Google 1                2000.02 + 85.90 = 2085.92      clicks 16
 *   Google 2                 310.07 + 51.54 =  361.61      clicks  9
 *   Yandex                  1234.57 × 0.4321 = 533.457697 → 533.4577
 *   Yandex, nobody came      100.00 × 0.4321 =  43.21
 *   Meta                      24.47 × 41.1234 = 1006.289598 → 1006.2896
 */
// biome-ignore format: one line a kind of figure
const GOOGLE_1_FIGURES: Figures = {
  impressions: 1924, clicks: 16, spend: 2085.92,
  // olha, petro, iryna, taras, hanna; pages 2 + 2 + 1 + 1 + 1
  visits: 5, newVisitors: 5, visitors: 5, bounces: 2, pages: 7, formSeen: 4, formStarted: 3, formSubmitted: 2, leadVisits: 2,
  bounceRate: 0.4, // 2 / 5
  ctr: 0.008316, // 16 / 1924 = 0.00831600…
  cpc: 130.37, // 2085.92 / 16
  formConversion: 0.5, // 2 / 4
  visitToLead: 0.4, // 2 / 5
};
// biome-ignore format: one line a kind of figure
const GOOGLE_2_FIGURES: Figures = {
  impressions: 1800, clicks: 9, spend: 361.61,
  // bohdan, larysa; pages 2 + 1
  visits: 2, newVisitors: 2, visitors: 2, bounces: 1, pages: 3, formSeen: 0, formStarted: 0, formSubmitted: 0, leadVisits: 0,
  bounceRate: 0.5,
  ctr: 0.005, // 9 / 1800
  cpc: 40.1789, // 361.61 / 9 = 40.17888…
  formConversion: null, // nobody saw a form
  visitToLead: 0,
};
// biome-ignore format: one line a kind of figure
const YANDEX_FIGURES: Figures = {
  impressions: 640, clicks: 7, spend: 533.4577,
  // dmytro, yana, maks; pages 3 + 2 + 1
  visits: 3, newVisitors: 3, visitors: 3, bounces: 1, pages: 6, formSeen: 2, formStarted: 1, formSubmitted: 1, leadVisits: 1,
  bounceRate: 0.333333,
  ctr: 0.010938, // 7 / 640 = 0.0109375
  cpc: 76.2082, // 533.4577 / 7 = 76.208242…
  formConversion: 0.5,
  visitToLead: 0.333333,
};
// biome-ignore format: one line a kind of figure
const UNMATCHED_FIGURES: Figures = {
  impressions: 300, clicks: 2, spend: 43.21,
  visits: 0, newVisitors: 0, visitors: 0, bounces: 0, pages: 0, formSeen: 0, formStarted: 0, formSubmitted: 0, leadVisits: 0,
  bounceRate: null,
  ctr: 0.006667, // 2 / 300
  cpc: 21.605,
  formConversion: null,
  visitToLead: null,
};
// biome-ignore format: one line a kind of figure
const META_FIGURES: Figures = {
  impressions: 1024, clicks: 41, spend: 1006.2896,
  // larysa's second visit, nadia, oleh; pages 1 + 2 + 1
  visits: 3, newVisitors: 2, visitors: 3, bounces: 1, pages: 4, formSeen: 3, formStarted: 2, formSubmitted: 1, leadVisits: 1,
  bounceRate: 0.333333,
  ctr: 0.040039, // 41 / 1024 = 0.0400390…
  cpc: 24.5436, // 1006.2896 / 41 = 24.543648…
  formConversion: 0.333333,
  visitToLead: 0.333333,
};
// biome-ignore format: one line a kind of figure
const SEARCH_FIGURES: Figures = {
  impressions: 0, clicks: 0, spend: 0,
  // vira, zakhar; pages 2 + 1
  visits: 2, newVisitors: 2, visitors: 2, bounces: 1, pages: 3, formSeen: 1, formStarted: 1, formSubmitted: 1, leadVisits: 1,
  bounceRate: 0.5, ctr: null, cpc: null, formConversion: 1, visitToLead: 0.5,
};
// biome-ignore format: one line a kind of figure
const DIRECT_FIGURES: Figures = {
  impressions: 0, clicks: 0, spend: 0,
  // taras's second visit, sofia; pages 1 + 2
  visits: 2, newVisitors: 1, visitors: 2, bounces: 0, pages: 3, formSeen: 1, formStarted: 1, formSubmitted: 1, leadVisits: 1,
  bounceRate: 0, ctr: null, cpc: null, formConversion: 1, visitToLead: 0.5,
};
/** Google 1 and 2. */
// biome-ignore format: one line a kind of figure
const GOOGLE_FIGURES: Figures = {
  impressions: 3724, clicks: 25, spend: 2447.53,
  visits: 7, newVisitors: 7, visitors: 7, bounces: 3, pages: 10, formSeen: 4, formStarted: 3, formSubmitted: 2, leadVisits: 2,
  bounceRate: 0.428571, // 3 / 7
  ctr: 0.006713, // 25 / 3724 = 0.00671321…
  cpc: 97.9012, // 2447.53 / 25
  formConversion: 0.5,
  visitToLead: 0.285714, // 2 / 7
};
/** No campaign: the search and the direct visits. */
// biome-ignore format: one line a kind of figure
const NO_CAMPAIGN_FIGURES: Figures = {
  impressions: 0, clicks: 0, spend: 0,
  visits: 4, newVisitors: 3, visitors: 4, bounces: 1, pages: 6, formSeen: 2, formStarted: 2, formSubmitted: 2, leadVisits: 2,
  bounceRate: 0.25, ctr: null, cpc: null, formConversion: 1, visitToLead: 0.5,
};
/** Google 1 and 2, Yandex, and Yandex's campaign that nobody came by. */
// biome-ignore format: one line a kind of figure
const PAID_SEARCH_FIGURES: Figures = {
  impressions: 4664, // 3724 + 640 + 300
  clicks: 34, // 25 + 7 + 2
  spend: 3024.1977, // 2447.53 + 533.4577 + 43.21
  visits: 10, newVisitors: 10, visitors: 10, bounces: 4, pages: 16, formSeen: 6, formStarted: 4, formSubmitted: 3, leadVisits: 3,
  bounceRate: 0.4,
  ctr: 0.00729, // 34 / 4664 = 0.00728987…
  cpc: 88.947, // 3024.1977 / 34 = 88.946991…
  formConversion: 0.5, // 3 / 6
  visitToLead: 0.3, // 3 / 10
};
// biome-ignore format: one line a kind of figure
export const TOTAL_FIGURES: Figures = {
  impressions: 5688, // 4664 + 1024
  clicks: 75, // 34 + 41
  spend: 4030.4873, // 3024.1977 + 1006.2896
  // 15 people; taras and larysa came twice
  visits: 17, newVisitors: 15, visitors: 15, bounces: 6, pages: 26, formSeen: 11, formStarted: 8, formSubmitted: 6, leadVisits: 6,
  bounceRate: 0.352941, // 6 / 17
  ctr: 0.013186, // 75 / 5688 = 0.01318565…
  cpc: 53.7398, // 4030.4873 / 75 = 53.739830…
  formConversion: 0.545455, // 6 / 11
  visitToLead: 0.352941, // 6 / 17
};

type Credit = [contacts: number, leads: number, clickToLead: number | null, costPerLead: number | null];

/** What a row is credited with, by model. Leads A and C: Google 1, E: Yandex, F: search, whichever model. */
type Credits = Record<SingleTouch, Credit>;
const always = (credit: Credit): Credits => ({ lastNonDirect: credit, lastClick: credit, firstClick: credit });

const NOTHING_CLICKED: Credit = [0, 0, 0, null];
const GOOGLE_1_CREDITS: Credits = {
  lastNonDirect: [3, 3, 0.1875, 695.3067], // A, B, C: 3 / 16; 2085.92 / 3 = 695.30666…
  lastClick: [2, 2, 0.125, 1042.96], // B was made in a direct visit
  firstClick: [3, 3, 0.1875, 695.3067], // taras had first come by it
};
const GOOGLE_2_CREDITS: Credits = {
  lastNonDirect: NOTHING_CLICKED,
  lastClick: NOTHING_CLICKED,
  firstClick: [1, 1, 0.111111, 361.61], // D: larysa had first come by it
};
const YANDEX_CREDITS = always([2, 1, 0.142857, 533.4577]); // E: 1 / 7
const META_CREDITS: Credits = {
  lastNonDirect: [1, 1, 0.02439, 1006.2896], // D: 1 / 41 = 0.0243902…
  lastClick: [1, 1, 0.02439, 1006.2896],
  firstClick: NOTHING_CLICKED,
};
const SEARCH_CREDITS = always([1, 1, null, 0]); // F, for nothing
const DIRECT_CREDITS: Credits = {
  lastNonDirect: [0, 0, null, null],
  lastClick: [1, 1, null, 0], // B
  firstClick: [0, 0, null, null],
};
const GOOGLE_CREDITS: Credits = {
  lastNonDirect: [3, 3, 0.12, 815.8433], // 3 / 25; 2447.53 / 3 = 815.84333…
  lastClick: [2, 2, 0.08, 1223.765],
  firstClick: [4, 4, 0.16, 611.8825],
};
const NO_CAMPAIGN_CREDITS: Credits = {
  lastNonDirect: [1, 1, null, 0],
  lastClick: [2, 2, null, 0],
  firstClick: [1, 1, null, 0],
};
const PAID_SEARCH_CREDITS: Credits = {
  lastNonDirect: [5, 4, 0.117647, 756.0494], // 4 / 34; 3024.1977 / 4 = 756.049425
  lastClick: [4, 3, 0.088235, 1008.0659], // 3 / 34; 3024.1977 / 3
  firstClick: [6, 5, 0.147059, 604.8395], // 5 / 34; 3024.1977 / 5 = 604.83954
};
export const TOTAL_CREDITS = always([7, 6, 0.08, 671.7479]); // 6 / 75; 4030.4873 / 6 = 671.747883…

interface Row {
  /** What stands at the row in the asked dimension. */
  key: string;
  figures: Figures;
  credits: Credits;
  unmatched?: true;
  estimated?: true;
}

/** By ad, rows are named here by channel, campaign and content. */
export const TABLES: Record<'ad' | 'campaign' | 'channel', Row[]> = {
  ad: [
    {
      key: `Paid Search / Вікна, пошук / ${GOOGLE_1}`,
      figures: GOOGLE_1_FIGURES,
      credits: GOOGLE_1_CREDITS,
      estimated: true,
    },
    {
      key: `Paid Search / Вікна, пошук / ${GOOGLE_2}`,
      figures: GOOGLE_2_FIGURES,
      credits: GOOGLE_2_CREDITS,
      estimated: true,
    },
    { key: 'Paid Search / Поиск "Окна" / 1600112233', figures: YANDEX_FIGURES, credits: YANDEX_CREDITS },
    {
      key: 'Paid Search / -50% Ретаргетинг / 1600999999',
      figures: UNMATCHED_FIGURES,
      credits: always(NOTHING_CLICKED),
      unmatched: true,
    },
    { key: 'Paid Social / Весна / Відео', figures: META_FIGURES, credits: META_CREDITS },
    { key: 'Organic Search /  / ', figures: SEARCH_FIGURES, credits: SEARCH_CREDITS },
    { key: 'Direct /  / ', figures: DIRECT_FIGURES, credits: DIRECT_CREDITS },
  ],
  campaign: [
    { key: 'Вікна, пошук', figures: GOOGLE_FIGURES, credits: GOOGLE_CREDITS },
    { key: 'Поиск "Окна"', figures: YANDEX_FIGURES, credits: YANDEX_CREDITS },
    { key: '-50% Ретаргетинг', figures: UNMATCHED_FIGURES, credits: always(NOTHING_CLICKED), unmatched: true },
    { key: 'Весна', figures: META_FIGURES, credits: META_CREDITS },
    { key: '', figures: NO_CAMPAIGN_FIGURES, credits: NO_CAMPAIGN_CREDITS },
  ],
  channel: [
    { key: 'Paid Search', figures: PAID_SEARCH_FIGURES, credits: PAID_SEARCH_CREDITS },
    { key: 'Paid Social', figures: META_FIGURES, credits: META_CREDITS },
    { key: 'Organic Search', figures: SEARCH_FIGURES, credits: SEARCH_CREDITS },
    { key: 'Direct', figures: DIRECT_FIGURES, credits: DIRECT_CREDITS },
  ],
};

/** Spend shared out from the invoice, and what rests on it. */
export const ESTIMATED: MetricName[] = ['clicks', 'spend', 'ctr', 'cpc', 'clickToLead', 'costPerLead'];

export const METRICS: MetricName[] = [
  'impressions',
  'clicks',
  'spend',
  'visits',
  'newVisitors',
  'bounces',
  'pages',
  'formSeen',
  'formStarted',
  'formSubmitted',
  'leadVisits',
  'contacts',
  'leads',
  'bounceRate',
  'ctr',
  'cpc',
  'clickToLead',
  'formConversion',
  'visitToLead',
  'costPerLead',
];

export const byHand = (
  figures: Figures,
  credits: Credits,
  model: SingleTouch,
  metrics: readonly MetricName[],
): Figures => {
  const [contacts, leads, clickToLead, costPerLead] = credits[model];
  const all: Figures = { ...figures, contacts, leads, clickToLead, costPerLead };
  return Object.fromEntries(metrics.map((metric) => [metric, all[metric]]));
};
