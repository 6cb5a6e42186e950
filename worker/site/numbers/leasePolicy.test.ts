import { describe, expect, test } from 'vitest';
import { inTurn, leased, missShareAt, neededBySimulation, POOL, share, trafficOf } from '../../../test/bench/leases.ts';

/** What the simulation of `npm run bench -- leases` shows, on two weeks of a smaller company. */

const traffic = trafficOf({ seeds: [1, 2], days: 14, perHour: 12 });
const ours = (size: number) => traffic.map((signs) => leased(signs, POOL, size));
const outcomes = (size: number) => ours(size).map(({ outcome }) => outcome);

describe('our leases', () => {
  test.each([2, 5, 10, 20])('credit no call from the page, or within the hold, to another (%i numbers)', (size) => {
    const found = outcomes(size);
    expect(share(found, 'prompt', 'calls')).toBeGreaterThan(0.5);
    expect(found.map(({ promptWrong }) => promptWrong)).toEqual([0, 0]);
  });

  test.each([2, 5, 10])('credit fewer calls wrongly than numbers in turn, late ones included (%i numbers)', (size) => {
    const turn = traffic.map((signs) => inTurn(signs, POOL, size));
    expect(share(turn, 'promptWrong', 'prompt')).toBeGreaterThan(0);
    expect(share(outcomes(size), 'wrong', 'calls')).toBeLessThan(share(turn, 'wrong', 'calls'));
  });

  test('miss the fewer visitors the more numbers there are', () => {
    const shares = [2, 5, 10, 20, 40].map((size) => share(outcomes(size), 'missed', 'visits'));
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    expect(shares[0]).toBeGreaterThan(0.5);
    expect(shares.at(-1)).toBe(0);
  });
});

describe('the adviser', () => {
  test('finds the number that the simulation finds, from a pool of any size', () => {
    const hour = ours(40)[0]?.advice.busiestHour as number;
    const simulated = neededBySimulation(traffic, POOL, hour);
    expect(simulated).toBeGreaterThan(10);
    for (const size of [8, 14, simulated]) {
      for (const { advice } of ours(size)) {
        expect(Math.abs((advice.needed as number) - simulated)).toBeLessThanOrEqual(Math.max(1, simulated / 10));
      }
    }
  });

  test('predicts the misses of the busiest hour', () => {
    const advice = ours(14).map((run) => run.advice);
    const predicted = advice.reduce((sum, { predictedMissShare }) => sum + (predictedMissShare as number), 0) / 2;
    const hour = advice[0]?.busiestHour as number;
    expect(Math.abs(predicted - missShareAt(outcomes(14), hour))).toBeLessThan(0.05);
  });
});

test('the same seeds give the same figures', () => {
  const again = trafficOf({ seeds: [1, 2], days: 14, perHour: 12 });
  expect(again.map((signs) => leased(signs, POOL, 5))).toEqual(ours(5));
});
