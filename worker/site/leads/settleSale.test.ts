import { expect, test } from 'vitest';
import type { Sale } from '../../../shared/leads.ts';
import { DEFAULT_LEADS } from '../../../shared/leads.ts';
import { DEFAULT_SETTINGS, type SiteSettings } from '../../../shared/settings.ts';
import { dayOfDate } from '../days.ts';
import { settleSale } from './settleSale.ts';

const SETTINGS: SiteSettings = {
  ...DEFAULT_SETTINGS,
  name: 'Test',
  hosts: ['example.com'],
  rates: [
    { currency: 'USD', from: '2026-05-01', rate: '41.25' },
    { currency: 'USD', from: '2026-05-10', rate: '42' },
  ],
};
const WITH_MARGIN = { ...SETTINGS, leads: { ...DEFAULT_LEADS, marginPercent: 32.5 } };
const LEAD = { id: 'lead', at: Date.parse('2026-05-02T09:00:00Z'), day: dayOfDate('2026-05-02') };
const TODAY = dayOfDate('2026-05-20');

const settle = (stated: Partial<Sale>, settings = SETTINGS) =>
  settleSale({ revenue: 1_000, units: 1, ...stated }, { lead: LEAD, settings, today: TODAY });

test.each<[string, Partial<Sale>, SiteSettings, object]>([
  [
    'as stated',
    { day: '2026-05-05', profit: '250.5', units: 3, product: 'Windows' },
    SETTINGS,
    {
      day: dayOfDate('2026-05-05'),
      revenue: 10_000_000,
      profit: 2_505_000,
      units: 3,
      product: 'Windows',
      amount: null,
    },
  ],
  ['today if no day is stated', { profit: 1 }, SETTINGS, { day: TODAY, currency: null, rate: null }],
  ['at a loss', { profit: '-0.00005' }, SETTINGS, { profit: -1 }],
  ['at a loss, as a number', { profit: -12.5 }, SETTINGS, { profit: -125_000 }],
  ['by the site’s margin', { revenue: '0.0002' }, WITH_MARGIN, { revenue: 2, profit: 1 }],
  ['what is stated goes before the margin', { profit: 0 }, WITH_MARGIN, { profit: 0 }],
  [
    'in another currency by the rate of its day',
    { day: '2026-05-09', currency: 'USD', profit: '-10' },
    SETTINGS,
    { revenue: 412_500_000, profit: -4_125_000, amount: 10_000_000, currency: 'USD', rate: '41.25' },
  ],
  ['by the next rate from its day on', { day: '2026-05-10', currency: 'USD', profit: 0 }, SETTINGS, { rate: '42' }],
  ['by a rate of its own', { currency: 'USD', rate: '40', profit: 0 }, SETTINGS, { revenue: 400_000_000, rate: '40' }],
])('%s', (_, stated, settings, expected) => {
  expect(settle(stated, settings)).toMatchObject({ state: 'settled', sale: expected });
});

test.each<[string, Partial<Sale>, string[]]>([
  ['before its lead', { day: '2026-05-01', profit: 1 }, ['day']],
  ['in the future', { day: '2026-05-21', profit: 1 }, ['day']],
  ['neither profit nor margin', {}, ['profit']],
  ['a currency that there is no rate of', { currency: 'EUR', profit: 1 }, ['rate']],
  ['a rate for the site’s own currency', { rate: '2', profit: 1 }, ['rate']],
  ['no currency at all', { currency: 'XXQ', rate: '2', profit: 1 }, ['currency']],
  ['several at once', { day: '2026-05-01', currency: 'EUR' }, ['day', 'rate', 'profit']],
])('refused: %s', (_, stated, fields) => {
  const result = settle(stated);
  expect(result.state === 'invalid' && result.errors.map(({ field }) => field)).toEqual(fields);
});
