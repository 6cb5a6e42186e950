import { beforeEach, expect, test, vi } from 'vitest';
import type { Check, DoctorAnswer } from '../../shared/doctor.ts';
import { ask, asked, bearing, fromPage, newAccount, newSiteOf } from './people.ts';
import { idAt, newSite } from './site.ts';

/** What the server sees of a site that is being installed, by the public routes alone. */

let token: string;
let site: string;

beforeEach(async () => {
  ({ token } = await newAccount());
  site = await newSiteOf(token);
});

const look = async (): Promise<Record<string, Check>> => {
  const { checks } = await asked<DoctorAnswer>(`/v1/sites/${site}/doctor`, bearing(token));
  return Object.fromEntries(checks.map((one) => [one.check, one]));
};
const fetchScript = (referer?: string) => ask(`/w/${site}.js`, { headers: { ...(referer && { referer }) } });
const hits = (origin: string) => {
  const id = idAt(Date.now(), 1);
  const visit = { id, visitor: id, url: `${origin}/`, referrer: '', language: 'uk', zone: '' };
  const body = { sentAt: Date.now(), visit, hits: [{ kind: 'page', at: 0, path: '/' }] };
  return ask(`/w/${site}/hits`, fromPage(body, { origin }));
};

test('the script is seen, then a visit', async () => {
  expect(await look()).toMatchObject({ script: { state: 'waiting' }, visits: { state: 'waiting' } });
  await fetchScript('https://www.example.com/');
  // It is told after the answer.
  await vi.waitFor(async () =>
    expect(await look()).toMatchObject({
      script: { state: 'done', finding: 'seen', hosts: ['www.example.com'], time: expect.any(String) },
      hosts: { state: 'done' },
      visits: { state: 'waiting', finding: 'none' },
    }),
  );
  expect((await hits('https://example.com')).status).toBe(202);
  expect(await look()).toMatchObject({ visits: { state: 'done', finding: 'recorded' } });
});

test('a page of another host is named, whether it asked for the script or posted', async () => {
  await fetchScript('https://copy.test/');
  expect((await hits('https://stage.test')).status).toBe(403);
  await vi.waitFor(async () => {
    const { hosts } = await look();
    expect(hosts).toMatchObject({ state: 'wrong', finding: 'foreign' });
    expect([...(hosts?.hosts ?? [])].sort()).toEqual(['copy.test', 'stage.test']);
  });
});

test('a host is a row a day, and made-up hosts drive out one another', async () => {
  const one = await newSite();
  const day = 86_400_000;
  const written = () =>
    one.rows<{ host: string; last_at: number }>('SELECT host, last_at FROM sightings ORDER BY host');
  await one.stub.sighted({ kind: 'script', host: 'a.example' }, 10 * day);
  await one.stub.sighted({ kind: 'script', host: 'a.example' }, 10 * day + 5_000);
  expect(await written()).toEqual([{ host: 'a.example', last_at: 10 * day }]);
  await one.stub.sighted({ kind: 'script', host: 'a.example' }, 11 * day);
  expect(await written()).toEqual([{ host: 'a.example', last_at: 11 * day }]);
  for (let made = 0; made < 30; made += 1)
    await one.stub.sighted({ kind: 'refused', host: `${made}.example` }, 12 * day + made);
  expect(await written()).toHaveLength(21);
});
