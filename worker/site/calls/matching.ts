/**
 * Whose call was it? From who held the number when it rang, who tapped a `tel:` link just before, and whom the caller's
 * number is known of. Pure: the same evidence gives the same answer, whenever it is asked.
 */

/** One visitor's hold on the dialled number; times in ms since 1970. */
export interface Hold {
  visitor: string;
  startedAt: number;
  until: number;
}

/** A `tel:` link to the dialled number, tapped. */
export interface TapSeen {
  visitor: string;
  visit: string;
  time: number;
}

export interface Evidence {
  /** Those begun before the call, the latest first. */
  holds: readonly Hold[];
  taps: readonly TapSeen[];
  /** Visitors who have left this caller's number or e-mail themselves. */
  known: ReadonlySet<string>;
}

export interface Candidate {
  /** '' where it was nobody whose visit is known. */
  visitor: string;
  /** The visit the link was tapped in, where one was. */
  visit?: string;
  /** When their hold began, where that was within the clocks' slack after the ring: their visit began before. */
  heldFrom?: number;
  /** Probability in millionths; those of one call sum to a million. */
  share: number;
}

const MILLION = 1_000_000;

/** Providers state whole seconds, rounded down, by clocks of their own (ms). */
export const CLOCK_SLACK = 2_000;
/** From the tap to the ring a telephone takes some seconds; what comes later than this is another call (ms). */
export const TAP_REACH = 120_000;
const TAP_MEAN = 15_000;
/** Of taps that open the dialler, so many are followed by a call. */
const TAP_CALLS = 0.7;
/** Calls of people of whom there is no sign: one in ten minutes. A tap 40 seconds old is worth about as much. */
const UNSEEN = 1 / 600_000;
/** A number written down and called after it was released: half as likely with every six hours (ms). */
const LATE_HALF_LIFE = 6 * 3_600_000;
/** Late callers are looked for this far back (ms). */
export const LATE_REACH = 100 * 86_400_000;
/** What is less likely than this is not worth a row of its own. */
const LEAST = 0.01;

const NOBODY: Candidate = { visitor: '', share: MILLION };

/** How dense in time (1/ms) a visitor's call is at this moment after the tap. */
const afterTap = (gap: number): number => (TAP_CALLS / TAP_MEAN) * Math.exp(-Math.max(0, gap) / TAP_MEAN);

/** Who held the number as it rang; where nobody quite did, who came within the clocks' slack. */
const holdersAt = (at: number, holds: readonly Hold[]): Hold[] => {
  const strict = holds.filter(({ startedAt, until }) => startedAt <= at && at <= until);
  return strict.length > 0
    ? strict
    : holds.filter(({ startedAt, until }) => startedAt - CLOCK_SLACK <= at && at <= until);
};

type Weighed = Omit<Candidate, 'visitor' | 'share'> & { weight: number };

/** Weights, in calls a ms, by visitor; '' stands for people of whom there is no sign. */
const weigh = (at: number, { holds, taps }: Evidence): Map<string, Weighed> => {
  const weights = new Map<string, Weighed>();
  const add = (visitor: string, weight: number, found: Omit<Weighed, 'weight'> = {}): void => {
    const known = weights.get(visitor);
    weights.set(visitor, { ...known, ...found, weight: (known?.weight ?? 0) + weight });
  };
  const holders = holdersAt(at, holds);
  const late = holds.filter(({ until }) => until < at && at - until <= LATE_REACH);
  if (holders.length > 0) {
    // Once a visitor, by the earliest hold.
    const byVisitor = new Map(
      holders.toSorted((a, b) => b.startedAt - a.startedAt).map((hold) => [hold.visitor, hold]),
    );
    for (const { visitor, startedAt } of byVisitor.values())
      add(visitor, UNSEEN, startedAt > at ? { heldFrom: startedAt } : {});
  } else if (late.length > 0) {
    // Once a visitor, by the last time they held it. Relative to the latest, or all would be nought after weeks.
    const latest = Math.max(...late.map(({ until }) => until));
    const ends = new Map<string, number>();
    for (const { visitor, until } of late) ends.set(visitor, Math.max(until, ends.get(visitor) ?? 0));
    const odds = [...ends].map(([visitor, end]) => ({ visitor, odd: 2 ** ((end - latest) / LATE_HALF_LIFE) }));
    const all = odds.reduce((sum, { odd }) => sum + odd, 0);
    for (const { visitor, odd } of odds) add(visitor, (UNSEEN * odd) / all);
  } else add('', UNSEEN);
  // A visitor's last tap counts; several do not make a call likelier.
  const lastTap = new Map<string, TapSeen>();
  for (const tap of taps) {
    const gap = at - tap.time;
    if (gap < -CLOCK_SLACK || gap > TAP_REACH) continue;
    const before = lastTap.get(tap.visitor);
    if (!before || before.time < tap.time || (before.time === tap.time && before.visit < tap.visit))
      lastTap.set(tap.visitor, tap);
  }
  for (const { visitor, visit, time } of lastTap.values()) add(visitor, afterTap(at - time), { visit });
  return weights;
};

/** Integers that sum to a million, by largest remainder. */
const inMillionths = <T extends { weight: number }>(parts: readonly T[]): (T & { share: number })[] => {
  const all = parts.reduce((sum, { weight }) => sum + weight, 0);
  const exact = parts.map((part) => (part.weight / all) * MILLION);
  const shares = exact.map(Math.floor);
  const left = MILLION - shares.reduce((sum, share) => sum + share, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, left)) shares[index] = (shares[index] as number) + 1;
  return parts.map((part, index) => ({ ...part, share: shares[index] as number }));
};

/** Who may have made a call that rang at `at` (ms since 1970), the likeliest first. Never empty. */
export const candidatesOf = (at: number, evidence: Evidence): Candidate[] => {
  const weights = weigh(at, evidence);
  const all = [...weights].map(([visitor, part]) => ({ visitor, ...part }));
  // Who has left that very number before is the caller, if they come into question at all.
  const named = all.filter(({ visitor }) => evidence.known.has(visitor));
  const meant = (named.length > 0 ? named : all).sort(
    (a, b) => b.weight - a.weight || (a.visitor < b.visitor ? -1 : 1),
  );
  const sum = meant.reduce((total, { weight }) => total + weight, 0);
  const likely = meant.filter(({ weight }) => weight >= LEAST * sum);
  const candidates = inMillionths(likely).map(({ weight: _, ...candidate }) => candidate);
  return candidates.length > 0 ? candidates : [NOBODY];
};
