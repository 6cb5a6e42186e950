import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { type Countable, pluralOf } from '../words/plurals.ts';
import type { Words } from './words/uk.ts';

/** The page's own words, for every component of it. */
export const Own = createContext<Words | null>(null);

export const useOwn = (): Words => {
  const words = useContext(Own);
  if (!words) throw new Error('A component stands outside Own');
  return words;
};

/** `3 заявки`. */
export const useCounted = (): ((thing: Countable, count: number) => string) => {
  const { language } = useReading();
  const { formats } = useSite();
  return (thing, count) => `${formats.count(count)}\u00A0${pluralOf(language, thing, count)}`;
};
