import { listDurableObjectIds } from 'cloudflare:test';
import { beforeEach, describe, expect, test } from 'vitest';
import { SCOPES } from '../../shared/people.ts';
import { NEEDS } from '../routeScopes.ts';
import { ask, asked, bearing, bindings, newAccount, newSiteOf, newTokenOf, OPERATOR, problemOf } from './people.ts';

/** Who may do what, asked of every route there is, through the real worker. */

const ROUTES = Object.entries(NEEDS).map(([route, scope]) => {
  const [method = '', path = ''] = route.split(' ');
  return { route, method, path, scope };
});

/** A query and a body that each route would take, so that only the token can be what is wrong. */
const QUERIES: Record<string, string> = {
  'GET /v1/sites/{site}/numbers/simulate': '?url=https://example.com/',
};
const BODIES: Record<string, unknown> = {
  'POST /v1/accounts': { name: 'Other' },
  'POST /v1/tokens': { name: 'T', scopes: ['report'] },
  'POST /v1/people': { name: 'Оксана', role: 'sales' },
  'PATCH /v1/people/{person}': { role: 'owner' },
  'POST /v1/sites': { name: 'S', hosts: ['example.com'] },
  'PATCH /v1/sites/{site}': { name: 'Renamed' },
  'POST /v1/sites/{site}/channelRules/trial': { channelRules: [] },
  'POST /v1/sites/{site}/spend': { rows: [{ day: '2026-05-01', source: 'leaflets', cost: 1 }] },
  'POST /v1/sites/{site}/leads': { fields: { name: 'N' }, source: { source: 'fair' } },
  'POST /v1/sites/{site}/leads/search': { q: 'Olena' },
  'PATCH /v1/sites/{site}/leads/{lead}': { stage: 'contacted' },
  'POST /v1/sites/{site}/leads/{lead}/sales': { revenue: 100, profit: 20 },
  'POST /v1/sites/{site}/leads/{lead}/merge': { with: '0'.repeat(20) },
  'POST /v1/sites/{site}/leads/{lead}/split': { contact: '0'.repeat(20) },
  'POST /v1/sites/{site}/crm': { rows: [{ id: '1' }] },
  'POST /v1/sites/{site}/plans': { metric: 'leads', period: '2026-11', target: 10 },
  'PATCH /v1/sites/{site}/plans/{plan}': { target: 20 },
  'POST /v1/sites/{site}/plans/{plan}/notes': { text: 'Holidays' },
  'POST /v1/sites/{site}/numbers': { numbers: [{ number: '+380441234567' }] },
};

let admin: string;
let site: string;

beforeEach(async () => {
  ({ token: admin } = await newAccount());
  site = await newSiteOf(admin);
});

const call = (
  { route, method, path }: (typeof ROUTES)[number],
  authorization: string | null,
  key = site,
): Promise<Response> => {
  const body = BODIES[route];
  const named = path
    .replace('{site}', key)
    .replace(/\{(lead|call|contact|person|plan|note|entry|sale|merge)\}/g, 'none')
    .replace('{form}', 'lead')
    .replace('{upload}', '0')
    .replace('{number}', '+380440000000')
    .replace('{hash}', '0'.repeat(64));
  return ask(`${named}${QUERIES[route] ?? ''}`, {
    method,
    headers: {
      ...(path.endsWith('/live') && { upgrade: 'websocket' }),
      ...(authorization !== null && { authorization }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
};

test('every private route there is stands in the table of scopes', async () => {
  const { paths } = await asked<{ paths: Record<string, Record<string, unknown>> }>('/openapi.json');
  const found = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  // Signing in is what a token is for: it stands in the body, and session.test.ts asks it.
  const open = ['POST /v1/session'];
  expect(found.filter((route) => route.includes('/v1/') && !open.includes(route)).sort()).toEqual(
    Object.keys(NEEDS).sort(),
  );
});

describe.each(ROUTES)('$route', (route) => {
  const refused = async (authorization: string | null): Promise<void> => {
    const answer = await call(route, authorization);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect((await problemOf(answer)).type).toBe('urn:whichhalf:problem:unauthorized');
  };

  test('without a token', () => refused(null));

  test('with one that is none', async () => {
    const account = admin.split('_')[1] as string;
    await refused('Bearer ');
    await refused(`Basic ${admin}`);
    await refused(admin);
    await refused('Bearer nonsense');
    await refused(`Bearer wh_${'a'.repeat(20)}_${'b'.repeat(32)}`);
    await refused(`Bearer wh_${account}_${'b'.repeat(32)}`);
    await refused(`Bearer ${admin}x`);
    await refused(`Bearer ${admin.slice(0, -1)}`);
    // The operator makes accounts, and sees none of them.
    if (route.scope !== null) await refused(`Bearer ${OPERATOR}`);
    else await refused(`Bearer ${admin}`);
  });

  test('with a token that was revoked', async () => {
    if (route.scope === null) return;
    const { hash, token } = await newTokenOf(admin, 'admin');
    expect((await call(route, `Bearer ${token}`)).status).not.toBe(401);
    const gone = await ask(`/v1/tokens/${hash}`, { method: 'DELETE', headers: { authorization: `Bearer ${admin}` } });
    expect(gone.status).toBe(204);
    await refused(`Bearer ${token}`);
  });

  test('with each scope', async () => {
    if (route.scope === null) return;
    const needed = [route.scope].flat();
    for (const scope of SCOPES) {
      const { token } = await newTokenOf(admin, scope);
      const answer = await call(route, `Bearer ${token}`);
      if (route.scope === '' || scope === 'admin' || needed.includes(scope)) {
        // The lead, call, suspect, number, upload and token asked for do not exist; all the rest does.
        expect([route.route, scope, answer.status]).toEqual([
          route.route,
          scope,
          expect.toSatisfy(
            (status: number) =>
              status < 300 || /\{(lead|upload|call|contact|number|hash|person|plan|note)\}/.test(route.path),
          ),
        ]);
        expect([401, 403]).not.toContain(answer.status);
      } else {
        expect([scope, answer.status]).toEqual([scope, 403]);
        expect((await problemOf(answer)).detail).toBe(`needs the scope ${needed.join(' or ')}`);
      }
    }
  });

  test("with another account's token", async () => {
    if (!route.path.includes('{site}')) return;
    const { token: stranger } = await newAccount('Stranger');
    for (const scope of SCOPES) {
      const { token } = await newTokenOf(stranger, scope);
      const theirs = await call(route, `Bearer ${token}`);
      const none = await call(route, `Bearer ${token}`, 'z'.repeat(20));
      expect([theirs.status, none.status]).toEqual([404, 404]);
      // Nothing tells a site of others from one that does not exist.
      expect(await problemOf(theirs)).toEqual(await problemOf(none));
    }
  });
});

test('tokens and sites of one account are not those of another', async () => {
  const { token: stranger } = await newAccount('Stranger');
  expect(await asked('/v1/sites', bearing(stranger))).toEqual({ sites: [] });
  const { hash, token } = await newTokenOf(admin, 'report');
  const gone = await ask(`/v1/tokens/${hash}`, { method: 'DELETE', headers: { authorization: `Bearer ${stranger}` } });
  expect(gone.status).toBe(404);
  expect((await ask('/v1/metrics', bearing(token))).status).toBe(200);
  const { tokens } = await asked<{ tokens: { hash: string }[] }>('/v1/tokens', bearing(stranger));
  expect(tokens.map((one) => one.hash)).not.toContain(hash);
});

test('a token is shown once', async () => {
  const { token, hash } = await newTokenOf(admin, 'report');
  const list = await (await ask('/v1/tokens', bearing(admin))).text();
  expect(list).toContain(hash);
  expect(list).not.toContain(token);
  expect(list).not.toContain(token.slice(-32));
});

test('made-up keys and accounts wake no object, hence leave no file', async () => {
  const objects = async () => [
    (await listDurableObjectIds(bindings.SITE)).length,
    (await listDurableObjectIds(bindings.ACCOUNT)).length,
  ];
  const before = await objects();
  const page = { method: 'POST', headers: { origin: 'https://example.com', 'user-agent': 'Mozilla/5.0' }, body: '{}' };
  // One letter off: the MAC no longer fits.
  const near = site.slice(0, -1) + (site.endsWith('0') ? '1' : '0');
  for (const key of [near, 'a'.repeat(20), 'short', '%00', '..%2f..']) {
    expect((await ask(`/w/${key}/hits`, page)).status).toBe(404);
    expect((await ask(`/w/${key}/contacts`, page)).status).toBe(404);
    expect((await ask(`/w/${key}.js`)).status).toBe(404);
    expect((await ask(`/demo/${key}/`)).status).toBe(404);
    expect((await ask(`/v1/sites/${key}`, bearing(admin))).status).toBe(404);
  }
  expect((await ask('/v1/sites', bearing(`wh_${'a'.repeat(20)}_${'b'.repeat(32)}`))).status).toBe(401);
  expect(await objects()).toEqual(before);
});

describe('errors are problems', () => {
  test.each(['/nothing', '/v1/nothing', '/w/', '/v1/sites/x/y/z', '/docs/none.js', '/f/none.js'])(
    '%s: 404',
    async (path) => {
      const answer = await ask(path);
      expect(answer.status).toBe(404);
      await problemOf(answer);
    },
  );

  test.each([
    ['POST', '/v1/sites'],
    ['POST', '/v1/tokens'],
    ['PATCH', '/v1/sites/{site}'],
  ])('%s %s with what is no JSON: 400', async (method, path) => {
    const answer = await ask(path.replace('{site}', site), {
      method,
      headers: { authorization: `Bearer ${admin}`, 'content-type': 'application/json' },
      body: '{"name": ',
    });
    expect(answer.status).toBe(400);
    await problemOf(answer);
  });

  test.each([
    ['/v1/sites', { name: 'S', hosts: [] }, ['hosts']],
    ['/v1/sites', { name: '', hosts: ['not a host'] }, ['name', 'hosts.0']],
    ['/v1/sites', { name: 'S', hosts: ['a.example'], timeZone: 'Mars/Olympus' }, ['timeZone']],
    [
      '/v1/sites',
      { name: 'S', hosts: ['a.example'], currency: 'hryvnia', country: 'Ukraine' },
      ['currency', 'country'],
    ],
    [
      '/v1/sites',
      {
        name: 'S',
        hosts: ['a.example'],
        forms: [
          { id: 'a', kind: 'lead' },
          { id: 'a', kind: 'lead' },
        ],
      },
      ['forms'],
    ],
    [
      '/v1/sites',
      { name: 'S', hosts: ['a.example'], notify: { webhooks: [{ url: 'ftp://x/', secret: '(set)' }], telegram: [] } },
      ['notify.webhooks.0.url', 'notify.webhooks.0.secret'],
    ],
    ['/v1/tokens', { name: 'T', scopes: [] }, ['scopes']],
    ['/v1/tokens', { name: 'T', scopes: ['everything'] }, ['scopes.0']],
  ])('%s with %o names the fields', async (path, body, fields) => {
    const answer = await ask(path, bearing(admin, body));
    expect(answer.status).toBe(422);
    expect((await problemOf(answer)).errors?.map(({ field }) => field)).toEqual(fields);
  });

  test.each([
    ['by=colour', 'by'],
    ['by=day,week,month,year', 'by'],
    ['metrics=visits,colour', 'metrics'],
    ['from=2026-02-30', 'from'],
    ['from=2026-05-02&to=2026-05-01', 'to'],
    ['from=2000-01-01&to=2026-05-01', 'from'],
    ['where=colour:red', 'where'],
    ['where=visits>3', 'where'],
    ['order=colour', 'order'],
    ['order=-spend&metrics=visits', 'order'],
    ['limit=0', 'limit'],
    ['limit=1e3', 'limit'],
    ['model=nearest', 'model'],
    ['basis=sale', 'basis'],
    ['compare=next', 'compare'],
  ])('report?%s names the parameter', async (query, parameter) => {
    const answer = await ask(`/v1/sites/${site}/report?${query}`, bearing(admin));
    expect(answer.status).toBe(422);
    expect((await problemOf(answer)).errors?.[0]?.field.split('.')[0]).toBe(parameter);
  });

  test('a body beyond all need is not read', async () => {
    const answer = await ask(
      '/v1/sites',
      bearing(admin, { name: 'S', hosts: ['example.com'], more: 'x'.repeat(2 * 1024 * 1024) }),
    );
    expect(answer.status).toBe(413);
    await problemOf(answer);
  });
});
