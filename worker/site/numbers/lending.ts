/** One visitor's hold on a number. Times are ms since 1970; the number is the visitor's from `startedAt` until before `until`. */
export interface Lease {
  number: string;
  visitor: string;
  startedAt: number;
  /** The end, if no further sign of the visitor comes. */
  until: number;
  /** The end as the table states it: never before `until`, and behind it while signs of life stay in memory. */
  bound: number;
}

/** `held`: somebody's now. `resting`: nobody's, but a late caller could still mean the one before. */
export type NumberState = 'free' | 'held' | 'resting';

interface Lent {
  number: string;
  /** Those that live and the latest begun; more than one lives only where numbers are shared. */
  leases: Lease[];
}

const isLive = (lease: Lease, now: number): boolean => now < lease.until;

/** When a number was last somebody's, or will have been. */
const releasedAt = ({ leases }: Lent): number =>
  leases.reduce((latest, { until }) => Math.max(latest, until), Number.NEGATIVE_INFINITY);

/**
 * A pool's numbers and who holds them: all the decisions, in memory, without tables or a clock of its own. What it keeps
 * is as much as there are numbers and live leases.
 */
export class Lending {
  readonly #lent = new Map<string, Lent>();
  /** The latest lease of each visitor who has one still known here. */
  readonly #latestOf = new Map<string, Lease>();

  /** @param leases the live ones and each number's latest, in the order in which they began */
  constructor(numbers: Iterable<string>, leases: Iterable<Lease>) {
    for (const number of numbers) this.#lent.set(number, { number, leases: [] });
    for (const lease of leases) this.begin(lease);
  }

  get size(): number {
    return this.#lent.size;
  }

  /** The lease that the visitor has now. */
  liveLease(visitor: string, now: number): Lease | null {
    const lease = this.#latestOf.get(visitor);
    return lease && isLive(lease, now) ? lease : null;
  }

  /**
   * The number to lend to a visitor who has none: the one they had last, if nobody else took it since, even while it
   * rests, for a late call to it would be theirs anyway; else the free one that was released longest ago, never used
   * ones first. Null if none is free.
   */
  choose(visitor: string, now: number, coolDown: number): string | null {
    const last = this.#latestOf.get(visitor);
    if (last && this.#isTheirsStill(last, now)) return last.number;
    return this.next(now, coolDown);
  }

  /** The free number that was released longest ago; of those never used, the first. */
  next(now: number, coolDown: number): string | null {
    let chosen: string | null = null;
    let earliest = Number.POSITIVE_INFINITY;
    for (const lent of this.#lent.values()) {
      const released = releasedAt(lent);
      if (released + coolDown > now || released >= earliest) continue;
      // Nothing is freer than a number that nobody ever had.
      if (released === Number.NEGATIVE_INFINITY) return lent.number;
      chosen = lent.number;
      earliest = released;
    }
    return chosen;
  }

  /**
   * The number to lend although none is free: of the fewest holders, so that sharers are spread evenly and one that only
   * rests goes first; of equals the one whose holders have been silent longest, who are the likeliest to have gone.
   */
  leastHeld(now: number): string | null {
    let chosen: string | null = null;
    let fewest = Number.POSITIVE_INFINITY;
    let earliest = Number.POSITIVE_INFINITY;
    for (const lent of this.#lent.values()) {
      const holders = lent.leases.filter((lease) => isLive(lease, now)).length;
      const released = releasedAt(lent);
      if (holders > fewest || (holders === fewest && released >= earliest)) continue;
      chosen = lent.number;
      fewest = holders;
      earliest = released;
    }
    return chosen;
  }

  /** Notes a lease that begins. Returns those of its number that were over by then: they are known here no more. */
  begin(lease: Lease): Lease[] {
    const lent = this.#lent.get(lease.number);
    if (!lent) return [];
    const over = lent.leases.filter((other) => !isLive(other, lease.startedAt));
    for (const other of over) {
      if (this.#latestOf.get(other.visitor) === other) this.#latestOf.delete(other.visitor);
    }
    lent.leases = [...lent.leases.filter((other) => isLive(other, lease.startedAt)), lease];
    this.#latestOf.set(lease.visitor, lease);
    return over;
  }

  /** What is known of a number's leases: those that live, and the latest. */
  leasesOf(number: string): readonly Lease[] {
    return this.#lent.get(number)?.leases ?? [];
  }

  /** Null for a number that is not lent here. */
  stateOf(number: string, now: number, coolDown: number): NumberState | null {
    const lent = this.#lent.get(number);
    if (!lent) return null;
    const released = releasedAt(lent);
    return now < released ? 'held' : now < released + coolDown ? 'resting' : 'free';
  }

  numbers(): IterableIterator<string> {
    return this.#lent.keys();
  }

  #isTheirsStill(lease: Lease, now: number): boolean {
    const leases = this.leasesOf(lease.number);
    return leases.at(-1) === lease && leases.every((other) => other === lease || !isLive(other, now));
  }
}
