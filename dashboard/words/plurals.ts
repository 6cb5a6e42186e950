import type { Language } from '../../shared/settings.ts';

/** Things that are counted, by the plural forms of each language (CLDR): one, few, many; English has one and other. */
export type Countable = 'leads' | 'visits' | 'ads' | 'rows';

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

const FORMS: Record<Language, Record<Countable, Forms>> = {
  uk: {
    leads: { one: 'заявка', few: 'заявки', many: 'заявок', other: 'заявки' },
    visits: { one: 'візит', few: 'візити', many: 'візитів', other: 'візиту' },
    ads: { one: 'оголошення', few: 'оголошення', many: 'оголошень', other: 'оголошення' },
    rows: { one: 'рядок', few: 'рядки', many: 'рядків', other: 'рядка' },
  },
  ru: {
    leads: { one: 'заявка', few: 'заявки', many: 'заявок', other: 'заявки' },
    visits: { one: 'визит', few: 'визита', many: 'визитов', other: 'визита' },
    ads: { one: 'объявление', few: 'объявления', many: 'объявлений', other: 'объявления' },
    rows: { one: 'строка', few: 'строки', many: 'строк', other: 'строки' },
  },
  en: {
    leads: { one: 'lead', other: 'leads' },
    visits: { one: 'visit', other: 'visits' },
    ads: { one: 'ad', other: 'ads' },
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
