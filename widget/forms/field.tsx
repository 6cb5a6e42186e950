/* @jsxRuntime classic */
/* @jsx h */
/* @jsxFrag Fragment */
import { type ComponentChildren, Fragment, h } from 'preact';

interface Props {
  name: string;
  label: ComponentChildren;
  error: string | undefined;
  type: string;
  autocomplete?: string;
  required: boolean;
}

/** One field with its label and its error, whose line is always there so that nothing moves. */
export const Field = ({ name, label, error, ...input }: Props) => (
  <>
    <label class={name}>
      {label}
      <input name={name} aria-invalid={!!error} aria-describedby={name} {...(input as object)} />
    </label>
    <p id={name}>{error}</p>
  </>
);
