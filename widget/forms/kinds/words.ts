import type { Language } from '../../../shared/forms.ts';

/** Words of the site's own fields; each kind that has more keeps them beside itself. All can be given other words. */
export const OWN_WORDS = {
  uk: {
    optional: '(необов’язково)',
    choose: 'Оберіть…',
    fieldMissing: 'Заповніть це поле',
    choiceMissing: 'Оберіть варіант',
  },
  ru: {
    optional: '(необязательно)',
    choose: 'Выберите…',
    fieldMissing: 'Заполните это поле',
    choiceMissing: 'Выберите вариант',
  },
  en: {
    optional: '(optional)',
    choose: 'Choose…',
    fieldMissing: 'Fill in this field',
    choiceMissing: 'Choose one',
  },
} satisfies Record<Language, object>;

/** In English where the language is none of ours. */
export const wordsFor = <Words>(table: Record<Language, Words>, tag: string): Words =>
  (table as Record<string, Words | undefined>)[tag] ?? table.en;
