import { useEffect, useState } from 'preact/hooks';
import type { FormSettings } from '../../shared/forms.ts';
import { fill } from '../words/fill.ts';
import type { PartProps } from './Builder.tsx';
import { Part } from './Part.tsx';
import { TextField } from './TextField.tsx';
import { useWords } from './useWords.ts';

const written = (draft: FormSettings): string => JSON.stringify(draft, null, 2);

/** What was typed as a form; its id is not to be changed, for its figures hang on it. */
const read = (text: string, id: string): FormSettings | string => {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return '{ … }';
    // What it lacks or has too much of is told with all other problems.
    return { ...value, id } as FormSettings;
  } catch (error) {
    return (error as SyntaxError).message;
  }
};

/** The way out for what the builder has no control for. */
export const JsonPart = ({ draft, onChange }: PartProps) => {
  const words = useWords();
  const now = written(draft);
  const [text, setText] = useState(now);
  const [problem, setProblem] = useState('');
  const [typing, setTyping] = useState(false);

  // The other controls change it too; while it is typed here it stands as it is typed.
  useEffect(() => {
    if (typing) return;
    setText(now);
    setProblem('');
  }, [now, typing]);

  const type = (typed: string): void => {
    setText(typed);
    const form = read(typed, draft.id);
    setProblem(typeof form === 'string' ? fill(words.jsonWrong, { detail: form }) : '');
    if (typeof form !== 'string') onChange(form);
  };
  return (
    <Part title={words.json} help={words.jsonHelp} folded>
      <div onFocusIn={() => setTyping(true)} onFocusOut={() => setTyping(problem !== '')}>
        <TextField label={words.jsonLabel} lines={14} code value={text} problem={problem} onChange={type} />
      </div>
    </Part>
  );
};
