import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { InstallWords } from './words/uk.ts';

export type { InstallWords } from './words/uk.ts';

export const WordsOf = createContext<InstallWords | null>(null);

/** The words of this page alone; those of the whole dashboard are `useReading`'s. */
export const useWords = (): InstallWords => {
  const words = useContext(WordsOf);
  if (!words) throw new Error('A component stands outside WordsOf');
  return words;
};
