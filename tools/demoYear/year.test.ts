import { describe, expect, test } from 'vitest';
import { makeYear } from './year.ts';

const UNTIL = Date.parse('2026-11-20T13:30:00Z');
const small = (until = UNTIL, seed = 'a seed') => makeYear({ seed, until, visits: 6_000 });

describe('the year of a company', () => {
  test('is the same from the same seed, another from another', () => {
    expect(JSON.stringify(small())).toBe(JSON.stringify(small()));
    expect(small(UNTIL, 'another').journeys).not.toEqual(small().journeys);
  });

  test('has about the visits that were asked for, a season, and nothing that has not happened yet', () => {
    const { journeys, calls, outcomes, spend, from, to } = small();
    expect([from, to]).toEqual(['2025-11-21', '2026-11-20']);
    expect(journeys.length).toBeGreaterThan(5_000);
    expect(journeys.length).toBeLessThan(7_500);
    const inMonth = (month: string): number =>
      journeys.filter(({ at }) => new Date(at).toISOString().startsWith(month)).length;
    expect(inMonth('2026-10')).toBeGreaterThan(1.5 * inMonth('2026-07'));
    const moments = [
      ...journeys.flatMap(({ at, contact }) => [at, contact?.at ?? 0]),
      ...calls.map(({ ring_ts }) => ring_ts),
      ...[...outcomes.values()].flatMap(({ steps }) => steps.map(({ at }) => at)),
    ];
    expect(Math.max(...moments)).toBeLessThan(UNTIL);
    expect(
      spend
        .flatMap(({ rows }) => rows.map((row) => row.day ?? row.to ?? ''))
        .sort()
        .at(-1),
    ).toBe('2026-11-19');
  });

  test('of a later hour of its last day is the same before', () => {
    const before = new Set(small(UNTIL - 6 * 3_600_000).journeys.map(({ visit }) => visit.id));
    const after = new Set(small().journeys.map(({ visit }) => visit.id));
    expect([...before].filter((id) => !after.has(id))).toEqual([]);
    expect(after.size).toBeGreaterThan(before.size);
  });
});
