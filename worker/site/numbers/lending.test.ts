import { describe, expect, test } from 'vitest';
import { type Lease, Lending } from './lending.ts';

const [A, B, C] = ['+380440000001', '+380440000002', '+380440000003'] as const;
const COOL_DOWN = 100;

const lease = (number: string, visitor: string, startedAt: number, until: number): Lease => ({
  number,
  visitor,
  startedAt,
  until,
  bound: until,
});

const lending = (numbers: readonly string[], ...leases: Lease[]): Lending => new Lending(numbers, leases);

describe('the number of a new lease', () => {
  test('is one that was never used, in the pool’s order', () => {
    const pool = lending([B, A, C], lease(B, 'x', 0, 10));
    expect(pool.choose('new', 1_000, COOL_DOWN)).toBe(A);
  });

  test('is else the one released longest ago, whenever it was lent', () => {
    const pool = lending([A, B, C], lease(A, 'x', 0, 500), lease(B, 'y', 10, 300), lease(C, 'z', 20, 400));
    expect(pool.choose('new', 1_000, COOL_DOWN)).toBe(B);
  });

  test('is none that is held or rests, up to the millisecond', () => {
    const pool = lending([A], lease(A, 'x', 0, 500));
    expect(pool.choose('new', 499, COOL_DOWN)).toBeNull();
    expect(pool.choose('new', 599, COOL_DOWN)).toBeNull();
    expect(pool.choose('new', 600, COOL_DOWN)).toBe(A);
  });

  test('is the visitor’s last one if nobody took it since, even while it rests', () => {
    const pool = lending([A, B], lease(A, 'x', 0, 500));
    expect(pool.choose('x', 510, COOL_DOWN)).toBe(A);
    expect(pool.choose('x', 1_000_000, COOL_DOWN)).toBe(A);
  });

  test('is another one once somebody took it', () => {
    const pool = lending([A, B], lease(A, 'x', 0, 500), lease(A, 'y', 700, 800));
    expect(pool.choose('x', 1_000, COOL_DOWN)).toBe(B);
  });

  test('is not the visitor’s last one while an earlier sharer of it is still there', () => {
    const pool = lending([A, B], lease(A, 'y', 0, 900), lease(A, 'x', 100, 500));
    expect(pool.choose('x', 600, COOL_DOWN)).toBe(B);
  });
});

describe('the number to share', () => {
  test('is one that only rests before one that is held', () => {
    const pool = lending([A, B], lease(A, 'x', 0, 1_000), lease(B, 'y', 0, 500));
    expect(pool.leastHeld(550)).toBe(B);
  });

  test('has the fewest holders, of equals those silent for longest', () => {
    const pool = lending([A, B, C], lease(A, 'x', 0, 1_000), lease(B, 'y', 0, 900), lease(C, 'z', 0, 950));
    const chosen: (string | null)[] = [];
    for (const visitor of ['1', '2', '3', '4']) {
      const number = pool.leastHeld(100);
      chosen.push(number);
      pool.begin(lease(number as string, visitor, 100, 1_100));
    }
    expect(chosen).toEqual([B, C, A, A]);
  });

  test('is none of an empty pool', () => {
    expect(lending([]).leastHeld(0)).toBeNull();
  });
});

test('a lease that begins hands back those of its number that are over, and keeps those that live', () => {
  const over = lease(A, 'x', 0, 50);
  const live = lease(A, 'y', 10, 500);
  const pool = lending([A], over, live);
  const begun = lease(A, 'z', 100, 600);
  expect(pool.begin(begun)).toEqual([over]);
  expect(pool.leasesOf(A)).toEqual([live, begun]);
  expect(pool.liveLease('y', 100)).toBe(live);
  expect(pool.liveLease('y', 500)).toBeNull();
});

test('a number is held, then rests, then is free; one of another pool is nothing here', () => {
  const pool = lending([A], lease(A, 'x', 0, 500));
  expect([0, 499, 500, 599, 600].map((now) => pool.stateOf(A, now, COOL_DOWN))).toEqual([
    'held',
    'held',
    'resting',
    'resting',
    'free',
  ]);
  expect(pool.stateOf(B, 0, COOL_DOWN)).toBeNull();
});
