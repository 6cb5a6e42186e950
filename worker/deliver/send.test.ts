import { Webhook } from 'standardwebhooks';
import { afterEach, expect, test, vi } from 'vitest';
import type { Notice } from './message.ts';
import { sendTelegram, sendWebhook } from './send.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLjSw';
const NOTICE: Notice = {
  event: 'lead.created',
  site: { key: 'k', name: 'S' },
  lead: 'l',
  landing: '',
  contact: {
    id: 'c',
    kind: 'lead',
    at: 0,
    page: '',
    phone: '+380441111111',
    receivedTime: '2026-05-05T09:00:00.000Z',
    fields: { name: 'Олена' },
  },
  ad: { channel: '', source: '', medium: '', campaign: '', content: '', term: '' },
};

const answering = (answer: () => Response) => vi.spyOn(globalThis, 'fetch').mockImplementation(async () => answer());
afterEach(() => {
  vi.restoreAllMocks();
});

const webhook = () =>
  sendWebhook({ url: 'https://hooks.example/', secret: SECRET }, NOTICE, { delivery: 'k-1', now: Date.now() });
const telegram = () =>
  sendTelegram({ token: '1:secret', chat: '-100' }, NOTICE, { api: 'https://telegram.example', language: 'en' });

test('a webhook is signed so that the public library takes it, and a changed body not', async () => {
  const fetched = answering(() => new Response());
  expect(await webhook()).toEqual({ state: 'delivered' });
  const [url, init] = fetched.mock.calls[0] as [string, RequestInit];
  expect([url, init.method, init.redirect]).toEqual(['https://hooks.example/', 'POST', 'manual']);
  const headers = Object.fromEntries(new Headers(init.headers));
  expect(headers['webhook-id']).toBe('k-1');
  expect(new Webhook(SECRET).verify(init.body as string, headers)).toMatchObject({ type: 'lead.created' });
  expect(() => new Webhook(SECRET).verify(`${init.body as string} `, headers)).toThrow();
});

test.each<[string, () => Response, object]>([
  ['any 2xx is taken', () => new Response(null, { status: 204 }), { state: 'delivered' }],
  [
    'a redirect is not followed',
    () => new Response(null, { status: 302, headers: { location: 'https://evil.example/' } }),
    { state: 'failed', error: 'HTTP 302' },
  ],
  ['an error', () => new Response('Олена', { status: 500 }), { state: 'failed', error: 'HTTP 500' }],
  [
    'an error that says when',
    () => new Response(null, { status: 429, headers: { 'retry-after': '30' } }),
    { state: 'failed', error: 'HTTP 429', retryAfter: 30_000 },
  ],
  [
    'never longer than a day',
    () => new Response(null, { status: 429, headers: { 'retry-after': '99999999' } }),
    { state: 'failed', error: 'HTTP 429', retryAfter: 86_400_000 },
  ],
  [
    'nor by a word that is no number',
    () => new Response(null, { status: 503, headers: { 'retry-after': 'soon' } }),
    { state: 'failed', error: 'HTTP 503' },
  ],
  [
    'nor back in time',
    () => new Response(null, { status: 503, headers: { 'retry-after': '-5' } }),
    { state: 'failed', error: 'HTTP 503' },
  ],
])('a webhook: %s', async (_, answer, expected) => {
  answering(answer);
  expect(await webhook()).toEqual(expected);
});

test.each<[string, () => Response, object]>([
  ['taken', () => Response.json({ ok: true }), { state: 'delivered' }],
  [
    'too fast',
    () => Response.json({ description: 'Too Many Requests', parameters: { retry_after: 7 } }, { status: 429 }),
    { state: 'failed', error: 'HTTP 429 Too Many Requests', retryAfter: 7_000 },
  ],
  [
    'wrong chat',
    () => Response.json({ description: 'Bad Request: chat not found' }, { status: 400 }),
    { state: 'failed', error: 'HTTP 400 Bad Request: chat not found' },
  ],
  ['no JSON', () => new Response('<html>', { status: 502 }), { state: 'failed', error: 'HTTP 502' }],
])('Telegram: %s', async (_, answer, expected) => {
  const fetched = answering(answer);
  expect(await telegram()).toEqual(expected);
  expect(fetched.mock.calls[0]?.[0]).toBe('https://telegram.example/bot1:secret/sendMessage');
});

test('what goes wrong on the way is told by its kind alone: its words may hold the address, and with it a secret', async () => {
  vi.spyOn(globalThis, 'fetch').mockRejectedValue(
    new TypeError('cannot connect to https://telegram.example/bot1:secret/'),
  );
  expect(await telegram()).toEqual({ state: 'failed', error: 'TypeError' });
  expect(await webhook()).toEqual({ state: 'failed', error: 'TypeError' });
});
