import { describe, expect, test } from 'vitest';
import { type Arm, variantOf } from './variant.ts';

/** Ids as browsers make them: of one time, which most of them share letters of, and of a counter. */
const VISITORS = Array.from(
  { length: 40_000 },
  (_, index) =>
    (1_780_000_000_000 + index * 977).toString(36).padStart(8, '0') +
    ((index * 7_919) >>> 0).toString(36).padStart(12, '0'),
);

const countsOf = (form: string, arms: readonly Arm[], visitors: readonly string[] = VISITORS): number[] => {
  const counts = new Map(arms.map(({ id }) => [id, 0]));
  for (const visitor of visitors) {
    const id = variantOf(form, visitor, arms) as string;
    counts.set(id, (counts.get(id) as number) + 1);
  }
  return [...counts.values()];
};

const chiSquare = (counts: readonly number[], weights: readonly number[]): number => {
  const all = counts.reduce((sum, count) => sum + count, 0);
  const weight = weights.reduce((sum, one) => sum + one, 0);
  return counts.reduce((sum, count, index) => {
    const due = (all * (weights[index] as number)) / weight;
    return due === 0 ? sum + count * 1e9 : sum + (count - due) ** 2 / due;
  }, 0);
};
/** Chi-square that one in 100,000 exceeds, by degrees of freedom. */
const RARE = [0, 19.5, 23.1, 25.9, 28.5];

const TWO: Arm[] = [
  { id: 'a', weight: 1 },
  { id: 'b', weight: 1 },
];

describe('variantOf', () => {
  test.each([[[1, 1]], [[50, 50]], [[90, 10]], [[1, 2, 3]], [[1, 0]], [[5, 1, 1, 1, 2]]])(
    'weights %j are kept',
    (weights) => {
      for (const form of ['callback', 'lead', 'форма']) {
        const arms = weights.map((weight, index) => ({ id: `v${index}`, weight }));
        expect(chiSquare(countsOf(form, arms), weights)).toBeLessThan(RARE[weights.length - 1] as number);
      }
    },
  );

  test('one form’s variant tells nothing of another’s', () => {
    const ofA = VISITORS.filter((visitor) => variantOf('lead', visitor, TWO) === 'a');
    expect(chiSquare(countsOf('callback', TWO, ofA), [1, 1])).toBeLessThan(RARE[1] as number);
  });

  test('when one ends, its visitors are spread by the weights and the others’ stay', () => {
    const arms = [...TWO, { id: 'c', weight: 2 }, { id: 'd', weight: 4 }];
    const left = arms.filter(({ id }) => id !== 'd');
    const ended: string[] = [];
    for (const visitor of VISITORS) {
      const before = variantOf('lead', visitor, arms);
      if (before === 'd') ended.push(visitor);
      else expect(variantOf('lead', visitor, left)).toBe(before);
    }
    expect(chiSquare(countsOf('lead', left, ended), [1, 1, 2])).toBeLessThan(RARE[2] as number);
  });

  test('one of more weight only takes, and order means nothing', () => {
    for (const visitor of VISITORS.slice(0, 5_000)) {
      const before = variantOf('lead', visitor, TWO);
      const after = variantOf('lead', visitor, [{ id: 'b', weight: 3 }, TWO[0] as Arm]);
      if (after !== before) expect(after).toBe('b');
    }
  });

  test('is the same on every machine', () => {
    expect(
      VISITORS.slice(0, 8)
        .map((visitor) => variantOf('lead', visitor, TWO))
        .join(''),
    ).toBe('abaaaaaa');
  });

  test('none where none has a weight', () => {
    expect(variantOf('lead', 'x', [])).toBeUndefined();
    expect(variantOf('lead', 'x', [{ id: 'a', weight: 0 }])).toBeUndefined();
  });
});
