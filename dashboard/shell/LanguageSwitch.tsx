import type { Language } from '../../shared/settings.ts';
import { Select } from '../parts/Select.tsx';
import { useReading } from '../reading.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '../words/words.ts';

const OPTIONS = LANGUAGES.map((value) => ({ value, text: LANGUAGE_NAMES[value] }));

export const LanguageSwitch = ({ onChange }: { onChange: (language: Language) => void }) => {
  const { words, language } = useReading();
  return (
    <Select class="bare" label={words.language} hideLabel value={language} options={OPTIONS} onChange={onChange} />
  );
};
