import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { words as uk } from '../../widget/forms/words/uk.ts';
import { asked, breakChunks, type Visit, visit } from './forms/shop.ts';

/**
 * Turnstile on the forms, with a script in Cloudflare's place that holds us to what its documentation demands:
 * https://developers.cloudflare.com/turnstile/get-started/client-side-rendering/
 */

const KEY = '1x00000000000000000000AA';

interface FakeWidget {
  container: HTMLElement;
  options: Record<string, unknown> & {
    callback: (token: string) => void;
    'expired-callback': () => void;
    'error-callback': (code: string) => unknown;
  };
}

declare global {
  interface Window {
    /** What the fake has on the page, by id. */
    vouched: Record<string, FakeWidget>;
    /** How often its script ran. */
    scripts: number;
    /** What a use against the documentation was told. */
    misuses: string[];
    /** Gives a widget its next token, as Cloudflare does after a while. */
    solve: (id?: string) => string;
  }
}

/** Runs in the page. */
const fake = () => {
  const misuse = (text: string): never => {
    window.misuses.push(text);
    throw new Error(text);
  };
  window.scripts = (window.scripts ?? 0) + 1;
  window.misuses ??= [];
  window.vouched = {};
  let made = 0;
  let tokens = 0;
  const waiting = new Set<string>();
  const known = (id: string) => window.vouched[id] ?? misuse(`nothing found for ${id}`);
  window.turnstile = {
    render(container, options) {
      const given = options as FakeWidget['options'];
      if (!(container instanceof HTMLElement) || !container.isConnected) misuse('no container in the page');
      if (container.getRootNode() !== document) misuse('a container in a shadow root');
      if (!/^[\w.-]{10,100}$/.test(String(given.sitekey))) misuse('no sitekey');
      if (!['always', 'execute', 'interaction-only'].includes(String(given.appearance))) misuse('no such appearance');
      if (!['normal', 'flexible', 'compact'].includes(String(given.size))) misuse('no such size');
      made += 1;
      const id = `cf-chl-widget-${made}`;
      window.vouched[id] = { container, options: given };
      container.append(document.createElement('div'));
      waiting.add(id);
      return id;
    },
    reset(id) {
      known(id);
      waiting.add(id);
    },
    remove(id) {
      known(id).container.replaceChildren();
      delete window.vouched[id];
    },
  };
  window.solve = (id = Object.keys(window.vouched).at(-1) ?? '') => {
    // A token is followed by another after a reset alone.
    if (!waiting.delete(id)) misuse(`${id} was not reset`);
    tokens += 1;
    known(id).options.callback(`token-${tokens}`);
    return `token-${tokens}`;
  };
  const name = new URL((document.currentScript as HTMLScriptElement).src).searchParams.get('onload');
  (window as unknown as Record<string, () => void>)[name ?? '']?.();
};

/** Addresses that Cloudflare was asked for. */
const requested: string[] = [];

/** Cloudflare, answering with this script, or not at all. */
const cloudflare = (script: string) => (page: Page) => {
  requested.length = 0;
  return page.route('https://challenges.cloudflare.com/**', (route) => {
    requested.push(route.request().url());
    return script ? route.fulfill({ contentType: 'text/javascript', body: script }) : route.abort();
  });
};

const shop = ({ settings, ...more }: Visit = {}, script = `(${fake})()`): Promise<Page> =>
  visit({ ...more, settings: { turnstile: KEY, ...settings }, prepare: cloudflare(script) });

const inline = '<div data-whichhalf="lead"></div>';
const open = (page: Page) => page.getByRole('button', { name: uk.callback.title }).click();
const rendered = (page: Page, count = 1) =>
  page.waitForFunction((many) => Object.keys(window.vouched ?? {}).length === many, count);
const solve = (page: Page) => page.evaluate(() => window.solve());
const send = async (page: Page) => {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(uk.phone).fill('0441234567');
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: uk.callback.submit }).click();
  await page.getByRole('heading', { name: uk.sent }).waitFor();
};
const tokens = (page: Page) => page.evaluate(() => window.proofs.map((proof) => proof?.turnstile));
const misuses = (page: Page) => page.evaluate(() => window.misuses);

describe('Turnstile', () => {
  test('vouches for what a form sends, each time with another token', async () => {
    const page = await shop();
    await open(page);
    await rendered(page);
    const first = await solve(page);
    await send(page);
    await page.keyboard.press('Escape');
    await open(page);
    const second = await solve(page);
    await send(page);
    expect(await tokens(page)).toEqual([first, second]);
    expect(second).not.toBe(first);
    expect(requested).toHaveLength(1);
    expect(await misuses(page)).toEqual([]);
  });

  test('is asked in the language of the form, for its site, and unseen until there is something to do', async () => {
    const page = await shop({ html: inline });
    await rendered(page);
    const options = await page.evaluate(() => Object.values(window.vouched)[0]?.options);
    expect(options).toMatchObject({
      sitekey: KEY,
      language: 'uk',
      theme: 'auto',
      appearance: 'interaction-only',
      size: 'flexible',
      'response-field': false,
    });
    expect(await page.evaluate(() => window.shifts)).toEqual([]);
  });

  test.each([
    [360, 'compact'],
    [412, 'flexible'],
  ])('fits into a dialog on a screen %i wide, opened first or later', async (width, size) => {
    const page = await shop({ html: inline, browser: { viewport: { width, height: 800 } } });
    await rendered(page);
    await open(page);
    await rendered(page, 2);
    expect(await page.evaluate(() => Object.values(window.vouched)[1]?.options.size)).toBe(size);
    const first = await shop({ browser: { viewport: { width, height: 800 } } });
    await open(first);
    await rendered(first);
    expect(await first.evaluate(() => Object.values(window.vouched)[0]?.options.size)).toBe(size);
  });

  test('is seen and used in a dialog, whatever the page says of its elements', async () => {
    const page = await shop({ html: '<style>div { display: none; margin: 99px }</style>' });
    await open(page);
    await rendered(page);
    await page.evaluate(() => {
      const button = document.createElement('button');
      button.textContent = 'I am human';
      button.style.height = '65px';
      button.onclick = () => window.solve();
      Object.values(window.vouched)[0]?.container.replaceChildren(button);
    });
    await page.getByRole('button', { name: 'I am human' }).click();
    await send(page);
    expect(await tokens(page)).toEqual(['token-1']);
  });

  test('has its script once on a page with several forms, each with a token of its own', async () => {
    const page = await shop({ html: inline });
    await rendered(page);
    await open(page);
    await rendered(page, 2);
    const token = await solve(page);
    await send(page);
    expect(await tokens(page)).toEqual([token]);
    expect(await page.evaluate(() => window.scripts)).toBe(1);
    expect(requested).toHaveLength(1);
  });

  test('is used as the page has it for forms of its own', async () => {
    const page = await shop({
      html: '<script src="https://challenges.cloudflare.com/turnstile/v0/api.js"></script>',
    });
    await open(page);
    await rendered(page);
    expect(await page.evaluate(() => window.scripts)).toBe(1);
  });

  test.each(['expired-callback', 'error-callback'] as const)('after %s has no token until the next', async (event) => {
    const page = await shop();
    await open(page);
    await rendered(page);
    await solve(page);
    const answered = await page.evaluate((name) => Object.values(window.vouched)[0]?.options[name]('300030'), event);
    // Otherwise Turnstile writes the error into the page's log.
    expect(answered).toBe(true);
    await send(page);
    expect(await tokens(page)).toEqual([undefined]);
    expect(await misuses(page)).toEqual([]);
  });

  test('that has not answered yet keeps nobody waiting', async () => {
    const page = await shop();
    await open(page);
    await rendered(page);
    await send(page);
    expect(await tokens(page)).toEqual([undefined]);
    expect(await misuses(page)).toEqual([]);
  });

  test('that is blocked is done without, and tried again with the next form', async () => {
    const page = await shop({ html: inline }, '');
    const gone = page.waitForFunction(() => !document.querySelector('script[src*=turnstile]'));
    await expect.poll(() => requested.length).toBe(1);
    await gone;
    await open(page);
    await expect.poll(() => requested.length).toBe(2);
    await send(page);
    expect(await tokens(page)).toEqual([undefined]);
  });

  test.each(["script-src 'self' 'unsafe-eval'", "require-trusted-types-for 'script'; trusted-types 'none'"])(
    'is done without where the page says %s',
    async (policy) => {
      const page = await shop({ headers: { 'content-security-policy': policy } });
      await open(page);
      await page.waitForFunction(() => window.violations.length > 0);
      await send(page);
      expect(await tokens(page)).toEqual([undefined]);
      expect(requested).toEqual([]);
      expect(await page.locator('script[src*=turnstile]').count()).toBe(0);
    },
  );

  test('that does not take the key, or whose chunk is not to be had, is done without', async () => {
    const refused = await shop({ settings: { turnstile: 'short' } });
    await open(refused);
    await refused.waitForFunction(() => window.misuses?.length);
    await send(refused);
    expect(await tokens(refused)).toEqual([undefined]);

    const broken = await shop();
    breakChunks(/turnstile/);
    await open(broken);
    await send(broken);
    expect(await tokens(broken)).toEqual([undefined]);
    expect(requested).toEqual([]);
  });

  test('goes with its form', async () => {
    const page = await shop({ html: inline });
    await rendered(page);
    const container = await page.evaluateHandle(() => Object.values(window.vouched)[0]?.container);
    await page.evaluate(() => window.giveBack());
    await rendered(page, 0);
    expect(await container.evaluate((element) => element?.isConnected)).toBe(false);
    expect(await misuses(page)).toEqual([]);
  });

  test('is not asked for where no form is opened, and where no key is set', async () => {
    const page = await shop();
    await page.getByRole('button', { name: uk.callback.title }).waitFor();
    expect(requested).toEqual([]);
    expect(asked.filter((path) => path.includes('turnstile'))).toEqual([]);

    const other = await visit({ html: '<p>No key.</p>', prepare: cloudflare('') });
    await open(other);
    await send(other);
    expect(await tokens(other)).toEqual([undefined]);
    expect(requested).toEqual([]);
    expect(asked.filter((path) => path.includes('turnstile'))).toEqual([]);
  });
});
