import * as v from 'valibot';
import { expect, test } from 'vitest';
import { ReportQuery } from '../../../shared/report.ts';
import { orderIsKnown } from './order.ts';

test.each([
  [{ order: '-spend' }, true],
  [{ order: 'ad' }, true],
  [{ order: 'revenue' }, false],
  [{ order: '-difference:spend', compare: 'previous' }, true],
  [{ order: '-difference:spend' }, false],
  [{ order: '-difference:revenue', compare: 'year' }, false],
  [{ order: '-difference:ad', compare: 'year' }, false],
])('an order names something of its answer: %j is known, %s', (asked, known) => {
  const query = { ...v.parse(ReportQuery, { by: 'ad', metrics: 'spend,leads', ...asked }), from: '', to: '' };
  expect(orderIsKnown(query)).toBe(known);
});
