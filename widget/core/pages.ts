import { all, guard, listen, type Stop } from './guard.ts';
import { path } from './ongoing.ts';

/** Tells of every page after the first: a single-page application's navigations, and a page come back to. */

/** Calls after each `history.pushState` and `replaceState`; for browsers without the Navigation API. */
const watchHistory = (changed: () => void): Stop =>
  all(
    (['pushState', 'replaceState'] as const).map((name) => {
      const original = history[name];
      const inherited = !Object.keys(history).includes(name);
      const patched: typeof original = (...args) => {
        original.apply(history, args);
        guard(changed);
      };
      history[name] = patched;
      return () => {
        // Whoever patched it after us calls us still; then ours merely passes the call on.
        if (history[name] !== patched) return;
        if (inherited) delete (history as Partial<History>)[name];
        else history[name] = original;
      };
    }),
  );

export const watchPages = (seen: () => void): Stop => {
  let last: string | undefined = path();
  const changed = (): void => {
    const now = path();
    // Other queries and anchors are the same page. Once stopped there is no last one.
    if (!last || now === last) return;
    last = now;
    seen();
  };
  return all([
    // Out of the back/forward cache: no script runs anew.
    listen(window, 'pageshow', (event) => {
      if ((event as PageTransitionEvent).persisted) seen();
    }),
    ...('navigation' in window
      ? [listen(window.navigation, 'currententrychange', changed)]
      : [listen(window, 'popstate', changed), watchHistory(changed)]),
    () => {
      last = undefined;
    },
  ]);
};
