import { expect, test } from 'vitest';
import { METRIC_NAMES } from '../../shared/metrics/catalogue.ts';
import { GROUPS, isCredited, readColumns, SETS, withColumn, writeColumns } from './columns.ts';

test('every figure of the catalogue stands in one group', () => {
  expect(Object.values(GROUPS).flat().sort()).toEqual([...METRIC_NAMES].sort());
});

test('an address names a set, or columns one by one', () => {
  const read = (text: string) => readColumns(new URLSearchParams(text));
  expect(read('set=money')).toEqual(SETS.money);
  expect(read('columns=spend,roas,spend,luck,action:meeting')).toEqual(['spend', 'roas', 'action:meeting']);
  expect(read('columns=luck,<b>&set=luck')).toBeUndefined();
  expect(writeColumns([...SETS.calls])).toEqual({ set: 'calls' });
  // A set's name can be a figure's too.
  expect(writeColumns(['leads'])).toEqual({ columns: 'leads' });
});

test('models differ in what they credit alone', () => {
  expect(
    ['leads', 'costPerLead', 'romi', 'nps', 'action:meeting', 'costPer:leads'].map((name) =>
      isCredited(name as 'leads'),
    ),
  ).not.toContain(false);
  expect((['spend', 'visits', 'visitToLead', 'formConversion', 'spamShare'] as const).map(isCredited)).not.toContain(
    true,
  );
});

test('a column more stands where people look for it', () => {
  expect(withColumn(['leads', 'revenue', 'sales'], 'averageSale', GROUPS.money)).toEqual([
    'leads',
    'revenue',
    'sales',
    'averageSale',
  ]);
  expect(withColumn(['verdict', 'revenue'], 'sales', GROUPS.money)).toEqual(['verdict', 'sales', 'revenue']);
});
