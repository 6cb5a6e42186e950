import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { complaintsOf, frames, htmlOf, painted, shiftOf, stringsOf, whichhalf } from './swap/look.ts';
import { ONLY_SHOP, Shop, showing } from './swap/shop.ts';
import { TEMPLATES, type Template } from './swap/templates.ts';

/** Numbers are swapped on pages nobody here wrote: every occurrence, nothing else, and back. */

const TRACKING = '2025550143';
const BOOTSTRAP = createRequire(import.meta.url).resolve('bootstrap/dist/js/bootstrap.bundle.min.js');

const shop = new Shop();
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  await shop.start();
  browser = await launchChromium({ args: [ONLY_SHOP] });
});

afterAll(async () => {
  await browser?.close();
  shop.stop();
});

beforeEach(async () => {
  shop.clear();
  context = await browser.newContext();
  // The one file from elsewhere without which the pages' own scripts fail; as published.
  await context.route('https://cdn.jsdelivr.net/npm/bootstrap@5.2.3/**', (route) => route.fulfill({ path: BOOTSTRAP }));
});

afterEach(() => context.close());

interface Seen {
  page: Page;
  strings: string[];
  html: string;
  complaints: string[];
}

const look = async (page: Page, complaints: string[]): Promise<Seen> => ({
  page,
  strings: await stringsOf(page),
  html: await htmlOf(page),
  complaints,
});

/** The page as its author has it, or with the tag as the first thing in its head. */
const open = async (template: Template, tag = ''): Promise<Seen> => {
  shop.folders.set('', template.folder);
  shop.pages.set(
    template.path,
    template.html.replace(/<head>|$/, (head) => head + tag),
  );
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  await page.goto(shop.url(template.path));
  // Their own scripts look at what is in view once it has been shown.
  await frames(page, 10);
  return look(page, complaints);
};

const swapped = (page: Page): Promise<unknown> =>
  page.waitForFunction((digits) => document.documentElement.outerHTML.replace(/\D/g, '').includes(digits), TRACKING);

/**
 * A text whose runs of digits and the signs between them are read as numbers; those that are the line's get the other
 * one's digits, sign for sign. What a machine dials is written in full.
 */
const dialled = (text: string, digits: string): string => {
  if (text.startsWith('<a href> tel:')) return `<a href> tel:+1${TRACKING}`;
  return text.replace(/[-\d().+\s]+/g, (run) => {
    const read = run.replace(/\D/g, '');
    const skipped = read.length - digits.length;
    if (read !== digits && read !== `1${digits}`) return run;
    let at = -skipped;
    return run.replace(/\d/g, (digit) => (at++ < 0 ? digit : (TRACKING[at - 1] as string)));
  });
};

const line = ({ digits }: Template) =>
  showing(`+1${TRACKING}`, { id: 'main', number: `+1${digits}`, code: '1', trunk: '' });

describe.each(TEMPLATES)('$name', (template) => {
  beforeEach(() => {
    shop.numbers = line(template);
  });

  test.each(['async', ''])('shows the number everywhere and changes nothing else: <script %s>', async (attributes) => {
    const before = await open(template);
    const after = await open(template, shop.tag(attributes));
    const expected = before.strings.map((text) => dialled(text, template.digits));
    await expect.poll(() => stringsOf(after.page)).toEqual(expected);
    expect(expected.filter((text, index) => text !== before.strings[index])).toHaveLength(template.places);
    expect(after.complaints).toEqual(before.complaints);
  });

  test('moves nothing when a page is painted before the script comes', async () => {
    const release = shop.holdScript();
    shop.folders.set('', template.folder);
    shop.pages.set(
      template.path,
      template.html.replace(/<head>|$/, (head) => head + shop.tag()),
    );
    const page = await context.newPage();
    await page.goto(shop.url(template.path), { waitUntil: 'commit' });
    await painted(page);
    await page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
    const own = await shiftOf(page);
    release();
    await swapped(page);
    expect(await shiftOf(page)).toBe(own);
  });

  test('is given back byte for byte', async () => {
    const before = await open(template);
    const after = await open(template, shop.tag());
    await swapped(after.page);
    await whichhalf(after.page, 'stop');
    expect(await htmlOf(after.page)).toBe(before.html);
  });
});
