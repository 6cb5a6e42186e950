import { PlaceLink } from '../parts/PlaceLink.tsx';
import { useSite } from '../site.ts';
import { useAsked } from '../useAsked.ts';
import { askWaiting } from './api.ts';
import { useCounted, useOwn } from './own.ts';

/** What needs a hand now, whatever days are looked at; nothing where nothing does. */
export const Attention = ({ news }: { news: number }) => {
  const { site } = useSite();
  const words = useOwn();
  const counted = useCounted();
  const { value } = useAsked(`${site} ${news}`, (signal) => askWaiting(site, signal));
  if (!value || value.overdue + value.inTime === 0) return null;
  return (
    <section class="attention" aria-live="polite" aria-label={words.attention}>
      <ul>
        {value.overdue > 0 && (
          <li class="late">
            <PlaceLink to={{ page: 'leads', query: 'overdue=1' }}>{counted('leads', value.overdue)}</PlaceLink>{' '}
            {words.overdue}
          </li>
        )}
        {value.inTime > 0 && (
          <li>
            <PlaceLink to={{ page: 'leads' }}>{counted('leads', value.inTime)}</PlaceLink> {words.inTime}
          </li>
        )}
        {value.missedCalls > 0 && (
          <li>
            <PlaceLink to={{ page: 'calls' }}>{counted('calls', value.missedCalls)}</PlaceLink> {words.missed}
          </li>
        )}
      </ul>
    </section>
  );
};
