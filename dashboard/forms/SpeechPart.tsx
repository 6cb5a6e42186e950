import type { PartProps } from './Builder.tsx';
import { withWord } from './draft.ts';
import { Part } from './Part.tsx';
import { TextField } from './TextField.tsx';
import { useWords } from './useWords.ts';

/** What most owners want to say in their own words, in the order of the form. */
const FIRST = ['title', 'text', 'question', 'submit', 'button', 'sent', 'sentText', 'consent'] as const;
const LONG = new Set<string>(['text', 'sentText', 'consent']);

/** The form's words in one language; what is left empty stays as it comes. */
export const SpeechPart = ({ draft, onChange, tag, spoken }: PartProps) => {
  const words = useWords();
  const own = draft.words?.[tag] ?? {};
  const first = FIRST.filter((key) => key !== 'question' || draft.kind === 'nps');
  const given = new Set<string>(first);
  // By what the form says now: no list of ours could keep up with its words.
  const others = [...new Set([...Object.keys(spoken), ...Object.keys(own)])].filter((key) => !given.has(key));
  const field = (key: string, label: string) => (
    <TextField
      key={key}
      label={label}
      value={own[key] ?? ''}
      placeholder={spoken[key] ?? ''}
      lang={tag}
      {...(LONG.has(key) && { lines: 2 })}
      onChange={(text) => onChange({ ...draft, words: withWord(draft.words, { tag, key, text }) })}
    />
  );
  return (
    <Part title={words.speech} help={words.speechHelp}>
      {first.map((key) => field(key, words.word[key]))}
      {others.length > 0 && (
        <details class="part-more">
          <summary>{words.otherWords}</summary>
          <div class="forms-stack">{others.map((key) => field(key, spoken[key] ?? key))}</div>
        </details>
      )}
    </Part>
  );
};
