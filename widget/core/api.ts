import { guard, type Stop } from './guard.ts';

/** `window.whichhalf`: what the page's own code may call, before the script has come too. */

export interface Api {
  (...call: unknown[]): void;
  /** Calls that the pasted stub has collected. */
  q?: Iterable<unknown>[];
  /** Keys of the sites whose scripts run on this page. */
  sites?: string[];
}

export type Handler = (name: unknown, value: unknown) => void;

/** Nothing where this site's script runs already. Scripts of two sites on one page both get every call. */
export const install = (site: string, handle: Handler): Stop | undefined => {
  const earlier = window.whichhalf;
  const sites = earlier?.sites ?? [];
  if (sites.includes(site)) return undefined;
  const api: Api = (...call) => {
    if (sites[0]) earlier?.(...call);
    guard(() => handle(call[0], call[1]));
  };
  api.sites = [...sites, site];
  window.whichhalf = api;
  for (const call of earlier?.q?.splice(0) ?? []) api(...call);
  return () => {
    api.sites = [];
    if (window.whichhalf === api) window.whichhalf = earlier ?? (() => {});
  };
};
