import type { WaitingAnswer } from '../../shared/leadStory.ts';
import { PlaceLink } from '../parts/PlaceLink.tsx';
import { useCounted, useOwn } from './own.ts';

/** What needs a hand now, whatever days are looked at; nothing where nothing does. Changes of it are read out. */
export const Attention = ({ waiting: { overdue, inTime, missedCalls } }: { waiting: WaitingAnswer }) => {
  const words = useOwn();
  const counted = useCounted();
  return (
    <div aria-live="polite">
      {overdue + inTime + missedCalls > 0 && (
        <section class="attention" aria-label={words.attention}>
          <ul>
            {overdue > 0 && (
              <li class="late">
                <PlaceLink to={{ page: 'leads', query: 'overdue=1' }}>{counted('leads', overdue)}</PlaceLink>{' '}
                {words.overdue}
              </li>
            )}
            {inTime > 0 && (
              <li>
                <PlaceLink to={{ page: 'leads' }}>{counted('leads', inTime)}</PlaceLink> {words.inTime}
              </li>
            )}
            {missedCalls > 0 && (
              <li>
                <PlaceLink to={{ page: 'calls' }}>{counted('calls', missedCalls)}</PlaceLink> {words.missed}
              </li>
            )}
          </ul>
        </section>
      )}
    </div>
  );
};
