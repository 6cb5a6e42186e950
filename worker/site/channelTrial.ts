import type { ChannelTrialAnswer } from '../../shared/channelTrial.ts';
import type { ChannelRule } from '../../shared/settings.ts';
import { channelOf } from '../source/channels.ts';
import type { AdDictionary } from './ads.ts';

/** Tries other channel rules on the dictionary's ads, which are all that rules look at. Nothing is changed. */

const MOST_ADS = 50;

type Counted = ChannelTrialAnswer['all'];

const none = (): Counted => ({ ads: 0, visits: 0, leads: 0 });

const add = (sum: Counted, { ads, visits, leads }: Counted): void => {
  sum.ads += ads;
  sum.visits += visits;
  sum.leads += leads;
};

const countsByAd = (sql: SqlStorage, query: string): Map<number, number> =>
  new Map(
    sql
      .exec<{ ad: number; n: number }>(query)
      .toArray()
      .map(({ ad, n }) => [ad, n]),
  );

/** Sums by key, the most visits first. */
class Sums<T extends object> {
  readonly #sums = new Map<string, T & Counted>();

  add(what: T, counted: Counted): void {
    const key = JSON.stringify(what);
    const sum = this.#sums.get(key) ?? { ...what, ...none() };
    add(sum, counted);
    this.#sums.set(key, sum);
  }

  list(): (T & Counted)[] {
    return [...this.#sums.values()].sort((a, b) => b.visits - a.visits || b.leads - a.leads || b.ads - a.ads);
  }
}

/** `own rule 3` as `channelOf` names it. */
const ruleNumber = (rule: string): number | null => {
  const number = /^own rule (\d+)$/.exec(rule)?.[1];
  return number === undefined ? null : Number(number);
};

export const tryChannelRules = (
  { sql, ads }: { sql: SqlStorage; ads: AdDictionary },
  channelRules: readonly ChannelRule[],
): ChannelTrialAnswer => {
  const visits = countsByAd(sql, 'SELECT ad, sum(visits) AS n FROM cube GROUP BY ad');
  const leads = countsByAd(
    sql,
    "SELECT last_non_direct_ad AS ad, count(*) AS n FROM contacts WHERE id = lead AND spam = 0 AND kind <> 'nps' GROUP BY 1",
  );
  const all = none();
  const moved = none();
  const moves = new Sums<{ from: string; to: string }>();
  const movedAds = new Sums<Omit<ChannelTrialAnswer['ads'][number], keyof Counted>>();
  const rules = channelRules.map(none);

  for (const ad of ads.entries()) {
    const counted = { ads: 1, visits: visits.get(ad.id) ?? 0, leads: leads.get(ad.id) ?? 0 };
    const { channel, rule } = channelOf(ad, channelRules);
    const number = ruleNumber(rule);
    add(all, counted);
    const taken = number === null ? undefined : rules[number - 1];
    if (taken) add(taken, counted);
    if (channel === ad.channel) continue;
    add(moved, counted);
    const { source, medium, campaign } = ad;
    moves.add({ from: ad.channel, to: channel }, counted);
    movedAds.add({ source, medium, campaign, from: ad.channel, to: channel, rule: number }, counted);
  }
  return { moved, all, moves: moves.list(), ads: movedAds.list().slice(0, MOST_ADS), rules };
};
