import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { toast } from '../toasts.ts';
import { fill } from '../words/fill.ts';
import { type Change, changeSettings } from './api.ts';
import { failureText } from './failureText.ts';
import { useWords } from './useWords.ts';

/** Saves what is set for all forms; what is said offers to take it back. Tells whether it was taken. */
export const useSaveSettings = () => {
  const words = useWords();
  const { words: common } = useReading();
  const { client, site, reload } = useSite();
  const put = async (change: Change): Promise<boolean> => {
    const result = await changeSettings({ client, site }, change);
    if (!result.ok) {
      toast({ text: fill(words.notSaved, { detail: failureText(result.failure, common) }), failed: true });
      return false;
    }
    reload();
    return true;
  };
  return async (change: Change, before: Change, said: string): Promise<boolean> => {
    const saved = await put(change);
    if (saved) toast({ text: said, undo: () => void put(before) });
    return saved;
  };
};
