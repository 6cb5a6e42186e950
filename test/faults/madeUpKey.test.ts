import { existsSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { USER_AGENT } from '../browser/chromium.ts';
import { startServer, type TestServer } from '../server.ts';

/** Waking an object makes its file: whoever guesses keys must not fill the disk. */

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const databases = (): string[] =>
  ['site', 'account']
    .flatMap((folder) => (existsSync(`${server.data}/${folder}`) ? readdirSync(`${server.data}/${folder}`) : []))
    .filter((name) => /^[0-9a-f]{64}\.sqlite$/.test(name));

test('a made-up site key or token is refused and leaves no file', async () => {
  const key = 'abcdefghijkl01234567';
  const post = (path: string): Promise<Response> =>
    fetch(server.url + path, {
      method: 'POST',
      headers: { origin: 'https://example.com', 'user-agent': USER_AGENT },
      body: '{}',
    });
  const get = (path: string, token = ''): Promise<Response> =>
    fetch(server.url + path, { headers: { authorization: `Bearer ${token}` } });

  expect((await post(`/w/${key}/hits`)).status).toBe(404);
  expect((await post(`/w/${key}/contacts`)).status).toBe(404);
  expect((await get(`/w/${key}.js`)).status).toBe(404);
  expect((await get(`/demo/${key}/`)).status).toBe(404);
  const token = `wh_${key}_${'0'.repeat(32)}`;
  expect((await get('/v1/sites', token)).status).toBe(401);
  expect((await get(`/v1/sites/${key}/report`, token)).status).toBe(401);
  expect(databases()).toEqual([]);
});

test('a real account and a real site each have one', async () => {
  const made = await fetch(`${server.url}/v1/accounts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.operatorToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Shop' }),
  });
  const { token } = (await made.json()) as { token: string };
  expect(databases()).toHaveLength(1);
  const site = await fetch(`${server.url}/v1/sites`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Shop', hosts: ['shop.example'] }),
  });
  expect(site.status).toBe(201);
  expect(databases()).toHaveLength(2);
});
