import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { toast } from '../toasts.ts';
import { fill } from '../words/fill.ts';
import { type Placing, placeForm } from './api.ts';
import { failureText } from './failureText.ts';
import { keepDraft } from './useDraft.ts';
import { useWords } from './useWords.ts';

/** Saves a form among the site's, or takes it away; answers with what takes that back, null where it was not taken. */
export const usePlaceForm = (): ((placing: Placing) => Promise<Placing | null>) => {
  const words = useWords();
  const { words: common } = useReading();
  const { client, site, reload } = useSite();
  return async (placing) => {
    const result = await placeForm({ client, site }, placing);
    if (!result.ok) {
      toast({ text: fill(words.notSaved, { detail: failureText(result.failure, common) }), failed: true });
      return null;
    }
    // As the server has it, until the site's settings have come anew.
    if (result.value.form) keepDraft(site, result.value.form);
    reload();
    return result.value.before;
  };
};
