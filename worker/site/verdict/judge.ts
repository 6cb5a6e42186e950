import type { Verdict } from '../../../shared/verdict.ts';
import { type Belief, probabilityBelow, product, quantile } from './belief.ts';
import { inTurns, type Pause } from './inTurns.ts';
import { LEANINGS, ratesOf, type Tried } from './rates.ts';
import type { Worth } from './worth.ts';

/** From what was spent and what came of it to a verdict on each ad. Money is in units of the site's currency. */

/** What one ad was paid and what it brought. */
export interface Paid {
  /** Above 0. */
  spend: number;
  /** Clicks as the ad system counts them, else visits; 0 where neither is known. */
  clicks: number;
  leads: number;
  /** Where the target is of something deeper than a lead. */
  deeper?: Deeper;
}

export interface Deeper {
  /** Of the leads, those of whom it is known by now whether they became one, in fractions: see `ripeness.ts`. */
  ripeLeads: number;
  outcomes: number;
}

export interface Judging {
  /** What an outcome may cost; or where outcomes are sales with a worth, what each unit spent has to bring, at least. */
  target: { most: number } | { least: number; worth: Worth };
  /** How probable a verdict must be. */
  level: number;
  pause: Pause;
}

/** Of outcomes, or with a worth of profit, per unit spent. */
export interface Judged {
  median: number;
  /** 95 % interval. */
  low: number;
  high: number;
  /** That it is less than the target asks for. */
  probability: number;
  verdict: Verdict;
}

const sumOf = <T>(all: readonly T[], pick: (one: T) => number): number =>
  all.reduce((total, one) => total + pick(one), 0);

/** Clicks that an ad's own price is not believed in without: the site's usual one weighs as much as so many. */
const PRICE_WEIGHT = 10;

/** Logarithm of how many times as much each ad's clicks cost as is usual on the site; 0 where they are not known. */
export const dearnessOf = (ads: readonly { spend: number; clicks: number }[]): number[] => {
  const counted = ads.filter(({ clicks }) => clicks > 0);
  const usual = sumOf(counted, ({ spend }) => spend) / sumOf(counted, ({ clicks }) => clicks);
  return ads.map(({ spend, clicks }) =>
    clicks > 0 ? Math.log((spend + usual * PRICE_WEIGHT) / (clicks + PRICE_WEIGHT) / usual) : 0,
  );
};

/** Before any ad is seen: outcomes cost about as much as they may, within a factor of six either way (95 %). */
const SPREAD = 0.9;

/** Ripe leads that are added to the site's own, with half an outcome, so that none yet is not never. */
const FEW = 5;

export const verdictOf = (probability: number, level: number): Verdict =>
  probability >= level ? 'wasted' : probability <= 1 - level ? 'works' : 'unclear';

const judged = (belief: Belief, needed: number, level: number): Judged => {
  const probability = probabilityBelow(belief, Math.log(needed));
  return {
    median: Math.exp(quantile(belief, 0.5)),
    low: Math.exp(quantile(belief, 0.025)),
    high: Math.exp(quantile(belief, 0.975)),
    probability,
    verdict: verdictOf(probability, level),
  };
};

/**
 * For a target deeper than the lead, outcomes are leads per money times outcomes per lead, each with what is usual on the
 * site: so an ad with many leads is judged by them while few of them have become customers yet, as far as leads on this
 * site are alike. For ROMI the worth of a sale is one more factor.
 */
export const judge = async (ads: readonly Paid[], { target, level, pause }: Judging): Promise<Judged[]> => {
  const dearness = dearnessOf(ads);
  const deep = ads.flatMap(({ deeper }) => (deeper ? [deeper] : []));
  const conversion =
    deep.length === 0 ? 1 : (sumOf(deep, (one) => one.outcomes) + 0.5) / (sumOf(deep, (one) => one.ripeLeads) + FEW);
  const needed = 'most' in target ? 1 / target.most : target.least;
  const worth = 'worth' in target ? target.worth : null;
  let beliefs = await ratesOf(
    ads.map(
      ({ spend, leads }, index): Tried => ({ exposure: spend, outcomes: leads, dearness: dearness[index] as number }),
    ),
    { centre: Math.log(needed / conversion / (worth?.mean ?? 1)), spread: SPREAD, leanings: LEANINGS },
    pause,
  );
  if (deep.length > 0) {
    const conversions = await ratesOf(
      deep.map(({ ripeLeads, outcomes }): Tried => ({ exposure: ripeLeads, outcomes, dearness: 0 })),
      { centre: Math.log(conversion), spread: SPREAD, leanings: [0] },
      pause,
    );
    beliefs = await inTurns(beliefs, pause, (belief, index) => product(belief, conversions[index] as Belief));
  }
  if (worth) {
    beliefs = await inTurns(beliefs, pause, (belief, index) => product(belief, worth.beliefs[index] as Belief));
  }
  return beliefs.map((belief) => judged(belief, needed, level));
};
