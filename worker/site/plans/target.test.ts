import { expect, test } from 'vitest';
import { storedTarget, targetProblem, toldTarget } from './target.ts';

test.each([
  ['leads', 12.5, null],
  ['profit', -100, null],
  ['romi', -0.2, null],
  ['romi', 3, null],
  ['nps', -20, null],
  ['nps', 101, 'nps is between -100 and 100'],
  ['leads', -1, 'leads is never below 0'],
  ['costPer:meeting', -1, 'costPer:meeting is never below 0'],
  ['leadToWin', 0.25, null],
  ['leadToWin', 25, 'leadToWin is a share: 1 is all there is, 0.25 a quarter'],
  ['clickToLead', 1.5, null],
  ['leadToWin', 0.000001, null],
  ['leadToWin', 0.0000001, 'at most 6 decimal places'],
  ['revenue', 0.1 + 0.2, 'at most 4 decimal places'],
  ['revenue', 99_999_999_999.9999, null],
] as const)('%s of %d: %s', (metric, target, problem) => {
  expect(targetProblem(metric, target)).toBe(problem);
});

test.each([
  ['revenue', 1234.56, 12_345_600],
  ['leads', 10, 100_000],
  ['leadToWin', 0.125, 125_000],
  ['profit', -0.1, -1_000],
] as const)('%s of %d is kept as %i and told as it was stated', (metric, target, stored) => {
  expect(storedTarget(metric, target)).toBe(stored);
  expect(toldTarget(metric, stored)).toBe(target);
});
