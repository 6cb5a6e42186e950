import { judge, type Paid } from '../../worker/site/verdict/judge.ts';
import { ripeShare } from '../../worker/site/verdict/ripeness.ts';
import { randomOf } from './leaseTraffic.ts';

/**
 * Ads whose true cost per lead is known, looked at week by week: which of them are called wasted, how many of those are
 * not, and how much of the wasted money is found. Against the rules of thumb.
 */

/** What a lead may cost. */
const TARGET = 500;
/** Weeks that are looked at. */
const WEEKS = [1, 2, 4, 8];
const LAST_WEEK = 8;

type Random = () => number;

/** By Box and Muller. */
const normal = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const lognormal = (random: Random, median: number, deviation: number): number =>
  median * Math.exp(deviation * normal(random));

/** Knuth's for few; the normal approximation for many, where nothing rests on single ones. */
const poisson = (random: Random, mean: number): number => {
  if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
  const least = Math.exp(-mean);
  let count = 0;
  for (let left = random(); left > least; left *= random()) count += 1;
  return count;
};

export interface Scene {
  name: string;
  /** Ads of one site, and how many such sites. */
  ads: number;
  sites: number;
  /** The share of clicks that become leads, of an ad whose click costs so many times what is usual. */
  conversion: (random: Random, dearness: number) => number;
  target?: number;
  /** Standard deviation of the logarithm by which a week's conversion goes up or down. */
  restless?: number;
  /** Share of leads that become customers, of one ad: judged by what a customer may cost. Days until they do, on average. */
  customers?: { share: (random: Random) => number; delayDays: number };
}

interface Week {
  spend: number;
  clicks: number;
  leads: number;
  /** Day on which each customer came, of this week's leads. */
  customersAt: number[];
}

interface SimulatedAd {
  weeks: Week[];
  /** What an outcome really costs, in the long run. */
  cost: number;
}

const siteOf = (scene: Scene, random: Random): SimulatedAd[] =>
  Array.from({ length: scene.ads }, () => {
    const dearness = lognormal(random, 1, 0.6);
    const price = 10 * dearness;
    const conversion = scene.conversion(random, dearness);
    const share = scene.customers?.share(random) ?? 1;
    // A few ads have most of the money.
    const budget = lognormal(random, 200, 1.2);
    const weeks = Array.from({ length: LAST_WEEK }, (_, week): Week => {
      const clicks = poisson(random, lognormal(random, budget, 0.3) / price);
      const swing = scene.restless ? lognormal(random, Math.exp(-(scene.restless ** 2) / 2), scene.restless) : 1;
      const leads = poisson(random, clicks * conversion * swing);
      const customersAt: number[] = [];
      for (let lead = 0; lead < leads && scene.customers; lead += 1) {
        if (random() >= share) continue;
        const day = 7 * week + 7 * random();
        customersAt.push(day - scene.customers.delayDays * Math.log(1 - random()));
      }
      const spend = Math.round(clicks * price * lognormal(random, 1, 0.1) * 100) / 100;
      return { spend, clicks, leads, customersAt };
    });
    return { weeks, cost: price / (conversion * share) };
  });

const sumOf = <T>(all: readonly T[], pick: (one: T) => number): number =>
  all.reduce((total, one) => total + pick(one), 0);

/** What is known of an ad after so many weeks. */
const seenAfter = ({ weeks }: SimulatedAd, count: number, { customers }: Scene): Paid => {
  const seen = weeks.slice(0, count);
  const leads = sumOf(seen, (week) => week.leads);
  const paid = { spend: sumOf(seen, ({ spend }) => spend), clicks: sumOf(seen, ({ clicks }) => clicks), leads };
  if (!customers) return paid;
  const deeper = {
    ripeLeads: sumOf(
      seen,
      (week) => week.leads * ripeShare(7 * (count - seen.indexOf(week)) - 3.5, customers.delayDays),
    ),
    outcomes: sumOf(seen, ({ customersAt }) => customersAt.filter((day) => day < 7 * count).length),
  };
  return { ...paid, deeper };
};

/** Which of the ads are called wasted. */
type Rule = (ads: readonly Paid[], target: number) => Promise<boolean[]> | boolean[];

const outcomesOf = ({ leads, deeper }: Paid): number => deeper?.outcomes ?? leads;

const verdictRule =
  (level: number, verdict: 'works' | 'wasted'): Rule =>
  async (ads, target) => {
    const paid = ads.filter(({ spend }) => spend > 0);
    const judged = await judge(paid, { target: { most: target }, level, pause: () => undefined });
    const found = new Map(paid.map((ad, index) => [ad, judged[index]?.verdict]));
    return ads.map((ad) => found.get(ad) === verdict);
  };

const RULES = {
  verdict: verdictRule(0.95, 'wasted'),
  noLead: (ads) => ads.map((ad) => ad.spend > 0 && outcomesOf(ad) === 0),
  aboveTarget: (ads, target) => ads.map((ad) => ad.spend > 0 && ad.spend > target * outcomesOf(ad)),
  works: verdictRule(0.95, 'works'),
} as const satisfies Record<string, Rule>;
export type RuleName = keyof typeof RULES;

/** Summed over the sites of a scene. */
export interface Outcome {
  /** Ads that were called so, and those of them of which the opposite is true. */
  called: number;
  wrong: number;
  /** Of the money that was spent on what is truly so: how much was on ads that were called so. */
  found: number;
  truly: number;
}
const NONE: Outcome = { called: 0, wrong: 0, found: 0, truly: 0 };

const count = (
  into: Outcome,
  ads: readonly SimulatedAd[],
  seen: readonly Paid[],
  called: readonly boolean[],
  isTrue: (ad: SimulatedAd) => boolean,
): void => {
  for (const [index, ad] of ads.entries()) {
    const { spend } = seen[index] as Paid;
    if (isTrue(ad)) into.truly += spend;
    if (!called[index]) continue;
    into.called += 1;
    if (isTrue(ad)) into.found += spend;
    else into.wrong += 1;
  }
};

/** A rule over the weeks: as it stands after each, and whatever was ever called, by who looks every week and stops at that. */
export const outcomesIn = async (scene: Scene, rule: RuleName): Promise<{ after: Outcome[]; ever: Outcome }> => {
  const target = scene.target ?? TARGET;
  const isTrue = ({ cost }: SimulatedAd): boolean => cost > target === (rule !== 'works');
  const after = Array.from({ length: LAST_WEEK }, () => ({ ...NONE }));
  const ever = { ...NONE };
  for (let site = 0; site < scene.sites; site += 1) {
    const ads = siteOf(scene, randomOf(site + 1));
    const once = ads.map(() => false);
    let seen: Paid[] = [];
    for (let week = 1; week <= LAST_WEEK; week += 1) {
      seen = ads.map((ad) => seenAfter(ad, week, scene));
      const called = await RULES[rule](seen, target);
      count(after[week - 1] as Outcome, ads, seen, called, isTrue);
      for (const [index, one] of called.entries()) once[index] ||= one;
    }
    count(ever, ads, seen, once, isTrue);
  }
  return { after, ever };
};

/** Several of each, so that the figures are of more than one site's chance. */
const SITES = 2;
const usual = { ads: 1_000, sites: SITES };
const around = (random: Random): number => lognormal(random, 0.02, 0.8);
export const SCENES: readonly Scene[] = [
  { ...usual, name: 'as the prior has it', conversion: around },
  { ...usual, name: 'a fifth never convert', conversion: (random) => (random() < 0.2 ? 0 : around(random)) },
  { ...usual, name: 'skewed (exponential)', conversion: (random) => -0.025 * Math.log(1 - random()) },
  {
    ...usual,
    name: 'of two kinds, 1 % and 4 %',
    conversion: (random) => lognormal(random, random() < 0.5 ? 0.01 : 0.04, 0.15),
  },
  { ...usual, name: 'dear clicks convert better', conversion: (random, dearness) => around(random) * dearness },
  { ...usual, name: 'few convert (0.2 %, target × 10)', conversion: (random) => around(random) / 10, target: 5_000 },
  { ...usual, name: 'a week is unlike another', conversion: around, restless: 0.5 },
  { ...usual, name: 'most works', conversion: (random) => lognormal(random, 0.06, 0.6) },
  {
    name: 'sites of 25 ads',
    ads: 25,
    sites: 40 * SITES,
    conversion: (random) => (random() < 0.2 ? 0 : around(random)),
  },
  { name: 'sites of 5 ads', ads: 5, sites: 200 * SITES, conversion: (random) => (random() < 0.2 ? 0 : around(random)) },
  {
    ...usual,
    name: 'customers, 3 weeks later',
    conversion: around,
    target: 5_000,
    customers: { share: (random) => Math.min(1, lognormal(random, 0.1, 0.5)), delayDays: 21 },
  },
];

const percent = (part: number, whole: number): string =>
  (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`).padStart(8);
const cells = ({ called, wrong, found, truly }: Outcome): string =>
  `${String(called).padStart(5)}${percent(wrong, called)}${percent(found, truly)}`;

const LABELS: Record<RuleName, string> = {
  verdict: 'wasted at 95 %',
  noLead: 'none yet, so pause',
  aboveTarget: 'above target, so pause',
  works: 'works at 95 %',
};

export const verdictBench = async (): Promise<void> => {
  console.log(
    `\nverdict: ${SITES} × 1,000 ads a scene. Ads called, of those wrong, and the share found of the money that is truly wasted (that truly works)`,
  );
  const head = [...WEEKS.map((week) => `after ${week}`), 'ever, looked at weekly'].map((text) => text.padStart(23));
  console.log(`${'scene, rule'.padEnd(60)}${head.join('')}`);
  for (const scene of SCENES) {
    for (const rule of Object.keys(LABELS) as RuleName[]) {
      const { after, ever } = await outcomesIn(scene, rule);
      const told = [...WEEKS.map((week) => after[week - 1] as Outcome), ever];
      console.log(`${scene.name.padEnd(34)}${LABELS[rule].padEnd(26)}${told.map((one) => `  ${cells(one)}`).join('')}`);
    }
  }
};
