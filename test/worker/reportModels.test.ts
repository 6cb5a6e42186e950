import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LEADS, type LeadChange } from '../../shared/leads.ts';
import { MODELS, type Model, type ReportAnswer } from '../../shared/report.ts';
import type { SiteSettings } from '../../shared/settings.ts';
import { ask, bearing, newAccount, newSiteOf, problemOf } from './people.ts';
import { idAt, newSite, type TestSite } from './site.ts';

/** Models side by side, what leads became as dimensions, and what people call spam; every figure worked out by hand. */

const DAY = 86_400_000;
const MAY = { from: '2026-05-01', to: '2026-05-31' };
const SETTINGS: Partial<SiteSettings> = {
  leads: { ...DEFAULT_LEADS, actions: [{ id: 'meeting', name: 'Meeting' }] },
};

let made = 0;
const urlOf = (source: string): string =>
  source === '' ? 'https://example.com/' : `https://example.com/${source}?utm_source=${source}&utm_medium=cpc`;

interface Came {
  /** '' for direct. */
  source: string;
  day: number;
  visitor: number;
}
const visitOf = ({ source, day, visitor }: Came) => {
  const start = Date.parse('2026-05-01T09:00:00Z') + (day - 1) * DAY;
  made += 1;
  return {
    start,
    visit: {
      id: idAt(start, made),
      visitor: idAt(0, visitor),
      url: urlOf(source),
      referrer: '',
      language: 'uk',
      zone: '',
    },
  };
};

const comes = async (site: TestSite, came: Came): Promise<void> => {
  const { start, visit } = visitOf(came);
  await site.hits({ sentAt: start, visit, hits: [{ kind: 'page', at: 0, path: '/' }] });
};

const asks = async (
  site: TestSite,
  came: Came,
  { kind = 'lead', fields }: { kind?: 'lead' | 'nps'; fields?: Record<string, string> } = {},
): Promise<string> => {
  const { start, visit } = visitOf(came);
  const at = start + 1_000;
  const id = idAt(at, made);
  const said = fields ?? { phone: `+38044${1_000_000 + came.visitor}` };
  await site.contact({
    sentAt: at,
    visit,
    contact: { id, kind, at, form: kind, page: 'https://example.com/', fields: said },
  });
  return id;
};

const state = async (site: TestSite, lead: string, change: LeadChange): Promise<void> => {
  const { state } = await site.stub.takeStatement({
    lead,
    statement: { what: 'change', change: { at: Date.parse('2026-05-28T12:00:00Z'), ...change } },
    by: 'Olha',
    now: Date.now(),
  });
  expect(state).toBe('changed');
};

const leadsOf = ({ rows, models }: ReportAnswer): Record<string, unknown> =>
  Object.fromEntries(
    models.map((model) => [
      model,
      Object.fromEntries(
        rows.flatMap(({ key, values, models: all }) => {
          const leads = (all?.[model] ?? values).leads as number;
          return leads === 0 ? [] : [[key.source, leads]];
        }),
      ),
    ]),
  );

/** Four visits: a and b paid for, one direct, c with the contact, a week apart each. */
const journey = async (site: TestSite): Promise<string> => {
  await comes(site, { source: 'a', day: 3, visitor: 1 });
  await comes(site, { source: 'b', day: 10, visitor: 1 });
  await comes(site, { source: '', day: 17, visitor: 1 });
  return asks(site, { source: 'c', day: 24, visitor: 1 });
};

const all = { by: 'source', model: MODELS.join(','), ...MAY };

describe('models side by side', () => {
  test('one lead of three ads, under each of them', async () => {
    const site = await newSite();
    await journey(site);
    const answer = await site.report({ ...all, metrics: 'leads', halfLife: '7' });
    expect(leadsOf(answer)).toEqual({
      lastClick: { c: 1 },
      lastNonDirect: { c: 1 },
      firstClick: { a: 1 },
      linear: { a: 0.333334, b: 0.333333, c: 0.333333 },
      position: { a: 0.4, b: 0.2, c: 0.4 },
      // Three, two and no half-lives before the contact's own visit: 1/8, 1/4 and 1 of 11/8.
      timeDecay: { a: 0.090909, b: 0.181818, c: 0.727273 },
    });
    // The first model's stand in `values`; a row is there if any model has something in it.
    expect(answer.rows.map(({ key, values }) => [key.source, values.leads])).toEqual(
      expect.arrayContaining([
        ['a', 0],
        ['b', 0],
        ['c', 1],
      ]),
    );
    for (const model of MODELS) expect(answer.modelTotals?.[model]).toEqual({ leads: 1 });
    expect(answer.totals).toEqual({ leads: 1 });
  });

  test('how far they look back, and how fast a touch is forgotten, is asked', async () => {
    const site = await newSite();
    await journey(site);
    const near = await site.report({ ...all, metrics: 'leads', lookBack: '10', halfLife: '7' });
    expect([near.lookBack, near.halfLife]).toEqual([10, 7]);
    expect(leadsOf(near)).toEqual({
      lastClick: { c: 1 },
      lastNonDirect: { c: 1 },
      // The direct visit is the first within ten days.
      firstClick: { '(direct)': 1 },
      linear: { c: 1 },
      position: { c: 1 },
      timeDecay: { c: 1 },
    });
    const slow = await site.report({ by: 'source', model: 'timeDecay', metrics: 'leads', halfLife: '400', ...MAY });
    const leads = leadsOf(slow).timeDecay as Record<string, number>;
    for (const share of Object.values(leads)) expect(share).toBeCloseTo(1 / 3, 1);
  });

  test('money is shared out in whole units, and what is not credited is told once', async () => {
    const site = await newSite(SETTINGS);
    const lead = await journey(site);
    const { state: sold } = await site.stub.takeStatement({
      lead,
      statement: { what: 'sale', sale: { day: '2026-05-28', revenue: '0.0010', profit: '-0.0010', units: 1 } },
      by: 'Olha',
      now: Date.now(),
    });
    expect(sold).toBe('new');
    const answer = await site.report({ ...all, model: 'linear,firstClick', metrics: 'visits,revenue,profit,sales' });
    const rows = Object.fromEntries(answer.rows.map(({ key, models }) => [key.source, models]));
    expect(rows.a).toEqual({
      linear: { revenue: 0.0004, profit: -0.0004, sales: 0.333334 },
      firstClick: { revenue: 0.001, profit: -0.001, sales: 1 },
    });
    expect(rows.b?.linear).toEqual({ revenue: 0.0003, profit: -0.0003, sales: 0.333333 });
    expect(answer.modelTotals?.linear).toEqual({ revenue: 0.001, profit: -0.001, sales: 1 });
    expect(answer.totals).toEqual({ visits: 4, revenue: 0.001, profit: -0.001, sales: 1 });
  });

  test('by the visits that are credited too', async () => {
    const site = await newSite();
    await journey(site);
    const { rows } = await site.report({ by: 'landing', model: 'linear', metrics: 'leads', ...MAY });
    expect(Object.fromEntries(rows.map(({ key, values }) => [key.landing, values.leads]))).toEqual({
      'example.com/a': 0.333334,
      'example.com/b': 0.333333,
      'example.com/c': 0.333333,
    });
  });

  test('many at once are what each is by itself', async () => {
    const site = await newSite();
    for (let visitor = 1; visitor <= 12; visitor += 1) {
      for (const [index, source] of ['a', 'b', 'c', ''].slice(visitor % 4).entries())
        await comes(site, { source, day: 1 + index * 3, visitor });
      await asks(site, { source: visitor % 3 === 0 ? '' : 'c', day: 20 + (visitor % 5), visitor });
    }
    const together = await site.report({ ...all, by: 'source,day', metrics: 'leads,contacts' });
    for (const model of MODELS) {
      const alone = await site.report({ ...all, by: 'source,day', metrics: 'leads,contacts', model });
      const values = (answer: ReportAnswer, of: Model) =>
        answer.rows
          .map(({ key, values, models }) => [key.source, key.day, models?.[of] ?? values] as const)
          .filter(([, , { leads }]) => leads !== 0)
          .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
      expect(values(together, model)).toEqual(values(alone, model));
      expect(alone.totals).toEqual({ leads: 12, contacts: 12 });
    }
  });
});

describe('owner, product and reason of a loss', () => {
  test('tell leads apart, and nothing of visits, spend and contacts', async () => {
    const site = await newSite(SETTINGS);
    const one = await asks(site, { source: 'a', day: 3, visitor: 1 });
    const two = await asks(site, { source: 'b', day: 4, visitor: 2 });
    await asks(site, { source: 'b', day: 5, visitor: 3 });
    await state(site, one, { owner: 'Olha', stage: 'sql' });
    await state(site, two, { owner: 'Petro', stage: 'lost', lossReason: 'price' });
    const metrics = 'leads,sql,lost,visits,spend,contacts,costPerLead,leadToSql';
    const byOwner = await site.report({ by: 'owner', metrics, ...MAY });
    const untold = { visits: null, spend: null, contacts: null, costPerLead: null };
    expect(Object.fromEntries(byOwner.rows.map(({ key, values }) => [key.owner, values]))).toEqual({
      Olha: { leads: 1, sql: 1, lost: 0, leadToSql: 1, ...untold },
      Petro: { leads: 1, sql: 0, lost: 1, leadToSql: 0, ...untold },
      '': { leads: 1, sql: 0, lost: 0, leadToSql: 0, ...untold },
    });
    expect(byOwner.totals).toMatchObject({ leads: 3, sql: 1, lost: 1, visits: null });
    const lost = await site.report({ by: 'source,lossReason', where: ['lossReason:PRICE'], metrics: 'leads', ...MAY });
    expect(lost.rows.map(({ key, values }) => [key, values])).toEqual([
      [{ source: 'b', lossReason: 'price' }, { leads: 1 }],
    ]);
  });
});

test('what people call spam is no lead; its contact is a suspect', async () => {
  const site = await newSite(SETTINGS);
  const lead = await asks(site, { source: 'a', day: 3, visitor: 1 });
  await asks(site, { source: 'a', day: 4, visitor: 2 });
  const metrics = 'contacts,leads,leadVisits,submissions,suspects,spamShare';
  const totals = async () => (await site.report({ by: 'source', metrics, ...MAY })).totals;
  expect(await totals()).toMatchObject({ contacts: 2, leads: 2, leadVisits: 2, submissions: 2, suspects: 0 });
  await state(site, lead, { stage: 'spam' });
  expect(await totals()).toEqual({
    contacts: 1,
    leads: 1,
    leadVisits: 1,
    submissions: 2,
    suspects: 1,
    spamShare: 0.5,
  });
});

describe('conversations', () => {
  const calls = (site: TestSite, to: string, day: number, status: 'answered' | 'missed') => {
    const at = Date.parse('2026-05-01T21:30:00Z') + (day - 1) * DAY;
    made += 1;
    const event = {
      id: `c${made}`,
      direction: 'out',
      tracking: '+380440000001',
      other: to,
      ringingAt: at,
      endedAt: at + 60_000,
    };
    const talked = status === 'answered' ? { answeredAt: at + 5_000, talkSeconds: 55 } : { talkSeconds: 0 };
    return site.stub.takeCalls(
      JSON.stringify({
        provider: 'generic',
        receivedAt: at + 60_000,
        events: [{ ...event, ...talked, status }],
        raw: `{"id":"c${made}"}`,
      }),
    );
  };

  test('answered calls from our side are their lead’s, on their own day or the lead’s; of strangers, nobody’s', async () => {
    const site = await newSite({ timeZone: 'Europe/Kyiv' });
    const lead = await asks(site, { source: 'a', day: 3, visitor: 1 });
    await state(site, lead, { owner: 'Olha' });
    await calls(site, '+380441000001', 10, 'answered');
    await calls(site, '+380441000001', 11, 'missed');
    await calls(site, '+380449999999', 12, 'answered');
    const on = async (by: string, query: Record<string, string> = {}) => {
      const { rows } = await site.report({ by, metrics: 'conversations', ...MAY, ...query });
      return Object.fromEntries(rows.map(({ key, values }) => [Object.values(key).join('/'), values.conversations]));
    };
    // 21:30 UTC is half past midnight in Kyiv.
    expect(await on('source,day')).toEqual({ 'a/2026-05-11': 1, '(not set)/2026-05-13': 1 });
    expect(await on('source,day', { basis: 'lead' })).toEqual({ 'a/2026-05-03': 1, '(not set)/2026-05-13': 1 });
    expect(await on('hour')).toEqual({ '00': 2 });
    expect(await on('owner')).toEqual({ Olha: 1, '': 1 });
    const { rows } = await site.report({ by: 'ad', metrics: 'conversations', ...MAY });
    expect(rows.map(({ ad }) => [ad?.source, ad?.medium])).toEqual(
      expect.arrayContaining([
        ['a', 'cpc'],
        ['(not set)', 'call'],
      ]),
    );
  });
});

test('answers to the NPS question are counted, and still are once their words are erased', async () => {
  const site = await newSite();
  const answers = ['10', '9', '8', '6', '0', 'ten'];
  const ids = [];
  for (const [index, score] of answers.entries())
    ids.push(await asks(site, { source: 'a', day: 3, visitor: index }, { kind: 'nps', fields: { score } }));
  const metrics = 'npsAnswers,promoters,detractors,nps';
  const totals = async () => (await site.report({ by: 'source', metrics, ...MAY })).totals;
  const counted = { npsAnswers: 5, promoters: 2, detractors: 2, nps: 0 };
  expect(await totals()).toEqual(counted);
  expect(await site.stub.erase(ids[0] as string)).toBe(true);
  await site.stub.rebuild();
  expect(await totals()).toEqual(counted);
});

describe('over the API', () => {
  test('a metric is one of the catalogue or made of the site’s own actions', async () => {
    const { token } = await newAccount();
    const key = await newSiteOf(token, { leads: SETTINGS.leads });
    const report = (query: string) =>
      ask(`/v1/sites/${key}/report?${query}&from=2026-05-01&to=2026-05-31`, bearing(token));
    const known = 'conversion:leads:meeting,costPer:meeting,action:meeting';
    const answer = await report(`metrics=${known}&order=-action:meeting`);
    expect(answer.status).toBe(200);
    expect(((await answer.json()) as ReportAnswer).totals).toEqual({
      'conversion:leads:meeting': null,
      'costPer:meeting': null,
      'action:meeting': 0,
    });
    const wrong = await report('metrics=leads,action:lunch,profits&order=-visits');
    expect(wrong.status).toBe(422);
    expect((await problemOf(wrong)).errors).toEqual([
      { field: 'metrics', detail: '"lunch" is neither counted nor an action of the site' },
      { field: 'metrics', detail: '"profits" is no metric' },
      { field: 'order', detail: 'is neither among the metrics nor the dimensions asked' },
    ]);
  });

  test('a spreadsheet has a column a metric and a model that can change it, intervals and changes beside', async () => {
    const { token } = await newAccount();
    const key = await newSiteOf(token);
    const query = 'by=source&metrics=leads,bounceRate&model=lastClick,linear&compare=previous&intervals=1';
    const answer = await ask(`/v1/sites/${key}/report.csv?${query}&from=2026-05-01&to=2026-05-31`, bearing(token));
    const [head] = Papa.parse<string[]>(await answer.text()).data;
    expect(head).toEqual([
      'source',
      'leads lastClick',
      'leads linear',
      'bounceRate',
      'leads before',
      'leads change',
      'bounceRate before',
      'bounceRate change',
      'note',
    ]);
  });
});

test('intervals of shares, on request', async () => {
  const site = await newSite();
  for (let visitor = 1; visitor <= 9; visitor += 1) await comes(site, { source: 'a', day: 3, visitor });
  await asks(site, { source: 'a', day: 4, visitor: 10 });
  const query = { by: 'source', metrics: 'visitToLead,leads,ctr', ...MAY };
  const { rows, totalIntervals } = await site.report({ ...query, intervals: '1' });
  // 1 of 10, by R's prop.test(1, 10, correct = FALSE).
  expect(rows[0]?.intervals).toEqual({ visitToLead: [0.017876, 0.40415] });
  expect(totalIntervals).toEqual(rows[0]?.intervals);
  expect((await site.report(query)).rows[0]?.intervals).toBeUndefined();
});
