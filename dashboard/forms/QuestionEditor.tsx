import { Select } from '../parts/Select.tsx';
import { Check } from './Check.tsx';
import { labelIn, type Question, retyped, withLabel } from './draft.ts';
import { OptionList } from './OptionList.tsx';
import { TextField } from './TextField.tsx';
import { useWords } from './useWords.ts';

interface Props<T extends Question> {
  question: T;
  types: readonly T['type'][];
  tag: string;
  onChange: (question: T) => void;
}

/** One question or field: what it says in one language, what the contact calls it, how it is answered. */
export const QuestionEditor = <T extends Question>({ question, types, tag, onChange }: Props<T>) => {
  const words = useWords();
  const { label, name, type, required } = question;
  return (
    <>
      <TextField
        label={words.questionText}
        value={label[tag] ?? ''}
        placeholder={labelIn(label, tag)}
        lang={tag}
        onChange={(text) => onChange({ ...question, label: withLabel(label, tag, text) })}
      />
      <div class="question-pair">
        <Select
          class="forms-select"
          label={words.type}
          value={type}
          options={types.map((value) => ({ value, text: words.types[value] }))}
          onChange={(chosen) => onChange(retyped(question, chosen))}
        />
        <TextField
          label={words.questionName}
          value={name}
          code
          onChange={(text) => onChange({ ...question, name: text })}
        />
      </div>
      {'options' in question && (
        <OptionList options={question.options} tag={tag} onChange={(options) => onChange({ ...question, options })} />
      )}
      <Check
        label={words.required}
        checked={required ?? false}
        onChange={(checked) => onChange({ ...question, required: checked || undefined })}
      />
    </>
  );
};
