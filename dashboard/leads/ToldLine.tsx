import type { ToldEntry } from '../../shared/leadStory.ts';
import { fill } from '../words/fill.ts';
import { usePage } from './page.ts';

/** Whom the site told of it, and what did not arrive. */
export const ToldLine = ({ told: { event, via, to, state, error } }: { told: ToldEntry }) => {
  const { words } = usePage();
  const said = { told: words.told, waiting: words.toldWaiting, failed: words.toldFailed }[state];
  return (
    <>
      <p class={state === 'told' ? '' : 'late'}>{fill(said, { event: words.events[event] })}</p>
      <p class="quiet">{[fill(words.via[via], { to }), error].filter(Boolean).join(': ')}</p>
    </>
  );
};
