import { useEffect, useState } from 'preact/hooks';
import { addressOf, type Place, readPlace, stepFrom } from './place.ts';

/** `replace` leaves no step that the browser's Back would undo: for what is put right, not chosen. */
export type Go = (to: Partial<Place>, how?: 'replace') => void;

/** The place of the address, and how to go to another. */
export const usePlace = (): [Place, Go] => {
  const [place, setPlace] = useState(() => readPlace(location));

  useEffect(() => {
    const follow = (): void => setPlace(readPlace(location));
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);

  const go: Go = (to, how) => {
    // From the address, not from a closure: two steps in one go must not undo each other.
    const next = stepFrom(readPlace(location), to);
    const address = addressOf(next);
    if (how === 'replace') history.replaceState(null, '', address);
    else history.pushState(null, '', address);
    setPlace(next);
  };
  return [place, go];
};
