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
  const sending = step === 'sending';
  return (
    <form noValidate onInput={onInput} onSubmit={onSubmit}>
      {step === 'idle' || sending ? (
        <>
          <h2>{words.title}</h2>
          <p>{words.text}</p>
          {FIELDS[form.kind].map((name) => {
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
            <Field
              name="consent"
              type="checkbox"
              label={
                <span>
                  {before}
                  <a href={policyUrl} target="_blank" rel="noopener">
                    {link ?? policyUrl}
                  </a>
                  {after}
                </span>
              }
              error={problems.consent}
              required
            />
          )}
          <button type="submit" aria-disabled={sending}>
            {words.submit}
          </button>
        </>
      ) : (
        <h2 tabIndex={-1}>{words[step]}</h2>
      )}
      <p role="status">{step === 'idle' ? problems.form : words[`${step}Text`]}</p>
    </form>
  );
};
