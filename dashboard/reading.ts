import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from '../shared/settings.ts';
import type { Words } from './words/words.ts';

/** The reader's language and its words, for every component. */
export interface Reading {
  language: Language;
  words: Words;
}

export const ReadingContext = createContext<Reading | null>(null);

export const useReading = (): Reading => {
  const reading = useContext(ReadingContext);
  if (!reading) throw new Error('A component stands outside ReadingContext');
  return reading;
};
