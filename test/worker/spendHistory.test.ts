import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SpendRow } from '../../shared/spend.ts';
import type { SpendUploadRequest } from '../../worker/site/spendStore.ts';
import { idAt, newSite, type TestSite } from './site.ts';

/** Uploads of spend are remembered, and can be taken back: then all is as if they had not been. */

const day = '2026-05-05';
const google = (stated: Partial<SpendRow>): SpendRow => ({ day, system: 'google', cost: 0, ...stated });

/** Returns the upload's id. */
const upload = async (
  site: TestSite,
  rows: SpendRow[],
  more: Partial<Omit<SpendUploadRequest, 'rows'>> = {},
): Promise<number> => {
  const result = await site.stub.spend(
    JSON.stringify({
      ...{ origin: 'api', dryRun: false, replace: false, ...more },
      rows: rows.map((row, index) => ({ place: `rows.${index}`, row })),
    }),
  );
  if (result.state !== 'stored' || result.answer.upload === undefined) throw new Error(JSON.stringify(result));
  return result.answer.upload;
};

const TABLES = {
  spend_keys: 'id',
  spend: 'day, key',
  spend_months: 'month, key',
  spend_uploads: 'id',
  spend_undo: 'upload, of, part',
};
/** All that is stored of spend. */
const tables = async (site: TestSite) =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(TABLES).map(async ([table, order]) => [
        table,
        await site.rows(`SELECT * FROM ${table} ORDER BY ${order}`),
      ]),
    ),
  );

const PERIOD = { from: '2026-04-01', to: '2026-06-30' };
const METRICS = 'spend,marketingSpend,salesSpend,impressions,clicks,visits';
const cells = (site: TestSite) =>
  Promise.all(
    ['ad', 'campaign,content', 'source,day', 'month', 'device'].map(async (by) => {
      const { rows, totals } = await site.report({ ...PERIOD, by, metrics: METRICS });
      return { totals, rows };
    }),
  );

describe('the list of uploads', () => {
  test('tells when, by whom, of what, and what each changed; a dry run is none', async () => {
    const site = await newSite();
    const first = await upload(site, [google({ cost: 10 }), google({ day: '2026-05-06', cost: 5 })], {
      by: 'Olena',
      file: 'may.csv',
    });
    await site.stub.spend(
      JSON.stringify({ origin: 'api', dryRun: true, replace: false, rows: [{ place: 'x', row: google({ cost: 1 }) }] }),
    );
    const second = await upload(site, [google({ cost: 11 })], { origin: 'other' });
    const third = await upload(site, [google({ cost: 7 })], { replace: true });
    const { uploads } = await site.stub.spendUploads();
    expect(uploads).toMatchObject([
      { upload: third, origin: 'api', by: '', file: '', rows: 1, cost: 7, added: 0, changed: 1, removed: 0 },
      { upload: second, origin: 'other', cost: 11, added: 1, undoable: true },
      {
        ...{ upload: first, origin: 'api', by: 'Olena', file: 'may.csv', rows: 2, cost: 15 },
        ...{ from: day, to: '2026-05-06', added: 2, changed: 0, removed: 0, undoable: true },
      },
    ]);
    expect(Math.abs(Date.now() - (uploads[0]?.at ?? 0))).toBeLessThan(600_000);
  });
});

describe('an upload taken back', () => {
  test('is gone: what it added, changed, removed and renamed is as before', async () => {
    const site = await newSite();
    await upload(site, [
      google({ campaignId: '1', campaign: 'One', cost: 10 }),
      google({ campaignId: '2', campaign: 'Two', cost: 5 }),
    ]);
    const before = await tables(site);
    const second = await upload(
      site,
      [
        google({ campaignId: '1', campaign: 'One and only', cost: '12.5', clicks: 3 }),
        google({ campaignId: '3', campaign: 'Three', cost: 1 }),
      ],
      { replace: true },
    );
    expect(await tables(site)).not.toEqual(before);
    expect(await site.stub.undoSpend(second)).toEqual({ state: 'undone' });
    expect(await tables(site)).toEqual(before);
    expect(await site.stub.undoSpend(second)).toEqual({ state: 'unknown' });
  });

  test('is refused where a later one changed the same rows, until that one is taken back', async () => {
    const site = await newSite();
    const first = await upload(site, [google({ cost: 10 })]);
    const second = await upload(site, [google({ cost: 11 })]);
    const before = await tables(site);
    expect(await site.stub.undoSpend(first)).toEqual({ state: 'overtaken', by: second });
    expect(await tables(site)).toEqual(before);
    expect(await site.stub.undoSpend(second)).toEqual({ state: 'undone' });
    expect(await site.stub.undoSpend(first)).toEqual({ state: 'undone' });
    expect(Object.values(await tables(site)).flat()).toEqual([]);
  });

  test('is not another one that came since', async () => {
    const site = await newSite();
    const first = await upload(site, [google({ cost: 10 })]);
    expect(await site.stub.undoSpend(first)).toEqual({ state: 'undone' });
    await upload(site, [google({ cost: 11 })]);
    // Asked twice, or by somebody whose list is not of now.
    expect(await site.stub.undoSpend(first)).toEqual({ state: 'unknown' });
    expect((await site.report({ ...PERIOD, by: '', metrics: 'spend' })).totals.spend).toBe(11);
  });

  test('does not mind a later one of other days, of another origin, or that changed nothing', async () => {
    const site = await newSite();
    const first = await upload(site, [google({ campaignId: '1', campaign: 'One', cost: 10 })]);
    const june = [google({ campaignId: '1', campaign: 'One', day: '2026-06-05', cost: 4 })];
    const second = await upload(site, june);
    await upload(site, june);
    await upload(site, [google({ campaignId: '1', cost: 3 })], { origin: 'other' });
    expect(await site.stub.undoSpend(first)).toEqual({ state: 'undone' });
    const total = async () => (await site.report({ ...PERIOD, by: '', metrics: 'spend' })).totals.spend;
    expect(await total()).toBe(7);
    // The first one's campaign went on to the second one, and goes with it.
    expect(await site.stub.undoSpend(second)).toEqual({ state: 'undone' });
    expect(await site.rows(`SELECT campaign_id FROM spend_keys WHERE origin = 'api'`)).toEqual([]);
    expect(await total()).toBe(3);
  });

  test('may be one of the newest twenty', async () => {
    const site = await newSite();
    const ids: number[] = [];
    for (let index = 1; index <= 21; index += 1)
      ids.push(await upload(site, [google({ campaignId: `${index}`, cost: 1 })]));
    const [oldest, second] = ids as [number, number];
    expect((await site.stub.spendUploads()).uploads.map(({ undoable }) => undoable)).toEqual([
      ...Array.from({ length: 20 }, () => true),
      false,
    ]);
    expect(await site.stub.undoSpend(second)).toEqual({ state: 'undone' });
    // One less, and what was forgotten is not known again.
    expect(await site.stub.undoSpend(oldest)).toEqual({ state: 'tooOld' });
    expect((await site.report({ ...PERIOD, by: '', metrics: 'spend' })).totals.spend).toBe(20);
  });
});

const pick = <T>(...values: T[]) => fc.constantFrom(...values);
const anyRow: fc.Arbitrary<SpendRow> = fc
  .record({
    day: pick('2026-04-30', '2026-05-05', '2026-05-06', '2026-06-01'),
    of: pick<Partial<SpendRow>>(
      { system: 'google' },
      { system: 'google', campaignId: '1', campaign: 'one' },
      { system: 'google', campaignId: '1', campaign: 'One' },
      { system: 'google', campaignId: '1', adId: '11', clicks: 2 },
      { system: 'google', campaign: 'one', ad: 'x', impressions: 9 },
      { kind: 'marketing' },
      { kind: 'marketing', agency: 'Bureau' },
      { kind: 'sales', campaign: 'Expo' },
      { kind: 'marketing', system: 'google', campaignId: '1' },
    ),
    cost: fc.nat(100).map((units) => units / 100),
  })
  .map(({ of, ...row }) => ({ ...row, ...of }));
const anyUpload = fc.record({
  rows: fc.array(anyRow, { minLength: 1, maxLength: 5 }),
  origin: pick('a', 'b'),
  replace: fc.boolean(),
});

const siteWithVisits = async (): Promise<TestSite> => {
  const site = await newSite();
  for (const [index, query] of ['utm_campaign=1&utm_content=11', 'utm_campaign=one&utm_content=x', ''].entries()) {
    const at = Date.parse('2026-05-05T09:00:00Z') + index;
    const id = idAt(at, index);
    const url = `https://example.com/?utm_source=google&utm_medium=cpc&gclid=x&${query}`;
    await site.hits({
      sentAt: at,
      visit: { id, visitor: id, url, referrer: '', language: 'uk', zone: '' },
      hits: [{ kind: 'page', at: 0, path: '/' }],
    });
  }
  return site;
};

test('the same again changes nothing, and what is taken back leaves no trace', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyUpload, { maxLength: 3 }),
      fc.array(anyUpload, { minLength: 1, maxLength: 3 }),
      async (first, then) => {
        const site = await siteWithVisits();
        for (const { rows, ...more } of first) await upload(site, rows, more);
        const before = { tables: await tables(site), cells: await cells(site) };
        const ids: number[] = [];
        for (const { rows, ...more } of then) {
          ids.push(await upload(site, rows, more));
          const { spend, spend_keys, spend_months } = await tables(site);
          ids.push(await upload(site, rows, more));
          expect(await tables(site)).toMatchObject({ spend, spend_keys, spend_months });
        }
        for (const id of ids.reverse()) expect(await site.stub.undoSpend(id)).toEqual({ state: 'undone' });
        expect({ tables: await tables(site), cells: await cells(site) }).toEqual(before);
      },
    ),
    { numRuns: 20, endOnFailure: true },
  );
});

test('fees add up to what their rows state, whatever is asked', { timeout: 120_000 }, async () => {
  const units = (value: number | null | undefined): number => Math.round((value ?? 0) * 10_000);
  await fc.assert(
    fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 8 }), async (rows) => {
      const site = await siteWithVisits();
      await upload(site, rows);
      const stated = (kind: SpendRow['kind']) =>
        rows.filter((row) => row.kind === kind).reduce((sum, row) => sum + units(Number(row.cost)), 0);
      for (const { rows: told, totals } of await cells(site)) {
        for (const [metric, kind] of [
          ['marketingSpend', 'marketing'],
          ['salesSpend', 'sales'],
        ] as const) {
          expect(units(totals[metric])).toBe(stated(kind));
          expect(told.reduce((sum, { values }) => sum + units(values[metric]), 0)).toBe(stated(kind));
        }
      }
    }),
    { numRuns: 20, endOnFailure: true },
  );
});
