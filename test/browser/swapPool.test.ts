import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { HEARTBEAT } from '../../shared/limits.ts';
import { launchChromium } from './chromium.ts';
import { complaintsOf, frames, whichhalf } from './swap/look.ts';
import { leasing, ONLY_SHOP, pageOf, SALES, Shop, showing } from './swap/shop.ts';

/** Numbers of a pool: asked for, shown, kept, given up; and what is done without consent. */

const OWN = '(044) 123-45-67';
const ONE = ['+380937654321', '(093) 765-43-21'] as const;
const TWO = ['+380937654322', '(093) 765-43-22'] as const;
const SLOW = '<img src="/slow.png" alt="">';
const HOLD = 20 * 60_000;
const STUB =
  '<script>window.whichhalf=window.whichhalf||function(){(whichhalf.q=whichhalf.q||[]).push(arguments)}</script>';
const TOLD = `${STUB}<script>window.told = []; whichhalf('numbers', (numbers) => told.push(numbers.sales))</script>`;

const shop = new Shop();
let browser: Browser;
let context: BrowserContext;
let complaints: string[];

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
  shop.numbers = leasing();
  tell(ONE[0]);
  shop.pages.set('/', pageOf(`<p>${OWN}</p>`, TOLD + shop.tag()));
  context = await browser.newContext();
  complaints = [];
});

afterEach(async () => {
  await context.close();
  expect(complaints).toEqual([]);
});

/** What the worker says from now on. */
const tell = (number: string | null, hold = HOLD): void => {
  shop.answer = ({ lines = [] }) => ({ numbers: Object.fromEntries(lines.map((line) => [line, number])), hold });
};

const newPage = async (): Promise<Page> => {
  const page = await context.newPage();
  complaints = complaintsOf(page);
  return page;
};

const open = async (path = '/'): Promise<Page> => {
  const page = await newPage();
  await page.goto(shop.url(path));
  return page;
};

const shows = (page: Page, text: string): Promise<unknown> =>
  page.waitForFunction((text) => document.querySelector('p')?.textContent === text, text);
const shown = (page: Page): Promise<string> => page.locator('p').innerText();
const told = (page: Page): Promise<string[]> => page.evaluate(() => (window as unknown as { told: string[] }).told);
const asking = () => shop.batches.filter(({ lines }) => lines);
const seen = () => shop.batches.flatMap(({ hits }) => hits.flatMap((hit) => (hit.kind === 'page' ? [hit.path] : [])));
const stored = (page: Page) => page.evaluate(() => ({ ...localStorage }));

describe('the first page', () => {
  test('asks with its page, once, before all has loaded, and shows what is answered', async () => {
    shop.pages.set('/', pageOf(`<p>${OWN}</p>${SLOW}`, TOLD + shop.tag()));
    const page = await newPage();
    // The image never comes: the page does not finish loading.
    await page.route('**/slow.png', () => {});
    await page.goto(shop.url('/'), { waitUntil: 'commit' });
    await shows(page, ONE[1]);
    expect(await page.evaluate(() => document.readyState)).not.toBe('complete');
    expect(shop.batches).toHaveLength(1);
    expect(shop.batches[0]).toMatchObject({ hits: [{ kind: 'page', path: '/' }], lines: ['sales'] });
    expect(await told(page)).toEqual([ONE[0]]);
  });

  test('asks for nothing where the number does not stand', async () => {
    shop.pages.set('/', pageOf('<p>067 111 22 33</p>', shop.tag()));
    await open();
    await shop.until(() => seen().length === 1);
    expect(asking()).toEqual([]);
  });

  test('asks for a number that its own code wants', async () => {
    shop.pages.set('/', pageOf('<p>067 111 22 33</p>', TOLD + shop.tag()));
    const page = await open();
    await page.waitForFunction(() => (window as unknown as { told: string[] }).told.length > 0);
    expect(asking()[0]?.lines).toEqual(['sales']);
    expect(await told(page)).toEqual([ONE[0]]);
  });

  test('asks for a number that comes late, after loading', async () => {
    shop.pages.set('/', pageOf('<p></p>', shop.tag()));
    const page = await open();
    await shop.until(() => seen().length === 1);
    await page.locator('p').evaluate((place, text) => void (place.textContent = text), OWN);
    await shows(page, ONE[1]);
    expect(asking()).toHaveLength(1);
    expect(seen()).toEqual(['/']);
  });

  test.each([
    ['null', () => tell(null)],
    ['silence', () => void (shop.answer = () => ({}))],
  ])('leaves its own number when the answer is %s', async (_, say) => {
    say();
    const page = await open();
    await page.waitForFunction(() => (window as unknown as { told: string[] }).told.length > 0);
    expect(await shown(page)).toBe(OWN);
    expect(await told(page)).toEqual([SALES.number]);
  });

  test('leaves its own number when nobody answers', async () => {
    const page = await newPage();
    await page.route('**/hits', (route) => route.abort());
    await page.goto(shop.url('/'));
    await page.waitForFunction(() => (window as unknown as { told: string[] }).told.length > 0);
    expect(await shown(page)).toBe(OWN);
    expect(await told(page)).toEqual([SALES.number]);
  });
});

describe('a later page', () => {
  const first = async (): Promise<Page> => {
    const page = await open();
    await shows(page, ONE[1]);
    return page;
  };

  test('shows the number without asking first', async () => {
    shop.pages.set('/next', pageOf(`<p>${OWN}</p>${SLOW}`, TOLD + shop.tag()));
    const page = await first();
    await page.route('**/slow.png', () => {});
    const before = shop.batches.length;
    await page.goto(shop.url('/next'), { waitUntil: 'commit' });
    await shows(page, ONE[1]);
    expect(await page.evaluate(() => document.readyState)).not.toBe('complete');
    await frames(page, 10);
    expect(shop.batches).toHaveLength(before);
    expect(await told(page)).toEqual([ONE[0]]);
  });

  test('says with its page which number it shows, and takes another', async () => {
    const page = await first();
    tell(TWO[0]);
    shop.pages.set('/next', pageOf(`<p>${OWN}</p>`, TOLD + shop.tag()));
    await page.goto(shop.url('/next'));
    await shows(page, TWO[1]);
    expect(asking().pop()).toMatchObject({ hits: [{ kind: 'page', path: '/next' }], lines: ['sales'] });
    expect(await told(page)).toEqual([ONE[0], TWO[0]]);
  });

  test('gives the number up when it is told so, and so does the one after', async () => {
    const page = await first();
    tell(null);
    await page.reload();
    await shop.until(() => asking().length === 2);
    await shows(page, OWN);
    await page.reload();
    await shop.until(() => asking().length === 3);
    expect(await shown(page)).toBe(OWN);
  });

  test('asks anew when the hold is over', async () => {
    tell(ONE[0], 60_000);
    const page = await newPage();
    await page.clock.install();
    await page.goto(shop.url('/'));
    await shows(page, ONE[1]);
    tell(TWO[0]);
    // As long asleep as the hold lasts: timers have not run.
    await page.clock.setSystemTime(Date.now() + 10 * 60_000);
    await page.reload();
    await shows(page, TWO[1]);
    expect(await told(page)).toEqual([TWO[0]]);
  });
});

describe('a page that stays', () => {
  const stay = async (hold = HOLD): Promise<Page> => {
    tell(ONE[0], hold);
    const page = await newPage();
    await page.clock.install();
    await page.goto(shop.url('/'));
    await shows(page, ONE[1]);
    return page;
  };

  test('says so every two minutes, with no hit', async () => {
    const page = await stay();
    const before = asking().length;
    for (const beat of [1, 2, 3]) {
      await page.mouse.move(beat, beat);
      await page.clock.runFor(HEARTBEAT + 5_000);
      await shop.until(() => asking().length === before + beat);
    }
    expect(asking().slice(before)).toEqual(Array(3).fill(expect.objectContaining({ hits: [], lines: ['sales'] })));
    expect(new Set(shop.batches.map(({ visit }) => visit.id)).size).toBe(1);
  });

  test('takes the number that a heartbeat is answered with', async () => {
    const page = await stay();
    tell(TWO[0]);
    await page.clock.runFor(HEARTBEAT + 5_000);
    await shows(page, TWO[1]);
    expect(await told(page)).toEqual([ONE[0], TWO[0]]);
  });

  test('shows its own number once nobody has answered for as long as it held', async () => {
    const page = await stay(3 * 60_000);
    await page.route('**/hits', (route) => route.abort());
    await page.clock.runFor(2 * 60_000);
    expect(await shown(page)).toBe(ONE[1]);
    await page.clock.runFor(70_000);
    await shows(page, OWN);
    expect(await told(page)).toEqual([ONE[0], SALES.number]);
  });

  test('gives its own number back when stopped, and asks no more', async () => {
    const page = await stay();
    await whichhalf(page, 'stop');
    await shows(page, OWN);
    const before = shop.batches.length;
    await page.clock.runFor(3 * HEARTBEAT);
    expect(shop.batches).toHaveLength(before);
    expect(await told(page)).toEqual([ONE[0], SALES.number]);
  });
});

test('a page that comes back out of the cache asks, and shows what is answered then', async () => {
  // Playwright switches that cache off, and loses sight of a page that comes out of it: the pages must do it all.
  const cached = await launchChromium({ args: [ONLY_SHOP], ignoreDefaultArgs: ['--disable-back-forward-cache'] });
  try {
    // The page states what it shows by asking for an image of that name.
    const state =
      '<script>onpageshow = ({ persisted }) => { if (persisted) setInterval(() => { new Image().src = "/shows/" + document.querySelector("p").textContent.replace(/\\D/g, "") }, 100) }</script>';
    shop.pages.set('/', pageOf(`<p>${OWN}</p>${state}`, shop.tag()));
    // Long enough ago for the number to have been given to another.
    tell(ONE[0], 300);
    shop.pages.set('/about', pageOf('<script>onpageshow = () => setTimeout(() => history.back(), 500)</script>'));
    const page = await cached.newPage();
    await page.goto(shop.url('/'));
    await shows(page, ONE[1]);
    tell(TWO[0]);
    await page.goto(shop.url('/about'));
    await shop.until(() => shop.asked.includes(`/shows/${TWO[0].replace('+38', '')}`));
    expect(shop.asked.filter((path) => path === '/')).toHaveLength(1);
    expect(asking().pop()).toMatchObject({ lines: ['sales'] });
  } finally {
    await cached.close();
  }
});

describe('where consent is required', () => {
  const [RADIO, SHOWN] = ['+380501112233', '(050) 111-22-33'] as const;
  const SERVICE = { ...SALES, id: 'service', number: '+380447654321' };

  beforeEach(() => {
    shop.consent = 'required';
    const [pool, fixed] = [leasing(), showing(RADIO, SERVICE)];
    shop.numbers = { lines: [...pool.lines, ...fixed.lines], rules: [...pool.rules, ...fixed.rules], keep: [] };
    shop.pages.set('/', pageOf(`<p>${OWN}</p><b>(044) 765-43-21</b>`, TOLD + shop.tag()));
  });

  const staticShown = async (): Promise<Page> => {
    const page = await open();
    await page.waitForFunction((text) => document.querySelector('b')?.textContent === text, SHOWN);
    await page.waitForFunction(() => (window as unknown as { told: string[] }).told.length > 0);
    return page;
  };

  test('and not given: static numbers alone, nothing stored, nothing sent', async () => {
    const page = await staticShown();
    await frames(page, 10);
    expect(await shown(page)).toBe(OWN);
    expect(await told(page)).toEqual([SALES.number]);
    expect(await stored(page)).toEqual({});
    expect(await context.cookies()).toEqual([]);
    expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);
    await page.goto('about:blank');
    expect(shop.batches).toEqual([]);
  });

  test('a yes brings the number of the pool, a no takes it away', async () => {
    const page = await staticShown();
    await whichhalf(page, 'consent', true);
    await shows(page, ONE[1]);
    await whichhalf(page, 'consent', false);
    await shows(page, OWN);
    expect(await page.locator('b').innerText()).toBe(SHOWN);
    expect(JSON.stringify(await stored(page))).not.toContain(ONE[0]);
    expect(await told(page)).toEqual([SALES.number, ONE[0], SALES.number]);
  });
});

describe('the rules', () => {
  const byTouch = () => ({
    lines: [SALES],
    rules: [
      { line: 'sales', when: [{ parameter: 'utm_source', is: 'radio*' }], show: { number: ONE[0] } },
      { line: 'sales', when: [{ parameter: 'Branch', is: '7' }], show: { number: TWO[0] } },
      { line: 'sales', when: [{ referrer: '*.bing.com' }], show: { number: '+380937654323' } },
    ],
    keep: ['branch'],
  });

  test.each([
    ['a source', '/?utm_source=Radio-FM', '', ONE[1]],
    ["a parameter of the site's own", '/?branch=7', '', TWO[1]],
    ['a referrer', '/', 'https://www.bing.com/', '(093) 765-43-23'],
    ['none of them', '/?utm_source=tv', '', OWN],
  ])('choose by %s, on this page and the next', async (_, path, referer, expected) => {
    shop.numbers = byTouch();
    for (const each of ['/', '/next']) shop.pages.set(each, pageOf(`<p>${OWN}</p>`, shop.tag('')));
    const page = await newPage();
    await page.goto(shop.url(path), referer ? { referer } : {});
    expect(await shown(page)).toBe(expected);
    await page.goto(shop.url('/next'));
    expect(await shown(page)).toBe(expected);
  });
});

test('a tapped link is reported with the number it dials', async () => {
  shop.pages.set('/', pageOf(`<p>${OWN}</p><a href="tel:+380441234567">Call</a>`, shop.tag()));
  const page = await open();
  await shows(page, ONE[1]);
  // Nothing here can dial.
  await page.evaluate(() => addEventListener('click', (event) => event.preventDefault()));
  await page.getByRole('link').click();
  await shop.until(() => shop.batches.some(({ hits }) => hits.some(({ kind }) => kind === 'tap')));
  const taps = shop.batches.flatMap(({ hits }) => hits.filter(({ kind }) => kind === 'tap'));
  expect(taps).toEqual([{ kind: 'tap', at: expect.any(Number), number: ONE[0] }]);
});
