import * as v from 'valibot';
import type { Sentences } from './audit.ts';
import { MAX_URL } from './limits.ts';
import type { AdSystem } from './spend.ts';

/**
 * What an ad's link has to carry for its visits to join its spend: `GET /v1/sites/{site}/tracking-templates`. The ad
 * system's own ids are put in by the ad system, so a renamed campaign stays the same one.
 */

export const AD_SYSTEM_TITLES: Record<AdSystem, string> = {
  google: 'Google Ads',
  yandex: 'Яндекс Директ',
  meta: 'Meta Ads',
  microsoft: 'Microsoft Advertising',
  tiktok: 'TikTok Ads',
  linkedin: 'LinkedIn Ads',
  x: 'X Ads',
  vk: 'VK Реклама',
  reddit: 'Reddit Ads',
  pinterest: 'Pinterest Ads',
  snap: 'Snapchat Ads',
  quora: 'Quora Ads',
};

type Parameter = readonly [name: string, value: string];

export interface Template {
  system: AdSystem;
  parameters: readonly Parameter[];
  /** What the ad system puts the ids in for. */
  macros: { campaign: string; ad: string };
  /** Where in the ad system's interface they go: into a field of its own, or at the end of each ad's link. */
  goesInto: 'field' | 'link';
  where: Sentences;
  /** What to mind. */
  note?: Sentences;
}

const parametersOf = (
  source: string,
  { campaign, ad }: Template['macros'],
  ...more: Parameter[]
): readonly Parameter[] => [
  ['utm_source', source],
  ['utm_medium', 'cpc'],
  ['utm_campaign', campaign],
  ['utm_content', ad],
  ...more,
];

const GOOGLE = { campaign: '{campaignid}', ad: '{creative}' };
const YANDEX = { campaign: '{campaign_id}', ad: '{ad_id}' };
const META = { campaign: '{{campaign.id}}', ad: '{{ad.id}}' };
const MICROSOFT = { campaign: '{CampaignId}', ad: '{AdId}' };
const TIKTOK = { campaign: '__CAMPAIGN_ID__', ad: '__CID__' };
const LINKEDIN = { campaign: '{{CAMPAIGN_ID}}', ad: '{{CREATIVE_ID}}' };
const VK = { campaign: '{{ad_plan_id}}', ad: '{{banner_id}}' };
const PINTEREST = { campaign: '{campaignid}', ad: '{adid}' };

/** Systems whose macros give ids of digits, as their exports do. */
export const TEMPLATES: readonly Template[] = [
  {
    system: 'google',
    parameters: parametersOf('google', GOOGLE, ['utm_term', '{keyword}']),
    macros: GOOGLE,
    goesInto: 'field',
    where: {
      uk: 'Google Ads: Адміністратор → Налаштування облікового запису → Відстеження → «Суфікс кінцевої URL-адреси» — один раз для всього облікового запису. Автоматичне тегування (gclid) залиште ввімкненим.',
      ru: 'Google Ads: Администратор → Настройки аккаунта → Отслеживание → «Суффикс конечного URL» — один раз для всего аккаунта. Автоматическую пометку тегами (gclid) оставьте включённой.',
      en: 'Google Ads: Admin → Account settings → Tracking → “Final URL suffix”, once for the whole account. Leave auto-tagging (gclid) on.',
    },
    note: {
      uk: 'Суфікс на рівні кампанії, групи чи оголошення має перевагу над суфіксом облікового запису. У Performance Max немає ідентифікатора оголошення: такі візити поєднуються з витратами за кампанією.',
      ru: 'Суффикс на уровне кампании, группы или объявления важнее суффикса аккаунта. В Performance Max нет идентификатора объявления: такие визиты соединяются с расходами по кампании.',
      en: 'A suffix set for a campaign, ad group or ad overrides the account’s. Performance Max knows no ad id: its visits join by the campaign.',
    },
  },
  {
    system: 'yandex',
    parameters: parametersOf('yandex', YANDEX, ['utm_term', '{keyword}']),
    macros: YANDEX,
    goesInto: 'field',
    where: {
      uk: 'Яндекс Директ: налаштування кампанії → «Параметры URL».',
      ru: 'Яндекс Директ: настройки кампании → «Параметры URL».',
      en: 'Yandex Direct: the campaign’s settings → “URL parameters”.',
    },
    note: {
      uk: 'Параметри групи й оголошення мають перевагу над параметрами кампанії, а всі разом — над тим, що стоїть у самому посиланні. Після зміни оголошення знову проходять модерацію.',
      ru: 'Параметры группы и объявления важнее параметров кампании, а все вместе — того, что стоит в самой ссылке. После изменения объявления снова проходят модерацию.',
      en: 'Parameters of a group or an ad override the campaign’s, and all of them what stands in the link itself. Ads are moderated anew after the change.',
    },
  },
  {
    system: 'meta',
    parameters: parametersOf('facebook', META),
    macros: META,
    goesInto: 'field',
    where: {
      uk: 'Meta Ads Manager: оголошення → «Відстеження» → «Параметри URL».',
      ru: 'Meta Ads Manager: объявление → «Отслеживание» → «Параметры URL».',
      en: 'Meta Ads Manager: the ad → “Tracking” → “URL parameters”.',
    },
    note: {
      uk: 'Без цих параметрів платний візит не відрізнити від звичайного: fbclid Meta додає до всіх посилань.',
      ru: 'Без этих параметров платный визит не отличить от обычного: fbclid Meta добавляет ко всем ссылкам.',
      en: 'Without them a paid visit looks like any other: Meta puts fbclid on every link.',
    },
  },
  {
    system: 'microsoft',
    parameters: parametersOf('bing', MICROSOFT, ['utm_term', '{keyword}']),
    macros: MICROSOFT,
    goesInto: 'field',
    where: {
      uk: 'Microsoft Advertising: налаштування рівня облікового запису (Account level options) → «Final URL suffix».',
      ru: 'Microsoft Advertising: настройки уровня аккаунта (Account level options) → «Final URL suffix».',
      en: 'Microsoft Advertising: account level options → “Final URL suffix”.',
    },
  },
  {
    system: 'tiktok',
    parameters: parametersOf('tiktok', TIKTOK),
    macros: TIKTOK,
    goesInto: 'link',
    where: {
      uk: 'TikTok Ads Manager: оголошення → «URL», у кінці адреси.',
      ru: 'TikTok Ads Manager: объявление → «URL», в конце адреса.',
      en: 'TikTok Ads Manager: the ad → “URL”, at the end of the address.',
    },
    note: {
      uk: 'З обох боків макросу по два підкреслення; з одним TikTok його не підставить. Після зміни оголошення знову перевіряють.',
      ru: 'С обеих сторон макроса по два подчёркивания; с одним TikTok его не подставит. После изменения объявление снова проверяют.',
      en: 'Two underscores on either side of a macro; with one TikTok does not fill it in. The ad is reviewed anew after the change.',
    },
  },
  {
    system: 'linkedin',
    parameters: parametersOf('linkedin', LINKEDIN),
    macros: LINKEDIN,
    goesInto: 'field',
    where: {
      uk: 'LinkedIn Campaign Manager: кампанія → параметри відстеження URL (dynamic UTM).',
      ru: 'LinkedIn Campaign Manager: кампания → параметры отслеживания URL (dynamic UTM).',
      en: 'LinkedIn Campaign Manager: the campaign → its URL tracking parameters (dynamic UTM).',
    },
    note: {
      uk: 'Приберіть ті самі параметри з посилань оголошень: інакше вони стоятимуть в адресі двічі.',
      ru: 'Уберите те же параметры из ссылок объявлений: иначе они будут стоять в адресе дважды.',
      en: 'Take the same parameters out of the ads’ links: else they stand in the address twice.',
    },
  },
  {
    system: 'vk',
    parameters: parametersOf('vk', VK),
    macros: VK,
    goesInto: 'field',
    where: {
      uk: 'VK Реклама: «Группы объявлений» → «Параметры URL» → «Добавлять UTM-метки вручную».',
      ru: 'VK Реклама: «Группы объявлений» → «Параметры URL» → «Добавлять UTM-метки вручную».',
      en: 'VK Ads: “Ad groups” → “URL parameters” → add UTM tags manually.',
    },
    note: {
      uk: 'Автоматичні мітки VK кладуть в utm_campaign ідентифікатор групи ({{campaign_id}}), а не кампанії.',
      ru: 'Автоматические метки VK кладут в utm_campaign идентификатор группы ({{campaign_id}}), а не кампании.',
      en: 'VK’s automatic tags put the ad group’s id ({{campaign_id}}) into utm_campaign, not the campaign’s.',
    },
  },
  {
    system: 'pinterest',
    parameters: parametersOf('pinterest', PINTEREST),
    macros: PINTEREST,
    goesInto: 'link',
    where: {
      uk: 'Pinterest Ads Manager: оголошення → цільова адреса (destination URL), у кінці.',
      ru: 'Pinterest Ads Manager: объявление → целевой адрес (destination URL), в конце.',
      en: 'Pinterest Ads Manager: the ad → destination URL, at its end.',
    },
  },
];

export const TEMPLATE_SYSTEMS = TEMPLATES.map(({ system }) => system);

/** As they are pasted. Macros stand as they are: percent-encoded, no ad system knows them. */
export const written = (parameters: readonly Parameter[]): string =>
  parameters.map(([name, value]) => `${name}=${value}`).join('&');

const nameOf = (pair: string): string => {
  const name = (pair.split('=')[0] ?? '').replaceAll('+', ' ');
  try {
    return decodeURIComponent(name).trim().toLowerCase();
  } catch {
    return name.trim().toLowerCase();
  }
};

/**
 * An address with these parameters: those it has of the same names give way, all else stays letter for letter, and so does
 * the fragment.
 *
 * @returns `replaced` names the parameters that gave way
 */
export const withParameters = (
  url: string,
  parameters: readonly Parameter[],
): { address: string; replaced: string[] } => {
  const [, page = '', query = '', fragment = ''] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(url) ?? [];
  const ours = new Set(parameters.map(([name]) => name));
  const theirs = query.split('&').filter(Boolean);
  const kept = theirs.filter((pair) => !ours.has(nameOf(pair)));
  const replaced = [...new Set(theirs.map(nameOf).filter((name) => ours.has(name)))];
  return { address: `${page}?${[...kept, written(parameters)].join('&')}${fragment}`, replaced };
};

export const TemplatesQuery = v.object({
  /** All of them if left out. */
  system: v.optional(v.picklist(TEMPLATE_SYSTEMS)),
  /** The page an ad leads to; answered with the parameters in it. */
  url: v.optional(
    v.pipe(v.string(), v.maxLength(MAX_URL), v.url(), v.regex(/^https?:\/\//i, 'must begin with http:// or https://')),
  ),
});
export type TemplatesQuery = v.InferOutput<typeof TemplatesQuery>;

export interface TrackingTemplate extends Pick<Template, 'goesInto' | 'where' | 'note'> {
  system: AdSystem;
  title: string;
  /** To be pasted: `utm_source=google&…`, without a question mark. */
  parameters: string;
  macros: Template['macros'];
  /** How this site's reports will name such visits. */
  resolved: { source: string; medium: string; channel: string };
  /** The asked address with the parameters. */
  address?: string;
  /** Parameters of the asked address that gave way to the template's. */
  replaced?: string[];
}

export interface TemplatesAnswer {
  templates: TrackingTemplate[];
  /** The asked address is of none of the site's hosts: the script does not report from there. */
  foreignHost?: true;
}
