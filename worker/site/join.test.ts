import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { campaignOf, type Entry, joinSpend, type Node, type SpendKeyRow, walk } from './join.ts';

/** The join of spend and touches: which node of an ad system's tree an ad of the dictionary hangs on. */

let ids = 0;
const key = (stated: Partial<SpendKeyRow>): SpendKeyRow => ({
  id: (ids += 1),
  origin: 'api',
  kind: 'ad',
  system: '',
  source: '',
  medium: '',
  campaign: '',
  campaignId: '',
  group: '',
  groupId: '',
  ad: '',
  adId: '',
  ...stated,
});
const entry = (stated: Partial<Entry>): Entry => ({
  id: (ids += 1),
  source: 'google',
  medium: 'cpc',
  campaign: '',
  content: '',
  term: '',
  system: '',
  campaignId: '',
  groupId: '',
  adId: '',
  channel: 'Paid Search',
  rule: '',
  ...stated,
});

const GOOGLE = { system: 'google' } as const;
const AD = key({ ...GOOGLE, campaign: 'Brand', campaignId: '456', ad: 'Sale', adId: '789' });
const CAMPAIGN = key({ ...GOOGLE, campaign: 'Brand', campaignId: '456' });
const OTHER = key({ ...GOOGLE, campaign: 'Other', campaignId: '457' });
const YANDEX = key({ system: 'yandex', campaign: 'Brand', campaignId: '456', adId: '789' });
const LEAFLETS = key({ source: 'leaflets', medium: 'print' });
const WHOLE_VK = key({ system: 'vk' });
const KEYS = [AD, CAMPAIGN, OTHER, YANDEX, LEAFLETS, WHOLE_VK];

describe('an ad hangs on', () => {
  test.each<[string, Partial<Entry>, SpendKeyRow | null]>([
    [
      'its ad, by the ad’s id, whatever its campaign is called',
      { system: 'google', adId: '789', campaign: 'renamed' },
      AD,
    ],
    ['its ad, by the names of campaign and ad', { system: 'google', campaign: 'brand', content: 'sale' }, AD],
    ['its campaign, by id', { system: 'google', campaignId: '457', campaign: 'x' }, OTHER],
    ['its campaign, by id, where the ad is not known', { system: 'google', campaignId: '456', adId: '1' }, CAMPAIGN],
    ['its campaign, by name', { system: 'google', campaign: 'other' }, OTHER],
    ['its campaign where only the source tells the system', { source: 'google', campaign: 'other' }, OTHER],
    ['nothing where the name is another', { system: 'google', campaign: 'brand2' }, null],
    [
      'nothing of another ad system with the same ids',
      { system: 'meta', source: 'facebook', adId: '789', campaignId: '456', campaign: 'brand' },
      null,
    ],
    [
      'the ad of its own system where two have the same ids',
      { system: 'yandex', source: 'yandex', adId: '789' },
      YANDEX,
    ],
    ['the source that was paid as a whole', { source: 'leaflets', medium: 'print' }, LEAFLETS],
    ['nothing of that source by another medium', { source: 'leaflets', medium: 'web' }, null],
    ['the whole system, when it is paid', { system: 'vk', source: 'vk', medium: 'cpc' }, WHOLE_VK],
    ['nothing of it, when it is not', { source: 'vk', medium: 'social' }, null],
  ])('%s', (_, stated, expected) => {
    const one = entry(stated);
    const join = joinSpend([one], KEYS, []);
    expect(join.nodeOf.get(one.id)?.keys[0]?.id).toBe(expected?.id);
  });
});

test('a row that has only the name means the campaign of that name, and one of two that share it means neither', () => {
  const named = key({ ...GOOGLE, campaign: ' BRAND ' });
  const one = joinSpend([], [named, CAMPAIGN], []);
  expect(one.nodeOfKey.get(named.id)).toBe(one.nodeOfKey.get(CAMPAIGN.id));
  const namesake = key({ ...GOOGLE, campaign: 'Brand', campaignId: '458' });
  const two = joinSpend([], [named, CAMPAIGN, namesake], []);
  expect(new Set([named, CAMPAIGN, namesake].map(({ id }) => two.nodeOfKey.get(id))).size).toBe(3);
});

describe('ads of one name', () => {
  const inGroup = (group: string, stated: Partial<SpendKeyRow> = {}) =>
    key({ system: 'meta', campaign: 'Sale', group, ad: 'Video 1', ...stated });

  test('in two groups are two: what they cost adds up', () => {
    const [a, b] = [inGroup('A'), inGroup('B')];
    const join = joinSpend([], [a, b], []);
    expect(join.nodeOfKey.get(a.id)).not.toBe(join.nodeOfKey.get(b.id));
    expect(join.mixed).toEqual([]);
  });

  test('in two groups, and once with no group', () => {
    const [none, a, b] = [inGroup(''), inGroup('A'), inGroup('B')];
    const join = joinSpend([], [none, a, b], []);
    expect(join.nodeOfKey.get(a.id)).not.toBe(join.nodeOfKey.get(b.id));
  });

  test('with the same id in two campaigns are two', () => {
    const [a, b] = [key({ ...GOOGLE, campaignId: '1', adId: '9' }), key({ ...GOOGLE, campaignId: '2', adId: '9' })];
    const one = entry({ system: 'google', campaignId: '2', adId: '9' });
    const join = joinSpend([one], [a, b], []);
    expect(join.nodeOfKey.get(a.id)).not.toBe(join.nodeOfKey.get(b.id));
    expect(join.nodeOf.get(one.id)).toBe(join.nodeOfKey.get(b.id));
  });

  test('stated with a group and without one are the same', () => {
    const [none, a] = [inGroup(''), inGroup('A')];
    const join = joinSpend([], [none, a], []);
    expect(join.nodeOfKey.get(a.id)).toBe(join.nodeOfKey.get(none.id));
    expect(campaignOf(join.nodeOfKey.get(a.id))?.campaign).toBe('Sale');
  });
});

test('the order of upload changes nothing', () => {
  const part = (name: string) =>
    fc.constantFrom(
      {},
      { [name]: 'a' },
      { [name]: 'b' },
      { [`${name}Id`]: '1' },
      { [name]: 'a', [`${name}Id`]: '2' },
      { [name]: 'b', [`${name}Id`]: '2' },
    );
  const stated = fc.tuple(
    fc.constantFrom('google', 'meta'),
    fc.constantFrom('x', 'y'),
    part('campaign'),
    part('group'),
    part('ad'),
  );
  const shape = (keys: readonly SpendKeyRow[]) => {
    const join = joinSpend([], keys, []);
    const nodes = new Map<unknown, string[]>();
    for (const one of keys) {
      const node = join.nodeOfKey.get(one.id);
      const { id: _, ...rest } = one;
      nodes.set(
        node,
        [...(nodes.get(node) ?? []), JSON.stringify([node?.code, node?.campaign, node?.ad, rest])].sort(),
      );
    }
    return [...nodes.values()].map((group) => group.join('\n')).sort();
  };
  fc.assert(
    fc.property(
      fc.uniqueArray(stated, { maxLength: 12, selector: (one) => JSON.stringify(one) }),
      fc.infiniteStream(fc.nat(1_000)),
      (rows, ranks) => {
        const make = (row: (typeof rows)[number]) =>
          key({ system: row[0], origin: row[1], ...row[2], ...row[3], ...row[4] });
        const shuffled = rows
          .map((row) => ({ row, rank: ranks.next().value as number }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ row }) => row);
        expect(shape(shuffled.map(make))).toEqual(shape(rows.map(make)));
      },
    ),
  );
});

describe('fees', () => {
  const one = entry({ system: 'google', campaign: 'brand', campaignId: '456', adId: '789' });
  const unknown = entry({ system: 'google', campaign: 'else' });
  const fee = (stated: Partial<SpendKeyRow>) => key({ kind: 'marketing', ...stated });

  test('hang beside what ads cost, and move no join of theirs', () => {
    const plain = joinSpend([one, unknown], KEYS, []);
    const more = [fee({ ...GOOGLE }), fee({ source: 'google', medium: 'cpc' }), fee({})];
    const paid = joinSpend([one, unknown], [...KEYS, ...more], []);
    const told = (join: typeof plain) => [one, unknown].map(({ id }) => join.nodeOf.get(id)?.code);
    expect(told(paid)).toEqual(told(plain));
    expect(paid.mixed.map(({ code }) => code)).toEqual(plain.mixed.map(({ code }) => code));
    expect({ ...paid.fees, marketing: paid.fees.marketing.sort((a, b) => a - b) }).toEqual({
      marketing: more.map(({ id }) => id),
      sales: [],
    });
  });

  test('for a whole source are of all its visits; those for nothing are of none', () => {
    const system = fee({ ...GOOGLE });
    const source = fee({ source: 'google', medium: 'cpc' });
    const nothing = fee({});
    const join = joinSpend([one, unknown], [...KEYS, system, source, nothing], []);
    const visitsOf = ({ id }: SpendKeyRow): number[] => {
      const found: number[] = [];
      walk(join.nodeOfKey.get(id) as Node, ({ entries }) => found.push(...entries.map((each) => each.id)));
      return found.sort((a, b) => a - b);
    };
    const all = [one.id, unknown.id].sort((a, b) => a - b);
    expect([system, source, nothing].map(visitsOf)).toEqual([all, all, []]);
    expect(join.nodeOfKey.get(nothing.id)?.stand).toMatchObject({ source: '(not set)', medium: '(not set)' });
  });
});
