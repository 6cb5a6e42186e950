import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { complaintsOf, frames, htmlOf, whichhalf } from './swap/look.ts';
import { ONLY_SHOP, pageOf, Shop, showing } from './swap/shop.ts';

/** Numbers in pages that write themselves anew: an application that renders all the time, and pages that disagree. */

const APP = readFileSync(new URL('swap/app.html', import.meta.url), 'utf8');
const PREACT = dirname(createRequire(import.meta.url).resolve('preact'));
const RENDERS = 200;

interface AppWindow {
  run(times: number): Promise<void>;
  draw(): void;
  /** Frames that were shown, and those of them that held the old number. */
  shown: { all: number; old: number };
  /** What was written to the document since the count began. */
  writes: number;
}
declare const window: Window & typeof globalThis & AppWindow;

const shop = new Shop();
let browser: Browser;
let complaints: string[];

beforeAll(async () => {
  await shop.start();
  browser = await launchChromium({ args: [ONLY_SHOP] });
});

afterAll(async () => {
  await browser?.close();
  shop.stop();
});

beforeEach(() => {
  shop.clear();
  shop.numbers = showing('+380937654321');
  complaints = [];
});

afterEach(() => expect(complaints).toEqual([]));

const open = async (html: string): Promise<Page> => {
  shop.pages.set('/', html);
  const page = await browser.newPage();
  complaints = complaintsOf(page);
  await page.goto(shop.url('/'));
  return page;
};

const swapped = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => document.body.textContent?.includes('93) 765-43-21'));

/** Looks at every frame just before it is painted. */
const watchFrames = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const seen = { all: 0, old: 0 };
    window.shown = seen;
    const look = (): void => {
      seen.all++;
      const parts = [...document.querySelectorAll('nav, #app, #late')];
      if (parts.some((part) => /44\D*123\D*45\D*67/.test(part.innerHTML))) seen.old++;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });

const countWrites = (page: Page): Promise<void> =>
  page.evaluate(() => {
    window.writes = 0;
    new MutationObserver((records) => {
      window.writes += records.length;
    }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  });

const writes = (page: Page): Promise<number> => page.evaluate(() => window.writes);

describe('an application that renders every few ms', () => {
  const start = async (tag: string): Promise<Page> => {
    shop.folders.set('/preact', PREACT);
    const page = await open(APP.replace('<!-- tag -->', tag));
    await page.waitForFunction(() => 'run' in window);
    return page;
  };
  const run = (page: Page) => page.evaluate((times) => window.run(times), RENDERS);

  test('never shows the old number, and goes on', async () => {
    const page = await start(shop.tag());
    await swapped(page);
    await watchFrames(page);
    await run(page);
    const { all, old } = await page.evaluate(() => window.shown);
    expect(old).toBe(0);
    expect(all).toBeGreaterThan(10);
    const text = (selector: string) => page.locator(selector).innerText();
    const tick = RENDERS + 1;
    expect(await text('#tick')).toBe(`Render ${tick}`);
    expect(await text('#same')).toBe('Call +380 93 765 43 21');
    expect(await text('#changing')).toBe(`${tick} requests, call +380 93 765 43 21`);
    expect(await text('#parts')).toBe(`+380 93 765 43 21 ${tick} times`);
    expect(await page.locator('#link').getAttribute('href')).toBe(`tel:+380937654321;ext=${tick}`);
    expect(await page.locator('#link').getAttribute('title')).toBe(`+380 93 765 43 21, ext. ${tick}`);
    expect(await text('ul')).toBe([0, 1, 2, 3, 4].map((i) => `Desk ${(tick + i) % 5}: 093 765 43 21`).join('\n'));
    expect(await text('.fresh')).toBe(`093 765 43 21, ${tick}`);
    expect(await text('#late')).toBe(`Late ${tick}: (093) 765-43-21`);
    expect(new URL(page.url()).pathname).toBe('/page/0');
  });

  test('is written to once for each of its own writes, and not when it rests', async () => {
    const alone = await start('');
    await countWrites(alone);
    await run(alone);
    const own = await writes(alone);
    const page = await start(shop.tag());
    await swapped(page);
    await countWrites(page);
    await run(page);
    const all = await writes(page);
    console.log(`${RENDERS} renders: ${own} writes of the application's, ${all - own} of the script's`);
    expect(all).toBeLessThan(2 * own);
    await frames(page, 10);
    expect(await writes(page)).toBe(all);
  });

  test('is given back as it would be, and renders on', async () => {
    const [alone, page] = [await start(''), await start(shop.tag())];
    await swapped(page);
    for (const each of [alone, page]) await run(each);
    await whichhalf(page, 'stop');
    expect(await htmlOf(page)).toBe(await htmlOf(alone));
    for (const each of [alone, page]) await each.evaluate(() => window.draw());
    await frames(page, 3);
    expect(await htmlOf(page)).toBe(await htmlOf(alone));
  });
});

/** Puts the old number back whenever it is gone, in the way told. */
const stubborn = (when: string) =>
  pageOf(
    `<p>(044) 123-45-67</p><div><b id="stubborn">044 123 45 67</b> <a id="link" href="tel:0441234567">Call</a></div>
    <button onclick="this.textContent = 'heard'">Press</button>
    <script>
      window.restored = 0;
      const text = document.getElementById('stubborn').firstChild;
      const link = document.getElementById('link');
      const restore = () => {
        if (text.data !== '044 123 45 67') { restored++; text.data = '044 123 45 67'; }
        if (link.getAttribute('href') !== 'tel:0441234567') { restored++; link.setAttribute('href', 'tel:0441234567'); }
      };
      ${when}
    </script>`,
    shop.tag(),
  );

describe.each([
  [
    'at once',
    'new MutationObserver(restore).observe(document, { subtree: true, characterData: true, attributes: true })',
  ],
  [
    'a task later',
    'new MutationObserver(() => setTimeout(restore)).observe(document, { subtree: true, characterData: true, attributes: true })',
  ],
  ['at every frame', '(function again() { restore(); requestAnimationFrame(again); })()'],
])('a page that puts the old number back %s', (_, when) => {
  test('is let have it, and stays alive', async () => {
    const page = await open(stubborn(when));
    await swapped(page);
    const restored = () => page.evaluate(() => (window as unknown as { restored: number }).restored);
    // The quarrel is over when ten frames pass without a word.
    await expect
      .poll(
        async () => {
          const before = await restored();
          await frames(page, 10);
          return (await restored()) - before;
        },
        { timeout: 30_000 },
      )
      .toBe(0);
    console.log(`put back ${await restored()} times`);
    expect(await restored()).toBeLessThan(200);
    await page.getByRole('button').click();
    expect(await page.getByRole('button').innerText()).toBe('heard');
    expect(await page.locator('p').innerText()).toBe('(093) 765-43-21');
    expect(await page.locator('#stubborn').innerText()).toBe('044 123 45 67');
    expect(await page.locator('#link').getAttribute('href')).toBe('tel:0441234567');
  });
});

describe('content that comes late', () => {
  const LATE = '<i>Office</i> <a href="tel:+380441234567" aria-label="Call 044 123 45 67">+380 44 <b>123</b> 45 67</a>';
  const SWAPPED =
    '<i>Office</i> <a href="tel:+380937654321" aria-label="Call 093 765 43 21">+380 93 <b>765</b> 43 21</a>';

  test.each([
    ['by innerHTML', (place: HTMLElement, html: string) => void (place.innerHTML = html)],
    [
      'in a part that was made elsewhere',
      (place: HTMLElement, html: string) => {
        const part = document.createElement('section');
        part.innerHTML = html;
        setTimeout(() => place.append(...part.childNodes));
      },
    ],
    [
      'digit by digit',
      (place: HTMLElement, html: string) => {
        place.innerHTML = html.replace(/44|123|45|67/g, '');
        const [link] = place.getElementsByTagName('a') as unknown as [HTMLElement];
        link.setAttribute('href', 'tel:+380441234567');
        link.setAttribute('aria-label', 'Call 044 123 45 67');
        const [first, bold, last] = link.childNodes as unknown as [Text, HTMLElement, Text];
        setTimeout(() => {
          first.data = '+380 44 ';
          setTimeout(() => {
            bold.textContent = '123';
            setTimeout(() => {
              last.data = ' 45 67';
            });
          });
        });
      },
    ],
    [
      'out of a template that is opened',
      (place: HTMLElement, html: string) => {
        place.innerHTML = `<template>${html}</template>`;
        const template = place.firstChild as HTMLTemplateElement;
        template.replaceWith(template.content);
      },
    ],
    [
      'hidden at first',
      (place: HTMLElement, html: string) => {
        place.hidden = true;
        place.innerHTML = html;
        place.hidden = false;
      },
    ],
  ])('%s', async (_, come) => {
    const page = await open(pageOf('<nav>(044) 123-45-67</nav><div id="place"></div>', shop.tag()));
    await swapped(page);
    await page.locator('#place').evaluate(come as (place: HTMLElement, html: string) => void, LATE);
    await page.waitForFunction(() => document.querySelector('#place a')?.textContent === '+380 93 765 43 21');
    expect(await page.locator('#place').innerHTML()).toBe(SWAPPED);
  });

  test('in pieces, as the network has it', async () => {
    const body = `<nav>(044) 123-45-67</nav><!-- x --><div id="place">${LATE}</div><p>Or 0441234567, 067 111 22 33.</p>`;
    const piecesOf = (html: string) => html.match(/.{1,5}/gs) ?? [];
    const [head, foot] = pageOf('|', shop.tag('')).split('|') as [string, string];
    shop.pages.set('/pieces', [head, ...piecesOf(body), foot]);
    shop.pages.set('/plain', pageOf(body));
    const [page, plain] = [await browser.newPage(), await browser.newPage()];
    await page.goto(shop.url('/pieces'));
    await plain.goto(shop.url('/plain'));
    expect(await page.locator('body').innerHTML()).toBe(
      `<nav>(093) 765-43-21</nav><!-- x --><div id="place">${SWAPPED}</div><p>Or 0937654321, 067 111 22 33.</p>`,
    );
    await whichhalf(page, 'stop');
    expect(await htmlOf(page)).toBe(await htmlOf(plain));
  });

  test('a number that the page writes over ours is shown, and is not given back', async () => {
    const page = await open(pageOf('<nav>(044) 123-45-67</nav><p id="place">044 123 45 67</p>', shop.tag()));
    await swapped(page);
    await page.locator('#place').evaluate((place) => {
      (place.firstChild as Text).data = 'Other office: 067 111 22 33';
    });
    await frames(page, 3);
    expect(await page.locator('#place').innerText()).toBe('Other office: 067 111 22 33');
    await whichhalf(page, 'stop');
    expect(await page.locator('body').innerText()).toContain('(044) 123-45-67');
    expect(await page.locator('#place').innerText()).toBe('Other office: 067 111 22 33');
  });

  test('what comes after the stop is left alone', async () => {
    const page = await open(pageOf('<nav>(044) 123-45-67</nav><div id="place"></div>', shop.tag()));
    await swapped(page);
    await whichhalf(page, 'stop');
    await page.locator('#place').evaluate((place, html) => void (place.innerHTML = html), LATE);
    await frames(page, 3);
    expect(await page.locator('#place').innerHTML()).toBe(LATE);
  });
});
