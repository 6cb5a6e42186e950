import type { FormPlace, Kind } from '../contract.ts';
import { el, fieldOf } from '../forms.ts';
import { NPS_WORDS } from './npsWords.ts';
import { wordsFor } from './words.ts';

/** "How likely are you to recommend us?", 0 to 10, and why. */

const STYLE = `
textarea{height:96px;padding-block:12px;resize:vertical}
fieldset{min-width:0;margin:0;padding:0;border:0}
legend{margin-bottom:12px;padding:0;font-size:16px;font-weight:500}
.scores{display:grid;grid-template-columns:repeat(11,1fr);gap:4px}
@media(max-width:480px){.scores{grid-template-columns:repeat(6,1fr);gap:6px}}
.score{position:relative;display:grid;place-items:center;height:44px;border:1px solid color-mix(in srgb,currentColor 55%,transparent);border-radius:min(var(--r),10px);font-size:16px;font-weight:500;cursor:pointer}
.score input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}
.score:hover{border-color:currentColor}
.score:has(:focus-visible){outline:2px solid;outline-offset:1px}
fieldset[aria-invalid=true]{box-shadow:none}
[aria-invalid=true] .score{border-color:var(--e)}
.score:has(:checked){border-color:var(--c);background:var(--c);color:var(--i)}
.ends{display:flex;justify-content:space-between;gap:16px;margin-top:6px;font-size:13px}`;

export const kind: Kind = {
  css: STYLE,
  wordsIn: (tag) => wordsFor(NPS_WORDS, tag),
  ask(place) {
    const words = place.words as FormPlace['words'] & typeof NPS_WORDS.en;
    const scores = Array.from({ length: 11 }, (_, value) =>
      el('label', { class: 'score' }, el('input', { type: 'radio', name: 'score', value }), `${value}`),
    );
    const group = el(
      'fieldset',
      { role: 'radiogroup', 'aria-required': true, tabindex: -1 },
      el('legend', {}, words.question),
      el('div', { class: 'scores' }, ...scores),
      el('div', { class: 'ends' }, el('span', {}, words.unlikely), el('span', {}, words.likely)),
    );
    const why = el('textarea', { name: 'why' });
    const fields = [fieldOf('score', group, group), fieldOf('why', why, el('label', {}, words.why, why))];
    return {
      nodes: fields.flatMap(({ nodes }) => nodes),
      fields,
      problemsOf: ({ score }) => (score ? {} : { score: words.scoreMissing }) as Record<string, string>,
      // A number and an opinion: nobody's data, unless the owner's own link says whose.
      anonymous: true,
      draft: () => ({ kind: 'nps' }),
    };
  },
};
