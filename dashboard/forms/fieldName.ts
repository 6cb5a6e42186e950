import type { FormSettings } from '../../shared/forms.ts';
import { labelIn, type Question } from './draft.ts';
import type { FormsWords } from './useWords.ts';

/** A field as people know it: by its own label, else by what it always is; the page's own forms name theirs themselves. */
export const fieldName = (
  field: string,
  { settings, words, language }: { settings: FormSettings | undefined; words: FormsWords; language: string },
): string => {
  const own: Question[] = [
    ...(settings && 'steps' in settings ? settings.steps : []),
    ...(settings && 'fields' in settings ? (settings.fields ?? []) : []),
  ];
  const question = own.find(({ name }) => name === field);
  return (
    (question && labelIn(question.label, language)) ||
    (words.fieldNames as Record<string, string | undefined>)[field] ||
    field
  );
};
