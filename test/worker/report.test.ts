import fc from 'fast-check';
import Papa from 'papaparse';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Hit } from '../../shared/hits.ts';
import type { Dimension, ReportAnswer } from '../../shared/report.ts';
import { dayOfDate } from '../../worker/site/days.ts';
import { ask, bearing, bindings, newAccount, newSiteOf } from './people.ts';
import { idAt, newSite, type TestSite } from './site.ts';

/** Reports of what was recorded; every figure worked out by hand. */

let rest = 0;
interface Seen {
  at: string | number;
  url?: string;
  referrer?: string;
  device?: string;
  country?: string;
  visitor?: number;
  hits?: Hit[];
}
const page = (at = 0, path = '/'): Hit => ({ kind: 'page', at, path });
const form = (stage: 'seen' | 'started' | 'submitted', name: string, at = 0, variant?: string): Hit => ({
  kind: 'form',
  at,
  form: name,
  stage,
  ...(variant && { variant }),
});

const visitOf = ({ at, url = 'https://example.com/', referrer = '', visitor }: Seen) => {
  const start = typeof at === 'number' ? at : Date.parse(at);
  rest += 1;
  return {
    start,
    visit: {
      id: idAt(start, rest),
      visitor: idAt(0, visitor ?? 1_000_000 + rest),
      url,
      referrer,
      language: 'uk',
      zone: '',
    },
  };
};
const see = async (site: TestSite, seen: Seen): Promise<void> => {
  const { start, visit } = visitOf(seen);
  const client = { device: seen.device ?? 'desktop', country: seen.country ?? 'UA' };
  await site.hits({ sentAt: start, visit, hits: seen.hits ?? [page()] }, { receivedAt: start, client });
};
const ask4 = async (
  site: TestSite,
  seen: Seen,
  { after = 60_000, phone = '', form: name }: { after?: number; phone?: string; form?: string } = {},
): Promise<void> => {
  const { start, visit } = visitOf(seen);
  const at = start + after;
  await site.contact(
    {
      sentAt: at,
      visit,
      contact: {
        id: idAt(at, rest),
        kind: 'lead',
        at,
        page: '',
        fields: { name: 'N', ...(phone && { phone }) },
        ...(name && { form: name }),
      },
    },
    { receivedAt: at, client: { device: seen.device ?? 'desktop', country: seen.country ?? 'UA' } },
  );
};

const MAY = { from: '2026-05-01', to: '2026-05-31' };
const keys = ({ rows, by }: ReportAnswer): Record<string, unknown> =>
  Object.fromEntries(
    rows.map(({ key, values }) => [
      by.map((dimension) => key[dimension]).join('/'),
      Object.values(values).length === 1 ? Object.values(values)[0] : Object.values(values),
    ]),
  );

const GOOGLE =
  'https://example.com/offer?utm_source=google&utm_medium=cpc&utm_campaign=Brand&utm_content=a&utm_term=вікна&gclid=x';
const META = 'https://www.example.com/?utm_source=fb&utm_medium=paid&utm_campaign=Sale';

describe('dimensions', () => {
  let site: TestSite;
  beforeEach(async () => {
    site = await newSite();
    await see(site, {
      at: '2026-05-04T09:30:00Z',
      url: GOOGLE,
      hits: [page(0, '/offer'), page(9, '/price'), page(20, '/price'), form('submitted', 'lead', 30, 'b')],
    });
    await see(site, {
      at: '2026-05-05T20:59:00Z',
      url: GOOGLE,
      device: 'mobile',
      country: 'PL',
      hits: [page(0, '/offer'), form('seen', 'lead', 3, 'a'), form('seen', 'callback', 3)],
    });
    await see(site, { at: '2026-05-05T21:00:00Z', url: META, device: 'mobile', hits: [page()] });
    await see(site, { at: '2026-05-31T20:59:59Z', hits: [page()] });
  });

  test.each<[Dimension, Record<string, number>]>([
    ['campaign', { brand: 2, sale: 1, '': 1 }],
    ['source', { google: 2, facebook: 1, '(direct)': 1 }],
    ['medium', { cpc: 2, paid: 1, '(none)': 1 }],
    ['channel', { 'Paid Search': 2, 'Paid Social': 1, Direct: 1 }],
    ['term', { вікна: 2, '': 2 }],
    ['content', { a: 2, '': 2 }],
    ['landing', { 'example.com/offer': 2, 'example.com/': 2 }],
    ['page', { '/offer': 2, '/price': 1, '/': 2 }],
    ['device', { desktop: 2, mobile: 2 }],
    ['country', { UA: 3, PL: 1 }],
    ['form', { lead: 2, callback: 1 }],
    ['variant', { a: 1, b: 1, '': 1 }],
    // Kyiv is three hours ahead of UTC in May, so 21:00 UTC is the next day's first hour.
    ['hour', { '12': 1, '23': 2, '00': 1 }],
    ['weekday', { '1': 1, '2': 1, '3': 1, '7': 1 }],
    ['day', { '2026-05-04': 1, '2026-05-05': 1, '2026-05-06': 1, '2026-05-31': 1 }],
    ['week', { '2026-W19': 3, '2026-W22': 1 }],
    ['month', { '2026-05': 4 }],
    ['quarter', { '2026-Q2': 4 }],
    ['year', { '2026': 4 }],
  ])('%s', async (by, expected) => {
    const answer = await site.report({ by, metrics: 'visits', ...MAY });
    expect(keys(answer)).toEqual(expected);
    expect(answer.totals).toEqual({ visits: 4 });
    expect(answer.overlapping).toBe(['page', 'form', 'variant'].includes(by) ? true : undefined);
  });

  test('ads have their names with them, and why they are of their channel', async () => {
    const { rows } = await site.report({ by: 'ad', metrics: 'visits', ...MAY });
    expect(
      rows.map(({ ad, values }) => [ad?.source, ad?.medium, ad?.campaign, ad?.content, ad?.channel, values.visits]),
    ).toEqual(
      expect.arrayContaining([
        ['google', 'cpc', 'brand', 'a', 'Paid Search', 2],
        ['facebook', 'paid', 'sale', '', 'Paid Social', 1],
        ['(direct)', '(none)', '', '', 'Direct', 1],
      ]),
    );
    expect(rows.every(({ ad }) => ad?.rule)).toBe(true);
  });

  test('pages and forms of a visit fall into their own rows', async () => {
    expect(keys(await site.report({ by: 'page', metrics: 'pages,visits', ...MAY }))).toEqual({
      '/offer': [2, 2],
      '/price': [2, 1],
      '/': [2, 2],
    });
    expect(
      keys(await site.report({ by: 'form,variant', metrics: 'formSeen,formSubmitted,formConversion', ...MAY })),
    ).toEqual({
      'lead/b': [1, 1, 1],
      'lead/a': [1, 0, 0],
      'callback/': [1, 0, 0],
    });
    expect(
      (await site.report({ by: 'form', metrics: 'formSeen,formSubmitted,formConversion', ...MAY })).totals,
    ).toEqual({ formSeen: 2, formSubmitted: 1, formConversion: 0.5 });
  });

  test('money cannot stand in several rows', async () => {
    const { rows, totals } = await site.report({ by: 'page', metrics: 'spend,cpc,visits', ...MAY });
    expect(rows[0]?.values).toMatchObject({ spend: null, cpc: null });
    expect(totals).toMatchObject({ spend: null, visits: 4 });
  });

  test.each<[string[], number]>([
    [['source:google'], 2],
    [['source:GOOGLE'], 2],
    [['source!:google'], 2],
    [['source~:oo'], 3],
    [['source:google', 'source:facebook'], 3],
    [['source!:google', 'source!:facebook'], 1],
    [['source:google', 'device:mobile'], 1],
    [['channel:Paid Search', 'channel!:Paid Search'], 0],
    [['landing~:/offer'], 2],
    [['page:/price'], 1],
    [['form:callback'], 1],
    [['hour:23'], 2],
    [['weekday:7'], 1],
    [['week:2026-W19'], 3],
    [['term:ВІКНА'], 2],
    [['campaign:'], 1],
    [['campaign!:'], 3],
    [['country:PL', 'day:2026-05-05'], 1],
    // An ad is sought by what it is called, not by its id.
    [['ad~:BRAND'], 2],
    [['ad~:(direct)'], 1],
    [['source:nobody'], 0],
    [['source:%'], 0],
    [["source:' OR 1=1 --"], 0],
  ])('where %j', async (where, visits) => {
    expect((await site.report({ by: '', metrics: 'visits', where, ...MAY })).totals).toEqual({ visits });
  });

  test('order and limit; totals are of all', async () => {
    const ordered = async (order: string, limit = '1000') => {
      const { rows, rowCount, totals } = await site.report({
        by: 'source',
        metrics: 'visits,formConversion',
        order,
        limit,
        ...MAY,
      });
      return [rows.map(({ key }) => key.source), rowCount, totals.visits];
    };
    expect(await ordered('-visits')).toEqual([['google', '(direct)', 'facebook'], 3, 4]);
    expect(await ordered('visits')).toEqual([['(direct)', 'facebook', 'google'], 3, 4]);
    expect(await ordered('-source')).toEqual([['google', 'facebook', '(direct)'], 3, 4]);
    // What has no value comes last either way.
    expect(await ordered('formConversion')).toEqual([['google', '(direct)', 'facebook'], 3, 4]);
    expect(await ordered('-formConversion')).toEqual([['google', '(direct)', 'facebook'], 3, 4]);
    expect(await ordered('-visits', '1')).toEqual([['google'], 3, 4]);
  });
});

test('an ad that brought a lead on any day is not without one, by day neither', async () => {
  const site = await newSite();
  await ask4(site, { at: '2026-05-05T09:00:00Z', url: GOOGLE });
  const row = (day: string, campaign: string) => ({ place: '', row: { day, system: 'google', campaign, cost: 10 } });
  const rows = [
    row('2026-05-05', 'brand'),
    row('2026-05-06', 'brand'),
    row('2026-05-06', 'dud'),
    row('2026-05-07', 'dud'),
  ];
  await site.stub.spend(JSON.stringify({ origin: 'api', dryRun: false, replace: false, rows }));
  for (const by of ['ad', 'ad,day', 'week,ad']) {
    const { withoutLead } = await site.report({ by, metrics: 'spend,leads', ...MAY });
    expect([by, withoutLead]).toEqual([by, { spend: 20, ads: 1 }]);
  }
});

test('ratios without a denominator have no value', async () => {
  const site = await newSite();
  const { totals, rows } = await site.report({
    by: 'ad',
    metrics: 'visits,bounceRate,ctr,cpc,clickToLead,formConversion,visitToLead,costPerLead',
    ...MAY,
  });
  expect(totals).toEqual({
    visits: 0,
    bounceRate: null,
    ctr: null,
    cpc: null,
    clickToLead: null,
    formConversion: null,
    visitToLead: null,
    costPerLead: null,
  });
  expect(rows).toEqual([]);
});

test('unique visitors do not add up', async () => {
  const site = await newSite();
  for (const [visitor, at] of [
    [1, '2026-05-04T09:00:00Z'],
    [1, '2026-05-05T09:00:00Z'],
    [2, '2026-05-05T10:00:00Z'],
  ] as const)
    await see(site, { visitor, at });
  const answer = await site.report({ by: 'day', metrics: 'visitors,newVisitors,visits', ...MAY });
  expect(keys(answer)).toEqual({ '2026-05-04': [1, 1, 1], '2026-05-05': [2, 1, 2] });
  expect(answer.totals).toEqual({ visitors: 2, newVisitors: 2, visits: 3 });
});

test('both bases: on its own day, or on its lead’s', async () => {
  const site = await newSite();
  await ask4(site, { at: '2026-05-04T09:00:00Z', url: GOOGLE, visitor: 1 }, { phone: '0441111111' });
  await ask4(site, { at: '2026-05-06T09:00:00Z', url: META, visitor: 1 }, { phone: '+380441111111' });
  const on = async (basis: string) =>
    keys(await site.report({ by: 'day,source', metrics: 'contacts,leads', basis, ...MAY }));
  expect(await on('event')).toEqual({ '2026-05-04/google': [1, 1], '2026-05-06/facebook': [1, 0] });
  expect(await on('lead')).toEqual({ '2026-05-04/google': [1, 1], '2026-05-04/facebook': [1, 0] });
  // By the visit's own ad under every model.
  for (const model of ['lastClick', 'lastNonDirect', 'firstClick']) {
    expect(keys(await site.report({ by: 'source', metrics: 'leadVisits,visitToLead', model, ...MAY }))).toEqual({
      google: [1, 1],
      facebook: [1, 1],
    });
  }
});

describe('compared with', () => {
  test('the days before, and the same days a year ago', async () => {
    const site = await newSite();
    await see(site, { at: '2026-05-10T09:00:00Z', url: GOOGLE });
    await see(site, { at: '2026-04-30T09:00:00Z', url: GOOGLE });
    await see(site, { at: '2026-04-25T09:00:00Z', url: META });
    await see(site, { at: '2025-05-10T09:00:00Z', url: META });
    const previous = await site.report({
      by: 'source',
      metrics: 'visits',
      from: '2026-05-01',
      to: '2026-05-10',
      compare: 'previous',
    });
    expect(previous.compare).toEqual({
      from: '2026-04-21',
      to: '2026-04-30',
      totals: { visits: 2 },
      change: { visits: -0.5 },
    });
    expect(
      previous.rows.map(({ key, values, previous: before }) => [key.source, values.visits, before?.visits]),
    ).toEqual([
      ['google', 1, 1],
      ['facebook', 0, 1],
    ]);
    const year = await site.report({
      by: 'source',
      metrics: 'visits',
      from: '2026-05-01',
      to: '2026-05-10',
      compare: 'year',
    });
    expect(year.compare).toEqual({
      from: '2025-05-01',
      to: '2025-05-10',
      totals: { visits: 1 },
      change: { visits: 0 },
    });
  });
});

describe('days begin in the site’s time zone, whatever its clocks do', () => {
  test.each<[zone: string, at: string, day: string, hour: string]>([
    // Kyiv, 29 March 2026: 03:00 becomes 04:00 at 01:00 UTC. 25 October: 04:00 becomes 03:00 at 01:00 UTC.
    ['Europe/Kyiv', '2026-03-28T21:59:59Z', '2026-03-28', '23'],
    ['Europe/Kyiv', '2026-03-28T22:00:00Z', '2026-03-29', '00'],
    ['Europe/Kyiv', '2026-03-29T00:59:59Z', '2026-03-29', '02'],
    ['Europe/Kyiv', '2026-03-29T01:00:00Z', '2026-03-29', '04'],
    ['Europe/Kyiv', '2026-03-29T20:59:59Z', '2026-03-29', '23'],
    ['Europe/Kyiv', '2026-03-29T21:00:00Z', '2026-03-30', '00'],
    ['Europe/Kyiv', '2025-10-25T21:00:00Z', '2025-10-26', '00'],
    ['Europe/Kyiv', '2025-10-26T00:30:00Z', '2025-10-26', '03'],
    ['Europe/Kyiv', '2025-10-26T01:30:00Z', '2025-10-26', '03'],
    ['Europe/Kyiv', '2025-10-26T21:59:59Z', '2025-10-26', '23'],
    ['Europe/Kyiv', '2025-10-26T22:00:00Z', '2025-10-27', '00'],
    // New York, 8 March 2026: 02:00 becomes 03:00 at 07:00 UTC. 2 November 2025: 02:00 becomes 01:00 at 06:00 UTC.
    ['America/New_York', '2026-03-08T04:59:59Z', '2026-03-07', '23'],
    ['America/New_York', '2026-03-08T05:00:00Z', '2026-03-08', '00'],
    ['America/New_York', '2026-03-08T07:00:00Z', '2026-03-08', '03'],
    ['America/New_York', '2026-03-09T03:59:59Z', '2026-03-08', '23'],
    ['America/New_York', '2026-03-09T04:00:00Z', '2026-03-09', '00'],
    ['America/New_York', '2025-11-02T05:30:00Z', '2025-11-02', '01'],
    ['America/New_York', '2025-11-02T06:30:00Z', '2025-11-02', '01'],
    ['America/New_York', '2025-11-03T04:59:59Z', '2025-11-02', '23'],
    // Nepal is 5 h 45 min ahead.
    ['Asia/Kathmandu', '2026-05-05T18:14:59Z', '2026-05-05', '23'],
    ['Asia/Kathmandu', '2026-05-05T18:15:00Z', '2026-05-06', '00'],
    ['Pacific/Kiritimati', '2026-05-05T10:00:00Z', '2026-05-06', '00'],
  ])('%s: %s is %s, hour %s', async (timeZone, at, day, hour) => {
    const site = await newSite({ timeZone });
    await see(site, { at });
    // Asked for that day alone, by the cube and by the rows.
    for (const by of ['day', 'day,hour']) {
      const { rows } = await site.report({ by, metrics: 'visits', from: day, to: day });
      expect(rows.map(({ key }) => key)).toEqual([by === 'day' ? { day } : { day, hour }]);
    }
    const next = new Date((dayOfDate(day) + 1) * 86_400_000).toISOString().slice(0, 10);
    expect((await site.report({ by: 'hour', metrics: 'visits', from: next, to: next })).totals).toEqual({ visits: 0 });
  });

  test('history follows when the zone is changed', async () => {
    const site = await newSite({ timeZone: 'Europe/Kyiv' });
    await ask4(site, { at: '2026-05-05T20:30:00Z' }, { after: 1 });
    const days = async () => keys(await site.report({ by: 'day', metrics: 'visits,contacts,leads', ...MAY }));
    expect(await days()).toEqual({ '2026-05-05': [1, 1, 1] });
    await site.stub.change({ timeZone: 'Asia/Kathmandu' });
    expect(await days()).toEqual({ '2026-05-06': [1, 1, 1] });
    await site.stub.change({ timeZone: 'America/New_York' });
    expect(await days()).toEqual({ '2026-05-05': [1, 1, 1] });
  });
});

test('own channel rules run over history, spend that nobody visited included', async () => {
  const site = await newSite();
  await see(site, { at: '2026-05-05T09:00:00Z', url: GOOGLE });
  await site.stub.spend(
    JSON.stringify({
      origin: 'api',
      dryRun: false,
      replace: false,
      rows: [{ place: '', row: { day: '2026-05-05', system: 'google', campaign: 'Brand two', cost: 3 } }],
    }),
  );
  const channels = async () => keys(await site.report({ by: 'channel', metrics: 'visits,spend', ...MAY }));
  expect(await channels()).toEqual({ 'Paid Search': [1, 3] });
  await site.stub.change({ channelRules: [{ channel: 'Own name', campaign: 'brand*' }] });
  expect(await channels()).toEqual({ 'Own name': [1, 3] });
  const [row] = (await site.report({ by: 'ad', metrics: 'visits', ...MAY })).rows;
  expect(row?.ad?.rule).toBe('own rule 1');
  await site.stub.change({ channelRules: [] });
  expect(await channels()).toEqual({ 'Paid Search': [1, 3] });
});

test('asked by the cube or by the rows, the figures are the same', { timeout: 120_000 }, async () => {
  const seen = fc.record({
    at: fc
      .integer({ min: 0, max: 40 * 24 * 60 })
      .map((minutes) => Date.parse('2026-04-10T00:00:00Z') + minutes * 60_000),
    url: fc.constantFrom(GOOGLE, META, 'https://example.com/'),
    visitor: fc.nat(4),
    hits: fc.uniqueArray(fc.constantFrom(page(0), page(5, '/a'), form('seen', 'f', 1), form('submitted', 'g', 2)), {
      minLength: 1,
      maxLength: 3,
    }),
    contact: fc.boolean(),
  });
  const METRICS = 'visits,newVisitors,bounces,pages,formSeen,formStarted,formSubmitted,leadVisits,contacts,leads,spend';
  await fc.assert(
    fc.asyncProperty(
      fc.array(seen, { minLength: 1, maxLength: 8 }),
      fc.constantFrom('lastClick', 'lastNonDirect', 'firstClick'),
      fc.constantFrom('event', 'lead'),
      async (visits, model, basis) => {
        const site = await newSite();
        for (const one of visits)
          await (one.contact ? ask4(site, one, { phone: `04411111${10 + one.visitor}` }) : see(site, one));
        await site.stub.spend(
          JSON.stringify({
            origin: 'api',
            dryRun: false,
            replace: false,
            rows: [
              {
                place: '',
                row: { from: '2026-04-10', to: '2026-05-20', system: 'google', campaign: 'brand', cost: '99.9999' },
              },
            ],
          }),
        );
        for (const by of ['', 'channel', 'ad,day', 'week', 'source,month', 'weekday', 'quarter,year']) {
          const query = { by, metrics: METRICS, model, basis, from: '2026-04-12', to: '2026-05-18' };
          const cube = await site.report(query);
          // All are on a desktop, so the condition holds for all that was visited; spend of days without visits is of no device.
          const rows = await site.report({ ...query, where: ['device:desktop', 'device:'] });
          const plain = ({ rows: all, totals }: ReportAnswer) => ({
            totals,
            rows: all.map(({ key, values }) => JSON.stringify({ key, values })).sort(),
          });
          expect([by, plain(rows)]).toEqual([by, plain(cube)]);
        }
      },
    ),
    { numRuns: 20, endOnFailure: true },
  );
});

describe('as CSV', () => {
  let token: string;
  let key: string;
  beforeEach(async () => {
    ({ token } = await newAccount());
    key = await newSiteOf(token);
  });
  const csv = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await ask(`/v1/sites/${key}/${path}`, { headers: { authorization: `Bearer ${token}`, ...headers } });
    return {
      answer,
      text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await answer.arrayBuffer()),
    };
  };

  test('cells that a spreadsheet would run are only text, whatever else is in them', async () => {
    const names = [
      '=1+1',
      '+380441111111',
      '-2',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      '=1\n+1',
      '=HYPERLINK("http://evil.example","x")',
      'Вікна, "двері"',
      'a\nb',
      "'=1",
      'plain; text',
      '-',
    ];
    const rows = names.map((campaign, index) => ({
      day: '2026-05-05',
      source: `s${String(index).padStart(2, '0')}`,
      campaign,
      cost: '1.5',
    }));
    expect((await ask(`/v1/sites/${key}/spend`, bearing(token, { rows }))).status).toBe(200);
    const { answer, text } = await csv(
      'report.csv?by=source,campaign&metrics=spend,visits,cpc&order=source&from=2026-05-01&to=2026-05-31',
    );
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="whichhalf-${key}-2026-05-01-2026-05-31.csv"`,
    );
    expect(text.startsWith('\uFEFFsource,campaign,spend,visits,cpc,note\r\n')).toBe(true);
    const { data, errors } = Papa.parse<string[]>(text.slice(1).trimEnd());
    expect(errors).toEqual([]);
    expect(data.slice(1, -1).map(([source, campaign, ...values]) => [source, campaign, values])).toEqual(
      names.map((name, index) => [
        `s${String(index).padStart(2, '0')}`,
        /^[=+\-@\t\r]/.test(name) ? `'${name}` : name,
        ['1.5', '0', '', 'unmatched'],
      ]),
    );
    for (const cell of data.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    expect(data.at(-1)).toEqual(['total', '', '19.5', '0', '', '']);
  });

  test('by Accept too, and by ad with the ad’s names', async () => {
    await ask(
      `/v1/sites/${key}/spend`,
      bearing(token, {
        rows: [
          {
            day: '2026-05-05',
            system: 'google',
            campaign: 'Brand',
            campaignId: '4',
            ad: 'A',
            adId: '5',
            cost: 2,
            clicks: 4,
          },
        ],
      }),
    );
    const { text } = await csv('report?by=ad&metrics=spend,clicks,cpc&from=2026-05-01&to=2026-05-31&compare=previous', {
      accept: 'text/csv',
    });
    const [head, row] = Papa.parse<string[]>(text.slice(1)).data;
    expect(Object.fromEntries((head as string[]).map((name, index) => [name, row?.[index]]))).toEqual({
      ad: 'google-5',
      channel: 'Paid Search',
      source: 'google',
      medium: 'cpc',
      campaign: 'Brand',
      content: 'A',
      system: 'google',
      campaignId: '4',
      adId: '5',
      spend: '2',
      clicks: '4',
      cpc: '0.5',
      'spend before': '0',
      'spend change': '',
      'clicks before': '0',
      'clicks change': '',
      'cpc before': '',
      'cpc change': '',
      note: 'unmatched',
    });
  });

  test('JSON is what one gets who does not ask for it', async () => {
    const { answer } = await csv('report', { accept: 'application/json, text/plain, */*' });
    expect(answer.headers.get('content-type')).toBe('application/json');
  });
});

test('by default the last 30 days, today included', async () => {
  const { token } = await newAccount();
  const key = await newSiteOf(token, { timeZone: 'Pacific/Kiritimati' });
  const report = (await (await ask(`/v1/sites/${key}/report`, bearing(token))).json()) as ReportAnswer;
  expect(report.to).toBe(await bindings.SITE.getByName(key).today());
  expect(dayOfDate(report.to) - dayOfDate(report.from)).toBe(29);
});
