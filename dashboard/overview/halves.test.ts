import { expect, test } from 'vitest';
import type { VerdictAnswer } from '../../shared/verdict.ts';
import { partsOf } from './halves.ts';

const judged = (works: number, wasted: number, unclear: number) =>
  ({
    totals: { spend: works + wasted + unclear, works, wasted, unclear, rows: { works: 1, wasted: 2, unclear: 3 } },
  }) as VerdictAnswer;
const unjudged = (spend: number) => ({ totals: { spend } }) as VerdictAnswer;

test('by a target what works, what is wasted and what is unclear, as far as there is any', () => {
  expect(partsOf(judged(600, 200, 400), {})).toEqual([
    { kind: 'works', amount: 600, ads: 1 },
    { kind: 'wasted', amount: 200, ads: 2 },
    { kind: 'unclear', amount: 400, ads: 3 },
  ]);
  expect(partsOf(judged(600, 0, 400), {}).map(({ kind }) => kind)).toEqual(['works', 'unclear']);
  expect(partsOf(judged(0, 0, 0), {})).toEqual([]);
});

test('without one what brought a lead and what brought none, where there is both', () => {
  expect(partsOf(unjudged(400), { withoutLead: { spend: 100, ads: 2 } })).toEqual([
    { kind: 'withLeads', amount: 300, ads: null },
    { kind: 'withoutLeads', amount: 100, ads: 2 },
  ]);
  expect(partsOf(unjudged(400), { withoutLead: { spend: 0, ads: 0 } })).toEqual([]);
  expect(partsOf(unjudged(400), { withoutLead: { spend: 400, ads: 9 } })).toEqual([]);
});
