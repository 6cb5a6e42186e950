import type { Language, WidgetSettings } from '../../shared/settings.ts';

/** The first of the BCP 47 tags that there are words for, else English. */
export const chooseLanguage = (tags: readonly string[]): Language => {
  for (const tag of tags) {
    const known = /^(uk|ru|en)\b/i.exec(tag);
    if (known) return known[0].toLowerCase() as Language;
  }
  return 'en';
};

/** What the owner set, else what the page says it is, else what the browser prefers. */
export const languageOf = ({ language }: WidgetSettings): Language =>
  chooseLanguage([language, document.documentElement.lang, ...navigator.languages]);
