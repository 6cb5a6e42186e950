import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { nextPeriod, periodAt } from '../../../dashboard/plan/periods.ts';
import type { PlanAnswer, PlansAnswer } from '../../../shared/plans.ts';
import { openScene, plain, type Scene, violations } from './scene.ts';

/** Plans: what is planned, what became of it, and why. */

let scene: Scene;
let token: string;
let site: string;
const today = new Date().toISOString().slice(0, 10);
const month = periodAt('month', today);
const before = nextPeriod(month, -1);

beforeAll(async () => {
  scene = await openScene();
});
afterAll(async () => scene?.close());
afterEach(async () => scene.leave());

const make = (plan: object): Promise<PlanAnswer> =>
  scene.ask(token, 'POST', `/v1/sites/${site}/plans`, { period: month.label, ...plan });
const stored = async (period = month): Promise<PlanAnswer[]> => {
  const { plans } = await scene.ask<PlansAnswer>(
    token,
    'GET',
    `/v1/sites/${site}/plans?from=${period.from}&to=${period.to}`,
  );
  return plans.filter((plan) => plan.period === period.label);
};
const opened = async (options: Parameters<Scene['open']>[0] = {}, query = ''): Promise<Page> => {
  const page = await scene.open({ signedInWith: token, ...options });
  await page.goto(`${scene.server.url}/app/${site}/plan${query}`);
  await page.getByRole('heading', { level: 1, name: 'План і факт' }).waitFor();
  return page;
};
const rowOf = (page: Page, name: RegExp) =>
  page.locator('tbody').filter({ has: page.getByRole('rowheader', { name }) });

describe('with no plan yet', () => {
  beforeAll(async () => {
    ({ token, site } = await scene.newSite());
    await scene.ask(token, 'POST', '/v1/people', { name: 'Олена', role: 'sales' });
  });

  test('one is made by keyboard, refused where it says nothing, and taken back', async () => {
    const page = await opened();
    await page.getByRole('heading', { name: 'Планів на цей час ще немає' }).waitFor();
    await page.getByRole('button', { name: 'Новий план' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Показник').selectOption('formConversion');
    await dialog.getByLabel('План, %').fill('багато');
    await page.keyboard.press('Enter');
    await dialog.getByText('Потрібне число.').waitFor();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('12,5');
    await page.keyboard.press('Enter');
    await page.getByText('План додано: Конверсія форми').waitFor();
    await rowOf(page, /Конверсія форми/).waitFor();
    expect(await stored()).toMatchObject([{ metric: 'formConversion', target: 0.125, scope: '' }]);

    await page.getByRole('button', { name: 'Скасувати' }).click();
    await page.getByRole('heading', { name: 'Планів на цей час ще немає' }).waitFor();
    expect(await stored()).toEqual([]);
  });

  test("a manager's plan stands among the managers', and another time has its own", async () => {
    const page = await opened();
    await page.getByRole('button', { name: 'Новий план' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Показник').selectOption('won');
    await dialog.getByLabel('Чий план').selectOption('owner');
    await dialog.getByLabel('План', { exact: true }).fill('4');
    await dialog.getByRole('button', { name: 'Зберегти' }).click();
    await dialog.getByText('Скажіть, чий це план.').waitFor();
    await dialog.getByLabel('Хто саме').selectOption('Олена');
    await dialog.getByRole('button', { name: 'Зберегти' }).click();
    await page
      .getByRole('table', { name: 'Менеджери' })
      .getByRole('rowheader', { name: /Купили.*Олена/ })
      .waitFor();

    await page.getByRole('link', { name: /^Наступний період/ }).click();
    expect(new URL(page.url()).searchParams.get('period')).toBe(nextPeriod(month, 1).label);
    await page.getByRole('button', { name: 'Повторити плани попереднього періоду (1)' }).click();
    await page.getByText('Перенесено планів: 1').waitFor();
    await rowOf(page, /Купили/).waitFor();
    expect(await stored(nextPeriod(month, 1))).toMatchObject([{ metric: 'won', scope: 'owner:Олена', target: 4 }]);

    await page.getByRole('radio', { name: 'Рік' }).check();
    await page.getByRole('heading', { name: 'Планів на цей час ще немає' }).waitFor();
    await page.goBack();
    await rowOf(page, /Купили/).waitFor();
  });
});

describe('with plans', () => {
  beforeAll(async () => {
    ({ token, site } = await scene.newSite());
    const made = await make({ metric: 'leads', target: 120, owner: 'Ірина', period: before.label });
    await make({ metric: 'spend', target: 1_250_000, period: before.label });
    await scene.ask(token, 'POST', `/v1/sites/${site}/plans/${made.plan}/notes`, {
      text: '<img src=x onerror="document.title=1">',
      reason: 'сезон',
    });
    await make({ metric: 'leads', target: 90, scope: 'channel:<b>Paid' });
  });
  const there = `?period=${before.label}`;

  test('a plan is changed, a note written and deleted, and each taken back', async () => {
    const page = await opened({}, there);
    const row = rowOf(page, /Заявки/);
    await row.getByText('не виконано').waitFor();
    await row.getByText('<img src=x onerror="document.title=1">').waitFor();
    await row.getByRole('button', { name: 'Змінити: Заявки' }).click();
    await page.getByRole('dialog').getByLabel('План', { exact: true }).fill('150');
    await page.keyboard.press('Enter');
    await row.getByRole('cell', { name: '150', exact: true }).waitFor();
    // The focus is where the dialog was opened.
    expect(await page.locator(':focus').getAttribute('aria-label')).toBe('Змінити: Заявки');
    await page.getByRole('button', { name: 'Скасувати' }).click();
    await row.getByRole('cell', { name: '120', exact: true }).waitFor();

    await row.getByRole('button', { name: 'Нотатка: Заявки' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Зберегти' }).click();
    await dialog.getByText('Напишіть, що сталося.').waitFor();
    await dialog.getByLabel('Що сталося').fill('Сайт не працював два дні');
    await dialog.getByLabel('Причина').fill('сайт');
    await dialog.getByRole('button', { name: 'Зберегти' }).click();
    await row.getByText('Сайт не працював два дні').waitFor();
    await page.getByRole('button', { name: 'Видалити нотатку: Сайт не працював два дні' }).click();
    await expect.poll(() => row.getByText('Сайт не працював два дні').count()).toBe(0);
    await page
      .locator('.toast')
      .filter({ hasText: 'Нотатку видалено' })
      .getByRole('button', { name: 'Закрити' })
      .click();
    await expect.poll(async () => (await stored(before)).flatMap(({ notes }) => notes).length).toBe(1);
  });

  test('a deleted plan comes back with its notes, or goes once the offer is gone', async () => {
    const page = await opened({}, there);
    await page.getByRole('button', { name: 'Видалити: Заявки' }).click();
    await expect.poll(() => rowOf(page, /Заявки/).count()).toBe(0);
    expect(await page.locator('h1:focus').count()).toBe(1);
    await page.getByRole('button', { name: 'Скасувати' }).click();
    await rowOf(page, /Заявки/)
      .getByText('сезон')
      .waitFor();

    await page.getByRole('button', { name: 'Видалити: Витрати' }).click();
    await page.locator('.toast').getByRole('button', { name: 'Закрити' }).click();
    await expect.poll(async () => (await stored(before)).map(({ metric }) => metric)).toEqual(['leads']);
  });

  test('who sees figures alone changes none', async () => {
    const { token: reader } = await scene.ask<{ token: string }>(token, 'POST', '/v1/tokens', {
      name: 'Звіти',
      scopes: ['report'],
    });
    const page = await opened({ signedInWith: reader }, there);
    await rowOf(page, /Заявки/).waitFor();
    expect(await page.getByRole('button', { name: /План|Змінити|Видалити|Нотатка|Повторити/ }).count()).toBe(0);
  });

  test('states, figures and the score agree, without fault for axe, light and dark, wide and narrow', async () => {
    await make({ metric: 'costPerLead', target: 1_200.5 });
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [1280, 360]) {
        const page = await opened({ colorScheme, viewport: { width, height: 800 } });
        await rowOf(page, /<b>Paid/).waitFor();
        expect(await violations(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        expect(plain(await page.locator('.planPage-score').textContent())).toContain('робочих днів');
        await page.getByRole('button', { name: 'Новий план' }).click();
        expect(await violations(page)).toEqual([]);
        await page.close();
      }
    }
  });
});
