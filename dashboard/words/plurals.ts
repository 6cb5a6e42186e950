import type { Language } from '../../shared/settings.ts';

/** Things that are counted, by the plural forms of each language (CLDR): one, few, many; English has one and other. */
export type Countable = 'leads' | 'visits' | 'ads' | 'calls' | 'rows';

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

const FORMS: Record<Language, Record<Countable, Forms>> = {
  uk: {
    leads: { one: 'заявка', few: 'заявки', many: 'заявок', other: 'заявки' },
    visits: { one: 'візит', few: 'візити', many: 'візитів', other: 'візиту' },
    ads: { one: 'оголошення', few: 'оголошення', many: 'оголошень', other: 'оголошення' },
    calls: { one: 'дзвінок', few: 'дзвінки', many: 'дзвінків', other: 'дзвінка' },
    rows: { one: 'рядок', few: 'рядки', many: 'рядків', other: 'рядка' },
  },
  ru: {
    leads: { one: 'заявка', few: 'заявки', many: 'заявок', other: 'заявки' },
    visits: { one: 'визит', few: 'визита', many: 'визитов', other: 'визита' },
    ads: { one: 'объявление', few: 'объявления', many: 'объявлений', other: 'объявления' },
    calls: { one: 'звонок', few: 'звонка', many: 'звонков', other: 'звонка' },
    rows: { one: 'строка', few: 'строки', many: 'строк', other: 'строки' },
  },
  en: {
    leads: { one: 'lead', other: 'leads' },
    visits: { one: 'visit', other: 'visits' },
    ads: { one: 'ad', other: 'ads' },
    calls: { one: 'call', other: 'calls' },
    rows: { one: 'row', other: 'rows' },
  },
};

const rules = new Map<Language, Intl.PluralRules>();

export const pluralOf = (language: Language, thing: Countable, count: number): string => {
  const rule = rules.get(language) ?? new Intl.PluralRules(language);
  rules.set(language, rule);
  const forms = FORMS[language][thing];
  return forms[rule.select(count)] ?? forms.other;
};
