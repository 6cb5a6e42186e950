import { type FormSettings, LANGUAGES } from '../../shared/forms.ts';
import type { SpokenWords } from '../../shared/preview.ts';
import { BUTTON_WORDS } from '../forms/button-words.ts';
import { CALL_AT_WORDS } from '../forms/kinds/callAtWords.ts';
import { NPS_WORDS } from '../forms/kinds/npsWords.ts';
import { QUIZ_WORDS } from '../forms/kinds/quizWords.ts';
import { OWN_WORDS } from '../forms/kinds/words.ts';
import { words as en } from '../forms/words/en.ts';
import { words as ru } from '../forms/words/ru.ts';
import { words as uk } from '../forms/words/uk.ts';
import { wordsOf } from '../forms/words.ts';

const TABLES = { uk, ru, en };

const ownOf = (form: FormSettings, language: keyof typeof TABLES): object => {
  switch (form.kind) {
    case 'callback':
      return form.slots ? CALL_AT_WORDS[language] : {};
    case 'lead':
      return form.fields ? OWN_WORDS[language] : {};
    case 'quiz':
      return { ...OWN_WORDS[language], ...QUIZ_WORDS[language] };
    case 'nps':
      return NPS_WORDS[language];
  }
};

/** What a form says by itself, for its owner to see what there is to say otherwise. */
export const speechOf = (form: FormSettings): SpokenWords =>
  Object.fromEntries(
    LANGUAGES.map((language) => {
      const { words: _, ...silent } = form;
      const words = wordsOf(TABLES[language], silent, language, ownOf(form, language));
      // The tables hold the words of other kinds as well.
      const said = Object.entries({ ...BUTTON_WORDS[language], ...words }).filter(
        ([, text]) => typeof text === 'string',
      );
      return [language, Object.fromEntries(said)];
    }),
  ) as SpokenWords;
