import { useState } from 'preact/hooks';
import type { FormSettings } from '../../shared/forms.ts';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { toast } from '../toasts.ts';
import { fill } from '../words/fill.ts';
import type { Problem } from './problems.ts';
import { titleOf } from './titleOf.ts';
import { type DraftState, keepDraft } from './useDraft.ts';
import { usePlaceForm } from './usePlaceForm.ts';
import { type FormsWords, useWords } from './useWords.ts';

interface Props {
  state: DraftState & { draft: FormSettings };
  problems: readonly Problem[];
  isNew: boolean;
}

const problemText = (problem: Problem, words: FormsWords): string => {
  const template = words.problems[problem.kind];
  if (problem.kind === 'other') return fill(template, { field: problem.field, detail: problem.detail });
  return 'index' in problem
    ? fill(template, { where: fill(words.where[problem.list], { n: String(problem.index + 1) }) })
    : template;
};

/** Whether all is saved, and what keeps it from being; always in sight. */
export const SaveBar = ({ state, problems, isNew }: Props) => {
  const words = useWords();
  const { language } = useReading();
  const { site, go, place } = useSite();
  const put = usePlaceForm();
  const [saving, setSaving] = useState(false);
  const { draft, isChanged } = state;
  const form = titleOf(draft.id, draft, language).title;

  // Buttons that may not be pressed keep the focus: a disabled one would drop it.
  const canSave = isChanged && !saving && problems.length === 0;
  const save = async (): Promise<void> => {
    if (!canSave) return;
    setSaving(true);
    const before = await put({ id: draft.id, form: draft });
    setSaving(false);
    if (!before) return;
    toast({ text: fill(words.saved, { form }), undo: () => void put(before) });
  };
  const discard = (): void => {
    if (!isChanged || saving) return;
    const was = draft;
    state.drop();
    if (isNew) go({ query: '' });
    toast({
      text: words.discarded,
      undo: () => {
        keepDraft(site, was);
        go({ rest: was.id, query: place.query });
      },
    });
  };

  return (
    <div class="save-bar">
      <div class="save-told" aria-live="polite">
        {isChanged && problems.length > 0 ? (
          <>
            <p class="wrong">{words.problemsTitle}</p>
            <ul class="wrong">
              {problems.slice(0, 4).map((problem) => (
                <li key={JSON.stringify(problem)}>{problemText(problem, words)}</li>
              ))}
            </ul>
          </>
        ) : (
          <p class={isChanged ? 'attention' : 'quiet'}>{isChanged ? words.unsaved : words.allSaved}</p>
        )}
      </div>
      <div class="forms-actions">
        <button type="button" class="button" aria-disabled={!isChanged || saving} onClick={discard}>
          {words.discard}
        </button>
        <button type="button" class="button primary" aria-disabled={!canSave} onClick={() => void save()}>
          {saving ? words.saving : words.save}
        </button>
      </div>
    </div>
  );
};
