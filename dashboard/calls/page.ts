import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Times } from '../times.ts';
import type { Words } from './words/uk.ts';

/** What every part of the page speaks with. */
export interface PageContext {
  words: Words;
  times: Times;
  /** The minute it is, ms since 1970. */
  minute: number;
}

export const PageOf = createContext<PageContext | null>(null);

export const usePage = (): PageContext => {
  const page = useContext(PageOf);
  if (!page) throw new Error('A component stands outside PageOf');
  return page;
};
