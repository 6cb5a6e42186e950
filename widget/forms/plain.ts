import type { Asked, FormPlace } from './contract.ts';
import { el, fieldOf } from './element.ts';
import { problemsOf } from './fields.ts';

const NAMES = {
  callback: ['phone', 'name'],
  lead: ['name', 'phone', 'email'],
} as const;

/** Name, phone, e-mail: what a form asks that is set to nothing else. */
export const askPlainly = ({ words, form: { kind } }: FormPlace): Asked => {
  const fields = NAMES[kind === 'callback' ? kind : 'lead'].map((name) => {
    // Both what the browser fills it in with and, if it is one, the input's type, which brings up the keyboard.
    const type = name === 'phone' ? 'tel' : name;
    const input = el('input', {
      name,
      type,
      autocomplete: type,
      required: kind === 'callback' && type === 'tel',
    });
    return fieldOf(name, input, el('label', {}, words[name], input));
  });
  return {
    nodes: fields.flatMap(({ nodes }) => nodes),
    fields,
    problemsOf: (entered) => problemsOf(words, kind, entered),
  };
};
