import type { Stop } from './guard.ts';
import type { Host, Launcher } from './host.ts';
import { once } from './once.ts';
import { origin } from './site.ts';

/** The forms: a chunk of its own, loaded after the page or when one of them is asked for. */

export interface Forms {
  /** Puts them on the page if they are not there, and opens one if one is named. */
  show(form?: unknown): void;
  stop: Stop;
}

export const createForms = (host: Host): Forms => {
  let stopped = false;
  let remove: Stop | undefined;
  const launch = once(async () => {
    const launcher: Launcher = await import(/* @vite-ignore */ origin + __LAUNCHER__);
    if (!stopped) remove = launcher.start(host);
    return launcher;
  });
  return {
    show: (form) => {
      launch()
        .then(({ open }) => form && !stopped && open(host, `${form}`))
        // Offline, or blocked by the page's policy: the next call tries again.
        .catch((error: unknown) => console.debug('whichhalf', error));
    },
    stop: () => {
      stopped = true;
      remove?.();
    },
  };
};
