import { guard, listen, type Stop } from './guard.ts';

/** After the load event has finished, its other listeners included. */
export const whenLoaded = (run: () => void): Stop => {
  const soon = (): void => {
    setTimeout(() => guard(run));
  };
  const stop = listen(window, 'load', soon);
  if (document.readyState === 'complete') soon();
  return stop;
};

/** WebKit has no `requestIdleCallback`. A page that is never idle gets its turn all the same. */
export const whenIdle = (run: () => void): void => {
  // To `setTimeout` an object is no delay.
  const soon = (window.requestIdleCallback ?? setTimeout) as typeof requestIdleCallback;
  soon(() => guard(run), { timeout: 2_000 });
};
