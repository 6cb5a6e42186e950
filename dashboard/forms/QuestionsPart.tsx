import type { OwnField, QuizStep } from '../../shared/forms.ts';
import type { PartProps } from './Builder.tsx';
import { Check } from './Check.tsx';
import { Part } from './Part.tsx';
import { QuestionList } from './QuestionList.tsx';
import { useWords } from './useWords.ts';

interface Props extends PartProps {
  /** Which page of a quiz is worked on: the preview turns to it. */
  onPage: (page: number) => void;
}

const FIELD_TYPES: readonly OwnField['type'][] = ['text', 'phone', 'email', 'long', 'choice'];
const STEP_TYPES: readonly QuizStep['type'][] = ['choice', 'several', 'text', 'long'];

/** What a lead form asks in place of name, phone and e-mail; of a quiz, its questions and the contact after them. */
export const QuestionsPart = ({ draft, onChange, tag, onPage }: Props) => {
  const words = useWords();
  if (draft.kind !== 'lead' && draft.kind !== 'quiz') return null;
  const { fields } = draft;
  return (
    <>
      {draft.kind === 'quiz' && (
        <Part title={words.steps} help={words.stepsHelp}>
          <QuestionList
            list="steps"
            questions={draft.steps}
            types={STEP_TYPES}
            tag={tag}
            onChange={(steps) => onChange({ ...draft, steps })}
            onWork={onPage}
          />
        </Part>
      )}
      <Part title={draft.kind === 'quiz' ? words.fieldsAfterSteps : words.fields}>
        <Check
          label={words.ownFields}
          checked={!!fields}
          onChange={(own) => onChange({ ...draft, fields: own ? beginning() : undefined })}
        />
        {fields && (
          <QuestionList
            list="fields"
            questions={fields}
            types={FIELD_TYPES}
            tag={tag}
            onChange={(next) => onChange({ ...draft, fields: next })}
            onWork={() => draft.kind === 'quiz' && onPage(draft.steps.length)}
          />
        )}
      </Part>
    </>
  );
};

/** To begin with: without a telephone or an e-mail a contact reaches nobody. */
const beginning = (): OwnField[] => [
  { type: 'text', name: 'name', label: { uk: 'Ім’я', ru: 'Имя', en: 'Name' } },
  { type: 'phone', name: 'phone', label: { uk: 'Телефон', ru: 'Телефон', en: 'Phone' }, required: true },
];
