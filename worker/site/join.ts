import type { ChannelRule } from '../../shared/settings.ts';
import type { AdSystem, SpendKind } from '../../shared/spend.ts';
import { channelOf } from '../source/channels.ts';
import { systemOf } from '../source/hosts.ts';
import { normalise } from '../source/normalise.ts';
import type { Ad } from '../source/resolve.ts';
import type { SpendKey } from './spendRows.ts';

/**
 * The join of spend and touches. Pure, and made anew whenever either side's dictionary has grown, so it does not matter
 * which was there first. Spend stands in a tree (source → campaign → group → ad); an ad of the dictionary hangs on the
 * finest node it matches: within one ad system by ad id, else by campaign id, else by normalised names.
 */

export interface Entry extends Ad {
  /** The dictionary's id; negative for spend that nothing of the dictionary stands for. */
  id: number;
}

/** A row of `spend_keys`. */
export interface SpendKeyRow extends Omit<SpendKey, 'key'> {
  id: number;
  origin: string;
}

export interface Node {
  level: 'source' | 'campaign' | 'group' | 'ad';
  parent: Node | null;
  children: Node[];
  /** What its ads cost, stated for just this node; several where it was under an id and under a name, or by several origins. */
  keys: SpendKeyRow[];
  /** Of the other kinds, stated for just this node: they are bills, and add up. */
  fees: SpendKeyRow[];
  /** Dictionary entries that hang here and on nothing finer. */
  entries: Entry[];
  /** Names as the ad system has them. */
  campaign: string;
  campaignId: string;
  ad: string;
  adId: string;
  system: string;
  /** Names it in reports and conditions, the same whatever else is uploaded: `google-456`, `google/~brand/~sale`. */
  code: string;
  /** What reports show for its spend where no entry stands for it. */
  stand: Entry;
}

export interface Join {
  roots: Node[];
  /** All entries of the dictionary, with the node each hangs on. */
  nodeOf: Map<number, Node>;
  nodeOfKey: Map<number, Node>;
  /** Keys of each kind that is no ad's. */
  fees: Record<Fee, number[]>;
  /** Nodes whose spend was stated more than once, coarsely and finely say: to be settled day by day. */
  mixed: Node[];
}

export type Fee = Exclude<SpendKind, 'ad'>;

/** What a fee is shown under that was stated for nothing. No visit joins it. */
export const NOT_SET = '(not set)';

/** The source that visits from an ad system's ads usually state. */
const SOURCES: Record<AdSystem, string> = {
  google: 'google',
  yandex: 'yandex',
  meta: 'facebook',
  microsoft: 'bing',
  tiktok: 'tiktok',
  linkedin: 'linkedin',
  x: 'x',
  vk: 'vk',
  reddit: 'reddit',
  pinterest: 'pinterest',
  snap: 'snapchat',
  quora: 'quora',
};

const named = (id: string, text: string): string => (id ? `#${id}` : `~${normalise(text)}`);

/** Nodes of one level under one parent. Several may have one name: each of them is then what the name means. */
class Names {
  readonly #byId = new Map<string, Node>();
  readonly #byName = new Map<string, Node[]>();

  ofId(id: string): Node | undefined {
    return this.#byId.get(id);
  }

  /** By a normalised name. */
  ofName(name: string): readonly Node[] {
    return this.#byName.get(name) ?? [];
  }

  /** The node that a row of spend means; made if it is new. */
  find({ id, text }: { id: string; text: string }, make: () => Node): Node {
    const same = this.ofName(normalise(text));
    const node = (id ? this.#byId.get(id) : same.length === 1 ? same[0] : undefined) ?? make();
    if (id) this.#byId.set(id, node);
    this.enter(text, node);
    return node;
  }

  enter(text: string, node: Node): void {
    const same = this.ofName(normalise(text));
    if (text && !same.includes(node)) this.#byName.set(normalise(text), [...same, node]);
  }
}

interface Branch {
  root: Node;
  campaigns: Names;
  /** By id alone; one ad may stand in several groups. */
  ads: Map<string, Node[]>;
  groups: Map<Node, Names>;
  adNames: Map<Node, Names>;
}

export const joinSpend = (
  entries: readonly Entry[],
  keys: readonly SpendKeyRow[],
  rules: readonly ChannelRule[],
): Join => {
  const branches = new Map<string, Branch>();
  const nodeOfKey = new Map<number, Node>();
  const nodeOf = new Map<number, Node>();
  const fees: Join['fees'] = { marketing: [], sales: [] };
  let stands = 0;

  const newNode = (level: Node['level'], parent: Node | null, key: SpendKeyRow): Node => {
    const source = key.system ? (SOURCES[key.system as AdSystem] ?? key.system) : key.source || NOT_SET;
    const medium = key.system ? 'cpc' : key.medium || (key.source ? '' : NOT_SET);
    const finer = level !== 'source';
    const stand: Entry = {
      id: (stands -= 1),
      source,
      medium,
      campaign: finer ? normalise(key.campaign) : '',
      campaignId: finer ? key.campaignId : '',
      content: level === 'ad' ? normalise(key.ad) : '',
      adId: level === 'ad' ? key.adId : '',
      groupId: '',
      term: '',
      system: key.system as Entry['system'],
      ...channelOf({ source, medium, campaign: finer ? normalise(key.campaign) : '' }, rules),
    };
    const code =
      level === 'ad' && key.adId
        ? `${key.system || source}-${key.adId}`
        : parent
          ? `${parent.code}/${level === 'campaign' ? named(key.campaignId, key.campaign) : level === 'group' ? named(key.groupId, key.group) : named(key.adId, key.ad)}`
          : [source, key.system ? '' : medium].filter(Boolean).join(' ');
    const node: Node = {
      level,
      parent,
      children: [],
      keys: [],
      fees: [],
      entries: [],
      stand,
      system: key.system,
      code,
      campaign: finer ? key.campaign : '',
      campaignId: finer ? key.campaignId : '',
      ad: level === 'ad' ? key.ad : '',
      adId: level === 'ad' ? key.adId : '',
    };
    parent?.children.push(node);
    return node;
  };

  const branchOf = (key: SpendKeyRow): Branch => {
    const name = key.system ? `system ${key.system}` : `source ${key.source} ${key.medium}`;
    let branch = branches.get(name);
    if (!branch) {
      branch = {
        root: newNode('source', null, key),
        campaigns: new Names(),
        ads: new Map(),
        groups: new Map(),
        adNames: new Map(),
      };
      branches.set(name, branch);
    }
    return branch;
  };

  const under = (levels: Map<Node, Names>, node: Node): Names => {
    let names = levels.get(node);
    if (!names) {
      names = new Names();
      levels.set(node, names);
    }
    return names;
  };

  for (const key of inOrder(keys)) {
    const branch = branchOf(key);
    let node = branch.root;
    if (key.campaignId || key.campaign) {
      const parent = node;
      node = branch.campaigns.find({ id: key.campaignId, text: key.campaign }, () => newNode('campaign', parent, key));
      if (key.campaign) node.campaign = key.campaign;
    }
    const campaign = node;
    if (key.groupId || key.group) {
      node = under(branch.groups, campaign).find({ id: key.groupId, text: key.group }, () =>
        newNode('group', campaign, key),
      );
    }
    if (key.adId || key.ad) {
      const parent = node;
      // An ad's id is its own in the whole system, its name in its campaign only. In two groups it is two: what each cost
      // adds up, where two rows of the same one would be one amount stated twice.
      const names = under(branch.adNames, campaign);
      const same = (key.adId ? branch.ads.get(key.adId) : names.ofName(normalise(key.ad))) ?? [];
      const [known, ...others] = same.filter((one) => onOnePath(one.parent, parent));
      const ad = known && others.length === 0 ? known : newNode('ad', parent, key);
      if (key.adId && !same.includes(ad)) branch.ads.set(key.adId, [...same, ad]);
      names.enter(key.ad, ad);
      if (key.ad) ad.ad = key.ad;
      node = ad;
    }
    if (key.kind === 'ad') node.keys.push(key);
    else {
      node.fees.push(key);
      fees[key.kind].push(key.id);
    }
    nodeOfKey.set(key.id, node);
  }

  const finest = (entry: Entry, branch: Branch, paid: boolean): readonly Node[] => {
    const byId = entry.adId && branch.ads.get(entry.adId);
    if (byId) {
      const own = byId.filter((ad) => entry.campaignId !== '' && campaignOf(ad)?.campaignId === entry.campaignId);
      return own.length > 0 ? own : byId;
    }
    const campaign = entry.campaignId && branch.campaigns.ofId(entry.campaignId);
    const campaigns = campaign ? [campaign] : entry.campaign ? branch.campaigns.ofName(entry.campaign) : [];
    if (campaigns.length > 0) {
      return campaigns.flatMap((node) => {
        const ads = entry.content ? (branch.adNames.get(node)?.ofName(entry.content) ?? []) : [];
        return ads.length > 0 ? ads : [node];
      });
    }
    return paid && branch.root.keys.length > 0 ? [branch.root] : [];
  };

  const branchesFor = (entry: Entry): [branch: Branch | undefined, paid: boolean][] => [
    // A visit that calls itself organic still joins by the ad's or campaign's own id or name, but not by its source.
    [branches.get(`system ${entry.system || systemOf(entry.source)}`), entry.system !== ''],
    [entry.source ? branches.get(`source ${entry.source} ${entry.medium}`) : undefined, true],
    [entry.source ? branches.get(`source ${entry.source} `) : undefined, true],
  ];

  for (const entry of entries) {
    for (const [branch, paid] of branchesFor(entry)) {
      if (!branch) continue;
      const nodes = nodeOf.has(entry.id) ? [] : finest(entry, branch, paid);
      // Under one name there may be several campaigns: the visits may be of any of them, and stand for all.
      for (const node of nodes) node.entries.push(entry);
      if (nodes[0]) nodeOf.set(entry.id, nodes[0]);
      // A fee for a whole source is shared out by all of its visits, wherever what their ads cost was stated.
      else if (paid && branch.root.fees.length > 0 && branch.root.keys.length === 0) branch.root.entries.push(entry);
    }
  }
  const roots = [...branches.values()].map(({ root }) => root);
  // Campaigns stand for themselves where nothing is stated for their source as a whole.
  const heads = roots.flatMap((root) => (root.keys.length === 0 ? root.children : [root]));
  return { roots, nodeOf, nodeOfKey, fees, mixed: heads.filter((node) => !isPlain(node)) };
};

/** How surely a part is told: by id, by name, not at all. */
const sureness = (id: string, text: string): string => (id ? '0' : text ? '1' : '2');

/** The same whatever was uploaded first; what is told surely comes first, so that what has only a name finds it. */
const inOrder = (keys: readonly SpendKeyRow[]): SpendKeyRow[] =>
  keys
    .map((key) => ({
      key,
      rank:
        sureness(key.campaignId, key.campaign) +
        sureness(key.groupId, key.group) +
        sureness(key.adId, key.ad) +
        JSON.stringify([
          key.campaignId,
          key.campaign,
          key.groupId,
          key.group,
          key.adId,
          key.ad,
          key.system,
          key.source,
          key.medium,
          key.origin,
          key.kind,
        ]),
    }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ key }) => key);

/** Whether one of two nodes is above the other, or they are the same. */
const onOnePath = (a: Node | null, b: Node | null): boolean => isAbove(a, b) || isAbove(b, a);
const isAbove = (above: Node | null, node: Node | null): boolean => {
  for (let at = node; at; at = at.parent) if (at === above) return true;
  return false;
};

/** A node and all under it. */
export const walk = (node: Node, visit: (node: Node) => void): void => {
  visit(node);
  for (const child of node.children) walk(child, visit);
};

/** Whether a subtree was stated once only: then sums over days say as much as the days themselves. */
const isPlain = (node: Node): boolean =>
  new Set(node.keys.map(({ origin }) => origin)).size === node.keys.length &&
  (node.keys.length === 0 || node.children.length === 0) &&
  node.children.every(isPlain);

/** The campaign a node belongs to, if it is not a whole source. */
export const campaignOf = (node: Node | undefined): Node | undefined => {
  let at: Node | null | undefined = node;
  while (at && at.level !== 'campaign') at = at.parent;
  return at ?? undefined;
};
