import { expect, test } from 'vitest';
import type { ReportAnswer } from '../../../shared/report.ts';
import { answerText } from './answerText.ts';

test.each([0, 1, 9_999, 10_000, 20_001])('written in stretches, an answer of %d rows is the same', async (count) => {
  const answer: ReportAnswer = {
    site: 's',
    from: '2026-05-01',
    to: '2026-05-31',
    timeZone: 'Europe/Kyiv',
    currency: 'UAH',
    by: ['source'],
    metrics: ['visits'],
    models: ['lastNonDirect'],
    lookBack: 90,
    halfLife: 7,
    basis: 'event',
    rows: Array.from({ length: count }, (_, row) => ({ key: { source: `"${row}"` }, values: { visits: row } })),
    rowCount: count,
    totals: { visits: 7 },
  };
  expect(JSON.parse(await answerText(answer))).toEqual(answer);
});
