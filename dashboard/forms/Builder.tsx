import { useState } from 'preact/hooks';
import type { FormSettings } from '../../shared/forms.ts';
import type { SpokenWords } from '../../shared/preview.ts';
import { Segmented } from '../parts/Segmented.tsx';
import { useReading } from '../reading.ts';
import { GeneralPart } from './GeneralPart.tsx';
import { JsonPart } from './JsonPart.tsx';
import { LanguageChoice } from './LanguageChoice.tsx';
import { LookPart } from './LookPart.tsx';
import { Preview } from './Preview.tsx';
import { problemsOf } from './problems.ts';
import { QuestionsPart } from './QuestionsPart.tsx';
import { RemoveForm } from './RemoveForm.tsx';
import { SaveBar } from './SaveBar.tsx';
import { ShowingPart } from './ShowingPart.tsx';
import { SpeechPart } from './SpeechPart.tsx';
import type { DraftState } from './useDraft.ts';
import { useWords } from './useWords.ts';
import { VariantsPart } from './VariantsPart.tsx';

interface Props {
  state: DraftState & { draft: FormSettings };
  /** It was never saved. */
  isNew: boolean;
  canEdit: boolean;
}

/** What each part of the builder is given. */
export interface PartProps {
  draft: FormSettings;
  onChange: (draft: FormSettings) => void;
  /** Tag of the language whose texts are edited, and which the preview speaks. */
  tag: string;
  /** What the form says by itself; {} until the preview has told. */
  spoken: Readonly<Record<string, string>>;
}

/** A form's settings on one side, the form itself on the other: it follows every letter. */
export const Builder = ({ state, isNew, canEdit }: Props) => {
  const words = useWords();
  const { language } = useReading();
  const { draft } = state;
  const [tag, setTag] = useState<string>(language);
  const [spoken, setSpoken] = useState<SpokenWords | null>(null);
  const [page, setPage] = useState(0);
  const [variant, setVariant] = useState('');
  /** On a narrow screen one of the two stands there. */
  const [side, setSide] = useState<'edit' | 'show'>('edit');
  const problems = problemsOf(draft);
  const arm = draft.variants?.some(({ id }) => id === variant) ? variant : '';

  const part: PartProps = {
    draft,
    onChange: state.set,
    tag,
    spoken: (spoken as Record<string, Record<string, string>> | null)?.[tag] ?? spoken?.en ?? {},
  };
  return (
    <div class={`builder ${side}`}>
      <div class="builder-bar">
        <LanguageChoice draft={draft} tag={tag} onChange={setTag} />
        <div class="builder-side">
          <Segmented
            label={words.show}
            value={side}
            options={[
              { value: 'edit', text: words.edit },
              { value: 'show', text: words.preview },
            ]}
            onChange={setSide}
          />
        </div>
      </div>
      <div class="builder-settings">
        {!canEdit && <p class="quiet">{words.readOnly}</p>}
        <fieldset class="builder-parts" disabled={!canEdit}>
          <legend class="unseen">{words.edit}</legend>
          <GeneralPart {...part} />
          <SpeechPart {...part} />
          <QuestionsPart {...part} onPage={setPage} />
          <LookPart {...part} />
          <ShowingPart {...part} />
          <VariantsPart {...part} variant={arm} onVariant={setVariant} />
          <JsonPart {...part} />
          {!isNew && <RemoveForm id={draft.id} state={state} />}
        </fieldset>
      </div>
      <Preview
        draft={draft}
        isWhole={problems.length === 0}
        tag={tag}
        page={page}
        variant={arm}
        onVariant={setVariant}
        onSpoken={setSpoken}
      />
      {canEdit && <SaveBar state={state} problems={problems} isNew={isNew} />}
    </div>
  );
};
