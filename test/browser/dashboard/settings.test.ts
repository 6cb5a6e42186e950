import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { addressOf } from '../../../dashboard/place.ts';
import { openScene, plain, type Scene, settled, violations } from './scene.ts';

/** What is set: a section at a time, told wrong at its field, taken back by a toast. */

let scene: Scene;
let token: string;
let site: string;

beforeAll(async () => {
  scene = await openScene();
  ({ token, site } = await scene.newSite({ channelRules: [{ channel: 'Партнери', source: 'partner*' }] }));
});
afterEach(() => scene.leave());
afterAll(() => scene?.close());

const settings = async (): Promise<Record<string, unknown>> =>
  (await scene.ask<{ settings: Record<string, unknown> }>(token, 'GET', `/v1/sites/${site}`)).settings;
const open = async (section: string, opener = token): Promise<Page> => {
  const page = await scene.open({ signedInWith: opener });
  await page.goto(scene.server.url + addressOf({ site, page: 'settings', rest: section, query: '' }));
  await page.getByRole('heading', { level: 1, name: 'Налаштування' }).waitFor();
  return page;
};

test('a section is saved, taken back, and refused at its field', async () => {
  const page = await open('');
  await page.getByLabel('Назва').fill('Двері Плюс');
  await page.getByLabel('Адреси сайту').fill('https://doors.test/about\nshop.test');
  await page.getByRole('button', { name: 'Зберегти' }).click();
  await page.getByText('Збережено: Сайт.').waitFor();
  expect(await settings()).toMatchObject({ name: 'Двері Плюс', hosts: ['doors.test', 'shop.test'] });
  await expect.poll(() => page.getByLabel('Адреси сайту').inputValue()).toBe('doors.test\nshop.test');

  await page.getByRole('button', { name: 'Скасувати' }).click();
  await expect.poll(settings).toMatchObject({ name: 'Вікна Плюс', hosts: ['shop.test'] });
  await expect.poll(() => page.getByLabel('Назва').inputValue()).toBe('Вікна Плюс');

  await page.getByLabel('Часовий пояс').fill('Europe/Atlantis');
  await page.getByRole('button', { name: 'Зберегти' }).click();
  await page.getByText('Такого часового поясу немає.').waitFor();
  // Where it is wrong, one goes on writing.
  await expect
    .poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement).value))
    .toBe('Europe/Atlantis');
  await page.getByRole('button', { name: 'Не зберігати' }).click();
  expect(await page.getByLabel('Часовий пояс').inputValue()).toBe('Europe/Kyiv');
});

test('a channel rule is tried on history before it is saved, and moved by its buttons', async () => {
  const page = await open('channels');
  await page.getByRole('button', { name: 'Додати правило' }).click();
  const rule = page.getByRole('listitem', { name: 'Правило 2' });
  await expect.poll(() => rule.getByLabel('Канал').evaluate((field) => field === document.activeElement)).toBe(true);
  await rule.getByLabel('Канал').fill('Розсилка');
  await rule.getByLabel('Джерело').fill('list');
  await page.getByText('У записаному нічого не зміниться.').waitFor();
  await page.getByRole('button', { name: 'Правило 2 вище' }).click();
  await page.getByRole('button', { name: 'Зберегти' }).click();
  await page.getByText('Збережено: Канали.').waitFor();
  expect((await settings()).channelRules).toEqual([
    { channel: 'Розсилка', source: 'list' },
    { channel: 'Партнери', source: 'partner*' },
  ]);
});

test('a secret is stored, never shown, and left as it is when something else changes', async () => {
  const page = await open('notify');
  await page.getByRole('button', { name: 'Додати вебхук' }).click();
  await page.getByLabel('Адреса').fill('https://crm.test/hook');
  await page.getByRole('button', { name: 'Зберегти' }).click();
  await page.getByText('Потрібні адреса').waitFor();
  await page.getByRole('button', { name: 'Створити секрет' }).click();
  await page.getByRole('button', { name: 'Зберегти' }).click();
  await page.getByText('Збережено: Сповіщення.').waitFor();
  await expect.poll(() => page.getByLabel('Секрет').inputValue()).toBe('');
  await page.getByLabel('лише про вибране').check();
  await page.getByRole('button', { name: 'Зберегти' }).click();
  await expect.poll(settings).toMatchObject({
    notify: { webhooks: [{ url: 'https://crm.test/hook', secret: '(set)', events: ['lead.created'] }] },
  });
});

test('a provider is named, and told the address to report to', async () => {
  const page = await open('telephony');
  await page.getByRole('button', { name: 'Додати провайдера' }).click();
  await page.getByLabel('Провайдер').selectOption({ label: 'Zadarma' });
  await page.getByRole('button', { name: 'Зберегти' }).click();
  await page.getByText('Провайдеру потрібен його секрет').waitFor();
  await page.getByLabel('Секрет').fill('zadarma-secret');
  await page.getByRole('button', { name: 'Зберегти' }).click();
  await page.getByText('Збережено: Телефонія.').waitFor();
  const address = page.getByRole('textbox', { name: 'Адреса вебхука для: Zadarma' });
  expect(await address.inputValue()).toContain(`/hooks/${site}/zadarma/`);
  expect(await settings()).toMatchObject({ calls: { providers: [{ provider: 'zadarma', secret: '(set)' }] } });
});

test('somebody is invited by a link shown once, given another role, and removed', async () => {
  const page = await open('people');
  await page.getByRole('button', { name: 'Запросити' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Ім’я').fill('Оксана <b>');
  await dialog.getByRole('button', { name: 'Запросити' }).click();
  const link = await page.getByRole('textbox', { name: 'Посилання для входу: Оксана <b>' }).inputValue();
  expect(link).toMatch(/#invitation=whi_\w+$/);
  await page.keyboard.press('Escape');
  await page.getByLabel('Роль: Оксана <b>').selectOption({ label: 'Маркетолог' });
  await page.getByText('Оксана <b>: Маркетолог.').waitFor();
  await page.getByRole('button', { name: 'Скасувати' }).click();
  await expect.poll(() => page.getByLabel('Роль: Оксана <b>').inputValue()).toBe('sales');
  await page.getByRole('button', { name: 'Вилучити: Оксана <b>' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Вилучити' }).click();
  await page.getByText('Ще нікого не запрошено.').waitFor();
  expect(await page.getByRole('heading', { name: 'Люди' }).evaluate((one) => one === document.activeElement)).toBe(
    true,
  );
});

test('a token is made with its rights, shown once, and revoked', async () => {
  const page = await open('tokens');
  await page.getByRole('button', { name: 'Створити токен' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Для чого').fill('Таблиця');
  await dialog.getByLabel('звіти й цифри').check();
  await dialog.getByRole('button', { name: 'Створити токен' }).click();
  const made = await page.getByRole('textbox', { name: 'Токен «Таблиця»' }).inputValue();
  await page.keyboard.press('Escape');
  await scene.ask(made, 'GET', `/v1/sites/${site}`);
  await page.getByRole('button', { name: 'Відкликати: Таблиця' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Відкликати' }).click();
  await page.getByText('Токен «Таблиця» відкликано.').waitFor();
  await expect(scene.ask(made, 'GET', `/v1/sites/${site}`)).rejects.toThrow('401');
});

test('a marketer sees what is theirs to set, and is refused nothing', async () => {
  const { link } = await scene.ask<{ link: string }>(token, 'POST', '/v1/people', { name: 'Дмитро', role: 'marketer' });
  const page = await open('', link.split('#invitation=')[1]);
  expect(
    await page.getByRole('navigation', { name: 'Розділи налаштувань' }).getByRole('link').allTextContents(),
  ).toEqual(['Сайт', 'Заявки', 'Гроші', 'Канали']);
  expect(await page.getByLabel('Адреси сайту').isDisabled()).toBe(true);
  await page.getByLabel('Назва').fill('Вікна й двері');
  await page.getByRole('button', { name: 'Зберегти' }).click();
  await page.getByText('Збережено: Сайт.').waitFor();
  await page.goto(scene.server.url + addressOf({ site, page: 'settings', rest: 'people', query: '' }));
  await page.getByText('не має доступу').waitFor();
});

const SECTIONS = ['', 'leads', 'money', 'channels', 'notify', 'telephony', 'people', 'tokens', 'privacy'];

test.each(['light', 'dark'] as const)('is accessible and fits a phone, %s', async (colorScheme) => {
  const page = await scene.open({ signedInWith: token, colorScheme });
  for (const section of SECTIONS) {
    await page.goto(scene.server.url + addressOf({ site, page: 'settings', rest: section, query: '' }));
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 800 });
      await settled(page);
      expect([section, width, await violations(page)]).toEqual([section, width, []]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  }
  expect(plain(await page.title())).toBe('Налаштування · Whichhalf');
});
