import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addDays, dayAt } from '../../dashboard/days.ts';
import type { SpendUpload } from '../../shared/spend.ts';
import { startServer, type TestServer } from '../server.ts';
import { launchChromium, USER_AGENT } from './chromium.ts';

/**
 * The dashboard in a real browser on the real server. All happened yesterday, in Kyiv:
 *
 * | ad                | spend    | visits | saw form | submitted | leads | cost per lead |
 * |-------------------|----------|--------|----------|-----------|-------|---------------|
 * | google, Київ      | 1 200.50 | 4      | 4        | 1         | 1     | 1 200.50      |
 * | google, Львів     |   799.50 | 2      | 1        | 0         | 0     | –             |
 * | facebook, Весна   |   500    | 3      | 2        | 2         | 2     | 250           |
 * | tiktok, no visits |   500    | 0      | 0        | 0         | 0     | –             |
 * | organic search    |     0    | 1      | 1        | 1         | 1     | 0             |
 * | total             | 3 000    | 10     | 8 → 50 % | 4         | 4     | 750           |
 *
 * No lead came of 1 299.50, which is 43 %.
 */

const HOST = 'shop.test';
const ZONE = 'Europe/Kyiv';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** A campaign's name is whatever somebody typed in. */
const HOSTILE = '<img src=x onerror="window.hacked=1">{spend}';

let server: TestServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let token: string;
let site: string;
let quiet: string;
let yesterday: string;
const started = Date.now();
/** What pages said that nobody should have to read. */
const complaints: string[] = [];

const post = async <Answer>(path: string, bearer: string, body: object): Promise<Answer> => {
  const response = await fetch(server.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path} answered ${response.status} ${text}`);
  return JSON.parse(text) as Answer;
};

interface SeededVisit {
  query?: Record<string, string>;
  referrer?: string;
  saw?: boolean;
  phone?: string;
}

let visits = 0;

/** One visit as the widget would report it, at noon of yesterday. */
const visit = async ({ query = {}, referrer = '', saw = false, phone }: SeededVisit): Promise<void> => {
  visits += 1;
  const at = Date.parse(`${yesterday}T12:00:00Z`) + visits * 60_000;
  const id = (mark: string): string => at.toString(36).padStart(8, '0') + `${mark}${visits}`.padStart(12, '0');
  const stated = {
    id: id('v'),
    visitor: id('p'),
    url: `https://${HOST}/?${new URLSearchParams(query)}`,
    referrer,
    language: 'uk',
    zone: ZONE,
  };
  const hits = [
    { kind: 'page', at: 0, path: '/' },
    ...(saw ? [{ kind: 'form', at: 2_000, form: 'callback', stage: 'seen' }] : []),
    ...(phone ? [{ kind: 'form', at: 9_000, form: 'callback', stage: 'submitted' }] : []),
  ];
  const send = async (kind: string, body: object): Promise<void> => {
    const response = await fetch(`${server.url}/w/${site}/${kind}`, {
      method: 'POST',
      headers: { origin: `https://${HOST}`, 'content-type': 'text/plain', 'user-agent': USER_AGENT },
      body: JSON.stringify({ sentAt: Date.now(), visit: stated, ...body }),
    });
    if (!response.ok) throw new Error(`${kind} answered ${response.status} ${await response.text()}`);
  };
  await send('hits', { hits });
  if (!phone) return;
  const contact = {
    id: id('c'),
    kind: 'callback',
    at: at + 9_000,
    form: 'callback',
    fields: { phone },
    page: `https://${HOST}/`,
  };
  await send('contacts', { contact });
};

const GOOGLE = (campaign: string, ad: string) => ({
  query: {
    utm_source: 'google',
    utm_medium: 'cpc',
    utm_campaign: campaign,
    utm_content: ad,
    campaignid: campaign,
    creative: ad,
  },
});
const KYIV = GOOGLE('20011', '69011');
const LVIV = GOOGLE('20012', '69012');
const SPRING = {
  query: { utm_source: 'facebook', utm_medium: 'paid_social', utm_campaign: 'Весна', utm_content: 'Карусель' },
};

const seed = async (): Promise<void> => {
  ({ token } = await post<{ token: string }>('/v1/accounts', server.operatorToken, { name: 'Вікна' }));
  ({ site } = await post<{ site: string }>('/v1/sites', token, { name: 'Вікна Плюс', hosts: [HOST], timeZone: ZONE }));
  ({ site: quiet } = await post<{ site: string }>('/v1/sites', token, { name: 'Тихий сайт', hosts: ['quiet.test'] }));
  yesterday = addDays(dayAt(started, ZONE), -1);
  await visit({ ...KYIV, saw: true, phone: '+380671110001' });
  for (let more = 0; more < 3; more += 1) await visit({ ...KYIV, saw: true });
  await visit({ ...LVIV, saw: true });
  await visit(LVIV);
  await visit({ ...SPRING, saw: true, phone: '+380671110002' });
  await visit({ ...SPRING, saw: true, phone: '+380671110003' });
  await visit(SPRING);
  await visit({ referrer: 'https://www.google.com/', saw: true, phone: '+380671110004' });
  const day = yesterday;
  const rows: SpendUpload['rows'] = [
    { day, system: 'google', campaign: 'Пошук — Київ', campaignId: '20011', adId: '69011', cost: '1200.50', clicks: 5 },
    { day, system: 'google', campaign: 'Пошук — Львів', campaignId: '20012', adId: '69012', cost: '799.50', clicks: 3 },
    { day, system: 'meta', campaign: 'Весна', ad: 'Карусель', cost: '500', clicks: 4 },
    { day, system: 'tiktok', campaign: HOSTILE, cost: '500', clicks: 1 },
  ];
  await post(`/v1/sites/${site}/spend`, token, { origin: 'seed', rows });
};

const text = async (locator: Locator): Promise<string> =>
  ((await locator.textContent()) ?? '').replace(/[\u00A0\u202F]/g, ' ');
const texts = async (locator: Locator): Promise<string[]> => {
  const all = await locator.allTextContents();
  return all.map((one) => one.replace(/[\u00A0\u202F]/g, ' '));
};

const open = async (options: BrowserContextOptions = {}): Promise<Page> => {
  context = await browser.newContext({ locale: 'uk-UA', viewport: { width: 1280, height: 900 }, ...options });
  page = await context.newPage();
  // Midnight may pass while the tests run: for the page yesterday stays the day that was filled.
  await page.clock.setFixedTime(started);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // The browser itself notes every answer that is no success.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (request.url().startsWith('http') && !request.url().startsWith(server.url))
      complaints.push(`asked ${request.url()}`);
    if (request.url().includes(token)) complaints.push(`the token is in ${request.url()}`);
  });
  return page;
};

const signIn = async (search = '?range=yesterday', of = site, by = token): Promise<void> => {
  await page.goto(`${server.url}/app/${of}/ads${search}`);
  await page.getByLabel('Токен API').fill(by);
  await page.getByRole('button', { name: 'Увійти' }).click();
  await page.getByRole('heading', { level: 1 }).and(page.locator('.verdict h1')).waitFor();
};

const cells = (name: string): Promise<string[]> =>
  texts(page.getByRole('row').filter({ hasText: name }).locator('.number, .none > [aria-hidden]'));
const names = (): Promise<string[]> => texts(page.locator('.row:not(.totals) .name-title'));
const head = (name: string): Locator => page.getByRole('columnheader', { name: new RegExp(`^${name}`) });
const query = (): string => new URL(page.url()).search;
/** Columns' heads as they read. */
const heads = (): Promise<string[]> => texts(page.locator('.table .head button > span:first-child'));
const dialog = (name: string): Locator => page.getByRole('dialog', { name });

/** Chooses models to count by. */
const count = async (wanted: readonly string[], unwanted: readonly string[] = []): Promise<void> => {
  await page.getByRole('button', { name: 'Як рахувати' }).click();
  for (const model of wanted) await dialog('Як рахувати').getByLabel(model).check();
  for (const model of unwanted) await dialog('Як рахувати').getByLabel(model).uncheck();
  await dialog('Як рахувати').getByRole('button', { name: 'Показати' }).click();
  await dialog('Як рахувати').waitFor({ state: 'detached' });
};

const violations = async (): Promise<string[]> => {
  await page.evaluate(AXE);
  return page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(RULES)} }).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes.map((node) => node.html).join(' ')))`,
  );
};

beforeAll(async () => {
  server = await startServer();
  await seed();
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});
beforeEach(() => {
  complaints.length = 0;
});
afterEach(async () => {
  await context?.close();
  expect(complaints).toEqual([]);
});

describe('signing in', () => {
  test('a token that is none is told in one plain sentence, and what was typed stays', async () => {
    await open();
    await page.goto(`${server.url}/app/`);
    const field = page.getByLabel('Токен API');
    await field.fill('hello');
    await field.press('Enter');
    expect(await text(page.getByRole('alert'))).toContain('починається з wh_');
    await field.fill(`${token.slice(0, -4)}aaaa`);
    await field.press('Enter');
    await page.getByText('Такого токена немає').waitFor();
    expect(await field.inputValue()).toBe(`${token.slice(0, -4)}aaaa`);
    expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
  });

  test('a good token is in no address and nowhere that a script reads, and signing out ends it', async () => {
    await open();
    await signIn();
    expect(page.url()).not.toContain('wh_');
    await page.reload();
    await page.locator('.verdict h1').waitFor();
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }) + document.cookie)).not.toContain('wh_');
    await page.getByRole('button', { name: 'Вийти' }).click();
    await page.getByLabel('Токен API').waitFor();
    await page.reload();
    await page.getByLabel('Токен API').waitFor();
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  });

  test('a token revoked meanwhile leads back to signing in', async () => {
    await open();
    const made = await post<{ hash: string; token: string }>('/v1/tokens', token, {
      name: 'short',
      scopes: ['report'],
    });
    await page.goto(`${server.url}/app/${site}/ads?range=yesterday`);
    await page.getByLabel('Токен API').fill(made.token);
    await page.getByRole('button', { name: 'Увійти' }).click();
    await page.locator('.verdict h1').waitFor();
    await fetch(`${server.url}/v1/tokens/${made.hash}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${token}` },
    });
    await page.getByRole('radio', { name: 'Кампанії' }).click();
    await page.getByText('Сеанс завершено. Увійдіть знову.').waitFor();
  });
});

describe('the report', () => {
  beforeEach(async () => {
    await open();
    await signIn();
  });

  test('says first how much of the spend brought no lead', async () => {
    expect(await text(page.locator('.verdict h1'))).toBe(
      'З 3 000 ₴, витрачених на рекламу, 1 300 ₴ (43%) не принесли жодної заявки.',
    );
    expect(await text(page.locator('.split-wasted'))).toBe('Без заявок: 1 300 ₴, 2 оголошення');
  });

  test('gives each ad its figures, and totals that agree with them', async () => {
    expect(await cells('Разом')).toEqual(['3 000', '10', '50,0%', '40,0%', '4', '750']);
    expect(await cells('Пошук — Київ')).toEqual(['1 201', '4', '25,0%', '25,0%', '1', '1 201']);
    expect(await cells('Пошук — Львів')).toEqual(['800', '2', '0,0%', '0,0%', '0', '–']);
    expect(await cells('Карусель')).toEqual(['500', '3', '100,0%', '66,7%', '2', '250']);
    expect(await cells('без візитів')).toEqual(['500', '0', '–', '–', '0', '–']);
    expect(await cells('Organic Search')).toEqual(['0', '1', '100,0%', '100,0%', '1', '0']);
    const exact = page.getByRole('row').filter({ hasText: 'Пошук — Київ' }).locator('.spend');
    expect((await exact.getAttribute('title'))?.replace(/\u00A0/g, ' ')).toBe('1 200,50 ₴');
  });

  test('shows what somebody typed into an ad system as text', async () => {
    expect(await names()).toContain(HOSTILE);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  });

  test('explains marks and channels', async () => {
    await page.getByText('витрати, для яких не знайдено жодного візиту').waitFor();
    const why = page
      .getByRole('row')
      .filter({ hasText: 'Пошук — Київ' })
      .getByRole('button', { name: 'Чому такий канал: Paid Search' });
    await why.press('Enter');
    await page.getByText('GA4 4 Paid Search: source is a search engine, medium is paid').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.hint-box').waitFor({ state: 'detached' });
    await why.hover();
    await page.locator('.hint-box').hover();
    expect(await page.locator('.hint-box').isVisible()).toBe(true);
  });

  test('is sorted by any column, one press for the largest, another for the smallest', async () => {
    expect(await head('Витрати').getAttribute('aria-sort')).toBe('descending');
    await head('Заявки').getByRole('button').click();
    expect((await names())[0]).toBe('Карусель');
    expect(await head('Заявки').getAttribute('aria-sort')).toBe('descending');
    expect(await head('Витрати').getAttribute('aria-sort')).toBe('none');
    expect(query()).toContain('sort=-leads');
    await head('Ціна заявки').getByRole('button').press('Enter');
    await head('Ціна заявки').getByRole('button').press('Enter');
    expect((await names()).slice(0, 3)).toEqual(['google', 'Карусель', 'Пошук — Київ']);
    await head('Оголошення').getByRole('button').click();
    const sorted = await names();
    expect(sorted).toEqual([...sorted].sort(new Intl.Collator('uk', { numeric: true }).compare));
    expect(await page.locator('.row').first().locator('.name').textContent()).toBe('Разом');
  });

  test('is grouped by campaign, source and channel, the sentence and totals staying', async () => {
    const sentence = await text(page.locator('.verdict h1'));
    await page.getByRole('radio', { name: 'Канали' }).check();
    await page.getByRole('rowheader', { name: 'Paid Search' }).waitFor();
    expect(await cells('Paid Search')).toEqual(['2 000', '6', '20,0%', '16,7%', '1', '2 000']);
    expect(await cells('Разом')).toEqual(['3 000', '10', '50,0%', '40,0%', '4', '750']);
    expect(await text(page.locator('.verdict h1'))).toBe(sentence);
    await page.keyboard.press('ArrowRight');
    await page.getByRole('rowheader', { name: 'facebook' }).waitFor();
    expect(query()).toContain('by=source');
  });

  test('has its days, model and grouping in the address, which Back and a colleague follow', async () => {
    await page.getByRole('combobox', { name: 'Період' }).selectOption('custom');
    const days = { from: addDays(yesterday, -9), to: addDays(yesterday, -5) };
    await page.getByLabel('З', { exact: true }).fill(days.from);
    await page.getByLabel('По', { exact: true }).fill(days.to);
    await page.getByText('За цей період немає ні візитів, ні витрат. Виберіть інші дати.').waitFor();
    expect(query()).toContain(`from=${days.from}&to=${days.to}`);
    await page.goBack();
    await page.goBack();
    await page.locator('.row').first().waitFor();
    await count(['Перший клік'], ['Останній непрямий клік']);
    await page.getByRole('radio', { name: 'Кампанії' }).check();
    await page.getByRole('rowheader', { name: 'Весна' }).waitFor();
    const link = query();
    expect(link).toContain('model=firstClick');
    await context.close();

    await open();
    await signIn(link);
    await page.getByRole('rowheader', { name: 'Весна' }).waitFor();
    expect(await text(page.locator('.counted'))).toBe('Перший клік');
  });

  test('an end that would turn the days round takes the other with it', async () => {
    await page.getByRole('combobox', { name: 'Період' }).selectOption('custom');
    const early = addDays(yesterday, -20);
    await page.getByLabel('По', { exact: true }).fill(early);
    await page.waitForFunction((day) => location.search.includes(`from=${day}&to=${day}`), early);
  });

  test('is compared with the days before, or not', async () => {
    const leads = page.locator('.totals .leads .change');
    expect(await text(leads)).toBe('+4');
    await page.getByLabel('Порівняти').selectOption('off');
    await leads.waitFor({ state: 'detached' });
    expect(query()).toContain('compare=off');
    await page.getByLabel('Порівняти').selectOption('year');
    await leads.waitFor();
  });

  test('opens from channel to source, campaign, ad and keyword; the way back is a line of links', async () => {
    await page.getByRole('radio', { name: 'Канали' }).check();
    await page.getByRole('link', { name: 'Paid Search' }).click();
    await page.getByRole('link', { name: 'google' }).press('Enter');
    await page.getByRole('columnheader', { name: 'Кампанія' }).waitFor();
    await page.waitForFunction(() => document.activeElement?.classList.contains('tableBox'));
    expect(await names()).toEqual(['Пошук — Київ', 'Пошук — Львів']);
    // The totals are of what is seen, the sentence of all.
    expect(await cells('Разом')).toEqual(['2 000', '6', '20,0%', '16,7%', '1', '2 000']);
    expect(await text(page.locator('.verdict h1'))).toContain('З 3 000 ₴');
    await page.getByRole('link', { name: 'Пошук — Львів' }).click();
    await page.getByRole('columnheader', { name: 'Оголошення' }).waitFor();
    await page.locator('.row:not(.totals) a.name-title').click();
    await page.getByRole('columnheader', { name: 'Ключове слово' }).waitFor();
    const way = page.getByRole('navigation', { name: 'Шлях' });
    const crumbs = ['Уся реклама', 'Paid Search', 'google', 'Пошук — Львів', '69012'];
    await way.getByText('Пошук — Львів').last().waitFor();
    expect((await texts(way.getByRole('listitem'))).slice(0, 4)).toEqual(crumbs.slice(0, 4));
    await way.getByRole('link', { name: 'Paid Search' }).click();
    await page.getByRole('columnheader', { name: 'Джерело' }).waitFor();
    expect(query()).toContain('where=channel:Paid+Search');
    await way.getByRole('link', { name: 'Уся реклама' }).click();
    await page.getByRole('columnheader', { name: 'Канал' }).waitFor();
    expect(query()).not.toContain('where');
  });

  test('is narrowed by a piece of a name and by conditions, the totals with it', async () => {
    await page.getByLabel('Знайти').fill('ВЕСНА');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelectorAll('.row').length === 2);
    expect(await cells('Разом')).toEqual(['500', '3', '100,0%', '66,7%', '2', '250']);
    await page.getByLabel('Знайти').fill('');
    await page.waitForFunction(() => document.querySelectorAll('.row').length > 2);
    await page.getByRole('button', { name: 'Умови' }).click();
    await dialog('Умови').getByLabel('Як').selectOption('!:');
    await dialog('Умови').getByLabel('Значення').fill('google');
    await page.keyboard.press('Enter');
    await page.getByText('Джерело не дорівнює «google»').waitFor();
    await page.waitForFunction(() => document.querySelectorAll('.row').length === 3);
    expect(await cells('Разом')).toEqual(['1 000', '3', '100,0%', '66,7%', '2', '500']);
    await page.getByRole('button', { name: 'Прибрати умову: Джерело не дорівнює «google»' }).press('Enter');
    await page.waitForFunction(() => document.querySelectorAll('.row').length > 3);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Умови');
  });

  test('shows the figures that are chosen, a set or one by one, and a file has just these', async () => {
    await page.getByRole('combobox', { name: 'Показники' }).selectOption('traffic');
    await head('Покази').waitFor();
    expect(query()).toContain('set=traffic');
    await page.getByRole('button', { name: 'Вибрати показники' }).click();
    const choice = dialog('Вибрати показники');
    await choice.getByRole('button', { name: 'Гроші' }).click();
    await choice.getByLabel('Знайти показник').fill('середній чек');
    await choice.getByRole('checkbox', { name: 'Середній чек' }).check();
    await choice.getByLabel('Знайти показник').fill('');
    for (const name of ['Витрати', 'Валовий прибуток', 'ROMI'])
      await choice
        .getByRole('checkbox', { name: new RegExp(`^${name}`) })
        .first()
        .uncheck();
    expect(await violations()).toEqual([]);
    await choice.getByRole('button', { name: 'Показати' }).click();
    await head('Середній чек').waitFor();
    expect(await heads()).toEqual([
      'Оголошення',
      'Канал',
      'Заявки',
      'Продажі',
      'Нові клієнти',
      'Ціна клієнта (CAC), ₴',
      'Виторг, ₴',
      'Середній чек, ₴',
    ]);
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Завантажити таблицю як CSV' }).click();
    const csv = readFileSync(await (await waiting).path(), 'utf8');
    const [columns = ''] = csv.split('\r\n');
    expect(columns).toContain(',leads,sales,newCustomers,cac,revenue,averageSale,leads before,leads change,');
    expect(columns).not.toContain('spend');
  });

  test('models stand side by side where they differ, and shares with their intervals', async () => {
    await page.getByRole('button', { name: 'Як рахувати' }).click();
    await dialog('Як рахувати').getByLabel('Показувати, наскільки точні частки').check();
    await page.keyboard.press('Escape');
    await dialog('Як рахувати').waitFor({ state: 'detached' });
    expect(query()).not.toContain('intervals');
    await count(['Порівну', 'Показувати, наскільки точні частки']);
    await page.locator('.head-model').first().waitFor();
    expect(await heads()).toEqual(
      expect.arrayContaining(['Витрати, ₴', 'ЗаявкиОстанній непрямий клік', 'ЗаявкиПорівну']),
    );
    await page.locator('.totals .interval').nth(1).waitFor();
    expect(await texts(page.locator('.totals .interval > [aria-hidden]'))).toHaveLength(2);
    await head('Заявки.*Порівну').getByRole('button').click();
    expect(query()).toContain('sort=-leads@linear');
    expect(await head('Заявки.*Порівну').getAttribute('aria-sort')).toBe('descending');
    expect((await names())[0]).toBe('Карусель');
  });

  test('is saved as CSV, all rows of it, and its address opens nothing by itself', async () => {
    const waiting = page.waitForEvent('download');
    const asked = page.waitForRequest(/report\.csv/);
    await page.getByRole('button', { name: 'Завантажити таблицю як CSV' }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe(`whichhalf-ad-${yesterday}-${yesterday}.csv`);
    expect((await fetch((await asked).url())).status).toBe(401);
    const csv = readFileSync(await download.path(), 'utf8');
    expect(csv.trim().split('\r\n')).toHaveLength(7);
    expect(csv).toContain('1200.5');
  });
});

describe('a target', () => {
  test('gives every ad a verdict with its reasons; it can be taken back, and is no matter of who may only look', async () => {
    await open();
    await signIn();
    await page.getByRole('button', { name: 'Задати ціль' }).click();
    const target = (): Locator => dialog('Ціль для реклами');
    await target().getByLabel('Не більше за').fill('нуль');
    await page.keyboard.press('Enter');
    await target().getByText('Потрібне число, більше за нуль.').waitFor();
    expect(await violations()).toEqual([]);
    await target().getByLabel('Не більше за').fill('600');
    await page.keyboard.press('Enter');
    await page.getByText('Ціль: ціна заявки — не більше за 600 ₴').waitFor();
    await head('Оцінка').waitFor();
    const why = page
      .getByRole('row')
      .filter({ hasText: 'Карусель' })
      .getByRole('button', { name: /^Чому «/ });
    await why.press('Enter');
    await page.getByText('Ціль — не більше за 600 ₴.').waitFor();
    expect(await violations()).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await text(page.locator('.verdict h1'))).toContain('3 000 ₴');

    const looker = await post<{ token: string }>('/v1/tokens', token, { name: 'looks', scopes: ['report'] });
    await context.close();
    await open();
    await signIn('?range=yesterday', site, looker.token);
    await page.getByText('Ціль: ціна заявки').waitFor();
    expect(await page.getByRole('button', { name: 'Змінити' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Завантажити витрати' }).count()).toBe(0);
    await context.close();

    await open();
    await signIn();
    await page.getByRole('button', { name: 'Змінити' }).click();
    await target().getByRole('button', { name: 'Прибрати ціль' }).click();
    await page.getByRole('button', { name: 'Задати ціль' }).waitFor();
    await page.getByRole('button', { name: 'Скасувати' }).click();
    await page.getByText('Ціль: ціна заявки — не більше за 600 ₴').waitFor();
    await page.getByRole('button', { name: 'Змінити' }).click();
    await target().getByRole('button', { name: 'Прибрати ціль' }).click();
    await page.getByRole('button', { name: 'Задати ціль' }).waitFor();
  });
});

describe('tags', () => {
  test('what found no visits is told with what to change, and parameters are there to copy', async () => {
    await open({ permissions: ['clipboard-read', 'clipboard-write'] });
    await signIn();
    await page.getByRole('link', { name: 'Що виправити' }).click();
    await page.getByRole('heading', { level: 1, name: /^З 3.000.₴ витрат візити знайшлися для 2.500.₴/ }).waitFor();
    expect(await text(page.locator('.findings > li').first())).toContain(`${HOSTILE}500 ₴`);
    await page.getByLabel('Рекламна система').selectOption({ label: 'Meta Ads' });
    await page.getByLabel('Адреса сторінки').fill(`https://${HOST}/offer?utm_source=old#form`);
    await page.getByText('Замінено параметри, що вже були: utm_source.').waitFor();
    await page.getByRole('button', { name: 'Скопіювати' }).last().click();
    await page.getByRole('button', { name: 'Скопійовано' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      `https://${HOST}/offer?utm_source=facebook&utm_medium=cpc&utm_campaign={{campaign.id}}&utm_content={{ad.id}}#form`,
    );
    expect(await violations()).toEqual([]);
    await page.setViewportSize({ width: 360, height: 780 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.getByRole('link', { name: 'Таблиця' }).click();
    await page.locator('.row').first().waitFor();
    expect(query()).toContain('range=yesterday');
  });
});

describe('a report that cannot be shown', () => {
  test("another account's site is as if there were none", async () => {
    await open();
    const other = await post<{ token: string }>('/v1/accounts', server.operatorToken, { name: 'Other' });
    const theirs = await post<{ site: string }>('/v1/sites', other.token, { name: 'Theirs', hosts: ['theirs.test'] });
    await page.goto(`${server.url}/app/${theirs.site}/ads`);
    await page.getByLabel('Токен API').fill(token);
    await page.keyboard.press('Enter');
    await page.getByText('Такого сайту немає в цьому обліковому записі.').waitFor();
  });

  test('a server that fails is told, and asked again when wished', async () => {
    await open();
    await page.route('**/report?**', (route) => route.fulfill({ status: 500, body: '' }), { times: 1 });
    await page.goto(`${server.url}/app/${site}/ads?range=yesterday`);
    await page.getByLabel('Токен API').fill(token);
    await page.keyboard.press('Enter');
    await page.getByText('На сервері сталася помилка. Спробуйте ще раз.').waitFor();
    await page.getByRole('button', { name: 'Спробувати ще раз' }).click();
    await page.locator('.verdict h1').waitFor();
  });

  test('a new site says what to paste', async () => {
    await open();
    await signIn('', quiet);
    await page.getByText('Ще нічого показати').waitFor();
    expect(await text(page.locator('.snippet code'))).toBe(`<script async src="${server.url}/w/${quiet}.js"></script>`);
    await page.getByLabel('Сайт').selectOption(site);
    await page.locator('.row').first().waitFor();
  });
});

describe('uploading spend', () => {
  const report = (...rows: string[]): { name: string; mimeType: string; buffer: Buffer } => ({
    name: 'Звіт.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      ['Ad report', 'All time', 'Day,Campaign,Campaign ID,Ad ID,Currency code,Clicks,Impr.,CTR,Cost', ...rows].join(
        '\r\n',
      ),
    ),
  });
  const upload = (): Locator => dialog('Завантажити витрати');
  const choose = (file: ReturnType<typeof report>): Promise<void> =>
    upload().locator('input[type=file]').setInputFiles(file);

  beforeEach(async () => {
    await open();
    await signIn();
    await page.getByRole('button', { name: 'Завантажити витрати' }).click();
    await upload().waitFor();
  });

  test('a file with mistakes names their rows and changes nothing', async () => {
    await choose(report(`${yesterday},Пошук,20011,69011,UAH,1,10,10%,дві тисячі`));
    await upload().getByText('Файл не прийнято, нічого не змінено').waitFor();
    expect(await text(upload().locator('li'))).toContain('Рядок 4: Cost');
    await page.keyboard.press('Escape');
    await upload().waitFor({ state: 'detached' });
    expect(await cells('Разом')).toEqual(['3 000', '10', '50,0%', '40,0%', '4', '750']);
  });

  test('a file is first shown as it was read, and counts once it is confirmed', async () => {
    await choose(
      report(
        `${yesterday},Пошук — Київ,20013,69013,UAH,7,70,10%,1000.00`,
        `${yesterday},Пошук — Одеса,20014,69014,UAH,2,20,10%,200.25`,
      ),
    );
    await upload().getByText('Нових: 2').waitFor();
    expect(await texts(upload().locator('.upload-sums dd'))).toEqual(expect.arrayContaining(['1 200,25 ₴', '2', '9']));
    expect(await texts(upload().locator('.upload-columns dl > div'))).toContain('Costвитрати');
    expect(await cells('Разом')).toEqual(['3 000', '10', '50,0%', '40,0%', '4', '750']);
    expect(await violations()).toEqual([]);

    await upload().getByRole('button', { name: 'Зберегти витрати' }).click();
    await upload().getByText('Збережено: 2 рядки').waitFor();
    await upload().getByRole('button', { name: 'Закрити' }).last().click();
    await page.getByText('4 200 ₴').first().waitFor();
    expect(await cells('Пошук — Одеса')).toEqual(['200', '0', '–', '–', '0', '–']);
  });

  test('the same file again changes nothing; a row it no longer has goes only when asked', async () => {
    await choose(report(`${yesterday},Пошук — Київ,20013,69013,UAH,7,70,10%,1000.00`));
    await upload().getByText('Без змін: 1').waitFor();
    const save = upload().getByRole('button', { name: 'Зберегти витрати' });
    expect(await save.isDisabled()).toBe(true);
    await upload().getByText('Збережено раніше, але в цьому файлі немає: 1 рядок').waitFor();
    await upload().getByLabel('Вилучити їх').check();
    await save.click();
    await upload().getByText('Збережено: 1 рядок').waitFor();
    await upload().getByRole('button', { name: 'Закрити' }).last().click();
    await page.getByText('4 000 ₴').first().waitFor();
    expect(await names()).not.toContain('Пошук — Одеса');
  });

  test('a file in another currency asks for the rate', async () => {
    await choose(report(`${yesterday},Search,20015,69015,USD,7,70,10%,10.00`));
    await upload().getByLabel('Курс').fill('41,25');
    await upload().getByRole('button', { name: 'Перерахувати' }).click();
    await upload().getByText('412,50 ₴', { exact: true }).waitFor();
  });

  test('a file dropped on the page is read', async () => {
    await page.keyboard.press('Escape');
    await upload().waitFor({ state: 'detached' });
    const { name, buffer } = report('2026-01-01,Search,20015,69015,UAH,7,70,10%,10.00');
    await page.evaluate(
      ([fileName, content]) => {
        const data = new DataTransfer();
        data.items.add(new File([content as string], fileName as string));
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
      },
      [name, buffer.toString()],
    );
    await upload().getByText('Нових: 1').waitFor();
  });
});

describe('for everyone', () => {
  test.each(['light', 'dark'] as const)('nothing for axe to find in the %s', async (colorScheme) => {
    await open({ colorScheme });
    await page.goto(`${server.url}/app/${site}/ads?range=yesterday`);
    await page.getByLabel('Токен API').waitFor();
    expect(await violations()).toEqual([]);
    await signIn();
    await page.getByText('Як це пораховано').click();
    expect(await violations()).toEqual([]);
    await page.locator('.hint-button:visible').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('.hint-box').waitFor();
    expect(await violations()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 360, height: 780 });
    expect(await violations()).toEqual([]);
    await page.goto(`${server.url}/app/${quiet}/ads`);
    await page.getByText('Ще нічого показати').waitFor();
    expect(await violations()).toEqual([]);
  });

  test.each([1280, 768, 360])('nothing is wider than a screen of %i', async (width) => {
    await open({ viewport: { width, height: 800 } });
    await signIn();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });

  test('on a phone rows are cards, sorted by a list, and still a table for a screen reader', async () => {
    await open({ viewport: { width: 360, height: 780 } });
    await signIn();
    await page.getByLabel('Порядок').selectOption('leads');
    expect((await names())[0]).toBe('Карусель');
    await page.getByRole('button', { name: 'за спаданням' }).click();
    expect((await names()).at(-1)).toBe('Карусель');
    expect(await page.getByRole('table').getByRole('row').count()).toBeGreaterThan(5);
  });

  test("the reader's language, or the one chosen, which is remembered", async () => {
    await open({ locale: 'en-GB' });
    await page.goto(`${server.url}/app/`);
    await page.getByLabel('Language').selectOption('ru');
    await page.getByRole('button', { name: 'Войти' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('ru');
    await page.reload();
    await page.getByRole('button', { name: 'Войти' }).waitFor();
  });

  test('all of it by keyboard: skip to the page, sort, change the days', async () => {
    await open();
    await signIn();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SELECT');
  });
});
