import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ContactRequest } from '../../shared/contacts.ts';
import type { HitsBatch } from '../../shared/hits.ts';
import { idTime } from '../../shared/ids.ts';
import type { WidgetSettings } from '../../shared/settings.ts';
import { buildWidget, CHUNK_PATH, SETTINGS_MARK, type WidgetBuild } from '../../tools/build/widget.ts';

/** The core script in a real browser, on pages of its own, against a worker that answers as it is told. */

const AGENT = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const AD = '?utm_source=google&utm_medium=cpc&utm_campaign=77&gclid=Cj0-a_b';
const HOST = 'www.shop.test';

type Told = number | [status: number, headers: Record<string, string>, body?: string];

interface Posted {
  site: string;
  to: string;
  at: number;
  headers: IncomingMessage['headers'];
  hits: HitsBatch;
  contact: ContactRequest;
}

let browser: Browser;
let context: BrowserContext;
/** What the pages, the console and the network said that a site owner would not like to read. */
let complaints: string[];

let widget: WidgetBuild;

const launch = (ignored: string[] = []): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    ignoreDefaultArgs: ignored,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP *.test 127.0.0.1',
    ],
  });

/** Puts on record what it is asked to do, and opens what it is told to. */
const LAUNCHER = `
  export const start = (host) => { window.launched = (window.launched ?? 0) + 1; window.host = host; return () => { window.launched -= 1; }; };
  export const open = (host, form) => { window.opened = [...(window.opened ?? []), form]; };`;

const settingsOf = (site: string): WidgetSettings => ({
  site,
  consent: site.startsWith('ask') ? 'required' : 'notNeeded',
  ignoredReferrers: ['liqpay.test'],
  language: 'auto',
  color: '#1a56db',
  forms: site.endsWith('forms') ? [{ id: 'callback', kind: 'callback' }] : [],
});

/** The worker: scripts, chunks, hits, contacts. */
const worker = {
  posted: [] as Posted[],
  asked: [] as string[],
  /** Answers to come, by what they answer to; when they are used up, 202 and 201. */
  told: [] as Told[],
  down: false,
  watchers: new Set<() => void>(),
  server: createServer((request, response) => void worker.answer(request, response)),
  get origin() {
    return `http://stats.test:${(this.server.address() as AddressInfo).port}`;
  },
  async answer(request: IncomingMessage, response: ServerResponse) {
    const { pathname } = new URL(request.url as string, 'http://x');
    worker.asked.push(pathname);
    if (worker.down) return request.socket.destroy();
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-expose-headers', 'retry-after');
    const [, site = '', to] = pathname.match(/^\/w\/(\w+)(?:\/(\w+)|\.js)$/) ?? [];
    if (to) {
      let body = '';
      for await (const chunk of request) body += chunk;
      const parsed = JSON.parse(body);
      worker.posted.push({ site, to, at: Date.now(), headers: request.headers, hits: parsed, contact: parsed });
      const told = worker.told.shift() ?? (to === 'hits' ? 202 : 201);
      const [status, headers, text] = Array.isArray(told) ? told : [told, {}, '{}'];
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
    } else {
      response.setHeader('content-type', 'text/javascript');
      const chunk = widget.chunks.find(({ name }) => pathname === CHUNK_PATH + name);
      const script = site
        ? widget.core.replace(SETTINGS_MARK, () => JSON.stringify(settingsOf(site)))
        : chunk?.name.startsWith('launcher')
          ? LAUNCHER
          : chunk?.code;
      response.end(script);
    }
    for (const watch of worker.watchers) watch();
  },
  /** Resolves as soon as what came in satisfies the condition. */
  until(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const watch = () => {
        if (!condition()) return;
        worker.watchers.delete(watch);
        resolve();
      };
      worker.watchers.add(watch);
      watch();
    });
  },
};

/** The customer's site: every path is a page with the snippet, unless told otherwise. */
const shop = {
  pages: new Map<string, string>(),
  asked: [] as string[],
  slow: 0,
  loaded: 0,
  server: createServer((request, response) => {
    const { pathname } = new URL(request.url as string, 'http://x');
    shop.asked.push(pathname);
    if (pathname === '/slow.png') {
      setTimeout(() => {
        shop.loaded = Date.now();
        response.end();
      }, shop.slow);
      return;
    }
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(shop.pages.get(pathname) ?? document(snippet('plain')));
  }),
  url(path: string, host = HOST) {
    return `http://${host}:${(this.server.address() as AddressInfo).port}${path}`;
  },
};

const snippet = (site: string) => `<script async src="${worker.origin}/w/${site}.js"></script>`;
const document = (...parts: string[]) =>
  `<!doctype html><title>Shop</title><link rel=icon href="data:,">${parts.join('')}`;
const STUB =
  '<script>window.whichhalf=window.whichhalf||function(){(whichhalf.q=whichhalf.q||[]).push(arguments)}</script>';
const call = (...call: unknown[]) => `<script>whichhalf(...${JSON.stringify(call)})</script>`;

const batches = () => worker.posted.filter(({ to }) => to === 'hits').map(({ hits }) => hits);
const hits = () => batches().flatMap(({ visit, hits }) => hits.map((hit) => ({ visit: visit.id, ...hit })));
const pages = () => hits().flatMap((hit) => (hit.kind === 'page' ? [hit.path] : []));
const visits = () => [...new Map(batches().map(({ visit }) => [visit.id, visit])).values()];
const contacts = () => worker.posted.filter(({ to }) => to === 'contacts').map(({ contact }) => contact);
const pagesSeen = (count: number) => worker.until(() => pages().length >= count);

const watch = (page: Page): Page => {
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // The browser itself logs every answer that is no success, whoever asked.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
  return page;
};

const open = async (path: string, host = HOST): Promise<Page> => {
  const page = watch(await context.newPage());
  await page.goto(shop.url(path, host));
  return page;
};

const remembered = (page: Page) =>
  page.evaluate(async () => ({
    cookie: globalThis.document.cookie,
    storage: { ...localStorage },
    databases: await Promise.all(
      (await indexedDB.databases()).map(
        ({ name }) =>
          new Promise<number>((resolve) => {
            const request = indexedDB.open(name as string);
            request.onsuccess = () => {
              const count = request.result.transaction('kept').objectStore('kept').count();
              count.onsuccess = () => {
                request.result.close();
                resolve(count.result);
              };
            };
          }),
      ),
    ),
  }));

const kept = async (page: Page) => (await remembered(page)).databases.reduce((sum, count) => sum + count, 0);

/** What the page's own code calls. */
const whichhalf = (page: Page, ...args: unknown[]) =>
  page.evaluate((call) => (globalThis as unknown as { whichhalf(...call: unknown[]): void }).whichhalf(...call), args);

const dataLayer = (page: Page) => page.evaluate(() => (window as { dataLayer?: unknown[] }).dataLayer ?? []);

beforeAll(async () => {
  const built = await buildWidget();
  if (!built) throw new Error('the widget was not built');
  widget = built;
  for (const { server } of [worker, shop]) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await launch();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  for (const { server } of [worker, shop]) {
    server.closeAllConnections();
    server.close();
  }
});

beforeEach(async () => {
  worker.posted = [];
  worker.asked = [];
  worker.told = [];
  worker.down = false;
  worker.watchers.clear();
  shop.pages.clear();
  shop.asked = [];
  shop.slow = 0;
  complaints = [];
  context = await browser.newContext({ userAgent: AGENT, locale: 'uk-UA', timezoneId: 'Europe/Warsaw' });
});

afterEach(async () => {
  await context.close();
  expect(complaints).toEqual([]);
});

describe('a page', () => {
  test('is reported once it has loaded, with the touch reduced to what matters', async () => {
    shop.slow = 300;
    shop.pages.set('/price', document(snippet('plain'), '<img src="/slow.png">'));
    await open(`/price${AD}&email=a@b.ua#top`);
    await pagesSeen(1);
    const [first] = worker.posted;
    expect(worker.posted).toHaveLength(1);
    expect(first?.at).toBeGreaterThan(shop.loaded);
    expect(first?.headers).toMatchObject({ 'content-type': 'text/plain;charset=UTF-8' });
    expect(first?.headers).not.toHaveProperty('cookie');
    const { visit, hits, sentAt } = (first as Posted).hits;
    expect(visit).toEqual({
      id: expect.stringMatching(/^[0-9a-z]{20}$/),
      visitor: expect.stringMatching(/^[0-9a-z]{20}$/),
      url: shop.url(`/price${AD}`),
      referrer: '',
      language: 'uk-UA',
      zone: 'Europe/Warsaw',
    });
    expect(hits).toEqual([{ kind: 'page', path: '/price', at: 0 }]);
    expect(Math.abs(sentAt - Date.now())).toBeLessThan(5_000);
    expect(Math.abs(idTime(visit.id) - sentAt)).toBeLessThan(10_000);
  });

  test('is reported even if the visitor leaves before it has loaded', async () => {
    shop.slow = 60_000;
    shop.pages.set('/price', document(snippet('plain'), '<img src="/slow.png">'));
    const page = watch(await context.newPage());
    await page.goto(shop.url(`/price${AD}`), { waitUntil: 'commit' });
    await page.waitForFunction(() => 'whichhalf' in window);
    expect(worker.posted).toEqual([]);
    await page.goto('about:blank');
    await pagesSeen(1);
    expect(visits()[0]?.url).toBe(shop.url(`/price${AD}`));
  });

  test('a router that rewrites the address first loses nothing', async () => {
    shop.pages.set('/', document('<script>history.replaceState(0, "", "/home")</script>', snippet('plain')));
    await open(`/${AD}`);
    await pagesSeen(1);
    expect(visits()[0]?.url).toBe(shop.url(`/${AD}`));
    expect(pages()).toEqual(['/home']);
  });

  test('pasted twice it counts once; two sites on a page count each for itself', async () => {
    shop.pages.set(
      '/',
      document(STUB, call('lead', { phone: '380441234567' }), snippet('one'), snippet('one'), snippet('two')),
    );
    const page = await open('/');
    await worker.until(() => worker.asked.filter((path) => path === '/w/one.js').length > 0);
    await worker.until(
      () => new Set(worker.posted.filter(({ to }) => to === 'hits').map(({ site }) => site)).size === 2,
    );
    await page.evaluate(() =>
      globalThis.document.head.append(globalThis.document.querySelector('script[src*=one]')?.cloneNode() as Node),
    );
    await whichhalf(page, 'lead', { phone: '380440000000' });
    await worker.until(() => contacts().length === 3);
    await page.goto('about:blank');
    expect(
      worker.posted
        .filter(({ to }) => to === 'hits')
        .map(({ site }) => site)
        .sort(),
    ).toEqual(['one', 'two']);
    const told = worker.posted
      .filter(({ to }) => to === 'contacts')
      .map(({ site, contact }) => [site, contact.contact.fields.phone]);
    expect(
      told
        .filter(([, phone]) => phone === '380440000000')
        .map(([site]) => site)
        .sort(),
    ).toEqual(['one', 'two']);
  });

  test('where storage is refused it is reported all the same', async () => {
    shop.pages.set('/frame', document(snippet('plain')));
    shop.pages.set('/', document(`<iframe sandbox="allow-scripts" src="/frame${AD}"></iframe>`));
    await open('/');
    await pagesSeen(1);
    expect(visits()[0]?.url).toBe(shop.url(`/frame${AD}`));
    expect(worker.posted[0]?.headers.origin).toBe('null');
  });

  test('that says nonsense of where it was come from is reported all the same', async () => {
    await context.addInitScript(() => Object.defineProperty(document, 'referrer', { value: '(none)' }));
    await open(`/${AD}`);
    await pagesSeen(1);
    expect(visits()[0]).toMatchObject({ url: shop.url(`/${AD}`), referrer: '' });
  });

  test('is given back when stopped', async () => {
    const page = await open('/');
    await page.waitForFunction(() => 'whichhalf' in window);
    await whichhalf(page, 'stop');
    await pagesSeen(1);
    await page.evaluate(() => history.pushState(0, '', '/other'));
    await whichhalf(page, 'lead', { phone: '380441234567' });
    await page.goto('about:blank');
    const next = await open('/next');
    await pagesSeen(2);
    expect(pages()).toEqual(['/', '/next']);
    expect(contacts()).toEqual([]);
    await next.close();
  });
});

describe('a single-page application', () => {
  const walk = async (page: Page) => {
    await page.evaluate(() => {
      history.pushState(0, '', '/a?x=1');
      history.replaceState(0, '', '/a?x=2');
      history.replaceState(0, '', '/a');
      location.hash = 'part';
      history.pushState(0, '', '/b');
    });
    await page.goBack();
    await worker.until(() => pages().length >= 4);
  };

  test('reports what is another path', async () => {
    await walk(await open(`/${AD}`));
    expect(pages()).toEqual(['/', '/a', '/b', '/a']);
    expect(visits()).toHaveLength(1);
    const moments = hits().map(({ at }) => at);
    expect(new Set(moments).size).toBe(moments.length);
  });

  test('counts the paths of a router that lives in the fragment, and no anchors', async () => {
    const page = await open(`/${AD}#/start`);
    await pagesSeen(1);
    for (const fragment of ['#/list?from=start', '#/list?from=list', '#prices', '#!/item/1'])
      await page.evaluate((next) => {
        location.hash = next;
      }, fragment);
    await pagesSeen(4);
    expect(pages()).toEqual(['/#/start', '/#/list', '/', '/#!/item/1']);
  });

  test('without the Navigation API too, and history is given back', async () => {
    await context.addInitScript(() => Reflect.deleteProperty(window, 'navigation'));
    const page = await open(`/${AD}`);
    await page.waitForFunction(() => Object.hasOwn(history, 'pushState'));
    await walk(page);
    expect(pages()).toEqual(['/', '/a', '/b', '/a']);
    await whichhalf(page, 'stop');
    expect(
      await page.evaluate(() => Object.hasOwn(history, 'pushState') || Object.hasOwn(history, 'replaceState')),
    ).toBe(false);
  });
});

describe('a visit', () => {
  test('goes on over pages, reloads, steps back and the same link in another tab', async () => {
    const page = await open(`/${AD}`);
    await page.goto(shop.url('/about'), { referer: 'https://www.google.com/' });
    await page.reload();
    await page.goBack();
    const other = await open(`/${AD}`);
    await other.goto(shop.url('/cart'));
    await pagesSeen(6);
    expect(pages().sort()).toEqual(['/', '/', '/', '/about', '/about', '/cart']);
    expect(visits()).toHaveLength(1);
  });

  test('ends with another touch, in all tabs', async () => {
    const first = await open(`/${AD}`);
    await pagesSeen(1);
    await open('/?utm_source=yandex&yclid=5');
    await pagesSeen(2);
    await first.evaluate(() => history.pushState(0, '', '/later'));
    await pagesSeen(3);
    expect(visits()).toHaveLength(2);
    expect(hits().map(({ visit }) => visit)).toEqual([visits()[0]?.id, visits()[1]?.id, visits()[1]?.id]);
    expect(new Set(visits().map(({ visitor }) => visitor)).size).toBe(1);
  });

  test('begins anew after half an hour: a referrer counts then, a reload of the ad does not', async () => {
    const page = await open(`/${AD}`);
    const rest = async () => {
      await page.waitForFunction(() => 'whichhalf' in window);
      await page.evaluate(() => {
        const key = 'whichhalf_plain';
        const state = JSON.parse(localStorage.getItem(key) as string);
        localStorage.setItem(key, JSON.stringify({ ...state, seen: state.seen - 31 * 60_000 }));
      });
    };
    await rest();
    await page.reload();
    await rest();
    await page.goto(shop.url('/about'), { referer: 'https://www.bing.com/' });
    await rest();
    await page.goto(shop.url('/paid'), { referer: 'https://pay.liqpay.test/done' });
    await pagesSeen(4);
    expect(visits().map(({ url, referrer }) => [url, referrer])).toEqual([
      [shop.url(`/${AD}`), ''],
      [shop.url('/'), ''],
      [shop.url('/about'), 'https://www.bing.com/'],
      [shop.url('/paid'), ''],
    ]);
  });

  test('is counted again when a page comes back out of the cache', async () => {
    // Playwright switches that cache off, and loses sight of a page that comes out of it: the pages must do it all.
    const cached = await launch(['--disable-back-forward-cache']);
    try {
      const back =
        '<script>onpageshow = ({ persisted }) => persisted || setTimeout(() => history.back(), 500)</script>';
      shop.pages.set('/about', document(snippet('plain'), back));
      const page = watch(await cached.newPage({ userAgent: AGENT }));
      await page.goto(shop.url(`/${AD}`));
      await pagesSeen(1);
      await page.goto(shop.url('/about'));
      await pagesSeen(3);
      expect(pages()).toEqual(['/', '/about', '/']);
      expect(visits()).toHaveLength(1);
      expect(shop.asked.filter((path) => path === '/')).toHaveLength(1);
    } finally {
      await cached.close();
    }
  });

  test("is a visitor's, known on all subdomains, from cookie or storage whichever is left", async () => {
    const page = await open('/');
    await pagesSeen(1);
    const [cookie] = await context.cookies();
    expect(cookie).toMatchObject({ domain: '.shop.test', sameSite: 'Lax', path: '/', value: visits()[0]?.visitor });
    expect((cookie?.expires as number) - Date.now() / 1_000).toBeGreaterThan(399 * 86_400);
    await open('/', 'm.shop.test');
    await pagesSeen(2);
    await context.clearCookies();
    await page.reload();
    await pagesSeen(3);
    expect((await context.cookies())[0]?.value).toBe(cookie?.value);
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await pagesSeen(4);
    expect(new Set(visits().map(({ visitor }) => visitor)).size).toBe(1);
    expect(await context.cookies()).toHaveLength(1);
  });
});

describe('forms', () => {
  test('come after load; stages are told once a visit, to the tag manager too', async () => {
    shop.slow = 200;
    shop.pages.set('/', document(snippet('forms'), '<img src="/slow.png">'));
    const page = await open('/');
    await page.waitForFunction(() => 'launched' in window);
    expect(shop.loaded).toBeGreaterThan(0);
    await page.evaluate(async () => {
      const { host } = window as unknown as { host: import('../../widget/core/host.ts').Host };
      for (const stage of ['seen', 'started', 'seen'] as const) host.stage('callback', stage, 'b');
      const result = await host.send({
        kind: 'callback',
        form: 'callback',
        variant: 'b',
        fields: { phone: '0441234567' },
      });
      if (result.state !== 'sent') throw new Error(result.state);
    });
    await page.reload();
    await page.waitForFunction(() => 'launched' in window);
    await page.evaluate(() =>
      (window as unknown as { host: import('../../widget/core/host.ts').Host }).host.stage('callback', 'seen'),
    );
    await pagesSeen(2);
    expect(hits().filter(({ kind }) => kind === 'form')).toEqual(
      ['seen', 'started', 'submitted'].map((stage) => ({
        visit: visits()[0]?.id,
        kind: 'form',
        form: 'callback',
        variant: 'b',
        stage,
        at: expect.any(Number),
      })),
    );
    const [contact] = contacts();
    expect(contact).toMatchObject({
      visit: visits()[0],
      contact: {
        kind: 'callback',
        form: 'callback',
        variant: 'b',
        fields: { phone: '0441234567' },
        page: shop.url('/'),
      },
    });
    expect(contact?.contact.id).toMatch(/^[0-9a-z]{20}$/);
  });

  test('the tag manager is told no personal data, and may break', async () => {
    shop.pages.set('/', document(snippet('forms')));
    const page = await open('/');
    await page.waitForFunction(() => 'launched' in window);
    await page.evaluate(async () => {
      const { host } = window as unknown as { host: import('../../widget/core/host.ts').Host };
      host.stage('callback', 'seen');
      await host.send({ kind: 'callback', form: 'callback', fields: { phone: '0441234567' } });
    });
    expect(await dataLayer(page)).toEqual([
      { event: 'whichhalf_form_seen', form: 'callback' },
      { event: 'whichhalf_form_submitted', form: 'callback' },
      { event: 'whichhalf_lead', form: 'callback' },
    ]);
    const state = await page.evaluate(() => {
      (window as { dataLayer?: unknown }).dataLayer = {
        push: () => {
          throw new Error('tag');
        },
      };
      const { host } = window as unknown as { host: import('../../widget/core/host.ts').Host };
      return host.send({ kind: 'callback', form: 'callback', fields: { phone: '0441234567' } });
    });
    expect(state).toEqual({ state: 'sent' });
  });

  test('open on demand, again after a failure', async () => {
    const page = await open('/');
    await pagesSeen(1);
    worker.down = true;
    const failure = page.waitForEvent('console', (message) => message.type() === 'debug');
    await whichhalf(page, 'open', 'callback');
    await failure;
    worker.down = false;
    await page.evaluate(() => {
      const api = (window as unknown as { whichhalf(name: string, form: string): void }).whichhalf;
      api('open', 'callback');
      api('open', 'lead');
    });
    await page.waitForFunction(() => (window as { opened?: unknown[] }).opened?.length === 2);
    expect(await page.evaluate(() => [(window as { launched?: number }).launched])).toEqual([1]);
  });
});

describe('a contact', () => {
  test("from the page's own code, told before the script was there, survives the form's own navigation", async () => {
    shop.pages.set(
      '/',
      document(STUB, call('lead', { name: 'Ольга', phone: '+380 44 123-45-67', consent: 'Так' }), snippet('plain')),
    );
    const page = await open(`/${AD}`);
    await worker.until(() => contacts().length === 1);
    await page.evaluate((next) => {
      (window as unknown as { whichhalf(name: string, lead: object): void }).whichhalf('lead', {
        phone: '380440000000',
      });
      location.href = next;
    }, shop.url('/thanks'));
    await worker.until(() => contacts().length === 2 && pages().includes('/thanks'));
    expect(contacts()[0]).toMatchObject({
      visit: { url: shop.url(`/${AD}`) },
      contact: { kind: 'lead', fields: { name: 'Ольга', phone: '+380 44 123-45-67' }, consent: { text: 'Так' } },
    });
    expect(visits()).toHaveLength(1);
    expect(pages()).toEqual(['/', '/thanks']);
  });

  const send = (page: Page) =>
    page.evaluate(() =>
      (window as unknown as { host: import('../../widget/core/host.ts').Host }).host.send({
        kind: 'lead',
        form: 'lead',
        fields: { phone: '0441234567' },
      }),
    );

  test('that is refused names the fields, and is not kept', async () => {
    shop.pages.set('/', document(snippet('forms')));
    const page = await open('/');
    await page.waitForFunction(() => 'host' in window);
    await pagesSeen(1);
    const errors = [{ field: 'phone', detail: 'needs 7 to 15 digits' }];
    worker.told = [
      [422, { 'content-type': 'application/problem+json' }, JSON.stringify({ status: 422, errors })],
      [403, {}, 'no'],
    ];
    expect(await send(page)).toEqual({ state: 'refused', errors });
    expect(await send(page)).toEqual({ state: 'refused', errors: [] });
    expect(await kept(page)).toBe(0);
    expect(await dataLayer(page)).toEqual([]);
  });

  test('sent into a dead network arrives later, once, though two tabs find it', async () => {
    shop.pages.set('/', document(snippet('forms')));
    const page = await open(`/${AD}`);
    await page.waitForFunction(() => 'host' in window);
    await pagesSeen(1);
    worker.down = true;
    const before = Date.now();
    expect(await send(page)).toEqual({ state: 'kept' });
    const after = Date.now();
    // The contact, and the stage that the form reached.
    await expect.poll(() => kept(page), { timeout: 5_000 }).toBe(2);
    await page.close();
    worker.down = false;
    for (const path of ['/one', '/two']) shop.pages.set(path, document(snippet('forms')));
    await Promise.all([open('/one'), open('/two')]);
    await worker.until(() => contacts().length > 0);
    await pagesSeen(3);
    await worker.until(() => hits().some(({ kind }) => kind === 'form'));
    const [page2] = context.pages();
    await expect.poll(() => kept(page2 as Page)).toBe(0);
    expect(contacts()).toHaveLength(1);
    expect(contacts()[0]?.contact.at).toBeGreaterThanOrEqual(before);
    expect(contacts()[0]?.contact.at).toBeLessThanOrEqual(after);
    expect(contacts()[0]?.visit).toEqual(visits()[0]);
    expect(contacts()[0]?.sentAt).toBeGreaterThan(after);
    const keys = hits().map((hit) => JSON.stringify(hit));
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('offline on the page that stays open goes as soon as the network is back', async () => {
    shop.pages.set('/', document(snippet('forms')));
    const page = await open('/');
    await page.waitForFunction(() => 'host' in window);
    await pagesSeen(1);
    await context.setOffline(true);
    expect(await send(page)).toEqual({ state: 'kept' });
    await context.setOffline(false);
    await worker.until(() => contacts().length === 1);
  });

  test('sent while the server restarts goes seconds later: the outbox was there when the form was begun', async () => {
    shop.pages.set('/', document(snippet('forms')));
    const page = await open('/');
    await page.waitForFunction(() => 'host' in window);
    await pagesSeen(1);
    expect(worker.asked.some((path) => path.includes('outbox'))).toBe(false);
    await page.evaluate(() =>
      (window as unknown as { host: import('../../widget/core/host.ts').Host }).host.stage('lead', 'started'),
    );
    await worker.until(() => worker.asked.some((path) => path.includes('outbox')));
    worker.down = true;
    const before = Date.now();
    expect(await send(page)).toEqual({ state: 'kept' });
    worker.down = false;
    await worker.until(() => contacts().length === 1);
    expect(Date.now() - before).toBeLessThan(5_000);
  });

  test.each([
    ["a service worker's offline page", 200],
    ["a proxy's own word", 404],
  ])('answered by %s is not with the worker yet', async (_, status) => {
    shop.pages.set('/', document(snippet('forms')));
    const page = await open('/');
    await page.waitForFunction(() => 'host' in window);
    await pagesSeen(1);
    worker.told = [[status, { 'content-type': 'text/html' }, '<h1>You are offline</h1>']];
    expect(await send(page)).toEqual({ state: 'kept' });
    await worker.until(() => contacts().length === 2);
    await expect.poll(() => kept(page)).toBe(0);
  });

  test('is tried again though the disk never says a word', async () => {
    await context.addInitScript(() => {
      IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest;
    });
    shop.pages.set('/', document(snippet('forms')));
    const page = await open('/');
    await page.waitForFunction(() => 'host' in window);
    await pagesSeen(1);
    worker.told = [503];
    expect(await send(page)).toEqual({ state: 'kept' });
    await worker.until(() => contacts().length === 2);
  });

  test('into a worker that is busy waits as long as it asks', async () => {
    shop.pages.set('/', document(snippet('forms')));
    const page = await open('/');
    await page.waitForFunction(() => 'host' in window);
    await pagesSeen(1);
    worker.told = [[503, { 'retry-after': '3' }]];
    expect(await send(page)).toEqual({ state: 'kept' });
    await worker.until(() => contacts().length === 2);
    const [first, second] = worker.posted.filter(({ to }) => to === 'contacts');
    expect((second as Posted).at - (first as Posted).at).toBeGreaterThanOrEqual(3_000);
    expect(second?.contact.contact).toEqual(first?.contact.contact);
    await expect.poll(() => kept(page)).toBe(0);
  });

  test('big ones do not spoil each other by the quota that they share', async () => {
    shop.pages.set('/', document(snippet('forms')));
    const page = await open('/');
    await page.waitForFunction(() => 'host' in window);
    const states = await page.evaluate(() => {
      const { host } = window as unknown as { host: import('../../widget/core/host.ts').Host };
      const message = 'щ'.repeat(5_000);
      const draft = { kind: 'lead' as const, fields: { phone: '0441234567', message, other: message, third: message } };
      return Promise.all([host.send(draft), host.send(draft), host.send(draft), host.send(draft)]);
    });
    expect(states.map(({ state }) => state)).toEqual(['sent', 'sent', 'sent', 'sent']);
  });
});

describe('a telephone link', () => {
  const taps = () => hits().flatMap((hit) => (hit.kind === 'tap' ? [hit.number] : []));

  test('that is tapped is told at once, as it is dialled, inside a shadow root too', async () => {
    shop.slow = 60_000;
    shop.pages.set(
      '/',
      document(
        snippet('plain'),
        '<a id="one" href="tel:+38%20(044)%20123-45-67"><b>Call</b></a><a id="two" href="callto:044 765 43 21">Call</a>',
        '<a id="none" href="#tel:0440000000">No</a><div id="host"></div><script>',
        'document.querySelector("#host").attachShadow({ mode: "open" }).innerHTML = "<a href=tel:0800500500>Free</a>";',
        // A dialler would be asked for; and what the page does with the click is its own affair.
        'document.addEventListener("click", (event) => { event.preventDefault(); event.stopImmediatePropagation(); }, true);',
        '</script><img src="/slow.png">',
      ),
    );
    const page = watch(await context.newPage());
    await page.goto(shop.url(`/${AD}`), { waitUntil: 'commit' });
    await page.waitForFunction(() => 'whichhalf' in window);
    await page.click('#none');
    await page.click('#one b');
    await worker.until(() => taps().length === 1);
    await page.click('#two');
    await page.click('#host a');
    await worker.until(() => taps().length === 3);
    expect(taps()).toEqual(['+380441234567', '0447654321', '0800500500']);
    expect(pages()).toEqual(['/']);
    expect(visits()).toHaveLength(1);
  });

  test('is nothing to tell without consent', async () => {
    shop.pages.set('/', document(snippet('ask'), '<a href="tel:+380441234567" onclick="return false">Call</a>'));
    const page = await open(`/${AD}`);
    await page.waitForFunction(() => 'whichhalf' in window);
    await page.click('a');
    await whichhalf(page, 'consent', false);
    await whichhalf(page, 'consent', true);
    await pagesSeen(1);
    expect(taps()).toEqual([]);
  });
});

describe('consent that is required', () => {
  const NOTHING = { cookie: '', storage: {}, databases: [] };

  test('before a yes nothing is stored or sent; a late yes brings the touch, over internal pages too', async () => {
    shop.pages.set('/', document('<a href="/about">About</a>', snippet('ask')));
    shop.pages.set('/about', document(snippet('ask')));
    const page = await open(`/${AD}`);
    await page.waitForFunction(() => 'whichhalf' in window);
    expect(await remembered(page)).toEqual(NOTHING);
    await page.click('a');
    await page.waitForFunction(() => 'whichhalf' in window);
    expect(await remembered(page)).toEqual(NOTHING);
    expect(worker.posted).toEqual([]);
    await whichhalf(page, 'consent', true);
    await pagesSeen(1);
    expect(visits()).toMatchObject([{ url: shop.url('/about'), referrer: shop.url(`/${AD}`) }]);
    expect(pages()).toEqual(['/about']);
    await page.goto(shop.url('/'));
    await whichhalf(page, 'consent', true);
    await pagesSeen(2);
    expect(pages()).toEqual(['/about', '/']);
    expect(visits()).toHaveLength(1);
    expect(await remembered(page)).not.toMatchObject({ cookie: '' });
    await whichhalf(page, 'consent', false);
    await expect.poll(() => remembered(page)).toEqual({ ...NOTHING, databases: [0] });
    await page.goto(shop.url('/about'));
    await page.waitForFunction(() => 'whichhalf' in window);
    await page.goto('about:blank');
    expect(pages()).toEqual(['/about', '/']);
  });

  test('a yes on the landing page brings the touch that came with it', async () => {
    shop.pages.set('/', document(STUB, snippet('ask')));
    const page = await open(`/${AD}`);
    await page.waitForFunction(() => !('q' in (window as unknown as { whichhalf: object }).whichhalf));
    await page.evaluate(() => history.pushState(0, '', '/menu'));
    await whichhalf(page, 'consent', true);
    await pagesSeen(2);
    expect(visits()).toMatchObject([{ url: shop.url(`/${AD}`) }]);
    expect(pages()).toEqual(['/', '/menu']);
  });

  test('a contact is sent all the same, with a visit of its own, and leaves no trace', async () => {
    shop.pages.set('/', document(snippet('askforms')));
    const page = await open(`/${AD}`);
    await page.waitForFunction(() => 'host' in window);
    await whichhalf(page, 'lead', { phone: '380441234567' });
    await worker.until(() => contacts().length === 1);
    expect(contacts()[0]?.visit.url).toBe(shop.url(`/${AD}`));
    expect(await remembered(page)).toEqual(NOTHING);
    expect(batches()).toEqual([]);
  });

  test('Global Privacy Control is a no, until there is a yes', async () => {
    await context.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }));
    const page = await open('/');
    await page.waitForFunction(() => 'whichhalf' in window);
    await page.goto(shop.url('/about'));
    await page.waitForFunction(() => 'whichhalf' in window);
    expect(await remembered(page)).toEqual(NOTHING);
    expect(worker.posted).toEqual([]);
    await whichhalf(page, 'consent', true);
    await pagesSeen(1);
    expect(pages()).toEqual(['/about']);
  });

  test('where it is not required, a no is remembered and nothing else', async () => {
    const page = await open('/');
    await pagesSeen(1);
    await whichhalf(page, 'consent', false);
    await page.goto(shop.url('/about'));
    await page.waitForFunction(() => 'whichhalf' in window);
    await page.goto(shop.url('/more'));
    await expect
      .poll(() => remembered(page))
      .toEqual({ cookie: '', storage: { whichhalf_plain: '{"consent":false}' }, databases: [0] });
    expect(pages()).toEqual(['/']);
  });
});
