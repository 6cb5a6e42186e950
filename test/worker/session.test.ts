import { beforeEach, describe, expect, test } from 'vitest';
import type { Session } from '../../shared/people.ts';
import { ask, asked, bearing, newAccount, newSiteOf, newTokenOf, problemOf } from './people.ts';

/** Signing in, and what a session is good for. */

const OWN = { origin: 'https://whichhalf.test' };

let admin: string;
let site: string;

beforeEach(async () => {
  ({ token: admin } = await newAccount());
  site = await newSiteOf(admin);
});

const signIn = (opening: object, headers: Record<string, string> = OWN): Promise<Response> =>
  ask('/v1/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(opening),
  });

/** The cookie as the browser sends it back. */
const cookieOf = (answer: Response): string => (answer.headers.get('set-cookie') ?? '').split(';')[0] as string;

const withCookie = (cookie: string, init: RequestInit = {}, headers: Record<string, string> = {}): RequestInit => ({
  ...init,
  headers: { cookie, 'content-type': 'application/json', ...headers },
});

const invited = async (person: object): Promise<{ person: string; invitation: string }> => {
  const { person: id, link } = await asked<{ person: string; link: string }>('/v1/people', bearing(admin, person));
  return { person: id, invitation: new URL(link).hash.replace('#invitation=', '') };
};
const joined = async (person: object): Promise<{ person: string; cookie: string }> => {
  const { person: id, invitation } = await invited(person);
  return { person: id, cookie: cookieOf(await signIn({ invitation })) };
};

describe('a session', () => {
  test('begins with a token, in a cookie that no script and no other site gets', async () => {
    const answer = await signIn({ token: admin });
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({ by: 'admin', role: null, scopes: ['admin'], people: [] });
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-whichhalf=whs_\w+; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    const sites = await asked<{ sites: unknown[] }>('/v1/sites', withCookie(cookieOf(answer)));
    expect(sites.sites).toHaveLength(1);
  });

  test('of a page without TLS has a plain cookie', async () => {
    const answer = await ask('/v1/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'http://whichhalf.test' },
      body: JSON.stringify({ token: admin }),
    });
    expect(answer.headers.get('set-cookie')).toMatch(
      /^whichhalf=whs_\w+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Strict$/,
    );
  });

  test('changes nothing for a page of another host, nor for none', async () => {
    const cookie = cookieOf(await signIn({ token: admin }));
    const rename = { method: 'PATCH', body: JSON.stringify({ name: 'Stolen' }) };
    for (const headers of [{}, { origin: 'https://evil.test' }, { origin: 'null' }] as Record<string, string>[]) {
      const answer = await ask(`/v1/sites/${site}`, withCookie(cookie, rename, headers));
      expect([headers, answer.status]).toEqual([headers, 403]);
    }
    expect((await ask(`/v1/sites/${site}`, withCookie(cookie, rename, OWN))).status).toBe(200);
    expect((await signIn({ token: admin }, { origin: 'https://evil.test' })).status).toBe(403);
  });

  test('ends when it is signed out of, and with its token', async () => {
    const { hash, token } = await newTokenOf(admin, 'report');
    const [first, second] = [cookieOf(await signIn({ token })), cookieOf(await signIn({ token }))];
    const out = await ask('/v1/session', withCookie(first, { method: 'DELETE' }, OWN));
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toMatch(/^__Host-whichhalf=; Max-Age=0; /);
    expect((await ask('/v1/session', withCookie(first))).status).toBe(401);
    expect((await ask('/v1/session', withCookie(second))).status).toBe(200);
    await ask(`/v1/tokens/${hash}`, { method: 'DELETE', headers: { authorization: `Bearer ${admin}` } });
    expect((await ask('/v1/session', withCookie(second))).status).toBe(401);
  });

  test('is not opened by what is none', async () => {
    const account = admin.split('_')[1] as string;
    const made = [{ token: `wh_${account}_${'a'.repeat(32)}` }, { invitation: `whi_${account}_${'a'.repeat(32)}` }];
    const mistaken = [
      { token: 'whi_x' },
      { invitation: admin },
      { token: cookieOf(await signIn({ token: admin })).split('=')[1] },
    ];
    for (const opening of [...made, ...mistaken]) expect((await signIn(opening)).status).toBe(401);
    expect((await ask('/v1/session', withCookie(`__Host-whichhalf=${admin}`))).status).toBe(401);
    // A session is no bearer, nor is an invitation.
    const { invitation } = await invited({ name: 'Оксана', role: 'sales' });
    expect((await ask('/v1/session', bearing(invitation))).status).toBe(401);
    expect((await signIn({})).status).toBe(422);
  });
});

describe('people', () => {
  test('are invited by a link that opens one session', async () => {
    const { invitation } = await invited({ name: 'Оксана', role: 'sales' });
    const answer = await signIn({ invitation });
    expect(await answer.json()).toMatchObject({ by: 'Оксана', role: 'sales', scopes: ['leads'], people: ['Оксана'] });
    expect((await signIn({ invitation })).status).toBe(401);
    const { people } = await asked<{ people: unknown[] }>('/v1/people', bearing(admin));
    expect(people).toMatchObject([{ name: 'Оксана', role: 'sales', personalData: false, joined: true }]);
  });

  test('a new link takes the place of the one before', async () => {
    const { person, invitation } = await invited({ name: 'Оксана', role: 'sales' });
    const { link } = await asked<{ link: string }>(
      `/v1/people/${person}/invitation`,
      bearing(admin, undefined, 'POST'),
    );
    expect((await signIn({ invitation })).status).toBe(401);
    expect((await signIn({ invitation: link.split('=')[1] })).status).toBe(201);
  });

  test.each([
    [{ role: 'owner' }, ['admin'], { report: 200, leads: 200, people: 200 }],
    [{ role: 'marketer' }, ['report', 'spend', 'settings'], { report: 200, leads: 403, people: 403 }],
    [
      { role: 'marketer', personalData: true },
      ['report', 'spend', 'settings', 'leads'],
      { report: 200, leads: 200, people: 403 },
    ],
    [{ role: 'sales' }, ['leads'], { report: 403, leads: 200, people: 403 }],
  ])('%o', async (role, scopes, may) => {
    const { cookie } = await joined({ name: 'Хтось', ...role });
    expect((await asked<Session>('/v1/session', withCookie(cookie))).scopes).toEqual(scopes);
    const status = async (path: string): Promise<number> => (await ask(path, withCookie(cookie))).status;
    expect({
      report: await status(`/v1/sites/${site}/report`),
      leads: await status(`/v1/sites/${site}/leads`),
      people: await status('/v1/people'),
    }).toEqual(may);
  });

  test('another role holds at once, and who is removed is out at once', async () => {
    const { person, cookie } = await joined({ name: 'Хтось', role: 'sales' });
    await asked(`/v1/people/${person}`, bearing(admin, { role: 'marketer' }, 'PATCH'));
    expect((await ask(`/v1/sites/${site}/leads`, withCookie(cookie))).status).toBe(403);
    expect((await ask(`/v1/people/${person}`, bearing(admin, undefined, 'DELETE'))).status).toBe(204);
    expect((await ask('/v1/session', withCookie(cookie))).status).toBe(401);
    expect((await ask(`/v1/people/${person}`, bearing(admin, undefined, 'DELETE'))).status).toBe(404);
  });

  test('have names of their own', async () => {
    await invited({ name: 'Оксана', role: 'sales' });
    const { person } = await invited({ name: 'Тарас', role: 'sales' });
    for (const answer of [
      await ask('/v1/people', bearing(admin, { name: 'Оксана', role: 'owner' })),
      await ask(`/v1/people/${person}`, bearing(admin, { name: 'Оксана' }, 'PATCH')),
    ]) {
      expect(answer.status).toBe(422);
      expect((await problemOf(answer)).errors?.[0]?.field).toBe('name');
    }
  });

  test('of another account are nobody here', async () => {
    const { cookie } = await joined({ name: 'Оксана', role: 'owner' });
    const { token } = await newAccount('Stranger');
    const theirs = await newSiteOf(token);
    expect((await ask(`/v1/sites/${theirs}/leads`, withCookie(cookie))).status).toBe(404);
    expect(await asked('/v1/people', bearing(token))).toEqual({ people: [] });
  });

  test('who looks after leads sees of the site what that needs, and a marketer changes no secrets and no terms', async () => {
    const { cookie: seller } = await joined({ name: 'Оксана', role: 'sales' });
    const seen = await asked<{ settings: object }>(`/v1/sites/${site}`, withCookie(seller));
    expect(Object.keys(seen.settings).sort()).toEqual(['country', 'currency', 'leads', 'name', 'timeZone']);
    const { cookie: marketer } = await joined({ name: 'Тарас', role: 'marketer' });
    const change = (body: object): Promise<Response> =>
      ask(`/v1/sites/${site}`, withCookie(marketer, { method: 'PATCH', body: JSON.stringify(body) }, OWN));
    expect((await change({ color: '#112233' })).status).toBe(200);
    const refused = await change({ color: '#445566', hosts: ['evil.test'], notify: { webhooks: [], telegram: [] } });
    expect(refused.status).toBe(403);
    expect((await problemOf(refused)).detail).toBe('only an owner may change notify, hosts');
    const { settings } = await asked<{ settings: { color: string } }>(`/v1/sites/${site}`, bearing(admin));
    expect(settings.color).toBe('#112233');
  });
});
