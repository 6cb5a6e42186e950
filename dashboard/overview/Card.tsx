import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Failed } from '../parts/Failed.tsx';
import type { Asked } from '../useAsked.ts';

interface Props<T> {
  title: string;
  /** What stands at the end of the title's line. */
  aside?: ComponentChildren;
  /** Its class: what waits for an answer is as high as what will stand there. */
  kind: string;
  asked: Asked<T>;
  children: (value: T) => ComponentChildren;
}

/** A part of the page with an answer of its own: each comes when it can, and fails for itself. */
export const Card = <T,>({ title, aside, kind, asked, children }: Props<T>) => {
  const id = useId();
  return (
    <section class={`card ${kind}`} aria-labelledby={id} aria-busy={asked.busy}>
      <div class="card-head">
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      {asked.failure ? (
        <Failed failure={asked.failure} onRetry={asked.again} />
      ) : asked.value === undefined ? (
        <div class="card-waiting" />
      ) : (
        children(asked.value)
      )}
    </section>
  );
};
