import type { SiteSettings } from '../../shared/settings.ts';
import type { AdSystem } from '../../shared/spend.ts';
import { channelOf, isPaid } from './channels.ts';
import { clickIdOf } from './click-ids.ts';
import { kindOf, sourceName, systemOf } from './hosts.ts';
import { memo } from './memo.ts';
import { normalise } from './normalise.ts';
import { type Parameters, parametersOf } from './parameters.ts';
import { byReferrer, hostOf, isUnder } from './referrer.ts';

/** How a visit came, as the browser told it. */
export interface RawTouch {
  url: string;
  referrer: string;
}

/** What a touch resolves to; '' where there is nothing. */
export interface Ad {
  source: string;
  medium: string;
  campaign: string;
  content: string;
  term: string;
  channel: string;
  /** Which rule gave the channel. */
  rule: string;
  /** The ad system that was paid. */
  system: AdSystem | '';
  /** The ad system's own ids: digits. */
  campaignId: string;
  groupId: string;
  adId: string;
}

type Settings = Pick<SiteSettings, 'hosts' | 'ignoredReferrers' | 'sourceAliases' | 'channelRules'>;

/** GA4's words for what is not there. */
const DIRECT = { source: '(direct)', medium: '(none)' };
const NOT_SET = '(not set)';

const ownAliases = memo(
  (aliases: SiteSettings['sourceAliases']) =>
    new Map(Object.entries(aliases).map(([spelling, name]) => [normalise(spelling), normalise(name)])),
);

/** The site's own word on a spelling comes first; else ours, on which the site may have one of its own again. */
const nameSource = (source: string, aliases: SiteSettings['sourceAliases']): string => {
  const own = ownAliases(aliases);
  const name = sourceName(source);
  return own.get(source) ?? own.get(name) ?? name;
};

/** The first of these parameters that is an id: 1 to 20 digits. A template that was never filled in is none. */
const firstId = (parameters: Parameters, names: readonly string[]): string => {
  for (const name of names) {
    const value = parameters.get(name);
    if (value !== undefined && /^\d{1,20}$/.test(value)) return value;
  }
  return '';
};

const CAMPAIGN_IDS = ['utm_id', 'campaignid', 'campaign_id', 'utm_campaign'];
const GROUP_IDS = ['adgroupid', 'adgroup_id', 'ad_group_id', 'ad_groupid', 'gbid', 'adset_id', 'adsetid'];
const AD_IDS = ['creative', 'ad_id', 'adid', 'banner_id', 'utm_content'];

const holdsTouch = (parameters: Parameters): boolean =>
  ['utm_source', 'utm_medium', 'utm_campaign'].some((name) => parameters.has(name)) ||
  clickIdOf(parameters) !== undefined;

/** Links that say nothing but their source: a click id or referrer of the same house tells the medium. */
const mediumBeside = (source: string, came: { source: string; medium: string } | undefined): string => {
  const sameHouse =
    came && (came.source === source || (systemOf(source) !== '' && systemOf(came.source) === systemOf(source)));
  if (sameHouse) return came.medium;
  // ChatGPT marks its links with utm_source=chatgpt.com alone.
  return kindOf(source) === 'ai' ? 'ai-assistant' : NOT_SET;
};

/** UTM values, then an ad system's click id, then the referrer, then what a click id of any link tells, then Direct. */
const resolve = (parameters: Parameters, referrerHost: string, settings: Settings): Ad => {
  const utm = (name: string): string => normalise(parameters.get(`utm_${name}`) ?? '');
  const click = clickIdOf(parameters);
  const came = click && !(click.weak && referrerHost) ? click : referrerHost ? byReferrer(referrerHost) : undefined;

  const stated = { source: sourceName(utm('source')), medium: utm('medium') };
  const campaign = utm('campaign');
  const tagged = stated.source || stated.medium || campaign;
  const found = tagged
    ? {
        source: stated.source || (came?.source ?? NOT_SET),
        medium: stated.medium || (stated.source ? mediumBeside(stated.source, came) : (came?.medium ?? NOT_SET)),
      }
    : (came ?? DIRECT);
  const source = nameSource(utm('source') || found.source, settings.sourceAliases);
  const { medium } = found;

  // A click id copied into another system's link is not that system's click: what the UTM values say stands.
  const paidTo = isPaid(medium) ? systemOf(source) || systemOf(found.source) : '';
  const system = paidTo || (click?.system ?? '');

  const named = { source, medium, campaign };
  return {
    ...named,
    content: utm('content'),
    term: utm('term'),
    ...channelOf(named, settings.channelRules),
    system,
    campaignId: (system === 'google' && firstId(parameters, ['gad_campaignid'])) || firstId(parameters, CAMPAIGN_IDS),
    groupId: firstId(parameters, GROUP_IDS),
    adId: firstId(parameters, AD_IDS),
  };
};

/** Names the ad that a touch came by. Pure; takes any text for an address. */
export const resolveTouch = (touch: RawTouch, settings: Settings): Ad => {
  const landing = parametersOf(touch.url);
  const referrerHost = hostOf(touch.referrer);
  const own = referrerHost !== '' && (referrerHost === hostOf(touch.url) || isUnder(referrerHost, settings.hosts));
  // The visit began on an inner page because the landing page could not report (consent came late): its address
  // stands in the referrer.
  if (own && !holdsTouch(landing)) return resolve(parametersOf(touch.referrer), '', settings);
  const outside = own || isUnder(referrerHost, settings.ignoredReferrers) ? '' : referrerHost;
  return resolve(landing, outside, settings);
};
