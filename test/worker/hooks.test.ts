import { listDurableObjectIds, runInDurableObject } from 'cloudflare:test';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { CallStory, CallsAnswer, HooksAnswer } from '../../shared/calls.ts';
import { DEFAULT_CALLS, type NumberSettings, type ProviderName } from '../../shared/numbers.ts';
import { ask, asked, bearing, bindings, newAccount, newSiteOf, newTokenOf, problemOf } from './people.ts';

/** Providers report calls: who is let in, what is stored, what they hear, and what is told of the calls. */

const OWN = '+380441234567';
const TRACKING = '+380441110000';
const CALLER = '+380671234567';
const GENERIC = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLjSw';
const TWILIO = '0123456789abcdef';
const NUMBERS: NumberSettings = {
  lines: [{ id: 'sales', number: OWN }],
  pools: [],
  rules: [{ line: 'sales', when: [{ parameter: 'utm_source', is: 'radio' }], show: { number: TRACKING } }],
};
const CALLS = {
  ...DEFAULT_CALLS,
  providers: [
    { provider: 'generic' as const, secret: GENERIC, rotation: 0 },
    { provider: 'twilio' as const, secret: TWILIO, rotation: 0 },
    { provider: 'zadarma' as const, secret: 'zadarma', rotation: 0 },
    { provider: 'binotel' as const, secret: '', rotation: 0 },
  ],
};

let admin: string;
let site: string;
/** The hooks' paths, as they were given out. */
let paths: Record<string, string>;

const hooksOf = async (of = site, token = admin): Promise<Record<string, string>> => {
  const { hooks } = await asked<HooksAnswer>(`/v1/sites/${of}/hooks`, bearing(token));
  return Object.fromEntries(hooks.map(({ provider, url }) => [provider, new URL(url).pathname]));
};
const pathOf = (provider: ProviderName): string => paths[provider] as string;

beforeEach(async () => {
  ({ token: admin } = await newAccount());
  site = await newSiteOf(admin, { numbers: NUMBERS, calls: CALLS });
  paths = await hooksOf();
});

afterEach(() => {
  vi.restoreAllMocks();
});

const stub = () => bindings.SITE.getByName(site);

/** Rows of every table that a call leaves something in. */
const stored = (): Promise<Record<string, number>> =>
  runInDurableObject(stub(), (_, { storage }) =>
    Object.fromEntries(
      ['calls', 'call_events', 'contacts', 'contact_details', 'identities', 'deliveries'].map((table) => [
        table,
        storage.sql.exec<{ count: number }>(`SELECT count(*) AS count FROM ${table}`).one().count,
      ]),
    ),
  );
const NOTHING = { calls: 0, call_events: 0, contacts: 0, contact_details: 0, identities: 0, deliveries: 0 };

const callBody = (more: Record<string, unknown> = {}): string => {
  const now = Math.floor(Date.now() / 1_000);
  return JSON.stringify({
    ...{ call_id: 'a', from: CALLER, to: TRACKING, status: 'answered' },
    ...{ ring_ts: now - 60, answer_ts: now - 50, end_ts: now - 10, billsec: 40, ...more },
  });
};

/** As a PBX signs it by the Standard Webhooks convention. */
const signed = (body: string, { secret = GENERIC, at = new Date(), id = 'msg_1' } = {}): RequestInit => ({
  method: 'POST',
  headers: {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  },
  body,
});

const hear = (body: string, how?: Parameters<typeof signed>[1], path = pathOf('generic')) =>
  ask(path, signed(body, how));

/** As Twilio signs a form: the address and the sorted fields. */
const byTwilio = async (fields: Record<string, string>, secret = TWILIO): Promise<Response> => {
  const path = pathOf('twilio');
  const text = Object.keys(fields)
    .sort()
    .reduce((all, name) => all + name + fields[name], `https://whichhalf.test${path}`);
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-1' }, false, [
    'sign',
  ]);
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(text)));
  return ask(path, {
    method: 'POST',
    headers: { 'x-twilio-signature': btoa(String.fromCharCode(...mac)) },
    body: new URLSearchParams(fields),
  });
};

const calls = (query = '') => asked<CallsAnswer>(`/v1/sites/${site}/calls${query}`, bearing(admin));
const change = (body: unknown) => ask(`/v1/sites/${site}`, bearing(admin, body, 'PATCH'));

const refused = async (answer: Response, status: number, kind: string): Promise<void> => {
  expect(answer.status).toBe(status);
  expect((await problemOf(answer)).type).toBe(`urn:whichhalf:problem:${kind}`);
};

describe('the addresses', () => {
  test('are told for the providers that the site names, each its own', async () => {
    const { hooks } = await asked<HooksAnswer>(`/v1/sites/${site}/hooks`, bearing(admin));
    expect(hooks).toEqual(
      CALLS.providers.map(({ provider }) => ({
        provider,
        url: expect.stringMatching(new RegExp(`^https://whichhalf\\.test/hooks/${site}/${provider}/[0-9a-f]{24}$`)),
      })),
    );
    expect(new Set(hooks.map(({ url }) => url.slice(-24))).size).toBe(hooks.length);
    expect(await hooksOf()).toEqual(paths);
    expect(await asked(`/v1/sites/${await newSiteOf(admin)}/hooks`, bearing(admin))).toEqual({ hooks: [] });
  });

  test('are described', async () => {
    const { paths: described } = await asked<{ paths: Record<string, object> }>('/openapi.json');
    expect(Object.keys(described['/hooks/{site}/{provider}/{secret}'] ?? {}).sort()).toEqual(['get', 'post']);
  });
});

describe('who is let in', () => {
  const near = (text: string): string => text.slice(0, -1) + (text.endsWith('0') ? '1' : '0');

  test('the right address with the right signature', async () => {
    const answer = await hear(callBody());
    expect([answer.status, await answer.json()]).toEqual([200, {}]);
    expect(await stored()).toMatchObject({ calls: 1, call_events: 1, contacts: 1 });
  });

  test.each<[string, (right: RequestInit) => RequestInit]>([
    ['a body that was changed', (right) => ({ ...right, body: callBody({ from: '+380670000000' }) })],
    ['another secret', () => signed(callBody(), { secret: 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' })],
    ['a request of an hour ago', () => signed(callBody(), { at: new Date(Date.now() - 3_600_000) })],
    ['a request of the future', () => signed(callBody(), { at: new Date(Date.now() + 3_600_000) })],
    ['no signature', ({ body }) => ({ method: 'POST', body: body ?? null })],
    ['no body', (right) => ({ ...right, body: '' })],
  ])('%s: 401, and nothing is stored', async (_, change) => {
    await refused(await ask(pathOf('generic'), change(signed(callBody()))), 401, 'unauthorized');
    expect(await stored()).toEqual(NOTHING);
  });

  test('another provider’s signature, over an address of its own: 401', async () => {
    await refused(
      await byTwilio({ CallSid: 'CA1', From: CALLER, To: TRACKING, CallStatus: 'ringing' }, 'wrong'),
      401,
      'unauthorized',
    );
    await refused(await hear(callBody(), {}, pathOf('twilio')), 401, 'unauthorized');
    expect(await stored()).toEqual(NOTHING);
  });

  test('another last part of the address: 401 whatever is signed, and nothing is stored', async () => {
    const other = await newSiteOf(admin, { calls: CALLS });
    const theirs = (await hooksOf(other)).generic?.split('/').at(-1);
    for (const secret of [
      near(pathOf('generic').slice(-24)),
      pathOf('twilio').slice(-24),
      theirs,
      'x',
      '%00',
      'a'.repeat(2_000),
    ])
      await refused(await hear(callBody(), {}, `/hooks/${site}/generic/${secret}`), 401, 'unauthorized');
    // A provider that signs nothing has nothing else to be known by.
    const push = { method: 'POST', body: new URLSearchParams({ requestType: 'receivedTheCall', generalCallID: '1' }) };
    await refused(await ask(near(pathOf('binotel')), push), 401, 'unauthorized');
    expect(await stored()).toEqual(NOTHING);
  });

  test('a provider that nobody knows, or that the site does not name: 404', async () => {
    const secret = pathOf('generic').slice(-24);
    for (const provider of ['ringostat', 'carrier-pigeon', 'constructor', 'Generic'])
      await refused(await hear(callBody(), {}, `/hooks/${site}/${provider}/${secret}`), 404, 'not-found');
    await refused(await ask(pathOf('generic'), { method: 'PUT', body: callBody() }), 404, 'not-found');
    expect(await stored()).toEqual(NOTHING);
  });

  test('a made-up key: 404, and it wakes no object', async () => {
    const before = (await listDurableObjectIds(bindings.SITE)).length;
    for (const key of [near(site), 'a'.repeat(20), '%00'])
      await refused(await hear(callBody(), {}, pathOf('generic').replace(site, key)), 404, 'not-found');
    expect((await listDurableObjectIds(bindings.SITE)).length).toBe(before);
  });

  test('nothing of it goes to a log', async () => {
    const logs = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => vi.spyOn(console, name));
    expect((await hear(callBody())).status).toBe(200);
    expect((await hear(callBody({ call_id: '' }))).status).toBe(422);
    expect((await hear(callBody(), { secret: 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' })).status).toBe(401);
    expect((await hear(callBody(), {}, near(pathOf('generic')))).status).toBe(401);
    for (const log of logs) expect(log).not.toHaveBeenCalled();
  });
});

describe('what is heard', () => {
  test('twice, at the same time or later, counts once', async () => {
    const body = callBody();
    await Promise.all([hear(body), hear(body), hear(body)]);
    const once = await stored();
    expect(once).toMatchObject({ calls: 1, call_events: 1, contacts: 1 });
    await hear(body, { id: 'msg_2' });
    expect(await stored()).toEqual(once);
    const { totals } = await asked<{ totals: object }>(
      `/v1/sites/${site}/report?by=&metrics=calls,answeredCalls,contacts,leads`,
      bearing(admin),
    );
    expect(totals).toMatchObject({ calls: 1, answeredCalls: 1, contacts: 1, leads: 1 });
  });

  test('larger than 256 KB is not read, but at a wrong address nothing is', async () => {
    const large = callBody({ more: 'x'.repeat(256 * 1024) });
    await refused(await hear(large), 413, 'too-large');
    await refused(await hear(large, {}, `/hooks/${site}/generic/${'0'.repeat(24)}`), 401, 'unauthorized');
    expect(await stored()).toEqual(NOTHING);
  });

  test.each([
    ['no JSON', 'call_id=a', ['']],
    ['no call', JSON.stringify({ from: CALLER, to: TRACKING }), ['call_id']],
    ['an empty id', callBody({ call_id: ' ' }), ['call_id']],
    ['numbers that are none', callBody({ from: { a: 1 }, to: [] }), ['from', 'to']],
  ])('genuine, but %s: the fields are named and nothing is stored', async (_, body, fields) => {
    const answer = await hear(body);
    expect(answer.status).toBe(422);
    expect((await problemOf(answer)).errors?.map(({ field }) => field)).toEqual(fields);
    expect(await stored()).toEqual(NOTHING);
  });

  test('of a call from a provider that asks what to do with it, is answered with the line', async () => {
    const ringing = { CallSid: 'CA1', From: CALLER, To: TRACKING, CallStatus: 'ringing', Direction: 'inbound' };
    const answer = await byTwilio(ringing);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/xml']);
    expect(await answer.text()).toContain(`<Dial answerOnBridge="true">${OWN}</Dial>`);
    expect(await calls()).toMatchObject({ calls: [{ tracking: TRACKING, phone: CALLER, status: 'ringing' }] });
  });

  test('of a call to a number that no rule shows, is answered with a line too; to the line itself it is not', async () => {
    const ringing = (To: string, CallSid: string) =>
      byTwilio({ CallSid, From: CALLER, To, CallStatus: 'ringing', Direction: 'inbound' });
    expect(await (await ringing('+380442000099', 'CA1')).text()).toContain(`>${OWN}</Dial>`);
    expect(await (await ringing(OWN, 'CA2')).text()).not.toContain('<Dial');
    expect((await calls()).calls).toHaveLength(2);
  });

  test('but is of no call, is acknowledged in the provider’s own form', async () => {
    const answer = await byTwilio({ MessageSid: 'SM1', From: CALLER, To: TRACKING, Body: 'hi' });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('<?xml version="1.0" encoding="UTF-8"?><Response></Response>');
    expect(await stored()).toEqual(NOTHING);
  });

  test('as a check of the address is echoed, at the right one alone', async () => {
    const path = pathOf('zadarma');
    const answer = await ask(`${path}?zd_echo=hello`);
    expect([answer.status, await answer.text()]).toEqual([200, 'hello']);
    await refused(await ask(`${path.slice(0, -24)}${'0'.repeat(24)}?zd_echo=hello`), 401, 'unauthorized');
    expect(await stored()).toEqual(NOTHING);
  });

  test('from a provider that signs nothing is known by its address', async () => {
    const answer = await ask(pathOf('binotel'), {
      method: 'POST',
      body: new URLSearchParams({
        requestType: 'apiCallCompleted',
        'callDetails[generalCallID]': '77',
        'callDetails[callType]': '0',
        'callDetails[externalNumber]': '0671234567',
        'callDetails[pbxNumberData][number]': '0441110000',
        'callDetails[startTime]': String(Math.floor(Date.now() / 1_000) - 90),
        'callDetails[waitsec]': '10',
        'callDetails[billsec]': '60',
        'callDetails[disposition]': 'ANSWER',
      }),
    });
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'success' }]);
    expect(await calls()).toMatchObject({
      calls: [{ provider: 'binotel', tracking: TRACKING, phone: CALLER, status: 'answered', talkSeconds: 60 }],
    });
  });
});

describe('a new address', () => {
  const rotated = (rotation: number) => ({
    calls: { ...DEFAULT_CALLS, providers: [{ provider: 'generic' as const, secret: '(set)', rotation }] },
  });

  test('opens, and the former one is closed', async () => {
    expect((await hear(callBody())).status).toBe(200);
    expect((await change(rotated(1))).status).toBe(200);
    const next = (await hooksOf()).generic as string;
    expect(next).not.toBe(pathOf('generic'));
    await refused(await hear(callBody({ call_id: 'b' })), 401, 'unauthorized');
    expect((await hear(callBody({ call_id: 'c' }), {}, next)).status).toBe(200);
    expect((await calls()).calls.map(({ providerCall }) => providerCall).sort()).toEqual(['a', 'c']);
    // A provider that is named no more is not heard at all.
    await refused(await ask(pathOf('binotel'), { method: 'POST', body: 'x=1' }), 404, 'not-found');
  });

  test('opens within seconds, even where the settings in memory are those of before', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const secondsLater = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1_000);
    expect((await hear(callBody())).status).toBe(200);
    // Changed elsewhere: this isolate has not heard of it.
    await stub().change(rotated(7));
    const next = (await hooksOf()).generic as string;
    // Whoever knocks at a wrong address again and again does not have the settings read each time.
    await refused(await hear(callBody({ call_id: 'b' }), {}, next), 401, 'unauthorized');
    secondsLater(5);
    expect((await hear(callBody({ call_id: 'b' }), {}, next)).status).toBe(200);
    await refused(await hear(callBody({ call_id: 'c' })), 401, 'unauthorized');
    // Nor has it heard of another provider.
    await stub().change({ calls: CALLS });
    secondsLater(5);
    expect((await byTwilio({ CallSid: 'CA1', From: CALLER, To: TRACKING, CallStatus: 'ringing' })).status).toBe(200);
  });
});

describe('calls as they are told', () => {
  /** The earliest first; each a minute after the one before. */
  const three = async (): Promise<void> => {
    const minutesAgo = (minutes: number) => ({ ring_ts: Math.floor(Date.now() / 1_000) - 60 * minutes });
    const unanswered = { answer_ts: undefined, end_ts: undefined, billsec: undefined };
    await hear(callBody({ call_id: 'a', ...minutesAgo(3) }));
    await hear(callBody({ call_id: 'b', ...minutesAgo(2), ...unanswered, status: 'busy', from: 'anonymous' }));
    await hear(
      callBody({
        call_id: 'c',
        ...minutesAgo(1),
        ...unanswered,
        direction: 'out',
        from: TRACKING,
        to: CALLER,
        status: 'missed',
      }),
    );
  };
  const idsOf = async (query: string): Promise<string[]> =>
    (await calls(query)).calls.map(({ providerCall }) => providerCall);

  test('the newest first, a page at a time, those that are asked for', async () => {
    await three();
    const first = await calls('?limit=2');
    expect(first.calls.map(({ providerCall }) => providerCall)).toEqual(['c', 'b']);
    expect(first.next).toBe(first.calls[1]?.call);
    const last = await calls(`?limit=2&before=${first.next}`);
    expect([last.calls.map(({ providerCall }) => providerCall), last.next]).toEqual([['a'], undefined]);
    expect(await idsOf('?direction=in')).toEqual(['b', 'a']);
    expect(await idsOf('?direction=out')).toEqual(['c']);
    expect(await idsOf('?status=missed')).toEqual(['c', 'b']);
    expect(await idsOf('?status=answered&direction=in')).toEqual(['a']);
    expect(await idsOf('?from=2026-01-01&to=2026-01-02')).toEqual([]);
    expect(await idsOf('?from=2026-01-01')).toEqual(['c', 'b', 'a']);
  });

  test('a missed call is open until its caller is heard of again', async () => {
    const now = Math.floor(Date.now() / 1_000);
    const missed = { answer_ts: undefined, end_ts: undefined, billsec: undefined, status: 'missed' };
    const [first, second] = ['+380501112201', '+380501112202'];
    await hear(callBody({ call_id: 'a', ring_ts: now - 400, from: first, ...missed }));
    await hear(callBody({ call_id: 'b', ring_ts: now - 300, from: first, ...missed, status: 'busy' }));
    await hear(callBody({ call_id: 'c', ring_ts: now - 200, from: second, ...missed }));
    await hear(callBody({ call_id: 'withheld', ring_ts: now - 100, from: 'anonymous', ...missed }));
    expect(await idsOf('?open=1')).toEqual(['c', 'b']);
    const [{ callBack } = {}] = (await calls('?open=1')).calls;
    expect(callBack).toEqual({ due: expect.any(String), doneTime: null });
    await hear(
      callBody({ call_id: 'back', ring_ts: now - 50, direction: 'out', from: TRACKING, to: second, ...missed }),
    );
    expect(await idsOf('?open=1')).toEqual(['b']);
    const answered = (await calls()).calls.find(({ providerCall }) => providerCall === 'c');
    expect(answered?.callBack?.doneTime).toBe(new Date((now - 50) * 1_000).toISOString());
    expect(await idsOf(`?number=${encodeURIComponent(TRACKING)}&open=1`)).toEqual(['b']);
    expect(await idsOf('?number=%2B380449999999')).toEqual([]);
  });

  test('one by itself, with what the provider said of it', async () => {
    await three();
    const [, , { call } = { call: '' }] = (await calls()).calls;
    const story = await asked<CallStory>(`/v1/sites/${site}/calls/${call}`, bearing(admin));
    expect(story).toMatchObject({
      ...{ call, provider: 'generic', providerCall: 'a', direction: 'in', tracking: TRACKING, phone: CALLER },
      ...{ status: 'answered', talkSeconds: 40, lead: call, firstTimeCaller: true },
    });
    expect(story.events.map(({ body }) => (JSON.parse(body) as { call_id: string }).call_id)).toEqual(['a']);
    await refused(await ask(`/v1/sites/${site}/calls/none`, bearing(admin)), 404, 'not-found');
  });

  test('to who may see leads alone, and of one site alone', async () => {
    await three();
    const [{ call } = { call: '' }] = (await calls()).calls;
    const other = await newSiteOf(admin, { calls: CALLS });
    expect(await asked(`/v1/sites/${other}/calls`, bearing(admin))).toEqual({ calls: [] });
    await refused(await ask(`/v1/sites/${other}/calls/${call}`, bearing(admin)), 404, 'not-found');
    const { token } = await newTokenOf(admin, 'report');
    await refused(await ask(`/v1/sites/${site}/calls/${call}`, bearing(token)), 403, 'forbidden');
  });

  test.each([
    ['from=yesterday', 'from'],
    ['to=2026-02-30', 'to'],
    ['from=2026-05-02&to=2026-05-01', 'to'],
    ['direction=up', 'direction'],
    ['status=lost', 'status'],
    ['number=044', 'number'],
    ['open=yes', 'open'],
    ['before=x', 'before'],
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
  ])('?%s names the parameter', async (query, field) => {
    const answer = await ask(`/v1/sites/${site}/calls?${query}`, bearing(admin));
    expect(answer.status).toBe(422);
    expect((await problemOf(answer)).errors?.map((error) => error.field)).toEqual([field]);
  });
});
