import { expect, test } from 'vitest';
import { METRIC_NAMES } from '../../shared/metrics/catalogue.ts';
import { metricGroups } from './metricGroups.ts';

test('every figure can be found, and each once', () => {
  const all = metricGroups([]).flatMap(({ metrics }) => metrics);
  expect([...all].sort()).toEqual([...METRIC_NAMES].sort());
});

test('actions of the site stand in a group of their own', () => {
  expect(metricGroups([{ id: 'measured' }]).find(({ group }) => group === 'own')?.metrics).toEqual([
    'action:measured',
    'costPer:measured',
  ]);
});
