/* @jsxRuntime classic */
/* @jsx h */
import { h, render, type TargetedEvent } from 'preact';
import type { FormPlace, Shown } from './contract.ts';
import { Dialog } from './dialog.tsx';
import { type Entered, type Problems, problemsOf, refusalsOf } from './fields.ts';
import { Form, type State } from './form.tsx';
import { whenSeen } from './seen.ts';
import { STYLE } from './style.ts';
import { wordsOf } from './words.ts';

const enteredIn = (form: HTMLFormElement): Entered => {
  const entered: Record<string, string> = {};
  for (const [name, value] of new FormData(form)) {
    const text = String(value).trim();
    if (text) entered[name] = text;
  }
  return entered;
};

/** Shows a form in its place: the entry of the lazy Preact part. */
export const mountForm = (place: FormPlace): Shown => {
  const { host, form, box, modal, language, table, now } = place;
  const words = wordsOf(table, form, language);
  let state: State;

  const become = (step: State['step'], problems: Problems = {}, focus?: string) => {
    state = { step, problems };
    const content = <Form place={place} words={words} state={state} onInput={onInput} onSubmit={onSubmit} />;
    render(
      modal ? (
        <Dialog label={words.title} close={words.close}>
          {content}
        </Dialog>
      ) : (
        content
      ),
      box,
    );
    if (focus) box.querySelector<HTMLElement>(focus)?.focus();
  };
  const onInput = ({ target }: TargetedEvent<HTMLFormElement>) => {
    const { name } = target as EventTarget & HTMLInputElement;
    // "Phone or e-mail, please" stands at the phone.
    become(state.step, { ...state.problems, [name]: '', ...(name === 'email' && { phone: '' }) });
  };
  const onSubmit = async (event: TargetedEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (state.step === 'sending') return;
    const entered = enteredIn(event.currentTarget);
    let problems = problemsOf(words, form.kind, entered, !!host.settings.policyUrl);
    if (!Object.keys(problems)[0]) {
      become('sending');
      const { consent, ...fields } = entered;
      const result = await host.send({
        kind: form.kind === 'callback' ? 'callback' : 'lead',
        form: form.id,
        fields,
        ...(consent && { consent: { text: words.consent.split(/[[\]]/).join(''), at: now() } }),
      });
      if (result.state !== 'refused') return become(result.state, {}, 'h2');
      problems = refusalsOf(words, entered, result.errors);
    }
    become('idle', problems, '[aria-invalid=true]');
  };

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  (box.parentNode as ShadowRoot).adoptedStyleSheets.push(sheet);
  box.lang = language;
  become('idle');
  box.addEventListener('input', () => host.stage(form.id, 'started'), { once: true });
  const shown = box.firstElementChild as HTMLDialogElement;
  return {
    stop: whenSeen(shown, () => host.stage(form.id, 'seen')),
    show() {
      if (!modal) shown.scrollIntoView({ block: 'center' });
      else if (!shown.open) shown.showModal();
      // What was sent gives way to an empty form; what was only typed is still there.
      if (state.step !== 'sending') become('idle', state.problems, 'input');
    },
  };
};
