import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Words } from './words/uk.ts';

export type { Words } from './words/uk.ts';

/** The page's own words, for every component of it. */
export const WordsOfAds = createContext<Words | null>(null);

export const useAdsWords = (): Words => {
  const words = useContext(WordsOfAds);
  if (!words) throw new Error('A component stands outside WordsOfAds');
  return words;
};
