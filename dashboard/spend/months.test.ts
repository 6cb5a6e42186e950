import { expect, test } from 'vitest';
import { monthsOf, nameOf, type StoredRow, underOf } from './months.ts';

const row = (stated: Partial<StoredRow>): StoredRow => ({
  ...{ month: '2026-05', origin: 'api', kind: 'ad', system: '', source: '', medium: '', campaign: '', campaignId: '' },
  ...{ agencies: [], days: 1, cost: 0, impressions: 0, clicks: 0 },
  ...stated,
});

test('months are the newest first, their rows the dearest first, and sums exact', () => {
  const months = monthsOf(
    [
      row({ month: '2026-04', cost: 5 }),
      row({ cost: 0.1 }),
      row({ cost: 0.2, kind: 'marketing' }),
      row({ cost: 0.3, campaign: 'dear' }),
    ],
    'all',
  );
  expect(months.map(({ month, cost }) => [month, cost])).toEqual([
    ['2026-05', 0.6],
    ['2026-04', 5],
  ]);
  expect(months[0]?.byKind).toEqual([
    { kind: 'ad', cost: 0.4 },
    { kind: 'marketing', cost: 0.2 },
  ]);
  expect(months[0]?.rows[0]?.campaign).toBe('dear');
  expect(monthsOf([row({ cost: 1 })], 'sales')).toEqual([]);
});

test('a row is called by its campaign, and what that does not say stands below', () => {
  const fair = row({ campaign: 'Виставка', agencies: ['Експо'] });
  expect([nameOf(fair), underOf(fair)]).toEqual(['Виставка', 'Експо']);
  const plain = row({ source: 'google', medium: 'cpc' });
  expect([nameOf(plain), underOf(plain)]).toEqual(['google / cpc', '']);
});
