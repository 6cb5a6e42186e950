import type { FormSettings, WidgetSettings } from '../../shared/settings.ts';
import type { ContactDraft, Host } from '../core/host.ts';
import type { Vouching } from './turnstile.ts';
import type { Words } from './words.ts';

/** What the chunks of the forms hand to each other. Types only: none needs code of another. */

/** A form as it is to be shown to this visitor. The chooser makes them where a form is more than plain. */
export interface Placed {
  /** With the form's own look; what it reports bears the variant, and nothing comes of it where the form is not live. */
  host: Host;
  form: FormSettings;
  /** Not on this page: it can only be opened by name. */
  away?(): boolean;
  /** The language it speaks, where that is none of ours. */
  tag?: string;
  /** What its kind asks, a chunk of its own. */
  kind?: () => Promise<Kind>;
  /** Room to keep for it in the page, px, without the consent. */
  height?: number;
}

export interface FormPlace extends Pick<Placed, 'host' | 'form'> {
  /** Language tag of the words. */
  tag: string;
  words: Words;
  /** To render into: the box in the shadow root. */
  box: HTMLElement;
  /** In a dialog of its own, or standing in the page. */
  modal: boolean;
  /** The visitor's clock, ms since 1970. */
  now: () => number;
  /** Where the site has set a key of Turnstile. */
  vouching?: Vouching | undefined;
}

export interface Shown {
  /** Opens the dialog, or moves to the form and into its first field. */
  show: () => void;
  /** Takes the form away. */
  stop: () => void;
}

/** Trimmed texts of the fields that were filled in. */
export type Entered = Record<string, string>;

/** What to say at which field; `form` where no field is to blame. */
export type Problems = Record<string, string>;

/** A field as it stands in the form. */
export interface Field {
  name: string;
  nodes: Node[];
  /** Shows what is wrong with it, and with nothing that all is well. */
  say(problem?: string): void;
}

/** What a form asks, between its introduction and the consent. */
export interface Asked {
  nodes: Node[];
  fields: Field[];
  /** What is wrong with what stands there now. */
  problemsOf(entered: Entered): Problems;
  /** What the button that leads on says, as long as there is more to ask. */
  more?(): string | undefined;
  /** Goes on. */
  next?(): void;
  /** Empty again, and at its beginning. */
  reset?(): void;
  /** Nobody can be told from the answers: there is nothing to consent to. */
  anonymous?: boolean;
  /** What of the contact is other than of a form with name, phone and e-mail. */
  draft?(fields: Entered): Partial<ContactDraft>;
  /** What is said when it was sent. */
  thanks?(): string;
}

/** A kind of form that is a chunk of its own. */
export interface Kind {
  css: string;
  /** Over those of every form, and under the owner's. In English where there are none for that tag. */
  wordsIn(tag: string, settings: WidgetSettings, now: number): object;
  /** `turned` is to be called when another page was turned to. */
  ask(place: FormPlace, turned: () => void): Asked;
}
