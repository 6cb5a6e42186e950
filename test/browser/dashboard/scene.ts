import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, BrowserContextOptions, Page, Request } from 'playwright-core';
import { expect } from 'vitest';
import { type Filled, fillYear } from '../../../tools/demoYear/fill.ts';
import { startServer, type TestServer } from '../../server.ts';
import { launchChromium } from '../chromium.ts';

/** What every test of the dashboard stands on: the real server, a real browser, somebody signed in, and axe. */

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export interface Scene {
  server: TestServer;
  browser: Browser;
  /** Asks the API as the owner of a token; throws on an answer that is no success. */
  ask<Answer>(token: string, method: Method, path: string, body?: object): Promise<Answer>;
  /** An account of its own with one site. */
  newSite(settings?: object): Promise<{ token: string; site: string }>;
  /** A company's year, of which about 600 visits are enough for pages that are alive; 6,000 take two seconds. */
  newYear(visits: number, now?: number): Promise<Filled>;
  /**
   * A page in a browser of its own, signed in where it is told with what. What it complains of stands in `complaints`:
   * errors, broken policies, requests to another origin.
   */
  open(options?: BrowserContextOptions & { signedInWith?: string }): Promise<Page>;
  complaints: string[];
  /** After each test: closes what was opened, and expects no complaint. */
  leave(): Promise<void>;
  close(): Promise<void>;
}

export const openScene = async (): Promise<Scene> => {
  // So that each visitor may have an address of their own.
  const server = await startServer({ env: { TRUSTED_PROXIES: '127.0.0.1,::1' } });
  const browser = await launchChromium();
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];

  const ask = async <Answer>(token: string, method: Method, path: string, body?: object): Promise<Answer> => {
    const response = await fetch(server.url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status} ${text}`);
    return (text && JSON.parse(text)) as Answer;
  };

  return {
    server,
    browser,
    ask,
    complaints,

    async newSite(settings = {}) {
      const made = await ask<{ token: string }>(server.operatorToken, 'POST', '/v1/accounts', { name: 'Вікна' });
      const body = { name: 'Вікна Плюс', hosts: ['shop.test'], timeZone: 'Europe/Kyiv', ...settings };
      const { site } = await ask<{ site: string }>(made.token, 'POST', '/v1/sites', body);
      return { token: made.token, site };
    },

    newYear: (visits, now = Date.now()) =>
      fillYear({ url: server.url, operatorToken: server.operatorToken, seed: 'menzurka', visits, now }),

    async open({ signedInWith, ...options } = {}) {
      const context = await browser.newContext({
        locale: 'uk-UA',
        viewport: { width: 1280, height: 900 },
        reducedMotion: 'reduce',
        ...options,
      });
      contexts.push(context);
      if (signedInWith !== undefined) await beginSession(context, server.url, signedInWith);
      const page = await context.newPage();
      countRequests(page);
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        // The browser itself notes every answer that is no success.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
          complaints.push(message.text());
      });
      page.on('request', (request) => {
        if (request.url().startsWith('http') && !request.url().startsWith(server.url))
          complaints.push(`asked ${request.url()}`);
      });
      return page;
    },

    async leave() {
      await Promise.all(contexts.splice(0).map((context) => context.close()));
      expect(complaints.splice(0)).toEqual([]);
    },

    async close() {
      await browser.close();
      // At once: workerd waits some seconds for sockets that dashboards had open.
      await server.kill();
      await server.stop();
    },
  };
};

const underWay = new WeakMap<Page, Set<Request>>();

const countRequests = (page: Page): void => {
  const all = new Set<Request>();
  underWay.set(page, all);
  page.on('request', (request) => all.add(request));
  page.on('requestfinished', (request) => all.delete(request));
  page.on('requestfailed', (request) => all.delete(request));
};

/** Until the page has nothing more to ask and has shown what it was answered: for whoever waits for no word of its own. */
export const settled = async (page: Page): Promise<void> => {
  const painted = (): Promise<unknown> =>
    page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  // What was answered may be asked on: chunks, then what they ask.
  for (let quiet = 0; quiet < 3; quiet = underWay.get(page)?.size === 0 ? quiet + 1 : 0) await painted();
};

/** Addresses that a page has links to within itself: its sections, and one of each kind of thing that it lists. */
export const linksWithin = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const own = location.pathname.split('/').slice(0, 4).join('/');
    const kinds = new Map<string, string>();
    for (const { href } of document.querySelectorAll<HTMLAnchorElement>('main a[href]')) {
      const { pathname } = new URL(href);
      const kind = pathname.slice(own.length).replace(/[0-9a-z]{20}/g, '*');
      if (pathname.startsWith(`${own}/`) && !kinds.has(kind)) kinds.set(kind, href);
    }
    return [...kinds.values()];
  });

/** With a token or an invitation, as the sign-in page does; the browser then has the session's cookie. */
const beginSession = async (context: BrowserContext, url: string, opener: string): Promise<void> => {
  const answer = await context.request.post(`${url}/v1/session`, {
    headers: { origin: url },
    data: opener.startsWith('whi_') ? { invitation: opener } : { token: opener },
  });
  if (!answer.ok()) throw new Error(`signing in answered ${answer.status()}`);
};

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds on the page as it stands, one line each. */
export const violations = async (page: Page): Promise<string[]> => {
  await page.evaluate(AXE);
  return page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(RULES)} }).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes.map((node) => node.html).join(' ')))`,
  );
};

/** A text as it is read: without spaces that do not break. */
export const plain = (text: string | null): string => (text ?? '').replace(/[\u00A0\u202F]/g, ' ');
