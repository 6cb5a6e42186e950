import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest';
import type { WidgetSettings } from '../../../shared/settings.ts';
import { buildWidget, CHUNK_PATH } from '../../../tools/build/widget.ts';
import type { ContactDraft, Host, Launcher, SendResult } from '../../../widget/core/host.ts';
import { launchChromium } from '../chromium.ts';

/** The forms as built, in a real browser, on pages of its own, with a host that records what it is told. */

const ORIGIN = 'http://shop.test';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

declare global {
  interface Window {
    launcher: Launcher;
    host: Host;
    giveBack: () => void;
    stages: string[];
    told: Parameters<Host['tell']>[0][];
    sent: ContactDraft[];
    proofs: ContactDraft['proof'][];
    answers: (SendResult | 'never')[];
    shifts: number[];
    violations: string[];
    axe: { run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
  }
}

export interface Visit {
  html?: string;
  /** Path and query of the page. */
  at?: string;
  /** Attributes of <html>. */
  root?: string;
  headers?: Record<string, string>;
  settings?: Partial<WidgetSettings>;
  browser?: BrowserContextOptions;
  /** Before the page is loaded. */
  prepare?: (page: Page) => Promise<unknown>;
}

let browser: Browser;
let chunks: Map<string, string>;
const opened: Page[] = [];
/** Errors of the page, and what it was refused by its own policy. */
const complaints: string[] = [];
/** Paths of chunks asked for; those that match `broken` get no answer. */
export const asked: string[] = [];
let broken: RegExp | undefined;
export const breakChunks = (those: RegExp | undefined): void => {
  broken = those;
};

beforeAll(async () => {
  // As it is shipped: a test runner's environment would have Vite build for development.
  vi.stubEnv('NODE_ENV', 'production');
  const widget = await buildWidget();
  vi.unstubAllEnvs();
  if (!widget) throw new Error('the widget is not whole');
  chunks = new Map(widget.chunks.map(({ name, code }) => [CHUNK_PATH + name, code]));
  browser = await launchChromium();
});
afterAll(() => browser.close());
afterEach(async () => {
  broken = undefined;
  asked.length = 0;
  await Promise.all(opened.splice(0).map((page) => page.context().close()));
  expect(complaints.splice(0)).toEqual([]);
});

export const launcherPath = () => [...chunks.keys()].find((path) => path.includes('/launcher')) as string;

export const visit = async ({
  html = '',
  at = '/',
  root = 'lang="uk"',
  headers = {},
  settings,
  browser: options,
  prepare,
}: Visit = {}): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  opened.push(page);
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.route('**/*', (route) => {
    const { pathname } = new URL(route.request().url());
    const code = chunks.get(pathname);
    if (code === undefined) {
      return route.fulfill({
        headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
        body: `<!doctype html><html ${root}><head><title>Shop</title><meta name="viewport" content="width=device-width"></head><body><main><h1>Shop</h1>${html}</main></body></html>`,
      });
    }
    asked.push(pathname);
    if (broken?.test(pathname)) return route.abort();
    return route.fulfill({ contentType: 'text/javascript', body: code });
  });
  await page.addInitScript(() => {
    window.shifts = [];
    window.violations = [];
    addEventListener('securitypolicyviolation', ({ violatedDirective, sourceFile }) =>
      window.violations.push(`${violatedDirective} ${sourceFile}`),
    );
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.shifts.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await prepare?.(page);
  await page.goto(ORIGIN + at);
  // As text: the test runner would make its own of an import in a function.
  await page.evaluate(`import('${launcherPath()}').then((launcher) => { window.launcher = launcher; })`);
  await page.evaluate((changes) => {
    window.stages = [];
    window.told = [];
    window.sent = [];
    window.proofs = [];
    window.answers = [];
    let remembered = {};
    window.host = {
      load: () => remembered,
      save: (state) => void (remembered = state),
      settings: {
        site: 's',
        consent: 'notNeeded',
        ignoredReferrers: [],
        policyUrl: 'http://shop.test/policy',
        language: 'auto',
        color: '#1a56db',
        forms: [
          { id: 'call', kind: 'callback' },
          { id: 'lead', kind: 'lead' },
        ],
        ...changes,
      },
      stage: (form, stage) => {
        if (!window.stages.includes(`${form} ${stage}`)) window.stages.push(`${form} ${stage}`);
      },
      tell: (hit) => void window.told.push(hit),
      send: (draft) => {
        const { proof, ...rest } = draft;
        window.sent.push(rest);
        window.proofs.push(proof);
        const answer = window.answers.shift() ?? { state: 'sent' };
        return answer === 'never' ? new Promise(() => {}) : Promise.resolve(answer);
      },
    };
    window.giveBack = window.launcher.start(window.host);
  }, settings ?? {});
  return page;
};

/** What the worker is to say to the next contacts. */
export const answer = (page: Page, ...answers: Window['answers']) =>
  page.evaluate((list) => void window.answers.push(...list), answers);
/** The element that has the focus, into shadow roots. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.getAttribute('name') ?? element?.getAttribute('class') ?? element?.textContent ?? '';
  });

/** What axe-core finds wrong with the page as it stands. */
export const barriers = async (page: Page): Promise<string[]> => {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const { violations } = await page.evaluate((values) => window.axe.run({ runOnly: { type: 'tag', values } }), RULES);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
};
