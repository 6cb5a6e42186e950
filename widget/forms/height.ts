import type { OwnField, QuizStep } from '../../shared/forms.ts';
import type { FormSettings } from '../../shared/settings.ts';

/**
 * Room that a form takes in the page, px, without its consent: kept before it is there, so that nothing moves when it
 * comes. test/browser/formsKinds.test.ts holds this to the real forms.
 */

/** Title, introduction of one line, button, status. */
const FRAME = 177;
/** With its label and the line for what is wrong. */
const LINE = 104;
const OPTION = 56;
const LONG = 72;

const heightOfField = (field: OwnField | QuizStep): number =>
  'options' in field
    ? field.type === 'choice' && field.options.length > MAX_RADIOS
      ? LINE
      : 56 + field.options.length * OPTION
    : LINE + (field.type === 'long' ? LONG : 0);

/** More than this many are a list to drop down. */
export const MAX_RADIOS = 6;

const PLAIN = 3 * LINE;

export const heightOf = (form: FormSettings): number => {
  const own =
    'fields' in form && form.fields ? form.fields.reduce((sum, field) => sum + heightOfField(field), 0) : PLAIN;
  switch (form.kind) {
    case 'quiz':
      return FRAME + 40 + Math.max(own, ...form.steps.map(heightOfField));
    case 'nps':
      return FRAME + 300;
    default:
      return FRAME + own;
  }
};
