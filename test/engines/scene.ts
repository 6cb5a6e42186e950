import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { MetricName } from '../../shared/metrics/catalogue.ts';
import type { SiteSettings } from '../../shared/settings.ts';
import { snippetOf } from '../flows/companySite.ts';
import { type Owner, openSite } from '../flows/owner.ts';
import { DAYS } from '../flows/spend.ts';
import { startServer, type TestServer } from '../server.ts';
import { type Engine, openEngine } from './engine.ts';
import { openShop, type Shop, type ShopPage } from './shop.ts';
import type { Tab } from './tab.ts';

/** The product, a company's site and one browser: for all tests of a file. */
export interface Scene {
  server: TestServer;
  tab: Tab;
  newSite(settings?: Partial<SiteSettings>): Promise<Owner>;
  /** What the company's own server was posted. */
  orders(): URLSearchParams[];
  /** The address of a page that has no tag by itself. */
  page(page: ShopPage): string;
  /** Goes to a page that has the owner's tag, unless another is given. */
  visit(owner: Owner, page?: ShopPage, query?: string): Promise<void>;
  /** The name of what has the focus, into shadow roots; else its text. */
  focused(): Promise<string>;
  /** What axe-core finds wrong with the page as it stands. */
  barriers(): Promise<string[]>;
}

export const POLICY = 'https://shop.example/privacy';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

declare global {
  interface Window {
    axe: { run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
  }
}

/** Once, at the top of a file. Whatever goes wrong in a page fails the test that it went wrong in. */
export const setScene = (engine: Engine): Scene => {
  let server: TestServer;
  let tab: Tab;
  let shop: Shop;
  beforeAll(async () => {
    // One after another, so that whichever fails, those before it are ended.
    server = await startServer();
    shop = await openShop();
    tab = await openEngine(engine);
    console.log(`engine: ${engine}, ${tab.version}`);
  });
  afterAll(async () => {
    await Promise.all([server?.stop(), tab?.close(), shop?.close()]);
  });
  afterEach(async () => {
    expect(await tab.evaluate(() => window.watched)).toEqual({ errors: [], violations: [] });
  });

  return {
    get server() {
      return server;
    },
    get tab() {
      return tab;
    },
    newSite: (settings) => openSite(server, { name: 'Вікна', hosts: ['localhost'], policyUrl: POLICY, ...settings }),
    orders: () => shop.orders,
    page: (page) => shop.open(page),
    async visit({ site }, page = {}, query = '') {
      await tab.open(shop.open({ tag: snippetOf(server.url, site), ...page }) + query);
    },
    focused: () =>
      tab.evaluate(() => {
        let element = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        return element?.getAttribute('name') ?? element?.getAttribute('aria-label') ?? element?.textContent ?? '';
      }),
    async barriers() {
      return tab.evaluate(async (text) => {
        // As the page's own: drivers run their scripts in a scope of their own.
        if (!window.axe) document.head.append(Object.assign(document.createElement('script'), { text }));
        const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
        const { violations } = await window.axe.run({ runOnly: { type: 'tag', values } });
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      }, AXE);
    },
  };
};

/** Waits until the totals of the report are these. */
export const reported = async (
  owner: Owner,
  totals: Partial<Record<MetricName, number>>,
  where = '',
): Promise<void> => {
  const query = { by: 'ad', metrics: Object.keys(totals).join(','), ...(where && { where }), ...DAYS };
  await expect.poll(async () => (await owner.report(query)).totals, { timeout: 20_000 }).toMatchObject(totals);
};

/** Waits until there is one lead, and that is of one contact: gives it. */
export const onlyContact = async (owner: Owner) => {
  await expect.poll(async () => (await owner.leads()).length, { timeout: 20_000 }).toBe(1);
  const leads = await owner.leads();
  expect(leads[0]?.contacts).toHaveLength(1);
  return { source: leads[0]?.source, ...leads[0]?.contacts[0] };
};
