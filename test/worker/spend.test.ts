import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Dimension, ReportAnswer } from '../../shared/report.ts';
import type { SpendRow } from '../../shared/spend.ts';
import type { SpendResult, SpendUploadRequest } from '../../worker/site/spendStore.ts';
import { idAt, newSite, type TestSite } from './site.ts';

/** What advertising cost: stored, corrected, joined with the visits, shared out. Figures are worked out by hand. */

const NOON = Date.parse('2026-05-05T09:00:00Z');
const DAY = 86_400_000;
const day = '2026-05-05';
const PERIOD = { from: '2026-05-01', to: '2026-05-31' };

let rest = 0;
const visit = (site: TestSite, query: string, { at = NOON, device = 'desktop', path = '/' } = {}) => {
  const start = at + (rest += 1);
  const id = idAt(start, rest);
  return site.hits(
    {
      sentAt: start,
      visit: { id, visitor: id, url: `https://example.com${path}${query}`, referrer: '', language: 'uk', zone: '' },
      hits: [{ kind: 'page', at: 0, path }],
    },
    { client: { device, country: 'UA' } },
  );
};

type Upload = Partial<Omit<SpendUploadRequest, 'rows'>>;
const upload = async (
  site: TestSite,
  rows: SpendRow[],
  { origin = 'api', dryRun = false, replace = false, ...more }: Upload = {},
): Promise<SpendResult> =>
  site.stub.spend(
    JSON.stringify({
      origin,
      dryRun,
      replace,
      ...more,
      rows: rows.map((row, index) => ({ place: `row ${index + 2}`, row })),
    }),
  );
const stored = async (...given: Parameters<typeof upload>) => {
  const result = await upload(...given);
  if (result.state !== 'stored') throw new Error(JSON.stringify(result));
  return result.answer;
};

const google = (stated: Partial<SpendRow>): SpendRow => ({ day, system: 'google', cost: 0, ...stated });
const BRAND = { campaign: 'Brand', campaignId: '456' };
const CLICK = '?utm_source=google&utm_medium=cpc&utm_campaign=456&gclid=x';

const METRICS = 'spend,clicks,impressions,visits';
const report = (site: TestSite, by: string, more: Record<string, string | string[]> = {}) =>
  site.report({ by, metrics: METRICS, ...PERIOD, ...more });
/** Spend, clicks and visits by the rows' values, the marks behind them. */
const table = ({ rows, by }: ReportAnswer): Record<string, unknown[]> =>
  Object.fromEntries(
    rows.map((row) => [
      by.map((dimension) => (dimension === 'ad' ? row.ad?.content : row.key[dimension])).join('/'),
      [
        row.values.spend,
        row.values.clicks,
        row.values.visits,
        ...(row.estimated ? ['estimated'] : []),
        ...(row.unmatched ? ['unmatched'] : []),
      ],
    ]),
  );

describe('an upload', () => {
  const rows = [
    google({ ...BRAND, cost: '10.5', clicks: 3, impressions: 100 }),
    google({ ...BRAND, day: '2026-05-06', cost: 4 }),
  ];

  test('says what it made; the same again changes nothing', async () => {
    const site = await newSite();
    expect(await stored(site, rows)).toMatchObject({
      from: day,
      to: '2026-05-06',
      rows: 2,
      cost: 14.5,
      clicks: 3,
      impressions: 100,
      added: 2,
      changed: 0,
      unchanged: 0,
      missingCount: 0,
    });
    expect(await stored(site, rows)).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
    expect((await report(site, '')).totals).toMatchObject({ spend: 14.5, clicks: 3, impressions: 100 });
  });

  test('corrects', async () => {
    const site = await newSite();
    await stored(site, rows);
    expect(await stored(site, [google({ ...BRAND, cost: 12 })])).toMatchObject({
      added: 0,
      changed: 1,
      unchanged: 0,
      missingCount: 0,
    });
    expect((await report(site, '')).totals.spend).toBe(16);
  });

  test('run dry says the same and changes nothing', async () => {
    const site = await newSite();
    expect(await stored(site, rows, { dryRun: true })).toMatchObject({ dryRun: true, added: 2, cost: 14.5 });
    expect((await report(site, '')).totals.spend).toBe(0);
  });

  test('names what is missing from it, and removes that only when told to', async () => {
    const site = await newSite();
    await stored(site, [...rows, google({ campaignId: '9', campaign: 'Gone', cost: 7 })]);
    const missing = [{ day, campaign: 'Gone', ad: '', cost: 7 }];
    expect(await stored(site, rows)).toMatchObject({ missing, missingCount: 1, removed: 0 });
    expect(await stored(site, rows, { dryRun: true, replace: true })).toMatchObject({ missing, removed: 0 });
    expect((await report(site, '')).totals.spend).toBe(21.5);
    expect(await stored(site, rows, { replace: true })).toMatchObject({ missing, removed: 1, unchanged: 2 });
    expect((await report(site, '')).totals.spend).toBe(14.5);
  });

  test('touches no other origin and no other day', async () => {
    const site = await newSite();
    await stored(site, rows, { origin: 'a' });
    await stored(site, [google({ campaignId: '9', day: '2026-05-07', cost: 1 })], { origin: 'b' });
    expect(await stored(site, [google({ campaignId: '9', cost: 2 })], { origin: 'b', replace: true })).toMatchObject({
      missingCount: 0,
      added: 1,
    });
    expect((await report(site, '')).totals.spend).toBe(17.5);
  });

  test('with a bad row changes nothing and names it', async () => {
    const site = await newSite();
    expect(await upload(site, [...rows, google({ ...BRAND, cost: 1, currency: 'USD' })])).toMatchObject({
      state: 'invalid',
      errors: [{ field: 'row 4.rate' }],
    });
    expect((await report(site, '')).totals.spend).toBe(0);
  });

  test('of a period that is spoken for in part is refused, naming the row', async () => {
    const site = await newSite();
    const period = (from: string, to: string): SpendRow => ({ system: 'google', ...BRAND, from, to, cost: 9 });
    await stored(site, [period('2026-05-01', '2026-05-09')]);
    for (const row of [period('2026-05-09', '2026-05-10'), google({ ...BRAND, day: '2026-05-03', cost: 1 })]) {
      const result = await upload(site, [google({ campaignId: '8', cost: 1 }), row]);
      expect(result).toMatchObject({
        state: 'invalid',
        errors: [{ field: 'row 3', detail: expect.stringContaining('2026-05-01 to 2026-05-09') }],
      });
    }
    // The same period is a correction; finer rows may take its place when told to.
    expect(await stored(site, [{ ...period('2026-05-01', '2026-05-09'), cost: 18 }])).toMatchObject({
      changed: 9,
      spread: true,
    });
    const days = Array.from({ length: 9 }, (_, index) => google({ ...BRAND, day: `2026-05-0${index + 1}`, cost: 3 }));
    expect(await stored(site, days, { replace: true })).toMatchObject({ changed: 9, removed: 0 });
    expect((await report(site, '')).totals.spend).toBe(27);
  });

  test('larger than one call may hand over comes as a stream', async () => {
    const site = await newSite();
    const rows = [{ place: 'x'.repeat(33 * 1024 * 1024), row: google({ ...BRAND, cost: 3 }) }];
    const body = new Blob([JSON.stringify({ origin: 'api', dryRun: false, replace: false, rows })]);
    expect(await site.stub.spendFrom(body.stream())).toMatchObject({ state: 'stored', answer: { added: 1, cost: 3 } });
  });

  test('renames what it names anew', async () => {
    const site = await newSite();
    await stored(site, rows);
    await stored(
      site,
      rows.map((row) => ({ ...row, campaign: 'Brand 2' })),
    );
    expect(Object.keys(table(await report(site, 'campaign')))).toEqual(['Brand 2']);
  });
});

describe('coarse and fine rows of one campaign and day', () => {
  const fine = [
    google({ ...BRAND, adId: '789', ad: 'A', cost: 60, clicks: 6 }),
    google({ ...BRAND, adId: '790', ad: 'B', cost: 30, clicks: 3 }),
  ];

  test('the coarse one counts what the fine ones leave, and is shared out by their clicks', async () => {
    const site = await newSite();
    await stored(site, [...fine, google({ ...BRAND, cost: 100, clicks: 10 })]);
    expect(table(await report(site, 'campaign'))).toEqual({ Brand: [100, 10, 0, 'unmatched'] });
    // 10 left by 6 : 3 is 6.66667 and 3.33333; one click left goes to the larger part.
    expect(table(await report(site, 'ad'))).toEqual({
      A: [66.6667, 7, 0, 'estimated', 'unmatched'],
      B: [33.3333, 3, 0, 'estimated', 'unmatched'],
    });
  });

  test('a coarse row that is less than the fine ones adds nothing', async () => {
    const site = await newSite();
    await stored(site, [...fine, google({ ...BRAND, cost: 80, clicks: 9 })]);
    expect(table(await report(site, 'campaign'))).toEqual({ Brand: [90, 9, 0, 'unmatched'] });
  });

  test('each day for itself', async () => {
    const site = await newSite();
    await stored(site, [...fine, google({ ...BRAND, day: '2026-05-06', cost: 100 })]);
    expect((await report(site, '')).totals.spend).toBe(190);
    expect(table(await report(site, 'day'))).toEqual({ '2026-05-05': [90, 9, 0], '2026-05-06': [100, 0, 0] });
  });

  test('groups and the whole source too', async () => {
    const site = await newSite();
    await stored(site, [
      google({ ...BRAND, group: 'G', ad: 'A', cost: 10, clicks: 1 }),
      google({ ...BRAND, group: 'G', cost: 15 }),
      google({ ...BRAND, group: 'H', cost: 20 }),
      google({ ...BRAND, cost: 40 }),
      google({ cost: 100 }),
    ]);
    // G 15, H 20, so the campaign's own rest is 5; the source's is 60.
    expect((await report(site, '')).totals.spend).toBe(100);
    expect((await report(site, 'source')).rows.map(({ key, values }) => [key.source, values.spend])).toEqual([
      ['google', 100],
    ]);
  });

  test('two origins are two bills', async () => {
    const site = await newSite();
    await stored(site, [google({ ...BRAND, cost: 10 })], { origin: 'google-ads' });
    await stored(site, [google({ ...BRAND, cost: 3 })], { origin: 'agency' });
    expect(table(await report(site, 'campaign'))).toEqual({ Brand: [13, 0, 0, 'unmatched'] });
  });

  test('one origin’s rows under an id and under the name are the same bill', async () => {
    const site = await newSite();
    await stored(site, [google({ ...BRAND, cost: 10 })]);
    await stored(site, [google({ campaign: 'brand', cost: 10 })]);
    expect((await report(site, '')).totals.spend).toBe(10);
  });

  test('ads of one name in two groups are two bills', async () => {
    const site = await newSite();
    await stored(site, [
      google({ ...BRAND, group: 'A', ad: 'Video', cost: 10 }),
      google({ ...BRAND, group: 'B', ad: 'Video', cost: 7 }),
    ]);
    expect((await report(site, '')).totals.spend).toBe(17);
    expect(table(await report(site, 'campaign'))).toEqual({ Brand: [17, 0, 0, 'unmatched'] });
  });
});

describe('the join', () => {
  test('before the visits or after them, with the ad system’s names', async () => {
    const rows = [google({ ...BRAND, adId: '789', ad: 'Sale', cost: 12 }), google({ campaign: 'Nobody', cost: 5 })];
    const [first, last] = [await newSite(), await newSite()];
    await stored(first, rows);
    for (const site of [first, last]) for (let n = 0; n < 3; n += 1) await visit(site, `${CLICK}&utm_content=789`);
    await stored(last, rows);
    for (const site of [first, last]) {
      expect(table(await report(site, 'campaign,content'))).toEqual({
        'Brand/Sale': [12, 0, 3],
        'Nobody/': [5, 0, 0, 'unmatched'],
      });
      const [row] = (await report(site, 'ad')).rows;
      expect(row?.ad).toMatchObject({
        system: 'google',
        source: 'google',
        medium: 'cpc',
        campaign: 'Brand',
        content: 'Sale',
        campaignId: '456',
        adId: '789',
        channel: 'Paid Search',
      });
    }
  });

  test('never across ad systems', async () => {
    const site = await newSite();
    await stored(site, [{ day, system: 'yandex', ...BRAND, cost: 5 }]);
    await visit(site, CLICK);
    expect(table(await report(site, 'source'))).toEqual({ google: [0, 0, 1], yandex: [5, 0, 0, 'unmatched'] });
  });

  test('a source that is no ad system, by its own name', async () => {
    const site = await newSite();
    await stored(site, [{ day, source: 'Leaflets', medium: 'Print', cost: 5 }]);
    await visit(site, '?utm_source=leaflets&utm_medium=print&utm_campaign=may');
    expect(table(await report(site, 'source,medium'))).toEqual({ 'leaflets/print': [5, 0, 1] });
  });
});

describe('sharing out', () => {
  test('by visits where there are no clicks; sums stay exact', async () => {
    const site = await newSite();
    await stored(site, [google({ ...BRAND, cost: '10' })]);
    await visit(site, `${CLICK}&utm_content=a`);
    await visit(site, `${CLICK}&utm_content=a`, { device: 'mobile' });
    await visit(site, `${CLICK}&utm_content=b`);
    expect(table(await report(site, 'campaign'))).toEqual({ Brand: [10, 0, 3] });
    expect(table(await report(site, 'content'))).toEqual({
      a: [6.6667, 0, 2, 'estimated'],
      b: [3.3333, 0, 1, 'estimated'],
    });
    expect(table(await report(site, 'device'))).toEqual({
      desktop: [6.6667, 0, 2, 'estimated'],
      mobile: [3.3333, 0, 1, 'estimated'],
    });
    // A condition takes its share of the whole, and no more.
    expect((await report(site, '', { where: 'device:mobile' })).totals.spend).toBe(3.3333);
    expect((await report(site, '', { where: 'content!:a' })).totals.spend).toBe(3.3333);
  });

  test('day by day', async () => {
    const site = await newSite();
    await stored(site, [google({ ...BRAND, cost: 10 }), google({ ...BRAND, day: '2026-05-06', cost: 2 })]);
    await visit(site, `${CLICK}&utm_content=a`);
    await visit(site, `${CLICK}&utm_content=b`, { at: NOON + DAY });
    expect(table(await report(site, 'day,content'))).toEqual({ '2026-05-05/a': [10, 0, 1], '2026-05-06/b': [2, 0, 1] });
  });
});

describe('kinds of spend', () => {
  const KINDS = 'spend,marketingSpend,salesSpend,clicks';
  const kinds = ({ rows, by }: ReportAnswer): Record<string, unknown[]> =>
    Object.fromEntries(
      rows.map(({ key, values, estimated, unmatched }) => [
        by.map((dimension) => key[dimension]).join('/'),
        [
          values.spend,
          values.marketingSpend,
          values.salesSpend,
          ...(estimated ? ['estimated'] : []),
          ...(unmatched ? ['unmatched'] : []),
        ],
      ]),
    );
  const fee = (stated: Partial<SpendRow>): SpendRow => ({ day, kind: 'marketing', cost: 0, ...stated });

  test('stand apart, each in its own fact', async () => {
    const site = await newSite();
    await stored(site, [
      google({ ...BRAND, cost: 10, clicks: 3 }),
      fee({ system: 'google', ...BRAND, cost: 4 }),
      fee({ system: 'google', ...BRAND, kind: 'sales', cost: 2 }),
    ]);
    await visit(site, CLICK);
    expect(kinds(await report(site, 'campaign', { metrics: KINDS }))).toEqual({ Brand: [10, 4, 2] });
    expect((await report(site, '', { metrics: KINDS })).totals).toEqual({
      ...{ spend: 10, marketingSpend: 4, salesSpend: 2, clicks: 3 },
    });
    expect((await report(site, 'day', { metrics: 'marketingSpend' })).rows).toMatchObject([
      { key: { day }, values: { marketingSpend: 4 } },
    ]);
  });

  test('a fee that was stated for nothing is in the totals and in no ad', async () => {
    const site = await newSite();
    await visit(site, CLICK);
    await stored(site, [
      google({ ...BRAND, cost: 10 }),
      fee({ cost: 5, agency: 'Bureau' }),
      fee({ kind: 'sales', cost: 3 }),
    ]);
    expect(kinds(await report(site, 'source,medium', { metrics: KINDS }))).toEqual({
      'google/cpc': [10, 0, 0],
      '(not set)/(not set)': [0, 5, 3],
    });
    const answer = await report(site, 'device', { metrics: KINDS });
    expect(kinds(answer)).toEqual({ desktop: [10, 0, 0], '': [0, 5, 3] });
  });

  test('a fee goes to what it names, and is shared out by its visits', async () => {
    const site = await newSite();
    for (const content of ['a', 'a', 'b']) await visit(site, `${CLICK}&utm_content=${content}`);
    await stored(site, [
      google({ ...BRAND, cost: 6, clicks: 1 }),
      fee({ system: 'google', ...BRAND, cost: 3 }),
      fee({ source: 'google', medium: 'cpc', cost: 9 }),
      fee({ campaign: 'Radio in May', cost: 7 }),
    ]);
    expect(kinds(await report(site, 'content', { metrics: KINDS, where: 'source:google' }))).toEqual({
      a: [4, 8, 0, 'estimated'],
      b: [2, 4, 0, 'estimated'],
    });
    expect(kinds(await report(site, 'campaign', { metrics: KINDS, where: 'source:(not set)' }))).toEqual({
      'Radio in May': [0, 7, 0],
    });
  });

  test('fees are bills: coarse and fine ones add up, beside what the ads cost', async () => {
    const site = await newSite();
    await stored(site, [
      google({ ...BRAND, cost: 10 }),
      google({ ...BRAND, ad: 'A', cost: 4 }),
      fee({ system: 'google', cost: 100 }),
      fee({ system: 'google', ...BRAND, cost: 20 }),
      fee({ system: 'google', ...BRAND, ad: 'A', cost: 3 }),
    ]);
    expect((await report(site, '', { metrics: KINDS })).totals).toMatchObject({ spend: 10, marketingSpend: 123 });
    expect((await report(site, 'ad', { metrics: KINDS })).totals).toMatchObject({ spend: 10, marketingSpend: 123 });
  });

  test('an amount for a period is a fee a day', async () => {
    const site = await newSite();
    await stored(site, [{ kind: 'marketing', from: '2026-05-01', to: '2026-05-03', campaign: 'Expo', cost: 10 }]);
    expect(kinds(await report(site, 'day', { metrics: KINDS }))).toEqual({
      '2026-05-01': [0, 3.3334, 0],
      '2026-05-02': [0, 3.3333, 0],
      '2026-05-03': [0, 3.3333, 0],
    });
  });

  test('a fee does not move what its campaign’s ads cost', async () => {
    const rows = [google({ ...BRAND, cost: 10 }), google({ campaignId: '9', cost: 3 })];
    const [plain, paid] = [await newSite(), await newSite()];
    for (const site of [plain, paid]) {
      await stored(site, rows);
      await visit(site, CLICK);
    }
    await stored(paid, [fee({ system: 'google', cost: 1 }), fee({ system: 'google', ...BRAND, cost: 1 })]);
    for (const by of ['campaign', 'source', 'device', 'ad'])
      expect([by, table(await report(paid, by, { metrics: METRICS }))]).toEqual([by, table(await report(plain, by))]);
  });
});

describe('what is stored', () => {
  test('is told by month, origin, kind and campaign', async () => {
    const site = await newSite();
    await stored(site, [
      google({ ...BRAND, cost: 1, clicks: 2, agency: 'Bureau' }),
      google({ ...BRAND, day: '2026-05-06', cost: 2, agency: 'Others' }),
      google({ ...BRAND, adId: '7', cost: 4 }),
      google({ ...BRAND, day: '2026-06-01', cost: 8 }),
    ]);
    await stored(site, [{ day, kind: 'sales', cost: 3 }], { origin: 'fees' });
    const list = await site.stub.spendList({ from: '2026-05-01', to: '2026-06-30' });
    const brand = { origin: 'api', kind: 'ad', system: 'google', campaign: 'Brand', campaignId: '456' };
    expect(list).toMatchObject({
      currency: 'UAH',
      rowCount: 3,
      rows: [
        { ...brand, month: '2026-06', days: 1, cost: 8, agencies: [] },
        { ...brand, month: '2026-05', days: 2, cost: 7, clicks: 2, agencies: ['Bureau', 'Others'] },
        { origin: 'fees', month: '2026-05', kind: 'sales', system: '', days: 1, cost: 3 },
      ],
    });
    const asked = async (query: { origin?: string; campaign?: string; to?: string }) =>
      (await site.stub.spendList({ from: '2026-05-01', to: '2026-06-30', ...query })).rows.map(({ cost }) => cost);
    expect(await asked({ origin: 'fees' })).toEqual([3]);
    expect(await asked({ campaign: '456' })).toEqual([8, 7]);
    expect(await asked({ campaign: 'Brand', to: '2026-05-05' })).toEqual([5]);
  });
});

const BYS: (Dimension | '')[] = [
  '',
  'ad',
  'campaign',
  'source',
  'medium',
  'channel',
  'term',
  'content',
  'landing',
  'device',
  'country',
  'hour',
  'weekday',
  'day',
  'week',
  'month',
  'quarter',
  'year',
];
const pick = <T>(...values: T[]) => fc.constantFrom(...values);
const anyRow: fc.Arbitrary<SpendRow> = fc
  .record({
    day: pick('2026-05-05', '2026-05-06', '2026-05-12'),
    system: pick('google' as const, 'meta' as const),
    campaign: pick(
      {},
      { campaign: 'one' },
      { campaignId: '1' },
      { campaign: 'one', campaignId: '1' },
      { campaign: 'one', campaignId: '2' },
    ),
    group: pick({}, {}, { group: 'g' }, { group: 'h' }),
    ad: pick({}, { ad: 'x' }, { adId: '11' }, { ad: 'x', adId: '12' }),
    cost: fc
      .integer({ min: 0, max: 100_000 })
      .map((units) => `${Math.floor(units / 10_000)}.${String(units % 10_000).padStart(4, '0')}`),
    clicks: fc.nat(5),
    impressions: fc.nat(50),
  })
  .map(({ campaign, group, ad, ...row }) => ({ ...row, ...campaign, ...group, ...ad }));
const anyVisit = fc.record({
  query: fc
    .record({
      source: pick('google&utm_medium=cpc&gclid=x', 'facebook&utm_medium=paid', 'google&utm_medium=organic', 'news'),
      campaign: pick('', '&utm_campaign=one', '&utm_campaign=1', '&utm_campaign=2', '&utm_campaign=other'),
      content: pick('', '&utm_content=x', '&utm_content=11', '&utm_content=12'),
      term: pick('', '&utm_term=t'),
    })
    .map(({ source, campaign, content, term }) => `?utm_source=${source}${campaign}${content}${term}`),
  at: pick(0, 1, 7).map((days) => NOON + days * DAY),
  device: pick('desktop', 'mobile'),
  path: pick('/', '/offer'),
});
type Step = { rows: SpendRow[]; origin: string } | { query: string; at: number; device: string; path: string };

const play = async (steps: readonly Step[]): Promise<TestSite> => {
  const site = await newSite();
  for (const step of steps) {
    if ('rows' in step) await stored(site, step.rows, { origin: step.origin });
    else await visit(site, step.query, step);
  }
  return site;
};
const units = (value: number | null | undefined): number => Math.round((value ?? 0) * 10_000);

test('whatever is asked, the rows add up to all that was spent', { timeout: 120_000 }, async () => {
  const step = fc.oneof(
    anyVisit,
    fc.record({ rows: fc.array(anyRow, { minLength: 1, maxLength: 6 }), origin: pick('a', 'b') }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 8 }),
      fc.subarray(BYS.slice(1), { minLength: 2, maxLength: 3 }),
      async (steps, several) => {
        const site = await play(steps);
        const { totals } = await report(site, '');
        for (const by of [...BYS, several.join(',')]) {
          const answer = await report(site, by);
          expect([by, answer.totals]).toEqual([by, totals]);
          const sum = (pickFact: (row: ReportAnswer['rows'][number]) => number): number =>
            answer.rows.reduce((all, row) => all + pickFact(row), 0);
          expect([
            by,
            sum(({ values }) => units(values.spend)),
            sum(({ values }) => values.clicks ?? 0),
            sum(({ values }) => values.impressions ?? 0),
            sum(({ values }) => values.visits ?? 0),
          ]).toEqual([by, units(totals.spend), totals.clicks, totals.impressions, totals.visits]);
        }
        // A condition and its opposite share the whole between them; each rounds for itself, a unit at most for each amount.
        for (const condition of ['device:mobile', 'channel:Paid Search', 'day:2026-05-06', 'content:x']) {
          const [those, others] = await Promise.all(
            [condition, condition.replace(':', '!:')].map((where) => report(site, '', { where })),
          );
          const difference = units(those?.totals.spend) + units(others?.totals.spend) - units(totals.spend);
          expect([condition, Math.abs(difference) <= 48]).toEqual([condition, true]);
        }
      },
    ),
    { numRuns: 25, endOnFailure: true },
  );
});

test('spend of one level is all there is: nothing is lost and nothing counted twice', async () => {
  const level = pick({}, { campaign: 'one', campaignId: '1' }, { campaign: 'one', campaignId: '1', adId: '11' });
  await fc.assert(
    fc.asyncProperty(
      level,
      fc.array(anyRow, { minLength: 1, maxLength: 5 }),
      fc.array(anyVisit, { maxLength: 4 }),
      async (named, rows, visits) => {
        const same = rows.map(
          ({ day: on, system, cost, clicks }): SpendRow => ({
            ...(on && { day: on }),
            ...(system && { system }),
            cost,
            ...(clicks !== undefined && { clicks }),
            ...named,
          }),
        );
        const site = await play([...visits, { rows: same, origin: 'a' }]);
        const { totals } = await report(site, 'ad');
        expect(units(totals.spend)).toBe(same.reduce((sum, { cost }) => sum + units(Number(cost)), 0));
      },
    ),
    { numRuns: 25, endOnFailure: true },
  );
});

test('the order of uploads and visits changes no figure', { timeout: 120_000 }, async () => {
  const step = fc.oneof(
    anyVisit,
    fc.record({ rows: fc.array(anyRow, { minLength: 1, maxLength: 4 }), origin: fc.uuid() }),
  );
  const figures = async (site: TestSite) =>
    Promise.all(
      ['ad', 'campaign,content', 'source,day', 'channel', 'device'].map(async (by) => {
        const { rows, totals } = await report(site, by);
        return {
          totals,
          rows: rows
            .map(({ key: { ad: _, ...key }, ad, values, estimated, unmatched }) =>
              JSON.stringify({ key, ad, values, estimated: estimated?.toSorted(), unmatched }),
            )
            .sort(),
        };
      }),
    );
  await fc.assert(
    fc.asyncProperty(
      // Each file of an origin of its own: of two that state the same, the later one is a correction.
      fc.array(fc.tuple(step, fc.nat(1_000)), { minLength: 2, maxLength: 8 }),
      async (steps) => {
        const calm = await play(steps.map(([one]) => one));
        const rough = await play([...steps].sort(([, a], [, b]) => a - b).map(([one]) => one));
        expect(await figures(rough)).toEqual(await figures(calm));
      },
    ),
    { numRuns: 30, endOnFailure: true },
  );
});
