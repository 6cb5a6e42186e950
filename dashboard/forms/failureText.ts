import type { Failure } from '../api.ts';
import type { Words } from '../words/words.ts';

/** In one line: which field the server does not take and why, else what went wrong in general. */
export const failureText = ({ kind, errors, detail }: Failure, words: Words): string => {
  if (kind !== 'invalid') return words.failed[kind];
  const told = errors?.map((error) => `${error.field}: ${error.detail}`).join('; ');
  return told || detail || words.failed.invalid;
};
