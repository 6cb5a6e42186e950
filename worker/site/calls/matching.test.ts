import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Candidate, candidatesOf, type Evidence, type Hold, type TapSeen } from './matching.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const RING = Date.parse('2026-05-05T12:00:00Z');

const hold = (visitor: string, from: number, to: number): Hold => ({
  visitor,
  startedAt: RING + from,
  until: RING + to,
});
const tap = (visitor: string, ago: number): TapSeen => ({ visitor, visit: `visit of ${visitor}`, time: RING - ago });
const matched = ({ holds = [], taps = [], known = new Set() }: Partial<Evidence>): Candidate[] =>
  candidatesOf(RING, { holds, taps, known });

describe('a number that was held', () => {
  test('is its holder’s', () => {
    expect(matched({ holds: [hold('anna', -MINUTE, MINUTE), hold('boris', -9 * HOUR, -8 * HOUR)] })).toEqual([
      { visitor: 'anna', share: 1_000_000 },
    ]);
  });

  test('and called after it was released, its last holders’, half as likely with every six hours', () => {
    expect(matched({ holds: [hold('anna', -2 * HOUR, -HOUR), hold('boris', -9 * HOUR, -7 * HOUR)] })).toEqual([
      { visitor: 'anna', share: 666_667 },
      { visitor: 'boris', share: 333_333 },
    ]);
  });

  test('a month ago is still its last holder’s, and after a hundred days nobody’s', () => {
    const monthAgo = [hold('anna', -31 * 24 * HOUR, -30 * 24 * HOUR)];
    const yearAgo = [hold('anna', -366 * 24 * HOUR, -365 * 24 * HOUR)];
    expect(matched({ holds: monthAgo })).toEqual([{ visitor: 'anna', share: 1_000_000 }]);
    expect(matched({ holds: yearAgo })).toEqual([{ visitor: '', share: 1_000_000 }]);
  });

  test('by three at once may be any of them: the shares sum to one exactly', () => {
    const holds = ['anna', 'boris', 'vira'].map((visitor, index) => hold(visitor, -MINUTE - index, MINUTE));
    expect(matched({ holds }).map(({ share }) => share)).toEqual([333_334, 333_333, 333_333]);
  });

  test('from a second after the ring, as the provider rounds it, is its holder’s', () => {
    expect(matched({ holds: [hold('anna', 900, MINUTE)] })).toEqual([
      { visitor: 'anna', share: 1_000_000, heldFrom: RING + 900 },
    ]);
    expect(matched({ holds: [hold('anna', 3_000, MINUTE)] })).toEqual([{ visitor: '', share: 1_000_000 }]);
  });

  test('by one and tapped by another who holds none: both come into question, the tap the more', () => {
    const [first, second] = matched({ holds: [hold('anna', -MINUTE, MINUTE)], taps: [tap('boris', 5_000)] });
    expect(first).toMatchObject({ visitor: 'boris', visit: 'visit of boris' });
    expect(second).toMatchObject({ visitor: 'anna' });
  });
});

describe('a tapped link', () => {
  test('seconds before the call makes it probably that visitor’s, with no pool at all', () => {
    const [first, second] = matched({ taps: [tap('anna', 6_000)] });
    expect(first).toMatchObject({ visitor: 'anna', visit: 'visit of anna' });
    expect(first?.share).toBeGreaterThan(900_000);
    expect(second).toMatchObject({ visitor: '' });
  });

  test('tells less the longer ago it was, and nothing after two minutes or before it happened', () => {
    const shares = [0, 20_000, 40_000, 80_000].map(
      (ago) => matched({ taps: [tap('anna', ago)] }).find(({ visitor }) => visitor === 'anna')?.share as number,
    );
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    expect(matched({ taps: [tap('anna', 121_000)] })).toEqual([{ visitor: '', share: 1_000_000 }]);
    expect(matched({ taps: [tap('anna', -2_001)] })).toEqual([{ visitor: '', share: 1_000_000 }]);
  });

  test('several times by one visitor counts as the last one', () => {
    expect(matched({ taps: [tap('anna', 90_000), tap('anna', 6_000), tap('anna', 50_000)] })).toEqual(
      matched({ taps: [tap('anna', 6_000)] }),
    );
  });
});

test('of several that may be meant, the one who has left that number is', () => {
  const holds = [hold('anna', -MINUTE, MINUTE), hold('boris', -MINUTE, MINUTE)];
  expect(matched({ holds, known: new Set(['boris', 'vira']) })).toEqual([{ visitor: 'boris', share: 1_000_000 }]);
});

test('nobody’s call is nobody’s', () => {
  expect(matched({})).toEqual([{ visitor: '', share: 1_000_000 }]);
});

const visitors = fc.constantFrom('anna', 'boris', 'vira', 'halyna', 'dmytro');
const evidence = fc.record({
  holds: fc.array(
    fc
      .tuple(visitors, fc.integer({ min: -200 * 24 * HOUR, max: 3_000 }), fc.integer({ min: 0, max: 3 * HOUR }))
      .map(([visitor, from, length]) => hold(visitor, from, from + length)),
    { maxLength: 20 },
  ),
  taps: fc.array(
    fc.tuple(visitors, fc.integer({ min: -5_000, max: 200_000 })).map(([visitor, ago]) => tap(visitor, ago)),
    { maxLength: 10 },
  ),
  known: fc.array(visitors, { maxLength: 2 }).map((names) => new Set(names)),
});

test('whatever the evidence and its order, the shares are whole millionths that sum to one, each visitor once', () => {
  fc.assert(
    fc.property(evidence, (given) => {
      const candidates = matched(given);
      expect(candidates.reduce((sum, { share }) => sum + share, 0)).toBe(1_000_000);
      expect(candidates.every(({ share }) => Number.isInteger(share) && share > 0)).toBe(true);
      expect(new Set(candidates.map(({ visitor }) => visitor)).size).toBe(candidates.length);
      expect(matched({ ...given, holds: given.holds.toReversed(), taps: given.taps.toReversed() })).toEqual(candidates);
    }),
    { numRuns: 500 },
  );
});
