import { useEffect, useState } from 'preact/hooks';
import type { SiteSettings } from '../../shared/settings.ts';
import type { Failure } from '../api.ts';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { toast } from '../toasts.ts';
import { fill } from '../words/fill.ts';
import { api, type Change } from './api.ts';
import { changeOf, type Errors, problemOf } from './change.ts';
import { useWords } from './useWords.ts';

/** In one line, for a toast. */
export const useFailureText = (): ((failure: Failure) => string) => {
  const { words } = useReading();
  return ({ kind, errors, detail }) =>
    kind === 'invalid'
      ? (errors?.map((error) => `${error.field}: ${error.detail}`).join('; ') ?? detail ?? words.failed.invalid)
      : words.failed[kind];
};

interface Options<Draft> {
  /** Its name, as it is said once it is saved. */
  title: string;
  /** What stands, as it is edited. */
  stored: Draft;
  /** The draft as settings, by their names; what is no number stays a text, for the server to refuse at its field. */
  read: (draft: Draft) => Partial<Record<keyof SiteSettings, unknown>>;
  /** Whether what is saved can be taken back by stating what stood there before. */
  canUndo?: (draft: Draft) => boolean;
}

export interface Section<Draft> {
  draft: Draft;
  set: (part: Partial<Draft>) => void;
  reset: () => void;
  changed: boolean;
  busy: boolean;
  /** What is wrong with a setting; '' where nothing is. */
  problem: (field: string) => string;
  save: () => Promise<boolean>;
}

/** One section's draft: saved as a whole, told wrong at its fields, taken back by a toast. */
export const useSection = <Draft extends object>({
  title,
  stored,
  read,
  canUndo = () => true,
}: Options<Draft>): Section<Draft> => {
  const words = useWords();
  const failureText = useFailureText();
  const { site, details, reload } = useSite();
  const [draft, setDraft] = useState(stored);
  const [errors, setErrors] = useState<Errors>([]);
  const [busy, setBusy] = useState(false);
  const standing = JSON.stringify(stored);

  // What was saved, or taken back, is what stands now.
  useEffect(() => {
    setDraft(stored);
    setErrors([]);
  }, [standing]);

  const fail = (failure: Failure): void => {
    setErrors(failure.errors ?? []);
    // Of a whole list that is refused there may be no field to tell it at.
    if (!failure.errors) toast({ text: fill(words.notSaved, { detail: failureText(failure) }), failed: true });
  };
  const takeBack = async (before: Change): Promise<void> => {
    const result = await api.change(site, before);
    if (!result.ok) return toast({ text: fill(words.notSaved, { detail: failureText(result.failure) }), failed: true });
    reload();
  };

  return {
    draft,
    set: (part) => setDraft((now) => ({ ...now, ...part })),
    reset() {
      setDraft(stored);
      setErrors([]);
    },
    changed: JSON.stringify(draft) !== standing,
    busy,
    problem: (field) => problemOf(errors, field, words.wrong),
    async save() {
      const found = changeOf(details.settings, read(draft));
      setErrors([]);
      if (!found) {
        setDraft(stored);
        return true;
      }
      setBusy(true);
      const result = await api.change(site, found.change);
      setBusy(false);
      if (!result.ok) {
        fail(result.failure);
        return false;
      }
      const undo = canUndo(draft) ? { undo: () => void takeBack(found.before) } : {};
      toast({ text: fill(words.saved, { section: title }), ...undo });
      reload();
      return true;
    },
  };
};
