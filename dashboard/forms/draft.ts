import type { FormSettings, Label, OwnField, QuizStep } from '../../shared/forms.ts';

/** A form's settings while they are edited: each step makes new ones, and leaves alone whatever it does not know. */

export type Draft = FormSettings;
export type Kind = Draft['kind'];
export type Question = OwnField | QuizStep;
export type Variant = NonNullable<Draft['variants']>[number];
export type WordsByTag = NonNullable<Draft['words']>;

/** Without what is empty: `words: { uk: {} }` says no more than no words at all. */
export const withWord = (
  words: WordsByTag | undefined,
  { tag, key, text }: { tag: string; key: string; text: string },
): WordsByTag | undefined => {
  const { [key]: _, ...others } = words?.[tag] ?? {};
  const inTag = text === '' ? others : { ...words?.[tag], [key]: text };
  const { [tag]: __, ...otherTags } = words ?? {};
  const next: WordsByTag = Object.keys(inTag).length > 0 ? { ...words, [tag]: inTag } : otherTags;
  return Object.keys(next).length > 0 ? next : undefined;
};

export const withLabel = (label: Label | undefined, tag: string, text: string): Label => {
  const { [tag]: _, ...others } = label ?? {};
  return text === '' ? others : { ...label, [tag]: text };
};

/** As the widget reads it: in the language, else in English, else in the first there is. */
export const labelIn = (label: Label | undefined, tag: string): string =>
  label?.[tag] ?? label?.en ?? Object.values(label ?? {})[0] ?? '';

export const replaced = <T>(list: readonly T[], index: number, item: T): T[] =>
  list.map((one, place) => (place === index ? item : one));

export const removed = <T>(list: readonly T[], index: number): T[] => list.filter((_, place) => place !== index);

export const moved = <T>(list: readonly T[], from: number, to: number): T[] => {
  const next = [...list];
  const [item] = next.splice(from, 1);
  return item === undefined ? next : [...next.slice(0, to), item, ...next.slice(to)];
};

/** `field`, else `field-2`, … */
export const freeName = (wish: string, taken: readonly string[]): string => {
  if (!taken.includes(wish)) return wish;
  for (let number = 2; ; number += 1) if (!taken.includes(`${wish}-${number}`)) return `${wish}-${number}`;
};

/** What a contact's field of this type is usually called. Names that have a meaning are recognised by it. */
const USUAL_NAMES: Record<Question['type'], string> = {
  text: 'name',
  phone: 'phone',
  email: 'email',
  long: 'message',
  choice: 'choice',
  several: 'choice',
};

export const newQuestion = <T extends Question>(type: T['type'], taken: readonly string[]): T => {
  const name = freeName(USUAL_NAMES[type], taken);
  const common = { type, name, label: {} };
  return (type === 'choice' || type === 'several'
    ? { ...common, options: [{ value: '1' }, { value: '2' }] }
    : common) as unknown as T;
};

/** The same question asked in another way; its options wait in case it becomes a choice again. */
export const retyped = <T extends Question>(question: T, type: T['type']): T => {
  const asks = type === 'choice' || type === 'several';
  const options = 'options' in question ? question.options : [{ value: '1' }, { value: '2' }];
  const { options: _, ...plain } = question as T & { options?: unknown };
  return (asks ? { ...plain, type, options } : { ...plain, type }) as T;
};

export const newForm = (kind: Kind, id: string): Draft => {
  switch (kind) {
    case 'quiz':
      return { id, kind, live: false, steps: [newQuestion<QuizStep>('choice', [])] };
    default:
      return { id, kind, live: false };
  }
};

/**
 * The site's forms with one of them as it is to be now, none where it is to go. What others have done to the rest
 * meanwhile stays.
 *
 * @param index where it stood, if it comes back
 */
export const placed = (
  forms: readonly FormSettings[],
  { id, form, index = forms.length }: { id: string; form: FormSettings | null; index?: number },
): FormSettings[] => {
  const at = forms.findIndex((one) => one.id === id);
  if (!form) return removed(forms, at);
  return at >= 0 ? replaced(forms, at, form) : [...forms.slice(0, index), form, ...forms.slice(index)];
};

/** What is left of an arm's weight: its share of the visitors. */
export const shareOf = ({ weight }: Variant, variants: readonly Variant[]): number => {
  const all = variants.reduce((sum, one) => sum + one.weight, 0);
  return all > 0 ? weight / all : 0;
};
