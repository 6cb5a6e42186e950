import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { FormSettings } from '../../shared/settings.ts';
import { QUIZ_WORDS } from '../../widget/forms/kinds/quizWords.ts';
import { words as en } from '../../widget/forms/words/en.ts';
import { words as uk } from '../../widget/forms/words/uk.ts';
import { focused, visit } from './forms/shop.ts';

/** Which forms a visitor gets, where, when, and how each looks. */

const place = '<div data-whichhalf="lead"></div>';
const LEAD: FormSettings = { id: 'lead', kind: 'lead' };

const shown = (forms: FormSettings[], more: Parameters<typeof visit>[0] = {}) =>
  visit({ html: place, ...more, settings: { choose: true, forms, ...more.settings } });

const dialog = (page: Page) => page.getByRole('dialog');
const inPage = (page: Page) => page.locator('[data-whichhalf] form');
const fill = async (page: Page) => {
  await page.getByLabel(uk.phone).fill('0441234567');
  await page.getByRole('checkbox').last().check();
  await page.getByRole('button', { name: uk.lead.submit }).click();
  await page.getByRole('heading', { name: uk.sent }).waitFor();
};
/** The chooser has shown what there is to show: this form is always there. */
const WITNESS: FormSettings = { id: 'witness', kind: 'callback', words: { uk: { button: 'Свідок' } } };
const settled = (page: Page) => page.getByRole('button', { name: 'Свідок' }).waitFor();

describe('a form not yet live', () => {
  const draft: FormSettings = { ...LEAD, live: false };

  test('is shown to nobody', async () => {
    const page = await shown([draft, WITNESS]);
    await settled(page);
    expect(await page.locator('[data-whichhalf]').innerHTML()).toBe('');
    await page.evaluate(() => window.launcher.open(window.host, 'lead'));
    expect(await dialog(page).count()).toBe(0);
  });

  test('is shown by its preview’s address, and nothing of it is told', async () => {
    const page = await shown([draft], { at: '/?whichhalf_preview=lead' });
    await expect.poll(() => focused(page)).toBe('name');
    await fill(page);
    expect(await page.evaluate(() => [window.stages, window.sent])).toEqual([[], []]);
  });
});

describe('pages', () => {
  const form: FormSettings = { ...LEAD, pages: { show: ['/shop/*'], hide: ['*/cart'] } };

  test.each([
    ['/shop/windows', true],
    ['/shop/cart', false],
    ['/about', false],
  ])('%s has it: %s', async (at, has) => {
    const page = await shown([form, WITNESS], { at });
    await settled(page);
    expect(await page.locator('[data-whichhalf] > div').count()).toBe(has ? 1 : 0);
  });

  test('come and go with a router', async () => {
    const page = await shown([form, WITNESS], { at: '/about' });
    await settled(page);
    const go = (path: string) =>
      page.evaluate((to) => {
        history.pushState(null, '', to);
        document.querySelector('h1')?.replaceChildren(to);
      }, path);
    await go('/shop/walls');
    await inPage(page).waitFor();
    await go('/about');
    await expect.poll(() => inPage(page).count()).toBe(0);
  });
});

test('a variant gives its words, its colour, and its name to what is told', async () => {
  const form: FormSettings = {
    ...LEAD,
    stage: 'mql',
    variants: [
      { id: 'never', weight: 0, words: { uk: { title: 'Ні' } } },
      { id: 'b', weight: 1, words: { uk: { title: 'Варіант Б' } }, color: '#00695c' },
    ],
  };
  const page = await shown([form]);
  await page.getByRole('heading', { name: 'Варіант Б' }).waitFor();
  expect(
    await page
      .getByRole('button', { name: uk.lead.submit })
      .evaluate((button) => getComputedStyle(button).backgroundColor),
  ).toBe('rgb(0, 105, 92)');
  await fill(page);
  expect(await page.evaluate(() => window.sent)).toMatchObject([{ form: 'lead', variant: 'b', stage: 'mql' }]);
});

test('where no visitor is known, one is made up for the page: not everybody gets the same variant', async () => {
  const form: FormSettings = {
    ...LEAD,
    variants: [
      { id: 'a', weight: 1, words: { uk: { title: 'Варіант А' } } },
      { id: 'b', weight: 1, words: { uk: { title: 'Варіант Б' } } },
    ],
  };
  const page = await shown([form]);
  const title = page.getByRole('heading', { name: /^Варіант/ });
  const met = new Set<string>();
  const visitors = new Set<string | undefined>();
  // One in 2^31 goes on for so long.
  for (let visit = 0; visit < 32 && met.size < 2; visit += 1) {
    await title.waitFor();
    met.add(await title.innerText());
    visitors.add(await page.evaluate(() => window.host.load().visitor));
    await page.evaluate(() => {
      window.giveBack();
      window.host.save({ consent: false });
      window.giveBack = window.launcher.start(window.host);
    });
  }
  expect(met.size).toBe(2);
  expect([...visitors].every((visitor) => visitor?.length === 20)).toBe(true);
});

test('a language that is none of ours speaks by the owner’s words, and English fills in', async () => {
  const form: FormSettings = { ...LEAD, words: { pl: { title: 'Napisz do nas', submit: 'Wyślij' } } };
  const page = await shown([form], { root: 'lang="pl"' });
  await page.getByRole('heading', { name: 'Napisz do nas' }).waitFor();
  expect(await page.getByRole('button', { name: 'Wyślij' }).isVisible()).toBe(true);
  expect(await page.getByText(en.lead.text).isVisible()).toBe(true);
  expect(await page.locator('div[lang=pl]').count()).toBe(1);
});

describe('a floating form', () => {
  test('of any kind has a button in the corner that was chosen', async () => {
    const quiz: FormSettings = {
      id: 'quiz',
      kind: 'quiz',
      position: 'floating-start',
      radius: 0,
      color: '#00695c',
      words: { uk: { button: 'Підібрати' } },
      steps: [{ type: 'text', name: 'size', label: { uk: 'Скільки?' } }],
    };
    const page = await shown([quiz, { id: 'call', kind: 'callback' }]);
    const button = page.getByRole('button', { name: 'Підібрати' });
    expect(((await button.boundingBox()) as { x: number }).x).toBe(20);
    expect(await page.getByRole('button', { name: uk.callback.title }).isVisible()).toBe(true);
    await button.click();
    await page.getByRole('dialog', { name: QUIZ_WORDS.uk.title }).waitFor();
    const next = page.getByRole('button', { name: QUIZ_WORDS.uk.next });
    expect(
      await next.evaluate((element) => [
        getComputedStyle(element).backgroundColor,
        getComputedStyle(element).borderRadius,
      ]),
    ).toEqual(['rgb(0, 105, 92)', '0px']);
  });
});

describe('a trigger', () => {
  const tall = '<div style="height:4000px"></div>';
  const scroll: FormSettings = { ...LEAD, trigger: { on: 'scroll', depth: 50, everyDays: 7 } };

  test('opens the form at its depth, and not again for its days', async () => {
    const page = await shown([scroll, WITNESS], { html: tall });
    await settled(page);
    await page.mouse.wheel(0, 300);
    await page.waitForFunction(() => scrollY >= 300);
    expect(await dialog(page).count()).toBe(0);
    await page.mouse.wheel(0, 2500);
    await dialog(page).waitFor();
    const when = await page.evaluate(() => window.host.load().shown?.lead);
    expect(Math.abs((when ?? 0) - Date.now())).toBeLessThan(60_000);
    // The next page of the same visitor.
    await page.keyboard.press('Escape');
    const again = (days: number) =>
      page.evaluate((ago) => {
        window.giveBack();
        scrollTo(0, 0);
        window.host.save({ ...window.host.load(), shown: { lead: Date.now() - ago * 86_400_000 } });
        window.giveBack = window.launcher.start(window.host);
      }, days);
    await again(6);
    await settled(page);
    await page.mouse.wheel(0, 3000);
    await page.waitForFunction(() => scrollY >= 2500);
    expect(await dialog(page).count()).toBe(0);
    await again(8);
    await settled(page);
    await page.mouse.wheel(0, 3000);
    await dialog(page).waitFor();
  });

  test('opens it as the pointer leaves upwards, and not over what somebody is writing', async () => {
    const page = await shown([{ ...LEAD, trigger: { on: 'exit' } }, WITNESS], { html: '<input aria-label="own">' });
    await settled(page);
    const leave = (y: number) =>
      page.evaluate((clientY) => document.documentElement.dispatchEvent(new MouseEvent('mouseleave', { clientY })), y);
    // The trigger is a chunk of its own: it listens once it is here.
    await page.waitForFunction(() =>
      performance.getEntriesByType('resource').some(({ name }) => /trigger-/.test(name)),
    );
    await leave(300);
    await page.getByLabel('own').focus();
    await leave(-1);
    expect(await dialog(page).count()).toBe(0);
    await page.getByLabel('own').blur();
    await leave(-1);
    await dialog(page).waitFor();
  });

  test('opens it after its time', async () => {
    const page = await shown([{ ...LEAD, trigger: { on: 'time', seconds: 1 } }], { html: '' });
    await dialog(page).waitFor();
  });

  test('leaves alone who has sent it in this visit', async () => {
    const page = await shown([{ ...LEAD, trigger: { on: 'time', seconds: 1 } }, WITNESS], { html: '' });
    await page.evaluate(() => window.host.save({ ...window.host.load(), done: ['lead:submitted'] }));
    await settled(page);
    await page.waitForTimeout(1_500);
    expect(await dialog(page).count()).toBe(0);
  });
});
