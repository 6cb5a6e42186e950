import { describe, expect, test } from 'vitest';
import { addressKey, Limiter } from './limiter.ts';

const taken = (limiter: Limiter, times: readonly number[], address = 'a'): number[] =>
  times.map((time) => limiter.take(address, time));

describe('a bucket', () => {
  test('gives what it holds at once, then says how long to wait', () => {
    const limiter = new Limiter({ burst: 3, rate: 0.5 });
    // The fourth needs a whole token: two seconds at half a token a second.
    expect(taken(limiter, [0, 0, 0, 0])).toEqual([0, 0, 0, 2]);
  });

  test('refills at its rate, up to its size', () => {
    const limiter = new Limiter({ burst: 2, rate: 1 });
    expect(taken(limiter, [0, 0, 500, 1_000, 1_000, 100_000, 100_000, 100_000])).toEqual([0, 0, 1, 0, 1, 0, 0, 1]);
  });

  test('asking in vain costs nothing', () => {
    const limiter = new Limiter({ burst: 1, rate: 1 });
    expect(taken(limiter, [0, 100, 200, 300, 1_000])).toEqual([0, 1, 1, 1, 0]);
  });

  test('a clock that is set back takes nothing away', () => {
    const limiter = new Limiter({ burst: 2, rate: 1 });
    expect(taken(limiter, [10_000, 0])).toEqual([0, 0]);
    // Empty at 0 by the clock as it is now, and full again two seconds later.
    expect(taken(limiter, [0, 2_000, 2_000])).toEqual([1, 0, 0]);
  });

  test('is one address’s own', () => {
    const limiter = new Limiter({ burst: 1, rate: 1 });
    expect([limiter.take('a', 0), limiter.take('b', 0), limiter.take('a', 0)]).toEqual([0, 0, 1]);
  });

  test('is not forgotten before it is full, however many others come', () => {
    const limiter = new Limiter({ burst: 1, rate: 0.01 });
    expect(limiter.take('a', 0)).toBe(0);
    for (let other = 0; other < 40_000; other += 1) limiter.take(`b${other}`, 0);
    expect(limiter.take('a', 0)).toBe(100);
  });
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2:ffff::1', '2001:db8:1:2'],
  ['2001:DB8:0001:0002::', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['2001:db8:0:0:1::', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['', ''],
])('%s counts as %s', (address, key) => {
  expect(addressKey(address)).toBe(key);
});
