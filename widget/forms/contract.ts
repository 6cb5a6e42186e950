import type { FormSettings, Language } from '../../shared/settings.ts';
import type { Host } from '../core/host.ts';
import type { WordTable } from './words.ts';

/** What the launcher hands to the lazy Preact part. Types only: neither chunk needs code of the other. */

export interface FormPlace {
  host: Host;
  form: FormSettings;
  language: Language;
  /** The words of that language. */
  table: WordTable;
  /** To render into: the box in the shadow root. */
  box: HTMLElement;
  /** In a dialog of its own, or standing in the page. */
  modal: boolean;
  /** The visitor's clock, ms since 1970. */
  now: () => number;
}

export interface Shown {
  /** Opens the dialog, or moves to the form and into its first field. */
  show: () => void;
  /** Takes the form away. */
  stop: () => void;
}
