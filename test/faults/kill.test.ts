import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Contact } from '../../shared/contacts.ts';
import type { FormHit, HitsBatch } from '../../shared/hits.ts';
import { openFlakyProxy } from '../flows/flakyProxy.ts';
import { type Owner, openSite } from '../flows/owner.ts';
import { openReceiver } from '../flows/receiver.ts';
import { until } from '../flows/until.ts';
import { startServer, type TestServer } from '../server.ts';
import { clientOf, contactBody, hitsAnswer, hitsBody, idOf, visitOf } from './client.ts';
import { openSiteFile } from './siteFile.ts';

/** What is acknowledged is stored, once, whatever happens to the server and to the line. */

let data: string;
let server: TestServer;
let owner: Owner;
/** By address: `localhost` would be looked up for every request. */
let url: string;

beforeEach(async () => {
  data = mkdtempSync(`${tmpdir()}/whichhalf-faults-`);
  server = await startServer({ data, env: { TRUSTED_PROXIES: '127.0.0.1' } });
  url = server.url.replace('localhost', '127.0.0.1');
  owner = await openSite(server, { name: 'Вікна', hosts: ['localhost'], timeZone: 'Europe/Kyiv', country: 'UA' });
});

afterEach(async () => {
  await server?.stop();
  rmSync(data, { recursive: true, force: true });
});

const ADS = [
  '?utm_source=google&utm_medium=cpc&utm_campaign=1&utm_content=11',
  '?utm_source=google&utm_medium=cpc&utm_campaign=1&utm_content=12',
  '?utm_source=facebook&utm_medium=paid_social&utm_campaign=2&utm_content=21',
  '?utm_source=yandex&utm_medium=cpc&utm_campaign=3&utm_content=31',
  '',
];
const contentOf = (query: string): string => new URLSearchParams(query).get('utm_content') ?? '';

const METRICS = 'visits,newVisitors,bounces,pages,formSeen,formStarted,formSubmitted,leadVisits,contacts,leads';

/** The report as rows by ad content. */
const reported = async (): Promise<Record<string, Record<string, number>>> => {
  const days = 86_400_000;
  const [from, to] = [-1, 1].map((after) => new Date(Date.now() + after * days).toISOString().slice(0, 10)) as [
    string,
    string,
  ];
  const { rows } = await owner.report({ by: 'content', metrics: METRICS, from, to });
  return Object.fromEntries(rows.map(({ key, values }) => [key.content, values as Record<string, number>]));
};

const page = (at: number, path: string): HitsBatch['hits'][number] => ({ kind: 'page', at, path });
const form = (at: number, stage: FormHit['stage']): HitsBatch['hits'][number] => ({
  kind: 'form',
  at,
  form: 'lead',
  stage,
});

const phone = (visitor: number): string => `067${String(visitor).padStart(7, '0')}`;

const contactOf = (name: string, fields: Contact['fields']): Contact => {
  const now = Date.now();
  return { id: idOf(name, now), kind: 'lead', at: now, form: 'lead', fields, page: 'http://localhost/contact' };
};

/** Every row of what recording writes, as text: two equal ones are equal to the last byte. */
const derived = (): { cube: string; visitors: string; contacts: string; strays: string } => {
  const file = openSiteFile(data, { readOnly: true });
  const all = (sql: string): string => JSON.stringify(file.prepare(sql).all());
  const tables = {
    cube: all('SELECT * FROM cube ORDER BY day, ad'),
    visitors: all('SELECT * FROM visitor_visits ORDER BY visitor, started_at, visit'),
    contacts: all('SELECT * FROM contacts ORDER BY id'),
    strays: all('SELECT * FROM stray_visits ORDER BY id'),
  };
  file.close();
  return tables;
};

const KILLS = 10;
const CLIENTS = 16;
/** Acknowledged between one kill and the next, at least. */
const BETWEEN = 300;

test('killed ten times under load: what was acknowledged is there, once, and nothing else is', async () => {
  const acknowledged = { visits: new Set<string>(), contacts: new Set<string>() };
  const expected: Record<string, Record<string, number>> = {};
  let answers = 0;
  let cutOff = 0;
  let stopping = false;

  const count = (ad: string, facts: Record<string, number>): void => {
    const row = (expected[ad] ??= Object.fromEntries(METRICS.split(',').map((metric) => [metric, 0])));
    for (const [fact, amount] of Object.entries(facts)) row[fact] = (row[fact] as number) + amount;
  };

  /** One client: visitors one after the other, each repeating every request until it is acknowledged. */
  const client = async (number: number): Promise<void> => {
    for (let visitor = number; !stopping; visitor += CLIENTS) {
      const { post } = clientOf(url, owner.site, `10.${number}.${(visitor >> 8) & 255}.${visitor & 255}`);
      const acknowledge = async (path: 'hits' | 'contacts', body: () => string, fine: number[]): Promise<void> => {
        for (;;) {
          const answer = await post(path, body());
          if (answer && fine.includes(answer.status)) break;
          // Killed in mid-request, a server answers nothing or 5xx; 4xx would be a bug of this test.
          if (answer && answer.status < 500) throw new Error(`${path}: ${answer.status} ${answer.text}`);
          cutOff += 1;
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        answers += 1;
      };

      const query = ADS[visitor % ADS.length] as string;
      const name = `v${visitor.toString(36)}`;
      const visit = visitOf(name, { now: Date.now(), visitor: idOf(name, Date.now()), query });
      const begins = [page(0, '/'), page(1_000, '/contact')];
      await acknowledge('hits', () => hitsBody(visit, begins), [202]);
      acknowledged.visits.add(visit.id);
      count(contentOf(query), { visits: 1, newVisitors: 1, pages: 2 });
      // One in two looks at the form, one in four of all leaves two contacts, which are one lead.
      if (visitor % 2 === 0) {
        // What is known already goes with it again, as when an answer was lost.
        await acknowledge(
          'hits',
          () => hitsBody(visit, [...begins, form(2_000, 'seen'), form(3_000, 'started')]),
          [202],
        );
        count(contentOf(query), { formSeen: 1, formStarted: 1 });
      }
      if (visitor % 4 === 0) {
        for (const [suffix, fields] of [
          ['a', { phone: phone(visitor), name: 'Ім’я' }],
          ['b', { phone: `+38${phone(visitor)}` }],
        ] as const) {
          const contact = contactOf(`${suffix}${visitor.toString(36)}`, fields);
          await acknowledge('contacts', () => contactBody(visit, contact), [201, 200]);
          acknowledged.contacts.add(contact.id);
        }
        count(contentOf(query), { formSubmitted: 1, leadVisits: 1, contacts: 2, leads: 1 });
      }
    }
  };

  const clients = Promise.all(Array.from({ length: CLIENTS }, (_, number) => client(number)));
  for (let kill = 0; kill < KILLS; kill += 1) {
    const before = answers;
    await until(`${BETWEEN} answers before kill ${kill + 1}`, () => answers >= before + BETWEEN);
    await server.kill();
    await server.restart();
  }
  stopping = true;
  await clients;
  // The kills did hit requests under way.
  expect(cutOff).toBeGreaterThan(KILLS);

  expect(await reported()).toEqual(expected);

  await server.stop();
  const file = openSiteFile(data, { readOnly: true });
  const ids = (table: string): string[] =>
    file
      .prepare(`SELECT id FROM ${table} ORDER BY id`)
      .all()
      .map(({ id }) => id as string);
  expect(ids('visits')).toEqual([...acknowledged.visits].sort());
  expect(ids('contacts')).toEqual([...acknowledged.contacts].sort());
  expect(ids('contact_details')).toEqual([...acknowledged.contacts].sort());
  const { check } = file.prepare('SELECT integrity_check AS "check" FROM pragma_integrity_check').get() as {
    check: string;
  };
  expect(check).toBe('ok');
  file.close();

  // Another lead window makes the site work out all that is derived anew from its raw rows.
  const stood = derived();
  await server.restart();
  await owner.change({ leadWindowDays: 29 });
  expect(await reported()).toEqual(expected);
  await server.stop();
  expect(derived()).toEqual(stood);
}, 90_000);

test('the answer to a contact is lost after it was stored: repeated until answered, it is one contact', async () => {
  const line = await openFlakyProxy(url);
  try {
    const { post } = clientOf(line.url, owner.site, '10.0.0.1');
    const visit = visitOf('v1', { now: Date.now(), visitor: idOf('v1', Date.now()), query: ADS[0] as string });
    const contact = contactOf('c1', { phone: '0671112233' });
    expect((await post('hits', hitsBody(visit, [page(0, '/')])))?.status).toBe(202);
    line.dropReplies('/contacts', 3);
    const heard: (number | undefined)[] = [];
    for (let attempt = 0; attempt < 4; attempt += 1)
      heard.push((await post('contacts', contactBody(visit, contact)))?.status);
    expect(heard).toEqual([undefined, undefined, undefined, 200]);
    expect(line.dropped).toEqual([201, 200, 200]);
    expect((await owner.leads()).map(({ contacts }) => contacts.map(({ id }) => id))).toEqual([[contact.id]]);
    expect((await reported())['11']).toMatchObject({
      visits: 1,
      formSubmitted: 1,
      leadVisits: 1,
      contacts: 1,
      leads: 1,
    });
  } finally {
    await line.close();
  }
});

test('killed before the salesperson was told: told after the start, with nobody asking', async () => {
  const receiver = await openReceiver();
  try {
    await owner.change({ notify: { webhooks: [{ url: receiver.url, secret: receiver.secret }], telegram: [] } });
    receiver.answers.push(500);
    const { post } = clientOf(url, owner.site, '10.0.0.1');
    const visit = visitOf('v1', { now: Date.now(), visitor: idOf('v1', Date.now()), query: ADS[0] as string });
    const contact = contactOf('c1', { phone: '0671112233' });
    expect((await post('hits', hitsBody(visit, [page(0, '/')])))?.status).toBe(202);
    expect((await post('contacts', contactBody(visit, contact)))?.status).toBe(201);
    await until('the receiver to have failed', () => receiver.receipts.length === 1);
    await server.kill();
    await server.restart();
    await until('the receiver to be told again', () => receiver.receipts.length === 2);
    const [failed, told] = receiver.receipts;
    expect([failed?.status, told?.status]).toEqual([500, 204]);
    expect(told?.event.data.contact.id).toBe(contact.id);
    expect(told?.id).toBe(failed?.id);
  } finally {
    await receiver.close();
  }
});

/** Sends them all at once, so that they come to share a transaction. */
const allAtOnce = (bodies: string[]): Promise<(number | undefined)[]> =>
  Promise.all(
    bodies.map(async (body, index) => (await clientOf(url, owner.site, `10.1.0.${index}`).post('hits', body))?.status),
  );

const contentAt = (index: number): string => `at once ${index}`;

const visitsAtOnce = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => {
    const now = Date.now();
    const visit = visitOf(`g${index.toString(36)}`, {
      now,
      visitor: idOf(`g${index.toString(36)}`, now),
      query: `?utm_source=s&utm_content=${contentAt(index)}`,
    });
    return hitsBody(visit, [page(0, '/'), page(1, '/b')]);
  });

test('a bad hit among good ones is refused alone, in one batch and in batches at once', async () => {
  const now = Date.now();
  const visit = visitOf('v1', { now, visitor: idOf('v1', now), query: ADS[0] as string });
  const bad = { kind: 'page', at: -1, path: '/bad' } as const;
  const { post } = clientOf(url, owner.site, '10.0.0.1');
  const answer = await post('hits', hitsBody(visit, [page(0, '/'), bad, page(2_000, '/b')]));
  expect(answer?.status).toBe(202);
  expect(hitsAnswer(answer?.text ?? '')).toMatchObject({ accepted: 2, refused: [{ index: 1, field: 'at' }] });
  expect((await reported())['11']).toMatchObject({ visits: 1, pages: 2 });

  const bodies = visitsAtOnce(40);
  bodies[7] = '{"sentAt":';
  bodies[20] = hitsBody({ ...visit, id: 'no id' }, [page(0, '/')]);
  bodies[33] = hitsBody(visit, [bad]);
  const statuses = await allAtOnce(bodies);
  expect(statuses).toEqual(bodies.map((_, index) => ([7, 20, 33].includes(index) ? 422 : 202)));
  const { '11': before, ...rows } = await reported();
  expect(before).toMatchObject({ visits: 1, pages: 2 });
  expect(Object.keys(rows)).toHaveLength(37);
  for (const facts of Object.values(rows))
    expect(facts).toMatchObject({ visits: 1, newVisitors: 1, pages: 2, bounces: 0 });
});

test('a hit that the database itself refuses fails alone; those that shared its transaction are stored', async () => {
  // A rule in the database stands for whatever may go wrong once a hit is inside the transaction.
  const refusing = (add: boolean): void => {
    const file = openSiteFile(data, { readOnly: false });
    file.exec(
      add
        ? `CREATE TRIGGER refusing BEFORE INSERT ON visits WHEN new.language = 'xx-refused' BEGIN SELECT raise(ABORT, 'refused'); END`
        : 'DROP TRIGGER refusing',
    );
    file.close();
  };
  await server.stop();
  refusing(true);
  await server.restart();
  // Opens the object, so that all of the requests below find it awake.
  expect(await reported()).toEqual({});

  const bodies = visitsAtOnce(40).map((body, index) => (index % 13 === 5 ? body.replace('uk-UA', 'xx-refused') : body));
  const statuses = await allAtOnce(bodies);
  expect(statuses).toEqual(bodies.map((_, index) => (index % 13 === 5 ? 500 : 202)));
  const facts = await reported();
  const stored = bodies.map((_, index) => contentAt(index)).filter((_, index) => index % 13 !== 5);
  expect(Object.keys(facts).sort()).toEqual(stored.sort());
  for (const row of Object.values(facts)) expect(row).toMatchObject({ visits: 1, newVisitors: 1, pages: 2 });

  // Once what was wrong is right, what failed goes in like anything else.
  await server.stop();
  refusing(false);
  await server.restart();
  expect(await allAtOnce(bodies)).toEqual(bodies.map(() => 202));
  const all = await reported();
  expect(Object.keys(all)).toHaveLength(40);
  for (const row of Object.values(all)) expect(row).toMatchObject({ visits: 1, newVisitors: 1, pages: 2 });
});
