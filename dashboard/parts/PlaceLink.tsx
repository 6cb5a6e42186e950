import type { ComponentChildren } from 'preact';
import { addressOf, type Place, stepFrom } from '../place.ts';
import { useSite } from '../site.ts';

interface Props {
  to: Partial<Place>;
  class?: string;
  current?: boolean;
  children: ComponentChildren;
}

/** A link within the dashboard: it opens in place, or elsewhere where the reader asks for that. */
export const PlaceLink = ({ to, class: name, current = false, children }: Props) => {
  const { place, go } = useSite();
  const follow = (event: MouseEvent): void => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a href={addressOf(stepFrom(place, to))} class={name} aria-current={current ? 'page' : undefined} onClick={follow}>
      {children}
    </a>
  );
};
