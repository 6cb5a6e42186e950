import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { complaintsOf, htmlOf, whichhalf } from './swap/look.ts';
import { ONLY_SHOP, pageOf, Shop, showing } from './swap/shop.ts';
import { ABROAD, ATTRIBUTES, COMPANY, LEFT, OTHERS, SPELLINGS, SPLIT, type Spelling } from './swap/spellings.ts';

/** Every spelling of the number in one page, among all that might be taken for it. */

const HEAD = '<meta name="description" content="Call 044 123 45 67"><meta property="og:title" content="044 123 45 67">';
/** Stands last: once it is swapped, so is what comes before. */
const END = '<p id="end">044 123 45 67</p>';

const shop = new Shop();
let browser: Browser;

beforeAll(async () => {
  await shop.start();
  browser = await launchChromium({ args: [ONLY_SHOP] });
});

afterAll(async () => {
  await browser?.close();
  shop.stop();
});

const open = async (path: string): Promise<{ page: Page; complaints: string[] }> => {
  const page = await browser.newPage();
  const complaints = complaintsOf(page);
  await page.goto(shop.url(path));
  return { page, complaints };
};

/** As a browser writes it that has read it: what a case states is compared as it stands in a document. */
const asWritten = (page: Page, html: string): Promise<string> =>
  page.evaluate((html) => {
    const read = new DOMParser().parseFromString(`<body><div>${html}</div>`, 'text/html');
    return read.body.firstElementChild?.innerHTML ?? '';
  }, html);

const ungrouped = (text: string): string => text.replace(/(?<=\d) (?=\d)/g, '');

describe.each([
  {
    tracking: '+380937654321',
    end: '0937654321',
    kinds: { SPELLINGS, COMPANY, SPLIT, ATTRIBUTES, OTHERS, LEFT },
  },
  { tracking: '+12025550143', end: '+12025550143', kinds: { ABROAD, OTHERS, LEFT } },
])('$tracking', ({ tracking, end, kinds }) => {
  const all: readonly Spelling[] = Object.values(kinds).flat();
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    shop.numbers = showing(tracking);
    const body = all.map(([, before], index) => `<div id="case-${index}">${before}</div>`).join('\n') + END;
    shop.pages.set('/', pageOf(body, HEAD + shop.tag()));
    shop.pages.set('/plain', pageOf(body, HEAD));
    ({ page, complaints } = await open('/'));
    await page.waitForFunction((end) => document.getElementById('end')?.textContent?.replace(/ /g, '') === end, end);
  });

  describe.each(Object.entries(kinds))('%s', (_, cases) => {
    test.each(cases)('%s', async (...spelling) => {
      const place = all.findIndex(([what, before]) => what === spelling[0] && before === spelling[1]);
      const shown = await page.locator(`#case-${place}`).innerHTML();
      const stated = await asWritten(page, spelling[2]);
      // Where no shape could be kept, how the digits are grouped is nobody's promise.
      if (cases === ABROAD) expect(ungrouped(shown)).toBe(ungrouped(stated));
      else expect(shown).toBe(stated);
    });
  });

  test('what the head says is for who reads the page elsewhere: it stays', async () => {
    expect(await page.locator('meta[name=description]').getAttribute('content')).toBe('Call 044 123 45 67');
    expect(await page.locator('meta[property]').getAttribute('content')).toBe('044 123 45 67');
  });

  test('nobody complains, and stopped it is given back byte for byte', async () => {
    const { page: plain } = await open('/plain');
    await whichhalf(page, 'stop');
    expect(await htmlOf(page)).toBe(await htmlOf(plain));
    expect(complaints).toEqual([]);
  });
});

test('a marked field shows the number, and keeps what a visitor has written', async () => {
  shop.numbers = showing('+380937654321');
  shop.pages.set(
    '/',
    pageOf(
      '<input id="shown" data-whichhalf-number value="044 123 45 67"><input id="written" data-whichhalf-number value="044 123 45 67">',
      shop.tag(),
    ),
  );
  const { page } = await open('/');
  const value = (id: string) => page.locator(`#${id}`).inputValue();
  await expect.poll(() => value('shown')).toBe('093 765 43 21');
  await page.locator('#written').fill('Anna, 067 111 22 33');
  await whichhalf(page, 'stop');
  expect(await value('shown')).toBe('044 123 45 67');
  expect(await value('written')).toBe('Anna, 067 111 22 33');
});
