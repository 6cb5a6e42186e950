import type { AdSystemTable } from './system.ts';

/**
 * Meta Ads Manager: the table exported as CSV. The currency stands in the header; without the breakdown by day a row
 * covers its reporting period; the row of totals names nothing. Dates are ISO, numbers plain.
 */
export const metaAds: AdSystemTable = {
  origin: 'meta-ads',
  system: 'meta',
  name: 'Meta Ads Manager',
  columns: {
    day: { en: ['Day'], ru: ['День'], uk: ['День'] },
    from: {
      en: ['Reporting starts'],
      ru: ['Дата начала отчетности', 'Начало отчетности'],
      uk: ['Початок звітності', 'Дата початку звіту', 'Дата початку звітності'],
    },
    to: {
      en: ['Reporting ends'],
      ru: ['Дата окончания отчетности', 'Окончание отчетности'],
      uk: [
        'Завершення звітності',
        'Дата завершення звіту',
        'Дата завершення звітності',
        'Закінчення звітності',
        'Дата закінчення звіту',
        'Кінець звітності',
      ],
    },
    campaign: { en: ['Campaign name'], ru: ['Название кампании'], uk: ['Назва кампанії'] },
    campaignId: {
      en: ['Campaign ID'],
      ru: ['Идентификатор кампании', 'ID кампании'],
      uk: ['Ідентифікаційний номер кампанії', 'Ідентифікатор кампанії', 'ID кампанії'],
    },
    group: {
      en: ['Ad set name'],
      ru: ['Название группы объявлений'],
      uk: ['Назва групи оголошень', 'Назва групи реклами'],
    },
    groupId: {
      en: ['Ad set ID'],
      ru: ['Идентификатор группы объявлений', 'ID группы объявлений'],
      uk: ['Ідентифікаційний номер групи оголошень', 'Ідентифікатор групи оголошень', 'ID групи оголошень'],
    },
    ad: { en: ['Ad name'], ru: ['Название объявления'], uk: ['Назва оголошення', 'Назва реклами'] },
    adId: {
      en: ['Ad ID'],
      ru: ['Идентификатор объявления', 'ID объявления'],
      uk: ['Ідентифікаційний номер оголошення', 'Ідентифікатор оголошення', 'ID оголошення'],
    },
    cost: {
      en: ['Amount spent'],
      ru: ['Сумма затрат', 'Потраченная сумма'],
      uk: ['Сума витрат', 'Витрачена сума', 'Потрачена сума'],
    },
    currency: { en: ['Currency'], ru: ['Валюта'], uk: ['Валюта'] },
    impressions: { en: ['Impressions'], ru: ['Показы'], uk: ['Покази'] },
    // Only clicks on the link bring visits; all clicks have likes among them and are read for want of better.
    clicks: {
      en: ['Link clicks', 'Clicks (all)'],
      ru: ['Клики по ссылке', 'Клики (все)'],
      uk: ['Кліки за посиланням', 'Кліки посилання', 'Кліки (усі)', 'Кліки (всі)'],
    },
  },
  signs: [
    'Amount spent',
    'Reporting starts',
    'Ad set name',
    'Ad set ID',
    'Сумма затрат',
    'Потраченная сумма',
    'Дата начала отчетности',
    'Начало отчетности',
    'Сума витрат',
    'Витрачена сума',
    'Потрачена сума',
    'Початок звітності',
    'Дата початку звіту',
    'Дата початку звітності',
  ],
  // LinkedIn has ad sets too.
  foreign: ['Total Spent', 'Start Date (in UTC)'],
  unnamedIsTotal: true,
};
