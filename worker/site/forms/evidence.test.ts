import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fixedSize, missesOf, shareTold, toldIn } from '../../../test/bench/variants.ts';
import { Comparison, eValueOf, neededFor, settled } from './evidence.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** `A` and `B` converted, `a` and `b` did not; one a minute, `.` for a day in which nobody came. */
const compared = (visitors: string): Comparison => {
  const comparison = new Comparison();
  let at = 0;
  for (const letter of visitors) {
    at += letter === '.' ? DAY : MINUTE;
    if (letter !== '.') comparison.add(letter.toLowerCase() === 'a' ? 0 : 1, { at, converted: letter < 'a' });
  }
  return comparison;
};

describe('pairs', () => {
  test.each<[string, visitors: string, won: [number, number], even: number]>([
    ['who came before the other ran is in none', 'AAAAbbbbab', [0, 0], 1],
    ['each with the latest of the other that has no partner', 'abaAaBba', [1, 1], 1],
    ['a pair counts once both sides are seen to go on', 'abaaB', [0, 0], 1],
    ['and then it does', 'abaaBa', [0, 1], 1],
    ['who came when the other ran no longer is in none', 'abaaaaBBBBBB', [0, 0], 1],
    ['both or neither tells nothing', 'abaABaba', [0, 0], 3],
    ['nobody waits for longer than a week', 'abaA........bbab', [0, 0], 2],
    ['six days are not too long', 'abaA......bbab', [1, 0], 2],
  ])('%s: %s', (_, visitors, won, even) => {
    const comparison = compared(visitors);
    expect([comparison.won, comparison.even]).toEqual([won, even]);
  });

  test('sides are alike: exchanged, they have each other’s figures', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'A', 'b', 'B'), { maxLength: 60 }), (letters) => {
        const one = compared(letters.join(''));
        const exchanged = { a: 'b', A: 'B', b: 'a', B: 'A' };
        const other = compared(letters.map((letter) => exchanged[letter]).join(''));
        expect([other.won, other.eValues]).toEqual([one.won.toReversed(), one.eValues.toReversed()]);
        // And nobody is in two pairs.
        const pairs = one.won[0] + one.won[1] + one.even;
        const [a, b] = [/a/i, /b/i].map((side) => letters.filter((letter) => side.test(letter)).length);
        expect(pairs).toBeLessThanOrEqual(Math.min(a as number, b as number));
      }),
    );
  });
});

describe('a day to convert', () => {
  test.each<[string, convertedAt: number | null, end: number, ReturnType<typeof settled>]>([
    ['not over', 5, DAY - 1, null],
    ['over, converted in it', DAY - 1, DAY, { at: 0, converted: true }],
    ['over, converted after it', DAY, 9 * DAY, { at: 0, converted: false }],
    ['over, not converted', null, DAY, { at: 0, converted: false }],
  ])('%s', (_, convertedAt, end, expected) => {
    expect(settled({ at: 0, convertedAt }, end)).toEqual(expected);
  });
});

describe('e-values', () => {
  test('nothing seen is no evidence, and one lost pair makes less of the money', () => {
    expect(eValueOf(0, 0)).toBe(1);
    // The mean of 2 × odds / (1 + odds), and of 2 / (1 + odds), over the odds betted on.
    expect(eValueOf(1, 0)).toBeCloseTo(1.2252612, 6);
    expect(eValueOf(0, 1)).toBeCloseTo(2 - 1.2252612, 6);
    expect(eValueOf(3, 1)).toBeCloseTo(1.3779846, 6);
  });

  test('a fair coin gains nothing: the mean over all its tosses is 1', () => {
    const tosses = 12;
    let [mean, ways] = [0, 1];
    for (let won = 0; won <= tosses; won += 1) {
      mean += (ways / 2 ** tosses) * eValueOf(won, tosses - won);
      ways = (ways * (tosses - won)) / (won + 1);
    }
    expect(mean).toBeCloseTo(1, 12);
  });

  test('overwhelming evidence is a number still', () => {
    expect(eValueOf(1_000_000, 0)).toBe(1e9);
    expect(eValueOf(0, 1_000_000)).toBe(0);
  });

  test('what was once shown stays shown', () => {
    const comparison = compared(`${'aB'.repeat(60)}${'Ab'.repeat(60)}a`);
    expect(comparison.won).toEqual([59, 59]);
    expect(comparison.eValues[1]).toBeGreaterThan(neededFor(2));
  });
});

/** What the simulation of `npm run bench -- variants` shows, with fewer tests. */
describe('looked at after every visitor', () => {
  const COUNT = 400;
  /** As many alarms as a share of 5 % gives in one of a thousand cases. */
  const AT_MOST = 0.05 + (3.1 * Math.sqrt(0.05 * 0.95)) / Math.sqrt(COUNT);
  const equal = { name: '', visitors: 3_000 };

  test.each([
    ['two', { ...equal, conversions: [0.1, 0.1] }],
    ['two, one of few visitors', { ...equal, conversions: [0.3, 0.3], weights: [9, 1] }],
    ['two whose conversion changes by the hour', { ...equal, conversions: [0.2, 0.2], swing: 0.9 }],
    ['two whose visitors convert a day later', { ...equal, conversions: [0.2, 0.2], delay: DAY, visitors: 1_500 }],
    ['four', { ...equal, conversions: [0.1, 0.1, 0.1, 0.1] }],
  ])('%s that are equally good are told to differ in at most 5 of 100 tests', (_, scene) => {
    expect(shareTold(toldIn(scene, COUNT, 'ours'))).toBeLessThan(AT_MOST);
  });

  test('where a z-test does so in a third of them', () => {
    expect(shareTold(toldIn({ ...equal, conversions: [0.1, 0.1] }, COUNT, 'naive'))).toBeGreaterThan(0.3);
  });

  test.each([
    [0.1, 0.15],
    [0.1, 0.12],
  ])(
    '%f against %f is found in half of the tests by as many visitors as a z-test of fixed size takes',
    (one, other) => {
      const size = fixedSize(one, other);
      const told = toldIn({ name: '', conversions: [one, other], visitors: Math.round(size * 1.1) }, COUNT, 'ours');
      expect(shareTold(told)).toBeGreaterThan(0.5);
      expect(told.filter((found) => found?.better === 0).length / COUNT).toBeLessThan(0.02);
    },
  );

  test('the interval leaves out the truth, ever, in at most 5 of 100 tests', () => {
    for (const conversion of [0.02, 0.3]) expect(missesOf(conversion, 2_000, COUNT)).toBeLessThan(AT_MOST);
  });
});
