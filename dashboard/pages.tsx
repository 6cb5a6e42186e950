import type { ComponentType } from 'preact';
import { may, type Scope } from '../shared/people.ts';
import type { Language } from '../shared/settings.ts';
import type { PageName } from './place.ts';

/** The pages there are, each a chunk of its own with its words in a chunk a language: both are fetched at once. */

export interface LoadedPage {
  name: PageName;
  language: Language;
  /** The page with its words. */
  Page: ComponentType;
}

interface PageEntry {
  name: PageName;
  /** Any of these scopes will do. */
  needs: readonly Scope[];
  load: (language: Language) => Promise<LoadedPage>;
}

const page = <W,>(
  name: PageName,
  needs: readonly Scope[],
  load: () => Promise<{ Page: ComponentType<{ words: W }> }>,
  words: Record<Language, () => Promise<{ words: W }>>,
): PageEntry => ({
  name,
  needs,
  load: async (language) => {
    const [{ Page }, { words: own }] = await Promise.all([load(), words[language]()]);
    return { name, language, Page: () => <Page words={own} /> };
  },
});

/** In the order of the menu; the first one that a reader may see is theirs to begin with. */
export const ENTRIES: readonly PageEntry[] = [
  page('overview', ['report'], () => import('./overview/index.tsx'), {
    uk: () => import('./overview/words/uk.ts'),
    ru: () => import('./overview/words/ru.ts'),
    en: () => import('./overview/words/en.ts'),
  }),
  page('ads', ['report'], () => import('./ads/index.tsx'), {
    uk: () => import('./ads/words/uk.ts'),
    ru: () => import('./ads/words/ru.ts'),
    en: () => import('./ads/words/en.ts'),
  }),
  page('leads', ['leads'], () => import('./leads/index.tsx'), {
    uk: () => import('./leads/words/uk.ts'),
    ru: () => import('./leads/words/ru.ts'),
    en: () => import('./leads/words/en.ts'),
  }),
  page('calls', ['leads', 'report'], () => import('./calls/index.tsx'), {
    uk: () => import('./calls/words/uk.ts'),
    ru: () => import('./calls/words/ru.ts'),
    en: () => import('./calls/words/en.ts'),
  }),
  page('forms', ['report'], () => import('./forms/index.tsx'), {
    uk: () => import('./forms/words/uk.ts'),
    ru: () => import('./forms/words/ru.ts'),
    en: () => import('./forms/words/en.ts'),
  }),
  page('plan', ['report'], () => import('./plan/index.tsx'), {
    uk: () => import('./plan/words/uk.ts'),
    ru: () => import('./plan/words/ru.ts'),
    en: () => import('./plan/words/en.ts'),
  }),
  page('spend', ['spend'], () => import('./spend/index.tsx'), {
    uk: () => import('./spend/words/uk.ts'),
    ru: () => import('./spend/words/ru.ts'),
    en: () => import('./spend/words/en.ts'),
  }),
  page('install', ['report'], () => import('./install/index.tsx'), {
    uk: () => import('./install/words/uk.ts'),
    ru: () => import('./install/words/ru.ts'),
    en: () => import('./install/words/en.ts'),
  }),
  page('settings', ['settings'], () => import('./settings/index.tsx'), {
    uk: () => import('./settings/words/uk.ts'),
    ru: () => import('./settings/words/ru.ts'),
    en: () => import('./settings/words/en.ts'),
  }),
];

export const entriesFor = (scopes: readonly Scope[]): readonly PageEntry[] =>
  ENTRIES.filter(({ needs }) => needs.some((scope) => may(scopes, scope)));
