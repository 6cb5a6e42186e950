import { expect, test } from 'vitest';
import { readView, usualStep, writeView } from './view.ts';

test.each(['', 'range=last365', 'range=last7&step=day', 'from=2026-01-01&to=2026-02-01&step=month'])(
  'a view is written as it was read: "%s"',
  (query) => expect(writeView(readView(query))).toBe(query),
);

test('what makes no sense is as usual', () => {
  expect(readView('range=ever&step=hour')).toEqual({ period: 'last30', step: null });
});

test.each([
  ['2026-11-01', '2026-11-30', 'day'],
  ['2026-09-01', '2026-11-30', 'week'],
  ['2025-12-01', '2026-11-30', 'month'],
] as const)('%s to %s is drawn by %s', (from, to, step) => expect(usualStep({ from, to })).toBe(step));
