import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { CallsAnswer } from '../../../shared/calls.ts';
import type { SiteSettings } from '../../../shared/settings.ts';
import type { CallBody } from '../../../tools/demoYear/calls.ts';
import { type Filled, signedCall } from '../../../tools/demoYear/fill.ts';
import { openWire } from '../../../tools/demoYear/wire.ts';
import { openScene, plain, type Scene, violations } from './scene.ts';

/** Calls and numbers of a company's year, as the salesperson and the owner see them. */

let scene: Scene;
let year: Filled;
let hook: string;

beforeAll(async () => {
  scene = await openScene();
  year = await scene.newYear(600);
  const { hooks } = await scene.ask<{ hooks: { url: string }[] }>(year.token, 'GET', `/v1/sites/${year.site}/hooks`);
  hook = new URL(hooks[0]?.url ?? '').pathname;
});
afterAll(async () => scene?.close());
afterEach(async () => scene.leave());

let made = 0;
/** The exchange reports a call of this moment. */
const reports = async (call: Pick<CallBody, 'from' | 'to' | 'direction' | 'status'>): Promise<void> => {
  const wire = openWire(scene.server.url);
  const now = Date.now();
  const answer = await wire.ask(signedCall(hook, { ...call, call_id: `here-${(made += 1)}`, ring_ts: now }, now));
  wire.close();
  expect(answer.status).toBe(200);
};
const OURS = '+380443330001';
const CALLER = '+380501117788';

const opened = async (options: Parameters<Scene['open']>[0] = {}, query = ''): Promise<Page> => {
  const page = await scene.open({ signedInWith: year.token, ...options });
  await page.goto(`${scene.server.url}/app/${year.site}/calls${query}`);
  await page.getByRole('heading', { level: 1, name: 'Дзвінки й номери' }).waitFor();
  return page;
};
const settings = async (): Promise<SiteSettings> =>
  (await scene.ask<{ settings: SiteSettings }>(year.token, 'GET', `/v1/sites/${year.site}`)).settings;

test('a missed call stands first as it comes, and goes once somebody has called back', async () => {
  const page = await opened();
  const waiting = page.getByRole('region', { name: 'Передзвонити' }).getByRole('listitem').filter({ hasText: CALLER });
  await reports({ from: CALLER, to: OURS, direction: 'in', status: 'missed' });
  await waiting.waitFor();
  expect(await waiting.getByRole('link', { name: /Подзвонити/ }).getAttribute('href')).toBe(`tel:${CALLER}`);
  await reports({ from: OURS, to: CALLER, direction: 'out', status: 'missed' });
  await waiting.waitFor({ state: 'detached' });
  await page.getByRole('row').filter({ hasText: CALLER }).filter({ hasText: 'вихідний' }).waitFor();
});

test('the table is what the API answers, filtered as the address says, and a call tells all of itself', async () => {
  const page = await opened({}, '?show=missed');
  const { calls } = await scene.ask<CallsAnswer>(year.token, 'GET', `/v1/sites/${year.site}/calls?status=missed`);
  await page.getByRole('row').nth(1).waitFor();
  expect(await page.getByRole('row').count()).toBe(calls.length + 1);
  await page.getByRole('row').nth(1).locator('.when a').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Що повідомила телефонія').click();
  expect(plain(await dialog.locator('pre').first().textContent())).toContain('call_id');
  expect(new URL(page.url()).pathname).toContain(`/calls/${calls[0]?.call}`);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(new URL(page.url()).search).toBe('?show=missed');
  await page.goto(`${scene.server.url}/app/${year.site}/calls`);
  await page.getByRole('row').filter({ hasText: 'вхідний' }).first().waitFor();
  await page.getByLabel('Показати').selectOption('out');
  await page.waitForURL(/show=out/);
  await page.getByRole('row').filter({ hasText: 'вхідний' }).first().waitFor({ state: 'detached' });
  expect(await page.getByRole('row').filter({ hasText: 'вихідний' }).count()).toBeGreaterThan(0);
});

test('a rule that is added is saved, tried at once, and taken back', async () => {
  const before = (await settings()).numbers;
  const page = await opened({}, '?tab=numbers');
  await page.getByRole('button', { name: 'Додати правило' }).click();
  const n = before.rules.length + 1;
  const rule = page.getByRole('group', { name: `Правило ${n}` });
  await rule.getByRole('button', { name: 'Додати умову' }).click();
  await rule.getByLabel('Параметр', { exact: true }).fill('promo');
  await rule.getByLabel('Дорівнює').fill('radio*');
  await rule.getByLabel('Показати').selectOption('number');
  await rule.getByLabel('Номер', { exact: true }).fill('044 777 66 55');
  await page.getByRole('button', { name: `Правило ${n} вище` }).click();
  await page.getByRole('button', { name: 'Зберегти правила' }).click();
  await page.getByText('Правила збережено').waitFor();
  const saved = (await settings()).numbers.rules;
  expect(saved[n - 2]).toEqual({
    line: before.lines[0]?.id,
    when: [{ parameter: 'promo', is: 'radio*' }],
    show: { number: '+380447776655' },
  });
  const simulator = page.getByRole('region', { name: 'Перевірка' });
  await simulator.getByLabel('Адреса сторінки').fill('https://menzurka.example/?promo=radio-hit');
  await simulator.getByText('+380447776655').first().waitFor();
  await page.getByRole('button', { name: 'Скасувати' }).click();
  await page.getByRole('group', { name: `Правило ${n}` }).waitFor({ state: 'detached' });
  expect((await settings()).numbers).toEqual(before);
});

test('numbers are added from a list and removed with undo', async () => {
  const page = await opened({}, '?tab=numbers');
  await page.getByRole('button', { name: 'Додати номери' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Номери, кожен з нового рядка').fill('044 555 00 01\nhello');
  await dialog.getByRole('button', { name: 'Додати', exact: true }).click();
  await dialog.getByText(/numbers\.1\.number/).waitFor();
  await dialog.getByLabel('Номери, кожен з нового рядка').fill('044 555 00 01\n044 555 00 02');
  await dialog.getByRole('button', { name: 'Додати', exact: true }).click();
  const row = page.getByRole('row').filter({ hasText: '+380445550001' });
  await row.waitFor();
  await page.getByRole('button', { name: 'Прибрати +380445550001' }).click();
  await row.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Скасувати' }).last().click();
  await row.waitFor();
});

test('who sees leads alone sees calls, who sees figures alone sees numbers, and changes what they may', async () => {
  const tokenOf = async (...scopes: string[]): Promise<string> =>
    (await scene.ask<{ token: string }>(year.token, 'POST', '/v1/tokens', { name: scopes.join(), scopes })).token;
  const seller = await opened({ signedInWith: await tokenOf('leads') });
  await seller.getByRole('heading', { name: 'Усі дзвінки' }).waitFor();
  expect(await seller.getByRole('radio', { name: 'Номери' }).count()).toBe(0);
  const reader = await opened({ signedInWith: await tokenOf('report') });
  await reader.getByRole('heading', { name: 'Номери', exact: true }).waitFor();
  expect(await reader.getByRole('button', { name: 'Додати номери' }).count()).toBe(0);
  expect(await reader.getByRole('heading', { name: 'Хто який номер бачить' }).count()).toBe(0);
});

test.each(['light', 'dark'] as const)(
  'nothing for axe to find in the %s, and nothing wider than a phone',
  async (colorScheme) => {
    const page = await opened({ colorScheme });
    for (const query of ['', '?tab=numbers']) {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(`${scene.server.url}/app/${year.site}/calls${query}`);
      await page.locator('section table').first().waitFor();
      expect(await violations(page)).toEqual([]);
      await page.setViewportSize({ width: 360, height: 800 });
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    }
  },
);
