import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { PlanAnswer, PlanNote, PlansAnswer } from '../../shared/plans.ts';
import type { ReportAnswer } from '../../shared/report.ts';
import { ask, asked, bearing, fromPage, newAccount, newSiteOf, problemOf } from './people.ts';
import { idAt } from './site.ts';

/** Plans over HTTP: their facts are those of reports, and their figures worked out by hand. */

// A Monday: of the month's 21 working days ten are over.
const NOW = Date.parse('2026-11-16T10:00:00Z');
const GOOGLE = '?utm_source=google&utm_medium=cpc&utm_campaign=brand';

let token: string;
let site: string;

beforeEach(async () => {
  vi.setSystemTime(NOW);
  ({ token } = await newAccount());
  site = await newSiteOf(token, { timeZone: 'Europe/Kyiv' });
});

let rest = 0;
const visitAt = (at: string, query = '') => {
  const start = Date.parse(at);
  const id = idAt(start, (rest += 1));
  return { id, visitor: id, url: `https://example.com/${query}`, referrer: '', language: 'uk', zone: '' };
};
const see = async (at: string, query = '', key = site): Promise<void> => {
  const hits = [{ kind: 'page', at: 0, path: '/' }];
  await asked(`/w/${key}/hits`, fromPage({ sentAt: Date.now(), visit: visitAt(at, query), hits }));
};
/** Somebody who leaves a form as their visit begins. */
const lead = async (at: string, query = ''): Promise<string> => {
  const contact = {
    id: idAt(Date.parse(at), (rest += 1)),
    kind: 'lead',
    at: Date.parse(at),
    page: '',
    fields: { name: 'N' },
  };
  await asked(`/w/${site}/contacts`, fromPage({ sentAt: Date.now(), visit: visitAt(at, query), contact }));
  return contact.id;
};
const spend = (rows: object[]) => asked(`/v1/sites/${site}/spend`, bearing(token, { rows }));

const at = (rest = '', key = site): string => `/v1/sites/${key}/plans${rest}`;
const plan = (body: object, key = site) => asked<PlanAnswer>(at('', key), bearing(token, body));
const reread = ({ plan: id }: PlanAnswer) => asked<PlanAnswer>(at(`/${id}`), bearing(token));
const total = async (metric: string, from: string, to: string, more = ''): Promise<number | null | undefined> => {
  const answer = await asked<ReportAnswer>(
    `/v1/sites/${site}/report?by=&metrics=${metric}&from=${from}&to=${to}${more}`,
    bearing(token),
  );
  return answer.totals[metric as keyof typeof answer.totals];
};

test('fact, share, pace, forecast, last year and year to date', async () => {
  const leads = ['11-02', '11-03', '11-13', '11-15', '11-16'].map((day) => `2026-${day}T08:00:00Z`);
  for (const moment of [
    ...leads,
    '2026-10-05T08:00:00Z',
    '2026-01-01T08:00:00Z',
    '2025-11-30T08:00:00Z',
    '2025-12-31T08:00:00Z',
  ])
    await lead(moment);
  await plan({ metric: 'leads', period: '2026-10', target: 4 });
  await plan({ metric: 'leads', period: '2026-12', target: 50 });
  await plan({ metric: 'leads', period: '2026', target: 100 });
  const made = await plan({ metric: 'leads', period: '2026-11', target: 10.5, owner: 'Олена' });

  expect(made).toEqual({
    plan: expect.stringMatching(/^[0-9a-z]{20}$/),
    metric: 'leads',
    unit: 'count',
    better: 'more',
    period: '2026-11',
    from: '2026-11-01',
    to: '2026-11-30',
    scope: '',
    target: 10.5,
    owner: 'Олена',
    model: 'lastNonDirect',
    basis: 'event',
    tolerance: 0,
    fact: 5,
    share: 0.47619,
    pace: { workingDays: 21, over: 10, share: 0.47619, fact: 4 },
    expected: 5,
    forecast: 8.4,
    lastYear: { period: '2025-11', fact: 1 },
    yearToDate: { from: '2026-01-01', to: '2026-11-16', fact: 7, target: 14.5, expected: 9, plans: 2 },
    // Four by last night, where five were due.
    state: 'red',
    notes: [],
  });

  // A day later today's lead counts in full, and so does today.
  await lead('2026-11-16T09:00:00Z');
  vi.setSystemTime(NOW + 86_400_000);
  expect(await reread(made)).toMatchObject({
    fact: 6,
    pace: { over: 11, fact: 6 },
    expected: 5.5,
    forecast: 11.454545,
    state: 'green',
  });
});

test("a plan's fact is the report's, by channel, source, campaign and ad, and under its own model and basis", async () => {
  await spend([{ day: '2026-11-03', system: 'google', campaign: 'brand', cost: 90 }]);
  for (const day of ['03', '04', '05']) await see(`2026-11-${day}T08:00:00Z`, GOOGLE);
  await lead('2026-11-04T09:00:00Z', GOOGLE);
  await lead('2026-11-05T09:00:00Z');
  const { rows } = await asked<ReportAnswer>(
    `/v1/sites/${site}/report?by=ad&metrics=visits&from=2026-11-01&to=2026-11-30`,
    bearing(token),
  );
  const google = rows.find(({ ad }) => ad?.source === 'google')?.key.ad as string;
  for (const scope of ['', 'channel:paid search', 'source:GOOGLE', 'campaign:brand', `ad:${google}`]) {
    for (const metric of ['visits', 'leads', 'spend', 'costPerLead', 'visitToLead', 'visitors']) {
      const { fact } = await plan({ metric, period: '2026-11', scope, target: 1, model: 'linear', basis: 'lead' });
      const where = scope && `&where=${encodeURIComponent(scope)}`;
      expect([scope, metric, fact]).toEqual([
        scope,
        metric,
        await total(metric, '2026-11-01', '2026-11-16', `&model=linear&basis=lead${where}`),
      ]);
    }
  }
  const found = await asked<PlansAnswer>(at('?scope=Source:Google&metric=costPerLead'), bearing(token));
  expect(found.plans.map(({ fact, state }) => [fact, state])).toEqual([[90, 'red']]);
});

test('a plan of an ad stays with it when an ad system names the ad', async () => {
  const query = '?utm_source=google&utm_medium=cpc&utm_campaign=77&utm_content=501&gclid=x';
  await see('2026-11-03T08:00:00Z', query);
  const byAd = () =>
    asked<ReportAnswer>(`/v1/sites/${site}/report?by=ad&metrics=visits&from=2026-11-01&to=2026-11-30`, bearing(token));
  const before = (await byAd()).rows[0]?.key.ad;
  const made = await plan({ metric: 'spend', period: '2026-11', scope: `ad:${before}`, target: 20 });
  expect(made.fact).toBe(0);
  await spend([
    { day: '2026-11-03', system: 'google', campaign: 'Brand', campaignId: '77', ad: 'Blue', adId: '501', cost: 9.5 },
  ]);
  expect((await byAd()).rows[0]?.key.ad).not.toBe(before);
  expect(await reread(made)).toMatchObject({ fact: 9.5, forecast: 19.95, state: 'green' });
});

test.each<[string, [visit: string, week: string, month: string, quarter: string, year: string][]]>([
  [
    'Europe/Kyiv',
    [
      // Clocks went forward on 29 March, so that week's Sunday is an hour short; and back on 25 October.
      ['2026-03-29T20:59:59.999Z', '2026-W13', '2026-03', '2026-Q1', '2026'],
      ['2026-03-29T21:00:00.000Z', '2026-W14', '2026-03', '2026-Q1', '2026'],
      ['2026-03-31T21:00:00.000Z', '2026-W14', '2026-04', '2026-Q2', '2026'],
      ['2026-10-25T21:59:59.999Z', '2026-W43', '2026-10', '2026-Q4', '2026'],
      ['2026-10-25T22:00:00.000Z', '2026-W44', '2026-10', '2026-Q4', '2026'],
      ['2026-12-27T21:59:59.999Z', '2026-W52', '2026-12', '2026-Q4', '2026'],
      ['2026-12-27T22:00:00.000Z', '2026-W53', '2026-12', '2026-Q4', '2026'],
      ['2026-12-31T22:00:00.000Z', '2026-W53', '2027-01', '2027-Q1', '2027'],
      ['2027-01-03T22:00:00.000Z', '2027-W01', '2027-01', '2027-Q1', '2027'],
    ],
  ],
  [
    'America/New_York',
    [
      ['2026-03-09T03:59:59.999Z', '2026-W10', '2026-03', '2026-Q1', '2026'],
      ['2026-03-09T04:00:00.000Z', '2026-W11', '2026-03', '2026-Q1', '2026'],
      ['2026-11-01T03:59:59.999Z', '2026-W44', '2026-10', '2026-Q4', '2026'],
      ['2026-11-02T04:59:59.999Z', '2026-W44', '2026-11', '2026-Q4', '2026'],
      ['2026-11-02T05:00:00.000Z', '2026-W45', '2026-11', '2026-Q4', '2026'],
      ['2027-01-01T04:59:59.999Z', '2026-W53', '2026-12', '2026-Q4', '2026'],
      ['2027-01-01T05:00:00.000Z', '2026-W53', '2027-01', '2027-Q1', '2027'],
    ],
  ],
  [
    'Asia/Kathmandu',
    [
      ['2026-06-30T18:14:59.999Z', '2026-W27', '2026-06', '2026-Q2', '2026'],
      ['2026-06-30T18:15:00.000Z', '2026-W27', '2026-07', '2026-Q3', '2026'],
      ['2026-12-27T18:15:00.000Z', '2026-W53', '2026-12', '2026-Q4', '2026'],
      ['2026-12-31T18:15:00.000Z', '2026-W53', '2027-01', '2027-Q1', '2027'],
      ['2027-01-03T18:15:00.000Z', '2027-W01', '2027-01', '2027-Q1', '2027'],
    ],
  ],
])('in %s a visit counts in the week, month, quarter and year in which it began', async (timeZone, visits) => {
  vi.setSystemTime(Date.parse('2027-02-01T12:00:00Z'));
  const there = await newSiteOf(token, { timeZone });
  const due = new Map<string, number>();
  for (const [moment, ...periods] of visits) {
    await see(moment, '', there);
    for (const period of periods) due.set(period, (due.get(period) ?? 0) + 1);
  }
  for (const [period, fact] of due) {
    const { from, to, ...made } = await plan({ metric: 'visits', period, target: 1 }, there);
    expect([period, made.fact]).toEqual([period, fact]);
    // The same as a report of its days, by its own unit, has in the one row there is.
    const unit = /W/.test(period) ? 'week' : /Q/.test(period) ? 'quarter' : period.length > 4 ? 'month' : 'year';
    const { rows } = await asked<ReportAnswer>(
      `/v1/sites/${there}/report?by=${unit}&metrics=visits&from=${from}&to=${to}`,
      bearing(token),
    );
    expect(rows.map(({ key, values }) => [key[unit], values.visits])).toEqual([[period, fact]]);
  }
});

test('weeks at the turn of a year: their year, and the one before', async () => {
  vi.setSystemTime(Date.parse('2027-01-02T12:00:00Z'));
  for (const day of ['2025-12-29', '2026-12-28', '2027-01-02']) await see(`${day}T08:00:00Z`);
  const made = await plan({ metric: 'visits', period: '2026-W53', target: 4 });
  expect(made).toMatchObject({
    from: '2026-12-28',
    to: '2027-01-03',
    fact: 2,
    pace: { workingDays: 5, over: 5, share: 1, fact: 1 },
    // 2025 had no 53rd week: the one 52 weeks earlier.
    lastYear: { period: '2026-W01', fact: 1 },
    yearToDate: { from: '2025-12-29', to: '2027-01-02', fact: 3, target: 4, plans: 1 },
  });
});

test("working days are those of the site's hours", async () => {
  const hours = { weekly: { sat: [{ from: '10:00', to: '14:00' }] }, closed: ['2026-11-07'] };
  await asked(`/v1/sites/${site}`, bearing(token, { hours }, 'PATCH'));
  // Saturdays are 7, 14, 21 and 28 November.
  expect((await plan({ metric: 'visits', period: '2026-11', target: 9 })).pace).toMatchObject({
    workingDays: 3,
    over: 1,
  });
});

test('a period that has not begun waits, and an empty one that is over was missed', async () => {
  expect(await plan({ metric: 'leads', period: '2027-Q1', target: 5 })).toMatchObject({
    fact: null,
    share: null,
    pace: { over: 0, fact: null },
    forecast: null,
    state: 'open',
    yearToDate: { from: '2027-01-01', to: '2027-01-01', fact: null, expected: 0 },
  });
  expect(await plan({ metric: 'leads', period: '2026-Q3', target: 5 })).toMatchObject({ fact: 0, state: 'red' });
  expect(await plan({ metric: 'missedCalls', period: '2026-Q3', target: 5 })).toMatchObject({ state: 'green' });
  expect(await plan({ metric: 'costPerLead', period: '2026-Q3', target: 5 })).toMatchObject({
    fact: null,
    state: 'open',
  });
});

test('money for no lead at all is above any cost per lead', async () => {
  await spend([{ day: '2026-11-03', system: 'google', campaign: 'brand', cost: 90 }]);
  const costPerLead = { metric: 'costPerLead', period: '2026-11', scope: 'source:google' };
  expect(await plan({ ...costPerLead, target: 89 })).toMatchObject({ fact: null, state: 'red' });
  expect(await plan({ ...costPerLead, period: '2026-Q4', target: 90 })).toMatchObject({ fact: null, state: 'open' });
  expect(await plan({ metric: 'cac', period: '2026-11', target: 89 })).toMatchObject({ fact: null, state: 'red' });
});

test('a median of nothing is nothing to judge by, an owner’s too', async () => {
  const slow = { metric: 'responseMedian', period: '2026-11', target: 600 };
  expect(await plan(slow)).toMatchObject({ fact: null, forecast: null, state: 'open' });
  expect(await plan({ ...slow, scope: 'owner:Ihor' })).toMatchObject({ fact: null, state: 'open' });
});

test('a manager’s plans: leads, conversion, revenue and conversations of an owner', async () => {
  const [first, second] = [await lead('2026-11-03T08:00:00Z', GOOGLE), await lead('2026-11-04T08:00:00Z')];
  await lead('2026-11-05T08:00:00Z');
  for (const id of [first, second])
    await asked(`/v1/sites/${site}/leads/${id}`, bearing(token, { owner: 'Ihor' }, 'PATCH'));
  const sale = { id: 's-1', day: '2026-11-10', revenue: 120, profit: 50 };
  await asked(`/v1/sites/${site}/leads/${first}/sales`, bearing(token, sale));
  const facts = {
    leads: 2,
    sales: 1,
    revenue: 120,
    leadToWin: 0.5,
    averageSale: 120,
    conversations: 0,
    dealCycleMedian: 7,
  };
  for (const [metric, fact] of Object.entries(facts)) {
    const made = await plan({ metric, period: '2026-11', scope: 'owner:Ihor', target: 0.4 });
    expect([metric, made.fact]).toEqual([metric, fact]);
    expect([metric, await total(metric, '2026-11-01', '2026-11-16', '&where=owner:Ihor')]).toEqual([metric, fact]);
  }
  // Of two leads, one of them Google's, with the sale.
  const google = await plan({ metric: 'revenue', period: '2026-Q4', scope: 'source:google', target: 120 });
  expect(google).toMatchObject({ fact: 120, state: 'green' });
});

describe('there is one plan of a metric, period and scope', () => {
  const terms = {
    metric: 'revenue',
    period: '2026-Q4',
    scope: 'source:google',
    target: 1000,
    owner: 'Ihor',
    tolerance: 0.1,
  };

  test('the same again is the same; another is refused, and the standing one can be changed', async () => {
    const first = await ask(at(), bearing(token, terms));
    expect(first.status).toBe(201);
    const made = (await first.json()) as PlanAnswer;
    const again = await ask(at(), bearing(token, { ...terms, scope: 'source:Google' }));
    expect([again.status, await again.json()]).toEqual([200, made]);
    const other = await ask(at(), bearing(token, { ...terms, target: 2000 }));
    expect(other.status).toBe(409);
    expect((await problemOf(other)).detail).toContain(made.plan);
    expect((await reread(made)).target).toBe(1000);

    const change = (body: object) => asked<PlanAnswer>(at(`/${made.plan}`), bearing(token, body, 'PATCH'));
    expect(await change({ target: 2000.5 })).toMatchObject({ target: 2000.5, owner: 'Ihor', tolerance: 0.1 });
    expect(await change({ tolerance: null, owner: '' })).toMatchObject({ target: 2000.5, owner: '', tolerance: 0 });
    const { plans } = await asked<PlansAnswer>(at(), bearing(token));
    expect(plans.map(({ plan: id, target }) => [id, target])).toEqual([[made.plan, 2000.5]]);
  });

  test('removed it is gone, with its notes', async () => {
    const made = await plan(terms);
    await asked(at(`/${made.plan}/notes`), bearing(token, { text: 'Holidays' }));
    const path = at(`/${made.plan}`);
    expect((await ask(path, bearing(token, undefined, 'DELETE'))).status).toBe(204);
    expect((await ask(path, bearing(token, undefined, 'DELETE'))).status).toBe(404);
    expect((await ask(path, bearing(token))).status).toBe(404);
    expect((await ask(path, bearing(token, { target: 1 }, 'PATCH'))).status).toBe(404);
    expect((await ask(`${path}/notes`, bearing(token, { text: 'Late' }))).status).toBe(404);
    const anew = await plan(terms);
    expect([anew.plan === made.plan, anew.notes]).toEqual([false, []]);
  });
});

test('lists hold the plans of the asked days, the latest period first', async () => {
  for (const period of ['2026-W47', '2026-11', '2026-Q4', '2026', '2025-12', '2027-01'])
    await plan({ metric: 'leads', period, target: 1, owner: period === '2026-11' ? 'Ihor' : '' });
  const periods = async (query: string) => {
    const { plans, planCount } = await asked<PlansAnswer>(at(query), bearing(token));
    return [plans.map(({ period }) => period), planCount];
  };
  expect(await periods('')).toEqual([['2026', '2026-Q4', '2026-11', '2026-W47'], 4]);
  expect(await periods('?from=2025-12-31&to=2026-01-01')).toEqual([['2026', '2025-12'], 2]);
  expect(await periods('?from=2027-01-31&to=2027-02-28')).toEqual([['2027-01'], 1]);
  expect(await periods('?owner=Ihor')).toEqual([['2026-11'], 1]);
  expect(await periods('?metric=sales')).toEqual([[], 0]);
  expect(await periods('?limit=1')).toEqual([['2026'], 4]);
  const wrong = await ask(at('?from=2026-02-01&to=2026-01-01'), bearing(token));
  expect([wrong.status, (await problemOf(wrong)).errors?.[0]?.field]).toEqual([422, 'to']);
});

test('notes tell who wrote what and when, once', async () => {
  const made = await plan({ metric: 'leads', period: '2026-11', target: 10 });
  const path = at(`/${made.plan}/notes`);
  const id = idAt(NOW, 7);
  const first = await ask(path, bearing(token, { id, text: ' Two managers were ill ', reason: 'staff' }));
  expect(first.status).toBe(201);
  const note = (await first.json()) as PlanNote;
  expect(note).toEqual({
    note: id,
    text: 'Two managers were ill',
    reason: 'staff',
    time: '2026-11-16T10:00:00.000Z',
    by: expect.stringMatching(/./),
  });
  vi.setSystemTime(NOW + 1_000);
  expect((await ask(path, bearing(token, { id, text: 'Two managers were ill', reason: 'staff' }))).status).toBe(200);
  expect((await ask(path, bearing(token, { id, text: 'Something else' }))).status).toBe(409);
  const later = await asked<PlanNote>(path, bearing(token, { text: 'And a strike' }));
  expect((await reread(made)).notes).toEqual([note, later]);
  expect((await ask(`${path}/${id}`, bearing(token, undefined, 'DELETE'))).status).toBe(204);
  expect((await ask(`${path}/${id}`, bearing(token, undefined, 'DELETE'))).status).toBe(404);
  expect((await reread(made)).notes).toEqual([later]);
});

describe('what is wrong is named, and nothing is planned', () => {
  const good = { metric: 'leads', period: '2026-11', target: 10 };
  test.each<[string, object, string]>([
    ['an unknown metric', { metric: 'happiness' }, 'metric'],
    ['an action that the site has not', { metric: 'costPer:meeting' }, 'metric'],
    ['a conversion from nothing', { metric: 'conversion:leads' }, 'metric'],
    ['a 53rd week of a year of 52', { period: '2025-W53' }, 'period'],
    ['a 13th month', { period: '2026-13' }, 'period'],
    ['a day', { period: '2026-11-05' }, 'period'],
    ['a word', { period: 'soon' }, 'period'],
    ['fewer leads than none', { target: -1 }, 'target'],
    ['more than all', { metric: 'leadToWin', target: 20 }, 'target'],
    ['a share of a thousandth of a cent', { metric: 'revenue', target: 0.00001 }, 'target'],
    ['no number', { target: 'ten' }, 'target'],
    ['no target', { target: undefined }, 'target'],
    ['a scope of no such kind', { scope: 'device:mobile' }, 'scope'],
    ['a scope without a value', { scope: 'channel:' }, 'scope'],
    ['a scope that is none', { scope: 'everything' }, 'scope'],
    ['an ad that nobody knows', { scope: 'ad:999' }, 'scope'],
    ['visits of an owner', { metric: 'visits', scope: 'owner:Ihor' }, 'metric'],
    ['the cost of an owner’s leads', { metric: 'costPerLead', scope: 'owner:Ihor' }, 'metric'],
    ['an unknown model', { model: 'best' }, 'model'],
    ['an unknown basis', { basis: 'sale' }, 'basis'],
    ['too much tolerance', { tolerance: 2 }, 'tolerance'],
    ['a field that is none', { colour: 'red' }, 'colour'],
  ])('%s', async (_, stated, field) => {
    const answer = await ask(at(), bearing(token, { ...good, ...stated }));
    expect(answer.status).toBe(422);
    expect((await problemOf(answer)).errors?.map((error) => error.field)).toEqual([field]);
    expect(await asked<PlansAnswer>(at(), bearing(token))).toMatchObject({ plans: [], planCount: 0 });
  });

  test.each<[object, string]>([
    [{ target: -5 }, 'target'],
    [{ metric: 'sales' }, 'metric'],
    [{ period: '2026-12' }, 'period'],
    [{ scope: '' }, 'scope'],
    [{}, ''],
  ])('a change to %o', async (change, field) => {
    const made = await plan(good);
    const answer = await ask(at(`/${made.plan}`), bearing(token, change, 'PATCH'));
    expect(answer.status).toBe(422);
    expect((await problemOf(answer)).errors?.map((error) => error.field)).toEqual([field]);
    expect(await reread(made)).toEqual(made);
  });
});
