import type { Contact, ContactRequest } from '../../shared/contacts.ts';
import type { FieldHit, FormStage } from '../../shared/hits.ts';
import type { WidgetSettings } from '../../shared/settings.ts';
import type { State } from './state.ts';

/** What core gives to the lazy parts: all they may touch of it. Types only. */

/** A contact as a form hands it over; id, moment, page and visit are core's to add. */
export type ContactDraft = Pick<Contact, 'kind' | 'form' | 'variant' | 'stage' | 'wanted' | 'fields' | 'consent'> &
  Pick<ContactRequest['contact'], 'proof'>;

export type SendResult =
  /** The worker has it. */
  | { state: 'sent' }
  /** It is in IndexedDB and goes when the network or the worker is back. */
  | { state: 'kept' }
  /** The worker will never take it as it stands; `errors` name the fields. */
  | { state: 'refused'; errors: { field: string; detail: string }[] };

export interface Host {
  /** What the browser remembers of the visitor; where nothing may be stored, as long as the page lives. */
  load(): State;
  save(state: State): void;
  settings: WidgetSettings;
  /** Report a form stage, once a visit whatever is called twice, and push it to `dataLayer`. */
  stage(form: string, stage: FormStage, variant?: string): void;
  /** Report what became of a field. */
  tell: (hit: Omit<FieldHit, 'at'>) => void;
  /** Store, then send; what is not refused is the form's stage `submitted`. Resolves within 10 s; never rejects. */
  send(draft: ContactDraft): Promise<SendResult>;
}

/** What the launcher chunk exports: the callback button and the places for inline forms. Core imports it after load. */
export interface Launcher {
  /** Puts the button and the inline forms on the page; returns what takes them away again. */
  start(host: Host): () => void;
  /** `whichhalf('open', id)`: shows the form's dialog, or moves to the inline form. Rejects where it cannot be loaded. */
  open(host: Host, form: string): Promise<void>;
}
