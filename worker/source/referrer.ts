import type { HostKind } from './brands.ts';
import { knownHost, withoutWww } from './hosts.ts';
import { memo } from './memo.ts';

const readHost = (address: string): string => {
  if (!URL.canParse(address)) return '';
  const { protocol, hostname } = new URL(address);
  return /^(https?|android-app):$/.test(protocol) ? hostname.toLowerCase().replace(/\.$/, '') : '';
};

/** Hosts come again and again, addresses do not; and every URL object lies in the runtime's memory for a while. */
const known = new Map<string, string>();
const MOST_KNOWN = 2_000;

/** The host of an address, lower case, IDN as ASCII; '' if the text is no web or Android app address. */
export const hostOf = (address: string): string => {
  const start = /^[a-z][a-z\d+.-]*:\/\/[^/?#\\]+/i.exec(address)?.[0];
  // Odder spellings are for the parser alone to judge.
  if (start === undefined) return readHost(address);
  let host = known.get(start);
  if (host === undefined) {
    host = readHost(start);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(start, host);
  }
  return host;
};

const hostSet = memo(
  (hosts: readonly string[]) => new Set(hosts.map((host) => hostOf(`http://${host}`)).filter(Boolean)),
);

/** Whether a host is one of these or below one of these. */
export const isUnder = (host: string, hosts: readonly string[]): boolean => {
  const set = hostSet(hosts);
  if (set.has(host)) return true;
  for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
    if (set.has(host.slice(dot + 1))) return true;
  }
  return false;
};

/**
 * GA4's words. A shop or a video site is a link like any other and gets its channel by its name. An ad server's host
 * (yabs.yandex.ru, doubleclick.net) stays a referral: it proves neither whose ad it was nor that the click was paid for.
 */
const MEDIUM: Record<HostKind, string> = {
  search: 'organic',
  social: 'social',
  mail: 'email',
  ai: 'ai-assistant',
  video: 'referral',
  shopping: 'referral',
};

/** What a bare referrer host tells. */
export const byReferrer = (host: string): { source: string; medium: string } => {
  const known = knownHost(host);
  return known
    ? { source: known.source, medium: MEDIUM[known.kind] }
    : { source: withoutWww(host), medium: 'referral' };
};
