import type { Entered, FormPlace, Kind, Problems, Shown } from './contract.ts';
import { dialogOf } from './dialog.ts';
import { el, fieldOf } from './element.ts';
import type { WatchFields } from './fieldReport.ts';
import { refusalsOf } from './fields.ts';
import { askPlainly } from './plain.ts';
import { whenSeen } from './seen.ts';
import { STYLE } from './style.ts';

// For the kinds that are chunks of their own, so that there is one copy.
export { el, fieldOf } from './element.ts';
export { askPlainly } from './plain.ts';

/** Several ticked boxes of one name are one text. */
const enteredIn = (form: HTMLFormElement): Entered => {
  const entered: Entered = {};
  for (const [name, value] of new FormData(form)) {
    const text = String(value).trim();
    if (text) entered[name] = entered[name] ? `${entered[name]}, ${text}` : text;
  }
  return entered;
};

type Step = 'idle' | 'sending' | 'sent' | 'kept';

/**
 * Shows a form in its place: the entry of the lazy part. `kind` is what a form that is not plain asks; `watchFields`
 * tells of its fields.
 */
export const mountForm = (place: FormPlace, kind?: Kind, watchFields?: WatchFields): Shown => {
  const { host, form: settings, box, modal, tag, words, now } = place;
  const { policyUrl, consentVersion } = host.settings;
  const asked = kind?.ask(place, () => become('idle', {}, FIRST)) ?? askPlainly(place);
  const { nodes, fields } = asked;

  const title = el('h2', { tabindex: -1 });
  const intro = el('p', { role: 'status' });
  const [before = '', link = '', after = ''] = words.consent.split(/[[\]]/);
  const tick = el('input', { name: 'consent', type: 'checkbox', required: true });
  const consent = fieldOf(
    'consent',
    tick,
    el(
      'label',
      { class: 'consent' },
      tick,
      el(
        'span',
        {},
        before,
        el('a', { href: policyUrl, target: '_blank', rel: 'noopener' }, link || `${policyUrl}`),
        after,
      ),
    ),
  );
  const agrees = el('div', {}, ...consent.nodes);
  const submit = el('button', { type: 'submit' });
  const status = el('p', { role: 'status' });
  const rest = el(
    'div',
    {},
    ...nodes,
    // Who fills in what nobody sees is a program.
    el(
      'div',
      { class: 'trap', 'aria-hidden': true },
      el('input', { name: 'website', tabindex: -1, autocomplete: 'off' }),
    ),
    agrees,
    // Where Turnstile shows what it asks.
    el('slot'),
    submit,
    status,
  );
  const form = el('form', { novalidate: true }, title, intro, rest);
  let step: Step;
  /** When the first thing was entered. */
  let begun: number | undefined;

  /** Of several pages the last one asks for consent. */
  const asksConsent = () => policyUrl && !asked.anonymous && !asked.more?.();

  const become = (next: Step, problems: Problems = {}, focus?: string) => {
    step = form.className = next;
    rest.hidden = step === 'sent' || step === 'kept';
    title.textContent = rest.hidden ? words[step as 'sent'] : words.title;
    intro.textContent = rest.hidden
      ? (step === 'sent' && asked.thanks?.()) || words[`${step as 'sent'}Text`]
      : words.text;
    agrees.hidden = !asksConsent();
    submit.textContent = asked.more?.() ?? words.submit;
    submit.setAttribute('aria-disabled', `${step === 'sending'}`);
    status.textContent = step === 'sending' ? words.sendingText : (problems.form ?? '');
    for (const field of [...fields, consent]) field.say(problems[field.name]);
    if (focus) box.querySelector<HTMLElement>(focus)?.focus();
  };

  form.addEventListener('input', ({ target }) => {
    const { name } = target as HTMLInputElement;
    // "Phone or e-mail, please" stands at the phone.
    for (const field of [...fields, consent])
      if (field.name === name || (name === 'email' && field.name === 'phone')) field.say();
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (step === 'sending') return;
    const entered = enteredIn(form);
    let problems = asked.problemsOf(entered);
    if (asksConsent() && !entered.consent) problems.consent = words.consentMissing;
    if (!Object.keys(problems)[0]) {
      if (asked.more?.()) return asked.next?.();
      become('sending');
      const { consent, website, ...fields } = entered;
      const result = await host.send({
        kind: settings.kind as 'lead',
        form: settings.id,
        fields,
        ...(consent && {
          consent: { text: words.consent.split(/[[\]]/).join(''), at: now(), version: consentVersion },
        }),
        ...asked.draft?.(fields),
        proof: { filled: website, took: begun && now() - begun, turnstile: place.vouching?.take() },
      });
      if (result.state !== 'refused') return become(result.state, {}, 'h2');
      problems = refusalsOf(words, entered, result.errors);
    }
    become('idle', problems, '[aria-invalid=true]');
  });

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE + (kind?.css ?? ''));
  (box.parentNode as ShadowRoot).adoptedStyleSheets.push(sheet);
  box.lang = tag;
  const dialog = modal && dialogOf(words.title, words.close, form);
  box.append(dialog || form);
  become('idle');
  form.addEventListener('input', () => {
    begun ??= now();
    host.stage(settings.id, 'started');
  });
  const report = watchFields?.(host, settings.id, form);
  const unsee = whenSeen(dialog || form, () => {
    host.stage(settings.id, 'seen');
    report?.seen();
  });
  return {
    stop() {
      unsee();
      report?.stop();
    },
    show() {
      if (!dialog) form.scrollIntoView({ block: 'center' });
      else if (!dialog.open) dialog.showModal();
      // What was sent gives way to an empty form; what was only typed is still there.
      if (rest.hidden) {
        form.reset();
        asked.reset?.();
        begun = undefined;
        become('idle');
      }
      box.querySelector<HTMLElement>(FIRST)?.focus();
    },
  };
};

/** What can be filled in now: a quiz hides the questions that are not asked yet. */
const FIRST = '[name]:not([hidden] *)';
