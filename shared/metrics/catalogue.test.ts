import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeMetric, factsOf, METRIC_NAMES, metricProblem, metricValue } from './catalogue.ts';
import { divide, divideExactly } from './exact.ts';
import { noFacts } from './facts.ts';

test.each([
  [1n, 3n, 4, 0.3333],
  [2n, 3n, 4, 0.6667],
  [1n, 8n, 2, 0.13], // 0.125: half up
  [-1n, 8n, 2, -0.13],
  [5n, 10n, 0, 1],
  [0n, 7n, 4, 0],
])('%i / %i to %i places is %d', (numerator, denominator, places, quotient) => {
  expect(divide(numerator, denominator, places)).toBe(quotient);
});

test('the fast way gives what the exact one gives, up to the largest amounts', () => {
  fc.assert(
    fc.property(
      fc.maxSafeInteger(),
      fc.integer({ min: 1 }),
      fc.constantFrom(0, 4, 6),
      (numerator, denominator, places) => {
        expect(divideExactly(numerator, denominator, places)).toBe(
          divide(BigInt(numerator), BigInt(denominator), places),
        );
      },
    ),
    { numRuns: 2_000 },
  );
  fc.assert(
    // Where a quotient lies just below, on or just above a half.
    fc.property(
      fc.integer({ min: 1, max: 1e6 }),
      fc.integer({ min: 1, max: 1e6 }),
      fc.integer({ min: -1, max: 1 }),
      (half, denominator, off) => {
        const numerator = Math.max(0, half * denominator + off);
        expect(divideExactly(numerator, 2 * denominator, 0)).toBe(
          divide(BigInt(numerator), BigInt(2 * denominator), 0),
        );
      },
    ),
    { numRuns: 2_000 },
  );
});

test('money is in currency units, leads are whole, and a ratio with nothing below is null', () => {
  const facts = { ...noFacts(), spend: 1_000_000, leads: 3_000_000, visits: 40, leadVisits: 3 };
  expect(metricValue('spend', facts)).toBe(100);
  expect(metricValue('leads', facts)).toBe(3);
  expect(metricValue('costPerLead', facts)).toBe(33.3333);
  expect(metricValue('visitToLead', facts)).toBe(0.075);
  expect(metricValue('cpc', facts)).toBeNull();
});

test('a cost per lead stays exact where the parts no longer fit a number', () => {
  // 99 999 999 999.9999 for 7 leads = 14 285 714 285.714271…
  expect(metricValue('costPerLead', { ...noFacts(), spend: 999_999_999_999_999, leads: 7_000_000 })).toBe(
    14_285_714_285.7143,
  );
});

test('what is taken away is taken away, all spend adds up, and points are hundredths', () => {
  const facts = { ...noFacts(), spend: 1_000_000, marketingSpend: 500_000, salesSpend: 300_000, profit: 1_500_000 };
  expect(metricValue('romi', facts)).toBe(0.5);
  expect(metricValue('romi', { ...facts, profit: 250_000 })).toBe(-0.75);
  expect(metricValue('cac', { ...facts, newCustomers: 2_000_000 })).toBe(90);
  expect(metricValue('nps', { ...noFacts(), promoters: 1_000_000, detractors: 2_000_000, npsAnswers: 3_000_000 })).toBe(
    -33.3333,
  );
});

test('of nothing there is no median, and of one there is, were it 0', () => {
  expect(metricValue('dealCycleMedian', noFacts())).toBeNull();
  expect(metricValue('dealCycleP90', { ...noFacts(), soldLeads: 1_000_000 })).toBe(0);
  expect(metricValue('responseP90', { ...noFacts(), responses: 500_000, responseP90: 90 })).toBe(90);
  expect(factsOf('responseMedian')).toEqual(['responseMedian', 'responses']);
  expect(metricValue('visitors', noFacts())).toBe(0);
});

test('conversion and cost between any two things counted', () => {
  const facts = { ...noFacts(), spend: 1_000_000, leads: 4_000_000, visits: 20, 'action:meeting': 1_000_000 };
  expect(metricValue('conversion:leads:meeting', facts)).toBe(0.25);
  expect(metricValue('conversion:visits:leads', facts)).toBe(0.2);
  expect(metricValue('costPer:meeting', facts)).toBe(100);
  expect(metricValue('action:meeting', facts)).toBe(1);
  expect(metricValue('costPer:offer', facts)).toBeNull();
});

test.each([
  ['leads', null],
  ['conversion:leads:meeting', null],
  ['costPer:won', null],
  ['action:meeting', null],
  ['action:leads', '"leads" is neither counted nor an action of the site'],
  ['conversion:leads:offer', '"offer" is neither counted nor an action of the site'],
  ['costPer:revenue', '"revenue" is neither counted nor an action of the site'],
  ['conversion:leads', '"conversion:leads" is no metric'],
  ['profits', '"profits" is no metric'],
])('%s of a site with meetings: %s', (name, problem) => {
  expect(metricProblem(name, ['meeting'])).toBe(problem);
});

test('every metric has a name of its own and says how it is made', () => {
  expect(new Set(METRIC_NAMES).size).toBe(METRIC_NAMES.length);
  expect(describeMetric('romi')).toMatchObject({ formula: '(profit − spend) / spend', numerator: 'profit − spend' });
  expect(describeMetric('cac').formula).toBe('(spend + marketingSpend + salesSpend) / newCustomers');
  expect(describeMetric('nps').formula).toBe('(promoters − detractors) / npsAnswers × 100');
  expect(describeMetric('visitors').additive).toBe(false);
});
