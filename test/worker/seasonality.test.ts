import { beforeEach, expect, test, vi } from 'vitest';
import type { ReportAnswer } from '../../shared/report.ts';
import type { SeasonalityAnswer } from '../../shared/seasonality.ts';
import { ask, asked, bearing, newAccount, newSiteOf, problemOf } from './people.ts';

/** Seasons as they follow from what was uploaded: rows of spend, which may be as old as one likes. */

let token: string;
let site: string;

beforeEach(async () => {
  vi.setSystemTime(Date.parse('2026-11-16T10:00:00Z'));
  ({ token } = await newAccount());
  site = await newSiteOf(token, { timeZone: 'Europe/Kyiv' });
});

/** Clicks of each month from `first` on, on one day of it. */
const clicks = async (first: string, counts: number[], day = '01'): Promise<void> => {
  const [year = 0, month = 0] = first.split('-').map(Number);
  const rows = counts.flatMap((count, index) => {
    const at = new Date(Date.UTC(year, month - 1 + index, 1)).toISOString().slice(0, 7);
    return count === 0 ? [] : [{ day: `${at}-${day}`, source: 'leaflets', cost: count, clicks: count }];
  });
  await asked(`/v1/sites/${site}/spend`, bearing(token, { rows }));
};
const seasonality = (query = '?metric=clicks') =>
  asked<SeasonalityAnswer>(`/v1/sites/${site}/seasonality${query}`, bearing(token));

test('before thirteen whole months it says how many there are', async () => {
  expect(await seasonality()).toEqual({ site, metric: 'clicks', unit: 'count', months: 0, needed: 13 });
  // November is not over.
  await clicks('2025-11', [10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 99]);
  expect(await seasonality()).toEqual({
    site,
    metric: 'clicks',
    unit: 'count',
    from: '2025-11',
    to: '2026-10',
    months: 12,
    needed: 13,
  });
  vi.setSystemTime(Date.parse('2026-11-30T22:00:00Z'));
  expect(await seasonality()).toMatchObject({ to: '2026-11', months: 13, season: { method: 'ratioToMean' } });
});

test('a month that began before anything was recorded is no whole one', async () => {
  const thirteen = Array.from({ length: 13 }, () => 10);
  await clicks('2025-10', thirteen, '02');
  expect(await seasonality()).toMatchObject({ from: '2025-11', months: 12 });
  // The month before tells that October was recorded from its first day on.
  await clicks('2025-09', [1], '30');
  expect(await seasonality()).toMatchObject({ from: '2025-10', months: 13 });
});

test('indices, swing, class and what chance would do, by the months of the report', async () => {
  // June is twice as strong as the others, which a year's trend of nothing leaves as it is. May 2025 had none.
  const year = [100, 100, 100, 100, 100, 200, 100, 100, 100, 100, 100, 100];
  await clicks('2024-01', [...year, ...year.slice(0, 4), 0, ...year.slice(5), ...year.slice(0, 10)]);
  const answer = await seasonality();
  expect(answer).toMatchObject({ from: '2024-01', to: '2026-10', months: 34 });
  const { season } = answer;
  expect(season?.method).toBe('ratioToTrend');
  expect(season?.source).toContain('Hyndman');
  expect(season?.byMonth.map(({ month }) => month)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect(season?.byMonth[4]).toMatchObject({ month: 5, years: 1 });
  expect(season?.byMonth[4]?.mean).toBe(66.6667);
  const june = season?.byMonth[5]?.index ?? 0;
  expect(june).toBeGreaterThan(1.8);
  expect(season).toMatchObject({ class: 'strong', swing: expect.closeTo(june - 1, 4) });
  expect(season?.chance).toBeGreaterThan(0.1);

  const { rows } = await asked<ReportAnswer>(
    `/v1/sites/${site}/report?by=month&metrics=clicks&from=2024-01-01&to=2026-10-31`,
    bearing(token),
  );
  const decembers = rows.filter(({ key }) => key.month?.endsWith('-12')).map(({ values }) => values.clicks as number);
  expect(season?.byMonth[11]?.mean).toBe(decembers.reduce((sum, one) => sum + one, 0) / decembers.length);

  // Money has no chance of its own kind.
  expect((await seasonality('?metric=spend')).season).not.toHaveProperty('chance');
});

test.each([
  ['?metric=happiness', 'metric'],
  ['?metric=costPerLead', 'metric'],
  ['?metric=visitors', 'metric'],
  ['?metric=action:meeting', 'metric'],
  ['?model=best', 'model'],
  ['?basis=sale', 'basis'],
])('%s is refused by name', async (query, field) => {
  const answer = await ask(`/v1/sites/${site}/seasonality${query}`, bearing(token));
  expect(answer.status).toBe(422);
  expect((await problemOf(answer)).errors?.map((error) => error.field)).toEqual([field]);
});
