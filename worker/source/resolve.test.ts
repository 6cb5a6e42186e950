import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS, type SiteSettings } from '../../shared/settings.ts';
import { type Ad, resolveTouch } from './resolve.ts';

const SITE = { ...DEFAULT_SETTINGS, hosts: ['okna.example', 'вікна.укр'] };
const PAGE = 'https://okna.example/vikna';

const resolve = (query: string, referrer = '', settings: Partial<SiteSettings> = {}): Ad =>
  resolveTouch({ url: `${PAGE}${query}`, referrer }, { ...SITE, ...settings });

/** `source / medium → channel`, the way a report says it. */
const said = ({ source, medium, channel }: Ad): string => `${source} / ${medium} → ${channel}`;

describe('a click id names the ad system', () => {
  test.each([
    ['gclid', 'google / cpc → Paid Search', 'google'],
    ['gbraid', 'google / cpc → Paid Search', 'google'],
    ['wbraid', 'google / cpc → Paid Search', 'google'],
    ['gad_source', 'google / cpc → Paid Search', 'google'],
    ['gad_campaignid', 'google / cpc → Paid Search', 'google'],
    ['dclid', 'google / display → Display', 'google'],
    ['msclkid', 'bing / cpc → Paid Search', 'microsoft'],
    ['yclid', 'yandex / cpc → Paid Search', 'yandex'],
    ['ymclid', 'yandex / cpc → Paid Search', 'yandex'],
    ['ttclid', 'tiktok / cpc → Paid Social', 'tiktok'],
    ['twclid', 'x / cpc → Paid Social', 'x'],
    ['li_fat_id', 'linkedin / cpc → Paid Social', 'linkedin'],
    ['rdt_cid', 'reddit / cpc → Paid Social', 'reddit'],
    ['epik', 'pinterest / cpc → Paid Social', 'pinterest'],
    ['ScCid', 'snapchat / cpc → Paid Social', 'snap'],
    ['sccid', 'snapchat / cpc → Paid Social', 'snap'],
    ['qclid', 'quora / cpc → Paid Social', 'quora'],
    ['irclickid', 'impact / affiliate → Affiliates', ''],
    ['awc', 'awin / affiliate → Affiliates', ''],
    ['_kx', 'klaviyo / email → Email', ''],
    ['mc_cid', 'mailchimp / email → Email', ''],
    ['fbclid', 'facebook / social → Organic Social', ''],
    ['igshid', 'instagram / social → Organic Social', ''],
  ])('%s: %s', (parameter, expected, system) => {
    const ad = resolve(`?${parameter}=1aB`);
    expect(said(ad)).toBe(expected);
    expect(ad.system).toBe(system);
  });

  test.each([
    ['an empty one is none', '?gclid=', '(direct) / (none) → Direct'],
    ['blank is empty', '?gclid=%20', '(direct) / (none) → Direct'],
    ['gclsrc only accompanies', '?gclsrc=aw.ds', '(direct) / (none) → Direct'],
    ['case of the name does not matter', '?GCLID=x', 'google / cpc → Paid Search'],
    ['Search Ads 360 adds gclid to a Microsoft click', '?gclid=x&gclsrc=3p.ds&msclkid=y', 'bing / cpc → Paid Search'],
    ['an ad system before an unpaid link', '?fbclid=x&gclid=y', 'google / cpc → Paid Search'],
    ['after the fragment nothing is a query', '#?gclid=x', '(direct) / (none) → Direct'],
  ])('%s', (_, query, expected) => expect(said(resolve(query))).toBe(expected));

  test.each([
    ['a search page', '?gclid=x', 'https://www.google.com/', 'google / cpc → Paid Search'],
    ['another site', '?yclid=1', 'https://news.example.com/', 'yandex / cpc → Paid Search'],
    ['a mailbox', '?_kx=x', 'https://mail.google.com/', 'klaviyo / email → Email'],
  ])('it beats the referrer of %s', (_, query, referrer, expected) =>
    expect(said(resolve(query, referrer))).toBe(expected),
  );
});

describe('fbclid and igshid prove no payment and only keep a visit from being Direct', () => {
  test.each([
    ['the app sends no referrer', '?fbclid=I', '', 'facebook / social → Organic Social'],
    ['the browser does: the same source', '?fbclid=I', 'https://l.facebook.com/', 'facebook / social → Organic Social'],
    ['Instagram adds fbclid as well', '?fbclid=I', 'https://l.instagram.com/', 'instagram / social → Organic Social'],
    ['a copied link found in a search', '?fbclid=I', 'https://www.google.com/', 'google / organic → Organic Search'],
    ['paid by its UTM values', '?fbclid=I&utm_source=fb&utm_medium=paid', '', 'facebook / paid → Paid Social'],
    ['the source alone is tagged', '?fbclid=I&utm_source=ig', '', 'instagram / social → Organic Social'],
    ['the medium alone is tagged', '?fbclid=I&utm_medium=cpc', '', 'facebook / cpc → Paid Social'],
  ])('%s', (_, query, referrer, expected) => expect(said(resolve(query, referrer))).toBe(expected));
});

describe('UTM values', () => {
  test('beat click id and referrer', () => {
    const ad = resolve('?utm_source=newsletter&utm_medium=email&gclid=x', 'https://www.google.com/');
    expect(said(ad)).toBe('newsletter / email → Email');
    expect(ad.system).toBe('google');
  });

  test.each([
    ['campaign alone, by click id', '?utm_campaign=spring&gclid=x', '', 'google / cpc → Paid Search'],
    ['campaign alone, by referrer', '?utm_campaign=spring', 'https://t.me/', 'telegram / social → Organic Social'],
    ['campaign alone, nothing else', '?utm_campaign=spring', '', '(not set) / (not set) → Unassigned'],
    ['medium alone, by referrer', '?utm_medium=cpc', 'https://yandex.ua/', 'yandex / cpc → Paid Search'],
    ['medium alone, nothing else', '?utm_medium=email', '', '(not set) / email → Email'],
    ['source alone', '?utm_source=flyer', '', 'flyer / (not set) → Unassigned'],
    ['source alone, click id of the same', '?utm_source=google&gclid=x', '', 'google / cpc → Paid Search'],
    ['source alone, click id of its house', '?utm_source=youtube&gclid=x', '', 'youtube / cpc → Paid Video'],
    ['source alone, click id of another', '?utm_source=flyer&gclid=x', '', 'flyer / (not set) → Unassigned'],
    [
      'source alone, its own referrer',
      '?utm_source=facebook',
      'https://m.facebook.com',
      'facebook / social → Organic Social',
    ],
    ['content and term alone name nobody', '?utm_content=a&utm_term=b', '', '(direct) / (none) → Direct'],
    ['blank ones are absent', '?utm_source=+&utm_medium=%20%20', 'https://ya.ru/', 'yandex / organic → Organic Search'],
    [
      'the first that says something counts',
      '?utm_source=&utm_source=a&utm_source=b&utm_medium=email',
      '',
      'a / email → Email',
    ],
    ['ChatGPT marks its links so', '?utm_source=chatgpt.com', '', 'chatgpt / ai-assistant → AI Assistant'],
  ])('%s', (_, query, referrer, expected) => expect(said(resolve(query, referrer))).toBe(expected));

  test('are decoded as a form is, trimmed, collapsed, lower-cased, composed', () => {
    const ad = resolve(
      '?utm_source=%20GOOGLE+&utm_medium=CPC&utm_campaign=%D0%92%D1%96%D0%BA%D0%BD%D0%B0++%D0%9A%D0%B8%D1%97%D0%B2' +
        '&utm_content=cafe%CC%81&utm_term=a%E2%80%8Bb%00c',
    );
    expect(ad).toMatchObject({
      source: 'google',
      medium: 'cpc',
      campaign: 'вікна київ',
      content: 'café',
      term: 'ab c',
    });
  });

  test('a broken escape stands as it came; a value ends at 200', () => {
    expect(resolve('?utm_campaign=50%&utm_source=a').campaign).toBe('50%');
    expect(resolve(`?utm_source=${'a'.repeat(500)}`).source).toHaveLength(200);
    expect(resolve(`?utm_source=${'a'.repeat(199)}😀`).source).toBe('a'.repeat(199));
  });
});

describe('spellings of one source are one source', () => {
  test.each([
    [
      'facebook',
      'fb FB Facebook facebook.com www.facebook.com m.facebook.com l.facebook.com facebook_ads Facebook+Ads fbads',
    ],
    ['instagram', 'ig IG insta instagram.com l.instagram.com instagram-ads'],
    ['messenger', 'msg m.me'],
    ['audience network', 'an'],
    ['vk', 'vk vk.com VKontakte vk-ads вконтакте'],
    ['ok', 'ok.ru odnoklassniki'],
    ['yandex', 'yandex ya.ru yandex.ru yandex.ua yandex.direct yandex_direct YandexDirect Яндекс'],
    ['google', 'google Google google.com google.com.ua adwords google_ads googleads GoogleAdWords'],
    ['bing', 'bing bing.com bingads microsoft'],
    ['telegram', 'tg telegram t.me Telegram.me telegram_ads'],
    ['viber', 'viber viber.com Вайбер'],
    ['x', 'x twitter t.co x.com twitter.com'],
    ['tiktok', 'tiktok tik-tok Tik+Tok tiktok.com tt'],
    ['youtube', 'youtube yt youtu.be m.youtube.com'],
    ['linkedin', 'linkedin linkedin.com lnkd.in'],
    ['some-shop.example', 'some-shop.example'],
    ['constructor', 'constructor'],
    ['__proto__', '__proto__'],
  ])('%s', (source, spellings) => {
    for (const spelling of spellings.split(' ')) {
      expect(resolve(`?utm_source=${spelling}&utm_medium=cpc`).source, spelling).toBe(source);
    }
  });

  test("the site's own: for a spelling of its own, on top of ours, before ours, for a referrer", () => {
    const sourceAliases = {
      'sales-mail ': 'Newsletter',
      facebook: 'fb page',
      ig: 'shop window',
      'partner.example': 'partner',
    };
    const source = (query: string, referrer = ''): string => resolve(query, referrer, { sourceAliases }).source;
    expect(source('?utm_source=Sales-Mail')).toBe('newsletter');
    expect(source('?utm_source=fb')).toBe('fb page');
    expect(source('?utm_source=ig')).toBe('shop window');
    expect(source('?utm_source=instagram')).toBe('instagram');
    expect(source('', 'https://www.partner.example/x')).toBe('partner');
  });

  test('an ad system is known under an alias of the site too', () => {
    const sourceAliases = { facebook: 'our page' };
    expect(resolve('?utm_source=fb&utm_medium=cpc', '', { sourceAliases }).system).toBe('meta');
  });
});

describe('the referrer', () => {
  test.each([
    ['https://www.google.com/', 'google / organic → Organic Search'],
    ['https://www.google.com.ua/', 'google / organic → Organic Search'],
    ['https://google.de', 'google / organic → Organic Search'],
    ['HTTPS://WWW.GOOGLE.CO.UK./', 'google / organic → Organic Search'],
    ['https://yandex.ua/search/', 'yandex / organic → Organic Search'],
    ['https://yandex.com.tr/', 'yandex / organic → Organic Search'],
    ['https://ya.ru/', 'yandex / organic → Organic Search'],
    ['https://duckduckgo.com/', 'duckduckgo / organic → Organic Search'],
    ['https://cn.bing.com/', 'bing / organic → Organic Search'],
    ['https://search.ukr.net/', 'search.ukr.net / organic → Organic Search'],
    ['https://l.facebook.com/l.php', 'facebook / social → Organic Social'],
    ['https://t.me/', 'telegram / social → Organic Social'],
    ['https://web.telegram.org/', 'telegram / social → Organic Social'],
    ['https://www.tiktok.com/', 'tiktok / social → Organic Social'],
    ['https://www.threads.net/', 'threads / social → Organic Social'],
    ['https://t.co/', 'x / social → Organic Social'],
    ['https://uk.pinterest.com/', 'pinterest / social → Organic Social'],
    ['https://m.youtube.com/', 'youtube / referral → Organic Video'],
    ['https://bt.rozetka.com.ua/', 'rozetka / referral → Organic Shopping'],
    ['https://prom.ua/', 'prom / referral → Organic Shopping'],
    ['https://www.olx.ua/', 'olx / referral → Organic Shopping'],
    ['https://www.amazon.com/', 'amazon / referral → Organic Shopping'],
    ['https://mail.google.com/', 'gmail / email → Email'],
    ['https://mail.ukr.net/', 'ukr.net mail / email → Email'],
    ['https://mail.yandex.ru/', 'mail.yandex.ru / email → Email'],
    ['https://chatgpt.com/', 'chatgpt / ai-assistant → AI Assistant'],
    ['https://www.perplexity.ai/', 'perplexity / ai-assistant → AI Assistant'],
    ['https://claude.ai/', 'claude / ai-assistant → AI Assistant'],
    ['https://gemini.google.com/', 'gemini / ai-assistant → AI Assistant'],
    ['https://copilot.microsoft.com/', 'copilot / ai-assistant → AI Assistant'],
    ['android-app://com.google.android.googlequicksearchbox/', 'google / organic → Organic Search'],
    ['android-app://com.google.android.gm/', 'gmail / email → Email'],
    ['android-app://org.telegram.messenger', 'telegram / social → Organic Social'],
    ['android-app://com.viber.voip/', 'viber / social → Organic Social'],
    ['android-app://com.twitter.android', 'x / social → Organic Social'],
    ['android-app://ua.example.catalogue/', 'ua.example.catalogue / referral → Referral'],
    ['https://www.dom.ria.com/uk/', 'dom.ria.com / referral → Referral'],
    ['https://yabs.yandex.ua/', 'yabs.yandex.ua / referral → Referral'],
    ['http://192.0.2.7:8080/', '192.0.2.7 / referral → Referral'],
    ['http://localhost:3000/', 'localhost / referral → Referral'],
  ])('%s: %s', (referrer, expected) => {
    const ad = resolve('', referrer);
    expect(said(ad)).toBe(expected);
    expect(ad.system).toBe('');
  });

  test.each([
    'https://google.com.evil.example/',
    'https://notgoogle.com/',
    'https://google.com-ads.example/',
    'https://bing.com.evil.example/',
    'https://www.google.evil/',
    'https://facebook.com.login.example/',
    'https://xn--ggle-55da.com/',
    'https://mygoogle.com.ua/',
    'https://docs.google.com/',
    'https://facebook.example/',
  ])('a look-alike stays a referral: %s', (referrer) => expect(resolve('', referrer).channel).toBe('Referral'));

  test.each([
    '',
    'about:blank',
    'file:///C:/a.html',
    'javascript:alert(1)',
    'data:text/html,x',
    'not an address',
    'https://',
    'https://exa mple.com/',
    '//google.com/',
  ])('what is no address of a page is no referrer: %j', (referrer) =>
    expect(said(resolve('', referrer))).toBe('(direct) / (none) → Direct'),
  );
});

describe('coming from oneself or from a payment page is no touch', () => {
  test.each([
    ['own host', 'https://okna.example/'],
    ['own subdomain', 'https://shop.okna.example/cart'],
    ['own host with another port', 'http://okna.example:8080/'],
    ['own host beyond ASCII', 'https://вікна.укр/'],
    ['payment page', 'https://liqpay.ua/'],
    ["payment page's subdomain", 'https://www.secure.wayforpay.com/page'],
    ['sign-in page of a search engine', 'https://accounts.google.com/'],
  ])('%s', (_, referrer) => expect(said(resolve('', referrer))).toBe('(direct) / (none) → Direct'));

  test('the landing host is own even where settings do not name it', () => {
    const ad = resolveTouch({ url: 'https://127.0.0.1:8787/demo', referrer: 'https://127.0.0.1:8787/' }, SITE);
    expect(ad.channel).toBe('Direct');
  });

  test('a host that only ends alike is another site', () =>
    expect(resolve('', 'https://notokna.example/').source).toBe('notokna.example'));
});

describe("an inner page whose touch was lost finds it in its own site's referrer", () => {
  const landing = 'https://okna.example/?gclid=x&gad_campaignid=21034567890&utm_content=7';

  test('the whole touch, ids too', () =>
    expect(resolve('', landing)).toMatchObject({
      source: 'google',
      medium: 'cpc',
      system: 'google',
      campaignId: '21034567890',
      adId: '7',
    }));
  test('UTM values', () =>
    expect(said(resolve('', 'https://shop.okna.example/?utm_source=viber&utm_medium=social'))).toBe(
      'viber / social → Organic Social',
    ));
  test('but not over a touch of its own', () =>
    expect(said(resolve('?utm_source=fb&utm_medium=cpc', landing))).toBe('facebook / cpc → Paid Social'));
  test('and never from another site', () =>
    expect(said(resolve('', 'https://other.example/?gclid=x'))).toBe('other.example / referral → Referral'));
});

describe("the ad system's ids", () => {
  const ids = (query: string): string[] => {
    const { campaignId, groupId, adId } = resolve(query);
    return [campaignId, groupId, adId];
  };

  test.each([
    ['campaign: gad_campaignid first', '?gclid=x&gad_campaignid=1&utm_id=2&utm_campaign=3', ['1', '', '']],
    ['campaign: then utm_id', '?gclid=x&utm_id=2&campaignid=3&utm_campaign=4', ['2', '', '']],
    ['campaign: campaignid', '?gclid=x&campaignid=3&utm_campaign=4', ['3', '', '']],
    ['campaign: campaign_id', '?yclid=x&campaign_id=3', ['3', '', '']],
    ['campaign: digits in utm_campaign', '?yclid=x&utm_campaign=4', ['4', '', '']],
    ['campaign: a name is no id', '?yclid=x&utm_campaign=spring-2026', ['', '', '']],
    ['campaign: utm_id that is a word gives way', '?utm_id=spring&utm_campaign=4', ['4', '', '']],
    ['group: adgroupid', '?gclid=x&adgroupid=5', ['', '5', '']],
    ['group: gbid', '?yclid=x&gbid=5', ['', '5', '']],
    ['ad: creative', '?gclid=x&creative=6&utm_content=7', ['', '', '6']],
    ['ad: ad_id', '?yclid=x&ad_id=6', ['', '', '6']],
    ['ad: digits in utm_content', '?gclid=x&utm_content=+7+', ['', '', '7']],
    ['20 digits are an id', `?gclid=x&creative=${'9'.repeat(20)}`, ['', '', '9'.repeat(20)]],
    ['21 are not', `?gclid=x&creative=${'9'.repeat(21)}`, ['', '', '']],
    ['an unfilled template is none', '?gclid=x&campaignid={campaignid}&creative=%7Bcreative%7D', ['', '', '']],
    ['nor is what a spreadsheet made of one', '?fbclid=x&ad_id=1.20253E%2B17', ['', '', '']],
    ['digits are ASCII', '?gclid=x&creative=%D9%A1%D9%A2', ['', '', '']],
  ])('%s', (_, query, expected) => expect(ids(query)).toEqual(expected));

  test.each([
    ['a paid medium', '?utm_source=google&utm_medium=cpc', 'google'],
    ['a display medium', '?utm_source=google&utm_medium=banner', 'google'],
    ['YouTube is bought from Google', '?utm_source=youtube&utm_medium=cpv', 'google'],
    ['Instagram from Meta', '?utm_source=ig&utm_medium=paid_social', 'meta'],
    ['Odnoklassniki from VK', '?utm_source=ok.ru&utm_medium=cpc', 'vk'],
    ['organic: nobody was paid', '?utm_source=google&utm_medium=organic', ''],
    ['a post: nobody was paid', '?utm_source=facebook&utm_medium=social', ''],
    ['a source we know no system of', '?utm_source=rozetka&utm_medium=cpc', ''],
    ["another system's click id was copied along", '?utm_source=facebook&utm_medium=cpc&gclid=x', 'meta'],
    ['a click id under an unpaid name', '?utm_source=partner&utm_medium=referral&gclid=x', 'google'],
  ])('the system by %s', (_, query, system) => expect(resolve(query).system).toBe(system));

  test("Google's own campaign id is not another system's", () =>
    expect(ids('?utm_source=facebook&utm_medium=cpc&utm_campaign=120&gad_campaignid=21')).toEqual(['120', '', '']));
});

describe('ads as they are run in Ukraine', () => {
  const nothing = { campaign: '', content: '', term: '', system: '', campaignId: '', groupId: '', adId: '' };

  test('Google, auto-tagged, Performance Max', () =>
    expect(
      resolve(
        '?gad_source=1&gad_campaignid=21034567890&gbraid=0AAAAA&gclid=Cj0KCQiA-example_BwE',
        'https://www.google.com/',
      ),
    ).toEqual({
      ...nothing,
      source: 'google',
      medium: 'cpc',
      channel: 'Paid Search',
      rule: 'GA4 4 Paid Search: source is a search engine, medium is paid',
      system: 'google',
      campaignId: '21034567890',
    }));

  test('Google with ValueTrack', () =>
    expect(
      resolve(
        '?utm_source=google&utm_medium=cpc&utm_campaign=21034567890&utm_content=700123456789&utm_term=%D0%BF%D0%BB%D0%B0%D1%81%D1%82%D0%B8%D0%BA%D0%BE%D0%B2%D1%96+%D0%B2%D1%96%D0%BA%D0%BD%D0%B0' +
          '&adgroupid=160987654321&gad_source=1&gclid=Cj0K',
      ),
    ).toMatchObject({
      source: 'google',
      medium: 'cpc',
      campaign: '21034567890',
      term: 'пластикові вікна',
      channel: 'Paid Search',
      system: 'google',
      campaignId: '21034567890',
      groupId: '160987654321',
      adId: '700123456789',
    }));

  test('Yandex.Direct with its template', () =>
    expect(
      resolve(
        '?utm_source=yandex.direct&utm_medium=cpc&utm_campaign=71234567&utm_content=13456789012&utm_term=%D0%BE%D0%BA%D0%BD%D0%B0' +
          '&gbid=5123456789&yclid=12345678901234567890',
        'https://yandex.kz/',
      ),
    ).toMatchObject({
      source: 'yandex',
      medium: 'cpc',
      term: 'окна',
      channel: 'Paid Search',
      system: 'yandex',
      campaignId: '71234567',
      groupId: '5123456789',
      adId: '13456789012',
    }));

  test('Meta by UTM values only', () =>
    expect(
      resolve(
        '?utm_source=ig&utm_medium=paid&utm_campaign=120211234567890123&utm_content=120219876543210987&utm_term=Instagram_Stories&fbclid=PAZ',
      ),
    ).toMatchObject({
      source: 'instagram',
      medium: 'paid',
      term: 'instagram_stories',
      channel: 'Paid Social',
      system: 'meta',
      campaignId: '120211234567890123',
      adId: '120219876543210987',
    }));

  test('a mailing in Viber', () =>
    expect(
      said(
        resolve('?utm_source=Viber&utm_medium=messenger&utm_campaign=8%20%D0%B1%D0%B5%D1%80%D0%B5%D0%B7%D0%BD%D1%8F'),
      ),
    ).toBe('viber / messenger → Organic Social'));

  test('a channel in Telegram, tagged and not', () => {
    expect(said(resolve('?utm_source=tg&utm_medium=post'))).toBe('telegram / post → Organic Social');
    expect(said(resolve('', 'https://t.me/'))).toBe('telegram / social → Organic Social');
  });

  test('Google organic has no ad system', () =>
    expect(resolve('', 'https://www.google.com.ua/')).toEqual({
      ...nothing,
      source: 'google',
      medium: 'organic',
      channel: 'Organic Search',
      rule: 'GA4 10 Organic Search: source is a search engine',
    }));

  test('Direct', () =>
    expect(resolve('')).toEqual({
      ...nothing,
      source: '(direct)',
      medium: '(none)',
      channel: 'Direct',
      rule: 'GA4 1 Direct: no source',
    }));
});
