import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { beforeEach, expect, test } from 'vitest';
import { ACCOUNT_MIGRATIONS } from '../../worker/account/migrations.ts';
import { type Migration, migrate } from '../../worker/migrate.ts';
import { SITE_MIGRATIONS } from '../../worker/site/migrations.ts';
import { bindings } from './people.ts';
import { idAt, newSite } from './site.ts';

/** The one runner of migrations, on databases in every state it may find them in. */

const STEPS: Migration[] = [
  'CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT NOT NULL)',
  "ALTER TABLE t ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue'",
  (sql) => {
    for (const { id, name } of sql.exec<{ id: number; name: string }>('SELECT id, name FROM t').toArray()) {
      sql.exec('UPDATE t SET name = ? WHERE id = ?', name.toUpperCase(), id);
    }
  },
];

let object: DurableObjectStub;
beforeEach(() => {
  object = bindings.ACCOUNT.getByName(crypto.randomUUID());
});

/** On an object's database emptied of what it made itself. */
const onEmpty = <T>(work: (storage: DurableObjectStorage) => T): Promise<T> =>
  runInDurableObject(object, (_, { storage }) => {
    const tables = storage.sql
      .exec<{ name: string }>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
      )
      .toArray();
    for (const { name } of tables) storage.sql.exec(`DROP TABLE ${name}`);
    return work(storage);
  });
const steps = ({ sql }: DurableObjectStorage): number[] =>
  sql
    .exec<{ step: number }>('SELECT step FROM migrations ORDER BY step')
    .toArray()
    .map(({ step }) => step);

test('an old database is brought on step by step, and its data survive', async () => {
  await onEmpty((storage) => {
    migrate(storage, STEPS.slice(0, 1));
    storage.sql.exec("INSERT INTO t (id, name) VALUES (1, 'a'), (2, 'b')");
    migrate(storage, STEPS.slice(0, 2));
    expect(storage.sql.exec('SELECT * FROM t ORDER BY id').toArray()).toEqual([
      { id: 1, name: 'a', colour: 'blue' },
      { id: 2, name: 'b', colour: 'blue' },
    ]);
    migrate(storage, STEPS);
    expect(storage.sql.exec('SELECT name FROM t ORDER BY id').toArray()).toEqual([{ name: 'A' }, { name: 'B' }]);
    expect(steps(storage)).toEqual([1, 2, 3]);
  });
});

test('a step is done once, however often the object wakes', async () => {
  await onEmpty((storage) => {
    migrate(storage, STEPS);
    storage.sql.exec("INSERT INTO t (id, name) VALUES (1, 'small')");
    migrate(storage, STEPS);
    migrate(storage, STEPS);
    expect(storage.sql.exec('SELECT name FROM t').one()).toEqual({ name: 'small' });
  });
});

test('a step that fails leaves those before it done and nothing of itself, and is tried again', async () => {
  await onEmpty((storage) => {
    let healed = false;
    const sick: Migration = (sql) => {
      sql.exec("INSERT INTO t (id, name) VALUES (9, 'half done')");
      if (!healed) throw new Error('not yet');
    };
    const all = [...STEPS.slice(0, 1), sick, ...STEPS.slice(1)];
    expect(() => migrate(storage, all)).toThrow('not yet');
    expect(steps(storage)).toEqual([1]);
    expect(storage.sql.exec('SELECT * FROM t').toArray()).toEqual([]);
    healed = true;
    migrate(storage, all);
    expect(steps(storage)).toEqual([1, 2, 3, 4]);
    expect(storage.sql.exec('SELECT * FROM t').toArray()).toEqual([{ id: 9, name: 'HALF DONE', colour: 'blue' }]);
  });
});

test('SQL of several statements that fails in the middle leaves nothing behind', async () => {
  await onEmpty((storage) => {
    expect(() => migrate(storage, ['CREATE TABLE a (x); CREATE TABLE b (x); SELECT * FROM nowhere;'])).toThrow();
    expect(storage.sql.exec("SELECT name FROM sqlite_master WHERE name IN ('a', 'b')").toArray()).toEqual([]);
    expect(steps(storage)).toEqual([]);
  });
});

test.each([
  ['Site', SITE_MIGRATIONS],
  ['Account', ACCOUNT_MIGRATIONS],
] as const)('the steps of %s run on an empty database', async (_, all) => {
  await onEmpty((storage) => {
    migrate(storage, all);
    expect(steps(storage)).toEqual(all.map((_step, index) => index + 1));
  });
});

test('a site from before there were calls keeps its contacts and its figures', async () => {
  await onEmpty((storage) => {
    const { sql } = storage;
    migrate(storage, SITE_MIGRATIONS.slice(0, 1));
    sql.exec(`
      INSERT INTO visits VALUES ('v1', 20000, 5, 7, 1, 0, 2, 1, 1, 1, 1, 'desktop', 'UA', 'example.com/', 'p1', '[[0,"/"]]', '{}', 'zone', 'uk',
        'https://example.com/', '');
      INSERT INTO cube VALUES (20000, 7, 3, 1, 0, 2, 1, 1, 1, 1);
      INSERT INTO cube_months VALUES (600, 7, 4, 1, 0, 2, 1, 1, 1, 1);
      INSERT INTO daily VALUES ('device', 20000, 'desktop', 5, 1, 0, 2, 1, 1, 1, 1);
      INSERT INTO contacts (id, at, day, lead_day, last_click_ad, last_non_direct_ad, first_click_ad, lead, visit, visitor, kind, form, variant,
        last_click_visit, last_non_direct_visit, first_click_visit)
        VALUES ('c1', 5, 20000, 20001, 7, 8, 9, 'c0', 'v1', 'p1', 'lead', 'callback', 'a', 'v1', 'v2', 'v3');
    `);
    migrate(storage, SITE_MIGRATIONS);
    expect(sql.exec('SELECT id, taps, untracked_visits, pages FROM visits').one()).toEqual({
      id: 'v1',
      taps: '[]',
      untracked_visits: 1,
      pages: '[[0,"/"]]',
    });
    const untracked = (table: string) => sql.exec(`SELECT untracked_visits AS n FROM ${table}`).one().n;
    expect(['cube', 'cube_months', 'daily'].map(untracked)).toEqual([3, 4, 5]);
    expect(sql.exec('SELECT * FROM contacts').one()).toEqual({
      ...{ id: 'c1', at: 5, day: 20000, lead_day: 20001, lead: 'c0', visit: 'v1', visitor: 'p1', kind: 'lead' },
      ...{ form: 'callback', variant: 'a', last_click_ad: 7, last_non_direct_ad: 8, first_click_ad: 9 },
      ...{ last_click_visit: 'v1', last_non_direct_visit: 'v2', first_click_visit: 'v3' },
      ...{ share: 1_000_000, calls: 0, answered_calls: 0, missed_calls: 0, first_time_callers: 0, talk_time: 0 },
      ...{ score: null, spam: 0, stated_ad: null, wanted: null, starting_stage: 'new' },
    });
  });
});

test('a site from before leads had stages knows what its contacts asked for', async () => {
  await onEmpty((storage) => {
    const { sql } = storage;
    const before = SITE_MIGRATIONS.findIndex(
      (step) => typeof step === 'string' && step.includes('CREATE TABLE lead_log'),
    );
    migrate(storage, SITE_MIGRATIONS.slice(0, before));
    sql.exec(`
      INSERT INTO contacts SELECT value, 5, 20000, 20000, 7, 7, 7, 1000000, 0, 0, 0, 0, 0, value, 'v1', 'p1', 'lead', 'form', 'a', 'v1', 'v1', 'v1'
        FROM json_each('["asks", "plain", "called", "erased"]');
      INSERT INTO contact_details VALUES ('asks', '{"wanted":1700000000000,"stage":"mql"}', '', ''), ('plain', '{}', '', ''),
        ('called', '', '', '');
    `);
    migrate(storage, SITE_MIGRATIONS);
    expect(sql.exec('SELECT id, wanted, starting_stage FROM contacts ORDER BY id').toArray()).toEqual([
      { id: 'asks', wanted: 1_700_000_000_000, starting_stage: 'mql' },
      { id: 'called', wanted: null, starting_stage: 'new' },
      { id: 'erased', wanted: null, starting_stage: 'new' },
      { id: 'plain', wanted: null, starting_stage: 'new' },
    ]);
  });
});

test('a site from before leads had rows of their own gets them once it wakes', async () => {
  const site = await newSite();
  const at = Date.parse('2026-03-02T09:00:00Z');
  for (const [nth, utm] of ['?utm_source=google', '?utm_source=facebook'].entries()) {
    const visit = { id: idAt(at + nth, nth), visitor: idAt(at, 1), url: `https://example.com/${utm}`, referrer: '' };
    const contact = {
      id: idAt(at + nth + 9, nth),
      kind: 'lead' as const,
      at: at + nth + 9,
      page: 'https://example.com/',
    };
    const fields = { phone: `+38044111111${nth}` };
    await site.contact({
      sentAt: at + 100,
      visit: { ...visit, language: '', zone: '' },
      contact: { ...contact, fields },
    });
  }
  const rows = () =>
    Promise.all(
      ['leads ORDER BY id', 'contact_paths ORDER BY contact'].map((table) => site.rows(`SELECT * FROM ${table}`)),
    );
  const before = await rows();
  expect(before.map((table) => table.length)).toEqual([2, 2]);
  await site.rows('DELETE FROM leads; DELETE FROM contact_paths;');
  await evictDurableObject(site.stub);
  await site.stub.settings();
  expect(await rows()).toEqual(before);
});

test('spend from before there were kinds is of ads, to nobody in particular', async () => {
  await onEmpty((storage) => {
    const { sql } = storage;
    const kinds = SITE_MIGRATIONS.findIndex(
      (step) => typeof step === 'string' && step.includes('CREATE TABLE spend_uploads'),
    );
    migrate(storage, SITE_MIGRATIONS.slice(0, kinds));
    sql.exec(`
      INSERT INTO spend_keys VALUES (1, 'google-ads', '["google","","","#1","",""]', 'google', '', '', 'One', '1', '', '', '', '');
      INSERT INTO spend VALUES (20000, 1, 105000, 100, 3, NULL, NULL, NULL, NULL, NULL);
    `);
    migrate(storage, SITE_MIGRATIONS);
    expect(sql.exec('SELECT key, kind, campaign FROM spend_keys').one()).toEqual({
      key: '["google","","","#1","",""]',
      kind: 'ad',
      campaign: 'One',
    });
    expect(sql.exec('SELECT day, key, cost, clicks, agency FROM spend').one()).toEqual({
      ...{ day: 20_000, key: 1, cost: 105_000, clicks: 3, agency: '' },
    });
  });
});

test('an object that wakes again has its data', async () => {
  const site = await newSite({ name: 'Kept' });
  await evictDurableObject(site.stub);
  expect((await site.stub.settings()).name).toBe('Kept');
});
