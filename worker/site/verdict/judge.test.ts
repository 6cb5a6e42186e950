import { describe, expect, test } from 'vitest';
import { type Outcome, outcomesIn, type RuleName, SCENES, type Scene } from '../../../test/bench/verdict.ts';
import { dearnessOf, type Judged, judge, type Paid, verdictOf } from './judge.ts';
import { worthOf } from './worth.ts';

const pause = () => undefined;
const byLeads = (ads: readonly Paid[], most = 100): Promise<Judged[]> =>
  judge(ads, { target: { most }, level: 0.95, pause });
const ad = (spend: number, leads: number, clicks = spend / 2): Paid => ({ spend, clicks, leads });
/** A site's ads, whose leads cost about 100. */
const USUAL = [ad(500, 6), ad(700, 5), ad(300, 4), ad(900, 9), ad(800, 8), ad(400, 3), ad(600, 7), ad(650, 5)];

describe('a verdict', () => {
  test.each([
    [0.95, 'wasted'],
    [0.949, 'unclear'],
    [0.051, 'unclear'],
    [0.05, 'works'],
  ])('at a probability of %d to miss the target: %s', (probability, verdict) => {
    expect(verdictOf(probability, 0.95)).toBe(verdict);
  });

  test('is unclear of one ad with little spent, and of none at all there is none', async () => {
    expect(await byLeads([])).toEqual([]);
    expect((await byLeads([ad(100, 0)]))[0]?.verdict).toBe('unclear');
    expect((await byLeads([ad(100, 1)]))[0]?.verdict).toBe('unclear');
    expect((await byLeads([ad(800, 0)]))[0]?.verdict).toBe('wasted');
    expect((await byLeads([ad(800, 40)]))[0]?.verdict).toBe('works');
  });

  test('of an ad with much of its own is what it has shown', async () => {
    const [judged] = await byLeads([ad(1_000_000, 5_000), ...USUAL]);
    const costs = [judged?.median, judged?.low, judged?.high].map((rate) => 1 / (rate as number));
    expect(costs[0]).toBeCloseTo(200, -1);
    expect(costs[1]).toBeLessThan(210);
    expect(costs[2]).toBeGreaterThan(190);
    expect(judged).toMatchObject({ verdict: 'wasted', probability: expect.closeTo(1, 9) });
  });

  test('of an ad with little is what is usual on the site', async () => {
    const costOf = async (ads: readonly Paid[]): Promise<number> => 1 / ((await byLeads(ads)).at(-1) as Judged).median;
    const cheap = USUAL.map(({ spend, clicks, leads }) => ({ spend, clicks, leads: leads * 5 }));
    const amongUsual = await costOf([...USUAL, ad(50, 0)]);
    const amongCheap = await costOf([...cheap, ad(50, 0)]);
    expect(amongUsual).toBeGreaterThan(90);
    expect(amongUsual).toBeLessThan(170);
    expect(amongCheap).toBeLessThan(amongUsual / 2);
  });

  test('does not hang on the currency', async () => {
    const inCents = USUAL.map(({ spend, clicks, leads }) => ({ spend: spend * 100, clicks, leads }));
    const [one, other] = [await byLeads(USUAL), await byLeads(inCents, 10_000)];
    for (const [index, { probability }] of one.entries()) {
      expect(other[index]?.probability).toBeCloseTo(probability, 9);
    }
  });

  test('learns whether outcomes go with money or with clicks', async () => {
    // Whatever a click costs, fifty of them bring a lead; so what is dear is worse, and one may know it beforehand.
    const byClicks = Array.from({ length: 40 }, (_, index) => {
      const price = 1 + (index % 8);
      return { spend: 500 * price, clicks: 500, leads: 10 };
    });
    const [dear, cheap] = (await byLeads([...byClicks, ad(40, 0, 5), ad(5, 0, 5)], 200)).slice(-2) as [Judged, Judged];
    expect(dear.median).toBeLessThan(cheap.median * 0.75);
    // And where money is what counts, the price of a click tells nothing.
    const byMoney = byClicks.map(({ spend, clicks }) => ({ spend, clicks, leads: spend / 100 }));
    const [one, other] = (await byLeads([...byMoney, ad(40, 0, 5), ad(40, 0, 40)], 200)).slice(-2) as [Judged, Judged];
    expect(one.median / other.median).toBeGreaterThan(0.8);
  });

  test('without clicks takes the price for the usual one', () => {
    expect(dearnessOf([ad(100, 0, 50), ad(100, 0, 0)])).toEqual([0, 0]);
    expect(dearnessOf([ad(100, 0, 0)])).toEqual([0]);
    const [dear, cheap] = dearnessOf([ad(900, 0, 10), ad(100, 0, 990)]) as [number, number];
    // Usual is 1; (900 + 10) / 20 and (100 + 10) / 1,000.
    expect(dear).toBeCloseTo(Math.log(45.5), 12);
    expect(cheap).toBeCloseTo(Math.log(0.11), 12);
  });

  test('of ROMI goes by what a sale leaves', async () => {
    const ads = USUAL.map((one) => ({ ...one, deeper: { ripeLeads: one.leads, outcomes: one.leads } }));
    const romi = async (profit: number): Promise<Judged['verdict'][]> => {
      const worth = worthOf(ads.map(({ leads: sales }) => ({ sales, profit: sales * profit })));
      if (!worth) return [];
      return (await judge(ads, { target: { least: 1.2, worth }, level: 0.95, pause })).map(({ verdict }) => verdict);
    };
    // A sale costs about 100.
    expect(new Set(await romi(1_000))).toEqual(new Set(['works']));
    expect(new Set(await romi(20))).toEqual(new Set(['wasted']));
  });
});

/** What the simulation of `npm run bench -- verdict` shows, with one site of each. */
describe('a thousand ads whose truth is known, looked at every week', () => {
  const AT_MOST = 0.05;
  /** Where outcomes are rare, so few ads are called anything that it takes four times as many to make a share. */
  const outcomes = (scene: Scene, rule: RuleName) =>
    outcomesIn({ ...scene, sites: (scene.target ? 4_000 : 1_000) / scene.ads }, rule);
  const share = ({ called, wrong }: Outcome): number => wrong / called;

  test('of those called wasted, at most 5 of 100 are not, whatever the scene; and of those ever called so', {
    timeout: 120_000,
  }, async () => {
    const sum = { called: 0, wrong: 0, found: 0, truly: 0 };
    for (const scene of SCENES) {
      const { after, ever } = await outcomes(scene, 'verdict');
      const eighth = after.at(-1) as Outcome;
      expect([scene.name, eighth.called > 0, share(eighth) <= AT_MOST]).toEqual([scene.name, true, true]);
      sum.called += ever.called;
      sum.wrong += ever.wrong;
    }
    expect(sum.called).toBeGreaterThan(1_000);
    expect(share(sum)).toBeLessThanOrEqual(AT_MOST);
  });

  test('half of the wasted money is found after eight weeks, where rules of thumb pause good ads', async () => {
    const [scene] = SCENES as [Scene];
    const eighth = async (rule: RuleName): Promise<Outcome> => (await outcomes(scene, rule)).after.at(-1) as Outcome;
    const ours = await eighth('verdict');
    expect(ours.found / ours.truly).toBeGreaterThan(0.5);
    const noLead = await eighth('noLead');
    expect(share(noLead)).toBeGreaterThan(0.15);
    expect(noLead.found / noLead.truly).toBeLessThan(0.2);
    expect(share(await eighth('aboveTarget'))).toBeGreaterThan(0.15);
  });
});
