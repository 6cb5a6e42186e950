import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type TestServer } from '../server.ts';
import { clientOf, contactBody, idOf, visitOf } from './client.ts';
import { openSiteFile } from './siteFile.ts';

/** What an erased person wrote is in no page of the file any more, free ones included. */

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const fileHas = (text: string): boolean =>
  readdirSync(`${server.data}/site`).some((name) => readFileSync(`${server.data}/site/${name}`).includes(text));

/** Brings what the write-ahead log holds into the file, as happens whenever the server ends or the log is long. */
const checkpoint = (): void => {
  const file = openSiteFile(server.data, { readOnly: false });
  file.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  file.close();
};

test('noughts stand where it stood', async () => {
  const asking = async <T>(path: string, token: string, body: object): Promise<T> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    return (await fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify(body) })).json() as T;
  };
  const { token } = await asking<{ token: string }>('/v1/accounts', server.operatorToken, { name: 'Shop' });
  const { site } = await asking<{ site: string }>('/v1/sites', token, { name: 'Shop', hosts: ['localhost'] });
  const now = Date.now();
  const client = clientOf(server.url, site, '192.0.2.1');
  const visit = visitOf('visit', { now, visitor: idOf('visitor', now), query: '' });
  await client.post('hits', JSON.stringify({ sentAt: now, visit, hits: [{ kind: 'page', at: 0, path: '/' }] }));
  const contact = (name: string, fields: Record<string, string>) =>
    contactBody(visit, { id: idOf(name, now), kind: 'lead', at: now, fields, page: 'http://localhost/' });
  const words = 'Де Коваленко пише про своє';
  const message = `${words} ${'довго '.repeat(800)}`;
  for (const [name, fields] of Object.entries({ one: { phone: '0671111111' }, two: { phone: '0672222222', message } }))
    expect((await client.post('contacts', contact(name, fields)))?.status).toBe(201);
  await server.kill();
  checkpoint();
  expect(fileHas(words)).toBe(true);

  await server.restart();
  const erased = await fetch(`${server.url}/v1/sites/${site}/leads/${idOf('two', now)}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${token}` },
  });
  expect(erased.status).toBe(204);
  await server.kill();
  checkpoint();
  expect(fileHas(words)).toBe(false);
  expect(fileHas('0671111111')).toBe(true);
});
