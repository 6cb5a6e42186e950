import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { exports } from 'cloudflare:workers';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Contact, ContactRequest } from '../../shared/contacts.ts';
import type { CallbackStory, Lead, LeadsAnswer } from '../../shared/leadStory.ts';
import { DEFAULT_LEADS } from '../../shared/leads.ts';
import { type Connect, DEFAULT_CALLS } from '../../shared/numbers.ts';
import type { SiteSettings } from '../../shared/settings.ts';
import type { CallEvent } from '../../worker/calls/call.ts';
import { ask, asked, bearing, bindings, fromPage, newAccount, newSiteOf, problemOf } from './people.ts';
import { idAt, newSite, type TestSite } from './site.ts';

/** Calls that are ordered: when, once, from whom, and what becomes of them. Providers are played by what their papers say. */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** A Tuesday, 13:00 in Kyiv; in the future, so that no alarm fires by itself. */
const NOON = Date.parse('2035-05-08T10:00:00Z');

const AGENT = '+380441234567';
const SHOWN = '+380443330001';
const OLENA = '+380671111111';
const SID = `AC${'0123456789abcdef'.repeat(2)}`;
const TOKEN = 'twilio-token';
const WHSEC = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLjSw';
const TOLD = 'https://told.example/';
const PBX = 'https://pbx.example/call';

const TWILIO: Connect = { provider: 'twilio', account: SID, secret: TOKEN, agent: AGENT, from: SHOWN };
const ZADARMA: Connect = { provider: 'zadarma', account: 'key', secret: 'zadarma-secret', agent: AGENT };
const WEBHOOK: Connect = { provider: 'webhook', account: PBX, secret: WHSEC, agent: AGENT, from: SHOWN };

const HOURS: NonNullable<SiteSettings['hours']> = {
  weekly: { tue: [{ from: '09:00', to: '18:00' }], wed: [{ from: '10:00', to: '18:00' }] },
};
const reporting = (provider: 'twilio' | 'zadarma', secret: string) => ({ provider, secret, rotation: 0 });

const settingsOf = (connect: Connect | undefined, change: Partial<SiteSettings> = {}): Partial<SiteSettings> => ({
  hours: HOURS,
  forms: [
    { id: 'callback', kind: 'callback', connect: true },
    { id: 'by-hand', kind: 'callback' },
    { id: 'lead', kind: 'lead' },
  ],
  calls: {
    ...DEFAULT_CALLS,
    ...(connect && { connect }),
    providers: [reporting('twilio', TOKEN), reporting('zadarma', 'zadarma-secret')],
  },
  notify: { webhooks: [{ url: TOLD, secret: WHSEC }], telegram: [] },
  // What is told of leads that wait for too long is not looked at here.
  leads: { ...DEFAULT_LEADS, escalateMinutes: [] },
  ...change,
});

interface Sent {
  url: string;
  headers: Headers;
  body: string;
}
let sent: Sent[];
/** What a provider answers before it looks at anything; undefined for what it would answer to such a request. */
let broken: (nth: number) => Response | undefined | Promise<Response>;

const json = (body: object, status = 200): Response => Response.json(body, { status });

/** Twilio's Calls resource: authentication, what it needs, and what it says where that is missing. */
const asTwilio = ({ url, headers, body }: Sent): Response => {
  if (headers.get('authorization') !== `Basic ${btoa(`${SID}:${TOKEN}`)}`)
    return json({ code: 20003, message: 'Authenticate', status: 401 }, 401);
  expect(url).toBe(`https://api.twilio.com/2010-04-01/Accounts/${SID}/Calls.json`);
  expect(headers.get('content-type')).toBe('application/x-www-form-urlencoded');
  const fields = new URLSearchParams(body);
  const [to = '', from = ''] = [fields.get('To') ?? '', fields.get('From') ?? ''];
  if (!/^\+[1-9]\d{6,14}$/.test(to)) return json({ code: 21211, message: `The number ${to} is invalid` }, 400);
  if (!/^\+[1-9]\d{6,14}$/.test(from)) return json({ code: 21212, message: `The number ${from} is invalid` }, 400);
  if (!fields.get('Twiml')) return json({ code: 21205, message: 'Url or Twiml is required' }, 400);
  return json({ sid: 'CAagent', status: 'queued', direction: 'outbound-api', to, from }, 201);
};

/** Zadarma's signature of 380441234567 being put through to 380671111111, by its PHP library's rule. */
const ZADARMA_QUERY = 'format=json&from=380441234567&to=380671111111';
const ZADARMA_SIGNATURE = 'ZGRiYjhlNTEzZTk1ZTk3MjJiZTcyODcyZGE3ZmQxNTE0NjdkZTI3YQ==';

const asZadarma = ({ url, headers }: Sent): Response =>
  url === `https://api.zadarma.com/v1/request/callback/?${ZADARMA_QUERY}` &&
  headers.get('authorization') === `key:${ZADARMA_SIGNATURE}`
    ? json({ status: 'success', from: '380441234567', to: '380671111111', time: 1_700_000_000 })
    : json({ status: 'error', message: 'Not authorized' }, 401);

const asPbx = ({ headers, body }: Sent): Response => {
  // It looks at the clock on the wall, which is not ours here: the signature alone counts.
  const id = headers.get('webhook-id') ?? '';
  const at = new Date(Number(headers.get('webhook-timestamp')) * SECOND);
  const genuine = new Webhook(WHSEC).sign(id, at, body) === headers.get('webhook-signature');
  return new Response(null, { status: genuine ? 204 : 401 });
};

const orders = (): Sent[] => sent.filter(({ url }) => url !== TOLD);
/** What the site's people were told. */
const told = (): { type: string; data: { contact: Contact; callback?: object } }[] =>
  sent.filter(({ url }) => url === TOLD).map(({ body }) => JSON.parse(body));

beforeEach(() => {
  // The clock alone: what waits goes on waiting by the real one.
  vi.setSystemTime(NOON);
  sent = [];
  broken = () => undefined;
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const one = { url: String(input), headers: new Headers(init?.headers), body: String(init?.body ?? '') };
    sent.push(one);
    if (one.url === TOLD) return new Response(null, { status: 204 });
    const answer = await broken(orders().length);
    if (answer) return answer;
    if (one.url.startsWith('https://api.twilio.com')) return asTwilio(one);
    if (one.url.startsWith('https://api.zadarma.com')) return asZadarma(one);
    return asPbx(one);
  });
});

const made: TestSite[] = [];
afterEach(async () => {
  // Nothing may go on sending when the real fetch is back.
  for (const site of made.splice(0)) await site.rows('DELETE FROM callbacks');
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const siteWith = async (connect: Connect | undefined, change: Partial<SiteSettings> = {}): Promise<TestSite> => {
  const site = await newSite(settingsOf(connect, change));
  made.push(site);
  return site;
};

/** Somebody asks to be called, now. */
const request = (rest: number, change: Partial<Contact> = {}, at = Date.now()): ContactRequest => ({
  sentAt: at,
  visit: {
    id: idAt(at - MINUTE, rest),
    visitor: idAt(at - MINUTE, rest),
    url: 'https://example.com/',
    referrer: '',
    language: 'uk',
    zone: 'Europe/Kyiv',
  },
  contact: {
    id: idAt(at, rest),
    kind: 'callback',
    form: 'callback',
    at,
    fields: { phone: OLENA },
    page: 'https://example.com/',
    ...change,
  },
});

const storyOf = async (site: TestSite, contact: string): Promise<CallbackStory | undefined> =>
  (await site.stub.lead(contact))?.callback;

/** Asks, and waits until what follows at once has followed. */
const asks = async (site: TestSite, made: ContactRequest): Promise<string> => {
  expect(await site.contact(made)).toMatchObject({ state: 'new' });
  await settled(site);
  return made.contact.id;
};

const settled = (site: TestSite) =>
  vi.waitFor(async () => {
    const busy = await site.rows(
      `SELECT 1 FROM callbacks WHERE state = 'ordering' OR (state = 'waiting' AND due_at <= ${Date.now()})`,
    );
    expect(busy).toEqual([]);
  });

/** The clock goes on, and the alarm fires. */
const later = async (site: TestSite, ms: number): Promise<void> => {
  vi.setSystemTime(Date.now() + ms);
  await runDurableObjectAlarm(site.stub);
  await settled(site);
};

const alarmOf = (site: TestSite) => runInDurableObject(site.stub, (_, state) => state.storage.getAlarm());

const reports = (site: TestSite, provider: string, ...events: Partial<CallEvent>[]) =>
  site.stub.takeCalls(
    JSON.stringify({
      provider,
      receivedAt: Date.now(),
      raw: JSON.stringify(events),
      events: events.map((event) => ({ id: 'call', direction: 'out', tracking: SHOWN, other: OLENA, ...event })),
    }),
  );

describe('when', () => {
  test('within business hours the call is ordered at once', async () => {
    const site = await siteWith(TWILIO);
    const contact = await asks(site, request(1));
    expect(orders()).toHaveLength(1);
    expect(await storyOf(site, contact)).toEqual({
      contact,
      state: 'ordered',
      promisedTime: '2035-05-08T10:00:00.000Z',
      orderedTime: '2035-05-08T10:00:00.000Z',
      connectedTime: null,
      endedTime: null,
      handedOverTime: null,
    });
  });

  test('outside them it is promised for when they begin, and ordered then', async () => {
    vi.setSystemTime(NOON + 8 * HOUR);
    const site = await siteWith(TWILIO);
    const contact = await asks(site, request(1));
    const opening = Date.parse('2035-05-09T07:00:00Z');
    expect(await storyOf(site, contact)).toMatchObject({ state: 'waiting', promisedTime: '2035-05-09T07:00:00.000Z' });
    await later(site, opening - Date.now() - 1);
    expect(orders()).toEqual([]);
    expect(await alarmOf(site)).toBe(opening);
    await later(site, 1);
    expect(orders()).toHaveLength(1);
    expect(await storyOf(site, contact)).toMatchObject({ state: 'ordered', orderedTime: '2035-05-09T07:00:00.000Z' });
  });

  test('a chosen time is kept', async () => {
    const site = await siteWith(TWILIO);
    await asks(site, request(1, { wanted: NOON + 2 * HOUR }));
    expect(orders()).toEqual([]);
    expect(await alarmOf(site)).toBeLessThanOrEqual(NOON + 2 * HOUR);
    await later(site, 2 * HOUR);
    expect(orders()).toHaveLength(1);
  });

  test('a site without hours calls in the night', async () => {
    vi.setSystemTime(NOON + 13 * HOUR);
    const { hours: _, ...always } = settingsOf(TWILIO);
    const site = await newSite(always);
    made.push(site);
    await asks(site, request(1));
    expect(orders()).toHaveLength(1);
  });

  test('a request that comes a day late is a person’s', async () => {
    const site = await siteWith(TWILIO);
    const made = request(1);
    vi.setSystemTime(NOON + 24 * HOUR);
    const contact = await asks(site, { ...made, sentAt: Date.now() });
    await later(site, SECOND);
    expect(orders()).toEqual([]);
    expect(await storyOf(site, contact)).toMatchObject({ state: 'failed', reason: 'late' });
    expect(told().map(({ type }) => type)).toEqual(['lead.created', 'callback.failed']);
  });

  test('where nobody is ever there, a person is told at once', async () => {
    const site = await siteWith(TWILIO, { hours: { weekly: {} } });
    const contact = await asks(site, request(1));
    await later(site, SECOND);
    expect(await storyOf(site, contact)).toMatchObject({ state: 'failed', reason: 'closed' });
    expect(told().map(({ type }) => type)).toContain('callback.failed');
  });
});

describe('for whom', () => {
  test.each<[string, Partial<Contact>]>([
    ['a form that is not set to', { form: 'by-hand' }],
    ['a lead', { kind: 'lead', form: 'lead' }],
    ['a form that is none', { form: 'gone' }],
    ['a number that is none', { fields: { phone: '12 345 67' } }],
    ['no number', { fields: { name: 'Olena' } }],
  ])('%s: nobody is rung', async (_, change) => {
    const site = await siteWith(TWILIO);
    const contact = await asks(site, request(1, change));
    expect(await storyOf(site, contact)).toBeUndefined();
    expect(orders()).toEqual([]);
  });

  test('a site that names nobody to connect: nobody is rung', async () => {
    const site = await siteWith(undefined);
    expect(await storyOf(site, await asks(site, request(1)))).toBeUndefined();
  });

  test('the same request again, and the same number a minute later, are one call', async () => {
    const site = await siteWith(TWILIO);
    const made = request(1);
    await asks(site, made);
    expect(await site.contact(made)).toMatchObject({ state: 'known' });
    vi.setSystemTime(NOON + MINUTE);
    await asks(site, request(2));
    expect(orders()).toHaveLength(1);
    vi.setSystemTime(NOON + HOUR);
    await asks(site, request(3));
    expect(orders()).toHaveLength(2);
  });

  test('whoever was erased is not called', async () => {
    const site = await siteWith(TWILIO);
    const contact = await asks(site, request(1, { wanted: NOON + HOUR }));
    expect((await site.stub.exportPerson(contact))?.callbacks).toMatchObject([{ contact, state: 'waiting' }]);
    expect(await site.stub.erase(contact)).toBe(true);
    await later(site, HOUR);
    expect(orders()).toEqual([]);
    expect(await site.rows('SELECT * FROM callbacks')).toEqual([]);
  });
});

describe('once', () => {
  const failing = async (answer: () => Response | Promise<Response>, connect = TWILIO) => {
    broken = answer;
    const site = await siteWith(connect);
    const contact = await asks(site, request(1));
    return { site, contact };
  };

  test('what Twilio has refused for being too many is ordered again, no earlier than it asks for', async () => {
    const { site, contact } = await failing(
      () => new Response('{}', { status: 429, headers: { 'retry-after': '20' } }),
    );
    expect(await storyOf(site, contact)).toMatchObject({ state: 'waiting', error: 'HTTP 429' });
    broken = () => undefined;
    await later(site, 20 * SECOND - 1);
    expect(orders()).toHaveLength(1);
    await later(site, 1);
    expect(orders()).toHaveLength(2);
    expect(await storyOf(site, contact)).toMatchObject({ state: 'ordered' });
    expect(told().map(({ type }) => type)).toEqual(['lead.created']);
  });

  test('a provider that is busy all the time is given up, and a person rings', async () => {
    const { site, contact } = await failing(() => new Response('{}', { status: 429 }));
    for (let minute = 0; minute < 10; minute += 1) await later(site, MINUTE);
    expect(orders()).toHaveLength(6);
    expect(await storyOf(site, contact)).toMatchObject({ state: 'failed', reason: 'refused', error: 'HTTP 429' });
    expect(told().map(({ type }) => type)).toEqual(['lead.created', 'callback.failed']);
  });

  test.each<[string, () => Response | Promise<Response>, string]>([
    ['an error on its side', () => json({ code: 20500 }, 500), 'HTTP 500 code 20500'],
    ['a broken connection', () => Promise.reject(new TypeError('reset')), 'TypeError'],
  ])('%s may have come after the call: it is not ordered again, and a person rings', async (_, answer, error) => {
    const { site, contact } = await failing(answer);
    for (let minute = 0; minute < 10; minute += 1) await later(site, MINUTE);
    expect(orders()).toHaveLength(1);
    expect(await storyOf(site, contact)).toMatchObject({
      state: 'failed',
      reason: 'unknown',
      error,
      handedOverTime: '2035-05-08T10:00:00.000Z',
    });
    expect(told().at(-1)).toMatchObject({
      type: 'callback.failed',
      data: {
        contact: { id: contact, phone: OLENA },
        callback: { promisedTime: '2035-05-08T10:00:00.000Z', reason: 'unknown' },
      },
    });
    const ids = sent.filter(({ url }) => url === TOLD).map(({ headers }) => headers.get('webhook-id'));
    expect(new Set(ids).size).toBe(2);
  });

  test('a refusal is kept by its code: its words name the number', async () => {
    const { site, contact } = await failing(() => undefined as never, { ...TWILIO, secret: 'wrong' });
    expect(await storyOf(site, contact)).toMatchObject({
      state: 'failed',
      reason: 'refused',
      error: 'HTTP 401 code 20003',
    });
    broken = () => json({ code: 21211, message: `The number ${OLENA} is invalid` }, 400);
    vi.setSystemTime(NOON + HOUR);
    const second = await asks(site, request(2));
    expect(await storyOf(site, second)).toMatchObject({ error: 'HTTP 400 code 21211' });
    expect(JSON.stringify(await site.rows('SELECT * FROM callbacks'))).not.toContain(OLENA);
  });

  test('who died while ordering does not order again, and an answer that comes yet changes nothing', async () => {
    let [open, answered] = [false, false];
    broken = async () => {
      while (!open) await new Promise((resolve) => setTimeout(resolve, 5));
      answered = true;
      return json({ sid: 'CAagent' }, 201);
    };
    const site = await siteWith(TWILIO);
    const made = request(1);
    await site.contact(made);
    await vi.waitFor(() => expect(orders()).toHaveLength(1));
    // As the row stands on disk while the request is out, so a new object would find it.
    await runDurableObjectAlarm(site.stub);
    expect(orders()).toHaveLength(1);
    expect(await alarmOf(site)).toBe(NOON + 20 * SECOND);
    await later(site, 20 * SECOND);
    expect(await storyOf(site, made.contact.id)).toMatchObject({ state: 'failed', reason: 'unknown' });
    open = true;
    await vi.waitFor(() => expect(answered).toBe(true));
    await later(site, SECOND);
    expect(orders()).toHaveLength(1);
    expect(await storyOf(site, made.contact.id)).toMatchObject({ state: 'failed', reason: 'unknown' });
    expect(told().map(({ type }) => type)).toEqual(['lead.created', 'callback.failed']);
  });

  test('a salesperson who did not answer, reported before the order was answered', async () => {
    let open = false;
    broken = async () => {
      while (!open) await new Promise((resolve) => setTimeout(resolve, 5));
      return json({ sid: 'CAagent' }, 201);
    };
    const site = await siteWith(TWILIO);
    const made = request(1);
    await site.contact(made);
    await vi.waitFor(() => expect(orders()).toHaveLength(1));
    await reports(site, 'twilio', { id: 'CAagent', other: AGENT, status: 'missed' });
    open = true;
    await settled(site);
    expect(await storyOf(site, made.contact.id)).toMatchObject({ state: 'failed', reason: 'agent' });
  });

  test('a promise that nobody is set any more to keep is a person’s', async () => {
    const site = await siteWith(TWILIO);
    const contact = await asks(site, request(1, { wanted: NOON + HOUR }));
    await runInDurableObject(site.stub, (instance) => instance.change({ calls: DEFAULT_CALLS }));
    await later(site, HOUR);
    expect(await storyOf(site, contact)).toMatchObject({ state: 'failed', reason: 'off' });
    expect(orders()).toEqual([]);
  });
});

describe('Zadarma', () => {
  test('is asked as its library asks; the call to the visitor is the outcome', async () => {
    const site = await siteWith(ZADARMA);
    const contact = await asks(site, request(1));
    expect(orders().map(({ url }) => new URL(url).search)).toEqual([`?${ZADARMA_QUERY}`]);
    expect(await storyOf(site, contact)).toMatchObject({ state: 'ordered' });
    vi.setSystemTime(NOON + 90 * SECOND);
    const ringingAt = NOON + 20 * SECOND;
    await reports(site, 'zadarma', { ringingAt, status: 'ringing' });
    expect(await storyOf(site, contact)).toMatchObject({ state: 'ordered', call: expect.any(String) });
    const talk = { answeredAt: ringingAt + 5_000, endedAt: ringingAt + 65_000, talkSeconds: 60 };
    await reports(site, 'zadarma', { ringingAt, ...talk, status: 'answered' });
    expect(await storyOf(site, contact)).toMatchObject({
      state: 'connected',
      connectedTime: '2035-05-08T10:00:25.000Z',
      endedTime: '2035-05-08T10:01:25.000Z',
    });
    expect((await site.stub.lead(contact))?.firstResponse).toMatchObject({ seconds: 20 });
    await later(site, 10 * MINUTE);
    expect(told().map(({ type }) => type)).toEqual(['lead.created']);
  });

  test('where no call to the visitor is reported, a person rings; a late report is believed all the same', async () => {
    const site = await siteWith(ZADARMA);
    const contact = await asks(site, request(1));
    await later(site, 5 * MINUTE);
    expect(await storyOf(site, contact)).toMatchObject({ state: 'failed', reason: 'noCall' });
    await later(site, SECOND);
    expect(told().map(({ type }) => type)).toEqual(['lead.created', 'callback.failed']);
    await reports(site, 'zadarma', { ringingAt: NOON + 5_000, endedAt: NOON + 30_000, status: 'busy' });
    expect(await storyOf(site, contact)).toMatchObject({ state: 'busy' });
  });

  test('a call that came in, one to somebody else and one of before are not the outcome', async () => {
    const site = await siteWith(ZADARMA);
    const contact = await asks(site, request(1));
    const answered = { ringingAt: NOON + SECOND, answeredAt: NOON + SECOND, status: 'answered' } as const;
    vi.setSystemTime(NOON + 10 * SECOND);
    await reports(site, 'zadarma', { ...answered, id: 'in', direction: 'in' });
    await reports(site, 'zadarma', { ...answered, id: 'other', other: '+380672222222' });
    await reports(site, 'zadarma', { ...answered, id: 'before', ringingAt: NOON - MINUTE });
    expect(await storyOf(site, contact)).toMatchObject({ state: 'ordered', connectedTime: null });
  });

  test('what is refused in so many words is a person’s', async () => {
    broken = () => json({ status: 'error', message: `${OLENA}: not enough money` });
    const site = await siteWith(ZADARMA);
    expect(await storyOf(site, await asks(site, request(1)))).toMatchObject({ state: 'failed', reason: 'refused' });
  });
});

describe('a webhook', () => {
  test('is signed, and sent again under the same id until it is taken', async () => {
    broken = (nth) => (nth === 1 ? new Response(null, { status: 503 }) : undefined);
    const site = await siteWith(WEBHOOK);
    const contact = await asks(site, request(1));
    await later(site, 2 * SECOND);
    expect(orders().map(({ url, headers }) => [url, headers.get('webhook-id')])).toEqual([
      [PBX, `${contact}-callback`],
      [PBX, `${contact}-callback`],
    ]);
    expect(JSON.parse(orders()[1]?.body ?? '')).toEqual({
      type: 'callback.requested',
      timestamp: '2035-05-08T10:00:02.000Z',
      data: { contact, phone: OLENA, agent: AGENT, from: SHOWN },
    });
    expect(await storyOf(site, contact)).toMatchObject({ state: 'ordered' });
  });
});

describe('Twilio, by its own hook', () => {
  let admin: string;
  let site: string;
  beforeEach(async () => {
    ({ token: admin } = await newAccount());
    site = await newSiteOf(admin, settingsOf({ ...TWILIO, agent: '044 123-45-67', secret: '' }));
  });
  afterEach(() => runInDurableObject(stub(), (_, { storage }) => storage.sql.exec('DELETE FROM callbacks')));
  const stub = () => bindings.SITE.getByName(site);

  /** A visitor asks; returns the fields of the order. */
  const order = async (): Promise<URLSearchParams> => {
    expect((await ask(`/w/${site}/contacts`, fromPage(request(1)))).status).toBe(201);
    await vi.waitFor(() => expect(orders()).toHaveLength(1));
    await vi.waitFor(async () => expect((await lead()).callback?.state).toBe('ordered'));
    return new URLSearchParams(orders()[0]?.body);
  };
  const lead = async (): Promise<Lead> =>
    (await asked<LeadsAnswer>(`/v1/sites/${site}/leads`, bearing(admin))).leads[0] as Lead;

  const reported = async (address: string, fields: Record<string, string>): Promise<void> => {
    const text =
      address +
      [...Object.keys(fields)]
        .sort()
        .map((name) => name + fields[name])
        .join('');
    const bytes = new TextEncoder();
    const key = await crypto.subtle.importKey('raw', bytes.encode(TOKEN), { name: 'HMAC', hash: 'SHA-1' }, false, [
      'sign',
    ]);
    const signed = new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes.encode(text)));
    const { pathname, search } = new URL(address);
    const answer = await ask(pathname + search, {
      method: 'POST',
      body: new URLSearchParams(fields).toString(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': btoa(String.fromCharCode(...signed)),
      },
    });
    expect(answer.status).toBe(200);
  };
  const leg = (CallStatus: string, after: number, fields: Record<string, string> = {}) => ({
    AccountSid: SID,
    CallSid: 'CAagent',
    CallStatus,
    Direction: 'outbound-api',
    From: SHOWN,
    To: AGENT,
    CallbackSource: 'call-progress-events',
    Timestamp: new Date(NOON + after).toUTCString(),
    ...fields,
  });
  const visitors = { CallSid: 'CAvisitor', ParentCallSid: 'CAagent', Direction: 'outbound-dial', To: OLENA };

  test('rings the salesperson, then the visitor, and reports both', async () => {
    const fields = await order();
    expect(Object.fromEntries(fields)).toMatchObject({ To: AGENT, From: SHOWN });
    expect(fields.getAll('StatusCallbackEvent')).toEqual(['initiated', 'ringing', 'answered', 'completed']);
    const address = fields.get('StatusCallback') ?? '';
    const dial =
      /^<Response><Dial callerId="([^"]*)" answerOnBridge="true"><Number statusCallback="([^"]*)" statusCallbackEvent="initiated ringing answered completed">([^<]*)<\/Number><\/Dial><\/Response>$/;
    expect(dial.exec(fields.get('Twiml') ?? '')?.slice(1)).toEqual([SHOWN, address, OLENA]);
    // Neither of the two is in an address.
    expect(address).not.toMatch(/380/);
    expect(address).toMatch(new RegExp(`^https://whichhalf\\.test/hooks/${site}/twilio/[0-9a-f]{24}\\?order=`));

    vi.setSystemTime(NOON + 2 * MINUTE);
    await reported(address, leg('ringing', 1_000));
    await reported(address, leg('in-progress', 8_000));
    await reported(address, leg('ringing', 9_000, visitors));
    expect((await lead()).callback).toMatchObject({ state: 'ordered', call: expect.any(String) });
    await reported(address, leg('in-progress', 15_000, visitors));
    await reported(address, leg('completed', 75_000, { ...visitors, CallDuration: '60' }));
    await reported(address, leg('completed', 76_000, { CallDuration: '68' }));
    expect((await lead()).callback).toMatchObject({
      state: 'connected',
      connectedTime: '2035-05-08T10:00:15.000Z',
      endedTime: '2035-05-08T10:01:15.000Z',
      handedOverTime: null,
    });
    expect((await lead()).firstResponse).toMatchObject({ time: '2035-05-08T10:00:09.000Z' });
  });

  test('behind a proxy that ends TLS, the address to report to is the one that browsers use', async () => {
    const address = `http://whichhalf.test/w/${site}/contacts`;
    expect((await exports.default.fetch(new Request(address, fromPage(request(1))))).status).toBe(201);
    await vi.waitFor(() => expect(orders()).toHaveLength(1));
    expect(new URLSearchParams(orders()[0]?.body).get('StatusCallback')).toMatch(/^https:\/\/whichhalf\.test\//);
    await vi.waitFor(async () => expect((await lead()).callback?.state).toBe('ordered'));
  });

  test.each([
    ['busy', 'busy'],
    ['no-answer', 'missed'],
  ])('a visitor who is %s', async (word, state) => {
    const address = (await order()).get('StatusCallback') ?? '';
    await reported(address, leg('ringing', 0, visitors));
    await reported(address, leg(word, 0, { ...visitors, CallDuration: '0' }));
    expect((await lead()).callback?.state).toBe(state);
    expect(told().map(({ type }) => type)).toEqual(['lead.created']);
  });

  test('a salesperson who does not answer: a person is told', async () => {
    const address = (await order()).get('StatusCallback') ?? '';
    await reported(address, leg('ringing', 0));
    expect((await lead()).callback?.state).toBe('ordered');
    await reported(address, leg('no-answer', 0, { CallDuration: '0' }));
    expect((await lead()).callback).toMatchObject({ state: 'failed', reason: 'agent' });
    await vi.waitFor(() => expect(told().map(({ type }) => type)).toEqual(['lead.created', 'callback.failed']));
  });
});

describe('settings', () => {
  let admin: string;
  beforeEach(async () => {
    ({ token: admin } = await newAccount());
  });
  const callsWith = (connect: object) => ({ calls: { ...DEFAULT_CALLS, connect } });

  test.each<[string, object, string]>([
    ['Twilio by another id', { ...TWILIO, account: 'SK0123' }, 'account'],
    ['Twilio without a number to show', { ...TWILIO, from: undefined }, 'from'],
    ['without a secret', { ...TWILIO, secret: '' }, 'secret'],
    ['hidden, but none is stored', { ...TWILIO, secret: '(set)' }, 'secret'],
    ['Zadarma by a key with a line break', { ...ZADARMA, account: 'a\r\nb' }, 'account'],
    ['a webhook to nowhere', { ...WEBHOOK, account: 'https://' }, 'account'],
    ['a webhook with a plain secret', { ...WEBHOOK, secret: 'password' }, 'secret'],
    ['a salesperson without a possible number', { ...WEBHOOK, agent: '12 345 67' }, 'agent'],
    ['a provider that nobody knows', { ...WEBHOOK, provider: 'pigeon' }, 'provider'],
  ])('%s: refused', async (_, connect, field) => {
    const body = { name: 'S', hosts: ['s.example'], ...callsWith(connect) };
    const answer = await ask('/v1/sites', bearing(admin, body));
    expect(answer.status).toBe(422);
    expect((await problemOf(answer)).errors?.map((error) => error.field)).toEqual([`calls.connect.${field}`]);
  });

  test('the secret goes in, never comes out, and stays where it was meant for', async () => {
    const site = await newSiteOf(admin, callsWith({ ...WEBHOOK, agent: '044 123 45 67' }));
    const { settings } = await asked<{ settings: SiteSettings }>(`/v1/sites/${site}`, bearing(admin));
    expect(settings.calls.connect).toEqual({ ...WEBHOOK, secret: '(set)' });
    const change = (connect: object) => ask(`/v1/sites/${site}`, bearing(admin, callsWith(connect), 'PATCH'));
    expect((await change(settings.calls.connect as Connect)).status).toBe(200);
    expect((await change({ ...WEBHOOK, secret: '(set)', account: 'https://evil.example/' })).status).toBe(422);
    expect((await bindings.SITE.getByName(site).settings()).calls.connect).toEqual(WEBHOOK);
  });
});
