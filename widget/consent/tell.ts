import type { Api } from '../core/api.ts';

/** Hands on what the site's banner was told, as the page's own code would. */

let told: boolean | undefined;

export const tell = (yes: boolean): void => {
  if (told === yes) return;
  told = yes;
  // A page rendered ahead has no script running yet: it finds the call when it starts.
  const queue: Api = (...call) => void (queue.q ??= []).push(call);
  window.whichhalf ??= queue;
  window.whichhalf('consent', yes);
};
