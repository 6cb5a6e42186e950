/* @jsxRuntime classic */
/* @jsx h */
/* @jsxFrag Fragment */
import { Fragment, h, type TargetedEvent } from 'preact';
import type { FormPlace } from './contract.ts';
import { Field } from './field.tsx';
import type { Problems } from './fields.ts';
import type { Words } from './words.ts';

const FIELDS = {
  callback: ['phone', 'name'],
  lead: ['name', 'phone', 'email'],
} as const;

export interface State {
  step: 'idle' | 'sending' | 'sent' | 'kept';
  problems: Problems;
}

interface Props {
  place: FormPlace;
  words: Words;
  state: State;
  onInput: (event: TargetedEvent<HTMLFormElement>) => void;
  onSubmit: (event: TargetedEvent<HTMLFormElement>) => void;
}

/** The form as it stands; what is typed stays in the inputs. */
export const Form = ({ place: { host, form }, words, state: { step, problems }, onInput, onSubmit }: Props) => {
  const { policyUrl } = host.settings;
  const [before, link, after] = words.consent.split(/[[\]]/);
  const done = step === 'sent' || step === 'kept';
  return (
    <form noValidate class={step} onInput={onInput} onSubmit={onSubmit}>
      <h2 tabIndex={-1}>{done ? words[step] : words.title}</h2>
      <p role="status">{done ? words[`${step}Text`] : words.text}</p>
      {!done && (
        <>
          {FIELDS[form.kind === 'callback' ? 'callback' : 'lead'].map((name) => {
            // Both what the browser fills it in with and, if it is one, the input's type, which brings up the keyboard.
            const type = name === 'phone' ? 'tel' : name;
            return (
              <Field
                name={name}
                type={type}
                autocomplete={type}
                label={words[name]}
                error={problems[name]}
                required={form.kind === 'callback' && type === 'tel'}
              />
            );
          })}
          {policyUrl && (
            <Field name="consent" type="checkbox" error={problems.consent} required>
              <span>
                {before}
                <a href={policyUrl} target="_blank" rel="noopener">
                  {link ?? policyUrl}
                </a>
                {after}
              </span>
            </Field>
          )}
          <button type="submit" aria-disabled={step === 'sending'}>
            {words.submit}
          </button>
          <p role="status">{step === 'sending' ? words.sendingText : problems.form}</p>
        </>
      )}
    </form>
  );
};
