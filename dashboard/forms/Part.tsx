import type { ComponentChildren } from 'preact';

interface Props {
  title: string;
  help?: string;
  /** Opens at a press: for what few forms need. */
  folded?: boolean;
  children: ComponentChildren;
}

/** One part of a form's settings. */
export const Part = ({ title, help, folded = false, children }: Props) =>
  folded ? (
    <details class="part">
      <summary>
        <h2>{title}</h2>
      </summary>
      {help && <p class="quiet">{help}</p>}
      {children}
    </details>
  ) : (
    <section class="part">
      <h2>{title}</h2>
      {help && <p class="quiet">{help}</p>}
      {children}
    </section>
  );
