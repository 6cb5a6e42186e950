import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { complaintsOf, htmlOf, whichhalf } from './swap/look.ts';
import { ONLY_SHOP, pageOf, Shop, showing } from './swap/shop.ts';
import { ATTRIBUTES, COMPANY, LEFT, OTHERS, SPELLINGS, SPLIT, type Spelling } from './swap/spellings.ts';

/** Every spelling of the number in one page, among all that might be taken for it. */

const KINDS = { SPELLINGS, COMPANY, SPLIT, ATTRIBUTES, OTHERS, LEFT };
const ALL = Object.values(KINDS).flat();
const HEAD = '<meta name="description" content="Call 044 123 45 67"><meta property="og:title" content="044 123 45 67">';
/** Stands last: once it is swapped, so is what comes before. */
const END = '<p id="end">044 123 45 67</p>';

const shop = new Shop();
let browser: Browser;
let page: Page;
let complaints: string[];

const html = (cases: readonly Spelling[], head: string) =>
  pageOf(cases.map(([, before], index) => `<div id="case-${index}">${before}</div>`).join('\n') + END, head);

beforeAll(async () => {
  await shop.start();
  browser = await launchChromium({ args: [ONLY_SHOP] });
  shop.numbers = showing('+380937654321');
  shop.pages.set('/', html(ALL, HEAD + shop.tag()));
  shop.pages.set('/plain', html(ALL, HEAD));
  page = await browser.newPage();
  complaints = complaintsOf(page);
  await page.goto(shop.url('/'));
  await page.waitForFunction(() => document.getElementById('end')?.textContent === '093 765 43 21');
});

afterAll(async () => {
  await browser?.close();
  shop.stop();
});

/** As a browser writes it that has read it: what `before` and `after` state is compared as it stands in a document. */
const asWritten = (html: string): Promise<string> =>
  page.evaluate((html) => {
    const read = new DOMParser().parseFromString(`<body><div>${html}</div>`, 'text/html');
    return read.body.firstElementChild?.innerHTML ?? '';
  }, html);

describe.each(Object.entries(KINDS))('%s', (_, cases) => {
  test.each(cases)('%s', async (...spelling) => {
    const shown = await page.locator(`#case-${ALL.indexOf(spelling as Spelling)}`).innerHTML();
    expect(shown).toBe(await asWritten(spelling[2]));
  });
});

test('what the head says is for who reads the page elsewhere: it stays', async () => {
  expect(await page.locator('meta[name=description]').getAttribute('content')).toBe('Call 044 123 45 67');
  expect(await page.locator('meta[property]').getAttribute('content')).toBe('044 123 45 67');
});

test('nobody complains, and stopped it is given back byte for byte', async () => {
  const plain = await browser.newPage();
  await plain.goto(shop.url('/plain'));
  await whichhalf(page, 'stop');
  expect(await htmlOf(page)).toBe(await htmlOf(plain));
  expect(complaints).toEqual([]);
});
