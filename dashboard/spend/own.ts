import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Failure } from '../api.ts';
import { useReading } from '../reading.ts';
import { toast } from '../toasts.ts';
import { fill } from '../words/fill.ts';
import type { Words } from './words/uk.ts';

/** The page's own words, for every component of it. */
export const Own = createContext<Words | null>(null);

export const useOwn = (): Words => {
  const words = useContext(Own);
  if (!words) throw new Error('A component stands outside Own');
  return words;
};

/** `google-ads` as people call it. */
export const useOriginName = (): ((origin: string) => string) => {
  const words = useOwn();
  const { words: common } = useReading();
  const names: Record<string, string> = { ...common.origins, ...words.origins };
  return (origin) => names[origin] ?? origin;
};

/** Says that something did not work, and why. */
export const useFailed = (): ((failure: Failure) => void) => {
  const words = useOwn();
  const { words: common } = useReading();
  return ({ kind, detail }) =>
    toast({ text: fill(words.failed, { why: detail ?? common.failed[kind] }), failed: true });
};
