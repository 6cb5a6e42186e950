import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../../../dashboard/days.ts';
import type { LeadsAnswer, WaitingAnswer } from '../../../shared/leadStory.ts';
import type { ReportAnswer } from '../../../shared/report.ts';
import type { VerdictAnswer } from '../../../shared/verdict.ts';
import type { Filled } from '../../../tools/demoYear/fill.ts';
import { openScene, plain, type Scene, violations } from './scene.ts';

/** The overview of a company's year: what it says is what the API answers. */

let scene: Scene;
let year: Filled;
/** The last 30 days of the year. */
let days: { from: string; to: string };

beforeAll(async () => {
  scene = await openScene();
  year = await scene.newYear(600);
  days = { from: addDays(year.to, -29), to: year.to };
});
afterAll(async () => scene?.close());
afterEach(async () => scene.leave());

const get = <Answer>(path: string, query: Record<string, string> = {}): Promise<Answer> =>
  scene.ask<Answer>(year.token, 'GET', `/v1/sites/${year.site}/${path}?${new URLSearchParams({ ...days, ...query })}`);
const setTarget = (target: object | null): Promise<unknown> =>
  scene.ask(year.token, 'PATCH', `/v1/sites/${year.site}`, { target });
const overview = async (page: Page, query = new URLSearchParams(days).toString()): Promise<void> => {
  await page.goto(`${scene.server.url}/app/${year.site}/overview?${query}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
};
const opened = async (options: Parameters<Scene['open']>[0] = {}): Promise<Page> => {
  const page = await scene.open({ signedInWith: year.token, ...options });
  await overview(page);
  return page;
};
const money = (amount: number): string =>
  plain(
    new Intl.NumberFormat('uk-UA', {
      style: 'currency',
      currency: 'UAH',
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: Math.abs(amount) >= 1000 || Number.isInteger(amount) ? 0 : 2,
      maximumFractionDigits: Math.abs(amount) >= 1000 || Number.isInteger(amount) ? 0 : 2,
    }).format(amount),
  );
const text = async (locator: Locator): Promise<string> => plain(await locator.textContent());
const sentence = (page: Page): Locator => page.getByRole('heading', { level: 1 });

describe('the sentence', () => {
  test('without a target says what brought no lead; with one set here it judges, and undo takes the target back', async () => {
    await setTarget(null);
    const page = await opened();
    const { withoutLead, totals } = await get<ReportAnswer>('report', { metrics: 'spend,leads', limit: '1' });
    const said = await text(sentence(page));
    expect(said).toContain(money(totals.spend ?? 0));
    expect(said).toContain(money(withoutLead?.spend ?? 0));

    await page.getByRole('button', { name: 'Задати ціль' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Не більше за').fill('нуль');
    await dialog.getByRole('button', { name: 'Зберегти' }).click();
    await dialog.getByText('Потрібне число, більше за нуль.').waitFor();
    await dialog.getByLabel('Не більше за').fill('1 500,50');
    await page.keyboard.press('Enter');
    await page.getByText('Ціль: заявка не дорожча за 1 501 ₴').waitFor();
    // The focus is where the dialog was opened, for that button stays.
    expect(await page.locator(':focus').textContent()).toBe('Змінити ціль');
    const { totals: judged } = await get<VerdictAnswer>('verdict');
    if (!('works' in judged)) throw new Error('nothing was judged');
    for (const amount of [judged.works, judged.wasted, judged.unclear].filter((one) => one > 0))
      expect(await text(sentence(page))).toContain(money(amount));

    await page.getByRole('button', { name: 'Скасувати' }).click();
    await page.getByRole('button', { name: 'Задати ціль' }).waitFor();
    expect(await text(sentence(page))).toBe(said);
  });

  test('who may not set a target is not asked to, and who sees no leads is told of none that wait', async () => {
    await setTarget(null);
    const { token } = await scene.ask<{ token: string }>(year.token, 'POST', '/v1/tokens', {
      name: 'Звіти',
      scopes: ['report'],
    });
    const page = await scene.open({ signedInWith: token });
    const refused: string[] = [];
    page.on('response', (response) => response.status() === 403 && refused.push(response.url()));
    await overview(page);
    await page.getByRole('heading', { name: 'План і факт' }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.getByRole('button', { name: 'ціль' }).count()).toBe(0);
    expect(await page.getByRole('region', { name: 'Потребує уваги' }).count()).toBe(0);
    expect(refused).toEqual([]);
  });
});

describe('the trend', () => {
  test('is drawn, read out by arrow keys, and is a table to whoever asks for one', async () => {
    const page = await opened();
    await page.locator('.chart canvas').nth(2).waitFor();
    const { rows, totals } = await get<ReportAnswer>('report', { by: 'day', metrics: 'spend,leads,costPerLead' });
    const slider = page.getByRole('slider');
    await slider.focus();
    await page.keyboard.press('Home');
    const first = rows.find(({ key }) => key.day === days.from)?.values;
    expect(plain(await slider.getAttribute('aria-valuetext'))).toContain(`Витрати: ${money(first?.spend ?? 0)}`);
    await page.keyboard.press('ArrowRight');
    await page.locator('.trend-readout').getByText('Ціна заявки').waitFor();

    await page.getByText('Ті самі числа таблицею').click();
    const table = page.getByRole('table').filter({ hasText: 'Коли' });
    await table.waitFor();
    // A row a day, quiet days too, between the head and the total.
    expect(await table.getByRole('row').count()).toBe(32);
    expect(await text(table.getByRole('row').last())).toBe(
      `Разом${money(totals.spend ?? 0)}${totals.leads}${money(totals.costPerLead ?? 0)}`,
    );
  });

  test('by week and month, as the address says it and the step before comes back', async () => {
    const page = await opened();
    await page.getByRole('radio', { name: 'Тижні' }).check();
    expect(new URL(page.url()).searchParams.get('step')).toBe('week');
    await page.getByText('Ті самі числа таблицею').click();
    const rows = page.getByRole('table').filter({ hasText: 'Коли' }).getByRole('row');
    await expect.poll(() => rows.count()).toBeLessThan(9);
    await page.goBack();
    await expect.poll(() => page.getByRole('radio', { name: 'Дні' }).isChecked()).toBe(true);
  });
});

test('what a change lies in adds up to the change', async () => {
  const page = await opened();
  const { totals, compare } = await get<ReportAnswer>('report', { metrics: 'leads,spend', compare: 'previous' });
  for (const [title, metric] of [
    ['Чому змінилася кількість заявок', 'leads'],
    ['Чому змінилися витрати', 'spend'],
  ] as const) {
    const card = page.getByRole('region', { name: title });
    await card.getByRole('table').waitFor();
    const cells = await card.locator('tbody .moved-difference').allTextContents();
    const sum = cells.reduce((total, cell) => {
      const amount = cell
        .replace(/[^\d,−-]/g, '')
        .replace('−', '-')
        .replace(',', '.');
      return total + Number(amount);
    }, 0);
    const moved = (totals[metric] ?? 0) - (compare?.totals[metric] ?? 0);
    // Amounts are shown rounded: so many halves of a unit they may be off together.
    expect(Math.abs(sum - moved)).toBeLessThan(cells.length / 2 + 0.01);
  }
});

test('the funnel counts what came of the ads that were paid for', async () => {
  const page = await opened();
  const card = page.getByRole('region', { name: 'Від показу до продажу' });
  const { rows } = await get<ReportAnswer>('report', { by: 'channel', metrics: 'spend,clicks', basis: 'lead' });
  const clicks = rows.reduce((sum, { values }) => sum + ((values.spend ?? 0) > 0 ? (values.clicks ?? 0) : 0), 0);
  expect(
    await text(
      card
        .getByRole('row', { name: /^Кліки/ })
        .getByRole('cell')
        .first(),
    ),
  ).toBe(plain(clicks.toLocaleString('uk-UA')));
});

test('what needs a hand is counted, and counted anew once somebody has given it', async () => {
  const page = await opened();
  const { overdue, inTime } = await get<WaitingAnswer>('waiting');
  const { leads } = await scene.ask<LeadsAnswer>(year.token, 'GET', `/v1/sites/${year.site}/leads?limit=200`);
  const waiting = leads.filter(({ due, responded }) => due !== null && responded === null);
  expect(waiting).toHaveLength(overdue + inTime);
  const region = page.getByRole('region', { name: 'Потребує уваги' });
  const counts = async (): Promise<number[]> => {
    const links = await region.getByRole('link', { name: /заяв/ }).allTextContents();
    return links.map((link) => Number.parseInt(link, 10));
  };
  await expect.poll(counts).toEqual([overdue, inTime].filter((count) => count > 0));

  const late = leads.find((lead) => lead.overdue) ?? waiting[0];
  await scene.ask(year.token, 'PATCH', `/v1/sites/${year.site}/leads/${late?.lead}`, { stage: 'contacted' });
  await expect
    .poll(counts, { timeout: 5_000 })
    .toEqual((overdue > 0 ? [overdue - 1, inTime] : [inTime - 1]).filter((count) => count > 0));
});

test('a site that has nothing yet says what to do', async () => {
  const { token, site } = await scene.newSite();
  const page = await scene.open({ signedInWith: token });
  await page.goto(`${scene.server.url}/app/${site}`);
  await page.getByRole('link', { name: 'Встановити код на сайт' }).waitFor();
  expect(await violations(page)).toEqual([]);
});

test.each(['light', 'dark'] as const)(
  'nothing for axe to find in the %s, and nothing wider than the screen',
  async (colorScheme) => {
    const page = await opened({ colorScheme });
    await page.locator('.chart canvas').first().waitFor();
    await page.getByText('Ті самі числа таблицею').click();
    await page.getByRole('region', { name: 'План і факт' }).getByRole('listitem').first().waitFor();
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      expect(await violations(page)).toEqual([]);
    }
    await page.getByRole('button', { name: /ціль/ }).click();
    await page.getByRole('dialog').waitFor();
    expect(await violations(page)).toEqual([]);
  },
);
