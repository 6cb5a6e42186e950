import { KEPT_PARAMETER, MAX_PATH, MAX_URL } from '../../shared/limits.ts';

/** How a visitor came, reduced to what may leave the page. */

export interface Arrival {
  /** Landing URL: origin, path and the kept parameters. */
  url: string;
  /** The page before, reduced likewise. */
  referrer: string;
  /** Nobody came: a reload, a step back, or something done on a page that is open already. */
  again: boolean;
}

/** Kept parameters that tell more of an ad but prove no click: a site's own search may well be `?keyword=`. */
const SIDE_PARAMETER = /^(camp|ad_?[gi]|adset|gbi|ban|crea|key)/i;

/**
 * Origin, path and the kept parameters, those of the fragment (`#utm_source=…`) too; each as it was written. `also`
 * names others to keep, in lower case: they are no part of a touch.
 */
export const reduce = (address: string, also?: string[]): string => {
  try {
    const { protocol, host, pathname, search, hash } = new URL(address);
    const kept = (search.slice(1) + hash.replace(/[#?]/g, '&')).split('&').filter((pair) => {
      const [name = '', value] = pair.split('=');
      return value && (KEPT_PARAMETER.test(name) || also?.includes(name.toLowerCase()));
    });
    // `origin` would be "null" for android-app://, which tells of a visit out of an app.
    return `${protocol}//${host}${pathname.slice(0, MAX_PATH)}${kept[0] ? '?' : ''}${kept.join('&')}`.slice(0, MAX_URL);
  } catch {
    // There was none, or the page has its own idea of `document.referrer`.
    return '';
  }
};

/** The touch that a reduced URL carries, '' if none: equal for the same link, however its parameters are ordered. */
export const touchOf = (url = ''): string =>
  (url.split('?')[1] ?? '')
    .split('&')
    .filter((pair) => KEPT_PARAMETER.test(pair.split('=')[0] as string) && !SIDE_PARAMETER.test(pair))
    .sort()
    .join('&');

/**
 * How this document was come to, or what a page is that was counted already. The navigation entry still has the address
 * that a router may have rewritten before this script ran; a frame's may be none of the web.
 */
export const arrive = (first: boolean, also?: string[]): Arrival => {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return {
    url: reduce(first && /^http/.test(entry?.name ?? '') ? (entry as PerformanceEntry).name : location.href, also),
    referrer: reduce(document.referrer, also),
    again: !first || /^(reload|back)/.test(entry?.type ?? ''),
  };
};
