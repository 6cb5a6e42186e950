import type { Language } from '../shared/settings.ts';
import { LANGUAGES } from './words/words.ts';

const KEY = 'whichhalf.language';

const languageOf = (tag: string | null): Language | undefined => {
  const [base] = (tag ?? '').toLowerCase().split('-');
  return LANGUAGES.find((language) => language === base);
};

/** The one the reader chose here, else the first of the browser's that there is. */
export const firstLanguage = (kept: string | null, preferred: readonly string[]): Language =>
  languageOf(kept) ?? preferred.map(languageOf).find(Boolean) ?? 'en';

/** Storage can be refused by the browser's settings: the choice then lasts as long as the page. */
export const keptLanguage = (): string | null => {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
};

export const keepLanguage = (language: Language): void => {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // As above.
  }
};
