import type { ChannelRule } from '../../shared/settings.ts';
import { channelOf } from '../source/channels.ts';
import type { Ad } from '../source/resolve.ts';

/** The ad dictionary: an entry's id stands for it in every other table. */

export type AdRow = Record<keyof Omit<Ad, 'campaignId' | 'groupId' | 'adId'>, string> & {
  id: number;
  campaign_id: string;
  group_id: string;
  ad_id: string;
};

const OTHER = '(other)';

/** Callers of whom no visit and no source is known: told apart from Direct, which is a visit's. */
export const UNSEEN = { source: '(not set)', medium: 'call', campaign: '' } as const;

/** From so many entries on, what is new is folded: first its term, then its content, its campaign, at last all of it. */
const FOLDS: readonly [from: number, fold: (ad: Ad) => Ad][] = [
  [10_000, (ad) => ({ ...ad, term: ad.term && OTHER })],
  [11_000, (ad) => ({ ...ad, content: ad.content && OTHER, adId: '', groupId: '' })],
  [12_000, (ad) => ({ ...ad, campaign: ad.campaign && OTHER, campaignId: '' })],
  [
    13_000,
    (ad) => ({ ...ad, source: OTHER, medium: OTHER, system: '', channel: 'Unassigned', rule: 'too many sources' }),
  ],
];

const keyOf = (ad: Ad): string =>
  JSON.stringify([
    ad.source,
    ad.medium,
    ad.campaign,
    ad.content,
    ad.term,
    ad.system,
    ad.campaignId,
    ad.groupId,
    ad.adId,
  ]);

const adOfRow = ({ campaign_id, group_id, ad_id, ...row }: AdRow): Ad & { id: number } =>
  ({ ...row, campaignId: campaign_id, groupId: group_id, adId: ad_id }) as Ad & { id: number };

export class AdDictionary {
  readonly #sql: SqlStorage;
  #ids: Map<string, number> | null = null;
  #direct: Set<number> = new Set();
  #entries: (Ad & { id: number })[] = [];
  /** Moves whenever an entry is added or changed. */
  version = 0;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  #load(): Map<string, number> {
    if (this.#ids) return this.#ids;
    this.version += 1;
    this.#entries = this.#sql
      .exec<AdRow>(
        'SELECT id, source, medium, campaign, content, term, system, campaign_id, group_id, ad_id, channel, rule FROM ads ORDER BY id',
      )
      .toArray()
      .map(adOfRow);
    this.#ids = new Map(this.#entries.map((ad) => [keyOf(ad), ad.id]));
    this.#direct = new Set(this.#entries.filter((ad) => ad.source === '(direct)').map((ad) => ad.id));
    return this.#ids;
  }

  /** Every entry, in order of id. */
  entries(): readonly (Ad & { id: number })[] {
    this.#load();
    return this.#entries;
  }

  /** The id of an ad, which is entered if it is new. */
  idOf(resolved: Ad): number {
    const ids = this.#load();
    let ad = resolved;
    for (const [from, fold] of FOLDS) {
      const known = ids.get(keyOf(ad));
      if (known !== undefined) return known;
      if (ids.size < from) break;
      ad = fold(ad);
    }
    const known = ids.get(keyOf(ad));
    if (known !== undefined) return known;
    const { id } = this.#sql
      .exec<{ id: number }>(
        `INSERT INTO ads (source, medium, campaign, content, term, system, campaign_id, group_id, ad_id, channel, rule)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
        ad.source,
        ad.medium,
        ad.campaign,
        ad.content,
        ad.term,
        ad.system,
        ad.campaignId,
        ad.groupId,
        ad.adId,
        ad.channel,
        ad.rule,
      )
      .one();
    ids.set(keyOf(ad), id);
    this.#entries.push({ ...ad, id });
    if (ad.source === '(direct)') this.#direct.add(id);
    this.version += 1;
    return id;
  }

  /** The entry for callers of whom nothing is known. */
  unseenCaller(rules: readonly ChannelRule[]): number {
    return this.idOf({
      ...UNSEEN,
      content: '',
      term: '',
      ...channelOf(UNSEEN, rules),
      system: '',
      campaignId: '',
      groupId: '',
      adId: '',
    });
  }

  isDirect(id: number): boolean {
    this.#load();
    return this.#direct.has(id);
  }

  /** Channels anew by other rules: history follows, for only the dictionary's rows say which channel an ad is of. */
  reclassify(rules: readonly ChannelRule[]): void {
    for (const ad of this.entries()) {
      const { channel, rule } = channelOf(ad, rules);
      if (channel !== ad.channel || rule !== ad.rule) {
        this.#sql.exec('UPDATE ads SET channel = ?, rule = ? WHERE id = ?', channel, rule, ad.id);
      }
    }
    this.forget();
  }

  /** After a transaction was rolled back: what is in memory may not be in the table. */
  forget(): void {
    this.#ids = null;
    this.version += 1;
  }
}
