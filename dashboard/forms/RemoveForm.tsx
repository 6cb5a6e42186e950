import { useState } from 'preact/hooks';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { toast } from '../toasts.ts';
import { fill } from '../words/fill.ts';
import { titleOf } from './titleOf.ts';
import { toContent } from './toContent.ts';
import type { DraftState } from './useDraft.ts';
import { usePlaceForm } from './usePlaceForm.ts';
import { useWords } from './useWords.ts';

/** Takes a form off the site; its figures stay, and so does the way back. */
export const RemoveForm = ({ id, state }: { id: string; state: DraftState }) => {
  const words = useWords();
  const { language } = useReading();
  const { go } = useSite();
  const put = usePlaceForm();
  const [busy, setBusy] = useState(false);
  const remove = async (): Promise<void> => {
    setBusy(true);
    const before = await put({ id, form: null });
    setBusy(false);
    if (!before) return;
    state.drop();
    go({ query: '' });
    toContent();
    const form = titleOf(id, state.draft, language).title;
    toast({ text: fill(words.removed, { form }), undo: () => void put(before) });
  };
  return (
    <div>
      <button type="button" class="button" disabled={busy} onClick={() => void remove()}>
        {words.remove}
      </button>
    </div>
  );
};
