import { type Belief, beliefOf } from './belief.ts';
import { inTurns, type Pause } from './inTurns.ts';

/**
 * Outcomes that come at a rate of their own from each of many ads: what is believed of each rate, the ads of the site
 * telling what rates are usual there.
 *
 * Outcomes are Poisson in exposure. Rates of ads are lognormal around what is usual, and some ads bring nothing ever. How
 * usual, how different and how many bring nothing is not fixed at one estimate but believed in by a distribution of its
 * own, over a grid: so that few ads, which tell little of it, make nobody sure. A rate is what comes of money, of clicks,
 * or of what lies between (`LEANINGS`): the ads tell which of them they have more in common.
 *
 * Hierarchical Poisson model, full Bayes on a grid: Gelman et al., "Bayesian Data Analysis" (3rd ed. 2013), chapter 5;
 * Christiansen & Morris, "Hierarchical Poisson regression modeling" (JASA 1997). Ads that bring nothing: Lambert,
 * "Zero-inflated Poisson regression" (Technometrics 1992). A belief of this kind means the same whenever one stops
 * looking: Berger & Wolpert, "The Likelihood Principle" (1988), chapter 4.
 */

/** An ad as tried. */
export interface Tried {
  /** What it was given: money, or what the step before brought. Above 0 where anything is known of it. */
  exposure: number;
  outcomes: number;
  /** Logarithm of how many times as much its clicks cost as is usual on the site; 0 where that is not known. */
  dearness: number;
}

export interface Usual {
  /** Logarithm of the rate that is believed in before any ad is seen. */
  centre: number;
  /** Standard deviation of that. */
  spread: number;
  /**
   * How much a rate per money may go down as clicks get dearer, as exponents: 0 for not at all (it is of money), −1 for
   * as much as they do (it is of clicks).
   */
  leanings: readonly number[];
}

export const LEANINGS = [0, -0.5, -1] as const;

/** The grid of logarithms of rates, from `centre`. */
const STEP = 0.2;
const LOWEST = -9;
const CELLS = 81;
/** Typical rates that are reckoned with: cells of that grid, from here on. */
const FIRST_TYPICAL = 12;
const TYPICAL = 61;

/** Standard deviations of ads' logarithms, half-normal with a deviation of 1. */
const DEVIATIONS = [0.2, 0.3, 0.45, 0.65, 0.9, 1.2, 1.6, 2.1];
const deviationWeights = DEVIATIONS.map((deviation) => deviation * Math.exp(-(deviation ** 2) / 2));

/** Shares of ads that bring nothing ever, and what is believed of each before any ad is seen: few rather than many. */
const BARREN: readonly [share: number, weight: number][] = [
  [0, 0.4],
  [0.05, 0.25],
  [0.1, 0.15],
  [0.2, 0.1],
  [0.35, 0.06],
  [0.5, 0.03],
  [0.7, 0.01],
];

/** What is usual is learnt from so many ads at most: more of them would hardly move it. */
const MOST_LEARNT_FROM = 500;
/** For what is usual, no ad's rate is known any better than from so many outcomes: the grid is no finer. */
const ENOUGH = 25;
/** Beliefs in what is usual of less than this are left out. */
const NEGLIGIBLE = 1e-6;

/** A lognormal's share in the cells around its middle: `[0]` in the middle, `[n]` n cells off it. */
const kernels = DEVIATIONS.map((deviation) => {
  const half = Math.ceil((5 * deviation) / STEP);
  const weights = Array.from({ length: half + 1 }, (_, off) => Math.exp(-0.5 * ((off * STEP) / deviation) ** 2));
  const sum = weights.reduce((total, weight, off) => total + (off === 0 ? weight : 2 * weight), 0);
  return Float64Array.from(weights, (weight) => weight / sum);
});

/** Logarithm of how probable the outcomes are at a rate, as a share of the rate that fits them best. */
const likelihood = ({ exposure, outcomes }: { exposure: number; outcomes: number }, logRate: number): number => {
  const expected = exposure * Math.exp(logRate);
  return outcomes === 0 ? -expected : outcomes * Math.log(expected / outcomes) - expected + outcomes;
};

/** One way in which the site's ads may be alike. */
interface Likeness {
  /** Which of the leanings. */
  leaning: number;
  /** Cell of the typical rate. */
  typical: number;
  deviation: number;
  barren: number;
  weight: number;
}

const indexOf = (leaning: number, deviation: number, typical: number): number =>
  (leaning * DEVIATIONS.length + deviation) * TYPICAL + typical;

/** How probable an ad's outcomes are under each likeness, but for the barren. */
const marginals = (tried: Tried, { centre, leanings }: Usual): Float64Array => {
  const found = new Float64Array(leanings.length * DEVIATIONS.length * TYPICAL);
  const known = Math.min(1, ENOUGH / Math.max(tried.outcomes, 1));
  const tempered = { exposure: tried.exposure * known, outcomes: tried.outcomes * known };
  const cells = new Float64Array(CELLS);
  for (const [leaning, exponent] of leanings.entries()) {
    for (let cell = 0; cell < CELLS; cell += 1) {
      const logRate = centre + LOWEST + cell * STEP + exponent * tried.dearness;
      cells[cell] = Math.exp(likelihood(tempered, logRate));
    }
    for (const [deviation, kernel] of kernels.entries()) {
      for (let typical = 0; typical < TYPICAL; typical += 1) {
        const middle = FIRST_TYPICAL + typical;
        let sum = (kernel[0] as number) * (cells[middle] as number);
        const reach = Math.min(kernel.length - 1, Math.max(middle, CELLS - 1 - middle));
        for (let off = 1; off <= reach; off += 1) {
          const left = middle >= off ? (cells[middle - off] as number) : (cells[0] as number);
          const right = middle + off < CELLS ? (cells[middle + off] as number) : (cells[CELLS - 1] as number);
          sum += (kernel[off] as number) * (left + right);
        }
        found[indexOf(leaning, deviation, typical)] = sum;
      }
    }
  }
  return found;
};

/** Those who tell what is usual: all, or every so many of them by exposure. */
const learntFrom = (all: readonly Tried[]): Tried[] => {
  const exposed = all.filter(({ exposure }) => exposure > 0).sort((a, b) => b.exposure - a.exposure);
  const every = Math.max(1, exposed.length / MOST_LEARNT_FROM);
  return exposed.filter((_, index) => Math.floor(index / every) !== Math.floor((index - 1) / every));
};

/** Logarithm of a product of many factors, where no number holds the product. */
class Product {
  #log = 0;
  #part = 1;

  times(factor: number): void {
    this.#part *= factor;
    if (this.#part < 1e-200) {
      this.#log += Math.log(this.#part);
      this.#part = 1;
    }
  }

  get log(): number {
    return this.#log + Math.log(this.#part);
  }
}

const likenessesOf = async (
  learnt: readonly { tried: Tried; found: Float64Array }[],
  usual: Usual,
  pause: Pause,
): Promise<Likeness[]> => {
  const candidates: Likeness[] = [];
  const nothing = learnt.filter(({ tried }) => tried.outcomes === 0);
  const something = learnt.filter(({ tried }) => tried.outcomes > 0);
  const weigh = (leaning: number, deviation: number, typical: number): void => {
    const index = indexOf(leaning, deviation, typical);
    const off = (LOWEST + (FIRST_TYPICAL + typical) * STEP) / usual.spread;
    const fruitful = new Product();
    for (const { found } of something) fruitful.times(found[index] as number);
    const log = fruitful.log - 0.5 * off ** 2 + Math.log(deviationWeights[deviation] as number);
    for (const [barren, [share, weight]] of BARREN.entries()) {
      const rest = new Product();
      for (const { found } of nothing) rest.times((1 - share) * (found[index] as number) + share);
      const all = log + rest.log + something.length * Math.log(1 - share) + Math.log(weight);
      candidates.push({ leaning, typical, deviation, barren, weight: all });
    }
  };
  for (const leaning of usual.leanings.keys()) {
    for (const deviation of DEVIATIONS.keys()) {
      for (let typical = 0; typical < TYPICAL; typical += 1) weigh(leaning, deviation, typical);
      await pause();
    }
  }
  const most = candidates.reduce((greatest, { weight }) => Math.max(greatest, weight), Number.NEGATIVE_INFINITY);
  const kept = candidates
    .map((candidate) => ({ ...candidate, weight: Math.exp(candidate.weight - most) }))
    .filter(({ weight }) => weight > NEGLIGIBLE);
  const sum = kept.reduce((total, { weight }) => total + weight, 0);
  return kept.map((likeness) => ({ ...likeness, weight: likeness.weight / sum }));
};

/** What is believed of a rate before its own ad is seen: by leaning the mass of each cell, and the mass of nothing. */
interface Prior {
  cells: Float64Array[];
  zero: number;
}

/**
 * @param found of the ad itself, if it is among those learnt from: what it has told of the likenesses is taken out again,
 * or it would count twice
 */
const priorOf = (
  likenesses: readonly Likeness[],
  { leanings }: Usual,
  own?: { outcomes: number; found: Float64Array },
): Prior => {
  const cells = leanings.map(() => new Float64Array(CELLS));
  const middles = new Float64Array(leanings.length * DEVIATIONS.length * TYPICAL);
  let zero = 0;
  for (const { leaning, typical, deviation, barren, weight } of likenesses) {
    const index = indexOf(leaning, deviation, typical);
    const [share] = BARREN[barren] as [number, number];
    const told = own ? (1 - share) * (own.found[index] as number) + (own.outcomes === 0 ? share : 0) : 1;
    zero += (weight / told) * share;
    middles[index] = (middles[index] as number) + (weight / told) * (1 - share);
  }
  for (const leaning of leanings.keys()) {
    const into = cells[leaning] as Float64Array;
    for (const [deviation, kernel] of kernels.entries()) {
      for (let typical = 0; typical < TYPICAL; typical += 1) {
        const mass = middles[indexOf(leaning, deviation, typical)] as number;
        if (mass === 0) continue;
        const middle = FIRST_TYPICAL + typical;
        const from = Math.max(0, middle - kernel.length + 1);
        const to = Math.min(CELLS - 1, middle + kernel.length - 1);
        for (let cell = from; cell <= to; cell += 1) {
          into[cell] = (into[cell] as number) + mass * (kernel[Math.abs(cell - middle)] as number);
        }
      }
    }
  }
  return { cells, zero };
};

/** Less than any cell holds that matters. */
const FLOOR = 1e-30;

/** Mass per cell at any place, log-linear between the cells. */
const massAt = (cells: Float64Array, position: number): number => {
  const cell = Math.min(CELLS - 2, Math.max(0, Math.floor(position)));
  const part = Math.min(1, Math.max(0, position - cell));
  const [left, right] = [(cells[cell] as number) + FLOOR, (cells[cell + 1] as number) + FLOOR];
  return left * (right / left) ** part;
};

/**
 * Outcomes of real ads go up and down from week to week by more than chance alone, so of the ad itself they tell
 * less than they would: as much as this share of them. A tempered likelihood: Bissiri, Holmes & Walker, "A general framework for updating belief
 * distributions" (JRSS B 2016).
 */
const RESTLESS = 0.7;

const posterior = (tried: Tried, { cells, zero }: Prior, { centre, leanings }: Usual): Belief => {
  const density = (logRate: number): number => {
    let mass = 0;
    for (const [leaning, exponent] of leanings.entries()) {
      mass += massAt(cells[leaning] as Float64Array, (logRate - exponent * tried.dearness - centre - LOWEST) / STEP);
    }
    return Math.log(mass / STEP) + (tried.exposure > 0 ? RESTLESS * likelihood(tried, logRate) : 0);
  };
  const reach = Math.abs(tried.dearness);
  const from = centre + LOWEST - reach;
  const to = centre + LOWEST + (CELLS - 1) * STEP + reach;
  return beliefOf(density, [from, to], tried.outcomes === 0 ? zero : 0);
};

/** @returns of each ad, in their order, what is believed of its outcomes per unit of exposure */
export const ratesOf = async (all: readonly Tried[], usual: Usual, pause: Pause): Promise<Belief[]> => {
  const learnt = await inTurns(learntFrom(all), pause, (tried) => ({ tried, found: marginals(tried, usual) }));
  const likenesses = await likenessesOf(learnt, usual, pause);
  const common = priorOf(likenesses, usual);
  const own = new Map(learnt.map(({ tried, found }) => [tried, found]));
  return inTurns(all, pause, (tried) => {
    const found = own.get(tried);
    const prior = found ? priorOf(likenesses, usual, { outcomes: tried.outcomes, found }) : common;
    return posterior(tried, prior, usual);
  });
};
