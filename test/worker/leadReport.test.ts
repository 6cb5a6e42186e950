import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Contact } from '../../shared/contacts.ts';
import type { Visit } from '../../shared/hits.ts';
import { DEFAULT_LEADS, type LeadChange, type Sale } from '../../shared/leads.ts';
import { BASES, MODELS, type ReportAnswer } from '../../shared/report.ts';
import type { SiteSettings } from '../../shared/settings.ts';
import type { Statement } from '../../worker/site/leads/statements.ts';
import { idAt, newSite, type TestSite } from './site.ts';

/** What became of leads and what they bought, in reports: through the real write path, against figures worked out by hand. */

const MINUTE = 60_000;
const DAY = 86_400_000;

const GOOGLE = 'https://example.com/?utm_source=google&utm_medium=cpc&utm_campaign=g';
const META = 'https://example.com/offer?utm_source=facebook&utm_medium=paid&utm_campaign=m';
const DIRECT = 'https://example.com/';

const SETTINGS: Partial<SiteSettings> = {
  leadWindowDays: 20,
  leads: { ...DEFAULT_LEADS, lapseDays: 60, actions: [{ id: 'meeting', name: 'Meeting' }] },
};
const MAY = { from: '2026-05-01', to: '2026-05-31' };
const YEAR = { from: '2026-01-01', to: '2026-12-31' };

let made = 0;

interface Came {
  at: string | number;
  url?: string;
  visitor: number;
}

const timeOf = (at: string | number): number => (typeof at === 'number' ? at : Date.parse(at));

const visitOf = ({ at, url = DIRECT, visitor }: Came): Visit => {
  made += 1;
  return { id: idAt(timeOf(at), made), visitor: idAt(0, visitor), url, referrer: '', language: 'uk', zone: '' };
};

const comes = (site: TestSite, came: Came) =>
  site.hits({ sentAt: timeOf(came.at), visit: visitOf(came), hits: [{ kind: 'page', at: 0, path: '/' }] });

/** A visit, and two minutes later its contact; the visitor's number is their phone. Returns the contact's id. */
const asks = async (site: TestSite, came: Came, contact: Partial<Contact> = {}): Promise<string> => {
  const at = timeOf(came.at) + 2 * MINUTE;
  const visit = visitOf(came);
  await site.hits({ sentAt: at, visit, hits: [{ kind: 'page', at: 0, path: '/' }] });
  const id = idAt(at, made);
  const fields = { name: 'N', phone: `+38044${1_000_000 + came.visitor}` };
  const { state } = await site.contact({
    sentAt: at,
    visit,
    contact: { id, kind: 'lead', at, page: 'https://example.com/', fields, ...contact },
  });
  expect(state).toBe('new');
  return id;
};

const states = async (site: TestSite, lead: string, statement: Statement): Promise<void> => {
  const { state } = await site.stub.takeStatement({ lead, statement, by: 'Olha', now: Date.now() });
  expect(state).toBe(statement.what === 'sale' ? 'new' : 'changed');
};

const state = (site: TestSite, lead: string, at: string | number, change: LeadChange): Promise<void> =>
  states(site, lead, { what: 'change', change: { ...change, at: timeOf(at) } });

const sell = (site: TestSite, lead: string, sale: Partial<Sale> & { day: string }): Promise<void> =>
  states(site, lead, { what: 'sale', sale: { revenue: 0, profit: 0, units: 1, ...sale } });

/** Rows by the values of their dimensions, with the named metrics in order. */
const table = ({ rows, by, metrics }: ReportAnswer): Record<string, unknown[]> =>
  Object.fromEntries(
    rows.map(({ key, values }) => [
      by.map((dimension) => key[dimension]).join('/'),
      metrics.map((metric) => values[metric]),
    ]),
  );
const listed = ({ metrics, totals }: ReportAnswer): unknown[] => metrics.map((metric) => totals[metric]);

const STAGES = 'leads,mql,sql,opportunities,opportunityValue,won,lost,action:meeting';
const PROMISES = 'promised,keptPromises,overdue,responses,responseTime,responseMedian,responseP90';
const SALES = 'sales,units,revenue,profit,newCustomers,repeatSales,returnedCustomers,cohortProfit';
const CYCLE = 'soldLeads,cycleDays,dealCycle,dealCycleMedian,dealCycleP90';

/**
 * Six persons. 1 is qualified, corrected, and qualified anew; 2 comes by Meta, then by Google, buys twice, and a third
 * time in September; 3 is lost and reopened; 4 is lost; 5 is spam; 6 is never answered.
 */
const company = async (): Promise<TestSite> => {
  const site = await newSite(SETTINGS);
  const one = await asks(site, { visitor: 1, url: GOOGLE, at: '2026-05-04T09:00:00Z' });
  await state(site, one, '2026-05-05T08:02:00Z', { stage: 'mql', owner: 'Olha', product: 'doors' });
  await state(site, one, '2026-05-06T08:00:00Z', { stage: 'sql' });
  await state(site, one, '2026-05-08T08:00:00Z', { stage: 'opportunity', value: 1_000 });
  await state(site, one, '2026-05-09T08:00:00Z', { stage: 'mql' });
  await state(site, one, '2026-05-10T08:00:00Z', { stage: 'sql', action: 'meeting' });

  await comes(site, { visitor: 2, url: META, at: '2026-05-05T10:00:00Z' });
  const two = await asks(site, { visitor: 2, url: GOOGLE, at: '2026-05-07T10:00:00Z' });
  await state(site, two, '2026-05-07T10:12:00Z', { stage: 'contacted', owner: 'Petro', value: 500 });
  await sell(site, two, { day: '2026-05-20', revenue: '100.0001', profit: '33.3333', units: 3, product: 'windows' });
  await sell(site, two, { day: '2026-05-25', revenue: 50, profit: '-0.0003' });

  const three = await asks(site, { visitor: 3, url: GOOGLE, at: '2026-05-10T11:48:00Z' });
  await state(site, three, '2026-05-10T12:00:00Z', { stage: 'sql' });
  await state(site, three, '2026-05-11T09:00:00Z', { stage: 'lost', lossReason: 'price' });
  await state(site, three, '2026-05-13T09:00:00Z', { stage: 'sql' });

  const four = await asks(site, { visitor: 4, url: META, at: '2026-05-12T10:48:00Z' });
  await state(site, four, '2026-05-12T11:20:00Z', { stage: 'mql', owner: 'Olha' });
  await state(site, four, '2026-05-14T09:00:00Z', { stage: 'lost', lossReason: 'budget' });

  const five = await asks(site, { visitor: 5, url: META, at: '2026-05-13T10:00:00Z' });
  await state(site, five, '2026-05-13T10:05:00Z', { stage: 'mql', action: 'meeting' });
  await state(site, five, '2026-05-13T10:06:00Z', { stage: 'spam' });

  await asks(site, { visitor: 6, url: META, at: '2026-05-20T10:00:00Z' });

  const again = await asks(site, { visitor: 2, at: '2026-09-01T09:00:00Z' });
  await state(site, again, '2026-09-01T09:04:00Z', { stage: 'contacted', owner: 'Olha' });
  await sell(site, again, { day: '2026-09-03', revenue: 200, profit: 80 });
  return site;
};

describe('a company worked out by hand', () => {
  test('stages: a correction takes back, a lead that is lost keeps what it reached, one reopened is not lost, spam is none', async () => {
    const site = await company();
    expect(table(await site.report({ by: 'source', metrics: STAGES, ...MAY }))).toEqual({
      //        leads mql sql opportunities value won lost meetings
      google: [3, 3, 3, 1, 500, 1, 0, 1],
      facebook: [2, 1, 0, 0, 0, 0, 1, 0],
    });
    expect(table(await site.report({ by: 'day', metrics: 'leads,mql,sql,won,lost,action:meeting', ...MAY }))).toEqual({
      '2026-05-04': [1, 0, 0, 0, 0, 0],
      '2026-05-05': [0, 1, 0, 0, 0, 0],
      '2026-05-07': [1, 0, 0, 0, 0, 0],
      // The first lead's second time, and the third lead, which was qualified at once.
      '2026-05-10': [1, 1, 2, 0, 0, 1],
      '2026-05-12': [1, 1, 0, 0, 0, 0],
      '2026-05-14': [0, 0, 0, 0, 1, 0],
      // The sale; and the lead that nobody has answered.
      '2026-05-20': [1, 1, 1, 1, 0, 0],
    });
    expect(
      table(await site.report({ by: 'day', metrics: 'leads,mql,sql,won,lost,action:meeting', basis: 'lead', ...MAY })),
    ).toEqual({
      '2026-05-04': [1, 1, 1, 0, 0, 1],
      '2026-05-07': [1, 1, 1, 1, 0, 0],
      '2026-05-10': [1, 1, 1, 0, 0, 0],
      '2026-05-12': [1, 1, 0, 0, 1, 0],
      '2026-05-20': [1, 0, 0, 0, 0, 0],
    });
  });

  test('promises: due after 15 minutes, by when it was first answered', async () => {
    const site = await company();
    const answer = await site.report({ by: 'source', metrics: PROMISES, ...MAY });
    expect(table(answer)).toEqual({
      // After 23 hours, 10 minutes, 10 minutes.
      google: [3, 2, 0, 3, 84_000, 600, 82_800],
      // After half an hour, and not at all.
      facebook: [2, 0, 1, 1, 1_800, 1_800, 1_800],
    });
    // Of 600, 600, 1800, 82800.
    expect(listed(answer)).toEqual([5, 2, 1, 4, 85_800, 600, 82_800]);
    const ratios = await site.report({ by: 'owner', metrics: 'answeredInTime,timeToFirstResponse', ...MAY });
    expect(table(ratios)).toEqual({ Olha: [0, 42_300], Petro: [1, 600], '': [0.5, 600] });
  });

  test('sales by the day they were made: new, repeated, returned; a product of their own; money to the last unit', async () => {
    const site = await company();
    const answer = await site.report({ by: 'source', metrics: SALES, ...YEAR });
    expect(table(answer)).toEqual({
      google: [2, 4, 150.0001, 33.333, 1, 1, 0, 113.333],
      // The September visit was direct, and the ads lie further back than 90 days.
      '(direct)': [1, 1, 200, 80, 0, 1, 1, 0],
    });
    expect(listed(await site.report({ by: '', metrics: 'ltv,averageSale,repeatShare', ...YEAR }))).toEqual([
      113.333, 116.6667, 0.666667,
    ]);
    expect(table(await site.report({ by: 'source', metrics: CYCLE, ...YEAR }))).toEqual({
      google: [1, 13, 13, 13, 13],
      '(direct)': [1, 2, 2, 2, 2],
    });
    expect((await site.report({ by: '', metrics: CYCLE, ...YEAR })).totals).toMatchObject({
      dealCycle: 7.5,
      dealCycleMedian: 2,
      dealCycleP90: 13,
    });
    expect(
      table(await site.report({ by: 'product', metrics: 'leads,mql,sales,revenue', ...YEAR, order: '-revenue' })),
    ).toEqual({ '': [5, 4, 2, 250], windows: [0, 0, 1, 100.0001], doors: [1, 1, 0, 0] });
    expect(table(await site.report({ by: 'owner', metrics: 'leads,won,sales,revenue', ...YEAR }))).toEqual({
      Olha: [3, 1, 1, 200],
      Petro: [1, 1, 2, 150.0001],
      '': [2, 0, 0, 0],
    });
    expect(table(await site.report({ by: 'lossReason', metrics: 'leads,lost,sales', ...YEAR }))).toEqual({
      '': [5, 0, 3],
      budget: [1, 1, 0],
    });
  });

  test('models side by side: what is shared out sums to the amount, of two units the earlier touch has the one over', async () => {
    const site = await company();
    const answer = await site.report({
      by: 'source',
      metrics: 'mql,units,revenue,profit,cycleDays,dealCycleMedian',
      model: 'lastNonDirect,firstClick,linear',
      where: ['owner:Petro'],
      ...MAY,
    });
    const per = Object.fromEntries(
      answer.rows.map(({ key, models }) => [
        key.source,
        Object.fromEntries(
          Object.entries(models ?? {}).map(([model, values]) => [
            model,
            answer.metrics.map((metric) => (values as Record<string, unknown>)[metric]),
          ]),
        ),
      ]),
    );
    expect(per).toEqual({
      google: {
        lastNonDirect: [1, 4, 150.0001, 33.333, 13, 13],
        firstClick: [0, 0, 0, 0, 0, null],
        linear: [0.5, 2, 75, 16.6665, 6, 13],
      },
      facebook: {
        lastNonDirect: [0, 0, 0, 0, 0, null],
        firstClick: [1, 4, 150.0001, 33.333, 13, 13],
        linear: [0.5, 2, 75.0001, 16.6665, 7, 13],
      },
    });
    for (const totals of Object.values(answer.modelTotals ?? {}))
      expect(answer.metrics.map((metric) => totals?.[metric])).toEqual([1, 4, 150.0001, 33.333, 13, 13]);
  });

  test('who bought again, by the period before; a row of time is as good as a report of its own', async () => {
    const site = await company();
    const retention = 'formerCustomers,retainedCustomers,retention';
    const of = (query: Record<string, string>, from: string, to: string) =>
      site.report({ metrics: retention, by: '', ...query, from, to });
    // Nobody bought in the spring before; nobody bought in summer; somebody did in autumn; and within one month.
    expect(listed(await of({}, '2026-05-01', '2026-07-31'))).toEqual([0, 0, null]);
    expect(listed(await of({}, '2026-06-01', '2026-08-31'))).toEqual([1, 0, 0]);
    expect(listed(await of({}, '2026-06-01', '2026-10-31'))).toEqual([1, 1, 1]);
    expect(listed(await of({}, '2026-05-25', '2026-05-29'))).toEqual([1, 1, 1]);
    // Credited as the last sale of the period before.
    expect(table(await of({ by: 'source', model: 'linear' }, '2026-06-01', '2026-10-31'))).toEqual({
      google: [0.5, 0.5, 1],
      facebook: [0.5, 0.5, 1],
    });
    expect(table(await of({ by: 'owner' }, '2026-06-01', '2026-10-31'))).toEqual({ Petro: [1, 1, 1] });
    const quarters = await of({ by: 'quarter' }, '2026-01-01', '2026-12-31');
    expect(table(quarters)).toEqual({ '2026-Q3': [1, 1, 1], '2026-Q4': [1, 0, 0] });
    expect(listed(quarters)).toEqual([0, 0, null]);
    for (const [quarter, from, to] of [
      ['2026-Q3', '2026-07-01', '2026-09-30'],
      ['2026-Q4', '2026-10-01', '2026-12-31'],
    ] as const)
      expect(listed(await of({}, from, to))).toEqual(table(quarters)[quarter]);
    expect(listed(await of({ by: 'weekday' }, '2026-06-01', '2026-10-31'))).toEqual([null, null, null]);
  });
});

test('who asked for a time is answered in time until a little after it, however early', async () => {
  const site = await newSite(SETTINGS);
  const wanted = timeOf('2026-05-04T12:00:00Z');
  const early = await asks(site, { visitor: 1, url: GOOGLE, at: '2026-05-04T08:00:00Z' }, { kind: 'callback', wanted });
  await state(site, early, '2026-05-04T11:00:00Z', { stage: 'contacted' });
  const late = await asks(site, { visitor: 2, url: META, at: '2026-05-04T08:00:00Z' }, { kind: 'callback', wanted });
  await state(site, late, '2026-05-04T12:06:00Z', { stage: 'contacted' });
  expect(table(await site.report({ by: 'source', metrics: PROMISES, ...MAY }))).toEqual({
    google: [1, 1, 0, 1, 0, 0, 0],
    // Five minutes after are in time yet.
    facebook: [1, 0, 0, 1, 360, 360, 360],
  });
});

const POOL = '+380440000011';

/** Three visitors are shown the same number, and a call comes to it. Returns the lead it makes. */
const sharedCall = async (site: TestSite): Promise<string> => {
  const number = { number: POOL, pool: 'main', name: '', source: '', medium: '', campaign: '', content: '', term: '' };
  const at = timeOf('2026-05-04T09:00:00Z');
  await site.stub.uploadNumbers(JSON.stringify({ rows: [{ place: '', row: number }], dryRun: false, now: at - DAY }));
  for (const [visitor, url] of [
    [1, GOOGLE],
    [2, META],
    [3, DIRECT],
  ] as const) {
    const visit = visitOf({ visitor, url, at: at + visitor * MINUTE });
    const hits = [{ kind: 'page' as const, at: 0, path: '/' }];
    const result = await site.hits({ sentAt: at + visitor * MINUTE, visit, hits, lines: ['sales'] });
    expect(result).toMatchObject({ answer: { numbers: { sales: POOL } } });
  }
  const event = {
    id: 'call',
    direction: 'in',
    tracking: POOL,
    other: '+380671111111',
    ringingAt: at + 10 * MINUTE,
    status: 'answered',
    answeredAt: at + 10 * MINUTE + 5_000,
    endedAt: at + 15 * MINUTE,
    talkSeconds: 295,
  };
  await site.stub.takeCalls(
    JSON.stringify({ provider: 'generic', receivedAt: at + 16 * MINUTE, events: [event], raw: '{}' }),
  );
  const [call] = await site.rows<{ lead: string }>('SELECT lead FROM contacts');
  return call?.lead ?? '';
};

const SHARED_NUMBERS: Partial<SiteSettings> = {
  ...SETTINGS,
  numbers: {
    lines: [{ id: 'sales', number: '+380440000001' }],
    pools: [{ id: 'main', holdMinutes: 60, coolDownMinutes: 10, whenEmpty: 'share' }],
    rules: [{ line: 'sales', when: [], show: { pool: 'main' } }],
  },
};

test('a call that may have been three visitors’: a third of everything to each, and what does not divide is not lost', async () => {
  const site = await newSite(SHARED_NUMBERS);
  const lead = await sharedCall(site);
  await state(site, lead, '2026-05-05T09:00:00Z', { stage: 'opportunity', value: '0.0002' });
  await sell(site, lead, { day: '2026-05-06', revenue: '100.0001', profit: '-0.0002', units: 2 });
  const query = { by: 'source', metrics: 'calls,mql,opportunityValue,units,revenue,profit,cycleDays', ...MAY };
  for (const model of ['lastClick', 'timeDecay']) {
    const answer = await site.report({ ...query, model });
    expect(table(answer)).toEqual({
      google: [0.333334, 0.333334, 0.0001, 0.666668, 33.3335, -0.0001, 1],
      facebook: [0.333333, 0.333333, 0.0001, 0.666666, 33.3333, -0.0001, 1],
      '(direct)': [0.333333, 0.333333, 0, 0.666666, 33.3333, 0, 0],
    });
    expect(listed(answer)).toEqual([1, 1, 0.0002, 2, 100.0001, -0.0002, 2]);
    // What conditions leave out is nobody else's.
    const some = await site.report({ ...query, model, where: ['source!:google'] });
    expect(table(some)).toEqual(
      Object.fromEntries(Object.entries(table(answer)).filter(([source]) => source !== 'google')),
    );
  }
});

test('by what the credited visit was like: its landing page, device, country and pages; the form and hour are the lead’s', async () => {
  const site = await newSite(SETTINGS);
  await comes(site, { visitor: 1, url: META, at: '2026-05-03T07:00:00Z' });
  const lead = await asks(
    site,
    { visitor: 1, url: GOOGLE, at: '2026-05-04T09:00:00Z' },
    { form: 'windows', variant: 'b' },
  );
  await sell(site, lead, { day: '2026-05-06', revenue: '0.0003', profit: '0.0001' });
  const of = async (by: string, model: string) =>
    table(await site.report({ by, metrics: 'won,sales,revenue,profit,dealCycleMedian', model, ...MAY }));
  expect(await of('landing', 'lastNonDirect')).toEqual({ 'example.com/': [1, 1, 0.0003, 0.0001, 2] });
  expect(await of('landing', 'linear')).toEqual({
    'example.com/offer': [0.5, 0.5, 0.0002, 0.0001, 2],
    'example.com/': [0.5, 0.5, 0.0001, 0, 2],
  });
  expect(await of('device,country,page', 'linear')).toEqual({ 'desktop/UA//': [1, 1, 0.0003, 0.0001, 2] });
  // Kyiv is three hours ahead.
  expect(await of('form,variant,hour', 'linear')).toEqual({ 'windows/b/12': [1, 1, 0.0003, 0.0001, 2] });
});

const ADDITIVE = [
  'leads,mql,sql,opportunities,opportunityValue,won,lost,action:meeting,promised,keptPromises,overdue,responses',
  'responseTime,sales,units,revenue,profit,newCustomers,repeatSales,returnedCustomers,cohortProfit,soldLeads,cycleDays',
].join();
const MEDIANS = 'dealCycleMedian,dealCycleP90,responseMedian,responseP90';

/** In millionths: the smallest that any figure tells apart. */
const sumOf = (values: (number | null | undefined)[]): number =>
  values.reduce<number>((sum, value) => sum + Math.round((value as number) * 1_000_000), 0);

/** Days and minutes from the first of April on. */
const moment = fc
  .tuple(fc.nat(80), fc.nat(1_000))
  .map(([days, minutes]) => timeOf('2026-04-01T05:00:00Z') + days * DAY + minutes * MINUTE);

const story = fc.record({
  visits: fc.array(fc.record({ at: moment, url: fc.constantFrom(GOOGLE, META, DIRECT), visitor: fc.nat(3) }), {
    maxLength: 6,
  }),
  contacts: fc.array(fc.record({ at: moment, url: fc.constantFrom(GOOGLE, META, DIRECT), visitor: fc.nat(3) }), {
    minLength: 1,
    maxLength: 4,
  }),
  statements: fc.array(
    fc.record({
      lead: fc.nat(4),
      after: fc.integer({ min: 0, max: 30 * 24 * 60 }),
      change: fc.oneof(
        fc.record({ stage: fc.constantFrom('new', 'contacted', 'mql', 'sql', 'opportunity', 'won', 'lost', 'spam') }),
        fc.record({ owner: fc.constantFrom('Olha', 'Petro') }),
        fc.record({ value: fc.constantFrom('0.0001', '99.9999') }),
        fc.record({ product: fc.constantFrom('doors', 'windows') }),
        fc.constant({ action: 'meeting' }),
      ),
    }),
    { maxLength: 8 },
  ),
  sales: fc.array(
    fc.record({
      lead: fc.nat(4),
      days: fc.nat(90),
      revenue: fc.constantFrom('0.0001', '10.0001', '333.3333'),
      profit: fc.constantFrom('-0.0005', '0.0002', '100'),
      units: fc.nat(3),
      product: fc.constantFrom('doors', ''),
    }),
    { maxLength: 5 },
  ),
});

type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

/** What a story tells, as far as the product takes it: a statement that it refuses is none. */
const tell = async (site: TestSite, { visits, contacts, statements, sales }: Story): Promise<void> => {
  const call = await sharedCall(site);
  for (const visit of visits) await comes(site, visit);
  const leads = [call];
  for (const contact of contacts) leads.push(await asks(site, contact));
  const beganAt = async (lead: string): Promise<number> =>
    (await site.rows<{ at: number }>(`SELECT at FROM contacts WHERE id = '${lead}'`))[0]?.at as number;
  for (const { lead, after, change } of statements) {
    const id = leads[lead % leads.length] as string;
    const at = (await beganAt(id)) + after * MINUTE;
    await site.stub.takeStatement({
      lead: id,
      statement: { what: 'change', change: { ...change, at } as LeadChange },
      by: '',
      now: Date.now(),
    });
  }
  for (const { lead, days, ...sale } of sales) {
    const id = leads[lead % leads.length] as string;
    const day = new Date((await beganAt(id)) + days * DAY).toISOString().slice(0, 10);
    await site.stub.takeStatement({
      lead: id,
      statement: { what: 'sale', sale: { ...sale, day } as Sale },
      by: '',
      now: Date.now(),
    });
  }
};

/** The same with each touch another person's. */
const withOneTouch = ({ contacts, ...rest }: Story): Story => ({
  ...rest,
  visits: [],
  contacts: contacts.map((contact, index) => ({ ...contact, visitor: 10 + index })),
});

const WHOLE = { from: '2026-01-01', to: '2026-12-31' };
const everyModel = { model: MODELS.join(), limit: '50000' };

test('rows sum to their totals under every model and basis; over all time totals are the same under all of them', {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(story, async (told) => {
      const site = await newSite(SHARED_NUMBERS);
      await tell(site, told);
      const totals = new Set<string>();
      for (const period of [WHOLE, { from: '2026-04-20', to: '2026-05-17' }]) {
        for (const basis of BASES) {
          for (const by of ['ad', 'channel', 'owner', 'product', 'lossReason', 'landing', 'month', 'source,day']) {
            const answer = await site.report({ by, basis, metrics: ADDITIVE, ...everyModel, ...period });
            for (const model of MODELS) {
              const total = answer.modelTotals?.[model] ?? {};
              for (const metric of answer.metrics)
                expect([
                  by,
                  basis,
                  model,
                  metric,
                  sumOf(answer.rows.map(({ models }) => models?.[model]?.[metric])),
                ]).toEqual([by, basis, model, metric, sumOf([total[metric]])]);
              if (period === WHOLE) totals.add(JSON.stringify(total));
            }
          }
        }
      }
      expect(totals.size).toBe(1);
      const medians = { by: 'source,owner', metrics: MEDIANS, ...everyModel, ...WHOLE };
      const before = await site.report(medians);
      for (const model of MODELS) expect(before.modelTotals?.[model]).toEqual(before.totals);
      await site.stub.rebuild();
      expect(await site.report(medians)).toEqual(before);
    }),
    { numRuns: 8, endOnFailure: true },
  );
});

test('where there was one touch, all models agree', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(story, async (told) => {
      const site = await newSite(SHARED_NUMBERS);
      await tell(site, withOneTouch(told));
      for (const by of ['ad', 'landing,month']) {
        const { rows } = await site.report({
          by,
          metrics: `${ADDITIVE},${MEDIANS},formerCustomers,retainedCustomers`,
          ...everyModel,
          ...WHOLE,
        });
        for (const { values, models } of rows) for (const model of MODELS) expect(models?.[model]).toEqual(values);
      }
    }),
    { numRuns: 10, endOnFailure: true },
  );
});
