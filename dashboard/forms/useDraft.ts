import { useEffect, useState } from 'preact/hooks';
import type { FormSettings } from '../../shared/forms.ts';

/**
 * Drafts that are not saved, as long as the tab lives: whoever looks at the report meanwhile, or loads the page again,
 * finds theirs. They hold settings alone, nobody's data.
 */
const KEY = 'whichhalf_form_drafts';

const stored = (): [string, FormSettings][] => {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? '[]') as [string, FormSettings][];
  } catch {
    // The browser keeps nothing for us.
    return [];
  }
};

const kept = new Map(stored());

const store = (): void => {
  try {
    sessionStorage.setItem(KEY, JSON.stringify([...kept]));
  } catch {
    // They live as long as the page does.
  }
};

const keep = (key: string, draft: FormSettings): void => {
  kept.set(key, draft);
  store();
};

const drop = (key: string): void => {
  kept.delete(key);
  store();
};

const keyOf = (site: string, form: string): string => `${site} ${form}`;
const text = (form: FormSettings | undefined): string => JSON.stringify(form ?? null);

export const keepDraft = (site: string, draft: FormSettings): void => keep(keyOf(site, draft.id), draft);
/** @param saved as the site has it; none of a new form */
export const hasDraft = (site: string, form: string, saved: FormSettings | undefined): boolean => {
  const draft = kept.get(keyOf(site, form));
  return !!draft && text(draft) !== text(saved);
};
/** Those of forms that were never saved. */
export const newDrafts = (site: string, saved: readonly FormSettings[]): FormSettings[] =>
  [...kept]
    .filter(([key, draft]) => key === keyOf(site, draft.id) && !saved.some(({ id }) => id === draft.id))
    .map(([, draft]) => draft);

export interface DraftState {
  draft: FormSettings | undefined;
  isChanged: boolean;
  set(draft: FormSettings): void;
  /** What was saved holds again. */
  drop(): void;
}

/** @param saved as the site has it; none of a new form */
export const useDraft = (site: string, id: string, saved: FormSettings | undefined): DraftState => {
  const [, drawAgain] = useState(0);
  const key = keyOf(site, id);
  const own = kept.get(key);
  const isChanged = !!own && text(own) !== text(saved);
  const again = (): void => drawAgain((count) => count + 1);
  useEffect(() => {
    if (own && !isChanged) drop(key);
  }, [own, isChanged, key]);
  return {
    draft: own ?? saved,
    isChanged,
    set(draft) {
      keep(key, draft);
      again();
    },
    drop() {
      drop(key);
      again();
    },
  };
};
