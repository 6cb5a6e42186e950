/* @jsxRuntime classic */
/* @jsx h */
/* @jsxFrag Fragment */
import { type ComponentChildren, Fragment, h } from 'preact';

interface Props {
  name: string;
  /** Before the input; `children` stand after it. */
  label?: string;
  error: string | undefined;
  type: string;
  autocomplete?: string;
  required: boolean;
  children?: ComponentChildren;
}

/** One field with its label and its error, whose line is always there so that nothing moves. */
export const Field = ({ name, label, error, children, ...input }: Props) => (
  <>
    <label class={name}>
      {label}
      <input name={name} aria-invalid={!!error} aria-describedby={name} {...(input as object)} />
      {children}
    </label>
    <p id={name}>{error}</p>
  </>
);
