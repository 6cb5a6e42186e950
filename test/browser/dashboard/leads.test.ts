import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LeadStory } from '../../../shared/leadStory.ts';
import { DEFAULT_LEADS } from '../../../shared/leads.ts';
import { type CompanySite, openCompanySite } from '../../flows/companySite.ts';
import { USER_AGENT } from '../chromium.ts';
import { openScene, plain, type Scene, violations } from './scene.ts';

/** The salesperson's page: what comes in, what was there before, and what is done about it. */

const HOSTILE = '<img src=x onerror="window.hacked=1">{name}';
/** As long as Ukrainian gets. */
const LONG = 'Олександра-Вікторія Переяславець-Хмельницька';
const ADDRESS = 'oleksandra.pereyaslavets-khmelnytska.laboratory@very-long-company-name.com.ua';

let scene: Scene;
/** The company's own site. */
let shop: CompanySite;
/** An owner's token, and a salesperson's. */
let owner: string;
let sales: string;
let site: string;
let page: Page;

const path = (rest = ''): string => `/v1/sites/${site}/leads${rest}`;
const story = (lead: string): Promise<LeadStory> => scene.ask<LeadStory>(owner, 'GET', path(`/${lead}`));

let visits = 0;

/** A contact as the widget would send it, minutes ago; of a visit that was seen, or of one that nobody saw. */
const contact = async (
  minutes: number,
  fields: { phone: string } & Record<string, string>,
  seen = true,
): Promise<string> => {
  visits += 1;
  const at = Date.now() - minutes * 60_000;
  const id = (mark: string): string => at.toString(36).padStart(8, '0') + `${mark}${visits}`.padStart(12, '0');
  const visit = {
    id: id('v'),
    // The same words from several browsers would be a program's.
    visitor: fields.phone.padStart(20, '0'),
    url: `${shop.origin}/windows?utm_source=google&utm_medium=cpc&utm_campaign=Весна`,
    referrer: '',
    language: 'uk',
    zone: 'Europe/Kyiv',
  };
  const send = async (kind: string, body: object): Promise<void> => {
    const response = await fetch(`${scene.server.url}/w/${site}/${kind}`, {
      method: 'POST',
      headers: {
        origin: shop.origin,
        'content-type': 'text/plain',
        'user-agent': USER_AGENT,
        'x-forwarded-for': `203.0.113.${visits}`,
      },
      body: JSON.stringify({ sentAt: Date.now(), visit, ...body }),
    });
    if (!response.ok) throw new Error(`${kind} answered ${response.status} ${await response.text()}`);
  };
  if (seen) await send('hits', { hits: [{ kind: 'page', at: 0, path: '/windows' }] });
  const consent = { text: 'Погоджуюся на обробку моїх даних', at, version: '2026-05' };
  await send('contacts', {
    contact: {
      id: id('c'),
      kind: 'lead',
      at: at + 1_000,
      form: 'lead',
      fields,
      page: `${shop.origin}/windows`,
      consent,
    },
  });
  return id('c');
};

const rows = (): ReturnType<Page['locator']> => page.locator('.leadRow');
const row = (name: string): ReturnType<Page['locator']> => rows().filter({ hasText: name });
/** What is read on the link, the button or the field that has the focus; '' where nothing has it. */
const focused = (): Promise<string> =>
  page.evaluate(() => (document.activeElement === document.body ? '' : (document.activeElement?.textContent ?? '')));
const focusOn = (selector: string): Promise<void> => page.locator(`${selector}:focus`).waitFor();
const openPage = async (rest = '', options: Parameters<Scene['open']>[0] = {}): Promise<void> => {
  page = await scene.open({ signedInWith: sales, ...options });
  page.setDefaultTimeout(10_000);
  await page.goto(`${scene.server.url}/app/${site}/leads${rest}`);
  await page.getByRole('heading', { level: 1, name: 'Заявки' }).waitFor({ state: 'attached' });
};

beforeAll(async () => {
  scene = await openScene();
  shop = await openCompanySite();
  ({ token: owner, site } = await scene.newSite({
    hosts: ['localhost'],
    leads: { ...DEFAULT_LEADS, marginPercent: 40, actions: [{ id: 'meeting', name: 'Зустріч' }] },
  }));
  ({ token: sales } = await scene.ask<{ token: string }>(owner, 'POST', '/v1/tokens', {
    name: 'Оксана',
    scopes: ['leads'],
  }));
  shop.paste(`<script async src="${scene.server.url}/w/${site}.js"></script>`);
});
afterAll(async () => {
  await shop.close();
  await scene.close();
});
afterEach(() => scene.leave());

describe('with nobody there yet', () => {
  test('the page says what comes next', async () => {
    await openPage();
    await page.getByRole('heading', { name: 'Заявок ще немає' }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test('a lead sent from one browser is in another’s inbox within a second, and is said to be new', async () => {
    await openPage();
    await page.getByRole('heading', { name: 'Заявок ще немає' }).waitFor();
    const visitor = await (await scene.browser.newContext({ locale: 'uk-UA' })).newPage();
    const seen = visitor.waitForResponse((response) => response.url().endsWith('/hits') && response.status() === 202);
    await visitor.goto(`${shop.origin}/?utm_source=google&utm_medium=cpc&utm_campaign=Весна`);
    await seen;
    const taken = visitor.waitForResponse(
      (response) => response.url().endsWith('/contacts') && response.status() === 201,
    );
    await visitor.evaluate(`whichhalf('lead', { name: 'Жива Заявка', phone: '0671110001' })`);
    await taken;
    await row('Жива Заявка').waitFor({ timeout: 1_000 });
    expect(await row('Жива Заявка').textContent()).toContain('не переглянуто');
    expect(await page.getByRole('status').allTextContents()).toContain('Нових заявок: 1');
    await visitor.context().close();
  });
});

describe('by keyboard alone', () => {
  let lead: string;
  beforeEach(async () => {
    lead = await contact(20, { name: LONG, phone: '0671110002', email: ADDRESS });
    await openPage();
    await row(LONG).waitFor();
  });

  test('from the inbox to a moved stage, a note, a sale, and each of them taken back', async () => {
    const said = (text: string) => page.locator('.toast').filter({ hasText: text });
    for (let step = 0; step < 10 && !(await focused()).includes(LONG); step += 1) await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 2, name: LONG }).and(page.locator(':focus')).waitFor();

    // The keys are told by their place where the keyboard has Cyrillic letters.
    await page.keyboard.press('s');
    await focusOn('.stageTrack button');
    expect(await focused()).toBe('Нова');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await said('Етап: Зв’язалися').waitFor();
    expect(await story(lead)).toMatchObject({ stage: 'contacted' });
    await page.locator('.stageTrack [aria-pressed="true"]', { hasText: 'Зв’язалися' }).waitFor();
    expect(await focused()).toBe('Зв’язалися');
    await page.keyboard.press('u');
    await page.locator('.stageTrack [aria-pressed="true"]', { hasText: 'Нова' }).waitFor();
    expect(await story(lead)).toMatchObject({ stage: 'new', log: [] });

    await page.keyboard.press('n');
    await focusOn('textarea');
    await page.keyboard.type('Хоче п’ять вікон. j k s');
    await page.keyboard.press('Control+Enter');
    await page.locator('.event-note', { hasText: 'Хоче п’ять вікон. j k s' }).waitFor();
    await page.keyboard.press('Escape');

    await page.keyboard.press('m');
    await page.getByRole('dialog', { name: 'Продаж' }).waitFor();
    await page.keyboard.type('12 500,50');
    await page.keyboard.press('Enter');
    await page.locator('.event-sale', { hasText: 'Продаж: 12' }).waitFor();
    expect(await story(lead)).toMatchObject({ stage: 'won', sales: [{ revenue: 12_500.5, profit: 5_000.2 }] });
    // A salesperson sees what was paid, not what was earned on it.
    expect(await page.locator('.event-sale').textContent()).not.toContain('прибуток');
    await page.keyboard.press('u');
    await page.locator('.event-sale').waitFor({ state: 'detached' });
    expect(await story(lead)).toMatchObject({ stage: 'new', sales: [] });

    await page.keyboard.press('Escape');
    expect(await focused()).toContain(LONG);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('A');
  });

  test('a name come to by arrows is given the lead when Enter says so; a lost lead has a reason', async () => {
    await row(LONG).first().getByRole('link').click();
    await page.getByRole('heading', { level: 2, name: LONG }).waitFor();
    await page.keyboard.press('a');
    await focusOn('select');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('.toast', { hasText: 'Відповідає Оксана' }).waitFor();
    await page.getByRole('button', { name: 'Втрачена' }).click();
    await page.getByRole('dialog').getByLabel('Причина').fill('Дорого');
    await page.keyboard.press('Enter');
    await page.locator('.event', { hasText: 'Втрачена: Дорого' }).waitFor();
    const [{ lead: newest } = { lead: '' }] = (
      await scene.ask<{ leads: LeadStory[] }>(owner, 'GET', path('?stage=lost'))
    ).leads;
    expect(await story(newest)).toMatchObject({ owner: 'Оксана', stage: 'lost', lossReason: 'Дорого' });
  });

  test('single keys can be turned off', async () => {
    await page.keyboard.press('?');
    await page.getByLabel('Керувати клавішами').uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    expect(await page.evaluate(() => document.activeElement?.closest('.leadRow'))).toBeNull();
  });
});

describe('what is known of somebody', () => {
  test('stands on one line of time, hostile words as words, and is found by what no address holds', async () => {
    const lead = await contact(60, { name: HOSTILE, phone: '0671110003', message: HOSTILE });
    await scene.ask(owner, 'PATCH', path(`/${lead}`), { note: HOSTILE, owner: 'Тарас' });
    await openPage();
    await page.getByLabel('Телефон, e-mail або ім’я').fill('671110003');
    await row(HOSTILE).getByRole('link').click();
    await page.getByRole('heading', { level: 2, name: HOSTILE }).waitFor();
    const told = plain(await page.locator('.timeline').textContent());
    for (const part of [
      'Візит на сайт: Paid Search',
      'весна',
      'Надіслано форму',
      HOSTILE,
      'Відповідає Тарас',
      'версія 2026-05',
    ])
      expect(told).toContain(part);
    expect(await page.getByText('Із цією людиною вже спілкувалися').isVisible()).toBe(true);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(decodeURIComponent(page.url())).not.toContain('671110003');
    expect(await page.getByRole('link', { name: 'Подзвонити +380671110003' }).getAttribute('href')).toBe(
      'tel:+380671110003',
    );
  });

  test('a lead entered by hand is merged with another, taken apart, and its person erased', async () => {
    await openPage();
    await page.getByRole('button', { name: 'Додати заявку' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Ім’я').fill('Марія З виставки');
    await dialog.getByLabel('Телефон').fill('067 111 00 04');
    await dialog.getByLabel('Звідки').fill('виставка');
    await dialog.getByRole('button', { name: 'Додати' }).click();
    await page.getByRole('heading', { level: 2, name: 'Марія З виставки' }).and(page.locator(':focus')).waitFor();
    const own = page.url().split('/').at(-1) as string;
    const other = await contact(5, { name: 'Інша Марія', phone: '0671110005' });

    await page.getByText('Ще', { exact: true }).click();
    await page.getByRole('button', { name: 'Об’єднати з іншою' }).click();
    await dialog.getByLabel('Телефон, e-mail або ім’я').fill('Інша Марія');
    await dialog.getByRole('button', { name: 'Об’єднати', exact: true }).click();
    await page.locator('.toast', { hasText: 'Заявки об’єднано' }).waitFor();
    expect((await story(own)).lead).toBe((await story(other)).lead);
    await page.getByRole('button', { name: 'Роз’єднати' }).click();
    await page.locator('.toast', { hasText: 'Заявки роз’єднано' }).waitFor();
    expect((await story(own)).lead).not.toBe((await story(other)).lead);

    await page.goto(`${scene.server.url}/app/${site}/leads/${own}`);
    await page.getByText('Ще', { exact: true }).click();
    await page.getByRole('button', { name: 'Стерти дані людини' }).click();
    await dialog.getByRole('button', { name: 'Стерти назавжди' }).click();
    await page.locator('.toast', { hasText: 'Дані людини стерто' }).waitFor();
    await row('Марія З виставки').waitFor({ state: 'detached' });
  });

  test('a suspect that is a person becomes a lead, another is deleted unless that is taken back', async () => {
    await contact(3, { name: 'Справжня Людина', phone: '0671110006' }, false);
    await contact(2, { name: 'Робот', phone: '0671110007' }, false);
    await openPage('?tab=suspects');
    const suspect = (name: string) => page.locator('.suspect').filter({ hasText: name });
    await suspect('Робот').getByRole('button', { name: 'Видалити' }).click();
    await suspect('Робот').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Скасувати' }).click();
    await suspect('Робот').waitFor();
    expect(await violations(page)).toEqual([]);
    await suspect('Справжня Людина').getByRole('button', { name: 'Це людина' }).click();
    await suspect('Справжня Людина').waitFor({ state: 'detached' });
    await page.getByRole('radio', { name: 'Вхідні' }).click();
    await row('Справжня Людина').waitFor();
  });
});

describe('for everyone', () => {
  test.each(['light', 'dark'] as const)(
    'nothing for axe to find in the %s, and nothing wider than a phone',
    async (colorScheme) => {
      const lead = await contact(30, { name: LONG, phone: '0671110010', email: ADDRESS });
      await scene.ask(owner, 'PATCH', path(`/${lead}`), {
        value: 12_345_678.9,
        note: 'x'.repeat(300),
        action: 'meeting',
      });
      await openPage('', { colorScheme });
      await row(LONG).first().getByRole('link').click();
      await page.locator('.timeline').waitFor();
      for (const summary of await page.locator('.timeline summary').all()) await summary.click();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Записати продаж' }).click();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');

      await page.setViewportSize({ width: 360, height: 780 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      expect(await violations(page)).toEqual([]);
      // One at a time: the list gives way to the story, and takes its place again.
      expect(await rows().first().isVisible()).toBe(false);
      await page.getByRole('link', { name: 'Усі заявки' }).click();
      await rows().first().waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      expect(await violations(page)).toEqual([]);
    },
  );
});
