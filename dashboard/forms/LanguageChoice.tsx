import type { FormSettings } from '../../shared/forms.ts';
import { Select } from '../parts/Select.tsx';
import { useReading } from '../reading.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '../words/words.ts';
import { useWords } from './useWords.ts';

interface Props {
  draft: FormSettings;
  tag: string;
  onChange: (tag: string) => void;
}

/** Languages that forms are likely to be given words in besides ours. */
const MORE = ['pl', 'de', 'cs', 'sk', 'ro', 'hu', 'bg', 'es', 'fr', 'it', 'pt', 'lt', 'lv', 'et', 'tr', 'kk', 'ka'];

/** Which language's texts are edited: ours, those the form has words in, and others it may be given. */
export const LanguageChoice = ({ draft, tag, onChange }: Props) => {
  const words = useWords();
  const { language } = useReading();
  const names = new Intl.DisplayNames([language], { type: 'language' });
  const nameOf = (one: string): string =>
    (LANGUAGE_NAMES as Record<string, string>)[one] ?? `${names.of(one) ?? one} (${one})`;
  const tags = [...new Set([...LANGUAGES, ...Object.keys(draft.words ?? {}), ...MORE])];
  return (
    <Select
      label={words.language}
      value={tag}
      options={tags.map((value) => ({ value, text: nameOf(value) }))}
      onChange={onChange}
    />
  );
};
