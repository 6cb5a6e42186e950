import type { AdSystemTable } from './system.ts';

/**
 * Google Ads: reports of the web interface as CSV (UTF-8, commas) and as CSV for Excel (UTF-16LE, tabs). The title and
 * the period stand above the header, totals below. Cost is in currency units.
 */
export const googleAds: AdSystemTable = {
  origin: 'google-ads',
  system: 'google',
  name: 'Google Ads',
  columns: {
    day: { en: ['Day'], ru: ['День'], uk: ['День'] },
    week: { en: ['Week', 'Week (Mon-Sun)', 'Week (Sun-Sat)'], ru: ['Неделя'], uk: ['Тиждень'] },
    month: { en: ['Month'], ru: ['Месяц'], uk: ['Місяць'] },
    quarter: { en: ['Quarter'], ru: ['Квартал'], uk: ['Квартал'] },
    year: { en: ['Year'], ru: ['Год'], uk: ['Рік'] },
    campaign: { en: ['Campaign'], ru: ['Кампания'], uk: ['Кампанія'] },
    campaignId: {
      en: ['Campaign ID'],
      ru: ['Идентификатор кампании', 'ID кампании'],
      uk: ['Ідентифікатор кампанії', 'ID кампанії'],
    },
    group: { en: ['Ad group'], ru: ['Группа объявлений'], uk: ['Група оголошень'] },
    groupId: {
      en: ['Ad group ID'],
      ru: ['Идентификатор группы объявлений', 'ID группы объявлений'],
      uk: ['Ідентифікатор групи оголошень', 'ID групи оголошень'],
    },
    ad: { en: ['Ad name'], ru: ['Название объявления'], uk: ['Назва оголошення'] },
    adId: {
      en: ['Ad ID'],
      ru: ['Идентификатор объявления', 'ID объявления'],
      uk: ['Ідентифікатор оголошення', 'ID оголошення'],
    },
    cost: { en: ['Cost'], ru: ['Расходы', 'Стоимость'], uk: ['Витрати', 'Вартість'] },
    currency: { en: ['Currency code', 'Currency'], ru: ['Код валюты', 'Валюта'], uk: ['Код валюти', 'Валюта'] },
    impressions: { en: ['Impr.', 'Impressions'], ru: ['Показы'], uk: ['Покази'] },
    clicks: { en: ['Clicks'], ru: ['Клики'], uk: ['Кліки'] },
  },
  signs: [
    'Campaign',
    'Ad group',
    'Campaign ID',
    'Ad group ID',
    'Ad ID',
    'Impr.',
    'Кампания',
    'Группа объявлений',
    'Идентификатор кампании',
    'Идентификатор объявления',
    'Кампанія',
    'Група оголошень',
    'Ідентифікатор кампанії',
    'Ідентифікатор оголошення',
  ],
  // TikTok and LinkedIn name their campaigns so, Microsoft its cost.
  foreign: ['Campaign name', 'Ad group name', 'By Day', 'Spend'],
};
