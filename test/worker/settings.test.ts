import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_CALLS, NO_NUMBERS } from '../../shared/numbers.ts';
import { ask, asked, bearing, bindings, newAccount, newSiteOf, problemOf } from './people.ts';

/** A site's settings: secrets go in and never come out, and what is changed is just what was named. */

const WEBHOOK = { url: 'https://hooks.example/', secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLjSw' };
const OTHER = { url: 'https://other.example/', secret: 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' };
const TOKEN = '0123456789abcdef0123456789abcdef';
const TWILIO = { provider: 'twilio', secret: TOKEN, rotation: 0 };
const CALLS = { ...DEFAULT_CALLS, providers: [TWILIO] };
const CHAT = { token: '123456:abcdefghijklmnopqrstuvwxyz', chat: '-100' };

let admin: string;
let site: string;

beforeEach(async () => {
  ({ token: admin } = await newAccount());
  site = await newSiteOf(admin, { notify: { webhooks: [WEBHOOK], telegram: [CHAT] }, calls: CALLS });
});

const change = (body: unknown) => ask(`/v1/sites/${site}`, bearing(admin, body, 'PATCH'));
const post = (path: string, body: unknown) => ask(`/v1/sites/${site}/${path}`, bearing(admin, body));
const stored = () => bindings.SITE.getByName(site).settings();

test('secrets are shown by nothing', async () => {
  const answers = [
    await ask(
      '/v1/sites',
      bearing(admin, {
        name: 'B',
        hosts: ['b.example'],
        notify: { webhooks: [WEBHOOK], telegram: [CHAT] },
        calls: CALLS,
      }),
    ),
    await ask(`/v1/sites/${site}`, bearing(admin)),
    await change({ name: 'Renamed' }),
    await ask('/v1/sites', bearing(admin)),
    await ask(`/w/${site}.js`),
  ];
  for (const answer of answers) {
    expect(answer.status).toBeLessThan(300);
    const text = await answer.text();
    expect(text).not.toContain(WEBHOOK.secret);
    expect(text).not.toContain(CHAT.token);
    expect(text).not.toContain(TOKEN);
  }
  expect((await stored()).notify).toEqual({ webhooks: [WEBHOOK], telegram: [CHAT] });
});

test('what was read may be handed back: a hidden secret stays the stored one', async () => {
  const { settings } = await asked<{ settings: object }>(`/v1/sites/${site}`, bearing(admin));
  expect((await change(settings)).status).toBe(200);
  expect(await stored()).toMatchObject({ notify: { webhooks: [WEBHOOK], telegram: [CHAT] }, calls: CALLS });
});

test('what a site may do without is taken away by null', async () => {
  const hours = { weekly: { mon: [{ from: '09:00', to: '18:00' }] } };
  await change({ hours, radius: 4, policyUrl: 'https://shop.example/privacy', consentVersion: '1' });
  expect(await stored()).toMatchObject({ hours, radius: 4 });
  const answer = await change({ hours: null, radius: null, policyUrl: null, consentVersion: null });
  expect(answer.status).toBe(200);
  const { settings } = await answer.json<{ settings: object }>();
  for (const name of ['hours', 'radius', 'policyUrl', 'consentVersion']) expect(settings).not.toHaveProperty(name);
  expect((await problemOf(await change({ name: null }))).status).toBe(422);
});

test('a second webhook beside a hidden one', async () => {
  const answer = await change({ notify: { webhooks: [OTHER, { url: WEBHOOK.url, secret: '(set)' }], telegram: [] } });
  expect(answer.status).toBe(200);
  expect((await stored()).notify).toEqual({ webhooks: [OTHER, WEBHOOK], telegram: [] });
});

test('which news a target takes is kept beside its hidden secret, and read again', async () => {
  const late = { events: ['lead.overdue'], lateMinutes: 60 };
  const notify = {
    webhooks: [{ url: WEBHOOK.url, secret: '(set)', ...late }],
    telegram: [{ chat: CHAT.chat, token: '(set)', events: ['lead.created', 'lead.contacted'] }],
  };
  expect((await change({ notify })).status).toBe(200);
  expect((await stored()).notify).toEqual({
    webhooks: [{ ...WEBHOOK, ...late }],
    telegram: [{ ...CHAT, events: ['lead.created', 'lead.contacted'] }],
  });
  const { settings } = await asked<{ settings: { notify: object } }>(`/v1/sites/${site}`, bearing(admin));
  expect(settings.notify).toEqual(notify);
});

test('news that there is none of is refused', async () => {
  const answer = await change({ notify: { webhooks: [{ ...WEBHOOK, events: ['lead.late'] }], telegram: [] } });
  expect(answer.status).toBe(422);
  expect((await problemOf(answer)).errors?.map(({ field }) => field)).toEqual(['notify.webhooks.0.events.0']);
});

test('a hidden secret for an address that has none is refused, and nothing changes', async () => {
  const before = await stored();
  const answer = await change({
    name: 'Renamed',
    notify: {
      webhooks: [{ url: 'https://evil.example/', secret: '(set)' }],
      telegram: [{ chat: '-200', token: '(set)' }],
    },
  });
  expect(answer.status).toBe(422);
  expect((await problemOf(answer)).errors?.map(({ field }) => field)).toEqual([
    'notify.webhooks.0.secret',
    'notify.telegram.0.token',
  ]);
  expect(await stored()).toEqual(before);
});

test('a secret of another form is refused still', async () => {
  const answer = await change({ notify: { webhooks: [{ url: WEBHOOK.url, secret: 'set' }], telegram: [] } });
  expect(answer.status).toBe(422);
  expect((await problemOf(answer)).errors?.map(({ field }) => field)).toEqual(['notify.webhooks.0.secret']);
});

test.each<[string, (lead: string) => Promise<Response>]>([
  ['spend', () => post('spend', { rows: [{ day: '2026-05-01', source: 'leaflets', cost: 1 }] })],
  ['a sale', (lead) => post(`leads/${lead}/sales`, { revenue: 1, profit: 1 })],
  ['what a lead may bring', (lead) => ask(`/v1/sites/${site}/leads/${lead}`, bearing(admin, { value: 1 }, 'PATCH'))],
])('the currency stands as soon as %s is stored in it', async (_, state) => {
  const { lead } = (await (await post('leads', { fields: { name: 'N' }, source: { source: 'fair' } })).json()) as {
    lead: string;
  };
  expect((await change({ currency: 'USD' })).status).toBe(200);
  expect((await state(lead)).status).toBeLessThan(300);
  const refused = await change({ currency: 'EUR', name: 'Renamed' });
  expect(refused.status).toBe(422);
  expect((await problemOf(refused)).errors).toMatchObject([{ field: 'currency' }]);
  expect(await stored()).toMatchObject({ currency: 'USD', name: 'Site' });
  expect((await change({ currency: 'USD', name: 'Renamed' })).status).toBe(200);
});

test('two changes at once both stand', async () => {
  await Promise.all([change({ color: '#111111' }), change({ leadWindowDays: 7 }), change({ name: 'Renamed' })]);
  expect(await stored()).toMatchObject({
    color: '#111111',
    leadWindowDays: 7,
    name: 'Renamed',
    timeZone: 'Europe/Kyiv',
  });
});

test('a new name is the one in the list of sites', async () => {
  await change({ name: 'Renamed' });
  expect(await asked('/v1/sites', bearing(admin))).toMatchObject({ sites: [{ site, name: 'Renamed' }] });
});

describe('telephone numbers in settings', () => {
  const numbers = {
    lines: [
      { id: 'sales', number: '044 123-45-67' },
      { id: 'berlin', number: '+49 (30) 123456' },
    ],
    pools: [
      { id: 'ads', holdMinutes: 30, coolDownMinutes: 60, whenEmpty: { number: '(044) 123 45 69' } },
      { id: 'other', holdMinutes: 30, coolDownMinutes: 60, whenEmpty: 'share' },
    ],
    rules: [
      { line: 'sales', when: [{ referrer: 'partner.example' }], show: 'own' },
      { line: 'sales', when: [{ parameter: 'utm_source', is: 'radio' }], show: { number: '0441234568' } },
      { line: 'sales', when: [], show: { pool: 'ads' } },
    ],
  };

  test('are kept as E.164 by the country of the site, of a new one too', async () => {
    const kept = {
      lines: [
        { id: 'sales', number: '+380441234567' },
        { id: 'berlin', number: '+4930123456' },
      ],
      pools: [{ ...numbers.pools[0], whenEmpty: { number: '+380441234569' } }, numbers.pools[1]],
      rules: [numbers.rules[0], { ...numbers.rules[1], show: { number: '+380441234568' } }, numbers.rules[2]],
    };
    expect((await change({ numbers })).status).toBe(200);
    expect((await stored()).numbers).toEqual(kept);
    const another = await newSiteOf(admin, { numbers });
    expect((await bindings.SITE.getByName(another).settings()).numbers).toEqual(kept);
    // Once kept they are what they are.
    expect((await change({ country: 'PL' })).status).toBe(200);
    expect((await stored()).numbers).toEqual(kept);
    const polish = { ...NO_NUMBERS, lines: [{ id: 'w', number: '22 123 45 67' }] };
    expect((await change({ numbers: polish })).status).toBe(200);
    expect((await stored()).numbers.lines).toEqual([{ id: 'w', number: '+48221234567' }]);
  });

  test('that are no possible ones are named, each, and nothing changes', async () => {
    const before = await stored();
    const short = '044 12 34';
    const wrong = {
      lines: [numbers.lines[0], { id: 'berlin', number: short }],
      pools: [{ ...numbers.pools[0], whenEmpty: { number: short } }],
      rules: [{ ...numbers.rules[1], show: { number: short } }],
    };
    const fields = ['numbers.lines.1.number', 'numbers.pools.0.whenEmpty.number', 'numbers.rules.0.show.number'];
    for (const answer of [
      await change({ name: 'Renamed', numbers: wrong }),
      await ask('/v1/sites', bearing(admin, { name: 'B', hosts: ['b.example'], numbers: wrong })),
    ]) {
      expect(answer.status).toBe(422);
      expect((await problemOf(answer)).errors?.map(({ field }) => field)).toEqual(fields);
    }
    expect(await stored()).toEqual(before);
  });

  test.each([
    [
      'two lines with one number',
      { lines: [numbers.lines[0], { id: 'b', number: '+380441234567' }] },
      'numbers.lines.1.number',
    ],
    ['two lines with one id', { lines: [numbers.lines[0], { id: 'sales', number: '0441234568' }] }, 'numbers.lines'],
    ['a rule for no line', { rules: [{ line: 'none', when: [], show: 'own' }] }, 'numbers.rules.0.line'],
    [
      'a rule that shows no pool',
      { lines: [numbers.lines[0]], rules: [{ line: 'sales', when: [], show: { pool: 'none' } }] },
      'numbers.rules.0.show',
    ],
  ])('%s', async (_, part, field) => {
    const answer = await change({ numbers: { ...NO_NUMBERS, ...part } });
    expect(answer.status).toBe(422);
    expect((await problemOf(answer)).errors?.map((error) => error.field)).toEqual([field]);
  });

  test('a rule’s parts of another form are told what they may be', async () => {
    const rules = [{ line: 'sales', when: [{ utm_source: 'google' }], show: 'pool' }];
    const { errors } = await problemOf(await change({ numbers: { ...NO_NUMBERS, lines: [numbers.lines[0]], rules } }));
    expect(errors).toEqual([
      { field: 'numbers.rules.0.when.0', detail: 'must be { parameter, is }, { referrer } or { landing }' },
      { field: 'numbers.rules.0.show', detail: 'must be "own", { number } or { pool }' },
    ]);
  });

  test('a tracking number is no line', async () => {
    await asked(`/v1/sites/${site}/numbers`, bearing(admin, { numbers: [{ number: '+380441234567' }] }));
    const answer = await change({ numbers });
    expect(answer.status).toBe(422);
    expect((await problemOf(answer)).errors?.map(({ field }) => field)).toEqual(['numbers.lines.0.number']);
  });
});

describe('telephony providers in settings', () => {
  const generic = { provider: 'generic', secret: OTHER.secret };

  test.each([
    ['Twilio without its token', { provider: 'twilio', secret: '' }, 'secret'],
    ['Zadarma without its secret', { provider: 'zadarma', secret: ' ' }, 'secret'],
    ['the generic hook without a secret', { provider: 'generic', secret: '' }, 'secret'],
    ['of another form', { provider: 'generic', secret: 'password' }, 'secret'],
    ['that is no base64', { provider: 'generic', secret: 'whsec_abcdefghijklmnopq' }, 'secret'],
    ['hidden, but none is stored', { provider: 'zadarma', secret: '(set)' }, 'secret'],
    ['a time zone that is none', { ...generic, timeZone: 'Mars/Olympus' }, 'timeZone'],
    ['a provider that nobody knows', { provider: 'carrier-pigeon', secret: '' }, 'provider'],
  ])('%s: refused, and nothing changes', async (_, provider, field) => {
    const body = { calls: { ...DEFAULT_CALLS, providers: [provider] } };
    for (const answer of [
      await change(body),
      await ask('/v1/sites', bearing(admin, { name: 'B', hosts: ['b.example'], ...body })),
    ]) {
      expect(answer.status).toBe(422);
      expect((await problemOf(answer)).errors?.map((error) => error.field)).toEqual([`calls.providers.0.${field}`]);
    }
    expect((await stored()).calls).toEqual(CALLS);
  });

  test('one that signs nothing has no secret to hide', async () => {
    const providers = [
      { provider: 'binotel', secret: '', timeZone: 'Europe/Kyiv' },
      { ...TWILIO, secret: '(set)' },
    ];
    const { settings } = await asked<{ settings: { calls: unknown } }>(
      `/v1/sites/${site}`,
      bearing(admin, { calls: { ...DEFAULT_CALLS, providers } }, 'PATCH'),
    );
    const shown = [{ ...providers[0], rotation: 0 }, providers[1]];
    expect(settings.calls).toEqual({ ...DEFAULT_CALLS, providers: shown });
    expect((await stored()).calls.providers).toEqual([shown[0], TWILIO]);
    // As it was read it may be handed back.
    expect((await change({ calls: settings.calls })).status).toBe(200);
    expect((await stored()).calls.providers).toEqual([shown[0], TWILIO]);
  });
});

test('a site whose settings are older than numbers and calls has none of them', async () => {
  const stub = bindings.SITE.getByName(site);
  await runInDurableObject(stub, (_, { storage }) => {
    storage.sql.exec(
      "UPDATE settings SET body = json_remove(body, '$.settings.numbers', '$.settings.calls') WHERE id = 1",
    );
  });
  await evictDurableObject(stub);
  expect(await stored()).toMatchObject({ name: 'Site', numbers: NO_NUMBERS, calls: DEFAULT_CALLS });
  expect((await change({ name: 'Renamed' })).status).toBe(200);
  expect(await asked(`/v1/sites/${site}/numbers`, bearing(admin))).toEqual({ numbers: [], pools: [] });
  expect((await ask(`/w/${site}.js`)).status).toBe(200);
});
