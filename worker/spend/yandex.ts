import type { AdSystemTable, CostSample } from './system.ts';

/**
 * The lowest bids are 0.01 of a currency unit, which is this many millionths; and no market pays this many units for
 * a click on average. So the average cost of a click tells millionths from units.
 */
const CLICK_BOUNDARY = 10_000;

/**
 * The Reports API writes amounts as whole millionths, unless `returnMoneyInMicros: false` was asked for; then with two
 * decimals (https://yandex.com/dev/direct/doc/en/headers). The header is the same, `Cost`, and a spreadsheet drops
 * zero decimals, so whole numbers alone prove nothing: the clicks must agree. Without clicks to judge by, amounts
 * below the smallest coin cannot be millionths, and the file is refused rather than read a million times wrong.
 */
const costUnit = ({ column, costs, clicks }: CostSample): 'units' | 'millionths' | 'unclear' => {
  const paid = costs.filter((cost) => cost !== '0');
  if (column.trim() !== 'Cost' || paid.length === 0 || paid.some((cost) => cost.includes('.'))) return 'units';
  const amounts = paid.map(Number);
  if (clicks > 0) {
    return amounts.reduce((sum, amount) => sum + amount, 0) / clicks >= CLICK_BOUNDARY ? 'millionths' : 'units';
  }
  return amounts.every((amount) => amount >= CLICK_BOUNDARY) ? 'millionths' : 'unclear';
};

/**
 * Yandex.Direct: the TSV of the Reports API (name and period above the header, `Total rows: N` below) and the CSV of the
 * web interface's report master, by day or by month. Whether the cost has VAT in it is as the report was asked for.
 */
export const yandexDirect: AdSystemTable = {
  origin: 'yandex-direct',
  system: 'yandex',
  name: 'Yandex.Direct',
  columns: {
    day: { en: ['Date'], ru: ['Дата', 'День'], uk: ['Дата', 'День'] },
    week: { en: ['Week'], ru: ['Неделя'], uk: ['Тиждень'] },
    month: { en: ['Month'], ru: ['Месяц'], uk: ['Місяць'] },
    quarter: { en: ['Quarter'], ru: ['Квартал'], uk: ['Квартал'] },
    year: { en: ['Year'], ru: ['Год'], uk: ['Рік'] },
    campaign: { en: ['CampaignName'], ru: ['Название кампании', 'Кампания'], uk: ['Назва кампанії', 'Кампанія'] },
    campaignId: {
      en: ['CampaignId'],
      ru: ['№ Кампании', 'ID кампании', 'Номер кампании'],
      uk: ['№ Кампанії', 'ID кампанії', 'Номер кампанії'],
    },
    group: { en: ['AdGroupName'], ru: ['Название группы', 'Группа'], uk: ['Назва групи', 'Група'] },
    groupId: {
      en: ['AdGroupId'],
      ru: ['№ Группы', 'ID группы', 'Номер группы'],
      uk: ['№ Групи', 'ID групи', 'Номер групи'],
    },
    ad: { ru: ['Заголовок'], uk: ['Заголовок'] },
    adId: {
      en: ['AdId'],
      ru: ['№ Объявления', 'ID объявления', 'Номер объявления'],
      uk: ['№ Оголошення', 'ID оголошення', 'Номер оголошення'],
    },
    cost: { en: ['Cost'], ru: ['Расход', 'Расход всего'], uk: ['Витрати', 'Витрата'] },
    currency: { en: ['Currency'], ru: ['Валюта'], uk: ['Валюта'] },
    impressions: { en: ['Impressions'], ru: ['Показы'], uk: ['Покази'] },
    clicks: { en: ['Clicks'], ru: ['Клики'], uk: ['Кліки'] },
  },
  signs: [
    'CampaignName',
    'CampaignId',
    'AdGroupName',
    'AdGroupId',
    'AdId',
    'Расход',
    'Расход всего',
    '№ Кампании',
    '№ Группы',
    '№ Объявления',
    '№ Кампанії',
    '№ Групи',
    '№ Оголошення',
  ],
  // Marketplaces' own advertising has a Расход too; Microsoft's API names campaigns and ads the same.
  foreign: ['SKU', 'Ozon ID', 'Артикул', 'Spend', 'TimePeriod', 'CurrencyCode'],
  // The interface shows an ad's number as M-123, with a letter of either alphabet.
  idPrefix: /^[MМ]-/i,
  costUnit,
};
