import { beforeEach, describe, expect, test } from 'vitest';
import type { ContactRequest } from '../../shared/contacts.ts';
import type { HitsBatch } from '../../shared/hits.ts';
import { MAX_BODY } from '../../shared/limits.ts';
import { ask, asked, bearing, fromPage, newAccount, newSiteOf, problemOf } from './people.ts';
import { idAt } from './site.ts';

/** What pages may post and load: origins, programs, sizes, rates, answers, through the real worker. */

let admin: string;
let site: string;
let rest = 0;

beforeEach(async () => {
  ({ token: admin } = await newAccount());
  site = await newSiteOf(admin, { hosts: ['example.com', 'localhost', 'приклад.укр'] });
});

const visitOf = () => {
  const now = Date.now();
  return {
    id: idAt(now - 1_000, (rest += 1)),
    visitor: idAt(now - 1_000, rest),
    url: 'https://example.com/',
    referrer: '',
    language: 'uk',
    zone: 'Europe/Kyiv',
  };
};
const hitsOf = (): HitsBatch => ({ sentAt: Date.now(), visit: visitOf(), hits: [{ kind: 'page', at: 0, path: '/' }] });
const contactOf = (fields: Record<string, string> = { name: 'Олена' }): ContactRequest => ({
  sentAt: Date.now(),
  visit: visitOf(),
  contact: { id: idAt(Date.now(), (rest += 1)), kind: 'lead', at: Date.now(), fields, page: 'https://example.com/' },
});
const post = (what: 'hits' | 'contacts', body: unknown, headers?: Record<string, string | null>) =>
  ask(`/w/${site}/${what}`, fromPage(body, headers));
const visits = async (): Promise<unknown> => {
  const { totals } = await asked<{ totals: Record<string, number> }>(
    `/v1/sites/${site}/report?by=&metrics=visits,contacts`,
    bearing(admin),
  );
  return totals;
};

describe('origins', () => {
  test.each([
    'https://example.com',
    'http://example.com',
    'https://www.example.com',
    'https://a.b.example.com:8443',
    'http://localhost:3000',
    // A browser states a host of other letters in ASCII.
    'https://xn--80aikifvh.xn--j1amh',
    'https://www.xn--80aikifvh.xn--j1amh',
  ])('%s is one of the site’s', async (origin) => {
    const answer = await post('hits', hitsOf(), { origin });
    expect(answer.status).toBe(202);
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
    expect(answer.headers.get('vary')).toBe('origin');
  });

  test.each([
    'https://example.com.evil.com',
    'https://evil-example.com',
    'https://example.org',
    'https://com',
    'null',
    '',
    null,
    'https://evil.com/example.com',
    'https://example.com@evil.com',
    'file://',
    'javascript:alert(1)',
    'chrome-extension://example.com',
  ])('%s is not', async (origin) => {
    for (const what of ['hits', 'contacts'] as const) {
      const answer = await post(what, what === 'hits' ? hitsOf() : contactOf(), { origin });
      expect(answer.status).toBe(403);
      expect((await problemOf(answer)).type).toBe('urn:whichhalf:problem:origin-refused');
      // A page must be able to read that it is refused, or it takes the answer for a dead network and tries for ever.
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    }
    expect(await visits()).toEqual({ visits: 0, contacts: 0 });
  });

  test('an unknown site is told so in a way the page can read', async () => {
    const answer = await ask(`/w/${'a'.repeat(20)}/hits`, fromPage(hitsOf()));
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([404, '*']);
    await problemOf(answer);
  });
});

describe('programs', () => {
  test.each([
    [{ 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }, 'bot'],
    [{ 'user-agent': 'curl/8.5.0' }, 'bot'],
    [{ 'user-agent': '' }, 'bot'],
    [{ 'sec-purpose': 'prefetch;prerender' }, 'prefetch'],
    [{ purpose: 'prefetch' }, 'prefetch'],
  ])('%o: answered, with the reason, and not counted', async (headers, ignored) => {
    const answer = await post('hits', hitsOf(), headers);
    expect(answer.status).toBe(202);
    expect(await answer.json()).toEqual({ accepted: 0, refused: [], ignored });
    expect(await visits()).toEqual({ visits: 0, contacts: 0 });
  });

  test('hand in no contacts', async () => {
    const answer = await post('contacts', contactOf(), { 'user-agent': 'curl/8.5.0' });
    expect(answer.status).toBe(403);
    expect((await problemOf(answer)).type).toBe('urn:whichhalf:problem:bot-refused');
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://example.com');
  });
});

describe('size', () => {
  test.each(['hits', 'contacts'] as const)(
    '%s: a body beyond the limit is refused, its length stated or not',
    async (what) => {
      const text = 'x'.repeat(MAX_BODY + 1);
      for (const body of [text, new Blob([text]).stream()]) {
        const answer = await ask(`/w/${site}/${what}`, { ...fromPage(''), body });
        expect(answer.status).toBe(413);
        expect(answer.headers.get('access-control-allow-origin')).toBe('https://example.com');
        await problemOf(answer);
      }
    },
  );

  test('a body of just the limit is read', async () => {
    const body = { ...hitsOf(), padding: '' };
    body.padding = 'x'.repeat(MAX_BODY - JSON.stringify(body).length);
    expect((await post('hits', body)).status).toBe(202);
  });

  test('letters of several bytes count by their bytes', async () => {
    expect((await post('hits', 'щ'.repeat(MAX_BODY / 2 + 1))).status).toBe(413);
  });
});

test('too many from one address: 429 with the seconds to wait, and other addresses go on', async () => {
  const address = { 'cf-connecting-ip': '203.0.113.9' };
  for (let sent = 0; sent < 20; sent += 1) expect((await post('contacts', contactOf(), address)).status).toBe(201);
  const answer = await post('contacts', contactOf(), address);
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  expect(answer.headers.get('access-control-expose-headers')).toContain('retry-after');
  await problemOf(answer);
  expect((await post('contacts', contactOf())).status).toBe(201);
});

describe('hits', () => {
  test('are taken each for itself', async () => {
    const batch = {
      ...hitsOf(),
      hits: [
        { kind: 'page', at: 0, path: '/' },
        { kind: 'page', at: -1, path: '/' },
        { kind: 'nod', at: 0 },
      ],
    };
    const answer = await post('hits', batch);
    expect(answer.status).toBe(202);
    expect(await answer.json()).toMatchObject({
      accepted: 1,
      refused: [
        { index: 1, field: 'at' },
        { index: 2, field: 'kind' },
      ],
    });
  });

  test.each<[string, (batch: HitsBatch) => unknown, string[]]>([
    ['no JSON', () => '{', ['']],
    ['no object', () => '7', ['']],
    ['no hits', (batch) => ({ ...batch, hits: [] }), ['hits']],
    [
      'only bad hits',
      (batch) => ({ ...batch, hits: [{ kind: 'form', at: 0, form: '', stage: 'seen' }] }),
      ['hits.0.form'],
    ],
    [
      'a bad visit',
      (batch) => ({ ...batch, visit: { ...batch.visit, id: 'A', url: 'ftp://x' } }),
      ['visit.id', 'visit.url'],
    ],
    [
      'a visit from before the visitor could be known',
      (batch) => ({ ...batch, visit: { ...batch.visit, id: idAt(Date.now() - 401 * 86_400_000, 1) } }),
      ['visit.id'],
    ],
    ['no clock', ({ visit, hits }) => ({ visit, hits }), ['sentAt']],
  ])('%s: 422 that names the fields', async (_, change, fields) => {
    const answer = await post('hits', change(hitsOf()));
    expect(answer.status).toBe(422);
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://example.com');
    expect((await problemOf(answer)).errors?.map(({ field }) => field)).toEqual(fields);
  });
});

describe('contacts', () => {
  test('201, the same again 200, another body under the id 409', async () => {
    const request = contactOf({ name: 'Олена', phone: '044 111 11 11' });
    const first = await post('contacts', request);
    expect([first.status, await first.json()]).toEqual([201, { id: request.contact.id }]);
    // Its fields in another order, from another moment: still the same contact.
    const again = {
      ...request,
      sentAt: request.sentAt + 500,
      contact: { ...request.contact, fields: { phone: '044 111 11 11', name: 'Олена' } },
    };
    const second = await post('contacts', again);
    expect([second.status, await second.json()]).toEqual([200, { id: request.contact.id }]);
    const other = await post('contacts', { ...request, contact: { ...request.contact, fields: { name: 'Оксана' } } });
    expect(other.status).toBe(409);
    expect(other.headers.get('access-control-allow-origin')).toBe('https://example.com');
    await problemOf(other);
    expect(await visits()).toEqual({ visits: 1, contacts: 1 });
  });

  test.each<[Record<string, string>, string[]]>([
    [{ phone: '12345' }, ['contact.fields.phone']],
    [{ phone: '1234567890123456' }, ['contact.fields.phone']],
    [{ email: 'nobody' }, ['contact.fields.email']],
    [{ phone: 'call me', email: '@' }, ['contact.fields.phone', 'contact.fields.email']],
    [{ name: ' ' }, ['contact.fields']],
    [{ 'a<b': 'x' }, ['contact.fields.a<b']],
    [{ name: 'x'.repeat(5_001) }, ['contact.fields.name']],
  ])('%o: 422 that names the fields', async (fields, names) => {
    const answer = await post('contacts', contactOf(fields));
    expect(answer.status).toBe(422);
    expect((await problemOf(answer)).errors?.map(({ field }) => field)).toEqual(names);
  });

  test('one from before the visitor could be known is refused', async () => {
    const request = contactOf();
    const answer = await post('contacts', { ...request, contact: { ...request.contact, at: 0 } });
    expect(answer.status).toBe(422);
    expect((await problemOf(answer)).errors?.map(({ field }) => field)).toEqual(['contact.at']);
  });

  test('fields with names that mean something to JavaScript do no harm', async () => {
    const request = contactOf();
    const text = JSON.stringify(request).replace(
      '"name":"Олена"',
      '"name":"Олена","__proto__":"x","constructor":"y","toString":"z"',
    );
    expect((await post('contacts', text)).status).toBe(201);
    expect((await post('contacts', text)).status).toBe(200);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});

describe('the script', () => {
  test('holds the settings in a form that ends no script, and no secret', async () => {
    const nasty = '</script><!-- \u2028\u2029 "\\ $& $`';
    const token = '123456:abcdefghijklmnopqrstuvwxyz';
    site = await newSiteOf(admin, {
      name: nasty,
      forms: [{ id: nasty, kind: 'lead', words: { uk: { title: nasty } } }],
      notify: {
        webhooks: [{ url: 'https://hooks.example/', secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLjSw' }],
        telegram: [{ token, chat: '-100' }],
      },
    });
    const text = await (await ask(`/w/${site}.js`)).text();
    expect(text).not.toMatch(/<\/script|<!--|\u2028|\u2029/i);
    expect(text).not.toContain('__WHICHHALF_SETTINGS__');
    for (const secret of [token, 'whsec_', 'hooks.example', '-100']) expect(text).not.toContain(secret);
    // Read as a browser would: the settings come out as they went in.
    const at = text.indexOf('{"site"');
    expect(at).toBeGreaterThan(0);
    const literal = text.slice(at, text.indexOf('}]}', at) + 3);
    expect(JSON.parse(literal)).toMatchObject({ site, forms: [{ id: nasty, words: { uk: { title: nasty } } }] });
  });

  test('is cached, compressed, and not sent again where the browser has it', async () => {
    const plain = await ask(`/w/${site}.js`, { headers: { 'accept-encoding': 'identity' } });
    expect(plain.status).toBe(200);
    expect(plain.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(plain.headers.get('cache-control')).toMatch(/^public, max-age=\d+$/);
    expect(plain.headers.get('vary')).toBe('accept-encoding, sec-gpc');
    const text = await plain.text();
    const etag = plain.headers.get('etag') as string;
    expect(etag).toMatch(/^"[^"]+"$/);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const same = await ask(`/w/${site}.js`, { headers: { 'if-none-match': known } });
      expect([known, same.status, await same.text()]).toEqual([known, 304, '']);
    }
    expect((await ask(`/w/${site}.js`, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
    const zipped = await ask(`/w/${site}.js`, { headers: { 'accept-encoding': 'gzip, br' } });
    expect(await zipped.text()).toBe(text);
  });

  test('changes with the settings', async () => {
    const before = (await ask(`/w/${site}.js`)).headers.get('etag');
    await asked(`/v1/sites/${site}`, bearing(admin, { color: '#ff0000' }, 'PATCH'));
    const after = await ask(`/w/${site}.js`);
    expect(after.headers.get('etag')).not.toBe(before);
    expect(await after.text()).toContain('#ff0000');
  });
});

test('the API is described and readable', async () => {
  const spec = await asked<{
    openapi: string;
    paths: Record<
      string,
      Record<string, { parameters?: { name: string; in: string }[]; requestBody?: { content: object } }>
    >;
  }>('/openapi.json');
  expect(spec.openapi).toMatch(/^3\.1/);
  expect(spec.paths['/v1/sites/{site}/report']?.get?.parameters?.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'site',
      'by',
      'metrics',
      'from',
      'to',
      'model',
      'basis',
      'where',
      'compare',
      'order',
      'limit',
    ]),
  );
  for (const [path, method] of [
    ['/v1/sites', 'post'],
    ['/v1/sites/{site}', 'patch'],
    ['/v1/sites/{site}/spend', 'post'],
    ['/w/{site}/hits', 'post'],
    ['/w/{site}/contacts', 'post'],
    ['/v1/accounts', 'post'],
    ['/v1/tokens', 'post'],
  ] as const) {
    expect([path, Object.keys(spec.paths[path]?.[method]?.requestBody?.content ?? {}).length]).not.toEqual([path, 0]);
  }
  for (const [path, methods] of Object.entries(spec.paths)) {
    for (const { parameters = [] } of Object.values(methods)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect([
        path,
        parameters
          .filter((one) => one.in === 'path')
          .map(({ name }) => name)
          .sort(),
      ]).toEqual([path, inPath.sort()]);
    }
  }
  const page = await ask('/docs');
  expect(page.headers.get('content-type')).toContain('text/html');
  const html = await page.text();
  const assets = [...html.matchAll(/(?:src|href)="((?!data:)[^"#]+)"/g)].map(([, path]) => path as string);
  expect(assets.length).toBeGreaterThanOrEqual(2);
  for (const path of assets) {
    const asset = await ask(new URL(path, 'https://whichhalf.test/docs').pathname);
    expect([path, asset.status]).toEqual([path, 200]);
    await asset.body?.cancel();
  }
});

test('the dashboard frames nothing but its own pages, and the preview of a form is framed by it alone and asks nobody', async () => {
  const policyOf = async (path: string): Promise<Record<string, string>> => {
    const answer = await ask(path);
    expect([path, answer.status]).toEqual([path, 200]);
    await answer.body?.cancel();
    const policy = answer.headers.get('content-security-policy') ?? '';
    return Object.fromEntries(
      policy.split('; ').map((part) => [part.split(' ')[0], part.split(' ').slice(1).join(' ')]),
    );
  };
  expect(await policyOf('/app/')).toMatchObject({ 'frame-src': "'self'", 'frame-ancestors': "'none'" });
  const preview = await policyOf('/preview/');
  expect(preview).toMatchObject({ 'default-src': "'none'", 'frame-ancestors': "'self'" });
  expect(preview).toHaveProperty('require-trusted-types-for');
  expect(preview).not.toHaveProperty('connect-src');
  const html = await (await ask('/preview/')).text();
  const assets = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path as string);
  expect(assets).toHaveLength(2);
  for (const path of assets) expect([path, (await ask(path)).status]).toEqual([path, 200]);
});
