import { AD_DIMENSIONS, type AdName, type Condition, type Dimension } from '../../../shared/report.ts';
import type { ChannelRule } from '../../../shared/settings.ts';
import { channelOf } from '../../source/channels.ts';
import { UNSEEN } from '../ads.ts';
import { campaignOf, type Entry, type Join } from '../join.ts';

/** What a dictionary entry is called in each dimension, and whether a value meets the asked conditions. */

type AdDimension = (typeof AD_DIMENSIONS)[number];
export const isAdDimension = (dimension: Dimension): dimension is AdDimension =>
  (AD_DIMENSIONS as readonly Dimension[]).includes(dimension);

export interface EntryLabels {
  values: Record<AdDimension, string>;
  name: AdName;
  /** Tells ads apart, the same whichever came first: their ids are given in order of arrival. */
  unit: string;
}

/**
 * The ad of a report's row is the ad system's ad where the entry joins one, whatever keyword (`term`) led to it; else
 * what the UTM values say, without the term, which is a dimension of its own.
 */
const adIdOf = (entry: Entry, join: Join, units: Map<string, number>): { ad: string; unit: string } => {
  const node = join.nodeOf.get(entry.id);
  if (node?.level === 'ad') return { ad: node.code, unit: node.code };
  const unit = JSON.stringify([
    entry.source,
    entry.medium,
    entry.campaign,
    entry.content,
    entry.system,
    entry.campaignId,
    entry.adId,
  ]);
  let first = units.get(unit);
  if (first === undefined) {
    first = entry.id;
    units.set(unit, first);
  }
  return { ad: String(first), unit };
};

/**
 * Of several touches that one ad led to, and of several campaigns it stands in, one names its row, the same whichever
 * came first: a touch before what was paid for alone, a paid one before one that calls itself organic.
 */
const nameAds = (labels: ReadonlyMap<number, EntryLabels>): void => {
  const byAd = new Map<string, [id: number, label: EntryLabels][]>();
  for (const pair of labels) {
    const same = byAd.get(pair[1].values.ad);
    if (same) same.push(pair);
    else byAd.set(pair[1].values.ad, [pair]);
  }
  for (const same of byAd.values()) {
    if (same.length === 1) continue;
    const ranked = same.map(([id, { name }]) => ({
      rank: `${id < 0 ? 2 : name.medium === 'organic' || name.medium === 'referral' ? 1 : 0}${JSON.stringify(name)}`,
      name,
    }));
    const { name } = ranked.reduce((a, b) => (b.rank < a.rank ? b : a));
    for (const [, label] of same) label.name = name;
  }
};

export const labelEntries = (entries: readonly Entry[], join: Join): Map<number, EntryLabels> => {
  const units = new Map<string, number>();
  const labels = new Map<number, EntryLabels>();
  for (const entry of entries) {
    const node = join.nodeOf.get(entry.id);
    const campaign = campaignOf(node);
    const ad = node?.level === 'ad' ? node : undefined;
    const name: AdName = {
      channel: entry.channel,
      rule: entry.rule,
      source: entry.source,
      medium: entry.medium,
      campaign: campaign?.campaign || entry.campaign || entry.campaignId,
      content: ad?.ad || entry.content || entry.adId,
      ...((entry.system || node?.system) && { system: entry.system || (node?.system as string) }),
      ...((campaign?.campaignId || entry.campaignId) && { campaignId: campaign?.campaignId || entry.campaignId }),
      ...((ad?.adId || entry.adId) && { adId: ad?.adId || entry.adId }),
    };
    const { ad: id, unit } = adIdOf(entry, join, units);
    labels.set(entry.id, { name, unit, values: { ...pick(name), term: entry.term, ad: id } });
  }
  return labels;
};

/** Stands for callers of whom nothing is known, whether or not the dictionary has an entry for them yet. */
export const NOBODYS = 0;

export const labelNobodys = (
  entries: readonly Entry[],
  rules: readonly ChannelRule[],
  labels: Map<number, EntryLabels>,
): void => {
  const known = entries.find(
    ({ source, medium, campaign, content, term }) =>
      source === UNSEEN.source && medium === UNSEEN.medium && !campaign && !content && !term,
  );
  const label = known && labels.get(known.id);
  const name: AdName = { ...UNSEEN, ...channelOf(UNSEEN, rules), content: '' };
  labels.set(NOBODYS, label ?? { name, unit: '', values: { ...pick(name), term: '', ad: String(NOBODYS) } });
};

/** Spend that no entry stands for, under the ad system's own names. */
export const labelStands = (join: Join, labels: Map<number, EntryLabels>): void => {
  const visit = (nodes: readonly Join['roots'][number][]): void => {
    for (const node of nodes) {
      const campaign = campaignOf(node);
      const { stand } = node;
      const name: AdName = {
        channel: stand.channel,
        rule: stand.rule,
        source: stand.source,
        medium: stand.medium,
        campaign: campaign?.campaign || campaign?.campaignId || '',
        content: node.ad || node.adId,
        ...(node.system && { system: node.system }),
        ...(campaign?.campaignId && { campaignId: campaign.campaignId }),
        ...(node.adId && { adId: node.adId }),
      };
      labels.set(stand.id, { name, unit: node.code, values: { ...pick(name), term: '', ad: node.code } });
      visit(node.children);
    }
  };
  visit(join.roots);
  nameAds(labels);
};

const pick = ({ channel, source, medium, campaign, content }: AdName) => ({
  channel,
  source,
  medium,
  campaign,
  content,
});

/** `called` is where `~:` looks, for a value that people know by another name than itself. */
export type Matcher = (value: string, called?: string) => boolean;

/** What an ad, whose value is an id, is sought by: the names that its row bears. */
export const calledAd = ({ campaign, content, source }: AdName): string =>
  campaign || content ? `${content}\n${campaign}` : source;

/** One dimension's conditions as a test: any of the positive ones, all of the negative ones. */
export const matcher = (conditions: readonly Condition[]): Matcher => {
  const folded = conditions.map(({ operator, value }) => ({ operator, value: value.toLowerCase() }));
  const wanted = folded.filter(({ operator }) => operator !== '!:');
  const unwanted = folded.filter(({ operator }) => operator === '!:');
  return (text, called = text) => {
    const value = text.toLowerCase();
    const name = called.toLowerCase();
    return (
      unwanted.every((condition) => condition.value !== value) &&
      (wanted.length === 0 ||
        wanted.some((condition) =>
          condition.operator === ':' ? condition.value === value : name.includes(condition.value),
        ))
    );
  };
};
