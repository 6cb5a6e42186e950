import { HEARTBEAT_GRACE, VISIT_LENGTH } from '../../../shared/limits.ts';
import type { Pool } from '../../../shared/numbers.ts';
import { type Lease, Lending, type NumberState } from './lending.ts';
import { MissStretches } from './misses.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** How far the table's end of a live lease lies beyond the known one, so that most heartbeats write nothing (ms). */
export const SLACK = 10 * MINUTE;

/** The longest hold that a pool's settings allow (ms). */
const LONGEST_HOLD = DAY;

/** What began earlier than this lives no more: a lease that has been renewed for VISIT_LENGTH is begun anew (ms). */
const LONGEST_LEASE = VISIT_LENGTH + HEARTBEAT_GRACE + LONGEST_HOLD + SLACK;

export interface LeaseAsk {
  pool: Pool;
  visitor: string;
  /** By our clock, ms since 1970. */
  now: number;
  /** Asked before a lease begins; where not, the visitor sees the page's own number, and that is no miss. */
  mayBegin?: () => boolean;
}

export interface LeaseAnswer {
  /** What this visitor is to see of the pool (E.164); null for the page's own. */
  number: string | null;
  /** A lease of a pool's number, not the overflow. */
  leased: boolean;
  /** Ms for which a leased number stays theirs without a further sign. */
  hold: number;
}

type LeaseRow = {
  number: string;
  visitor: string | null;
  started_at: number;
  until: number;
};

interface PoolBook {
  lending: Lending;
  misses: MissStretches;
}

/**
 * Who holds which number of a pool. A lease lives for HEARTBEAT_GRACE and the pool's hold after the last sign of its
 * visitor; then its number rests for the cool-down. Signs stay in memory: a row is written when a lease begins, when a
 * sign would pass the end that the row states, which lies SLACK ahead, and when the lease is known to be over. After a
 * restart, and after forget(), the stated end counts: a number is then free a little later, never too early. Rows stay:
 * whose an old call was is told from them again whenever its caller calls again.
 *
 * A clock that is set back is taken to stand still: what was lent stays lent for as long as was told.
 */
export class LeaseBook {
  readonly #sql: SqlStorage;
  readonly #pools = new Map<string, PoolBook>();
  #clock = 0;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /**
   * Leases this visitor a number of the pool or renews the one they have. Where none is free that is a miss, counted once
   * a visitor and stretch of VISIT_IDLE, whatever the pool's setting then lets them see: the page's own, the overflow
   * number, or a shared one. Within the transaction that records the visitor's hits.
   */
  lease({ pool, visitor, now: stated, mayBegin = () => true }: LeaseAsk): LeaseAnswer {
    const book = this.#open(pool.id, stated);
    const now = this.#tick(stated);
    const hold = HEARTBEAT_GRACE + pool.holdMinutes * MINUTE;
    const live = book.lending.liveLease(visitor, now);
    if (live) {
      if (now - live.startedAt < VISIT_LENGTH) this.#renew(live, now + hold);
      else this.#beginAnew(book, live, now, hold);
      return { number: live.number, leased: true, hold };
    }
    if (!mayBegin()) return { number: null, leased: false, hold };
    const free = book.lending.choose(visitor, now, pool.coolDownMinutes * MINUTE);
    const lent = free ?? (pool.whenEmpty === 'share' ? book.lending.leastHeld(now) : null);
    if (lent !== null) this.#begin(book, { number: lent, visitor, now, hold });
    const missed = free === null ? book.misses.miss(visitor, now) : null;
    const served = lent === null ? null : book.misses.serve(visitor, now);
    const hour = missed ?? served;
    if (hour !== null)
      this.#count({ pool: pool.id, hour, misses: Number(missed !== null), served: Number(served !== null) });
    if (lent !== null) return { number: lent, leased: true, hold };
    return { number: typeof pool.whenEmpty === 'object' ? pool.whenEmpty.number : null, leased: false, hold };
  }

  /**
   * To be called before a call to the number is matched: what is over in memory is written as over, so that whoever looks
   * later, even after a restart, finds what stood now. (Of a lease that lives, the table says so already.)
   */
  settle(number: string, now: number): void {
    const time = Math.max(this.#clock, now);
    for (const { lending } of this.#pools.values()) {
      const over = lending.leasesOf(number).filter((lease) => lease.until <= time && lease.bound !== lease.until);
      for (const lease of over) lease.bound = lease.until;
      this.#write(over);
    }
  }

  /** How the pool stands, and the number that the next visitor would get; null if none is free. */
  peek(pool: Pool, now: number): { numbers: number; held: number; resting: number; free: number; next: string | null } {
    const { lending } = this.#open(pool.id, now);
    const time = Math.max(this.#clock, now);
    const coolDown = pool.coolDownMinutes * MINUTE;
    const count = { held: 0, resting: 0, free: 0 };
    for (const number of lending.numbers()) count[lending.stateOf(number, time, coolDown) as NumberState] += 1;
    return { numbers: lending.size, ...count, next: lending.next(time, coolDown) };
  }

  /** How one number of the pool stands; null for one that the pool does not lend. */
  stateOf(number: string, pool: Pool, now: number): NumberState | null {
    const { lending } = this.#open(pool.id, now);
    return lending.stateOf(number, Math.max(this.#clock, now), pool.coolDownMinutes * MINUTE);
  }

  /** After a rollback, or when numbers were added, moved or removed: all is read anew. */
  forget(): void {
    this.#pools.clear();
  }

  #tick(now: number): number {
    this.#clock = Math.max(this.#clock, now);
    return this.#clock;
  }

  #renew(lease: Lease, until: number): void {
    // A hold that was set shorter meanwhile takes nothing away of what was told.
    lease.until = Math.max(lease.until, until);
    if (lease.until <= lease.bound) return;
    lease.bound = lease.until + SLACK;
    this.#write([lease]);
  }

  /** Ends a lease now and begins the same again, so that none is older than what is read at a start. */
  #beginAnew(book: PoolBook, lease: Lease, now: number, hold: number): void {
    const until = Math.max(lease.until, now + hold);
    lease.until = now;
    this.#begin(book, { number: lease.number, visitor: lease.visitor, now, hold: until - now });
  }

  #begin(
    book: PoolBook,
    { number, visitor, now, hold }: { number: string; visitor: string; now: number; hold: number },
  ): void {
    const until = now + hold;
    const lease: Lease = { number, visitor, startedAt: now, until, bound: until + SLACK };
    const over = book.lending.begin(lease).filter((other) => other.bound !== other.until);
    this.#write([...over.map((other) => ({ ...other, bound: other.until })), lease]);
  }

  #write(leases: readonly Lease[]): void {
    if (leases.length === 0) return;
    this.#sql.exec(
      `INSERT INTO leases (number, started_at, visitor, until)
       SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?) WHERE true
       ON CONFLICT (number, started_at, visitor) DO UPDATE SET until = excluded.until`,
      JSON.stringify(leases.map(({ number, startedAt, visitor, bound }) => [number, startedAt, visitor, bound])),
    );
  }

  #count(change: { pool: string; hour: number; misses: number; served: number }): void {
    this.#sql.exec(
      `INSERT INTO lease_misses (pool, hour, misses, served) VALUES (?, ?, ?, ?)
       ON CONFLICT (pool, hour) DO UPDATE SET misses = misses + excluded.misses, served = served + excluded.served`,
      change.pool,
      change.hour,
      change.misses,
      change.served,
    );
  }

  #open(pool: string, now: number): PoolBook {
    let book = this.#pools.get(pool);
    if (!book) {
      book = { lending: this.#read(pool, now), misses: new MissStretches() };
      this.#pools.set(pool, book);
    }
    return book;
  }

  /** The pool's numbers with the leases that may live still and each number's latest. */
  #read(pool: string, now: number): Lending {
    const rows = this.#sql
      .exec<LeaseRow>(
        `SELECT numbers.number, leases.visitor, leases.started_at, leases.until FROM numbers
         LEFT JOIN leases ON leases.number = numbers.number
           AND leases.started_at >= min(?, (SELECT max(started_at) FROM leases WHERE number = numbers.number))
         WHERE numbers.pool = ? AND numbers.removed_at IS NULL
         ORDER BY leases.started_at, numbers.added_at, numbers.number`,
        now - LONGEST_LEASE,
        pool,
      )
      .toArray();
    const leases = rows.flatMap(({ number, visitor, started_at, until }) =>
      visitor === null ? [] : [{ number, visitor, startedAt: started_at, until, bound: until }],
    );
    // The clock was there already when the latest of them began.
    this.#tick(leases.at(-1)?.startedAt ?? 0);
    return new Lending(
      rows.map(({ number }) => number),
      leases,
    );
  }
}
