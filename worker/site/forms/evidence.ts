/**
 * Whether one of two variants of a form is better, told so that one may look at any time and stop whenever one likes.
 *
 * Visitors of the two are paired as they come: each with the latest of the other variant that has no partner yet. Where
 * both of a pair converted, or neither, it tells nothing. Of the other pairs each is won by one variant, and if the variants
 * are equally good, by either as likely: a fair coin, whatever the conversion, and however it changes over time. So somebody
 * who bets on one variant's pairs at fair odds can expect to gain nothing if it is not the better one, and by Ville's
 * inequality will ever have made N times his money with a probability of 1 / N at most, however often one looks. That is
 * the e-value: what was made of 1.
 *
 * Testing by betting: Shafer, "Testing by betting" (JRSS A 2021); Waudby-Smith & Ramdas, "Estimating means of bounded random
 * variables by betting" (JRSS B 2024). Pairs: the test of McNemar, of blocks of one and one as in Turner, Ly & Grünwald,
 * "Generic E-variables for exact sequential k-sample tests that allow for optional stopping" (JSPI 2024).
 */

/**
 * The money is spread evenly over bets that the odds of converting are so many times the other's; what is certain holds
 * whatever they are, but what is to be noticed early should lie among them.
 */
const ODDS = [1.1, 1.2, 1.35, 1.6, 2, 3];

/** What a bet makes of each unit at a pair that is won, and at one that is lost: logarithms. */
const BETS = ODDS.map((odds) => ({ won: Math.log((2 * odds) / (1 + odds)), lost: Math.log(2 / (1 + odds)) }));

/** More evidence than anybody needs; larger ones are told as this. */
const MOST = 1e9;

/** What was made of 1 by betting on a variant that won and lost so many pairs. */
export const eValueOf = (won: number, lost: number): number => {
  const logs = BETS.map((bet) => won * bet.won + lost * bet.lost);
  const most = Math.max(...logs);
  const made = Math.exp(most) * (logs.reduce((sum, log) => sum + Math.exp(log - most), 0) / logs.length);
  return Math.min(made, MOST);
};

/** The share of all tests without a difference in which one is told all the same, at most. */
const FALSE_ALARMS = 0.05;

/** The e-value from which on a variant counts as better than another, where so many are compared, each with each both ways. */
export const neededFor = (variants: number): number => (variants * (variants - 1)) / FALSE_ALARMS;

const DAY = 86_400_000;
/** A partner is no older than this: pairs compare visitors of the same days. */
const LATEST = 7 * DAY;

/** A visitor who has had a day to convert. What is known of him changes no more, which is what may be bet on. */
export interface Settled {
  /** When he first saw the form, ms since 1970. */
  at: number;
  converted: boolean;
}

/**
 * A visitor as the evidence counts him; null while his day is not over.
 *
 * @param visitor when he first saw the form, and when he converted, if he did (ms since 1970)
 * @param end until when is known what happened
 */
export const settled = (
  { at, convertedAt }: { at: number; convertedAt: number | null },
  end: number,
): Settled | null => (end - at < DAY ? null : { at, converted: convertedAt !== null && convertedAt - at < DAY });

type Side = 0 | 1;

/**
 * Takes the visitors of two variants in order of time. Compares them only while both run: from the first visitor of the
 * later one to the last of the one that ended first.
 */
export class Comparison {
  /** Pairs in which only the first's, or only the second's visitor converted. */
  readonly won: [number, number] = [0, 0];
  /** Pairs in which both did, or neither. */
  even = 0;
  /** The greatest there has been of either: what was once shown stays shown. */
  readonly eValues: [number, number] = [1, 1];
  readonly #ran: [boolean, boolean] = [false, false];
  /** Without a partner yet, all of one side. */
  #waiting: Settled[] = [];
  #waitingSide: Side = 0;
  /** Pairs that count once this side is seen to go on. */
  #open: [first: Settled, second: Settled][] = [];
  #openFor: Side = 0;

  add(side: Side, visitor: Settled): void {
    if (!this.#ran[side]) {
      // Whoever came before did not come while both ran.
      this.#ran[side] = true;
      this.#waiting = [];
    }
    if (this.#openFor === side) this.#settle();
    const partner = this.#waitingSide === side ? undefined : this.#waiting.pop();
    if (partner && visitor.at - partner.at <= LATEST) {
      this.#open.push(side === 1 ? [partner, visitor] : [visitor, partner]);
      this.#openFor = side === 1 ? 0 : 1;
      return;
    }
    // Of the other side none waits, or only too old ones.
    if (this.#waitingSide !== side) this.#waiting = [];
    this.#waitingSide = side;
    this.#waiting.push(visitor);
  }

  #settle(): void {
    for (const [first, second] of this.#open) {
      if (first.converted === second.converted) {
        this.even += 1;
        continue;
      }
      this.won[first.converted ? 0 : 1] += 1;
      const [one, other] = this.won;
      this.eValues[0] = Math.max(this.eValues[0], eValueOf(one, other));
      this.eValues[1] = Math.max(this.eValues[1], eValueOf(other, one));
    }
    this.#open = [];
  }
}
