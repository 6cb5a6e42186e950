import { beforeEach, describe, expect, test } from 'vitest';
import type { ReportAnswer } from '../../shared/report.ts';
import type { VerdictAnswer, VerdictRow, VerdictTotals } from '../../shared/verdict.ts';
import { ask, asked, bearing, fromPage, newAccount, newSiteOf, problemOf } from './people.ts';
import { idAt } from './site.ts';

/** Which half: verdicts on a site's ads, all of it through the public routes. */

const DAY = 86_400_000;
const NOW = Date.now();
const dayAgo = (days: number): string => new Date(NOW - days * DAY).toISOString().slice(0, 10);
const FROM = dayAgo(80);

let token: string;
let site: string;
let made: number;

beforeEach(async () => {
  ({ token } = await newAccount());
  site = await newSiteOf(token, { timeZone: 'UTC' });
  made = 0;
});

const setting = async (settings: Record<string, unknown>): Promise<void> => {
  await asked(`/v1/sites/${site}`, bearing(token, settings, 'PATCH'));
};
const verdict = (query = ''): Promise<VerdictAnswer> =>
  asked(`/v1/sites/${site}/verdict?from=${FROM}${query}`, bearing(token));

/** A lead that came by the campaign's ad some days ago. */
const lead = async (campaign: string, days: number): Promise<string> => {
  made += 1;
  const at = Date.parse(`${dayAgo(days)}T10:00:00Z`) + made * 1_000;
  const phone = `+38044${String(1_000_000 + made)}`;
  const visit = {
    id: idAt(at - 1_000, made),
    visitor: idAt(at - 1_000, made),
    url: `https://example.com/?utm_source=google&utm_medium=cpc&utm_campaign=${campaign}`,
    referrer: '',
    language: 'uk',
    zone: '',
  };
  const contact = { id: idAt(at, made), kind: 'lead', at, fields: { phone }, page: 'https://example.com/' };
  const answer = await ask(`/w/${site}/contacts`, fromPage({ sentAt: Date.now(), visit, contact }));
  expect(answer.status).toBe(201);
  return phone;
};
/** A visit by the campaign's ad that came to nothing. */
const visit = async (campaign: string): Promise<void> => {
  made += 1;
  const at = Date.parse(`${dayAgo(40)}T09:00:00Z`) + made * 1_000;
  const seen = {
    id: idAt(at, made),
    visitor: idAt(at, made),
    url: `https://example.com/?utm_source=google&utm_medium=cpc&utm_campaign=${campaign}`,
    referrer: '',
    language: 'uk',
    zone: '',
  };
  const hits = [{ kind: 'page', at: 0, path: '/' }];
  expect((await ask(`/w/${site}/hits`, fromPage({ sentAt: Date.now(), visit: seen, hits }))).status).toBe(202);
};
const leads = async (campaign: string, count: number, days = 40): Promise<string[]> => {
  const phones: string[] = [];
  for (let one = 0; one < count; one += 1) phones.push(await lead(campaign, days));
  return phones;
};
/** What campaigns cost, and their clicks. */
const spend = async (costs: Record<string, [cost: number | string, clicks: number]>): Promise<void> => {
  const rows = Object.entries(costs).map(([campaign, [cost, clicks]]) => ({
    day: dayAgo(40),
    source: 'google',
    medium: 'cpc',
    campaign,
    cost,
    clicks,
  }));
  await asked(`/v1/sites/${site}/spend`, bearing(token, { rows }));
};

const told = ({ rows }: VerdictAnswer): Record<string, string | undefined> =>
  Object.fromEntries(rows.map(({ key, verdict: one }) => [key.campaign, one]));
const rowOf = ({ rows }: VerdictAnswer, campaign: string): VerdictRow =>
  rows.find(({ key }) => key.campaign === campaign) as VerdictRow;
const stored = (money: number): number => Math.round(money * 10_000);

describe('of what a lead may cost', () => {
  beforeEach(async () => {
    await spend({
      good: ['1500.0001', 100],
      bad: ['9000.0007', 700],
      dead: ['4000', 300],
      thin: ['260.3', 20],
    });
    await leads('good', 12);
    await leads('bad', 3);
    await leads('free', 2);
    await visit('dead');
    await visit('thin');
    await setting({ target: { metric: 'costPerLead', value: 500 } });
  });

  test('works, wasted and unclear add up to the spend of the report', async () => {
    const answer = await verdict('&by=campaign');
    expect(told(answer)).toEqual({ bad: 'wasted', dead: 'wasted', good: 'works', thin: 'unclear' });
    expect(answer.target).toEqual({ metric: 'costPerLead', value: 500, statedBy: 'site' });
    expect(answer.totals).toEqual({
      spend: 14_760.3008,
      works: 1_500.0001,
      wasted: 13_000.0007,
      unclear: 260.3,
      rows: { works: 1, wasted: 2, unclear: 1 },
    });
    expect(answer.meaning).toBe('Of 14760.3008 UAH spent, 1500.0001 works, 13000.0007 is wasted, 260.3 is unclear.');
    const report = await asked<ReportAnswer>(
      `/v1/sites/${site}/report?from=${FROM}&metrics=spend,leads&by=campaign`,
      bearing(token),
    );
    expect(report.totals.spend).toBe(answer.totals.spend);
    const { works, wasted, unclear, spend: all } = answer.totals as VerdictTotals;
    expect(stored(works) + stored(wasted) + stored(unclear)).toBe(stored(all));
    // Leads that cost nothing are no matter of money.
    expect(answer.rowCount).toBe(4);
  });

  test('spend that no visit matches is judged by nobody: its leads may stand under another spelling', async () => {
    await spend({ misspelt: ['20000', 900] });
    const answer = await verdict('&by=campaign');
    const misspelt = rowOf(answer, 'misspelt');
    expect(misspelt).toMatchObject({ verdict: 'unclear', unmatched: true, probability: null });
    expect(told(answer)).toMatchObject({ bad: 'wasted', good: 'works' });
    expect(answer.meaning).toContain(' 20000 of it finds no visits');
  });

  test('tells what a lead costs, and how probably', async () => {
    const answer = await verdict('&by=campaign');
    const good = rowOf(answer, 'good');
    expect(good).toMatchObject({ spend: 1_500.0001, clicks: 100, leads: 12, outcomes: 12, observed: 125 });
    const [low, high] = good.interval as [number, number];
    expect([low < 125, 125 < high, low > 60, high < 350]).toEqual([true, true, true, true]);
    expect(good.probable).toBeGreaterThan(100);
    expect(good.probable).toBeLessThan(200);
    expect(good.probability).toBeLessThan(0.01);

    const dead = rowOf(answer, 'dead');
    expect(dead).toMatchObject({ leads: 0, outcomes: 0, observed: null });
    expect(dead.interval?.[1]).toBeNull();
    expect(dead.probability).toBeGreaterThan(0.99);
    const thin = rowOf(answer, 'thin');
    expect(thin.probability).toBeGreaterThan(0.3);
    expect(thin.probability).toBeLessThan(0.95);
  });

  test('is of ads, sources and channels as well, of another target and of a stricter level', async () => {
    const byAd = await verdict();
    expect(byAd.rows.map(({ ad, verdict: one }) => [ad?.campaign, one])).toEqual([
      ['bad', 'wasted'],
      ['dead', 'wasted'],
      ['good', 'works'],
      ['thin', 'unclear'],
    ]);
    const bySource = await verdict('&by=source');
    expect(bySource.rows.map(({ key, leads: count }) => [key.source, count])).toEqual([['google', 17]]);
    expect((await verdict('&by=channel')).rows.map(({ key }) => key.channel)).toEqual(['Paid Search']);
    const dear = await verdict('&by=campaign&target=costPerLead:20000');
    expect(dear.target).toEqual({ metric: 'costPerLead', value: 20_000, statedBy: 'query' });
    expect(told(dear)).toMatchObject({ good: 'works', bad: 'works', thin: 'unclear' });
    const strict = await verdict('&by=campaign&target=costPerLead:230&level=0.999');
    expect(told(strict)).toMatchObject({ good: 'unclear', bad: 'wasted' });
    const two = await verdict('&by=campaign&limit=2');
    expect([two.rows.length, two.rowCount, two.totals.spend]).toEqual([2, 4, 14_760.3008]);
  });

  test('without a target there is no verdict, and the answer says so', async () => {
    await setting({ target: null });
    const answer = await verdict('&by=campaign');
    expect(answer.target).toBeNull();
    expect(answer.totals).toEqual({ spend: 14_760.3008 });
    expect(answer.meaning).toMatch(/^14760\.3008 UAH were spent\. Without a target there is no verdict/);
    expect(answer.rows.map(({ spend: cost, verdict: one, probability }) => [cost, one, probability])).toEqual([
      [9_000.0007, undefined, undefined],
      [4_000, undefined, undefined],
      [1_500.0001, undefined, undefined],
      [260.3, undefined, undefined],
    ]);
  });

  test('nothing spent: nothing to judge', async () => {
    const answer = await verdict(`&to=${dayAgo(60)}`);
    expect(answer).toMatchObject({ rows: [], rowCount: 0, totals: { spend: 0, works: 0, wasted: 0, unclear: 0 } });
  });
});

describe('of something deeper than a lead', () => {
  /** Sales of leads, from the site's CRM. */
  const sold = async (phones: readonly string[], { days, profit }: { days: number; profit: number }): Promise<void> => {
    const rows = phones.map((phone) => ({
      id: phone.slice(1),
      phone,
      saleDay: dayAgo(days),
      revenue: profit * 3,
      profit,
    }));
    await asked(`/v1/sites/${site}/crm`, bearing(token, { rows }));
  };

  beforeEach(async () => {
    await spend({ buyers: [20_000, 1_000], lookers: [20_000, 1_000] });
    const buyers = await leads('buyers', 40, 60);
    await leads('lookers', 40, 60);
    await sold(buyers.slice(0, 20), { days: 50, profit: 4_000 });
  });

  test('leads that are alike in price are told apart by what became of them', async () => {
    const cheap = await verdict('&by=campaign&target=costPerLead:1000');
    expect(told(cheap)).toEqual({ buyers: 'works', lookers: 'works' });
    const answer = await verdict('&by=campaign&target=cac:3000');
    expect(told(answer)).toEqual({ buyers: 'works', lookers: 'wasted' });
    expect(rowOf(answer, 'buyers')).toMatchObject({ leads: 40, outcomes: 20, observed: 1_000 });
    expect(rowOf(answer, 'lookers')).toMatchObject({ leads: 40, outcomes: 0, observed: null });
    // All twenty came after ten days, of leads that are 60 days old.
    expect(answer.late?.delayDays).toBeGreaterThan(9.9);
    expect(answer.late?.delayDays).toBeLessThan(11);
    expect(answer.late?.youngLeads).toBeLessThan(1);
  });

  test('young leads have time to become customers', async () => {
    await spend({ buyers: [20_000, 1_000], lookers: [20_000, 1_000], fresh: [20_000, 1_000] });
    await leads('fresh', 40, 1);
    const answer = await verdict('&by=campaign&target=cac:3000');
    expect(told(answer)).toEqual({ buyers: 'works', lookers: 'wasted', fresh: 'unclear' });
    const fresh = rowOf(answer, 'fresh');
    expect(fresh.ripeLeads).toBeLessThan(5);
    expect(answer.late?.youngLeads).toBeGreaterThan(35);
    expect(answer.late?.youngSpend).toBeGreaterThan(17_500);
    expect(answer.late?.youngSpend).toBeLessThan(20_100);
  });

  test('ROMI goes by profit', async () => {
    const answer = await verdict('&by=campaign&target=romi:0.5');
    expect(told(answer)).toEqual({ buyers: 'works', lookers: 'wasted' });
    expect(rowOf(answer, 'buyers').observed).toBe(3);
    expect(rowOf(answer, 'lookers').observed).toBe(-1);
    const [low, high] = rowOf(answer, 'buyers').interval as [number, number];
    expect([low > 0.5, low < 3, high > 3, high < 9]).toEqual([true, true, true, true]);
  });

  test('where hardly any sale is known of, it may be that they are not told: nothing is judged by them', async () => {
    await asked(
      `/v1/sites/${site}/spend`,
      bearing(token, { rows: [{ day: dayAgo(75), source: 'other', cost: 9_000 }] }),
    );
    const answer = await verdict(`&by=source&target=cac:3000&to=${dayAgo(70)}`);
    expect(answer.rows).toMatchObject([{ verdict: 'unclear', probability: null, probable: null }]);
    expect(answer.totals).toMatchObject({ spend: 9_000, unclear: 9_000 });
    expect(answer.meaning).toMatch(/Of the target's outcomes too few are known of to judge by\.$/);
  });

  test('of several targets the deepest with enough events is judged by', async () => {
    const targets = '&by=campaign&target=costPerLead:1000,cac:3000';
    expect((await verdict(targets)).target?.metric).toBe('cac');
    const before = `&to=${dayAgo(61)}`;
    expect((await verdict(`${targets}${before}`)).target?.metric).toBe('costPerLead');
  });
});

describe('refused', () => {
  test.each([
    ['target=500', 'target'],
    ['target=costPerLead', 'target'],
    ['target=costPerLead:0', 'target'],
    ['target=costPerLead:-5', 'target'],
    ['target=costPerLead:1e3', 'target'],
    ['target=costPerVisit:5', 'target'],
    ['target=constructor:5', 'target'],
    ['target=cac:5,cac:6', 'target'],
    ['target=romi:-1', 'target'],
    ['target=', 'target'],
    ['level=0.5', 'level'],
    ['level=1', 'level'],
    ['level=95', 'level'],
    ['by=day', 'by'],
    ['by=ad,day', 'by'],
    ['model=best', 'model'],
    ['limit=0', 'limit'],
    ['from=2026-02-30', 'from'],
    ['from=2026-05-02&to=2026-05-01', 'to'],
  ])('%s names the parameter', async (query, parameter) => {
    const answer = await ask(`/v1/sites/${site}/verdict?${query}`, bearing(token));
    expect(answer.status).toBe(422);
    expect((await problemOf(answer)).errors?.map(({ field }) => field)).toEqual([parameter]);
  });
});
