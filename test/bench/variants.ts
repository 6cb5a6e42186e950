import { intervalOf } from '../../worker/site/forms/conversion.ts';
import { Comparison, neededFor, type Settled, settled } from '../../worker/site/forms/evidence.ts';
import { randomOf } from './leaseTraffic.ts';

/**
 * A/B tests of forms, looked at after every visitor by somebody who stops as soon as one variant is told to be better: how
 * often that happens where none is, and how soon where one is. Against the z-test of two shares, looked at likewise.
 */

const MINUTE = 60_000;
const DAY = 86_400_000;
/** So seldom a test is looked at in which conversions come late. */
const LOOK = 100;

export interface Scene {
  name: string;
  /** Conversion of each variant. */
  conversions: readonly number[];
  weights?: readonly number[];
  /** Visitors of all variants together. */
  visitors: number;
  /** How much the conversion of all goes up and down over a day: 0.5 for by half. */
  swing?: number;
  /** By how much a conversion comes later than the visitor, on average (ms). Such a test is looked at after every hundredth visitor. */
  delay?: number;
}

interface Visitor {
  variant: number;
  at: number;
  /** When he converts; null for never. */
  convertsAt: number | null;
}

/** One visitor every five minutes. */
function* visitorsOf(scene: Scene, random: () => number): Generator<Visitor> {
  const { conversions, weights = conversions.map(() => 1), visitors, swing = 0, delay = 0 } = scene;
  const weight = weights.reduce((sum, one) => sum + one, 0);
  for (let count = 0; count < visitors; count += 1) {
    let lot = random() * weight;
    let variant = 0;
    while (lot >= (weights[variant] as number)) lot -= weights[variant++] as number;
    const at = count * 5 * MINUTE;
    const share = (conversions[variant] as number) * (1 + swing * Math.sin((2 * Math.PI * at) / DAY));
    const converts = random() < share;
    yield { variant, at, convertsAt: converts ? at - delay * Math.log(1 - random()) : null };
  }
}

/** What was told, and after how many visitors. */
export interface Told {
  better: number;
  after: number;
}

class Test {
  readonly #comparisons: Comparison[][];
  readonly #needed: number;

  constructor(variants: number) {
    this.#comparisons = Array.from({ length: variants }, (_, second) =>
      Array.from({ length: second }, () => new Comparison()),
    );
    this.#needed = neededFor(variants);
  }

  /** The variant that is now told to be better than some other. */
  add(variant: number, visitor: Settled): number | null {
    for (const [second, row] of this.#comparisons.entries()) {
      for (const [first, comparison] of row.entries()) {
        if (variant !== first && variant !== second) continue;
        comparison.add(variant === first ? 0 : 1, visitor);
        const [one, other] = comparison.eValues;
        if (Math.max(one, other) >= this.#needed) return one > other ? first : second;
      }
    }
    return null;
  }
}

/** Looked at after every visitor. */
const ours = (scene: Scene, random: () => number): Told | null => {
  const test = new Test(scene.conversions.length);
  let count = 0;
  for (const { variant, at, convertsAt } of visitorsOf(scene, random)) {
    count += 1;
    const better = test.add(variant, { at, converted: convertsAt !== null });
    if (better !== null) return { better, after: count };
  }
  return null;
};

/** Conversions come late, so that what is known of a visitor changes: worked out anew at every look, as the report does. */
const oursWithDelay = (scene: Scene, random: () => number): Told | null => {
  const visitors = [...visitorsOf(scene, random)];
  for (let count = LOOK; count <= visitors.length; count += LOOK) {
    const now = (visitors[count - 1] as Visitor).at;
    const test = new Test(scene.conversions.length);
    for (const { variant, at, convertsAt } of visitors.slice(0, count)) {
      const visitor = settled({ at, convertedAt: convertsAt !== null && convertsAt <= now ? convertsAt : null }, now);
      const better = visitor && test.add(variant, visitor);
      if (better !== null) return { better, after: count };
    }
  }
  return null;
};

/** Each variant against the first by the z-test of two shares at 5 %, once there are a hundred of each. */
const naive = (scene: Scene, random: () => number): Told | null => {
  const seen = scene.conversions.map(() => 0);
  const converted = scene.conversions.map(() => 0);
  let count = 0;
  for (const { variant, convertsAt } of visitorsOf(scene, random)) {
    count += 1;
    seen[variant] = (seen[variant] as number) + 1;
    if (convertsAt !== null) converted[variant] = (converted[variant] as number) + 1;
    const [n, x] = [seen[0] as number, converted[0] as number];
    for (let other = 1; other < seen.length; other += 1) {
      const [m, y] = [seen[other] as number, converted[other] as number];
      if (n < 100 || m < 100) continue;
      const pooled = (x + y) / (n + m);
      const z = (y / m - x / n) / Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
      if (Math.abs(z) > 1.959964) return { better: z > 0 ? other : 0, after: count };
    }
  }
  return null;
};

/** Whether the interval of one variant ever leaves out its true conversion: looked at ever more seldom, 2 % more visitors each time. */
const intervalMisses = (conversion: number, visitors: number, random: () => number): boolean => {
  let [seen, converted, next] = [0, 0, 1];
  while (seen < visitors) {
    seen += 1;
    if (random() < conversion) converted += 1;
    if (seen < next) continue;
    next = Math.max(seen + 1, seen * 1.02);
    const { low, high } = intervalOf({ seen, converted });
    if (conversion < low || conversion > high) return true;
  }
  return false;
};

/** Experiments with seeds of their own, each the same every time. */
const experiments = <T>(count: number, run: (random: () => number) => T): T[] =>
  Array.from({ length: count }, (_, seed) => run(randomOf(seed + 1)));

export type Method = 'ours' | 'naive';

export const toldIn = (scene: Scene, count: number, method: Method): (Told | null)[] => {
  const run = method === 'naive' ? naive : scene.delay ? oursWithDelay : ours;
  return experiments(count, (random) => run(scene, random));
};

export const missesOf = (conversion: number, visitors: number, count: number): number =>
  experiments(count, (random) => intervalMisses(conversion, visitors, random)).filter(Boolean).length / count;

export const shareTold = (told: readonly (Told | null)[]): number =>
  told.filter((one) => one !== null).length / told.length;

/** Of both variants, for a z-test of fixed size at 5 % that finds the difference in 80 of 100 cases. */
export const fixedSize = (one: number, other: number): number =>
  Math.ceil((2 * (1.959964 + 0.841621) ** 2 * (one * (1 - one) + other * (1 - other))) / (one - other) ** 2);

const EQUAL: readonly Scene[] = [
  { name: 'two of 2 %', conversions: [0.02, 0.02], visitors: 10_000 },
  { name: 'two of 10 %', conversions: [0.1, 0.1], visitors: 10_000 },
  { name: 'two of 40 %', conversions: [0.4, 0.4], visitors: 10_000 },
  { name: 'two of 10 %, 9 : 1', conversions: [0.1, 0.1], weights: [9, 1], visitors: 10_000 },
  { name: 'two of 10 %, ± half a day', conversions: [0.1, 0.1], swing: 0.5, visitors: 10_000 },
  {
    name: 'two of 10 %, 9 : 1, a day late',
    conversions: [0.1, 0.1],
    weights: [9, 1],
    delay: DAY,
    visitors: 3_000,
  },
  { name: 'two of 10 %, a day late', conversions: [0.1, 0.1], delay: DAY, visitors: 3_000 },
  { name: 'three of 10 %', conversions: [0.1, 0.1, 0.1], visitors: 10_000 },
  { name: 'five of 10 %', conversions: [0.1, 0.1, 0.1, 0.1, 0.1], visitors: 10_000 },
];
const DIFFERENT: readonly Scene[] = [
  { name: '10 % and 11 %', conversions: [0.1, 0.11], visitors: 100_000 },
  { name: '10 % and 12 %', conversions: [0.1, 0.12], visitors: 30_000 },
  { name: '10 % and 12 %, 9 : 1', conversions: [0.1, 0.12], weights: [9, 1], visitors: 100_000 },
  { name: '10 % and 15 %', conversions: [0.1, 0.15], visitors: 10_000 },
  { name: '2 % and 3 %', conversions: [0.02, 0.03], visitors: 30_000 },
];
const COUNT = 2_000;

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`.padStart(9);
const quantile = (told: readonly (Told | null)[], share: number): string => {
  const after = told.map((one) => one?.after ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
  const value = after[Math.floor(share * after.length)] as number;
  return (Number.isFinite(value) ? String(value) : 'more').padStart(9);
};

export const variantBench = (): void => {
  console.log(
    `\nvariants: ${COUNT} tests each, looked at after every visitor (conversions that come late: after every hundredth)`,
  );
  console.log('none is better                        visitors  told all the same: ours  z-test');
  for (const scene of EQUAL) {
    const alarms = percent(shareTold(toldIn(scene, COUNT, 'ours')));
    const of = scene.delay ? '' : percent(shareTold(toldIn(scene, COUNT, 'naive')));
    console.log(`${scene.name.padEnd(36)}${String(scene.visitors).padStart(10)}${alarms.padStart(25)}${of}`);
  }
  console.log(
    'one is better                         visitors     told    wrong   visitors until told: half of tests  80 %  fixed z-test, 80 %',
  );
  for (const scene of DIFFERENT) {
    const told = toldIn(scene, COUNT, 'ours');
    const wrong = told.filter((one) => one?.better === 0).length / told.length;
    const [one, other] = scene.conversions as [number, number];
    const fixed = scene.weights ? '' : String(fixedSize(one, other));
    console.log(
      `${scene.name.padEnd(36)}${String(scene.visitors).padStart(10)}${percent(shareTold(told))}${percent(wrong)}${quantile(told, 0.5).padStart(30)}${quantile(told, 0.8)}${fixed.padStart(15)}`,
    );
  }
  console.log('95 % interval that has ever left out the truth, within 20,000 visitors');
  for (const conversion of [0.02, 0.1, 0.4]) {
    console.log(`${percent(conversion)}${percent(missesOf(conversion, 20_000, COUNT))}`);
  }
};
