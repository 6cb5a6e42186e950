import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type BrowserContext, chromium } from 'playwright-core';
import { PAGES } from '../../dashboard/place.ts';
import { ensureChromium } from '../chromium.ts';

/**
 * Pictures of every page with the year's data, for whoever looks after how they look:
 * `node tools/demoYear/screenshots.ts FOLDER --url http://localhost:8787 --token wh_…` beside a running `npm run demo`.
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    url: { type: 'string', default: 'http://localhost:8787' },
    token: { type: 'string', default: '' },
    /** Pages, divided by commas; all of them by default. */
    pages: { type: 'string', default: [...PAGES, 'lead'].join() },
    language: { type: 'string', default: 'uk-UA' },
    widths: { type: 'string', default: '1280,768,360' },
    schemes: { type: 'string', default: 'light,dark' },
    /** As much of the page as a window shows, not all of it. */
    window: { type: 'boolean', default: false },
    /** Small files of what a window shows, as the README has them. */
    webp: { type: 'boolean', default: false },
  },
});
const { url, token } = values;
const folder = resolve(positionals[0] ?? 'screenshots');
mkdirSync(folder, { recursive: true });

const ask = async <T>(path: string): Promise<T> => {
  const answer = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return (await answer.json()) as T;
};

const { sites } = await ask<{ sites: { site: string }[] }>('/v1/sites');
const site = sites[0]?.site;
if (!site) throw new Error('The account has no site');
/** The lead with the longest story among those that were won of late and came by a form. */
const { leads } = await ask<{ leads: { lead: string; log: object[]; contacts: { kind: string; fields: object }[] }[] }>(
  `/v1/sites/${site}/leads?stage=won`,
);
const told = leads
  .filter(({ contacts }) => contacts[0]?.kind === 'lead' && 'name' in contacts[0].fields)
  .sort((a, b) => b.log.length - a.log.length)[0]?.lead;

const browser = await chromium.launch({ executablePath: ensureChromium(), chromiumSandbox: process.getuid?.() !== 0 });

const shoot = async (context: BrowserContext, name: string, path: string, file: string): Promise<void> => {
  const page = await context.newPage();
  page.on('pageerror', (error) => console.log(`${name}: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && console.log(`${name}: ${message.text()}`));
  await page.goto(`${url}/app/${site}/${path}`);
  await page.waitForLoadState('networkidle');
  const { width } = page.viewportSize() ?? { width: 0 };
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide > width) console.log(`${name}: ${wide} px wide on a screen of ${width}`);
  if (values.webp) {
    const devtools = await context.newCDPSession(page);
    const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality: 82 });
    writeFileSync(`${folder}/${file}.webp`, Buffer.from(data, 'base64'));
  } else await page.screenshot({ path: `${folder}/${file}.png`, fullPage: !values.window });
  await page.close();
};

for (const colorScheme of values.schemes.split(',') as ('light' | 'dark')[]) {
  for (const width of values.widths.split(',').map(Number)) {
    const context = await browser.newContext({
      locale: values.language,
      colorScheme,
      viewport: { width, height: width < 700 ? 780 : 860 },
      reducedMotion: 'reduce',
    });
    await context.request.post(`${url}/v1/session`, { headers: { origin: url }, data: { token } });
    for (const name of values.pages.split(',')) {
      const path = name === 'lead' ? `leads/${told ?? ''}` : name;
      await shoot(context, name, path, `${name}-${width}-${colorScheme}`);
    }
    await context.close();
  }
}
await browser.close();
