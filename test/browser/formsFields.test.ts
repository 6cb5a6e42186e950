import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { FormSettings } from '../../shared/settings.ts';
import { QUIZ_WORDS } from '../../widget/forms/kinds/quizWords.ts';
import { words as uk } from '../../widget/forms/words/uk.ts';
import { breakChunks, visit } from './forms/shop.ts';

/** What is told of a form's fields, for the report on where people stop. */

const place = '<div data-whichhalf="lead"></div>';
const VALUES = ['Олена', '0441234567', 'olena@shop.ua', '12'];

/** What was told since the last time, without the times. */
const told = (page: Page) =>
  page.evaluate(() =>
    window.told
      .splice(0)
      .map(({ field, ms, corrected, refused }) =>
        [field, ms !== undefined && 'used', corrected && 'corrected', refused && 'refused'].filter(Boolean).join(' '),
      ),
  );
const seen = (page: Page, form = 'lead') => page.waitForFunction((id) => window.stages.includes(`${id} seen`), form);
const shown = async (more: Parameters<typeof visit>[0] = {}) => {
  const page = await visit({ html: place, ...more });
  await page.getByRole('heading', { name: uk.lead.title }).waitFor();
  return page;
};
const name = (page: Page) => page.getByLabel(uk.name);
const phone = (page: Page) => page.getByLabel(uk.phone);
const submit = (page: Page) => page.getByRole('button', { name: uk.lead.submit });

describe('the fields of a form', () => {
  test('are told with it, once, and without a word of what stands in them', async () => {
    const page = await shown();
    expect(await told(page)).toEqual([]);
    await seen(page);
    expect(await told(page)).toEqual(['name', 'phone', 'email', 'consent']);

    await name(page).click();
    await page.keyboard.type(VALUES[0] as string);
    await page.keyboard.press('Tab');
    expect(await told(page)).toEqual(['name used']);
    await page.keyboard.type('12');
    await submit(page).click();
    // Left for the button, and then refused, as is the box that was not ticked.
    expect(await told(page)).toEqual(['phone used', 'phone used refused', 'consent refused']);
    await phone(page).fill(VALUES[1] as string);
    await page.keyboard.press('Tab');
    expect(await told(page)).toEqual(['phone used corrected refused']);
    await page.evaluate((values) => {
      const texts = JSON.stringify(window.told);
      if (values.some((value) => texts.includes(value))) throw new Error(texts);
    }, VALUES);
  });

  test('are in use while somebody is at them: the time adds up, and stands while the page is hidden', async () => {
    const page = await shown();
    await page.clock.install();
    const use = async (ms: number) => {
      await name(page).click();
      await page.clock.runFor(ms);
    };
    const spent = () => page.evaluate(() => window.told.filter(({ field }) => field === 'name').at(-1)?.ms ?? 0);
    const turnAway = (hidden: boolean) =>
      page.evaluate((state) => {
        Object.defineProperty(document, 'hidden', { value: state, configurable: true });
        document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
      }, hidden);
    await use(3_000);
    await page.keyboard.press('Tab');
    const once = await spent();
    expect(once).toBeGreaterThanOrEqual(3_000);
    await use(2_000);
    await turnAway(true);
    const twice = await spent();
    expect(twice).toBeGreaterThanOrEqual(once + 2_000);
    await page.clock.runFor(500_000);
    await turnAway(false);
    await page.keyboard.type('О');
    await page.keyboard.press('Tab');
    expect(await spent()).toBeLessThan(twice + 400_000);
    // Looking elsewhere for a while is not going on to the next field.
    expect(await told(page)).not.toContain('email used');
  });

  test('are not in use for having the focus, nor for being passed by Tab', async () => {
    const page = await shown();
    await page.evaluate(() => window.launcher.open(window.host, 'lead'));
    await seen(page);
    await told(page);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('o');
    await page.keyboard.press('Tab');
    expect(await told(page)).toEqual(['email used']);
  });

  test('count as used where the browser fills them in', async () => {
    const page = await shown();
    await seen(page);
    await told(page);
    await phone(page).evaluate((input: HTMLInputElement) => {
      input.value = '0441234567';
      input.dispatchEvent(new Event('input', { bubbles: true }));
    });
    expect(await told(page)).toEqual(['phone used']);
  });

  test('begin anew with the next submission', async () => {
    const page = await visit();
    const open = () => page.getByRole('button', { name: uk.callback.title }).click();
    for (const round of [1, 2]) {
      await open();
      await phone(page).fill('0441234567');
      await page.getByRole('checkbox').check();
      await page.getByRole('dialog').getByRole('button', { name: uk.callback.submit }).click();
      await page.getByRole('heading', { name: uk.sent }).waitFor();
      expect(await told(page), `round ${round}`).not.toContain('phone used corrected');
      await page.keyboard.press('Escape');
    }
  });

  test('do without where it cannot be told', async () => {
    breakChunks(/fieldReport/);
    const page = await shown();
    await seen(page);
    expect(await told(page)).toEqual([]);
  });
});

const QUIZ: FormSettings = {
  id: 'quiz',
  kind: 'quiz',
  steps: [
    {
      type: 'choice',
      name: 'service',
      label: { uk: 'Що потрібно?' },
      required: true,
      options: [{ value: 'windows' }, { value: 'walls' }],
    },
    { type: 'text', name: 'size', label: { uk: 'Скільки?' } },
  ],
};

describe('the questions of a quiz', () => {
  const quiz = (form: FormSettings, at = '/') =>
    visit({ html: '<div data-whichhalf="quiz"></div>', at, settings: { choose: true, forms: [form] } });
  const next = (page: Page) => page.getByRole('button', { name: QUIZ_WORDS.uk.next });

  test('are told as each appears, and another choice at once is no correction', async () => {
    const page = await quiz({ ...QUIZ, variants: [{ id: 'b', weight: 1 }] });
    await next(page).waitFor();
    await seen(page, 'quiz');
    expect(await told(page)).toEqual(['service']);
    await next(page).click();
    expect(await told(page)).toEqual(['service refused']);
    await page.getByLabel('windows').check();
    await page.getByLabel('walls').check();
    await next(page).click();
    expect(await page.evaluate(() => window.told.every(({ variant }) => variant === 'b'))).toBe(true);
    expect(await told(page)).toEqual(['service used corrected refused', 'size']);
  });

  test('are not told in a preview', async () => {
    const page = await quiz({ ...QUIZ, live: false }, '/?whichhalf_preview=quiz');
    await page.getByLabel('walls').check();
    await next(page).click();
    await page.getByLabel('Скільки?').fill('12');
    await page.keyboard.press('Tab');
    expect(await told(page)).toEqual([]);
  });
});
