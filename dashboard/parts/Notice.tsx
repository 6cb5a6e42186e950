import type { ComponentChildren } from 'preact';

interface Props {
  title: string;
  /** A failure is read out at once. */
  failed?: boolean;
  children?: ComponentChildren;
}

/** What stands where a page has nothing else to show. */
export const Notice = ({ title, failed = false, children }: Props) => (
  <section class={failed ? 'notice failed' : 'notice'} role={failed ? 'alert' : undefined}>
    <h2>{title}</h2>
    {children}
  </section>
);
