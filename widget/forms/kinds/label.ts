import type { Label } from '../../../shared/forms.ts';

/** A text in the language of the form, else in English, else in the first it was given in. */
export const labelIn = (label: Label, tag: string): string =>
  label[tag] ?? label[tag.replace(/-.*/, '')] ?? label.en ?? Object.values(label)[0] ?? '';
