import { useMemo } from 'preact/hooks';
import { readView, settleView, type View, writeView } from './query.ts';
import { useSite } from './site.ts';

/** The view of the address. Changes are steps that the browser's Back undoes. */
export const useView = (): [View, (change: Partial<View>) => void] => {
  const { place, go } = useSite();
  const view = useMemo(() => readView(place.query), [place.query]);
  const change = (part: Partial<View>): void => {
    // From the address, not from a closure: two changes in one go must not undo each other.
    go({ rest: place.rest, query: writeView(settleView({ ...readView(location.search), ...part })) });
  };
  return [view, change];
};
