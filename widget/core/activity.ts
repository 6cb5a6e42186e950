import { listen, type Stop } from './guard.ts';

/** Signs that somebody is still there, at most one a minute: reading for an hour is no idling. */

const PAUSE = 60_000;

export const watchActivity = (active: () => void): Stop => {
  let next = 0;
  return listen(document, 'scroll pointerdown keydown visibilitychange', () => {
    const now = Date.now();
    if (now < next) return;
    next = now + PAUSE;
    active();
  });
};
