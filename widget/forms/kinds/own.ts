import type { OwnField, QuizStep } from '../../../shared/forms.ts';
import { hasPhoneDigits, looksLikeEmail } from '../../../shared/reach.ts';
import type { Asked, Entered, Field, FormPlace, Kind, Problems } from '../contract.ts';
import { askPlainly, el, fieldOf } from '../forms.ts';
import { MAX_RADIOS } from '../height.ts';
import { labelIn } from './label.ts';
import { OWN_WORDS, wordsFor } from './words.ts';

/** A lead form with the site's own fields. */

const INPUTS = { text: 'text', email: 'email', phone: 'tel' } as const;
/** Fields that have a meaning are what browsers fill in by themselves. */
const AUTOCOMPLETE: Record<string, string> = { name: 'name', phone: 'tel', email: 'email' };

/** `id` is what the line for its error is called: names may have spaces. */
export const ownField = (field: OwnField | QuizStep, { tag, words }: FormPlace, id: string): Field => {
  const { name, required } = field;
  const own = words as FormPlace['words'] & typeof OWN_WORDS.en;
  const label = labelIn(field.label, tag) + (required ? '' : ` ${own.optional}`);
  const common = { name, required, autocomplete: AUTOCOMPLETE[name] ?? 'off' };
  if (!('options' in field)) {
    const control =
      field.type === 'long' ? el('textarea', common) : el('input', { ...common, type: INPUTS[field.type] });
    return fieldOf(name, control, el('label', {}, label, control), id);
  }
  const options = field.options.map(({ value, label }) => ({ value, text: label ? labelIn(label, tag) : value }));
  if (field.type === 'choice' && options.length > MAX_RADIOS) {
    const control = el(
      'select',
      common,
      el('option', { value: '' }, own.choose),
      ...options.map(({ value, text }) => el('option', { value }, text)),
    );
    return fieldOf(name, control, el('label', {}, label, control), id);
  }
  const type = field.type === 'choice' ? 'radio' : 'checkbox';
  const inputs = options.map(({ value }) => el('input', { type, name, value }));
  const group = el(
    'fieldset',
    { role: type === 'radio' ? 'radiogroup' : 'group', 'aria-required': type === 'radio' && required, tabindex: -1 },
    el('legend', {}, label),
    ...options.map(({ text }, index) =>
      el('label', { class: 'option' }, inputs[index] as HTMLElement, el('span', {}, text)),
    ),
  );
  return fieldOf(name, type === 'radio' ? group : (inputs[0] as HTMLElement), group, id);
};

export const problemsOfField = (field: OwnField | QuizStep, words: FormPlace['words'], entered: Entered): string => {
  const own = words as FormPlace['words'] & typeof OWN_WORDS.en;
  const text = entered[field.name];
  if (!text) return field.required ? ('options' in field ? own.choiceMissing : own.fieldMissing) : '';
  // The server judges the fields that have a meaning by these names, whatever type they are of here.
  const is = (meaning: 'phone' | 'email') => field.type === meaning || field.name === meaning;
  if (is('phone') && !hasPhoneDigits(text)) return words.phoneWrong;
  return is('email') && !looksLikeEmail(text) ? words.emailWrong : '';
};

/** The site's own fields, or name, phone and e-mail where it has set none. */
export const askFields = (fields: readonly OwnField[] | undefined, place: FormPlace): Asked => {
  if (!fields) return askPlainly(place);
  const shown = fields.map((field, index) => ownField(field, place, `own-${index}`));
  return {
    nodes: shown.flatMap(({ nodes }) => nodes),
    fields: shown,
    problemsOf: (entered) => {
      const problems: Problems = {};
      for (const field of fields) {
        const problem = problemsOfField(field, place.words, entered);
        if (problem) problems[field.name] = problem;
      }
      return problems;
    },
  };
};

export const OWN_STYLE = `
textarea{height:120px;padding-block:12px;resize:vertical}
option,optgroup{background:Canvas;color:CanvasText}
fieldset{display:grid;gap:8px;min-width:0;margin:0;padding:0;border:0}
legend{margin-bottom:8px;padding:0;font-size:14px;font-weight:500}
.option{position:relative;display:flex;gap:12px;align-items:center;min-height:48px;padding:8px 14px;border:1px solid color-mix(in srgb,currentColor 55%,transparent);border-radius:var(--r);font-size:16px;font-weight:400;cursor:pointer}
.option:hover{border-color:currentColor}
.option:has(:focus-visible){outline:2px solid;outline-offset:1px}
fieldset[aria-invalid=true]{box-shadow:none}
[aria-invalid=true] .option{border-color:var(--e)}
.option input:focus-visible{outline:0}
.option:has(:checked){border-color:var(--c);box-shadow:inset 0 0 0 1px var(--c);background:color-mix(in srgb,var(--c) 10%,transparent)}
[type=radio]{flex:none;width:22px;height:22px;margin:0;accent-color:var(--c)}`;

export const kind: Kind = {
  css: OWN_STYLE,
  wordsIn: (tag) => wordsFor(OWN_WORDS, tag),
  ask: (place) => askFields('fields' in place.form ? place.form.fields : undefined, place),
};
