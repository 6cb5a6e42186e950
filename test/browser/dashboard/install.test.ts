import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { addressOf } from '../../../dashboard/place.ts';
import { openScene, type Scene, settled, violations } from './scene.ts';

/** From the tag to paste to the lines that come alive by themselves. */

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
});
afterEach(() => scene.leave());
afterAll(() => scene?.close());

const addressFor = (site: string): string =>
  scene.server.url + addressOf({ site, page: 'install', rest: '', query: '' });
const line = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name }) });

test('the script, a foreign host and the first lead are seen while the page stands open', async () => {
  const { token, site } = await scene.newSite({ spam: { quarantine: false } });
  const page = await scene.open({ signedInWith: token });
  await page.goto(addressFor(site));
  await line(page, 'Код на сайті').getByText('Жодна сторінка вашого сайту ще не завантажила код.').waitFor();
  const snippet = await page.getByRole('textbox', { name: 'Код для сайту' }).inputValue();
  expect(snippet).toBe(`<script async src="${scene.server.url}/w/${site}.js"></script>`);

  await fetch(`${scene.server.url}/w/${site}.js`, { headers: { referer: 'https://www.shop.test/' } });
  await fetch(`${scene.server.url}/w/${site}.js`, { headers: { referer: 'https://copy.test/' } });
  await line(page, 'Код на сайті').getByText('Сторінки завантажують код.').waitFor();
  await line(page, 'Адреси сайту').getByText('не приймаються: copy.test').waitFor();
  await page.getByText('Щось треба виправити.').waitFor();

  const id = `${Date.now().toString(36).padStart(8, '0')}abcdefghijkl`;
  const visit = { id, visitor: id, url: 'https://shop.test/', referrer: '', language: 'uk', zone: '' };
  const fields = { phone: '+380441234567' };
  const contact = { id, at: Date.now(), kind: 'lead', form: 'lead', page: '/', fields };
  const posted = await fetch(`${scene.server.url}/w/${site}/contacts`, {
    method: 'POST',
    headers: { origin: 'https://shop.test', 'content-type': 'text/plain', 'user-agent': 'Mozilla/5.0 Chrome/141.0' },
    body: JSON.stringify({ sentAt: Date.now(), visit, contact }),
  });
  expect(posted.status).toBe(201);
  await line(page, 'Заявки').getByText('Заявки надходять.').waitFor();

  await line(page, 'Адреси сайту').getByRole('link', { name: 'Налаштування' }).click();
  await page.getByLabel('Адреси сайту').waitFor();
});

test('a strict site is told what to allow', async () => {
  const { token, site } = await scene.newSite();
  const page = await scene.open({ signedInWith: token });
  await page.goto(addressFor(site));
  await page.getByText('Якщо сайт має Content-Security-Policy').click();
  expect(await page.getByRole('textbox', { name: /Content-Security-Policy/ }).inputValue()).toBe(
    `script-src ${scene.server.url}; connect-src ${scene.server.url}`,
  );
});

test.each(['light', 'dark'] as const)('is accessible and fits a phone, %s', async (colorScheme) => {
  const { token, site } = await scene.newSite({
    consent: 'required',
    hosts: ['дуже-довга-назва-сайту-з-вікнами.приклад.укр'],
  });
  await fetch(`${scene.server.url}/w/${site}.js`, { headers: { referer: 'https://copy.test/' } });
  const page = await scene.open({ signedInWith: token, colorScheme });
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(addressFor(site));
    await line(page, 'Адреси сайту').getByText('copy.test').waitFor();
    for (const details of await page.locator('summary').all()) await details.click();
    await settled(page);
    expect([width, await violations(page)]).toEqual([width, []]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});
