import type { ChannelRule } from '../../shared/settings.ts';
import { wildcard } from '../../shared/wildcard.ts';
import type { HostKind } from './brands.ts';
import { kindOf } from './hosts.ts';
import { memo } from './memo.ts';
import { normalise } from './normalise.ts';

/**
 * Channels see nothing but these three, which is what an ad's dictionary row keeps: history can be classified again
 * without its visits.
 */
export interface Named {
  source: string;
  medium: string;
  campaign: string;
}

export interface Channel {
  channel: string;
  /** Which rule gave it, in words. */
  rule: string;
}

interface Seen extends Named {
  kind: HostKind | '';
}

/** GA4's own expressions and lists; everything they meet is lower case. */
const PAID = /^(.*cp.*|ppc|retargeting|paid.*)$/;
const SHOPPING_CAMPAIGN = /^(.*(([^a-df-z]|^)shop|shopping).*)$/;
const DISPLAY = new Set(['display', 'banner', 'expandable', 'interstitial', 'cpm']);
const SOCIAL = new Set(['social', 'social-network', 'social-media', 'sm', 'social network', 'social media']);
const EMAIL = new Set(['email', 'e-mail', 'e_mail', 'e mail']);
const REFERRAL = new Set(['referral', 'app', 'link']);

const paid = ({ medium }: Seen): boolean => PAID.test(medium);

/** Whether a medium (normalised) says that the visit was bought. */
export const isPaid = (medium: string): boolean => PAID.test(medium) || DISPLAY.has(medium);

type Rule = [group: string, channel: string, why: string, matches: (seen: Seen) => boolean];

/**
 * GA4's default channel groups, first match wins (https://support.google.com/analytics/answer/9756891). AI Assistant
 * came in May 2026 with a medium of its own; the assistants are told by source as well, since some mark their links
 * with utm_source alone and the order of that group is nowhere stated. It stands before Organic Search, so that an
 * assistant whose link says `organic` is not taken for a search engine.
 */
const RULES: readonly Rule[] = [
  [
    '1',
    'Direct',
    'no source',
    ({ source, medium }) => source === '(direct)' && (medium === '(none)' || medium === '(not set)'),
  ],
  ['2', 'Cross-network', 'campaign contains cross-network', ({ campaign }) => campaign.includes('cross-network')],
  ['3', 'Paid Shopping', 'source is a shopping site, medium is paid', (seen) => seen.kind === 'shopping' && paid(seen)],
  [
    '3',
    'Paid Shopping',
    'campaign speaks of a shop, medium is paid',
    (seen) => SHOPPING_CAMPAIGN.test(seen.campaign) && paid(seen),
  ],
  ['4', 'Paid Search', 'source is a search engine, medium is paid', (seen) => seen.kind === 'search' && paid(seen)],
  ['4', 'Paid Social', 'source is a social network, medium is paid', (seen) => seen.kind === 'social' && paid(seen)],
  ['4', 'Paid Video', 'source is a video site, medium is paid', (seen) => seen.kind === 'video' && paid(seen)],
  ['5', 'Display', 'medium is a display one', ({ medium }) => DISPLAY.has(medium)],
  ['6', 'Paid Other', 'medium is paid', paid],
  ['7', 'Organic Shopping', 'source is a shopping site', ({ kind }) => kind === 'shopping'],
  ['7', 'Organic Shopping', 'campaign speaks of a shop', ({ campaign }) => SHOPPING_CAMPAIGN.test(campaign)],
  ['8', 'Organic Social', 'source is a social network', ({ kind }) => kind === 'social'],
  ['8', 'Organic Social', 'medium is a social one', ({ medium }) => SOCIAL.has(medium)],
  ['9', 'Organic Video', 'source is a video site', ({ kind }) => kind === 'video'],
  ['9', 'Organic Video', 'medium contains video', ({ medium }) => medium.includes('video')],
  ['', 'AI Assistant', 'source is an AI assistant', ({ kind }) => kind === 'ai'],
  ['', 'AI Assistant', 'medium is ai-assistant', ({ medium }) => medium === 'ai-assistant'],
  ['10', 'Organic Search', 'source is a search engine', ({ kind }) => kind === 'search'],
  ['10', 'Organic Search', 'medium is organic', ({ medium }) => medium === 'organic'],
  ['11', 'Email', 'source or medium is e-mail', ({ source, medium }) => EMAIL.has(source) || EMAIL.has(medium)],
  ['12', 'Affiliates', 'medium is affiliate', ({ medium }) => medium === 'affiliate'],
  ['13', 'Referral', 'medium is a link', ({ medium }) => REFERRAL.has(medium)],
  ['14', 'Audio', 'medium is audio', ({ medium }) => medium === 'audio'],
  ['15', 'SMS', 'source or medium is sms', ({ source, medium }) => source === 'sms' || medium === 'sms'],
  [
    '16',
    'Mobile Push Notifications',
    'medium is a notification',
    ({ medium }) => medium.endsWith('push') || /mobile|notification/.test(medium),
  ],
  ['16', 'Mobile Push Notifications', 'source is firebase', ({ source }) => source === 'firebase'],
];

const part = (pattern: string | undefined): ((text: string) => boolean) =>
  pattern === undefined ? () => true : wildcard(normalise(pattern));

const ownRules = memo((rules: readonly ChannelRule[]) =>
  rules.map((rule, index) => {
    const [source, medium, campaign] = [part(rule.source), part(rule.medium), part(rule.campaign)];
    return {
      result: { channel: rule.channel, rule: `own rule ${index + 1}` },
      matches: (seen: Named) => source(seen.source) && medium(seen.medium) && campaign(seen.campaign),
    };
  }),
);

/** The site's own rules in their order, then GA4's. A rule of the site's that states nothing matches everything. */
export const channelOf = (named: Named, rules: readonly ChannelRule[]): Channel => {
  const source = normalise(named.source);
  const seen: Seen = {
    source,
    medium: normalise(named.medium),
    campaign: normalise(named.campaign),
    kind: kindOf(source),
  };
  const own = ownRules(rules).find(({ matches }) => matches(seen));
  if (own) return { ...own.result };
  const found = RULES.find(([, , , matches]) => matches(seen));
  if (!found) return { channel: 'Unassigned', rule: 'GA4 17 Unassigned: no rule matches' };
  const [group, channel, why] = found;
  return { channel, rule: `GA4 ${group && `${group} `}${channel}: ${why}` };
};
