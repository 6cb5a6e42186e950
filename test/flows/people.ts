import { expect } from 'vitest';
import type { Visitor } from './visitor.ts';

/** Fifteen people and the ads they come by. What each adds to which row of the reports is in the comments. */

/** As Google fills in `utm_campaign={campaignid}&utm_content={creative}&utm_term={keyword}` and tags by itself. */
const googleAd = (creative: string, keyword: string): string =>
  `?utm_source=google&utm_medium=cpc&utm_campaign=20011223344&utm_content=${creative}&utm_term=${encodeURIComponent(keyword)}` +
  '&gad_source=1&gad_campaignid=20011223344&gclid=Cj0KCQiA-example_BwE';
export const GOOGLE_1 = '690011223344';
export const GOOGLE_2 = '690011223355';
/** `{campaign_id}`, `{ad_id}`; yclid comes by itself. */
const YANDEX =
  '?utm_source=yandex&utm_medium=cpc&utm_campaign=70011223&utm_content=1600112233&yclid=1234567890123456789';
/** `{{campaign.id}}`, `{{ad.id}}`, and nothing else. */
const META =
  '?utm_source=facebook&utm_medium=paid_social&utm_campaign=120253000000000011&utm_content=120253000000000033';

export type Story = (visitor: Visitor) => Promise<void>;

/** One visit a person unless it says otherwise. */
export const STORIES: Record<string, Story> = {
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
export const PERSONAL = [
  'Коваль',
  'Бойко',
  'Ганна',
  'Дмитро',
  '1234501',
  '123-45-01',
  '123-45-03',
  '1234505',
  'example.com',
];
