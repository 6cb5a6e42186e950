import type { SiteSettings } from '../../shared/settings.ts';
import type { Change } from './api.ts';

/** What differs from what stands, and what would bring it back. */

type Named = Partial<Record<keyof SiteSettings, unknown>>;

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Only what was really changed is sent: who may not change the rest is not refused for it, and what others set stands. */
export const changeOf = (settings: Named, draft: Named): { change: Change; before: Change } | null => {
  const names = (Object.keys(draft) as (keyof SiteSettings)[]).filter(
    (name) => !same(settings[name] ?? null, draft[name] ?? null),
  );
  if (names.length === 0) return null;
  const of = (from: Named): Change => Object.fromEntries(names.map((name) => [name, from[name] ?? null])) as Change;
  return { change: of(draft), before: of(settings) };
};

export type Errors = readonly { field: string; detail: string }[];

/** What is wrong with a field or with any part of it; its own words, or the server's where there are none. */
export const problemOf = (errors: Errors, field: string, words: Readonly<Record<string, string>>): string => {
  const error = errors.find((one) => one.field === field || one.field.startsWith(`${field}.`));
  return error ? (words[field] ?? error.detail) : '';
};
