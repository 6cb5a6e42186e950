import { VISITOR_LIFE } from '../../shared/limits.ts';
import { NAME } from './site.ts';

/** The visitor's id in a first-party cookie on the widest domain that takes one, so that subdomains share it. */

/** Sandboxed frames throw when cookies are merely looked at: they have none, then. */
const jar = (cookie?: string): string => {
  try {
    if (cookie) document.cookie = cookie;
    return document.cookie;
  } catch {
    return '';
  }
};

/** `life` in seconds. */
const write = (value: string, domain: string, life: number): string =>
  jar(
    `${NAME}=${value};path=/;max-age=${life};samesite=lax${location.protocol > 'http:' ? ';secure' : ''}${domain && ';domain='}${domain}`,
  );

/** From the right: `ua`, `com.ua`, `example.com.ua`, `www.example.com.ua`, and none at all. */
const domains = (): string[] => [
  ...location.hostname.split('.').map((_, index, labels) => labels.slice(-1 - index).join('.')),
  '',
];

/** The visitor's id, unless somebody else has written something else there. */
export const readCookie = (): string | undefined => jar().match(`${NAME}=([0-9a-z]{20})(?![^;])`)?.[1];

/**
 * Browsers refuse domains that are not the site's own without a word. Whether one was accepted is seen by a value that
 * no older cookie has. Returns the domain.
 */
export const writeCookie = (visitor: string): string => {
  const domain = domains().find((name) => write('0', name, 9).includes(`${NAME}=0`)) ?? '';
  write(visitor, domain, VISITOR_LIFE / 1_000);
  return domain;
};

export const eraseCookie = (): void => {
  for (const domain of domains()) write('', domain, 0);
};
