import { runInDurableObject } from 'cloudflare:test';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HEARTBEAT, HEARTBEAT_GRACE, VISIT_IDLE, VISIT_LENGTH } from '../../shared/limits.ts';
import type { Pool } from '../../shared/numbers.ts';
import { type LeaseAnswer, LeaseBook, SLACK } from '../../worker/site/numbers/leases.ts';
import { newSite } from './site.ts';

/** Leases of pool numbers on an object's own database. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.parse('2026-05-05T09:00:00Z');
const POOL: Pool = { id: 'sales', holdMinutes: 30, coolDownMinutes: 60, whenEmpty: 'own' };
const HOLD = HEARTBEAT_GRACE + 30 * MINUTE;
const REST = 60 * MINUTE;

const numberAt = (index: number): string => `+38044000000${index}`;

interface Desk {
  storage: DurableObjectStorage;
  book: LeaseBook;
  /** Asks in a transaction of its own; returns the number. */
  ask(visitor: string, now: number, pool?: Pool): string | null;
  add(count: number, pool?: string): void;
  leases(): { number: string; started_at: number; visitor: string; until: number }[];
  misses(): { hour: number; misses: number; served: number }[];
  /** Rows that the statements of some work wrote. */
  written(work: () => void): number;
}

const deskOf = (storage: DurableObjectStorage): Desk => {
  const { sql } = storage;
  const cursors: SqlStorageCursor<Record<string, SqlStorageValue>>[] = [];
  const counting = {
    exec(query: string, ...bindings: unknown[]) {
      const cursor = sql.exec(query, ...bindings);
      cursors.push(cursor);
      return cursor;
    },
  } as SqlStorage;
  const book = new LeaseBook(counting);
  let added = 0;
  return {
    storage,
    book,
    ask: (visitor, now, pool = POOL) => storage.transactionSync(() => book.lease({ pool, visitor, now }).number),
    add(count, pool = POOL.id) {
      for (let index = 0; index < count; index += 1) addNumber(sql, numberAt((added += 1)), pool, added);
      book.forget();
    },
    leases: () => sql.exec<ReturnType<Desk['leases']>[number]>('SELECT * FROM leases ORDER BY started_at').toArray(),
    misses: () =>
      sql
        .exec<ReturnType<Desk['misses']>[number]>('SELECT hour, misses, served FROM lease_misses ORDER BY hour')
        .toArray(),
    written(work) {
      cursors.length = 0;
      work();
      return cursors.reduce((sum, cursor) => sum + cursor.rowsWritten, 0);
    },
  };
};

const addNumber = (sql: SqlStorage, number: string, pool: string, at: number): void => {
  sql.exec(
    `INSERT INTO numbers (number, pool, name, source, medium, campaign, content, term, added_at, removed_at)
     VALUES (?, ?, '', '', '', '', '', '', ?, NULL)
     ON CONFLICT (number) DO UPDATE SET pool = excluded.pool, removed_at = NULL`,
    number,
    pool,
    at,
  );
};

const atDesk = async (numbers: number, work: (desk: Desk) => void): Promise<void> => {
  const { stub } = await newSite();
  await runInDurableObject(stub, (_, { storage }) => {
    const desk = deskOf(storage);
    desk.add(numbers);
    work(desk);
  });
};

describe('rows written', () => {
  test('a number leased is one row, its renewals none until one would pass the stated end', () =>
    atDesk(2, (desk) => {
      expect(desk.written(() => desk.ask('a', START))).toBe(1);
      expect(desk.leases()).toEqual([
        { number: numberAt(1), started_at: START, visitor: 'a', until: START + HOLD + SLACK },
      ]);
      for (let beat = HEARTBEAT; beat <= SLACK; beat += HEARTBEAT) {
        expect(desk.written(() => desk.ask('a', START + beat))).toBe(0);
      }
      expect(desk.written(() => desk.ask('a', START + SLACK + 1))).toBe(1);
      expect(desk.leases()).toMatchObject([{ started_at: START, until: START + SLACK + 1 + HOLD + SLACK }]);
    }));

  test('a lease that is over has its end put right with the next of its number', () =>
    atDesk(1, (desk) => {
      desk.ask('a', START);
      desk.ask('a', START + 4 * MINUTE);
      const later = START + 5 * HOUR;
      expect(desk.written(() => desk.ask('b', later))).toBe(2);
      expect(desk.leases()).toMatchObject([
        { visitor: 'a', until: START + 4 * MINUTE + HOLD },
        { visitor: 'b', started_at: later },
      ]);
    }));

  test('before a call is matched, what is over is written as over, once; what lives is left', () =>
    atDesk(1, (desk) => {
      desk.ask('a', START);
      expect(desk.written(() => desk.book.settle(numberAt(1), START + HOLD - 1))).toBe(0);
      expect(desk.written(() => desk.book.settle(numberAt(1), START + HOLD))).toBe(1);
      expect(desk.written(() => desk.book.settle(numberAt(1), START + HOLD))).toBe(0);
      expect(desk.leases()).toMatchObject([{ until: START + HOLD }]);
    }));

  test('a visitor missed again and again is one row; after a pause, another', () =>
    atDesk(0, (desk) => {
      expect(desk.written(() => desk.ask('a', START))).toBe(1);
      expect(desk.written(() => desk.ask('a', START + MINUTE))).toBe(0);
      expect(desk.written(() => desk.ask('a', START + MINUTE + VISIT_IDLE))).toBe(1);
      expect(desk.misses()).toEqual([{ hour: START / HOUR, misses: 2, served: 0 }]);
    }));
});

describe('a pool that runs out', () => {
  test.each([
    ['own' as const, null],
    [{ number: '+380800000000' }, '+380800000000'],
  ])('shows what the site chose and counts the miss (%o)', (whenEmpty, shown) =>
    atDesk(1, (desk) => {
      const pool = { ...POOL, whenEmpty };
      desk.ask('a', START, pool);
      expect(desk.book.lease({ pool, visitor: 'b', now: START })).toMatchObject({ number: shown, leased: false });
      expect(desk.misses()).toEqual([{ hour: START / HOUR, misses: 1, served: 0 }]);
    }),
  );

  test('makes the miss good with a number that comes free in the same visit', () =>
    atDesk(1, (desk) => {
      const pool = { ...POOL, holdMinutes: 0, coolDownMinutes: 0 };
      desk.ask('a', START, pool);
      expect(desk.ask('b', START + MINUTE, pool)).toBeNull();
      expect(desk.ask('b', START + HEARTBEAT_GRACE, pool)).toBe(numberAt(1));
      expect(desk.misses()).toEqual([{ hour: START / HOUR, misses: 1, served: 1 }]);
    }));

  test('shares evenly where it may: resting numbers first, then those silent for longest', () =>
    atDesk(2, (desk) => {
      const pool: Pool = { ...POOL, whenEmpty: 'share' };
      expect(desk.ask('a', START, pool)).toBe(numberAt(1));
      expect(desk.ask('b', START + 20 * MINUTE, pool)).toBe(numberAt(2));
      desk.ask('a', START + 30 * MINUTE, pool);
      const later = START + 58 * MINUTE;
      const shown = ['c', 'd', 'e', 'f'].map((visitor) => desk.ask(visitor, later, pool));
      // b's has rested for three minutes; then each has one holder, a's being silent for longer.
      expect(shown).toEqual([numberAt(2), numberAt(1), numberAt(2), numberAt(1)]);
      expect(desk.misses()).toEqual([{ hour: START / HOUR, misses: 4, served: 4 }]);
      expect(desk.ask('c', later + MINUTE, pool)).toBe(numberAt(2));
    }));
});

describe('the pool as it stands', () => {
  test('is told without being changed', () =>
    atDesk(3, (desk) => {
      desk.ask('a', START);
      desk.ask('b', START + 30 * MINUTE);
      const states = (now: number) => [1, 2, 3, 4].map((index) => desk.book.stateOf(numberAt(index), POOL, now));
      const now = START + HOLD;
      expect(states(now)).toEqual(['resting', 'held', 'free', null]);
      expect(desk.book.peek(POOL, now)).toEqual({ numbers: 3, held: 1, resting: 1, free: 1, next: numberAt(3) });
      const next = START + HOLD + REST;
      expect(desk.book.peek(POOL, next)).toMatchObject({ held: 0, resting: 1, free: 2, next: numberAt(3) });
      // It is now as it was: looking ahead moved nothing.
      expect(states(now)).toEqual(['resting', 'held', 'free', null]);
      expect(desk.book.peek({ ...POOL, id: 'none' }, now)).toEqual({
        numbers: 0,
        held: 0,
        resting: 0,
        free: 0,
        next: null,
      });
    }));

  test('a lease renewed for a day is begun anew, so that a restart finds it however long it lasts', () =>
    atDesk(2, (desk) => {
      const end = START + 3 * VISIT_LENGTH;
      for (let now = START; now < end; now += HEARTBEAT) expect(desk.ask('a', now)).toBe(numberAt(1));
      expect(desk.leases()).toHaveLength(3);
      const restarted = new LeaseBook(desk.storage.sql);
      expect(restarted.stateOf(numberAt(1), POOL, end)).toBe('held');
      expect(restarted.lease({ pool: POOL, visitor: 'a', now: end }).number).toBe(numberAt(1));
    }));
});

test('a clock that is set back takes no number away, with a restart or without', () =>
  atDesk(1, (desk) => {
    desk.ask('a', START);
    desk.ask('a', START + 5 * MINUTE);
    const now = START - HOUR;
    expect(desk.ask('b', now)).toBeNull();
    const restarted = new LeaseBook(desk.storage.sql);
    for (const later of [now, START + 5 * MINUTE + HOLD - 1]) {
      expect(restarted.lease({ pool: POOL, visitor: 'b', now: later }).number).toBeNull();
      expect(restarted.lease({ pool: POOL, visitor: 'a', now }).number).toBe(numberAt(1));
    }
  }));

type Step =
  | { do: 'ask'; visitors: number[]; pool: 0 | 1 }
  | { do: 'failed'; visitors: number[]; pool: 0 | 1 }
  | { do: 'wait'; ms: number }
  | { do: 'restart' }
  | { do: 'put'; number: number; pool: 0 | 1 }
  | { do: 'remove'; number: number }
  | { do: 'set'; pool: 0 | 1; hold: number; rest: number; whenEmpty: Pool['whenEmpty'] }
  | { do: 'settle'; number: number };

const poolIndex = fc.constantFrom(0 as const, 0 as const, 0 as const, 1 as const);
const visitors = fc.array(fc.nat(4), { minLength: 1, maxLength: 3 });
const numbers = fc.integer({ min: 1, max: 4 });
const NOBODYS: Pool = { ...POOL, id: 'nobody’s' };
const OVERFLOW = '+380800000000';

const stepsOf = (sharing: boolean): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.oneof(
      { weight: 10, arbitrary: fc.record({ do: fc.constant('ask' as const), visitors, pool: poolIndex }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('failed' as const), visitors, pool: poolIndex }) },
      {
        weight: 10,
        arbitrary: fc.record({
          do: fc.constant('wait' as const),
          ms: fc.oneof(
            { weight: 4, arbitrary: fc.constantFrom(HEARTBEAT, HEARTBEAT_GRACE, 10 * MINUTE, 30 * MINUTE, HOUR) },
            { weight: 2, arbitrary: fc.integer({ min: 0, max: 3 * HOUR }) },
            { weight: 1, arbitrary: fc.constantFrom(VISIT_LENGTH, -MINUTE, -HOUR) },
          ),
        }),
      },
      { weight: 2, arbitrary: fc.constant({ do: 'restart' as const }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('put' as const), number: numbers, pool: poolIndex }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), number: numbers }) },
      {
        weight: 2,
        arbitrary: fc.record({
          do: fc.constant('set' as const),
          pool: poolIndex,
          hold: fc.constantFrom(0, 5, 30, 1_440),
          rest: fc.constantFrom(0, 10, 60),
          whenEmpty: fc.constantFrom<Pool['whenEmpty']>(
            'own',
            { number: OVERFLOW },
            ...(sharing ? (['share', 'share'] as const) : []),
          ),
        }),
      },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('settle' as const), number: numbers }) },
    ),
    { minLength: 10, maxLength: 80, size: 'max' },
  );

interface Told {
  visitor: string;
  number: string;
  /** Since when they have been told it without a gap, and until when it was promised. */
  since: number;
  until: number;
  /** When it began at the latest: later than `since` where what was told does not say whether the lease of before went on. */
  by: number;
  /** It was lent although no number was free, as the pool's setting then allowed. */
  shared: boolean;
}

/** What visitors were told, and what must be true of it. Knows nothing of how leases are kept. */
class Witness {
  /** Of each visitor and number the latest. */
  readonly #told: Told[] = [];
  /** Ends known to the book may be later than those told by so much. */
  slack = 0;

  /** Others who have been told that the number is theirs now. */
  others(number: string, visitor: string, now: number): Told[] {
    return this.#told.filter((told) => told.number === number && told.visitor !== visitor && now < told.until);
  }

  /** So it is by what was told, or may be by the stated end that a restarted book goes by. */
  mayLive({ until }: Told, now: number): boolean {
    return now < until + this.slack;
  }

  releasedAt(number: string): number {
    return Math.max(...this.#told.filter((told) => told.number === number).map(({ until }) => until), 0);
  }

  /** Those of these numbers that may be the visitor's still: live, or not taken since. Several only by moves of numbers. */
  claims(visitor: string, of: readonly string[], now: number): Told[] {
    return this.#told.filter(
      (told) =>
        told.visitor === visitor && of.includes(told.number) && (this.mayLive(told, now) || !this.takenSince(told)),
    );
  }

  /** What the visitor was told last of these numbers, if that is certain. Several are known only by moves of numbers. */
  lastOf(visitor: string, of: readonly string[]): Told | undefined {
    const theirs = this.#told.filter((told) => told.visitor === visitor && of.includes(told.number));
    if (theirs.length > 1 && theirs.some(({ since, by }) => since < by)) return undefined;
    const latest = Math.max(...theirs.map(({ since }) => since));
    const last = theirs.filter(({ since }) => since === latest);
    return last.length === 1 ? last[0] : undefined;
  }

  takenSince({ number, visitor, since }: Told): boolean {
    return this.#told.some((told) => told.number === number && told.visitor !== visitor && told.by >= since);
  }

  tell(answer: { visitor: string; number: string; now: number; hold: number; shared: boolean }): void {
    const { visitor, number, now, hold } = answer;
    const known = this.#told.find((told) => told.visitor === visitor && told.number === number);
    const goesOn = known !== undefined && now < known.until;
    if (known && goesOn) {
      known.until = Math.max(known.until, now + hold);
      // As if lent anew: see the lease that is renewed for a day.
      if (now - known.since >= VISIT_LENGTH) known.since = known.by = now;
      return;
    }
    if (known) this.#told.splice(this.#told.indexOf(known), 1);
    const since = known && this.mayLive(known, now) ? known.since : now;
    this.#told.push({ visitor, number, since, by: now, until: now + hold, shared: answer.shared });
  }
}

/** What the answer must be where nobody shares, as far as it can be told from what visitors were told. */
const expectPolicy = (asked: {
  witness: Witness;
  pool: Pool;
  ofPool: readonly string[];
  visitor: string;
  now: number;
  claims: readonly Told[];
  last: Told | undefined;
  answer: LeaseAnswer;
}): void => {
  const { witness, pool, ofPool, now, claims, last, answer } = asked;
  const rest = pool.coolDownMinutes * MINUTE;
  if (last && claims.length === 1 && claims[0] === last && !witness.takenSince(last)) {
    // Theirs still, or nobody took it since.
    expect(answer).toMatchObject({ number: last.number, leased: true });
  } else if (!answer.leased) {
    for (const number of ofPool) expect(now).toBeLessThan(witness.releasedAt(number) + rest + witness.slack);
  } else if (!claims.some(({ number }) => number === answer.number)) {
    const released = witness.releasedAt(answer.number as string);
    if (released > 0) expect(now).toBeGreaterThanOrEqual(released + rest);
    // Least recently used: none that is free for certain has been so for longer.
    const free = ofPool.filter((number) => witness.releasedAt(number) + rest + witness.slack <= now);
    for (const number of free) expect(released).toBeLessThanOrEqual(witness.releasedAt(number) + witness.slack);
  }
};

/** Puts the book through the steps, checking every answer. */
const live = (storage: DurableObjectStorage, steps: readonly Step[], sharing: boolean): void => {
  const { sql } = storage;
  const pools: [Pool, Pool] = [{ ...POOL }, { ...POOL, id: 'service' }];
  const poolOf = new Map<string, string>();
  const witness = new Witness();
  let book = new LeaseBook(sql);
  let stated = START;
  /** The book's clock, which is not set back with the one it is told. */
  let now = START;
  let misses = 0;

  const put = (number: string, pool: string): void => {
    addNumber(sql, number, pool, Number(number.at(-1)));
    poolOf.set(number, pool);
  };
  for (const index of [1, 2, 3]) put(numberAt(index), POOL.id);
  book.lease({ pool: NOBODYS, visitor: 'clock', now });

  const ask = (pool: Pool, visitor: string): void => {
    const ofPool = [...poolOf].filter(([, id]) => id === pool.id).map(([number]) => number);
    now = Math.max(now, stated);
    const before = book.peek(pool, stated);
    const claims = witness.claims(visitor, ofPool, now);
    const last = witness.lastOf(visitor, ofPool);
    const answer = storage.transactionSync(() => book.lease({ pool, visitor, now: stated }));
    expect(answer.hold).toBe(HEARTBEAT_GRACE + pool.holdMinutes * MINUTE);
    if (answer.leased) expect(ofPool).toContain(answer.number);
    else expect(answer.number).toBe(typeof pool.whenEmpty === 'object' ? OVERFLOW : null);

    // Never two at once, but where none was free and the pool was to share, or where they have been sharing since.
    const shared = pool.whenEmpty === 'share' && before.next === null;
    const own = claims.find(({ number }) => number === answer.number);
    const goesOn = own !== undefined && witness.mayLive(own, now);
    if (answer.leased && !shared) {
      for (const other of witness.others(answer.number as string, visitor, now)) {
        expect(goesOn && (other.shared || own.shared)).toBe(true);
      }
    }

    if (!sharing) expectPolicy({ witness, pool, ofPool, visitor, now, claims, last, answer });
    if (before.next === null && !own) misses += 1;
    if (answer.leased) {
      const isShared = shared || (goesOn && own.shared);
      witness.tell({ visitor, number: answer.number as string, now, hold: answer.hold, shared: isShared });
    }
  };

  for (const step of steps) {
    switch (step.do) {
      case 'ask':
        for (const visitor of step.visitors) ask(pools[step.pool], `v${visitor}`);
        break;
      case 'failed':
        expect(() =>
          storage.transactionSync(() => {
            now = Math.max(now, stated);
            for (const visitor of step.visitors) {
              book.lease({ pool: pools[step.pool], visitor: `v${visitor}`, now: stated });
            }
            throw new Error('rolled back');
          }),
        ).toThrow('rolled back');
        book.forget();
        witness.slack = SLACK;
        break;
      case 'wait':
        stated += step.ms;
        break;
      case 'restart':
        book = new LeaseBook(sql);
        // What a new one knows of the time are the rows and what it is told: the clock has been put right meanwhile.
        stated = now = Math.max(stated, now);
        book.lease({ pool: NOBODYS, visitor: 'clock', now: stated });
        witness.slack = SLACK;
        break;
      case 'put':
        put(numberAt(step.number), pools[step.pool].id);
        book.forget();
        witness.slack = SLACK;
        break;
      case 'remove':
        sql.exec('UPDATE numbers SET removed_at = ? WHERE number = ?', stated, numberAt(step.number));
        poolOf.delete(numberAt(step.number));
        book.forget();
        witness.slack = SLACK;
        break;
      case 'set':
        pools[step.pool] = {
          ...pools[step.pool],
          holdMinutes: step.hold,
          coolDownMinutes: step.rest,
          whenEmpty: step.whenEmpty,
        };
        break;
      case 'settle':
        storage.transactionSync(() => book.settle(numberAt(step.number), stated));
        break;
    }
  }
  const counted = sql
    .exec<{ misses: number }>('SELECT coalesce(sum(misses), 0) AS misses FROM lease_misses WHERE pool <> ?', NOBODYS.id)
    .one();
  if (sharing) return;
  // Each visitor's stretch counts once.
  expect(counted.misses).toBeLessThanOrEqual(misses);
  expect(counted.misses > 0).toBe(misses > 0);
};

/** Leases of one number by different visitors that were one number's at the same time, by the table. */
const OVERLAPS = `
  SELECT * FROM leases AS a JOIN leases AS b ON a.number = b.number AND a.visitor <> b.visitor
    AND a.started_at < b.until AND b.started_at < a.until`;

const cleared = (storage: DurableObjectStorage): DurableObjectStorage => {
  for (const table of ['numbers', 'leases', 'lease_misses']) storage.sql.exec(`DELETE FROM ${table}`);
  return storage;
};

test('two visitors are never told the same number at once, whatever happens, and the table agrees', {
  timeout: 60_000,
}, async () => {
  const { stub } = await newSite();
  await runInDurableObject(stub, (_, { storage }) => {
    fc.assert(
      fc.property(stepsOf(false), (steps) => {
        live(cleared(storage), steps, false);
        expect(storage.sql.exec(OVERLAPS).toArray()).toEqual([]);
      }),
      { numRuns: 1_500 },
    );
  });
});

test('where a pool may share, only those who found none free share', { timeout: 60_000 }, async () => {
  const { stub } = await newSite();
  await runInDurableObject(stub, (_, { storage }) => {
    fc.assert(
      fc.property(stepsOf(true), (steps) => live(cleared(storage), steps, true)),
      { numRuns: 1_500 },
    );
  });
});
