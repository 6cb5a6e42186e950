import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ContactRequest } from '../../shared/contacts.ts';
import { idAt, newSite, type TestSite } from './site.ts';

/** The outbox: told at once, told again until taken, and one bad target is nobody else's trouble. */

const AT = Date.parse('2026-05-05T09:00:00Z');
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLjSw';

/** What each address answers; a function of how often it was asked. */
let targets: Record<string, (nth: number) => Response | Promise<Response>>;
let asked: { url: string; body: { data: { contact: { id: string } } }; id: string | null }[];

beforeEach(() => {
  targets = {};
  asked = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const url = String(input);
    asked.push({ url, body: JSON.parse(String(init?.body)), id: new Headers(init?.headers).get('webhook-id') });
    return (targets[url] as (nth: number) => Response)(asked.filter((one) => one.url === url).length);
  });
});
afterEach(async () => {
  // Nothing may go on sending when the real fetch is back.
  for (const site of made.splice(0)) await site.rows('DELETE FROM deliveries');
  vi.restoreAllMocks();
});

const contactOf = (rest: number): ContactRequest => ({
  sentAt: AT + rest * 1_000,
  visit: {
    id: idAt(AT, rest),
    visitor: idAt(AT, rest),
    url: 'https://example.com/',
    referrer: '',
    language: 'uk',
    zone: '',
  },
  contact: {
    id: idAt(AT + 500, rest),
    kind: 'lead',
    at: AT + 500,
    fields: { name: 'N' },
    page: 'https://example.com/',
  },
});

const made: TestSite[] = [];

const siteTelling = async (...urls: string[]): Promise<TestSite> => {
  const site = await newSite({ notify: { webhooks: urls.map((url) => ({ url, secret: SECRET })), telegram: [] } });
  made.push(site);
  return site;
};

const waiting = (site: TestSite) =>
  site.rows<{ target: string; attempts: number; error: string }>(
    'SELECT target, attempts, error FROM deliveries ORDER BY id',
  );
const alarmOf = (site: TestSite) => runInDurableObject(site.stub, (_, state) => state.storage.getAlarm());
const allTold = (site: TestSite) => vi.waitFor(async () => expect(await waiting(site)).toEqual([]));
const makeDue = (site: TestSite) => site.rows('UPDATE deliveries SET due_at = 0');

test('a contact is told at once, under an id that stays the same', async () => {
  targets['https://a.example/'] = (nth) => new Response(null, { status: nth === 1 ? 500 : 204 });
  const site = await siteTelling('https://a.example/');
  expect(await site.contact(contactOf(1))).toMatchObject({ state: 'new' });
  await vi.waitFor(async () =>
    expect(await waiting(site)).toEqual([{ target: 'https://a.example/', attempts: 1, error: 'HTTP 500' }]),
  );
  await makeDue(site);
  await runDurableObjectAlarm(site.stub);
  await allTold(site);
  expect(asked.map(({ body }) => body.data.contact.id)).toEqual([idAt(AT + 500, 1), idAt(AT + 500, 1)]);
  expect(asked[0]?.id).toBe(asked[1]?.id);
});

test('who was told, who waits and who was given up on stands in the lead’s story, until its person is erased', async () => {
  targets['https://a.example/secret'] = () => new Response();
  targets['https://b.example/'] = (nth) => new Response(null, { status: nth === 1 ? 500 : 204 });
  targets['https://c.example/'] = () => new Response(null, { status: 410 });
  const site = await siteTelling('https://a.example/secret', 'https://b.example/', 'https://c.example/');
  await site.contact(contactOf(1));
  const { id } = contactOf(1).contact;
  const story = async () => (await site.stub.lead(id))?.told.map(({ to, state, error }) => [to, state, error]).sort();
  await vi.waitFor(async () =>
    expect(await story()).toEqual([
      ['a.example', 'told', ''],
      ['b.example', 'waiting', 'HTTP 500'],
      ['c.example', 'waiting', 'HTTP 410'],
    ]),
  );
  await site.rows(`UPDATE deliveries SET due_at = 0, attempts = 80 WHERE target = 'https://c.example/'`);
  await makeDue(site);
  await runDurableObjectAlarm(site.stub);
  await vi.waitFor(async () =>
    expect(await story()).toEqual([
      ['a.example', 'told', ''],
      ['b.example', 'told', ''],
      ['c.example', 'failed', 'HTTP 410'],
    ]),
  );
  await site.stub.erase(id);
  expect(await site.rows('SELECT 1 FROM told')).toEqual([]);
});

test('the same contact again tells nobody', async () => {
  targets['https://a.example/'] = () => new Response();
  const site = await siteTelling('https://a.example/');
  await site.contact(contactOf(1));
  await allTold(site);
  expect(await site.contact(contactOf(1))).toMatchObject({ state: 'known' });
  expect(await waiting(site)).toEqual([]);
  expect(asked).toHaveLength(1);
});

test('after a failed attempt the alarm stands, no earlier than the target asked for', async () => {
  targets['https://a.example/'] = () => new Response(null, { status: 429, headers: { 'retry-after': '90' } });
  const site = await siteTelling('https://a.example/');
  const before = Date.now();
  await site.contact(contactOf(1));
  await vi.waitFor(async () => expect((await waiting(site))[0]?.attempts).toBe(1));
  await runDurableObjectAlarm(site.stub);
  expect(await alarmOf(site)).toBeGreaterThanOrEqual(before + 90_000);
});

test('a target that hangs does not make the alarm run in circles', async () => {
  let open = false;
  targets['https://slow.example/'] = async () => {
    while (!open) await new Promise((resolve) => setTimeout(resolve, 5));
    return new Response();
  };
  const site = await siteTelling('https://slow.example/');
  await site.contact(contactOf(1));
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  await runDurableObjectAlarm(site.stub);
  // Not at once: what is under way looks after itself. But once more, in case this object dies before the answer.
  const alarm = (await alarmOf(site)) as number;
  expect(alarm).toBeGreaterThan(Date.now() + 10_000);
  open = true;
  await allTold(site);
  expect(asked).toHaveLength(1);
});

test('a new lead does not wait behind what a dead target has piled up', async () => {
  targets['https://dead.example/'] = () => new Response(null, { status: 500 });
  targets['https://good.example/'] = () => new Response();
  const site = await siteTelling('https://dead.example/', 'https://good.example/');
  await site.contact(contactOf(1));
  await vi.waitFor(async () =>
    expect(await waiting(site)).toMatchObject([{ target: 'https://dead.example/', attempts: 1 }]),
  );
  // Forty more that were tried before and are due again.
  await site.rows(
    `INSERT INTO deliveries (via, target, event, contact, created_at, due_at, attempts, error)
     SELECT via, target, event, contact, created_at, 0, 3, '' FROM deliveries, json_each('[${Array(40).fill(0)}]')`,
  );
  asked = [];
  await site.contact(contactOf(2));
  await vi.waitFor(() => expect(asked.some(({ url }) => url === 'https://good.example/')).toBe(true));
  expect(asked.length).toBeLessThanOrEqual(20);
});

test('a contact that was rolled back leaves no notice behind, and the next one still has its alarm', async () => {
  targets['https://a.example/'] = () => new Response(null, { status: 500 });
  const site = await siteTelling('https://a.example/');
  const bad = contactOf(1);
  await site.rows(
    `CREATE TRIGGER bad BEFORE INSERT ON identities WHEN NEW.contact = '${bad.contact.id}' BEGIN SELECT RAISE(ABORT, 'provoked'); END`,
  );
  // Together, so that they share a transaction.
  const results = await Promise.allSettled([site.contact(contactOf(2)), site.contact(bad)]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  expect(await waiting(site)).toHaveLength(1);
  expect(await alarmOf(site)).not.toBeNull();
});

test('the failing one alone leaves no alarm that never comes', async () => {
  targets['https://a.example/'] = () => new Response(null, { status: 500 });
  const site = await siteTelling('https://a.example/');
  await site.rows(
    `CREATE TRIGGER bad AFTER INSERT ON deliveries WHEN NEW.id = 1 BEGIN SELECT RAISE(ABORT, 'provoked'); END`,
  );
  const [failed] = await Promise.allSettled([site.contact(contactOf(1))]);
  expect(failed?.status).toBe('rejected');
  expect(await waiting(site)).toEqual([]);
  await site.rows('DROP TRIGGER bad');
  // Were an alarm thought to stand that was rolled back, this contact would get none.
  await site.contact(contactOf(2));
  expect(await alarmOf(site)).not.toBeNull();
});

test('a call is told once it is over, once, whatever its events say again', async () => {
  targets['https://a.example/'] = () => new Response();
  const site = await siteTelling('https://a.example/');
  const call = { id: 'c', direction: 'in', tracking: '+380440000001', other: '+380671111111', ringingAt: AT } as const;
  const over = { ...call, endedAt: AT + 20_000, status: 'missed' } as const;
  const report = (event: object): string =>
    JSON.stringify({ provider: 'generic', receivedAt: AT + 30_000, events: [event], raw: JSON.stringify(event) });
  await site.stub.takeCalls(report({ ...call, status: 'ringing' }));
  expect(await waiting(site)).toEqual([]);
  for (const event of [over, over, { ...call, status: 'ringing' }, { ...over, recording: 'https://r.example/' }])
    await site.stub.takeCalls(report(event));
  await allTold(site);
  expect(asked).toHaveLength(1);
  expect(asked[0]?.body).toMatchObject({
    type: 'lead.created',
    data: {
      contact: {
        kind: 'call',
        phone: '+380671111111',
        call: { tracking: '+380440000001', answered: false, callBackDue: '2026-05-05T09:15:00.000Z' },
      },
      ad: { source: '(not set)', medium: 'call' },
      landing: '',
    },
  });
});

test('a target that was taken out of the settings is not told any more', async () => {
  targets['https://a.example/'] = () => new Response(null, { status: 500 });
  const site = await siteTelling('https://a.example/');
  await site.contact(contactOf(1));
  await vi.waitFor(async () => expect((await waiting(site))[0]?.attempts).toBe(1));
  await runInDurableObject(site.stub, (instance) =>
    instance.change({ ...instance.settings(), notify: { webhooks: [], telegram: [] } }),
  );
  await makeDue(site);
  asked = [];
  await runDurableObjectAlarm(site.stub);
  await allTold(site);
  expect(asked).toEqual([]);
});
