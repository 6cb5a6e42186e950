import { expect, test } from 'vitest';
import { idAt, newSite } from './site.ts';

test('the day before stands place for place: each day is set against the one a period earlier', async () => {
  const site = await newSite({ timeZone: 'Europe/Kyiv' });
  const visitOn = async (date: string, rest: number) => {
    const start = Date.parse(`${date}T10:00:00Z`);
    const visit = {
      id: idAt(start, rest),
      visitor: idAt(start, rest),
      url: 'https://example.com/',
      referrer: '',
      language: 'uk',
      zone: 'Europe/Kyiv',
    };
    await site.hits({ sentAt: start + 1_000, visit, hits: [{ kind: 'page', at: 0, path: '/' }] });
  };
  // Monday to Wednesday, and the three days before: 1, 0, 2 visits against 2, 1, 0.
  const dates = ['2026-11-02', '2026-11-04', '2026-11-04', '2026-10-30', '2026-10-30', '2026-10-31'];
  for (const [index, date] of dates.entries()) await visitOn(date, index);
  const { rows, compare } = await site.report({
    by: 'day',
    metrics: 'visits',
    compare: 'previous',
    from: '2026-11-02',
    to: '2026-11-04',
  });
  expect(compare).toEqual({ from: '2026-10-30', to: '2026-11-01', totals: { visits: 3 }, change: { visits: 0 } });
  expect(
    rows.map(({ key, values, previous, change }) => [key.day, values.visits, previous?.visits, change?.visits]),
  ).toEqual([
    ['2026-11-02', 1, 2, -0.5],
    ['2026-11-03', 0, 1, -1],
    ['2026-11-04', 2, 0, null],
  ]);
});
