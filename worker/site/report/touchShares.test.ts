import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MODELS, type Model } from '../../../shared/report.ts';
import { creditsOf, type ModelTerms, type PathTouch } from './touchShares.ts';

const DAY = 86_400_000;
const TERMS: ModelTerms = { lookBack: 90 * DAY, firstClickLookBack: null, halfLife: 7 * DAY };
const MILLION = 1_000_000;

/** A touch of an ad on a day; `visit` tells which one it was. */
const touch = (visit: string, day: number, direct = false): PathTouch => [1, day * DAY, direct ? 1 : 0, visit];
const shares = (
  model: Model,
  path: readonly PathTouch[],
  { day, share = MILLION, terms = TERMS }: { day: number; share?: number; terms?: ModelTerms },
): Record<string, number> =>
  Object.fromEntries(
    creditsOf(model, { path, at: day * DAY, share }, terms).map((credit) => [credit.visit, credit.share]),
  );

const FIVE = ['a', 'b', 'c', 'd', 'e'].map((visit, index) => touch(visit, index));

describe('by hand', () => {
  test.each<[Model, PathTouch[], Record<string, number>]>([
    ['lastClick', FIVE, { e: 1_000_000 }],
    ['lastNonDirect', [...FIVE, touch('f', 4, true)], { e: 1_000_000 }],
    ['firstClick', FIVE, { a: 1_000_000 }],
    ['linear', FIVE, { a: 200_000, b: 200_000, c: 200_000, d: 200_000, e: 200_000 }],
    // A third is no whole number of millionths: the first has what is left over.
    ['linear', FIVE.slice(0, 3), { a: 333_334, b: 333_333, c: 333_333 }],
    ['position', FIVE, { a: 400_000, b: 66_667, c: 66_667, d: 66_666, e: 400_000 }],
    ['position', FIVE.slice(0, 3), { a: 400_000, b: 200_000, c: 400_000 }],
    ['position', FIVE.slice(0, 2), { a: 500_000, b: 500_000 }],
    ['position', FIVE.slice(0, 1), { a: 1_000_000 }],
    // Weights 1/4, 1/2, 1 of 7/4.
    ['timeDecay', [touch('a', -10), touch('b', -3), touch('c', 4)], { a: 142_857, b: 285_714, c: 571_429 }],
    // Nothing is lost to age: half a half-life apart is 1 to √2, however long ago.
    ['timeDecay', [touch('a', -80), touch('b', -76.5)], { a: 414_214, b: 585_786 }],
  ])('%s of %j', (model, path, expected) => {
    expect(shares(model, path, { day: 4 })).toEqual(expected);
  });

  test('direct touches share in nothing; where there are no others, the last touch has all', () => {
    const path = [touch('a', 0), touch('b', 1, true), touch('c', 2)];
    expect(shares('linear', path, { day: 2 })).toEqual({ a: 500_000, c: 500_000 });
    expect(shares('linear', [touch('a', 0, true), touch('b', 1, true)], { day: 2 })).toEqual({ b: MILLION });
  });

  test('a touch of just the look-back counts, one a millisecond older does not', () => {
    const path = [touch('old', 0), touch('edge', 1), touch('own', 91, true)];
    const model = 'linear';
    expect(shares(model, path, { day: 91 })).toEqual({ edge: MILLION });
    expect(shares(model, path, { day: 91 + 1 / DAY })).toEqual({ own: MILLION });
    expect(shares('lastNonDirect', path, { day: 91 + 1 / DAY })).toEqual({ own: MILLION });
  });

  test('the first click looks back without end, unless it was told how far', () => {
    const path = [touch('a', 0), touch('b', 300), touch('c', 390)];
    expect(shares('firstClick', path, { day: 390 })).toEqual({ a: MILLION });
    const bounded = { ...TERMS, firstClickLookBack: 100 * DAY };
    expect(shares('firstClick', path, { day: 390, terms: bounded })).toEqual({ b: MILLION });
    expect(shares('firstClick', path, { day: 800, terms: bounded })).toEqual({ c: MILLION });
  });

  test('a touch that began after its contact, by another clock, has no age', () => {
    expect(shares('timeDecay', [touch('a', 5), touch('b', 6)], { day: 5 })).toEqual({ a: 500_000, b: 500_000 });
  });
});

const paths = fc
  .array(
    fc.record({ day: fc.integer({ min: 0, max: 400 }), direct: fc.boolean(), ad: fc.integer({ min: 1, max: 5 }) }),
    {
      minLength: 1,
      maxLength: 50,
    },
  )
  .map((touches) =>
    touches
      .sort((a, b) => a.day - b.day)
      .map(({ ad, day, direct }, index): PathTouch => [ad, day * DAY, direct ? 1 : 0, `v${index}`]),
  );
const contacts = fc.record({
  path: paths,
  share: fc.integer({ min: 1, max: MILLION }),
  model: fc.constantFrom(...MODELS),
  lookBack: fc.integer({ min: 1, max: 400 }),
  halfLife: fc.integer({ min: 1, max: 400 }),
});

test('whatever came before, the credits are whole and sum to the share exactly', () => {
  fc.assert(
    fc.property(contacts, ({ path, share, model, lookBack, halfLife }) => {
      const at = (path.at(-1) as PathTouch)[1] + DAY;
      const terms = { lookBack: lookBack * DAY, firstClickLookBack: null, halfLife: halfLife * DAY };
      const credits = creditsOf(model, { path, at, share }, terms);
      expect(credits.reduce((sum, credit) => sum + credit.share, 0)).toBe(share);
      for (const credit of credits) expect(Number.isSafeInteger(credit.share) && credit.share > 0).toBe(true);
    }),
  );
});

test('of one touch, all models say the same', () => {
  fc.assert(
    fc.property(contacts, ({ path: [only], share, lookBack, halfLife }) => {
      const [ad, startedAt] = only as PathTouch;
      const path = [only as PathTouch];
      const terms = { lookBack: lookBack * DAY, firstClickLookBack: lookBack * DAY, halfLife: halfLife * DAY };
      for (const days of [0, 500]) {
        const at = startedAt + days * DAY;
        for (const model of MODELS)
          expect(creditsOf(model, { path, at, share }, terms)).toEqual([{ ad, visit: 'v0', share }]);
      }
    }),
  );
});
