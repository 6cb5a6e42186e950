import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../../../dashboard/days.ts';
import type { ReportAnswer } from '../../../shared/report.ts';
import type { SpendList, SpendUploads } from '../../../shared/spend.ts';
import { openScene, plain, type Scene, violations } from './scene.ts';

/** Spend: what is stored, how it came there, and how it is taken back; and deals of a CRM. */

const HOSTILE = '<img src=x onerror="document.title=1">';

let scene: Scene;
let token: string;
let site: string;
const today = new Date().toISOString().slice(0, 10);
const yesterday = addDays(today, -1);
const fortnight = addDays(today, -14);

beforeAll(async () => {
  scene = await openScene();
  ({ token, site } = await scene.newSite({ currency: 'UAH', vat: { percent: 20, spend: 'without' } }));
});
afterAll(async () => scene?.close());
afterEach(async () => scene.leave());

const stored = async (): Promise<SpendList['rows']> =>
  (await scene.ask<SpendList>(token, 'GET', `/v1/sites/${site}/spend`)).rows;
const uploads = async (): Promise<SpendUploads['uploads']> =>
  (await scene.ask<SpendUploads>(token, 'GET', `/v1/sites/${site}/spend/uploads`)).uploads;
const opened = async (options: Parameters<Scene['open']>[0] = {}, rest = ''): Promise<Page> => {
  const page = await scene.open({ signedInWith: token, ...options });
  await page.goto(`${scene.server.url}/app/${site}/spend${rest}`);
  await page.getByRole('heading', { level: 1, name: 'Витрати' }).waitFor();
  return page;
};
const csv = (name: string, ...lines: string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(lines.join('\r\n')),
});

describe('by hand', () => {
  test('a fair is spread over its days, counts as marketing, and is taken back', async () => {
    const page = await opened();
    await page.getByRole('heading', { name: 'За цей час витрат немає' }).waitFor();
    await page.getByRole('button', { name: 'Ввести вручну' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Зберегти' }).click();
    await dialog.getByText('Напишіть, за що заплачено.').waitFor();
    expect(await page.locator(':focus').getAttribute('name')).toBe('name');
    await page.keyboard.type('Виставка «Вікна»');
    await dialog.getByLabel('Сума').fill('14 000,70');
    await dialog.getByLabel('Перший день').fill(yesterday);
    await dialog.getByLabel('Останній день').fill(fortnight);
    await page.keyboard.press('Enter');
    await dialog.getByText('Останній день не може бути раніше за перший.').waitFor();
    await dialog.getByLabel('Перший день').fill(fortnight);
    await dialog.getByLabel('Останній день').fill(yesterday);
    await dialog.getByLabel('Кому заплачено').fill(HOSTILE);
    await dialog.getByRole('button', { name: 'Зберегти' }).click();
    await page.getByText('Збережено: Виставка «Вікна»').waitFor();
    await page
      .getByRole('rowheader', { name: /Виставка/ })
      .first()
      .waitFor();

    const { totals } = await scene.ask<ReportAnswer>(
      token,
      'GET',
      `/v1/sites/${site}/report?by=&metrics=spend,marketingSpend&from=${fortnight}&to=${yesterday}`,
    );
    expect(totals).toMatchObject({ spend: 0, marketingSpend: 14_000.7 });
    expect((await stored()).reduce((days, row) => days + row.days, 0)).toBe(14);

    await page.getByRole('button', { name: 'Скасувати' }).click();
    await page.getByRole('heading', { name: 'За цей час витрат немає' }).waitFor();
    expect(await stored()).toEqual([]);
  });
});

describe('a file', () => {
  const file = csv(
    'Звіт.csv',
    'Ad report',
    'All time',
    'Day,Campaign,Campaign ID,Ad ID,Clicks,Impr.,Cost',
    `${yesterday},Пошук — Київ,20013,69013,7,70,1200.00`,
  );

  test('that says neither currency nor tax is asked about both, seen before it counts, and removed again', async () => {
    const page = await opened();
    await page.getByRole('button', { name: 'Завантажити витрати' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('input[type=file]').setInputFiles(file);
    await dialog.getByText('1 200,00 ₴').waitFor();
    await dialog.getByLabel('ПДВ').selectOption('with');
    await dialog.getByText('1 000,00 ₴').waitFor();
    await dialog.getByLabel('Валюта файлу').selectOption('USD');
    await dialog.getByLabel('Курс').fill('40');
    await dialog.getByRole('button', { name: 'Перерахувати' }).click();
    await dialog.getByText('40 000,00 ₴').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await stored()).toEqual([]);
    await dialog.getByRole('button', { name: 'Зберегти витрати' }).click();
    await dialog.getByText('Збережено: 1 рядок').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('rowheader', { name: /Пошук — Київ/ }).waitFor();
    expect(plain(await page.locator('.spendMonth summary').first().textContent())).toContain('40 000 ₴');

    await page.getByRole('link', { name: 'Завантаження' }).click();
    await page.getByRole('rowheader', { name: /Звіт.csv.*Google Ads/ }).waitFor();
    const remove = page.getByRole('button', { name: 'Вилучити: Звіт.csv' });
    await remove.click();
    await expect.poll(() => remove.count()).toBe(0);
    await page.getByRole('button', { name: 'Скасувати' }).click();
    await remove.click();
    await page.locator('.toast').getByRole('button', { name: 'Закрити' }).click();
    await expect.poll(stored).toEqual([]);
    expect((await uploads()).map(({ file: name }) => name)).not.toContain('Звіт.csv');
  });
});

describe("a CRM's file", () => {
  test('is shown as it was read, with who was found and who was not, before it counts', async () => {
    await scene.ask(token, 'POST', `/v1/sites/${site}/leads`, {
      at: Date.now() - 5 * 86_400_000,
      fields: { phone: '+380671234567' },
      source: { source: 'fair' },
    });
    const page = await opened({}, '/crm');
    const deals = csv(
      'deals.csv',
      'Deal ID,Phone number,Stage,Amount,profit,saleDay,Колір',
      `d-1,+380671234567,won,5000,2000,${yesterday},синій`,
      `d-2,+380990000000,won,700,300,${yesterday},білий`,
    );
    await page.locator('input[type=file]').setInputFiles(deals);
    await page.getByText('Не знайшли заявки: 1').click();
    await page.getByText('Рядок 3 · d-2').waitFor();
    await page.getByText('номер угоди').waitFor();
    await page.getByText('не використано: Колір').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Зберегти угоди' }).click();
    await page.getByText('Угоди збережено.').last().waitFor();
    const { totals } = await scene.ask<ReportAnswer>(token, 'GET', `/v1/sites/${site}/report?by=&metrics=won`);
    expect(totals.won).toBe(1);
  });

  test('who may not see people sees no deals', async () => {
    const { token: spender } = await scene.ask<{ token: string }>(token, 'POST', '/v1/tokens', {
      name: 'Витрати',
      scopes: ['report', 'spend'],
    });
    const page = await opened({ signedInWith: spender }, '/crm');
    await page.getByRole('link', { name: 'За місяцями' }).waitFor();
    expect(await page.getByRole('link', { name: 'Угоди з CRM' }).count()).toBe(0);
  });
});

test('without fault for axe, light and dark, wide and narrow', async () => {
  await scene.ask(token, 'POST', `/v1/sites/${site}/spend?file=${encodeURIComponent(HOSTILE)}`, {
    rows: [
      { day: yesterday, system: 'google', campaign: HOSTILE, cost: 12_345_678.9, clicks: 1_234_567 },
      { from: fortnight, to: yesterday, kind: 'sales', campaign: 'Премія відділу продажу', cost: 9_000 },
    ],
  });
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1280, 360]) {
      for (const [rest, shown] of [
        ['', 'Премія відділу продажу'],
        ['/uploads', HOSTILE],
      ] as const) {
        const page = await opened({ colorScheme, viewport: { width, height: 800 } }, rest);
        await page.getByText(shown).first().waitFor();
        expect(await violations(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        await page.close();
      }
    }
  }
});
