import { guard, listen, type Stop } from './guard.ts';

/** After the load event has finished, its other listeners included. */
export const whenLoaded = (run: () => void): Stop => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = (): void => {
    timer = setTimeout(() => guard(run));
  };
  const stop = listen(window, 'load', soon);
  if (document.readyState === 'complete') soon();
  return () => {
    stop();
    clearTimeout(timer);
  };
};

/** WebKit has no `requestIdleCallback`. A page that is never idle gets its turn all the same. */
export const whenIdle = (run: () => void): void => {
  const guarded = (): void => guard(run);
  if ('requestIdleCallback' in window) requestIdleCallback(guarded, { timeout: 2_000 });
  else setTimeout(guarded);
};
