import { useEffect, useState } from 'preact/hooks';
import type { FormSettings } from '../../shared/forms.ts';

/**
 * Drafts that are not saved, as long as the window lives: whoever looks at the report meanwhile finds theirs again.
 */
const kept = new Map<string, FormSettings>();

const keyOf = (site: string, form: string): string => `${site} ${form}`;
const text = (form: FormSettings | undefined): string => JSON.stringify(form ?? null);

export const keepDraft = (site: string, draft: FormSettings): void => void kept.set(keyOf(site, draft.id), draft);
export const hasDraft = (site: string, form: string): boolean => kept.has(keyOf(site, form));
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
    if (own && !isChanged) kept.delete(key);
  }, [own, isChanged, key]);
  return {
    draft: own ?? saved,
    isChanged,
    set(draft) {
      kept.set(key, draft);
      again();
    },
    drop() {
      kept.delete(key);
      again();
    },
  };
};
