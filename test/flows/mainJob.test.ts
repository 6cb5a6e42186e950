import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MetricName } from '../../shared/metrics.ts';
import type { Dimension, Model, ReportAnswer } from '../../shared/report.ts';
import { launchChromium } from '../browser/chromium.ts';
import { startServer, type TestServer } from '../server.ts';
import { type CompanySite, openCompanySite, snippetOf } from './companySite.ts';
import { openSite, type Owner, type Query } from './owner.ts';
import { openReceiver, type Receiver } from './receiver.ts';
import { googleAdsFile, metaAdsFile, yandexDirectFile } from './spendFiles.ts';
import { openTelegram, type Telegram } from './telegram.ts';
import { until } from './until.ts';
import { newVisitor, type Visitor } from './visitor.ts';

/**
 * From the click on an ad to what a lead cost. Fifteen people come to a company's site in real browsers, by two ads of
 * Google, one of Yandex, one of Meta, by a search and by themselves; some leave a number. What the advertising cost is
 * uploaded in the systems' own files, half of it before they come and half after. Every figure of every report is then
 * held against one worked out by hand below.
 */

let server: TestServer;
let browser: Browser;
let company: CompanySite;
let receiver: Receiver;
let telegram: Telegram;

/** A day at the site, so many after today. */
const kyivDay = (after = 0): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Kyiv' }).format(Date.now() + after * 86_400_000);
const YESTERDAY = kyivDay(-1);
const TODAY = kyivDay();
/** Should midnight in Kyiv pass while the test runs, it passes inside the report. */
const DAYS = { from: YESTERDAY, to: kyivDay(1) };

beforeAll(async () => {
  [receiver, telegram, company, browser] = await Promise.all([
    openReceiver(), openTelegram(), openCompanySite(), launchChromium(),
  ]);
  server = await startServer({ env: { TELEGRAM_API: telegram.url } });
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await Promise.all([receiver?.close(), telegram?.close(), company?.close()]);
});

const newSite = (): Promise<Owner> =>
  openSite(server, {
    name: 'Вікна Плюс',
    hosts: ['localhost', '127.0.0.1'],
    timeZone: 'Europe/Kyiv',
    currency: 'UAH',
    country: 'UA',
    policyUrl: 'https://vikna.example/privacy',
    notify: {
      webhooks: [{ url: receiver.url, secret: receiver.secret }],
      telegram: [{ token: telegram.token, chat: telegram.chat }],
    },
  });

// ———————————————————————————————————————————————————————————— the ads

/** As Google fills in `utm_campaign={campaignid}&utm_content={creative}&utm_term={keyword}` and tags by itself. */
const googleAd = (creative: string, keyword: string): string =>
  `?utm_source=google&utm_medium=cpc&utm_campaign=20011223344&utm_content=${creative}&utm_term=${encodeURIComponent(keyword)}` +
  '&gad_source=1&gad_campaignid=20011223344&gclid=Cj0KCQiA-example_BwE';
const GOOGLE_1 = '690011223344';
const GOOGLE_2 = '690011223355';
/** `{campaign_id}`, `{ad_id}`; yclid comes by itself. */
const YANDEX = '?utm_source=yandex&utm_medium=cpc&utm_campaign=70011223&utm_content=1600112233&yclid=1234567890123456789';
/** `{{campaign.id}}`, `{{ad.id}}`, and nothing else. */
const META = '?utm_source=facebook&utm_medium=paid_social&utm_campaign=120253000000000011&utm_content=120253000000000033';

// ———————————————————————————————————————————————————————————— the spend

const GOOGLE_ADS = (() => {
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
const INVOICE = {
  origin: 'invoice',
  rows: [
    { day: TODAY, system: 'google', campaign: 'Вікна, пошук', campaignId: '20011223344', cost: '800.00', clicks: 9, impressions: 2_000 },
  ],
};

const YANDEX_DIRECT = yandexDirectFile([
  { day: TODAY, campaign: 'Поиск "Окна"', campaignId: '70011223', adId: '1600112233', impressions: '640', clicks: '7', cost: '1234.57' },
  // Nobody came by this one.
  { day: TODAY, campaign: '-50% Ретаргетинг', campaignId: '70099999', adId: '1600999999', impressions: '300', clicks: '2', cost: '100.00' },
]);
const ROUBLES = { currency: 'RUB', rate: '0.4321' };

const metaFile = (adId: string): Uint8Array =>
  metaAdsFile(
    [{ day: TODAY, campaign: 'Весна', campaignId: '120253000000000011', adId, impressions: '1024', clicks: '41', cost: '24.47' }],
    { impressions: '1024', clicks: '41', cost: '24.47' },
  );
const META_ADS = metaFile('120253000000000033');
const DOLLARS = { rate: '41.1234' };

// ———————————————————————————————————————————————————————————— the people

type Story = (visitor: Visitor) => Promise<void>;

/** One visit a person unless it says otherwise; what it adds to which row is in the comment. */
const STORIES: Record<string, Story> = {
  // Google 1: 2 pages, seen, started, submitted. Lead A.
  async olha(visitor) {
    await visitor.comes(`/${googleAd(GOOGLE_1, 'пластикові вікна')}`);
    await visitor.follows('/contact');
    await visitor.sees('lead');
    await visitor.types('lead', { name: 'Ольга Коваль', phone: '044 123-45-01' });
    expect(await visitor.submits('lead')).toBe('Дякуємо!');
  },
  // Google 1, by another keyword: 2 pages, seen, started.
  async petro(visitor) {
    await visitor.comes(`/${googleAd(GOOGLE_1, 'купити вікна')}`);
    await visitor.follows('/contact');
    await visitor.sees('lead');
    await visitor.types('lead', { name: 'Петро' });
  },
  // Google 1: 1 page, seen. A bounce.
  async iryna(visitor) {
    await visitor.comes(`/contact${googleAd(GOOGLE_1, 'купити вікна')}`);
    await visitor.sees('lead');
  },
  // Google 1: 1 page, a bounce. Then, directly: 1 page, seen, started, submitted. Lead B.
  async taras(visitor) {
    await visitor.comes(`/${googleAd(GOOGLE_1, 'пластикові вікна')}`);
    await visitor.leaves();
    await visitor.staysAway();
    await visitor.comes('/contact');
    await visitor.sees('lead');
    await visitor.types('lead', { email: 'Taras@Example.com' });
    expect(await visitor.submits('lead')).toBe('Дякуємо!');
  },
  // Google 1: 1 page, the dialog seen, started, submitted. Lead C.
  async hanna(visitor) {
    await visitor.comes(`/${googleAd(GOOGLE_1, 'вікна київ')}`);
    await visitor.opensCallback();
    await visitor.sees('callback');
    await visitor.types('callback', { phone: '+38 (044) 123-45-03', name: 'Ганна' });
    expect(await visitor.submits('callback')).toBe('Дякуємо!');
  },
  // Google 2: 2 pages.
  async bohdan(visitor) {
    await visitor.comes(`/${googleAd(GOOGLE_2, 'вікна київ')}`);
    await visitor.follows('/about');
  },
  // Google 2: 1 page, a bounce. At once, by Meta: 1 page, seen, started, submitted. Lead D.
  async larysa(visitor) {
    await visitor.comes(`/${googleAd(GOOGLE_2, 'вікна')}`);
    await visitor.leaves();
    await visitor.comes(`/contact${META}`);
    await visitor.sees('lead');
    await visitor.types('lead', { name: 'Лариса', phone: '0671234504' });
    expect(await visitor.submits('lead')).toBe('Дякуємо!');
  },
  // Yandex, the single-page part: 3 pages, two forms seen, started, submitted. Lead E, two contacts.
  async dmytro(visitor) {
    await visitor.comes(`/app${YANDEX}`);
    await visitor.presses('/app/windows');
    await visitor.opensCallback();
    await visitor.sees('callback');
    await visitor.types('callback', { phone: '067 123 45 05', name: 'Дмитро' });
    expect(await visitor.submits('callback')).toBe('Дякуємо!');
    await visitor.closesCallback();
    await visitor.presses('/app/order');
    await visitor.sees('lead');
    await visitor.types('lead', { name: 'Дмитро Бойко', phone: '+380671234505', email: 'dmytro@example.com' });
    expect(await visitor.submits('lead')).toBe('Дякуємо!');
  },
  // Yandex: 2 pages, the dialog seen.
  async yana(visitor) {
    await visitor.comes(`/app${YANDEX}`);
    await visitor.presses('/app/windows');
    await visitor.opensCallback();
    await visitor.sees('callback');
  },
  // Yandex: 1 page, a bounce.
  async maks(visitor) {
    await visitor.comes(`/app${YANDEX}`);
  },
  // Meta: 2 pages, seen, started.
  async nadia(visitor) {
    await visitor.comes(`/${META}`);
    await visitor.follows('/contact');
    await visitor.sees('lead');
    await visitor.types('lead', { phone: '067' });
  },
  // Meta: 1 page, seen. A bounce.
  async oleh(visitor) {
    await visitor.comes(`/contact${META}`);
    await visitor.sees('lead');
  },
  // Google's free results: 2 pages, seen, started, submitted. Lead F.
  async vira(visitor) {
    await visitor.comesFromGoogle('/');
    await visitor.follows('/contact');
    await visitor.sees('lead');
    await visitor.types('lead', { name: 'Віра', phone: '0501234506' });
    expect(await visitor.submits('lead')).toBe('Дякуємо!');
  },
  // Google's free results: 1 page, a bounce.
  async zakhar(visitor) {
    await visitor.comesFromGoogle('/');
  },
  // Directly: 2 pages.
  async sofia(visitor) {
    await visitor.comes('/');
    await visitor.follows('/about');
  },
};

/** Personal words that may stand in no log. */
const PERSONAL = ['Коваль', 'Бойко', 'Ганна', 'Дмитро', '1234501', '123-45-01', '123-45-03', '1234505', 'example.com'];

/** So many browsers at once: people do come at the same time. */
const AT_ONCE = 3;

const live = async (stories: Story[]): Promise<void> => {
  const waiting = [...stories];
  const lane = async (): Promise<void> => {
    for (let story = waiting.shift(); story; story = waiting.shift()) {
      const visitor = await newVisitor(browser, company);
      await story(visitor);
      await visitor.leaves();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
};

// ———————————————————————————————————————————————————————————— the figures

type Figures = Partial<Record<MetricName, number | null>>;

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
const UNMATCHED_FIGURES: Figures = {
  impressions: 300, clicks: 2, spend: 43.21,
  visits: 0, newVisitors: 0, visitors: 0, bounces: 0, pages: 0, formSeen: 0, formStarted: 0, formSubmitted: 0, leadVisits: 0,
  bounceRate: null,
  ctr: 0.006667, // 2 / 300
  cpc: 21.605,
  formConversion: null,
  visitToLead: null,
};
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
const SEARCH_FIGURES: Figures = {
  impressions: 0, clicks: 0, spend: 0,
  // vira, zakhar; pages 2 + 1
  visits: 2, newVisitors: 2, visitors: 2, bounces: 1, pages: 3, formSeen: 1, formStarted: 1, formSubmitted: 1, leadVisits: 1,
  bounceRate: 0.5, ctr: null, cpc: null, formConversion: 1, visitToLead: 0.5,
};
const DIRECT_FIGURES: Figures = {
  impressions: 0, clicks: 0, spend: 0,
  // taras's second visit, sofia; pages 1 + 2
  visits: 2, newVisitors: 1, visitors: 2, bounces: 0, pages: 3, formSeen: 1, formStarted: 1, formSubmitted: 1, leadVisits: 1,
  bounceRate: 0, ctr: null, cpc: null, formConversion: 1, visitToLead: 0.5,
};
/** Google 1 and 2. */
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
const NO_CAMPAIGN_FIGURES: Figures = {
  impressions: 0, clicks: 0, spend: 0,
  visits: 4, newVisitors: 3, visitors: 4, bounces: 1, pages: 6, formSeen: 2, formStarted: 2, formSubmitted: 2, leadVisits: 2,
  bounceRate: 0.25, ctr: null, cpc: null, formConversion: 1, visitToLead: 0.5,
};
/** Google 1 and 2, Yandex, and Yandex's campaign that nobody came by. */
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
const TOTAL_FIGURES: Figures = {
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
type Credits = Record<Model, Credit>;
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
const TOTAL_CREDITS = always([7, 6, 0.08, 671.7479]); // 6 / 75; 4030.4873 / 6 = 671.747883…

interface Row {
  /** What stands at the row in the asked dimension. */
  key: string;
  figures: Figures;
  credits: Credits;
  unmatched?: true;
  estimated?: true;
}

/** By ad, rows are named here by channel, campaign and content. */
const TABLES: Record<'ad' | 'campaign' | 'channel', Row[]> = {
  ad: [
    { key: `Paid Search / Вікна, пошук / ${GOOGLE_1}`, figures: GOOGLE_1_FIGURES, credits: GOOGLE_1_CREDITS, estimated: true },
    { key: `Paid Search / Вікна, пошук / ${GOOGLE_2}`, figures: GOOGLE_2_FIGURES, credits: GOOGLE_2_CREDITS, estimated: true },
    { key: 'Paid Search / Поиск "Окна" / 1600112233', figures: YANDEX_FIGURES, credits: YANDEX_CREDITS },
    { key: 'Paid Search / -50% Ретаргетинг / 1600999999', figures: UNMATCHED_FIGURES, credits: always(NOTHING_CLICKED), unmatched: true },
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
const ESTIMATED: MetricName[] = ['clicks', 'spend', 'ctr', 'cpc', 'clickToLead', 'costPerLead'];

const METRICS: MetricName[] = [
  'impressions', 'clicks', 'spend', 'visits', 'newVisitors', 'bounces', 'pages', 'formSeen', 'formStarted', 'formSubmitted',
  'leadVisits', 'contacts', 'leads', 'bounceRate', 'ctr', 'cpc', 'clickToLead', 'formConversion', 'visitToLead', 'costPerLead',
];

const byHand = (figures: Figures, credits: Credits, model: Model, metrics: readonly MetricName[]): Figures => {
  const [contacts, leads, clickToLead, costPerLead] = credits[model];
  const all: Figures = { ...figures, contacts, leads, clickToLead, costPerLead };
  return Object.fromEntries(metrics.map((metric) => [metric, all[metric]]));
};

const keyOf = (by: keyof typeof TABLES, row: ReportAnswer['rows'][number]): string =>
  by === 'ad' ? [row.ad?.channel, row.ad?.campaign, row.ad?.content].join(' / ') : (row.key[by as Dimension] as string);

const sorted = <T extends { key: string }>(rows: T[]): T[] => rows.sort((a, b) => (a.key < b.key ? -1 : 1));

describe('the main job', () => {
  let owner: Owner;
  const began: Record<string, number> = {};

  beforeAll(async () => {
    owner = await newSite();
    company.paste(snippetOf(server.url, owner.site));
    // Half of the spend before anybody has come …
    await owner.upload(GOOGLE_ADS);
    await owner.upload(YANDEX_DIRECT, ROUBLES);
    began.people = Date.now();
    await live(Object.values(STORIES));
    // What a page sends as it is left may still be under way.
    await until('every page to be recorded', async () => {
      const { totals } = await owner.report({ by: 'ad', metrics: 'pages,formSeen,formStarted,contacts', ...DAYS });
      return totals.pages === 26 && totals.formSeen === 11 && totals.formStarted === 8 && totals.contacts === 7;
    });
    // … and half of it after.
    await owner.upload(META_ADS, DOLLARS);
    await owner.upload(INVOICE);
  }, 300_000);

  const models: Model[] = ['lastNonDirect', 'lastClick', 'firstClick'];
  const cases = models.flatMap((model) => (['ad', 'campaign', 'channel'] as const).map((by) => ({ model, by })));

  test.each(cases)('the report by $by, $model, is the table worked out by hand', async ({ model, by }) => {
    const query = { by, model, metrics: METRICS.join(','), ...DAYS };
    const answer = await owner.report(query);
    const given = answer.rows.map((row) => ({
      key: keyOf(by, row),
      values: row.values,
      ...(row.unmatched && { unmatched: row.unmatched }),
      ...(row.estimated && { estimated: row.estimated }),
    }));
    const expected = TABLES[by].map(({ key, figures, credits, unmatched, estimated }) => ({
      key,
      values: byHand(figures, credits, model, METRICS),
      ...(unmatched && { unmatched }),
      ...(estimated && { estimated: ESTIMATED }),
    }));
    expect(sorted(given)).toEqual(sorted(expected));
    expect(answer.totals).toEqual(byHand(TOTAL_FIGURES, TOTAL_CREDITS, model, METRICS));
    expect(answer).toMatchObject({ currency: 'UAH', timeZone: 'Europe/Kyiv', model, rowCount: TABLES[by].length, ...DAYS });
  });

  test.each(cases)('the CSV by $by, $model, says the same', async ({ model, by }) => {
    const rows = await owner.csv({ by, model, metrics: METRICS.join(','), ...DAYS });
    // A cell that a spreadsheet would take for a formula is made plain text.
    const safe = (text: string): string => (/^[-=+@]/.test(text) ? `'${text}` : text);
    const cells = (values: Figures) => Object.fromEntries(METRICS.map((metric) => [metric, String(values[metric] ?? '')]));
    const given = rows.map((row) => ({
      key: by === 'ad' && row.ad !== 'total' ? [row.channel, row.campaign, row.content].join(' / ') : (row[by] as string),
      note: row.note,
      ...Object.fromEntries(METRICS.map((metric) => [metric, row[metric]])),
    }));
    const expected = TABLES[by].map(({ key, figures, credits, unmatched, estimated }) => ({
      key: key.split(' / ').map(safe).join(' / '),
      note: unmatched ? 'unmatched' : estimated ? `estimated: ${ESTIMATED.join(' ')}` : '',
      ...cells(byHand(figures, credits, model, METRICS)),
    }));
    expected.push({ key: 'total', note: '', ...cells(byHand(TOTAL_FIGURES, TOTAL_CREDITS, model, METRICS)) });
    expect(given.at(-1)?.key).toBe('total');
    expect(sorted(given)).toEqual(sorted(expected));
  });

  test('visitors, who do not add up, are counted, and the visits read one by one say what the cube says', async () => {
    const metrics: MetricName[] = [...METRICS, 'visitors'];
    for (const by of ['ad', 'campaign', 'channel'] as const) {
      const answer = await owner.report({ by, metrics: metrics.join(','), ...DAYS });
      expect(sorted(answer.rows.map((row) => ({ key: keyOf(by, row), values: row.values })))).toEqual(
        sorted(TABLES[by].map(({ key, figures, credits }) => ({ key, values: byHand(figures, credits, 'lastNonDirect', metrics) }))),
      );
      expect(answer.totals).toEqual(byHand(TOTAL_FIGURES, TOTAL_CREDITS, 'lastNonDirect', metrics));
    }
  });

  test('rows by ad carry the ad systems’ names and ids', async () => {
    const { rows, withoutLead } = await owner.report({ by: 'ad', metrics: 'spend,leads', ...DAYS });
    const rule = expect.any(String);
    const google = { channel: 'Paid Search', rule, source: 'google', medium: 'cpc', campaign: 'Вікна, пошук', system: 'google', campaignId: '20011223344' };
    const yandex = { channel: 'Paid Search', rule, source: 'yandex', medium: 'cpc', system: 'yandex' };
    expect(rows.map(({ ad }) => ad)).toEqual(
      expect.arrayContaining([
        { ...google, content: GOOGLE_1, adId: GOOGLE_1 },
        { ...google, content: GOOGLE_2, adId: GOOGLE_2 },
        { ...yandex, campaign: 'Поиск "Окна"', content: '1600112233', campaignId: '70011223', adId: '1600112233' },
        { ...yandex, campaign: '-50% Ретаргетинг', content: '1600999999', campaignId: '70099999', adId: '1600999999' },
        {
          channel: 'Paid Social', rule, source: 'facebook', medium: 'paid_social', campaign: 'Весна', content: 'Відео', system: 'meta',
          campaignId: '120253000000000011', adId: '120253000000000033',
        },
        { channel: 'Organic Search', rule, source: 'google', medium: 'organic', campaign: '', content: '' },
        { channel: 'Direct', rule, source: '(direct)', medium: '(none)', campaign: '', content: '' },
      ]),
    );
    // Google 2 and Yandex's campaign that nobody came by: 361.61 + 43.21
    expect(withoutLead).toEqual({ spend: 404.82, ads: 2 });
  });

  test('forms: each visit counts once in each form it met', async () => {
    const { rows } = await owner.report({ by: 'form', metrics: 'formSeen,formStarted,formSubmitted,contacts,leads', ...DAYS });
    expect(Object.fromEntries(rows.map(({ key, values }) => [key.form, values]))).toEqual({
      // olha, petro, iryna, taras, larysa, dmytro, nadia, oleh, vira; dmytro's second contact is in his first one's lead
      lead: { formSeen: 9, formStarted: 7, formSubmitted: 5, contacts: 5, leads: 4 },
      // hanna, dmytro, yana
      callback: { formSeen: 3, formStarted: 2, formSubmitted: 2, contacts: 2, leads: 2 },
    });
  });

  test('the inbox: six leads, one of them with two contacts', async () => {
    const leads = await owner.leads();
    const inbox = leads.map(({ contacts, source }) => ({
      who: contacts.map(({ fields, phoneNumber }) => fields.name ?? (phoneNumber || fields.email)),
      phones: [...new Set(contacts.map(({ phoneNumber }) => phoneNumber))],
      channel: source.channel,
    }));
    expect(inbox.sort((a, b) => ((a.who[0] as string) < (b.who[0] as string) ? -1 : 1))).toEqual([
      { who: ['Taras@Example.com'], phones: [''], channel: 'Paid Search' },
      { who: ['Віра'], phones: ['+380501234506'], channel: 'Organic Search' },
      { who: ['Ганна'], phones: ['+380441234503'], channel: 'Paid Search' },
      { who: ['Дмитро', 'Дмитро Бойко'], phones: ['+380671234505'], channel: 'Paid Search' },
      { who: ['Лариса'], phones: ['+380671234504'], channel: 'Paid Social' },
      { who: ['Ольга Коваль'], phones: ['+380441234501'], channel: 'Paid Search' },
    ]);
    for (const { contacts } of leads) {
      for (const { consent } of contacts) expect(consent?.text).toMatch(/конфіденційності/);
    }
  });

  test('every contact was told within 5 s, signed, to the webhook and to Telegram', async () => {
    const told = receiver.receipts.filter(({ event }) => event.data.site.key === owner.site);
    expect(receiver.rejected).toEqual([]);
    expect(told.map(({ event }) => event.type).sort()).toEqual([...Array(1).fill('lead.contacted'), ...Array(6).fill('lead.created')]);
    expect(new Set(told.map(({ id }) => id)).size).toBe(7);
    for (const { at, event } of told) {
      expect(event.data.contact.at).toBeGreaterThan(began.people as number);
      expect(at - event.data.contact.at).toBeLessThan(5_000);
    }
    const again = told.find(({ event }) => event.type === 'lead.contacted')?.event.data;
    expect(again?.contact.fields.name).toBe('Дмитро Бойко');
    expect(told.find(({ event }) => event.data.contact.id === again?.lead)?.event.data.contact.fields.name).toBe('Дмитро');

    expect(telegram.calls.map(({ status }) => status)).toEqual(Array(7).fill(200));
    for (const { event } of told) {
      const { phone, fields, at } = event.data.contact;
      const message = telegram.messages.find(({ text }) => text.includes(phone || (fields.email as string)));
      expect((message?.at as number) - at).toBeLessThan(5_000);
    }
    expect(telegram.messages.find(({ text }) => text.includes('+380441234501'))?.text).toContain('Ольга Коваль');
  });

  test('a dry run says what would change and changes nothing; the same file twice changes nothing', async () => {
    const read = (): Promise<ReportAnswer> => owner.report({ by: 'ad,day', metrics: METRICS.join(','), ...DAYS });
    const before = await read();

    const dearer = yandexDirectFile([
      { day: TODAY, campaign: 'Поиск "Окна"', campaignId: '70011223', adId: '1600112233', impressions: '640', clicks: '7', cost: '2000.00' },
      { day: TODAY, campaign: 'Новая', campaignId: '70055555', adId: '1600555555', impressions: '1', clicks: '1', cost: '1.00' },
    ]);
    expect(await owner.upload(dearer, { ...ROUBLES, dryRun: '1' })).toMatchObject({
      dryRun: true, origin: 'yandex-direct', added: 1, changed: 1, unchanged: 0, missingCount: 1, removed: 0,
      missing: [{ day: TODAY, campaign: '-50% Ретаргетинг', ad: '1600999999', cost: 43.21 }],
    });
    expect(await read()).toEqual(before);

    expect(await owner.upload(GOOGLE_ADS)).toMatchObject({ added: 0, changed: 0, unchanged: 4, cost: 2310.09, clicks: 24, impressions: 3724 });
    expect(await owner.upload(YANDEX_DIRECT, ROUBLES)).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
    expect(await owner.upload(META_ADS, DOLLARS)).toMatchObject({ added: 0, changed: 0, unchanged: 1 });
    expect(await owner.upload(INVOICE)).toMatchObject({ added: 0, changed: 0, unchanged: 1 });
    expect(await read()).toEqual(before);
  });

  test('a wrong row names its line, a missing rate is asked for, and nothing is changed', async () => {
    const read = (): Promise<ReportAnswer> => owner.report({ by: 'ad,day', metrics: METRICS.join(','), ...DAYS });
    const before = await read();
    expect(await owner.refusedUpload(metaFile('1.20253E+17'), DOLLARS)).toMatchObject({
      status: 422, errors: [{ field: 'row 2: Ad ID', detail: expect.stringContaining('digits of the id are lost') }],
    });
    expect(await owner.refusedUpload(META_ADS)).toMatchObject({ status: 422, errors: [{ field: 'row 2.rate' }] });
    expect(await owner.refusedUpload(YANDEX_DIRECT, { currency: 'RUB' })).toMatchObject({
      status: 422, errors: [{ field: 'row 3.rate' }, { field: 'row 4.rate' }],
    });
    expect(await read()).toEqual(before);
  });

  test('spend that is taken out with replace is gone, and put back makes the same report', async () => {
    const query: Query = { by: 'ad', metrics: METRICS.join(','), ...DAYS };
    const before = await owner.report(query);
    const away = yandexDirectFile([
      { day: TODAY, campaign: 'x', campaignId: '1', adId: '2', impressions: '0', clicks: '0', cost: '0.00' },
    ]);
    expect(await owner.upload(away, { ...ROUBLES, replace: '1' })).toMatchObject({ removed: 2 });
    expect((await owner.report(query)).totals.spend).toBe(3453.8196); // 4030.4873 − 533.4577 − 43.21 = 3453.8196
    expect(await owner.upload(YANDEX_DIRECT, { ...ROUBLES, replace: '1' })).toMatchObject({ removed: 1, added: 2 });
    expect(await owner.report(query)).toEqual(before);
  });

  test('spend by ad over days adds up to spend by ad', async () => {
    const sums = new Map<string, number>();
    const perDay = await owner.report({ by: 'ad,day', metrics: 'spend', ...DAYS });
    for (const { key, values } of perDay.rows) {
      sums.set(key.ad as string, (sums.get(key.ad as string) ?? 0) + Math.round((values.spend as number) * 10_000));
    }
    const whole = await owner.report({ by: 'ad', metrics: 'spend', ...DAYS });
    for (const { key, values } of whole.rows) expect((sums.get(key.ad as string) ?? 0) / 10_000).toBe(values.spend);
  });

  test('the server’s own log says nothing personal', () => {
    for (const word of PERSONAL) expect(server.log()).not.toContain(word);
  });
});

describe('telling', () => {
  test('a receiver that fails and a chat that is flooded are told again, not sooner than they ask', async () => {
    const owner = await newSite();
    company.paste(snippetOf(server.url, owner.site));
    receiver.answers.push(500);
    telegram.floods.push(4);
    const calls = telegram.calls.length;

    // The page's own code hands a lead over, with far more to say than Telegram takes.
    const visitor = await newVisitor(browser, company);
    await visitor.comes('/about');
    await visitor.page.waitForFunction(() => 'whichhalf' in window);
    await visitor.page.evaluate((message) => {
      const { whichhalf } = window as unknown as { whichhalf(name: string, value: object): void };
      whichhalf('lead', { name: 'Юрій', phone: '0931234507', message });
    }, 'Дуже довгий лист. '.repeat(270));

    const mine = () => receiver.receipts.filter(({ event }) => event.data.site.key === owner.site);
    await until('the webhook to be told twice', () => mine().length >= 2);
    expect(mine().map(({ status }) => status)).toEqual([500, 204]);
    const [first, second] = mine();
    expect(second?.id).toBe(first?.id);
    expect(second?.event).toEqual(first?.event);
    expect(first?.event).toMatchObject({ type: 'lead.created', data: { contact: { fields: { name: 'Юрій' }, phone: '+380931234507' } } });
    expect((first?.at as number) - (first?.event.data.contact.at as number)).toBeLessThan(5_000);

    await until('Telegram to be told twice', () => telegram.calls.length >= calls + 2);
    const [flooded, repeated] = telegram.calls.slice(calls);
    expect([flooded?.status, repeated?.status]).toEqual([429, 200]);
    expect((repeated?.at as number) - (flooded?.at as number)).toBeGreaterThanOrEqual(4_000);
    expect(repeated?.text).toContain('Юрій, +380931234507');
    expect(repeated?.text.length).toBeLessThanOrEqual(4_096);
    await visitor.isGone();
    expect(server.log()).not.toContain('Юрій');
  });
});
