import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { frames } from './swap/look.ts';
import { leasing, ONLY_SHOP, pageOf, Shop, showing } from './swap/shop.ts';
import { traced } from './swap/trace.ts';

/** No painted frame shows the old number, by the browser's own trace. */

const TRACKING = '+380937654321';
const LOADS = 10;

/** A page with a sheet of its own and the number in one place: a long one may be gone through in several tasks. */
const CSS = '<link rel="stylesheet" href="/site.css">';
const TEXT = Array.from(
  { length: 40 },
  (_, index) => `<p>Paragraph ${index} of 40, <b>for ${index * 3} ₴</b>.</p>`,
).join('');
const BODY = `<header><a href="tel:+380441234567">044 123 45 67</a></header>${TEXT}`;

/**
 * Before each frame is painted: does the old number stand in the page? And the moment at which the first number was
 * replaced, as a mark in the trace.
 */
const WATCH = `<script>
  window.seen = [];
  (function look() {
    requestAnimationFrame(look);
    if (document.body) seen.push({ at: performance.now(), old: /44\\D*123\\D*45\\D*67/.test(document.body.innerHTML) });
  })();
  new MutationObserver((_, observer) => {
    if (!document.querySelector('header a[href*="93765"]')) return;
    performance.mark('swapped');
    observer.disconnect();
  }).observe(document, { subtree: true, childList: true, attributes: true });
</script>`;

/** A frame that was asked for, painted or not. */
interface Frame {
  /** Ms since the navigation began. */
  at: number;
  old: boolean;
}

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
  shop.pages.set('/site.css', 'body { font: 18px sans-serif } header { position: sticky; top: 0 }');
  context = await browser.newContext();
});

afterEach(() => context.close());

interface View {
  /** In ms since the navigation began. */
  swapped: number;
  firstPaint: number;
  /** The painted ones. */
  frames: Frame[];
}

const view = async (page: Page, path: string): Promise<View> => {
  const trace = await traced(browser, page, async () => {
    await page.goto(shop.url(path));
    await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
    await page.waitForFunction(() => performance.getEntriesByName('swapped').length > 0);
    await frames(page, 5);
  });
  const [seen, firstPaint] = await page.evaluate(() => [
    (window as unknown as { seen: Frame[] }).seen,
    performance.getEntriesByName('first-paint')[0]?.startTime ?? 0,
  ]);
  // Both clocks are the browser's, but they begin elsewhere.
  const swapped = trace.moment('swapped') - trace.moment('firstPaint') + firstPaint;
  // Of the frames asked for until then, the last one is what was painted first.
  const unpainted = seen.filter(({ at }) => at <= firstPaint).length - 1;
  return { swapped, firstPaint, frames: seen.slice(Math.max(0, unpainted)) };
};

const oldOf = (frames: Frame[]): Frame[] => frames.filter(({ old }) => old);

/** A visitor who holds a number comes back, with the script in the browser's cache. */
const laterViews = async (attributes: string): Promise<View[]> => {
  shop.numbers = leasing();
  shop.answer = () => ({ numbers: { sales: TRACKING }, hold: 600_000 });
  for (const path of ['/', '/next']) shop.pages.set(path, pageOf(BODY, WATCH + CSS + shop.tag(attributes)));
  const page = await context.newPage();
  await page.goto(shop.url('/'));
  await page.waitForFunction(() => document.querySelector('header')?.textContent === '093 765 43 21');
  const views: View[] = [];
  for (let load = 0; load < LOADS; load++) views.push(await view(page, '/next'));
  for (const { swapped, firstPaint, frames } of views)
    console.log(
      `<script ${attributes}> swapped at ${swapped.toFixed(1)} ms, first paint at ${firstPaint.toFixed(1)} ms; ` +
        `${oldOf(frames).length} of ${frames.length} painted frames with the old number`,
    );
  return views;
};

describe('a later page', () => {
  test.each(['async blocking="render"', ''])('has its number before anything is painted: <script %s>', async (tag) => {
    // A browser that is short of time may paint the page's first lines before the one with the number is read: what
    // counts is that the old one was in none of the frames.
    for (const { frames } of await laterViews(tag)) expect(oldOf(frames)).toEqual([]);
    expect(shop.asked.filter((path) => path.startsWith('/w/') && path.endsWith('.js'))).toHaveLength(1);
  });

  test.each(['async fetchpriority="high"', 'async'])(
    'has its number from the moment on at which a browser that hurries to paint runs the script: <script %s>',
    async (tag) => {
      for (const { swapped, frames } of await laterViews(tag))
        expect(oldOf(frames).filter(({ at }) => at > swapped)).toEqual([]);
    },
  );
});

test('the very first page has its static number before anything is painted, if it waits for the script', async () => {
  shop.numbers = showing(TRACKING);
  shop.pages.set('/', pageOf(BODY, WATCH + CSS + shop.tag('')));
  const { swapped, firstPaint, frames } = await view(await context.newPage(), '/');
  console.log(`first page: swapped at ${swapped.toFixed(1)} ms, first paint at ${firstPaint.toFixed(1)} ms`);
  expect(oldOf(frames)).toEqual([]);
});

test('once the script has run no frame shows the old number, however late it came', async () => {
  const release = shop.holdScript();
  shop.numbers = showing(TRACKING);
  shop.pages.set('/', pageOf(BODY, WATCH + CSS + shop.tag()));
  const page = await context.newPage();
  await page.goto(shop.url('/'), { waitUntil: 'commit' });
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
  release();
  await page.waitForFunction(() => 'whichhalf' in window);
  await frames(page, 10);
  const [seen, ran] = await page.evaluate(() => [
    (window as unknown as { seen: Frame[] }).seen,
    performance.getEntriesByName('swapped')[0]?.startTime ?? 0,
  ]);
  expect(oldOf(seen)).not.toEqual([]);
  expect(oldOf(seen).filter(({ at }) => at > ran)).toEqual([]);
});
