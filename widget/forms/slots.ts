import type { FormSettings, WidgetSettings } from '../../shared/settings.ts';
import type { Host } from '../core/host.ts';
import type { Shown } from './contract.ts';
import { languageOf } from './language.ts';
import { shadowBox } from './shadow.ts';

/** A form's own element in the page, and the form in it once it is asked for. */
export interface Slot {
  form: FormSettings;
  element: HTMLElement;
  load: () => Promise<Shown>;
  stop: () => void;
}

// One language a page: each is a chunk of its own, loaded beside the forms.
const WORDS = {
  uk: () => import('./words/uk.ts'),
  ru: () => import('./words/ru.ts'),
  en: () => import('./words/en.ts'),
};

/** The browser keeps what has been loaded, and tries again what could not be. */
export const loadForms = (settings: WidgetSettings) =>
  Promise.all([import('./forms.tsx'), WORDS[languageOf(settings)]()]);

/** Puts the form's element into `parent`; `css` begins within the rule for `:host`. */
export const addSlot = (host: Host, form: FormSettings, parent: Element, css: string): Slot => {
  const { settings } = host;
  const { element, box } = shadowBox(settings, css);
  const modal = parent === document.body;
  let shown: Shown | undefined;
  parent.append(element);
  return {
    form,
    element,
    async load() {
      const [{ mountForm }, { words }] = await loadForms(settings);
      shown ??= mountForm({ host, form, table: words, language: languageOf(settings), box, modal, now: Date.now });
      return shown;
    },
    stop() {
      shown?.stop();
      element.remove();
    },
  };
};
