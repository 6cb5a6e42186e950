import { expect, test } from 'vitest';
import { readTarget, writtenTarget } from './target.ts';

test('a target is read as people write numbers', () => {
  expect(readTarget('costPerLead', '1 500,50')).toEqual({ metric: 'costPerLead', value: 1500.5 });
  expect(readTarget('cac', ' 8000 ')).toEqual({ metric: 'cac', value: 8000 });
  expect(readTarget('romi', '50 %')).toEqual({ metric: 'romi', value: 0.5 });
  expect(readTarget('romi', '−20')).toEqual({ metric: 'romi', value: -0.2 });
});

test.each([
  ['costPerLead', '0'],
  ['costPerLead', '-5'],
  ['costPerLead', ''],
  ['costPerLead', 'багато'],
  ['costPerSql', '1e99'],
  ['cac', '0.00001'],
  ['romi', '-100'],
] as const)('%s of %j is none', (metric, text) => {
  expect(readTarget(metric, text)).toBeNull();
});

test('one that was written is read as it was', () => {
  for (const target of [
    { metric: 'costPerLead', value: 499.99 },
    { metric: 'romi', value: -0.25 },
  ] as const)
    expect(readTarget(target.metric, writtenTarget(target))).toEqual(target);
});
