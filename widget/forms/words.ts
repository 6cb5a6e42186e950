import type { FormSettings } from '../../shared/settings.ts';

/** Everything a form says. Each key can be given other words in the form's settings: `words: { uk: { title: '…' } }`. */
export interface Words {
  title: string;
  text: string;
  name: string;
  phone: string;
  email: string;
  /** What the visitor agrees to; the part in brackets is the link to the policy. */
  consent: string;
  submit: string;
  sendingText: string;
  sent: string;
  sentText: string;
  /** There is no connection: the request waits on the device. */
  kept: string;
  keptText: string;
  close: string;
  phoneMissing: string;
  phoneWrong: string;
  emailWrong: string;
  /** A lead form with neither phone nor e-mail. */
  reachMissing: string;
  consentMissing: string;
  /** The server does not take this field, for a reason that the light checks did not know. */
  fieldWrong: string;
  /** The server does not take it, and no field is to blame. */
  formWrong: string;
}

type WordsOfKind = Pick<Words, 'title' | 'text' | 'submit' | 'sentText'>;

/** The words of one language: some differ by the form's kind. */
export type WordTable = Omit<Words, keyof WordsOfKind> & Record<'callback' | 'lead', WordsOfKind>;

/** The owner has the last word, before them what the form's kind says. */
export const wordsOf = (table: WordTable, { kind, words }: FormSettings, tag: string, own?: object): Words => ({
  ...table,
  ...table[kind as 'lead'],
  ...own,
  ...words?.[tag],
});
