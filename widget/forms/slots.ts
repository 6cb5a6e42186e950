import type { Placed, Shown } from './contract.ts';
import { languageOf } from './language.ts';
import { shadowBox } from './shadow.ts';
import type { Vouching } from './turnstile.ts';
import { wordsOf } from './words.ts';

/** An element of ours in the page: a form's, or the button of one. */
export interface Slot {
  placed: Placed;
  element: Element;
  /** Of a form: shows it once it is loaded. */
  load?: () => Promise<Shown>;
  stop: () => void;
}

// One language a page: each is a chunk of its own, loaded beside the forms.
const WORDS = {
  uk: () => import('./words/uk.ts'),
  ru: () => import('./words/ru.ts'),
  en: () => import('./words/en.ts'),
};

/** A form does without. */
const fieldReport = () => import('./fieldReport.ts').catch(() => undefined);
/** And without this. */
const turnstile = () => import('./turnstile.ts').catch(() => undefined);

/** The browser keeps what has been loaded, and tries again what could not be. */
export const loadForms = (placed: Placed) =>
  Promise.all([
    import('./forms.ts'),
    WORDS[languageOf(placed.host.settings)](),
    placed.kind?.(),
    fieldReport(),
    placed.host.settings.turnstile ? turnstile() : undefined,
  ]);

/** Puts the form's element into `parent`; `css` begins within the rule for `:host`. */
export const addSlot = (placed: Placed, parent: Element, css: string): Required<Slot> => {
  const { host, form } = placed;
  const { element, box } = shadowBox(host.settings, css);
  const modal = parent === document.body;
  let shown: Shown | undefined;
  let vouching: Vouching | undefined;
  parent.append(element);
  return {
    placed,
    element,
    async load() {
      const [{ mountForm }, { words: table }, kind, report, vouch] = await loadForms(placed);
      if (!shown) {
        const tag = placed.tag ?? languageOf(host.settings);
        const words = wordsOf(table, form, tag, kind?.wordsIn(tag, host.settings, Date.now()));
        vouching = vouch?.startTurnstile(element, host.settings.turnstile as string, tag);
        shown = mountForm({ host, form, tag, words, box, modal, now: Date.now, vouching }, kind, report?.watchFields);
      }
      return shown;
    },
    stop() {
      shown?.stop();
      vouching?.stop();
      element.remove();
    },
  };
};
