import type { QuizForm } from '../../../shared/forms.ts';
import type { FormPlace, Kind } from '../contract.ts';
import { el } from '../forms.ts';
import { askFields, OWN_STYLE, ownField, problemsOfField } from './own.ts';
import { QUIZ_WORDS } from './quizWords.ts';
import { OWN_WORDS, wordsFor } from './words.ts';

/** Questions one at a time, then how to reach the visitor. All stand in the form, so what was answered is still there on the way back. */

const STYLE = `
.way{display:flex;align-items:center;justify-content:space-between;min-height:44px;margin:-18px 0 2px;font-size:14px}
.way button{height:44px;font-weight:500;padding:0 12px;margin-inline-start:-12px;background:none;color:inherit}
progress{grid-column:1;width:100%;height:4px;margin-bottom:16px;border:0;border-radius:2px;appearance:none;background:color-mix(in srgb,currentColor 20%,transparent);color:var(--c)}
progress::-webkit-progress-bar{background:none}
progress::-webkit-progress-value{border-radius:2px;background:var(--c);transition:width .2s}
progress::-moz-progress-bar{border-radius:2px;background:var(--c)}
@media(prefers-reduced-motion:reduce){progress::-webkit-progress-value{transition:none}}
.pages{display:grid}
.page{grid-area:1/1;display:grid;align-content:start;min-width:0}
.page[hidden]{display:grid!important;visibility:hidden}
.page>fieldset>legend,.page.text>label{font-size:18px;line-height:26px;font-weight:600}
.page legend{margin-bottom:12px}`;

export const kind: Kind = {
  css: OWN_STYLE + STYLE,
  wordsIn: (tag) => ({ ...wordsFor(OWN_WORDS, tag), ...wordsFor(QUIZ_WORDS, tag) }),
  ask(place, turned) {
    const { steps, fields } = place.form as QuizForm;
    const words = place.words as FormPlace['words'] & typeof QUIZ_WORDS.en;
    const questions = steps.map((step, index) => ownField(step, place, `step-${index}`));
    const contact = askFields(fields, place);
    const pages = [
      ...questions.map(({ nodes }, index) =>
        el('div', { class: 'options' in (steps[index] as object) ? 'page' : 'page text' }, ...nodes),
      ),
      el('div', { class: 'page' }, ...contact.nodes),
    ];
    const back = el('button', { type: 'button' }, words.back);
    const count = el('span', { role: 'status' });
    const bar = el('progress', { max: pages.length, 'aria-label': words.progress });
    let at = 0;
    const show = (page: number) => {
      at = page;
      for (const [index, element] of pages.entries()) element.hidden = index !== at;
      back.style.visibility = at > 0 ? 'visible' : 'hidden';
      count.textContent = words.step.replace('{step}', `${at + 1}`).replace('{steps}', `${pages.length}`);
      bar.value = at + 1;
    };
    const turn = (page: number) => {
      show(page);
      turned();
    };
    back.addEventListener('click', () => turn(at - 1));
    show(0);
    return {
      nodes: [el('div', { class: 'way' }, back, count), bar, el('div', { class: 'pages' }, ...pages)],
      fields: [...questions, ...contact.fields],
      problemsOf(entered) {
        const step = steps[at];
        if (!step) return contact.problemsOf(entered);
        const problem = problemsOfField(step, words, entered);
        return problem ? { [step.name]: problem } : {};
      },
      more: () => (at < steps.length ? words.next : undefined),
      next: () => turn(at + 1),
      reset: () => show(0),
      draft: () => ({ kind: 'lead' }),
    };
  },
};
