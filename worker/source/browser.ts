import { getTimezone } from 'countries-and-timezones';

/** What a browser's own words tell of the visitor: the device by its name, the country by its clock. */

export type Device = 'desktop' | 'mobile' | 'tablet' | 'tv' | 'other';

const MAX_USER_AGENT = 1_000;

/**
 * First match wins. Televisions and tablets run Android as well and so come before telephones; an Android browser
 * that does not say Mobile is a tablet, which is Google's own advice. A game console stands at a television.
 * An iPad since iPadOS 13 calls itself a Macintosh and counts as desktop: only its touch points would tell, and those
 * are not worth a field on the wire.
 */
const DEVICES: readonly [RegExp, Device][] = [
  [
    /smart-?tv|hbbtv|google ?tv|android tv|apple ?tv|netcast|web0s|bravia|viera|roku|crkey|\baft\w+ build|mitv|playstation|xbox|nintendo/i,
    'tv',
  ],
  [/ipad|tablet|playbook|kindle|silk(?!.*mobile)|\bsm-[tx]\d/i, 'tablet'],
  [/mobi|iphone|ipod|windows phone|blackberry|opera mini|kaios/i, 'mobile'],
  [/android/i, 'tablet'],
  [/windows nt|macintosh|\bcros\b|x11|linux/i, 'desktop'],
];

export const deviceOf = (userAgent: string): Device => {
  const name = userAgent.slice(0, MAX_USER_AGENT);
  return DEVICES.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';
};

/** Where the list of zones puts another country first than the one the zone's ground belongs to. */
const GROUND: ReadonlyMap<string, string> = new Map([['Europe/Simferopol', 'UA']]);

/**
 * ISO 3166 code for an IANA time zone, old names included; '' for UTC and whatever is no zone. A zone that serves
 * several countries gives the one it is named in.
 */
export const countryOf = (zone: string): string => GROUND.get(zone) ?? getTimezone(zone)?.countries?.[0] ?? '';
