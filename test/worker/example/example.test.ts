import { expect, test } from 'vitest';
import events from '../../../docs/example.md?raw';
import page from '../../../docs/exampleFigures.md?raw';
import { METRIC_NAMES } from '../../../shared/metrics/catalogue.ts';
import type { ReportAnswer, Values as ReportValues } from '../../../shared/report.ts';
import type { TestSite } from '../site.ts';
import { companyOf, FROM, TO } from './company.ts';
import { type Cells, cellsOf, EVERY, headingOf, readFigures } from './figures.ts';
import type { Values } from './formulas.ts';
import { type Asked, MODELS, Reckoner } from './reckon.ts';
import { tellCompany } from './tell.ts';

/** The worked example: what the product answers is what stands in the page of figures, cell by cell. */

const company = companyOf(events);
const figures = readFigures(page);
const expected = (asked: Asked): Cells => figures.get(headingOf(asked)) as Cells;
const METRICS = Object.keys(expected(EVERY[0] as Asked));

/** A row by the letter of its ad. */
const letterOf = ({ ad, unmatched }: ReportAnswer['rows'][number]): string => {
  if (unmatched) return 'W$';
  if (ad?.source === '(not set)' && ad.medium === '(not set)') return 'S';
  const same = company.ads.filter(({ source, medium }) => ad?.source === source && ad.medium === medium);
  return (same.find(({ content }) => content === (ad?.adId ?? ad?.content)) ?? same[0])?.letter ?? '';
};

const answered = async (site: TestSite, { by, model, basis }: Asked): Promise<Cells> => {
  const { rows, totals } = await site.report({ by, model, basis, metrics: METRICS.join(), from: FROM, to: TO });
  const valuesOf = (values: ReportValues): Values =>
    Object.fromEntries(METRICS.map((metric) => [metric, values[metric as keyof ReportValues] ?? null]));
  const named = new Map(rows.map((row) => [by === 'ad' ? letterOf(row) : (row.key[by] ?? ''), valuesOf(row.values)]));
  expect(named.size).toBe(rows.length);
  return cellsOf({ rows: named, total: valuesOf(totals) });
};

test('every metric of the catalogue is worked out', () => {
  expect(METRIC_NAMES.filter((name) => !METRICS.includes(name))).toEqual([]);
  expect(expected(EVERY[0] as Asked)).toMatchObject({ leads: { total: '40' }, sales: { total: '12' } });
});

test('reckoned from the events once more, they are the same', () => {
  const reckoner = new Reckoner(company, Date.now());
  for (const asked of EVERY)
    expect([headingOf(asked), cellsOf(reckoner.reckon(asked))]).toEqual([headingOf(asked), expected(asked)]);
});

/** What of the answers is not as the page has it. */
const wrongCells = async (site: TestSite): Promise<string[]> => {
  const wrong: string[] = [];
  for (const asked of EVERY) {
    const answer = await answered(site, asked);
    for (const [metric, line] of Object.entries(expected(asked)))
      for (const column of Object.keys({ ...answer[metric], ...line }))
        if (answer[metric]?.[column] !== line[column])
          wrong.push(`${headingOf(asked)}: ${metric} ${column}: ${answer[metric]?.[column]}, by hand ${line[column]}`);
  }
  return wrong;
};

test('the API answers the same, also after everything is derived anew, and with all models side by side', {
  timeout: 120_000,
}, async () => {
  const site = await tellCompany(company);
  expect(await wrongCells(site)).toEqual([]);
  await site.stub.rebuild();
  expect(await wrongCells(site)).toEqual([]);

  const query = { by: 'ad', metrics: METRICS.join(), from: FROM, to: TO };
  const together = await site.report({ ...query, model: MODELS.join() });
  for (const model of MODELS) {
    const alone = await site.report({ ...query, model });
    expect({ ...together.totals, ...together.modelTotals?.[model] }).toEqual(alone.totals);
    expect(
      new Map(together.rows.map(({ key, values, models }) => [key.ad, { ...values, ...models?.[model] }])),
    ).toEqual(new Map(alone.rows.map(({ key, values }) => [key.ad, values])));
  }
});
