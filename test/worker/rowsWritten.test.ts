import { runInDurableObject } from 'cloudflare:test';
import { expect, test } from 'vitest';
import type { Hit, HitsBatch } from '../../shared/hits.ts';
import { idAt, newSite, type TestSite } from './site.ts';

/** Rows written are what Cloudflare charges for: counted by the storage's own count. */

/** Today: a day that is over is summed by the alarm, which writes rows of its own. */
const START = Date.now();

const batchOf = (visit: number, hits: Hit[], visitor = visit): HitsBatch => ({
  sentAt: START + visit * 60_000 + 1_000,
  visit: {
    id: idAt(START + visit * 60_000, visit),
    visitor: idAt(START, visitor),
    url: 'https://example.com/?utm_source=google&utm_medium=cpc&utm_campaign=1&utm_content=2',
    referrer: '',
    language: 'uk',
    zone: 'Europe/Kyiv',
  },
  hits,
});

/** Rows that the statements of one call wrote, indexes included. */
const rowsWrittenBy = (site: TestSite, batches: HitsBatch[]): Promise<number> =>
  runInDurableObject(site.stub, async (instance, state) => {
    const { sql } = state.storage;
    const { exec } = sql;
    const cursors: SqlStorageCursor<Record<string, SqlStorageValue>>[] = [];
    const counting = (query: string, ...bindings: unknown[]) => {
      const cursor = exec.call(sql, query, ...bindings) as SqlStorageCursor<Record<string, SqlStorageValue>>;
      cursors.push(cursor);
      return cursor;
    };
    Object.defineProperty(sql, 'exec', { value: counting, configurable: true });
    try {
      for (const [index, batch] of batches.entries()) {
        const request = {
          receivedAt: batch.sentAt,
          address: `10.1.0.${index}`,
          origin: 'https://whichhalf.test',
          client: { device: 'desktop', country: 'UA' },
        };
        const result = await instance.hits(JSON.stringify(batch), request);
        expect(result.state).toBe('stored');
      }
    } finally {
      Object.defineProperty(sql, 'exec', { value: exec, configurable: true });
    }
    expect(cursors.length).toBeGreaterThan(0);
    return cursors.reduce((sum, cursor) => sum + cursor.rowsWritten, 0);
  });

const page = (at: number, path = '/'): Hit => ({ kind: 'page', at, path });

test('a plain visit of a known ad writes three rows: the visit, its visitor’s entry, its cell of the cube', async () => {
  const site = await newSite();
  await site.hits(batchOf(1, [page(0)]));
  expect(await rowsWrittenBy(site, [batchOf(2, [page(0)])])).toBe(3);
});

test('the first visit of an ad adds its dictionary row and that row’s index', async () => {
  const site = await newSite();
  expect(await rowsWrittenBy(site, [batchOf(1, [page(0)])])).toBe(5);
});

test('three pages and a form seen write nine rows in four requests', async () => {
  const site = await newSite();
  await site.hits(batchOf(1, [page(0)]));
  const seen: Hit = { kind: 'form', form: 'callback', stage: 'seen', at: 9_000 };
  const batches = [
    batchOf(2, [page(0)]),
    batchOf(2, [page(5_000, '/a')]),
    batchOf(2, [page(8_000, '/b')]),
    batchOf(2, [seen]),
  ];
  expect(await rowsWrittenBy(site, batches)).toBe(9);
});

test('a number leased is one row more, and none again while its page lives: ten in all', async () => {
  const site = await newSite({
    numbers: {
      lines: [{ id: 'sales', number: '+380440000001' }],
      pools: [{ id: 'main', holdMinutes: 10, coolDownMinutes: 10, whenEmpty: 'own' }],
      rules: [{ line: 'sales', when: [], show: { pool: 'main' } }],
    },
  });
  await site.rows(`INSERT INTO numbers VALUES ('+380440000011', 'main', '', '', '', '', '', '', 0, NULL)`);
  await site.hits(batchOf(1, [page(0)]));
  const lines = ['sales'];
  const seen: Hit = { kind: 'form', form: 'callback', stage: 'seen', at: 9_000 };
  const batches = [
    { ...batchOf(2, [page(0)]), lines },
    { ...batchOf(2, [page(5_000, '/a')]), lines },
    { ...batchOf(2, [page(8_000, '/b')]), lines },
    { ...batchOf(2, [seen]), lines },
  ];
  expect(await rowsWrittenBy(site, batches)).toBe(10);
  expect(await rowsWrittenBy(site, [{ ...batchOf(2, []), lines }])).toBe(0);
});

test('what was known already writes nothing', async () => {
  const site = await newSite();
  const batch = batchOf(1, [page(0), page(100, '/a')]);
  await site.hits(batch);
  expect(await rowsWrittenBy(site, [batch, batch])).toBe(0);
});
