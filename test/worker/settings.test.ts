import { beforeEach, expect, test } from 'vitest';
import { ask, asked, bearing, bindings, newAccount, newSiteOf, problemOf } from './people.ts';

/** A site's settings: secrets go in and never come out, and what is changed is just what was named. */

const WEBHOOK = { url: 'https://hooks.example/', secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLjSw' };
const OTHER = { url: 'https://other.example/', secret: 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' };
const CHAT = { token: '123456:abcdefghijklmnopqrstuvwxyz', chat: '-100' };

let admin: string;
let site: string;

beforeEach(async () => {
  ({ token: admin } = await newAccount());
  site = await newSiteOf(admin, { notify: { webhooks: [WEBHOOK], telegram: [CHAT] } });
});

const change = (body: unknown) => ask(`/v1/sites/${site}`, bearing(admin, body, 'PATCH'));
const stored = () => bindings.SITE.getByName(site).settings();

test('secrets are shown by nothing', async () => {
  const answers = [
    await ask(
      '/v1/sites',
      bearing(admin, { name: 'B', hosts: ['b.example'], notify: { webhooks: [WEBHOOK], telegram: [CHAT] } }),
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
  }
  expect((await stored()).notify).toEqual({ webhooks: [WEBHOOK], telegram: [CHAT] });
});

test('what was read may be handed back: a hidden secret stays the stored one', async () => {
  const { settings } = await asked<{ settings: { notify: object } }>(`/v1/sites/${site}`, bearing(admin));
  expect((await change(settings)).status).toBe(200);
  expect((await stored()).notify).toEqual({ webhooks: [WEBHOOK], telegram: [CHAT] });
});

test('a second webhook beside a hidden one', async () => {
  const answer = await change({ notify: { webhooks: [OTHER, { url: WEBHOOK.url, secret: '(set)' }], telegram: [] } });
  expect(answer.status).toBe(200);
  expect((await stored()).notify).toEqual({ webhooks: [OTHER, WEBHOOK], telegram: [] });
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
