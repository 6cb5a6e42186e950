import * as v from 'valibot';
import { FormSettings } from '../../shared/forms.ts';
import type { Draft, Question } from './draft.ts';

/** What keeps a draft from being saved, for the words to say; the server judges again. */

export type Problem =
  | { kind: 'noLabel' | 'noName' | 'sameName' | 'noOptions' | 'emptyOption'; list: 'steps' | 'fields'; index: number }
  | { kind: 'noQuestions'; list: 'steps' | 'fields' }
  | { kind: 'sameVariant' | 'noVariantName' | 'noWeight' }
  /** In the schema's own words. */
  | { kind: 'other'; field: string; detail: string };

const ofQuestions = (questions: readonly Question[], list: 'steps' | 'fields'): Problem[] => {
  if (questions.length === 0) return [{ kind: 'noQuestions', list }];
  return questions.flatMap((question, index): Problem[] => {
    const at = { list, index };
    const found: Problem[] = [];
    if (!Object.values(question.label).some((text) => text.trim())) found.push({ kind: 'noLabel', ...at });
    if (!question.name.trim()) found.push({ kind: 'noName', ...at });
    else if (questions.findIndex(({ name }) => name === question.name) < index) found.push({ kind: 'sameName', ...at });
    if ('options' in question) {
      if (question.options.length === 0) found.push({ kind: 'noOptions', ...at });
      else if (question.options.some(({ value }) => !value.trim())) found.push({ kind: 'emptyOption', ...at });
    }
    return found;
  });
};

const ofVariants = ({ variants = [] }: Draft): Problem[] => {
  const found: Problem[] = [];
  if (variants.some(({ id }) => !id.trim())) found.push({ kind: 'noVariantName' });
  else if (new Set(variants.map(({ id }) => id)).size < variants.length) found.push({ kind: 'sameVariant' });
  if (variants.length > 0 && variants.every(({ weight }) => weight === 0)) found.push({ kind: 'noWeight' });
  return found;
};

export const problemsOf = (draft: Draft): Problem[] => {
  const found = [
    ...('steps' in draft ? ofQuestions(draft.steps, 'steps') : []),
    ...('fields' in draft && draft.fields ? ofQuestions(draft.fields, 'fields') : []),
    ...ofVariants(draft),
  ];
  if (found.length > 0) return found;
  const { issues = [] } = v.safeParse(FormSettings, draft);
  return issues.map((issue) => ({ kind: 'other', field: v.getDotPath(issue) ?? '', detail: issue.message }));
};
