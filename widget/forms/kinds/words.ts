import type { Language } from '../../../shared/forms.ts';

/** Words of the site's own fields; each kind that has more keeps them beside itself. All can be given other words. */
export const OWN_WORDS = {
  uk: {
    text: 'Заповніть форму, і ми вам відповімо.',
    optional: '(необов’язково)',
    choose: 'Оберіть…',
    fieldMissing: 'Заповніть це поле',
    choiceMissing: 'Оберіть варіант',
  },
  ru: {
    text: 'Заполните форму, и мы вам ответим.',
    optional: '(необязательно)',
    choose: 'Выберите…',
    fieldMissing: 'Заполните это поле',
    choiceMissing: 'Выберите вариант',
  },
  en: {
    text: 'Fill in the form and we will get back to you.',
    optional: '(optional)',
    choose: 'Choose…',
    fieldMissing: 'Fill in this field',
    choiceMissing: 'Choose one',
  },
} satisfies Record<Language, object>;

/** In English where the language is none of ours. */
export const wordsFor = <Words>(table: Record<Language, Words>, tag: string): Words =>
  (table as Record<string, Words | undefined>)[tag] ?? table.en;
