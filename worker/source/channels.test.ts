import { describe, expect, test } from 'vitest';
import { channelOf } from './channels.ts';

/** `source / medium / campaign`, the campaign being optional. */
const channel = (named: string, rules: Parameters<typeof channelOf>[1] = []): string => {
  const [source = '', medium = '', campaign = ''] = named.split(' / ');
  return channelOf({ source, medium, campaign }, rules).channel;
};

describe("GA4's default channel groups", () => {
  test.each([
    // 1
    ['(direct) / (none)', 'Direct'],
    ['(direct) / (not set)', 'Direct'],
    ['(direct) / cpc', 'Paid Other'],
    ['direct / none', 'Unassigned'],
    // 2: before everything that is paid
    ['google / cpc / Spring Cross-Network UA', 'Cross-network'],
    ['google / cpc / cross network', 'Paid Search'],
    ['(direct) / (none) / cross-network', 'Direct'],
    // 3: by source or by campaign, and only if paid
    ['amazon / cpc', 'Paid Shopping'],
    ['rozetka / cpc', 'Paid Shopping'],
    ['google / cpc / Shopping_UA', 'Paid Shopping'],
    ['google / cpc / shop', 'Paid Shopping'],
    ['google / cpc / e-shop kyiv', 'Paid Shopping'],
    ['google / cpc / eshop', 'Paid Shopping'],
    ['facebook / paid / pet shop', 'Paid Shopping'],
    ['google / cpc / workshop', 'Paid Search'],
    ['google / cpc / bishop', 'Paid Search'],
    ['google / cpc / магазинshop', 'Paid Shopping'],
    // 4
    ['google / cpc', 'Paid Search'],
    ['GOOGLE / CPC', 'Paid Search'],
    ['google / ppc', 'Paid Search'],
    ['google / cpm', 'Paid Search'],
    ['google / retargeting', 'Paid Search'],
    ['google / paid-anything', 'Paid Search'],
    ['yandex.ua / cpc', 'Paid Search'],
    ['facebook / paid_social', 'Paid Social'],
    ['fb / cpc', 'Paid Social'],
    ['telegram / cpc', 'Paid Social'],
    ['youtube / cpv', 'Paid Video'],
    // 5: cpm of nobody in the lists is both display and paid, and display comes first
    ['google / display', 'Display'],
    ['news.example / banner', 'Display'],
    ['news.example / cpm', 'Display'],
    ['news.example / expandable', 'Display'],
    ['news.example / interstitial', 'Display'],
    ['news.example / displays', 'Unassigned'],
    // 6: `cp` anywhere, `paid` at the beginning, `ppc` and `retargeting` alone
    ['news.example / cpc', 'Paid Other'],
    ['news.example / ecpc', 'Paid Other'],
    ['news.example / tcpa', 'Paid Other'],
    ['news.example / cpc_brand', 'Paid Other'],
    ['news.example / paid', 'Paid Other'],
    ['news.example / unpaid', 'Unassigned'],
    ['news.example / ppc2', 'Unassigned'],
    ['news.example / retargeting-2', 'Unassigned'],
    ['chatgpt / cpc', 'Paid Other'],
    ['newsletter / cpc', 'Paid Other'],
    // 7
    ['prom / referral', 'Organic Shopping'],
    ['newsletter / email / shopping days', 'Organic Shopping'],
    ['etsy.com / referral', 'Organic Shopping'],
    // 8
    ['facebook / referral', 'Organic Social'],
    ['viber / messenger', 'Organic Social'],
    ['some blog / social', 'Organic Social'],
    ['some blog / social-network', 'Organic Social'],
    ['some blog / social-media', 'Organic Social'],
    ['some blog / sm', 'Organic Social'],
    ['some blog / social network', 'Organic Social'],
    ['some blog / Social Media', 'Organic Social'],
    ['some blog / smm', 'Unassigned'],
    ['facebook / email', 'Organic Social'],
    // 9
    ['vimeo / referral', 'Organic Video'],
    ['partner / video-review', 'Organic Video'],
    // AI
    ['chatgpt / referral', 'AI Assistant'],
    ['perplexity.ai / (not set)', 'AI Assistant'],
    ['gemini / organic', 'AI Assistant'],
    ['new assistant / ai-assistant', 'AI Assistant'],
    // 10
    ['google / organic', 'Organic Search'],
    ['google.com.ua / referral', 'Organic Search'],
    ['google / (not set)', 'Organic Search'],
    ['some engine / organic', 'Organic Search'],
    ['google.com.evil.example / referral', 'Referral'],
    ['notgoogle.com / referral', 'Referral'],
    // 11
    ['newsletter / email', 'Email'],
    ['email / newsletter', 'Email'],
    ['newsletter / e-mail', 'Email'],
    ['newsletter / e_mail', 'Email'],
    ['newsletter / E Mail', 'Email'],
    ['newsletter / emails', 'Unassigned'],
    // 12
    ['awin / affiliate', 'Affiliates'],
    ['awin / affiliates', 'Unassigned'],
    // 13
    ['dom.ria.com / referral', 'Referral'],
    ['our app / app', 'Referral'],
    ['partner / link', 'Referral'],
    // 14
    ['podcast / audio', 'Audio'],
    // 15
    ['sms / club', 'SMS'],
    ['turbosms / sms', 'SMS'],
    // 16
    ['esputnik / web-push', 'Mobile Push Notifications'],
    ['esputnik / push', 'Mobile Push Notifications'],
    ['esputnik / pushed', 'Unassigned'],
    ['esputnik / mobile-app', 'Mobile Push Notifications'],
    ['esputnik / notifications', 'Mobile Push Notifications'],
    ['firebase / anything', 'Mobile Push Notifications'],
    // 17
    ['flyer / qr', 'Unassigned'],
    ['(not set) / (not set)', 'Unassigned'],
    [' / ', 'Unassigned'],
  ])('%s: %s', (named, expected) => expect(channel(named)).toBe(expected));

  test.each([
    ['google', 'cpc', '', 'GA4 4 Paid Search: source is a search engine, medium is paid'],
    ['google', 'cpc', 'shopping', 'GA4 3 Paid Shopping: campaign speaks of a shop, medium is paid'],
    ['chatgpt', 'ai-assistant', '', 'GA4 AI Assistant: source is an AI assistant'],
    ['flyer', 'qr', '', 'GA4 17 Unassigned: no rule matches'],
  ])('the rule says why: %s / %s', (source, medium, campaign, rule) =>
    expect(channelOf({ source, medium, campaign }, []).rule).toBe(rule),
  );
});

describe("the site's own rules", () => {
  const rules = [
    { channel: 'Brand', source: 'google', medium: 'cpc', campaign: '*Brand*' },
    { channel: 'Bloggers', medium: 'blog*' },
    { channel: 'Offline', source: '*-flyer' },
  ];

  test.each([
    ['google / cpc / UA brand exact', 'Brand'],
    ['google / cpc / cross-network brand', 'Brand'],
    ['google / cpc / competitors', 'Paid Search'],
    ['bing / cpc / brand', 'Paid Search'],
    ['olena / Blogger', 'Bloggers'],
    ['olena / vblog', 'Unassigned'],
    ['metro-flyer / qr', 'Offline'],
    ['-flyer / qr', 'Offline'],
    ['metro-flyer-2 / qr', 'Unassigned'],
  ])('come first, every stated part must match, ignoring case: %s: %s', (named, expected) =>
    expect(channel(named, rules)).toBe(expected),
  );

  test('the first that matches wins and is named by its number', () => {
    const both = [
      { channel: 'A', source: 'x*' },
      { channel: 'B', source: '*' },
    ];
    expect(channelOf({ source: 'xy', medium: '', campaign: '' }, both)).toEqual({ channel: 'A', rule: 'own rule 1' });
    expect(channelOf({ source: 'y', medium: '', campaign: '' }, both)).toEqual({ channel: 'B', rule: 'own rule 2' });
  });

  test('one that states nothing is for everything', () =>
    expect(channel('google / cpc', [{ channel: 'All' }])).toBe('All'));

  test.each([
    ['a*a', 'a', 'Unassigned'],
    ['a*a', 'aa', 'Own'],
    ['*', 'whatever', 'Own'],
    ['a.c', 'abc', 'Unassigned'],
    ['(direct)', '(direct)', 'Own'],
    ['*b*d*', 'abcde', 'Own'],
    ['*d*b*', 'abcde', 'Unassigned'],
  ])('%s against %s: %s', (source, given, expected) =>
    expect(channel(`${given} / qr`, [{ channel: 'Own', source }])).toBe(expected),
  );
});
