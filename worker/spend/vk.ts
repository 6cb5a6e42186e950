import type { AdSystemTable } from './system.ts';

/**
 * VK Реклама (ads.vk.com): statistics exported by day, in Russian. The cost, the names of ads and groups and the ids are
 * known from third parties' readers of such files; the campaign's name and id, and `Переходы` of the former cabinet, from
 * memory. A campaign is what VK's `{{ad_plan_id}}` says, an ad its `{{banner_id}}`.
 */
export const vkAds: AdSystemTable = {
  origin: 'vk-ads',
  system: 'vk',
  name: 'VK Реклама',
  columns: {
    day: { ru: ['Дата', 'День'] },
    month: { ru: ['Месяц'] },
    campaign: { ru: ['Название кампании', 'Кампания'] },
    campaignId: { ru: ['ID кампании'] },
    group: { ru: ['Название группы объявлений', 'Группа объявлений', 'Название группы'] },
    groupId: { ru: ['ID группы объявлений', 'ID группы'] },
    ad: { ru: ['Название объявления', 'Объявление'] },
    adId: { ru: ['ID объявления'] },
    cost: { ru: ['Потрачено всего', 'Потрачено'] },
    currency: { ru: ['Валюта'] },
    impressions: { ru: ['Показы'] },
    clicks: { ru: ['Клики', 'Переходы'] },
  },
  signs: ['Потрачено всего', 'Потрачено'],
  // Yandex.Direct and Meta say it otherwise; a file with both is none of the three.
  foreign: ['Расход', 'Сумма затрат', 'Потраченная сумма'],
};
