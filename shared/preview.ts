import type { Language } from './forms.ts';
import type { WidgetSettings } from './settings.ts';

/**
 * Messages between the dashboard and the frame in which it shows a form that is not saved yet. `preview` tells them from
 * those of others: browser extensions and checkers post to every frame.
 */

/** What the frame is to show from now on. */
export interface PreviewAsk {
  preview: 'show';
  /** Those of the site, with the form as it would be. */
  settings: WidgetSettings;
  /** Id of the form. */
  form: string;
  /** Page of a quiz, from 0. */
  page: number;
  scheme: 'light' | 'dark';
}

/** All that a form says where its owner gives it no other words, by language. */
export type SpokenWords = Record<Language, Readonly<Record<string, string>>>;

export type PreviewNews =
  /** The frame can be asked. */
  | { preview: 'ready' }
  /** It shows what it was asked to. */
  | { preview: 'shown'; form: string; words: SpokenWords }
  /** The form's code could not be loaded. */
  | { preview: 'failed' };
