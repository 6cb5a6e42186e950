import type { AdSystem } from '../../shared/spend.ts';
import type { Parameters } from './parameters.ts';

/** What a parameter that a system adds to its links says of the visit. */
export interface ClickId {
  parameter: string;
  source: string;
  medium: string;
  /** The ad system that was paid, '' if the parameter does not prove that one was. */
  system: AdSystem | '';
  /**
   * Some parameters stay in an address when it is copied and even get into search indexes. These stand behind the
   * referrer: they only keep the visit from being Direct.
   */
  weak?: true;
}

/** In order of proof: the first one present speaks. Names in lower case. */
export const CLICK_IDS: readonly ClickId[] = [
  // Search Ads 360 puts gclid on Microsoft's clicks too, so Microsoft's own comes before Google's.
  { parameter: 'msclkid', source: 'bing', medium: 'cpc', system: 'microsoft' },
  { parameter: 'gclid', source: 'google', medium: 'cpc', system: 'google' },
  { parameter: 'gbraid', source: 'google', medium: 'cpc', system: 'google' },
  { parameter: 'wbraid', source: 'google', medium: 'cpc', system: 'google' },
  { parameter: 'yclid', source: 'yandex', medium: 'cpc', system: 'yandex' },
  { parameter: 'ymclid', source: 'yandex', medium: 'cpc', system: 'yandex' },
  { parameter: 'ttclid', source: 'tiktok', medium: 'cpc', system: 'tiktok' },
  { parameter: 'twclid', source: 'x', medium: 'cpc', system: 'x' },
  { parameter: 'li_fat_id', source: 'linkedin', medium: 'cpc', system: 'linkedin' },
  { parameter: 'rdt_cid', source: 'reddit', medium: 'cpc', system: 'reddit' },
  { parameter: 'epik', source: 'pinterest', medium: 'cpc', system: 'pinterest' },
  { parameter: 'sccid', source: 'snapchat', medium: 'cpc', system: 'snap' },
  { parameter: 'qclid', source: 'quora', medium: 'cpc', system: 'quora' },
  // Campaign Manager and Display & Video 360: Google's, but bought as display.
  { parameter: 'dclid', source: 'google', medium: 'display', system: 'google' },
  // Left over from a Google click whose gclid the browser or a redirect took away.
  { parameter: 'gad_campaignid', source: 'google', medium: 'cpc', system: 'google' },
  { parameter: 'gad_source', source: 'google', medium: 'cpc', system: 'google' },
  // Affiliate networks and mailings.
  { parameter: 'irclickid', source: 'impact', medium: 'affiliate', system: '' },
  { parameter: 'awc', source: 'awin', medium: 'affiliate', system: '' },
  { parameter: '_kx', source: 'klaviyo', medium: 'email', system: '' },
  { parameter: 'mc_cid', source: 'mailchimp', medium: 'email', system: '' },
  // Meta puts these on every outgoing link, paid or not. `social` is what a bare Facebook referrer gives as well, so
  // that the app (which sends none) and the browser count as one source; GA4's name for both is Organic Social.
  { parameter: 'igshid', source: 'instagram', medium: 'social', system: '', weak: true },
  { parameter: 'fbclid', source: 'facebook', medium: 'social', system: '', weak: true },
];

export const clickIdOf = (parameters: Parameters): ClickId | undefined =>
  CLICK_IDS.find(({ parameter }) => parameters.has(parameter));
