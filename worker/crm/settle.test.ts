import { describe, expect, it } from 'vitest';
import type { CrmDeal } from '../../shared/crm.ts';
import { DEFAULT_SETTINGS, type SiteSettings } from '../../shared/settings.ts';
import { Calendar, dayOfDate } from '../site/days.ts';
import { settleDeals } from './settle.ts';

const NOW = Date.parse('2026-05-20T12:00:00Z');
const calendar = new Calendar('UTC');
const SITE: SiteSettings = { ...DEFAULT_SETTINGS, name: 'Test', hosts: ['example.com'] };
const settings = {
  ...SITE,
  leads: { ...DEFAULT_SETTINGS.leads, marginPercent: 40 },
  rates: [{ currency: 'USD', from: '2026-01-01', rate: '40' }],
};
const settle = (...deals: CrmDeal[]) =>
  settleDeals(
    deals.map((deal, index) => ({ place: `rows.${index}`, deal })),
    { settings, calendar, now: NOW },
    { stages: {}, titles: {} },
  );
const one = (deal: Partial<CrmDeal>) => {
  const { deals, errors } = settle({ id: '1', ...deal });
  expect(errors).toEqual([]);
  return deals[0];
};
const wrong = (deal: Partial<CrmDeal>) => settle({ id: '1', ...deal }).errors.map(({ field }) => field);
const at = (time: string): number => Date.parse(`${time}Z`);

describe('a deal that is open', () => {
  it('has a value and no sale', () => {
    expect(one({ stage: 'sql', stageTime: '2026-05-02', amount: 100, closed: '2026-06-30' })).toMatchObject({
      stage: { stage: 'sql', at: at('2026-05-02T00:00'), reason: '' },
      value: 1_000_000,
      sale: null,
    });
  });

  it('with no amount filled in has no value', () => {
    expect(one({ amount: '0' })?.value).toBeNull();
  });

  it('does not say why it was lost', () => {
    expect(one({ stage: 'sql', lossReason: 'Price' })?.stage).toMatchObject({ stage: 'sql', at: null, reason: '' });
  });
});

describe('a deal that is won', () => {
  it('has its amount for revenue, on the day it was closed, with the profit of the site’s margin', () => {
    expect(one({ stage: 'won', closed: '2026-05-04T10:00:00', amount: '1000.5' })).toMatchObject({
      stage: { stage: 'won', at: at('2026-05-04T10:00') },
      sale: { day: dayOfDate('2026-05-04'), revenue: 10_005_000, profit: 4_002_000, units: 1, amount: null },
    });
  });

  it('with no amount is won without a sale', () => {
    expect(one({ stage: 'won', closed: '2026-05-04', amount: 0 })).toMatchObject({
      stage: { stage: 'won' },
      sale: null,
    });
  });

  it('by its status is won wherever it stood', () => {
    expect(one({ stage: 'Proposal', status: 'Won', closed: '2026-05-04' })?.stage?.stage).toBe('won');
  });

  it('in another currency is converted by its own rate, else the site’s', () => {
    const sale = { stage: 'won', saleDay: '2026-05-04', revenue: 10, profit: '-1.5', currency: 'USD' };
    expect(one(sale)?.sale).toMatchObject({
      revenue: 4_000_000,
      profit: -600_000,
      amount: 100_000,
      currency: 'USD',
      rate: '40',
    });
    expect(one({ ...sale, rate: '41.25' })?.sale).toMatchObject({ revenue: 4_125_000, rate: '41.25' });
  });
});

it('a deal’s day is the earliest that is stated of it', () => {
  expect(
    one({ created: '2026-05-03', stage: 'sql', stageTime: '2026-05-02', saleDay: '2026-05-04', revenue: 1 }),
  ).toMatchObject({
    day: dayOfDate('2026-05-02'),
  });
  expect(one({ changed: '2026-05-06' })?.day).toBe(dayOfDate('2026-05-06'));
  expect(one({})?.day).toBe(dayOfDate('2026-05-20'));
});

it('phones and e-mails are read in any spelling, several in one text', () => {
  expect(
    one({ phone: "'+38 (044) 111-22-33, 0441112244; none", email: ' A@example.com; b@example.com' }),
  ).toMatchObject({
    phones: ['+380441112233', '+380441112244'],
    emails: ['a@example.com', 'b@example.com'],
  });
});

describe('wrong is', () => {
  it.each([
    [{ stage: 'won', stageTime: '2026-05-21' }, 'rows.0.stageTime'],
    [{ created: '2026-06-01' }, 'rows.0.created'],
    [{ saleDay: '2026-05-21', revenue: 1 }, 'rows.0.saleDay'],
    [{ saleDay: '2026-05-04' }, 'rows.0.revenue'],
    [{ revenue: 5 }, 'rows.0.saleDay'],
    [{ stage: 'won', amount: 5 }, 'rows.0.saleDay'],
    [{ amount: 5, currency: 'EUR' }, 'rows.0.rate'],
    [{ stage: 'Перемовини' }, 'rows.0.stage'],
    [{ status: 'Думає' }, 'rows.0.status'],
  ])('%o: %s', (deal, field) => {
    expect(wrong(deal)).toContain(field);
  });

  it('a sale whose profit nothing tells', () => {
    const { errors } = settleDeals(
      [{ place: 'row 2', deal: { id: '1', saleDay: '2026-05-04', revenue: 5 } }],
      { settings: SITE, calendar, now: NOW },
      { stages: {}, titles: { profit: 'Прибуток' } },
    );
    expect(errors.map(({ field }) => field)).toEqual(['row 2: Прибуток']);
  });

  it('an id that stands twice', () => {
    expect(settle({ id: '1' }, { id: '2' }, { id: '1' }).errors).toEqual([
      { field: 'rows.2.id', detail: 'is the id of the deal in rows.0 too' },
    ]);
  });

  it('a stage that nobody has explained, told once with how many deals stand there', () => {
    const { errors } = settle({ id: '1', stage: 'А' }, { id: '2', stage: 'Б' }, { id: '3', stage: 'А' });
    expect(errors.map(({ field, detail }) => [field, detail.slice(0, 43)])).toEqual([
      ['rows.0.stage', expect.stringContaining('“А”')],
      ['rows.1.stage', expect.stringContaining('“Б”')],
    ]);
    expect(errors[0]?.detail).toContain('(deals: 2)');
  });
});
