import type { Frame, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Hit } from '../../../shared/hits.ts';
import type { FormSettings, SiteSettings } from '../../../shared/settings.ts';
import { USER_AGENT } from '../chromium.ts';
import { openScene, plain, type Scene, settled, violations } from './scene.ts';

/**
 * Forms on the dashboard, in a real browser on the real server. Of the form `lead`, all within the last hours:
 *
 * | variant | visitors | began | sent | of those who did not, last at |
 * |---------|----------|-------|------|-------------------------------|
 * | A       | 12       | 8     | 6    | phone: 2                      |
 * | B       | 12       | 3     | 0    | phone: 3                      |
 */

const HOSTILE = '<img src=x onerror="window.hacked=1">';
const FORMS: FormSettings[] = [
  { id: 'callback', kind: 'callback' },
  {
    id: 'lead',
    kind: 'lead',
    words: { uk: { title: HOSTILE } },
    fields: [
      { type: 'text', name: 'name', label: { uk: 'Ім’я' } },
      { type: 'phone', name: 'phone', label: { uk: 'Ваш телефон' }, required: true },
    ],
    variants: [
      { id: 'A', weight: 50 },
      { id: 'B', weight: 50, color: '#b3261e' },
    ],
  },
];

let scene: Scene;
let token: string;
let site: string;
let page: Page;

const idOf = (at: number, mark: string, number: number): string =>
  at.toString(36).padStart(8, '0') + `${mark}${number}`.padStart(12, '0');

/** One visitor's visit: how far they came with the form. */
const visit = async (number: number, variant: string, reached: 'seen' | 'started' | 'submitted'): Promise<void> => {
  const at = Date.now() - 3 * 3_600_000 + number * 1_000;
  const form = { kind: 'form', form: 'lead', variant } as const;
  const field = { kind: 'field', form: 'lead', variant } as const;
  const began = reached !== 'seen';
  const hits: Hit[] = [
    { kind: 'page', at: 0, path: '/' },
    { ...form, at: 1_000, stage: 'seen' },
    { ...field, at: 9_000, field: 'name', ...(began && { ms: 2_000 }) },
    { ...field, at: 9_500, field: 'phone', ...(began && { ms: 4_000 }) },
    ...(began ? [{ ...form, at: 2_000, stage: 'started' as const }] : []),
    ...(reached === 'submitted' ? [{ ...form, at: 9_900, stage: 'submitted' as const }] : []),
  ];
  const stated = { id: idOf(at, 'v', number), visitor: idOf(at, 'p', number), url: 'https://shop.test/', referrer: '' };
  const response = await fetch(`${scene.server.url}/w/${site}/hits`, {
    method: 'POST',
    headers: { origin: 'https://shop.test', 'content-type': 'text/plain', 'user-agent': USER_AGENT },
    body: JSON.stringify({ sentAt: Date.now(), visit: { ...stated, language: 'uk', zone: '' }, hits }),
  });
  expect(response.status).toBe(202);
};

const settings = async (): Promise<SiteSettings> =>
  (await scene.ask<{ settings: SiteSettings }>(token, 'GET', `/v1/sites/${site}`)).settings;
const formNow = async (id: string): Promise<FormSettings | undefined> =>
  (await settings()).forms.find((form) => form.id === id);

const open = async (rest = '', options: Parameters<Scene['open']>[0] = {}): Promise<void> => {
  page = await scene.open({ signedInWith: token, ...options });
  await page.goto(`${scene.server.url}/app/${site}/forms${rest}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
};

/** The preview's own page, once it shows a form. */
const frame = async (): Promise<Frame> => {
  const element = await page.locator('iframe').elementHandle();
  const found = await element?.contentFrame();
  if (!found) throw new Error('there is no preview');
  await found.locator('form h2').waitFor();
  return found;
};

beforeAll(async () => {
  scene = await openScene();
  ({ token, site } = await scene.newSite({ forms: FORMS, policyUrl: 'https://shop.test/privacy' }));
  for (let number = 0; number < 12; number += 1) {
    await visit(number, 'A', number < 6 ? 'submitted' : number < 8 ? 'started' : 'seen');
    await visit(12 + number, 'B', number < 3 ? 'started' : 'seen');
  }
});
afterAll(() => scene?.close());
afterEach(() => scene.leave());

describe('the list', () => {
  test('tells of each form who saw, began and sent it, whatever it is called', async () => {
    await open();
    const row = page.getByRole('row').filter({ hasText: HOSTILE });
    await row.waitFor();
    expect((await row.getByRole('cell').allTextContents()).map(plain)).toEqual(['24', '11', '6', '25,0%', '0']);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    await page.getByRole('combobox', { name: 'Період' }).selectOption('yesterday');
    await page.getByText('За цей період форм ніхто не бачив').waitFor();
    expect(page.url()).toContain('range=yesterday');
  });

  test('sets what all forms go by, and takes it back', async () => {
    await open();
    await page.getByRole('button', { name: 'Задати години' }).click();
    const dialog = page.getByRole('dialog', { name: 'Години роботи' });
    await dialog.getByLabel('Закриття, П’ятниця').fill('08:00');
    await dialog.getByRole('button', { name: 'Зберегти' }).click();
    await dialog.getByText('П’ятниця: закриття має бути пізніше за відкриття.').waitFor();
    await dialog.getByLabel('Закриття, П’ятниця').fill('16:00');
    await dialog.getByRole('button', { name: 'Зберегти' }).click();
    await page.getByText('Пн–Чт').waitFor();
    // The focus is back where it came from.
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Змінити');
    expect((await settings()).hours?.weekly.fri).toEqual([{ from: '09:00', to: '16:00' }]);
    await page.getByRole('button', { name: 'Скасувати' }).click();
    await page.getByText('Не задано: вважається, що хтось є завжди.').waitFor();
    expect(await settings()).not.toHaveProperty('hours');
  });

  test('adds a form of the site’s own', async () => {
    await open();
    await page.getByRole('button', { name: 'Додати форму сайту' }).click();
    const dialog = page.getByRole('dialog', { name: 'Форма вашого сайту' });
    await dialog.getByLabel('Назва у звітах').fill('order');
    await dialog.getByLabel('CSS-селектор').fill('#checkout form');
    await dialog.getByLabel('Що робити з надісланим').selectOption('lead');
    await dialog.getByLabel('Які поля читати').selectOption('own');
    await dialog.getByLabel('Поле заявки = поле форми').fill('phone');
    await dialog.getByRole('button', { name: 'Зберегти' }).click();
    await dialog.getByText('Рядок «phone»').waitFor();
    await dialog.getByLabel('Поле заявки = поле форми').fill('phone = tel');
    await dialog.getByRole('button', { name: 'Зберегти' }).click();
    await page.getByText('читає: phone').waitFor();
    expect((await settings()).watch).toEqual([
      { form: 'order', selector: '#checkout form', contact: { kind: 'lead', fields: { phone: 'tel' } } },
    ]);
  });
});

describe('the builder', () => {
  test('shows each letter in the real form, leaves the focus where it is, saves and takes back', async () => {
    await open('/callback');
    const shown = await frame();
    const title = page.getByLabel('Заголовок', { exact: true });
    await title.click();
    await page.keyboard.type('Передзвонимо за пів години');
    await shown.getByRole('heading', { name: 'Передзвонимо за пів години' }).waitFor();
    expect(await title.evaluate((input) => input === document.activeElement)).toBe(true);
    expect(await formNow('callback')).toEqual({ id: 'callback', kind: 'callback' });

    await page.getByLabel('Колір кнопок').fill('#0b7a4b');
    await page.getByRole('button', { name: 'Зберегти' }).click();
    await page.getByText('Усе збережено').waitFor();
    expect(await formNow('callback')).toEqual({
      id: 'callback',
      kind: 'callback',
      color: '#0b7a4b',
      words: { uk: { title: 'Передзвонимо за пів години' } },
    });
    await page.getByRole('button', { name: 'Скасувати' }).click();
    await shown.getByRole('heading', { name: 'Замовити дзвінок' }).waitFor();
    expect(await formNow('callback')).toEqual({ id: 'callback', kind: 'callback' });
  });

  test('is the form that visitors get, in both themes, and sends nothing', async () => {
    const asked: string[] = [];
    await open('/callback');
    const shown = await frame();
    page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
    const surface = (): Promise<string> =>
      shown.locator('dialog').evaluate((dialog) => getComputedStyle(dialog).backgroundColor);
    expect(await surface()).toBe('rgb(255, 255, 255)');
    await page.getByRole('radio', { name: 'Темна' }).check();
    await expect.poll(surface).toBe('rgb(29, 31, 38)');
    await page.getByRole('radio', { name: 'Телефон' }).check();
    await expect.poll(() => shown.evaluate(() => innerWidth)).toBe(375);

    await shown.getByLabel('Телефон').fill('+380671112233');
    await shown.getByLabel(/Погоджуюся/).check();
    await shown.getByRole('button', { name: 'Чекаю на дзвінок' }).press('Enter');
    await shown.getByText('Ми отримали ваш номер').waitFor();
    await settled(page);
    expect(asked.filter((one) => !one.startsWith('GET /f/'))).toEqual([]);
    const { leads } = await scene.ask<{ leads: unknown[] }>(token, 'GET', `/v1/sites/${site}/leads`);
    expect(leads).toEqual([]);
  });

  test('makes a quiz, says what it lacks, and turns to the question that is worked on', async () => {
    await open();
    await page.getByRole('button', { name: 'Нова форма' }).click();
    const dialog = page.getByRole('dialog', { name: 'Нова форма' });
    await dialog.getByRole('radio', { name: /Опитування/ }).check();
    await dialog.getByLabel('Назва у звітах і коді').fill('callback');
    await dialog.getByRole('button', { name: 'Створити' }).click();
    await dialog.getByText('Форма з такою назвою вже є.').waitFor();
    await dialog.getByLabel('Назва у звітах і коді').fill('windows');
    await dialog.getByRole('button', { name: 'Створити' }).click();

    await page.getByText('Питання 1: напишіть текст питання.').waitFor();
    expect(await page.getByRole('button', { name: 'Зберегти' }).isDisabled()).toBe(true);
    const question = (number: number) => page.getByRole('listitem').filter({ hasText: `Питання ${number}` });
    await question(1).getByLabel('Текст', { exact: true }).fill('Що склимо?');
    await page.getByRole('button', { name: 'Додати питання' }).click();
    await question(2).getByLabel('Текст', { exact: true }).fill('Коли?');
    const shown = await frame();
    await shown.getByText('2 з 3', { exact: true }).waitFor();
    await question(2).getByRole('button', { name: 'Вище: Коли?' }).press('Enter');
    await shown.getByRole('radiogroup', { name: /Коли/ }).waitFor();
    // The focus follows what was moved once it is drawn in its new place.
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('li')?.querySelector('h3')?.textContent))
      .toBe('Питання 1');
    await page.getByRole('button', { name: 'Зберегти' }).click();
    await page.getByText('Усе збережено').waitFor();
    const made = await formNow('windows');
    expect(made).toMatchObject({ kind: 'quiz', live: false, steps: [{ label: { uk: 'Коли?' } }, {}] });

    await page.getByRole('button', { name: 'Видалити форму' }).click();
    await page.getByRole('heading', { level: 1, name: 'Форми' }).waitFor();
    expect(await formNow('windows')).toBeUndefined();
    await page.getByRole('button', { name: 'Скасувати' }).last().click();
    await page.getByRole('link', { name: 'windows' }).waitFor();
    expect(await formNow('windows')).toEqual(made);
  });

  test('takes JSON for what it has no control for, and keeps a draft that was left', async () => {
    await open('/lead');
    await page.getByText('Усе як JSON').click();
    const json = page.getByLabel('Налаштування форми, JSON');
    const stated = JSON.parse(await json.inputValue()) as FormSettings;
    await json.fill('{');
    await page.getByText('Це не JSON').waitFor();
    await json.fill(JSON.stringify({ ...stated, words: { ...stated.words, pl: { title: 'Zamów' } } }));
    await page.getByRole('link', { name: 'Усі форми' }).click();
    await page.getByText('Не збережено').waitFor();
    await page.getByRole('link', { name: HOSTILE }).click();
    await page.getByLabel('Мова форми').selectOption('pl');
    expect(await page.getByLabel('Заголовок', { exact: true }).first().inputValue()).toBe('Zamów');
    await (await frame()).getByRole('heading', { name: 'Zamów' }).waitFor();
    await page.getByRole('button', { name: 'Відкинути зміни' }).click();
    await page.getByText('Усе збережено').waitFor();
    expect((await formNow('lead'))?.words).toEqual({ uk: { title: HOSTILE } });
  });

  test('whoever may only read is offered nothing to change', async () => {
    const { token: reader } = await scene.ask<{ token: string }>(token, 'POST', '/v1/tokens', {
      name: 'reader',
      scopes: ['report'],
    });
    await open('/lead', { signedInWith: reader });
    await frame();
    expect(await page.getByLabel('Заголовок', { exact: true }).first().isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: 'Зберегти' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Усі форми' }).click();
    await page.getByRole('heading', { level: 1, name: 'Форми' }).waitFor();
    expect(await page.getByRole('button', { name: /Нова форма|Змінити|Додати/ }).count()).toBe(0);
  });
});

describe('the reports', () => {
  test('say where people stop, of all and of one variant', async () => {
    await open('/lead?tab=fields');
    const told = page.locator('.told');
    await told.waitFor();
    expect(plain(await told.textContent())).toBe(
      'З 11, хто почав заповнювати, 5 не надіслали. Найчастіше останнім було поле «Ваш телефон»: 5.',
    );
    const cells = async (name: string) =>
      (await page.getByRole('row').filter({ hasText: name }).getByRole('cell').allTextContents()).map(plain);
    expect(await cells('Ваш телефон')).toEqual(['11', '0', '0', '5', '4']);
    await page.getByLabel('За варіантами').selectOption('B');
    expect(await cells('Ваш телефон')).toEqual(['3', '0', '0', '3', '4']);
  });

  test('compare the variants and say that one may look again', async () => {
    await open('/lead?tab=test');
    await page.locator('.told').waitFor();
    expect(await page.locator('.told').textContent()).toContain('ще не відомо');
    await page.getByText('Дивіться скільки завгодно').waitFor();
    const first = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'A' }) });
    expect((await first.getByRole('cell').allTextContents()).slice(0, 3).map(plain)).toEqual(['12', '6', '50,0%']);
  });
});

test('axe finds nothing, and nothing is wider than the screen', async () => {
  await open();
  for (const rest of ['', '/lead', '/lead?tab=fields', '/lead?tab=test']) {
    await page.goto(`${scene.server.url}/app/${site}/forms${rest}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 800 });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await settled(page);
        expect(await violations(page), `${rest} ${width} ${colorScheme}`).toEqual([]);
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  }
});
