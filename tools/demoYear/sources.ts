import type { AdSystem } from '../../shared/spend.ts';

/** Where the company's visits come from: ads that work, ads that do not, ads that nobody can tell of yet, and the rest. */

interface Paid {
  system: AdSystem;
  campaign: string;
  campaignId?: string;
  group?: string;
  groupId?: string;
  ad: string;
  adId?: string;
  /** What a click costs, in hryvnias. */
  click: number;
  /** Clicks of an impression. */
  ctr: number;
}

export interface Source {
  /** Visits, of a hundred in an average week. */
  share: number;
  /** What the landing page's address says. */
  parameters: Record<string, string>;
  referrer?: string;
  landing: readonly [string, ...string[]];
  /** What was searched for; it stands in `utm_term`. */
  terms?: readonly [string, ...string[]];
  /** Of its visits, those that leave a contact; of these, those that are qualified; of these, those that buy. */
  asks: number;
  qualifies: number;
  buys: number;
  /** Of its visits, those on a phone. */
  mobile: number;
  paid?: Paid;
  /** The part of the year after which it began, from 0 to 1. */
  from?: number;
}

const googleSearch = (
  campaign: [name: string, id: string],
  ad: [name: string, id: string],
  click: number,
): Pick<Source, 'parameters' | 'paid'> => ({
  parameters: { utm_source: 'google', utm_medium: 'cpc', utm_campaign: campaign[1], utm_content: ad[1] },
  paid: {
    system: 'google',
    campaign: campaign[0],
    campaignId: campaign[1],
    group: `${campaign[0]} · точна відповідність`,
    groupId: `15${campaign[1].slice(2)}`,
    ad: ad[0],
    adId: ad[1],
    click,
    ctr: 0.062,
  },
});

const meta = (
  campaign: [name: string, id: string],
  ad: [name: string, id: string],
  click: number,
): Pick<Source, 'parameters' | 'paid' | 'landing'> => ({
  parameters: { utm_source: 'facebook', utm_medium: 'paid_social', utm_campaign: campaign[1], utm_content: ad[1] },
  landing: ['/catalog/sushylni-shafy', '/'],
  paid: {
    system: 'meta',
    campaign: campaign[0],
    campaignId: campaign[1],
    ad: ad[0],
    adId: ad[1],
    click,
    ctr: 0.011,
  },
});

const CENTRIFUGES: [string, string] = ['Пошук — Центрифуги', '20011001'];
const BOXES: [string, string] = ['Пошук — Ламінарні бокси', '20011002'];
const MICROSCOPES: [string, string] = ['Пошук — Мікроскопи', '20011003'];
const FURNITURE: [string, string] = ['Пошук — Лабораторні меблі', '20011004'];
const BRAND: [string, string] = ['Пошук — Бренд', '20011005'];
const VIDEO: [string, string] = ['Трафік — Відеоогляди', '120253000000000011'];
const WIDE: [string, string] = ['Широка аудиторія — Реактиви', '120253000000000012'];

export const SOURCES: readonly Source[] = [
  {
    ...googleSearch(CENTRIFUGES, ['Центрифуга з доставкою по Україні', '69011001'], 27),
    share: 7,
    landing: ['/catalog/centryfugy'],
    terms: ['купити центрифугу', 'лабораторна центрифуга', 'центрифуга для пробірок ціна'],
    asks: 0.03,
    qualifies: 0.62,
    buys: 0.42,
    mobile: 0.3,
  },
  {
    ...googleSearch(CENTRIFUGES, ['Центрифуги від виробника: прайс за годину', '69011002'], 24),
    share: 3.4,
    landing: ['/catalog/centryfugy'],
    terms: ['центрифуга прайс', 'лабораторна центрифуга'],
    asks: 0.034,
    qualifies: 0.6,
    buys: 0.4,
    mobile: 0.3,
    from: 0.45,
  },
  {
    ...googleSearch(BOXES, ['Ламінарний бокс ІІ класу: монтаж і валідація', '69011003'], 34),
    share: 5,
    landing: ['/catalog/laminarni-boksy'],
    terms: ['ламінарний бокс', 'бокс біологічної безпеки купити', 'ламінар для лабораторії'],
    asks: 0.042,
    qualifies: 0.66,
    buys: 0.36,
    mobile: 0.22,
  },
  {
    ...googleSearch(MICROSCOPES, ['Мікроскопи зі складу в Києві', '69011004'], 23),
    share: 9,
    landing: ['/catalog/mikroskopy'],
    terms: ['мікроскоп купити', 'мікроскоп для школяра', 'дитячий мікроскоп ціна'],
    asks: 0.0016,
    qualifies: 0.12,
    buys: 0.2,
    mobile: 0.68,
  },
  {
    ...googleSearch(FURNITURE, ['Лабораторні меблі під замовлення', '69011005'], 38),
    share: 1.1,
    landing: ['/catalog/mebli'],
    terms: ['лабораторні меблі', 'витяжна шафа купити'],
    asks: 0.024,
    qualifies: 0.5,
    buys: 0.3,
    mobile: 0.25,
    from: 0.6,
  },
  {
    ...googleSearch(BRAND, ['Мензурка: офіційний сайт', '69011006'], 5),
    share: 4,
    landing: ['/'],
    terms: ['мензурка київ', 'мензурка лабораторне обладнання'],
    asks: 0.047,
    qualifies: 0.6,
    buys: 0.45,
    mobile: 0.35,
  },
  {
    share: 9.5,
    parameters: { utm_source: 'google', utm_medium: 'cpc', utm_campaign: '20011006', utm_content: '69011007' },
    landing: ['/', '/catalog', '/catalog/vagy'],
    asks: 0.013,
    qualifies: 0.35,
    buys: 0.28,
    mobile: 0.55,
    paid: {
      system: 'google',
      campaign: 'Performance Max — Увесь каталог',
      campaignId: '20011006',
      ad: 'Група об’єктів «Каталог»',
      adId: '69011007',
      click: 11,
      ctr: 0.018,
    },
  },
  {
    share: 6,
    parameters: { utm_source: 'google', utm_medium: 'display', utm_campaign: '20011007', utm_content: '69011008' },
    landing: ['/', '/catalog'],
    asks: 0.0015,
    qualifies: 0.4,
    buys: 0.25,
    mobile: 0.74,
    paid: {
      system: 'google',
      campaign: 'КМС — Ремаркетинг на всіх відвідувачів за 540 днів',
      campaignId: '20011007',
      ad: 'Адаптивний банер «Оновіть лабораторію»',
      adId: '69011008',
      click: 7,
      ctr: 0.004,
    },
  },
  {
    ...meta(VIDEO, ['Відео: сушильна шафа за 30 секунд', '120253000000000031'], 12),
    share: 5.5,
    asks: 0.0075,
    qualifies: 0.38,
    buys: 0.22,
    mobile: 0.86,
  },
  {
    ...meta(VIDEO, ['Карусель: п’ять шаф для будь-якої лабораторії', '120253000000000032'], 12.5),
    share: 2,
    asks: 0.0095,
    qualifies: 0.4,
    buys: 0.25,
    mobile: 0.86,
    from: 0.7,
  },
  {
    ...meta(WIDE, ['Знижка 10 % на реактиви', '120253000000000033'], 14),
    share: 8,
    landing: ['/catalog/reaktyvy'],
    asks: 0.001,
    qualifies: 0.2,
    buys: 0.2,
    mobile: 0.9,
  },
  {
    share: 0.5,
    parameters: {
      utm_source: 'linkedin',
      utm_medium: 'paid_social',
      utm_campaign: '600110021',
      utm_content: '700110021',
    },
    landing: ['/services'],
    asks: 0.022,
    qualifies: 0.7,
    buys: 0.35,
    mobile: 0.4,
    from: 0.5,
    paid: {
      system: 'linkedin',
      campaign: 'Керівники лабораторій — Запрошення на вебінар',
      campaignId: '600110021',
      ad: 'Вебінар: валідація обладнання без зупинки роботи',
      adId: '700110021',
      click: 92,
      ctr: 0.005,
    },
  },
  {
    share: 3.2,
    parameters: { utm_source: 'labkatalog', utm_medium: 'cpc', utm_campaign: 'Розміщення' },
    landing: ['/catalog'],
    asks: 0.012,
    qualifies: 0.45,
    buys: 0.3,
    mobile: 0.4,
  },
  {
    share: 2.4,
    parameters: { utm_source: 'newsletter', utm_medium: 'email', utm_campaign: 'Новинки місяця' },
    landing: ['/blog/novynky', '/catalog'],
    asks: 0.018,
    qualifies: 0.5,
    buys: 0.35,
    mobile: 0.4,
  },
  {
    share: 19,
    parameters: {},
    referrer: 'https://www.google.com/',
    landing: ['/', '/blog/yak-obraty-centryfugu', '/catalog/vagy', '/catalog/centryfugy', '/blog/klasy-boksiv'],
    asks: 0.011,
    qualifies: 0.48,
    buys: 0.34,
    mobile: 0.5,
  },
  {
    share: 1.6,
    parameters: {},
    referrer: 'https://www.bing.com/',
    landing: ['/', '/catalog'],
    asks: 0.01,
    qualifies: 0.5,
    buys: 0.3,
    mobile: 0.1,
  },
  {
    share: 1.2,
    parameters: {},
    referrer: 'https://chatgpt.com/',
    landing: ['/catalog/laminarni-boksy', '/blog/klasy-boksiv'],
    asks: 0.021,
    qualifies: 0.55,
    buys: 0.35,
    mobile: 0.3,
    from: 0.3,
  },
  {
    share: 1.8,
    // What a link in a post leaves of itself: no name of any ad.
    parameters: { fbclid: 'IwAR0example' },
    referrer: 'https://l.facebook.com/',
    landing: ['/', '/blog/novynky'],
    asks: 0.004,
    qualifies: 0.3,
    buys: 0.2,
    mobile: 0.88,
  },
  {
    share: 1.4,
    parameters: {},
    referrer: 'https://forum-laborantiv.test/temy/centryfugy',
    landing: ['/catalog/centryfugy'],
    asks: 0.013,
    qualifies: 0.5,
    buys: 0.3,
    mobile: 0.35,
  },
  {
    share: 9,
    parameters: {},
    landing: ['/', '/', '/contacts', '/catalog'],
    asks: 0.016,
    qualifies: 0.55,
    buys: 0.38,
    mobile: 0.35,
  },
];
