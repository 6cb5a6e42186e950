import type { Failure } from '../api.ts';

/** What the server says is wrong, in its own words: they name the field or the row. */
export const failureText = ({ errors, detail, kind }: Failure): string =>
  errors?.map((error) => `${error.field}: ${error.detail}`).join('; ') || detail || kind;
