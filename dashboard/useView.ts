import { useEffect, useState } from 'preact/hooks';
import { readView, type View, writeView } from './query.ts';

/** The view of the address. Changes are steps that the browser's Back undoes. */
export const useView = (): [View, (change: Partial<View>) => void] => {
  const [view, setView] = useState(() => readView(location.search));

  useEffect(() => {
    const follow = (): void => setView(readView(location.search));
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);

  const change = (part: Partial<View>): void => {
    // From the address, not from a closure: two changes in one go must not undo each other.
    const next = { ...readView(location.search), ...part };
    history.pushState(null, '', location.pathname + writeView({ ...next, site: '' }));
    setView(next);
  };
  return [view, change];
};
