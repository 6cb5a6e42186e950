import { beforeEach, expect, test } from 'vitest';
import type { Change } from '../../shared/live.ts';
import { ask, asked, bearing, fromPage, newAccount, newSiteOf, newTokenOf } from './people.ts';
import { idAt } from './site.ts';

/** What is happening now, over a WebSocket. */

let admin: string;
let site: string;

beforeEach(async () => {
  ({ token: admin } = await newAccount());
  site = await newSiteOf(admin);
});

const open = async (headers: Record<string, string>): Promise<WebSocket> => {
  const answer = await ask(`/v1/sites/${site}/live`, { headers: { upgrade: 'websocket', ...headers } });
  expect(answer.status).toBe(101);
  const socket = answer.webSocket as WebSocket;
  socket.accept();
  return socket;
};

/** The next message. */
const next = (socket: WebSocket): Promise<Change> =>
  new Promise((resolve) =>
    socket.addEventListener('message', ({ data }) => resolve(JSON.parse(data as string) as Change), { once: true }),
  );

const contact = async (): Promise<string> => {
  const now = Date.now();
  const id = idAt(now, 2);
  const visit = {
    id: idAt(now, 1),
    visitor: idAt(now, 3),
    url: 'https://example.com/',
    referrer: '',
    language: 'uk',
    zone: '',
  };
  const fields = { name: 'Оксана', phone: '+380501112233' };
  const answer = await ask(
    `/w/${site}/contacts`,
    fromPage({ sentAt: now, visit, contact: { id, kind: 'lead', at: now, fields, page: 'https://example.com/' } }),
  );
  expect(answer.status).toBe(201);
  return id;
};

test('a new lead is told, by its id alone', async () => {
  const socket = await open({ authorization: `Bearer ${admin}` });
  const told = next(socket);
  const id = await contact();
  expect(await told).toEqual({ changed: 'leads', id });
});

test('who may not see leads is not told of them', async () => {
  const { token } = await newTokenOf(admin, 'report');
  const [all, figures] = [
    await open({ authorization: `Bearer ${admin}` }),
    await open({ authorization: `Bearer ${token}` }),
  ];
  const heard: unknown[] = [];
  figures.addEventListener('message', ({ data }) => heard.push(data));
  const [told, spent] = [next(all), next(figures)];
  await contact();
  await told;
  await asked(
    `/v1/sites/${site}/spend`,
    bearing(admin, { rows: [{ day: '2026-05-01', source: 'leaflets', cost: 1 }] }),
  );
  expect(await spent).toEqual({ changed: 'spend' });
  expect(heard).toHaveLength(1);
});

test('a page of another host opens none with a session', async () => {
  const opening = (origin: string): Promise<Response> =>
    ask('/v1/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ token: admin }),
    });
  const cookie = ((await opening('https://whichhalf.test')).headers.get('set-cookie') ?? '').split(';')[0] as string;
  const from = (origin: string): Promise<Response> =>
    ask(`/v1/sites/${site}/live`, { headers: { upgrade: 'websocket', cookie, origin } });
  expect((await from('https://evil.test')).status).toBe(403);
  expect((await from('https://whichhalf.test')).status).toBe(101);
});

test('without a WebSocket: 426', async () => {
  expect((await ask(`/v1/sites/${site}/live`, bearing(admin))).status).toBe(426);
});
