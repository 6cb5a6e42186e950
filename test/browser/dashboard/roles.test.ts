import type { Page, Response } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ENTRIES } from '../../../dashboard/pages.tsx';
import { PAGES, type PageName } from '../../../dashboard/place.ts';
import { uk } from '../../../dashboard/words/uk.ts';
import { EMPLOYEES } from '../../../tools/demoYear/company.ts';
import type { Filled } from '../../../tools/demoYear/fill.ts';
import { openWire, type Wire } from '../../../tools/demoYear/wire.ts';
import { NEEDS } from '../../routeScopes.ts';
import { linksWithin, openScene, type Scene, settled } from './scene.ts';

/** Each role asks for all there is, signed in as people are, and gets exactly what is theirs. */

interface Reader {
  name: string;
  /** What they may ask the API for. */
  scopes: readonly string[];
  pages: readonly PageName[];
}

const MARKETER = ['report', 'spend', 'settings'] as const;
const FIGURES = ['overview', 'ads', 'forms', 'plan', 'spend', 'install', 'settings'] as const;
const READERS: Record<'owner' | 'marketer' | 'marketerWithPeople' | 'sales', Reader> = {
  owner: { name: 'Ірина Мороз', scopes: ['report', 'leads', 'spend', 'settings', 'admin'], pages: PAGES },
  // Numbers are the marketer's to set, whoever rings them.
  marketer: { name: 'Дмитро Кравець', scopes: MARKETER, pages: [...FIGURES, 'calls'] },
  marketerWithPeople: { name: 'Соломія Ткач', scopes: [...MARKETER, 'leads'], pages: PAGES },
  sales: { name: 'Оксана Гнатюк', scopes: ['leads'], pages: ['leads', 'calls'] },
};
/** Where each presses everything: an owner may do it all, and what one marketer may press another may. */
const PRESSES: Record<keyof typeof READERS, readonly PageName[]> = {
  owner: [],
  marketer: READERS.marketer.pages,
  marketerWithPeople: ['leads', 'calls'],
  sales: READERS.sales.pages,
};
const ROLES = Object.keys(READERS) as (keyof typeof READERS)[];

/** Routes that ask nobody who they are: pages of customers, exchanges, those who want to sign in, files. */
const OPEN = /^(GET|POST) (\/w\/|\/hooks\/|\/health|\/docs|\/openapi|\/app|\/demo)|^POST \/v1\/session$/;

let scene: Scene;
let year: Filled;
let stranger: { token: string; site: string };
let wire: Wire;
let routes: string[];
/** The sessions' cookies. */
const cookies = new Map<string, string>();

/** Asks a route of the year's site with nothing in its body; ids in its path are of nothing. */
const ask = async (route: string, headers: Record<string, string>, site = year.site): Promise<number> => {
  const [method = 'GET', pattern = ''] = route.split(' ');
  const path = pattern
    .replace('{site}', site)
    .replace('{form}', 'price')
    .replace('{hash}', '0'.repeat(64))
    .replace(/\{\w+\}/g, '0');
  const { status } = await wire.ask({
    method: method as 'GET',
    path,
    headers: { origin: scene.server.url, ...headers, ...(method !== 'GET' && { 'content-type': 'application/json' }) },
    ...(method !== 'GET' && { body: '{}' }),
  });
  return status;
};

beforeAll(async () => {
  scene = await openScene();
  wire = openWire(scene.server.url);
  year = await scene.newYear(1_000);
  stranger = await scene.newSite();
  for (const { name } of Object.values(READERS)) {
    const { cookie } = await wire.ask({
      method: 'POST',
      path: '/v1/session',
      headers: { origin: scene.server.url, 'content-type': 'application/json' },
      body: JSON.stringify({ invitation: year.invitations.get(name) }),
    });
    cookies.set(name, cookie);
  }
  const { text } = await wire.ask({ method: 'GET', path: '/openapi.json' });
  const { paths } = JSON.parse(text) as { paths: Record<string, object> };
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  routes = all.filter((route) => !OPEN.test(route));
});
afterAll(async () => {
  wire?.close();
  await scene?.close();
});

test('the table of readers is that of the company’s people', () => {
  for (const { name } of Object.values(READERS)) expect(EMPLOYEES.map((one) => one.name)).toContain(name);
});

describe('the API', () => {
  test('has no route that the table of scopes does not know', () => {
    expect(routes.sort()).toEqual(Object.keys(NEEDS).sort());
  });

  test.each(ROLES)('answers %s what is theirs, and refuses the rest', async (role) => {
    const { name, scopes } = READERS[role];
    const cookie = cookies.get(name) as string;
    const wrong: string[] = [];
    for (const route of routes) {
      // It would end the session that the next ones need.
      if (route === 'DELETE /v1/session') continue;
      const needs = NEEDS[route];
      const status = await ask(route, { cookie });
      const mayAsk = needs === '' || (needs != null && [needs].flat().some((scope) => scopes.includes(scope)));
      const asExpected = needs === null ? status === 401 : mayAsk ? ![401, 403].includes(status) : status === 403;
      if (!asExpected || status >= 500) wrong.push(`${route} answered ${status}`);
    }
    expect(wrong).toEqual([]);
  });

  test('answers nobody, and nothing of the site to another account', async () => {
    for (const route of routes) {
      expect([route, await ask(route, {})]).toEqual([route, 401]);
      if (!route.includes('{site}')) continue;
      expect([route, await ask(route, { authorization: `Bearer ${stranger.token}` })]).toEqual([route, 404]);
    }
  });

  test('lets a marketer change no secret and nobody’s terms, and shows a salesperson no profit', async () => {
    const change = (name: string, body: object) =>
      wire.ask({
        method: 'PATCH',
        path: `/v1/sites/${year.site}`,
        headers: { cookie: cookies.get(name) as string, origin: scene.server.url, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const { name } = READERS.marketer;
    expect((await change(name, { name: 'Мензурка' })).status).toBe(200);
    for (const withheld of [{ notify: { webhooks: [], telegram: [] } }, { hosts: ['evil.test'] }, { privacy: {} }])
      expect((await change(name, withheld)).status).toBeGreaterThanOrEqual(403);
    const leads = await wire.ask({
      method: 'GET',
      path: `/v1/sites/${year.site}/leads?stage=won`,
      headers: { cookie: cookies.get(READERS.sales.name) as string },
    });
    expect(leads.text).toContain('"revenue"');
    expect(leads.text).not.toContain('profit');
  });
});

describe('the dashboard', () => {
  /** Answers that tell somebody that they may not. */
  const refused: string[] = [];

  const openAs = async (name: string): Promise<Page> => {
    const page = await scene.open();
    const [cookie = '', value = ''] = (cookies.get(name) as string).split('=');
    await page.context().addCookies([{ name: cookie, value, url: scene.server.url }]);
    page.on('response', (response: Response) => {
      if ([401, 403].includes(response.status()))
        refused.push(`${response.request().method()} ${new URL(response.url()).pathname} ${response.status()}`);
    });
    return page;
  };
  const menu = (page: Page) => page.getByRole('navigation').first().getByRole('link').allTextContents();
  const goTo = async (page: Page, name: PageName, site = year.site): Promise<void> => {
    await page.goto(`${scene.server.url}/app/${site}/${name}`);
    await settled(page);
  };

  afterEach(async () => {
    expect(refused.splice(0)).toEqual([]);
    await scene.leave();
  });

  test.each(ROLES)('shows %s their pages, with no control that is refused', async (role) => {
    const { name, pages } = READERS[role];
    const page = await openAs(name);
    await page.goto(`${scene.server.url}/app/${year.site}`);
    await settled(page);
    const there = ENTRIES.map((entry) => entry.name);
    const theirs = there.filter((one) => pages.includes(one));
    expect(await menu(page)).toEqual(theirs.map((one) => uk.pageNames[one]));

    for (const one of there) {
      await goTo(page, one);
      if (!pages.includes(one)) {
        await page.getByText(uk.failed.forbidden).waitFor();
        continue;
      }
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      if (PRESSES[role].includes(one)) {
        const sections = [page.url(), ...(await linksWithin(page))];
        for (const section of sections) await pressAll(page, section);
      }
      expect([role, one, refused.splice(0)]).toEqual([role, one, []]);
    }
  });

  test('tells another account of no site, and lets nobody in', async () => {
    const page = await scene.open({ signedInWith: stranger.token });
    for (const one of PAGES) {
      await goTo(page, one);
      await page.getByText(uk.failed.notFound).waitFor();
    }
    const nobody = await scene.open();
    for (const one of PAGES) {
      await goTo(nobody, one);
      await nobody.getByLabel('Токен API').waitFor();
      expect(await nobody.getByRole('navigation').count()).toBe(0);
    }
    // Whoever is not known is asked to sign in.
    refused.length = 0;
  });
});

/** As many different buttons of each part of a page. */
const MOST_PRESSED = 8;

/** Presses each button of a page's own once, whatever it does, and begins anew where one has led away. */
const pressAll = async (page: Page, address: string): Promise<void> => {
  const begin = async (): Promise<void> => {
    await page.goto(address);
    await settled(page);
  };
  if (page.url() !== address) await begin();
  const pressed: string[] = [];
  while (pressed.length < MOST_PRESSED) {
    const found = await page.evaluate((known) => {
      const buttons = [...document.querySelectorAll<HTMLButtonElement>('main button:not([disabled])')];
      const nameOf = (button: HTMLButtonElement): string => button.getAttribute('aria-label') ?? button.innerText;
      const next = buttons.find((button) => button.checkVisibility() && !known.includes(nameOf(button)));
      next?.click();
      return next && nameOf(next);
    }, pressed);
    if (found === undefined) return;
    pressed.push(found);
    await settled(page);
    await page.keyboard.press('Escape');
    if (new URL(page.url()).pathname !== new URL(address).pathname) await begin();
  }
};
