import type { Language } from '../../shared/settings.ts';
import type { Words } from './uk.ts';

export type { Words } from './uk.ts';

/** A file each: a reader loads the words of one language. */
const LOADERS: Record<Language, () => Promise<Words>> = {
  uk: async () => (await import('./uk.ts')).uk,
  ru: async () => (await import('./ru.ts')).ru,
  en: async () => (await import('./en.ts')).en,
};

export const loadWords = (language: Language): Promise<Words> => LOADERS[language]();

export const LANGUAGE_NAMES: Record<Language, string> = { uk: 'Українська', ru: 'Русский', en: 'English' };
export const LANGUAGES = Object.keys(LANGUAGE_NAMES) as Language[];
