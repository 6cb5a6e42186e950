import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../forms.ts';
import { betterOf } from './better.ts';
import { describeMetric, METRIC_NAMES, type MetricName, metricProblem } from './catalogue.ts';
import { catalogueOf, metricEntry } from './entry.ts';
import { COUNTED } from './formulas.ts';

const CYRILLIC = /\p{Script=Cyrillic}/u;

/** What its letters tell of a language. */
const WRITTEN: Record<(typeof LANGUAGES)[number], (text: string) => boolean> = {
  uk: (text) => CYRILLIC.test(text) && !/[ыэъё]/i.test(text),
  ru: (text) => CYRILLIC.test(text) && !/[іїєґ’]/i.test(text),
  en: (text) => !CYRILLIC.test(text),
};

describe.each(LANGUAGES)('in %s', (language) => {
  test.each(METRIC_NAMES)('%s has a sentence of its own', (name) => {
    const { meaning } = metricEntry(name);
    const said = meaning[language];
    expect(said).toMatch(/^\p{Lu}[^\n]{15,}\.$/u);
    expect(WRITTEN[language](said)).toBe(true);
    const same = METRIC_NAMES.filter((other) => metricEntry(other).meaning[language] === said);
    expect(same).toEqual([name]);
  });

  test('everything that can be counted has a name', () => {
    const { counted } = catalogueOf();
    expect(counted.map(({ name }) => name)).toEqual(COUNTED);
    const names = counted.map(({ meaning }) => meaning[language]);
    expect(new Set(names).size).toBe(COUNTED.length);
    expect(names.filter((name) => !WRITTEN[language](name))).toEqual([]);
  });

  test("a site's own actions go by their names", () => {
    const actions = [{ id: 'meeting', name: 'Meeting at the office' }];
    for (const name of ['action:meeting', 'costPer:meeting', 'conversion:leads:meeting'] as const)
      expect(metricEntry(name, actions).meaning[language]).toContain('Meeting at the office');
  });
});

test("the catalogue of a site holds its actions' metrics, and each of them is one", () => {
  const { metrics, counted } = catalogueOf([{ id: 'offer', name: 'Offer sent' }]);
  const names = metrics.map(({ name }) => name);
  expect(names).toEqual([...METRIC_NAMES, 'action:offer', 'costPer:offer', 'conversion:leads:offer']);
  expect(names.filter((name) => metricProblem(name, ['offer']) !== null)).toEqual([]);
  expect(counted.at(-1)).toEqual({
    name: 'offer',
    meaning: { uk: 'Offer sent', ru: 'Offer sent', en: 'Offer sent' },
  });
});

test('dearer and slower is worse, more is better, and a budget is there to be spent', () => {
  expect(betterOf('costPerLead')).toBe('less');
  expect(betterOf('timeToFirstResponse')).toBe('less');
  expect(betterOf('costPer:meeting')).toBe('less');
  expect(betterOf('conversion:leads:meeting')).toBe('more');
  expect(betterOf('action:meeting')).toBe('more');
  expect(betterOf('revenue')).toBe('more');
  expect(betterOf('spend')).toBeNull();
});

/** Every formula that was promised, by its definition. */
test.each<[MetricName, string]>([
  ['bounceRate', 'bounces / visits'],
  ['ctr', 'clicks / impressions'],
  ['cpc', 'spend / clicks'],
  ['rpc', 'revenue / clicks'],
  ['clickToLead', 'leads / clicks'],
  ['formConversion', 'formSubmitted / formSeen'],
  ['visitToLead', 'leadVisits / visits'],
  ['costPerLead', 'spend / leads'],
  ['costPerMql', 'spend / mql'],
  ['costPerSql', 'spend / sql'],
  ['costPerOpportunity', 'spend / opportunities'],
  ['costPer:won', 'spend / won'],
  ['costPer:meeting', 'spend / action:meeting'],
  ['conversion:mql:sql', 'sql / mql'],
  ['conversion:clicks:leads', 'leads / clicks'],
  ['conversion:leads:meeting', 'action:meeting / leads'],
  ['leadToMql', 'mql / leads'],
  ['leadToSql', 'sql / leads'],
  ['leadToWin', 'won / leads'],
  ['opportunityToWin', 'won / opportunities'],
  ['cac', '(spend + marketingSpend + salesSpend) / newCustomers'],
  ['averageSale', 'revenue / sales'],
  ['romi', '(profit − spend) / spend'],
  ['roas', 'revenue / spend'],
  ['ltv', 'cohortProfit / newCustomers'],
  ['repeatShare', 'repeatSales / sales'],
  ['retention', 'retainedCustomers / formerCustomers'],
  ['dealCycle', 'cycleDays / soldLeads'],
  ['answeredInTime', 'keptPromises / promised'],
  ['timeToFirstResponse', 'responseTime / responses'],
  ['callAnswerRate', 'answeredCalls / calls'],
  ['averageTalkTime', 'talkTime / answeredCalls'],
  ['untrackedShare', 'untrackedVisits / visits'],
  ['spamShare', 'suspects / submissions'],
  ['nps', '(promoters − detractors) / npsAnswers × 100'],
])('%s = %s', (name, formula) => {
  expect(metricProblem(name, ['meeting'])).toBeNull();
  expect(describeMetric(name).formula).toBe(formula);
});

test('every fact that was promised is there', () => {
  const promised =
    'impressions clicks spend visits newVisitors visitors bounces pages formSeen formStarted formSubmitted contacts leads calls answeredCalls missedCalls firstTimeCallers mql sql opportunities opportunityValue won lost sales units newCustomers repeatSales returnedCustomers revenue profit dealCycleMedian dealCycleP90 overdue';
  expect(METRIC_NAMES).toEqual(expect.arrayContaining(promised.split(' ')));
});
