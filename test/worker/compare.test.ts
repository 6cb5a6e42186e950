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

test('rows stand by how much they moved, whichever way, and rows of the period before alone are among them', async () => {
  const site = await newSite({ timeZone: 'Europe/Kyiv' });
  const visitFrom = async (source: string, date: string, rest: number) => {
    const start = Date.parse(`${date}T10:00:00Z`);
    const visit = {
      id: idAt(start, rest),
      visitor: idAt(start, rest),
      url: `https://example.com/?utm_source=${source}`,
      referrer: '',
      language: 'uk',
      zone: 'Europe/Kyiv',
    };
    await site.hits({ sentAt: start + 1_000, visit, hits: [{ kind: 'page', at: 0, path: '/' }] });
  };
  const [before, now] = ['2026-11-01', '2026-11-02'];
  // From steady 4 to 4, from risen 0 to 1, from gone 2 to 0.
  const visits: [source: string, date: string][] = [
    ...Array.from({ length: 8 }, (_, index): [string, string] => ['steady', index < 4 ? before : now]),
    ['risen', now],
    ['gone', before],
    ['gone', before],
  ];
  for (const [index, [source, date]] of visits.entries()) await visitFrom(source, date, index);
  const { rows } = await site.report({
    by: 'source',
    metrics: 'visits',
    order: '-difference:visits',
    compare: 'previous',
    limit: '2',
    from: now,
    to: now,
  });
  expect(rows.map(({ key, values, previous }) => [key.source, values.visits, previous?.visits])).toEqual([
    ['gone', 0, 2],
    ['risen', 1, 0],
  ]);
});
