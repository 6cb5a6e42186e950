import type { StandardSchemaV1 } from '@standard-schema/spec';
import { problem } from '../problem.ts';

/** The validators' hook: what does not fit its schema is a 422 that names the field or parameter. */
export const refuse = (
  result: { success: true } | { success: false; error: readonly StandardSchemaV1.Issue[] },
): Response | undefined => {
  if (result.success) return undefined;
  const errors = result.error.map((issue) => ({
    field: (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
    detail: issue.message,
  }));
  return problem('invalid', { errors });
};
