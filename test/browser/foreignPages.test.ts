import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { hangUp, listen } from '../flows/listen.ts';
import { type Owner, openSite } from '../flows/owner.ts';
import { startServer, type TestServer } from '../server.ts';
import { launchChromium } from './chromium.ts';
import { difference } from './foreign/difference.ts';
import { FOREIGN, type ForeignPage, PLAIN, ROUTED } from './foreign/pages.ts';
import { shiftOf } from './swap/look.ts';

/**
 * On pages nobody here wrote our button, dialog and form look the same pixel by pixel, and work; the pages stay as they
 * are. The look follows a page in what it is meant to follow, font and colour of the text, and stands on the page's own
 * background: for the pictures these, and the place that the owner gave the form, are made the same everywhere. All else
 * that a page says of elements must not matter.
 */

const BOOTSTRAP = createRequire(import.meta.url).resolve('bootstrap/dist/js/bootstrap.bundle.min.js');
const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

/** Round lines are rounded by the graphics library, on a long page otherwise than on a short one: by 2 of 255. */
const ROUNDING = 3;

/**
 * White paper with nothing on it but us, whatever the page insists on: the id makes each rule stronger than the page's.
 * `*` says nothing of our elements: their own `!important` is stronger still.
 */
const PAPER = `:is(*,#_#_#_),:is(*,#_#_#_)::before,:is(*,#_#_#_)::after{visibility:hidden!important;background:none!important}
:is(html,#_#_#_#_){background:#fff!important;color-scheme:light!important}
:is(body,[data-whichhalf],#_#_#_#_){font-family:sans-serif!important;color:#111!important}
:is([data-whichhalf],#_#_#_#_){position:fixed!important;inset:10px auto auto 10px!important;width:420px!important;height:auto!important;margin:0!important;padding:0!important;border:0!important;transform:none!important}`;

let server: TestServer;
let owner: Owner;
let browser: Browser;
let context: BrowserContext;
let host: Server;
let origin: string;
let shown: ForeignPage = PLAIN;
/** How we look where nobody says anything. */
let plain: Pictures;
/** A page on which pictures are compared. */
let desk: Page;

beforeAll(async () => {
  host = createServer((request, response) => {
    const { pathname } = new URL(request.url as string, 'http://localhost');
    const send = (content: string | Buffer, type: string | undefined) =>
      response.writeHead(200, { 'content-type': type ?? 'application/octet-stream' }).end(content);
    if (pathname === shown.path) return send(shown.html, TYPES['.html']);
    try {
      return send(readFileSync(join(shown.folder, pathname)), TYPES[extname(pathname)]);
    } catch {
      // A page may name a file that its package does not hold.
      return response.writeHead(404).end();
    }
  });
  origin = `http://localhost:${await listen(host)}`;
  // Of all the world only this machine is there.
  browser = await launchChromium({ args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost'] });
  server = await startServer();
  owner = await openSite(server, {
    name: 'Вікна',
    hosts: ['localhost'],
    language: 'uk',
    spam: { quarantine: false },
    forms: [
      { id: 'callback', kind: 'callback' },
      { id: 'lead', kind: 'lead' },
    ],
  });
  desk = await browser.newPage();
  const page = await openPage(PLAIN);
  await paste(page);
  await use(page);
  plain = await picturesOf(page);
  await context.close();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  if (host) await hangUp(host);
});

const newContext = async (): Promise<void> => {
  context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  // The one file from elsewhere without which the pages' own scripts fail; as published.
  await context.route('https://cdn.jsdelivr.net/npm/bootstrap@5.2.3/**', (route) => route.fulfill({ path: BOOTSTRAP }));
};

afterEach(() => context.close());

/** The page with all that is its own: pictures, fonts, what its scripts do. */
const openPage = async (foreign: ForeignPage): Promise<Page> => {
  await newContext();
  shown = foreign;
  const page = await context.newPage();
  await page.goto(origin + foreign.path);
  await page.evaluate(() => document.fonts.ready.then(() => {}));
  return page;
};

/** Pastes the tag as a tag manager does, behind everything: what a page has patched is patched by then. */
const paste = async (page: Page): Promise<void> => {
  await page.evaluate((src) => {
    const script = document.createElement('script');
    script.src = src;
    document.head.append(script);
  }, `${server.url}/w/${owner.site}.js`);
  await button(page).waitFor();
};

const button = (page: Page) => page.getByRole('button', { name: 'Замовити дзвінок' });
const dialog = (page: Page) => page.locator('dialog[open]').filter({ has: page.locator('[name=phone]') });
const form = (page: Page) => page.locator('[data-whichhalf="lead"] form');

/** To the end of the page and back: some do something of their own on the way. */
const scrollThrough = async (page: Page, atEnd = async (): Promise<void> => {}): Promise<void> => {
  await page.evaluate(() => scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' }));
  await shiftOf(page);
  await atEnd();
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
};

/** Opens the dialog, shows the form in the page, and leaves the page where it was. */
const use = async (page: Page): Promise<void> => {
  await button(page).click();
  await dialog(page).locator('[name=phone]').waitFor();
  await page.keyboard.press('Escape');
  await scrollThrough(page, () => form(page).waitFor());
};

/** Where each element of the page stands; of those around the form's place, that has its own height, all but the height. */
const boxesOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const place = document.querySelector('[data-whichhalf]');
    const isOurs = (element: Element) => element.matches('[data-whichhalf] *') || element.shadowRoot !== null;
    return [...document.querySelectorAll('html, body, body *')]
      .filter((element) => element.localName !== 'script' && !isOurs(element))
      .map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const size = place && element.contains(place) ? `${width}` : `${width} × ${height}`;
        return `${element.localName}#${element.id} ${x + scrollX}, ${y + scrollY}: ${size}`;
      });
  });

interface Pictures {
  /** Where the button stands in the window. */
  at: unknown;
  button: Buffer;
  form: Buffer;
  /** The form with what is wrong with it. */
  refused: Buffer;
  dialog: Buffer;
}

const picturesOf = async (page: Page): Promise<Pictures> => {
  await page.addStyleTag({ content: PAPER });
  const at = await button(page).boundingBox();
  const closed = await button(page).screenshot();
  const asked = await form(page).screenshot();
  await form(page).locator('button').click();
  await form(page).locator('[aria-invalid=true]').first().waitFor();
  const refused = await form(page).screenshot();
  await button(page).click();
  await dialog(page).locator('[name=phone]').waitFor();
  const opened = await dialog(page).screenshot();
  await page.keyboard.press('Escape');
  return { at, button: closed, form: asked, refused, dialog: opened };
};

/** What is an error on a page from now on. */
const complaintsOf = (page: Page): string[] => {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return complaints;
};

const handIn = async (page: Page, name: string): Promise<void> => {
  await form(page).locator('[name=phone]').fill('0441234567');
  await form(page).locator('[name=name]').fill(name);
  await form(page).locator('button').click();
  await form(page).and(page.locator('.sent')).waitFor();
  const names = (await owner.leads()).flatMap(({ contacts }) => contacts.map(({ fields }) => fields.name));
  expect(names).toContain(name);
};

test.each(FOREIGN)('$name: stays as it is, with us as we are', async (foreign) => {
  const page = await openPage(foreign);
  const before = await boxesOf(page);
  expect(before.length).toBeGreaterThan(5);
  const first = await shiftOf(page);
  await scrollThrough(page);
  const second = await shiftOf(page);
  const complaints = complaintsOf(page);

  await paste(page);
  await use(page);
  await expect.poll(() => boxesOf(page)).toEqual(before);
  expect((await shiftOf(page)) - second).toBeCloseTo(second - first, 6);

  const { at, ...pictures } = await picturesOf(page);
  expect(at).toEqual(plain.at);
  for (const [of, picture] of Object.entries(pictures)) {
    const seen = await difference(desk, picture, plain[of as keyof typeof pictures]);
    expect(seen, of).toBeLessThanOrEqual(ROUNDING);
  }

  await handIn(page, foreign.name);
  expect(complaints).toEqual([]);
});

test('a router that draws its screens anew gets the form on its screen, and keeps its links', async () => {
  const page = await openPage(ROUTED);
  const complaints = complaintsOf(page);
  await page.evaluate(() => document.documentElement.setAttribute('data-same-page', ''));
  await paste(page);
  for (const name of ['first', 'second']) {
    await page.getByRole('link', { name: 'Order' }).click();
    await page.getByRole('heading', { name: 'Order' }).waitFor();
    await handIn(page, `${ROUTED.name} ${name}`);
    await page.getByRole('link', { name: 'Home' }).click();
    await page.getByRole('heading', { name: 'Home' }).waitFor();
    expect(await form(page).count()).toBe(0);
  }
  await page.goBack();
  await form(page).waitFor();
  await button(page).click();
  await dialog(page).waitFor();
  expect(await page.locator('html[data-same-page]').count()).toBe(1);
  expect(complaints).toEqual([]);
});
