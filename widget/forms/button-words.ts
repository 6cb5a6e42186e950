import type { Language } from '../../shared/settings.ts';

/** What the button says before the forms and their words are loaded. Overridable like all words of a form. */
export const BUTTON_WORDS: Record<Language, { button: string; offline: string }> = {
  uk: { button: 'Замовити дзвінок', offline: 'Немає зв’язку' },
  ru: { button: 'Заказать звонок', offline: 'Нет связи' },
  en: { button: 'Request a call', offline: 'No connection' },
};
