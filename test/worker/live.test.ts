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

const contact = async (status = 201): Promise<string> => {
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
  expect(answer.status).toBe(status);
  return id;
};

test('a new lead is told, by its id alone', async () => {
  const socket = await open({ authorization: `Bearer ${admin}` });
  const told = next(socket);
  const id = await contact();
  expect(await told).toEqual({ changed: 'leads', id });
});

test('suspects, deleted ones and erased people are told as well', async () => {
  site = await newSiteOf(admin, { spam: { quarantine: true } });
  const socket = await open({ authorization: `Bearer ${admin}` });
  const heard = async (cause: Promise<unknown>): Promise<Change> => {
    const told = next(socket);
    await cause;
    return told;
  };
  const quarantine = `/v1/sites/${site}/quarantine`;
  // Of a visit that nobody has seen.
  expect(await heard(contact(202))).toEqual({ changed: 'leads' });
  const [{ contact: suspect } = { contact: { id: '' } }] = (
    await asked<{ suspects: { contact: { id: string } }[] }>(quarantine, bearing(admin))
  ).suspects;
  const release = ask(`${quarantine}/${suspect.id}/release`, bearing(admin, undefined, 'POST'));
  expect(await heard(release)).toEqual({ changed: 'leads', id: suspect.id });
  const erase = ask(`/v1/sites/${site}/leads/${suspect.id}`, bearing(admin, undefined, 'DELETE'));
  expect(await heard(erase)).toEqual({ changed: 'leads' });
  await heard(contact(202));
  const [other] = (await asked<{ suspects: { contact: { id: string } }[] }>(quarantine, bearing(admin))).suspects;
  const remove = ask(`${quarantine}/${other?.contact.id}`, bearing(admin, undefined, 'DELETE'));
  expect(await heard(remove)).toEqual({ changed: 'leads' });
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

test('spend that is taken back is told as it was when it came', async () => {
  const { upload } = await asked<{ upload: number }>(
    `/v1/sites/${site}/spend`,
    bearing(admin, { rows: [{ day: '2026-05-01', source: 'leaflets', cost: 1 }] }),
  );
  const socket = await open({ authorization: `Bearer ${admin}` });
  const told = next(socket);
  await ask(`/v1/sites/${site}/spend/uploads/${upload}`, bearing(admin, undefined, 'DELETE'));
  expect(await told).toEqual({ changed: 'spend' });
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
