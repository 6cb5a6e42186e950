import type { Role } from '../../shared/people.ts';
import type { SiteSettings } from '../../shared/settings.ts';

/** An invented company of Kyiv that sells equipment to laboratories. It has no like in the world, nor have its numbers. */

export const HOST = 'menzurka.test';
export const ACCOUNT = 'Мензурка';
export const SITE = 'Мензурка — лабораторне обладнання';

/** The number on its pages, the one on its banner, and those lent to visitors: of a block that nobody has. */
export const OWN_NUMBER = '+380440007000';
export const BANNER_NUMBER = '+380440007100';
export const POOL_NUMBERS = Array.from({ length: 8 }, (_, n) => `+38044000720${n + 1}`);
export const HOOK_SECRET = `whsec_${Buffer.from('the demo telephone exchange').toString('base64')}`;

interface Employee {
  name: string;
  role: Role;
  personalData?: boolean;
}

export const SALESPEOPLE = ['Оксана Гнатюк', 'Андрій Лисенко', 'Марта Савчук'] as const;
export const EMPLOYEES: readonly Employee[] = [
  { name: 'Ірина Мороз', role: 'owner' },
  { name: 'Дмитро Кравець', role: 'marketer' },
  { name: 'Соломія Ткач', role: 'marketer', personalData: true },
  ...SALESPEOPLE.map((name) => ({ name, role: 'sales' as const })),
];

const DAY = [{ from: '09:00', to: '18:00' }];

export const LEAD_VARIANTS = [
  { id: 'price', weight: 1, words: { uk: { title: 'Отримати прайс', submit: 'Надіслати прайс' } } },
  { id: 'advice', weight: 1, words: { uk: { title: 'Порада інженера', submit: 'Чекаю на пораду' } } },
] as const;
export const QUIZ_VARIANTS = [
  { id: 'short', weight: 1, words: { uk: { title: 'Підберемо обладнання за хвилину' } } },
  { id: 'bonus', weight: 1, words: { uk: { title: 'Підбір обладнання та знижка 5 %' } } },
] as const;

export const PRODUCTS = [
  { name: 'Центрифуги', path: '/catalog/centryfugy', price: 118_000 },
  { name: 'Ламінарні бокси', path: '/catalog/laminarni-boksy', price: 246_000 },
  { name: 'Сушильні шафи', path: '/catalog/sushylni-shafy', price: 64_000 },
  { name: 'Аналітичні ваги', path: '/catalog/vagy', price: 89_000 },
  { name: 'Мікроскопи', path: '/catalog/mikroskopy', price: 41_000 },
  { name: 'Лабораторні меблі', path: '/catalog/mebli', price: 172_000 },
  { name: 'Реактиви', path: '/catalog/reaktyvy', price: 14_000 },
] as const;
export type Product = (typeof PRODUCTS)[number];

export const LOSS_REASONS = [
  'Дорого',
  'Обрали конкурента',
  'Немає бюджету',
  'Не відповідають',
  'Потрібне інше',
] as const;

/** The settings that a working site has. */
export const SETTINGS: Partial<SiteSettings> & Pick<SiteSettings, 'name' | 'hosts'> = {
  name: SITE,
  hosts: [HOST],
  timeZone: 'Europe/Kyiv',
  currency: 'UAH',
  country: 'UA',
  leadWindowDays: 30,
  policyUrl: `https://${HOST}/privacy`,
  hours: { weekly: { mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY } },
  target: { metric: 'costPerLead', value: 2_000 },
  rates: [{ currency: 'USD', from: '2020-01-01', rate: '41.25' }],
  leads: {
    answerWithinMinutes: 15,
    escalateMinutes: [0, 60],
    lapseDays: 365,
    recentDays: 7,
    marginPercent: 27,
    actions: [
      { id: 'meeting', name: 'Зустріч' },
      { id: 'offer', name: 'Комерційна пропозиція' },
    ],
  },
  channelRules: [{ channel: 'Каталоги', source: 'labkatalog*' }],
  numbers: {
    lines: [{ id: 'sales', number: OWN_NUMBER }],
    pools: [{ id: 'ads', holdMinutes: 10, coolDownMinutes: 30, whenEmpty: 'own' }],
    rules: [
      { line: 'sales', when: [{ parameter: 'utm_medium', is: 'cpc' }], show: { pool: 'ads' } },
      { line: 'sales', when: [{ parameter: 'utm_medium', is: 'paid*' }], show: { pool: 'ads' } },
    ],
  },
  calls: {
    providers: [{ provider: 'generic', secret: HOOK_SECRET, rotation: 0 }],
    leadSeconds: 20,
    callBackMinutes: 15,
  },
  forms: [
    { id: 'callback', kind: 'callback', slots: true },
    {
      id: 'price',
      kind: 'lead',
      words: { uk: { text: 'Ціни та терміни постачання за годину.' } },
      fields: [
        { type: 'text', name: 'name', label: { uk: 'Ім’я' }, required: true },
        { type: 'phone', name: 'phone', label: { uk: 'Телефон' }, required: true },
        { type: 'email', name: 'email', label: { uk: 'Пошта' } },
        { type: 'text', name: 'organisation', label: { uk: 'Установа' } },
        { type: 'long', name: 'message', label: { uk: 'Що потрібно?' } },
      ],
      variants: LEAD_VARIANTS.map((variant) => ({ ...variant })),
    },
    {
      id: 'choose',
      kind: 'quiz',
      pages: { show: ['/catalog*'] },
      steps: [
        {
          type: 'choice',
          name: 'equipment',
          label: { uk: 'Що підбираємо?' },
          required: true,
          options: PRODUCTS.map(({ name }) => ({ value: name })),
        },
        {
          type: 'choice',
          name: 'laboratory',
          label: { uk: 'Яка у вас лабораторія?' },
          options: ['Медична', 'Харчова', 'Наукова', 'Виробнича'].map((value) => ({ value })),
        },
      ],
      fields: [
        { type: 'text', name: 'name', label: { uk: 'Ім’я' } },
        { type: 'phone', name: 'phone', label: { uk: 'Телефон' }, required: true },
      ],
      variants: QUIZ_VARIANTS.map((variant) => ({ ...variant })),
    },
    { id: 'opinion', kind: 'nps' },
  ],
};
