import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { FormSettings } from '../../shared/settings.ts';
import { CALL_AT_WORDS } from '../../widget/forms/kinds/callAtWords.ts';
import { NPS_WORDS } from '../../widget/forms/kinds/npsWords.ts';
import { QUIZ_WORDS } from '../../widget/forms/kinds/quizWords.ts';
import { OWN_WORDS } from '../../widget/forms/kinds/words.ts';
import { words as uk } from '../../widget/forms/words/uk.ts';
import { answer, barriers, focused, visit } from './forms/shop.ts';

/** The kinds of forms that are chunks of their own. */

const service = {
  type: 'choice' as const,
  name: 'service',
  label: { uk: 'Що потрібно?', en: 'What do you need?' },
  required: true,
  options: [
    { value: 'windows', label: { uk: 'Вікна', en: 'Windows' } },
    { value: 'walls', label: { uk: 'Перегородки', en: 'Walls' } },
    { value: 'facade', label: { uk: 'Фасад', en: 'A facade' } },
  ],
};

const OWN: FormSettings = {
  id: 'own',
  kind: 'lead',
  fields: [
    { type: 'text', name: 'company', label: { uk: 'Компанія' } },
    { type: 'email', name: 'work mail', label: { uk: 'Робоча пошта' }, required: true },
    { type: 'phone', name: 'phone', label: { uk: 'Телефон' } },
    service,
    {
      type: 'choice',
      name: 'floor',
      label: { uk: 'Поверх' },
      options: '12345678'.split('').map((value) => ({ value })),
    },
    { type: 'long', name: 'message', label: { uk: 'Що ще?' } },
  ],
};

const QUIZ: FormSettings = {
  id: 'quiz',
  kind: 'quiz',
  steps: [
    service,
    {
      type: 'several',
      name: 'extras',
      label: { uk: 'Що ще важливо?' },
      options: [{ value: 'quiet' }, { value: 'warm' }, { value: 'fast' }],
    },
    { type: 'text', name: 'size', label: { uk: 'Скільки вікон?' } },
  ],
};

const NPS: FormSettings = { id: 'nps', kind: 'nps' };

const place = (id: string) => `<div data-whichhalf="${id}" style="max-width:480px"></div>`;
const scheme = '<style>:root { color-scheme: light dark } body { background: Canvas; color: CanvasText }</style>';

const shown = (form: FormSettings, more: Parameters<typeof visit>[0] = {}) =>
  visit({ html: scheme + place(form.id), ...more, settings: { choose: true, forms: [form], ...more.settings } });
const sent = (page: Page) => page.evaluate(() => window.sent);
const consent = (page: Page) => page.getByRole('checkbox', { name: /Погоджуюся/ });
const thanks = (page: Page) => page.getByRole('heading', { name: uk.sent });
const room = (page: Page) =>
  page.locator('[data-whichhalf] > div').evaluate((element) => element.getBoundingClientRect().height);

describe('own fields', () => {
  const send = (page: Page) => page.getByRole('button', { name: uk.lead.submit });

  test('are asked in the page and sent by their names', async () => {
    const page = await shown(OWN);
    const kept = await room(page);
    await send(page).waitFor();
    expect(Math.abs((await room(page)) - kept)).toBeLessThanOrEqual(8);
    await send(page).click();
    expect(await page.getByText(OWN_WORDS.uk.fieldMissing).count()).toBe(1);
    expect(await page.getByText(OWN_WORDS.uk.choiceMissing).count()).toBe(1);
    expect(await focused(page)).toBe('work mail');
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel('Робоча пошта').fill('olia');
    await page.getByLabel('Вікна').check();
    await page.getByLabel('Поверх').selectOption('3');
    await page.getByLabel('Що ще?').fill('Перший рядок\nДругий');
    await consent(page).check();
    await send(page).click();
    expect(await page.getByText(uk.emailWrong).count()).toBe(1);
    await page.getByLabel('Робоча пошта').fill('olia@shop.ua');
    await send(page).click();
    await thanks(page).waitFor();
    expect(await sent(page)).toMatchObject([
      {
        kind: 'lead',
        form: 'own',
        fields: { 'work mail': 'olia@shop.ua', service: 'windows', floor: '3', message: 'Перший рядок\nДругий' },
      },
    ]);
    expect(await barriers(page)).toEqual([]);
  });

  test('speak the page’s language, and a field that is refused is named', async () => {
    const page = await shown(OWN, { root: 'lang="en"' });
    await page.getByRole('radio', { name: 'A facade' }).check();
    await page.getByLabel('Робоча пошта').fill('olia@shop.ua');
    await page.getByRole('checkbox', { name: /I agree/ }).check();
    await answer(page, { state: 'refused', errors: [{ field: 'contact.fields.work mail', detail: '' }] });
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Check this field').waitFor();
    expect(await focused(page)).toBe('work mail');
  });
});

describe('a quiz', () => {
  const next = (page: Page) => page.getByRole('button', { name: QUIZ_WORDS.uk.next });

  test('goes by keyboard alone from question to question, back, and to the contact', async () => {
    const page = await shown(QUIZ);
    await next(page).waitFor();
    expect(await barriers(page)).toEqual([]);
    await next(page).focus();
    await page.keyboard.press('Enter');
    expect(await page.getByText(OWN_WORDS.uk.choiceMissing).isVisible()).toBe(true);
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('service');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('2 з 4').waitFor();
    expect(await focused(page)).toBe('extras');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('size');
    await page.getByRole('button', { name: QUIZ_WORDS.uk.back }).press('Enter');
    await page.getByText('2 з 4').waitFor();
    expect(await page.getByLabel('fast').isChecked()).toBe(true);
    await page.keyboard.press('Enter');
    await page.keyboard.type('12');
    await page.keyboard.press('Enter');
    await page.getByText('4 з 4').waitFor();
    expect(await focused(page)).toBe('name');
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel(uk.phone).fill('0441234567');
    await consent(page).check();
    await page.getByRole('button', { name: QUIZ_WORDS.uk.submit }).click();
    await thanks(page).waitFor();
    expect(await sent(page)).toMatchObject([
      {
        kind: 'lead',
        form: 'quiz',
        fields: { service: 'walls', extras: 'quiet, fast', size: '12', phone: '0441234567' },
      },
    ]);
  });

  test('keeps its height from page to page', async () => {
    const page = await shown(QUIZ);
    await next(page).waitFor();
    const height = () => page.locator('form .pages').evaluate((element) => element.getBoundingClientRect().height);
    const first = await height();
    await page.getByLabel('Вікна').check();
    await next(page).click();
    await page.getByText('2 з 4').waitFor();
    expect(await height()).toBe(first);
  });

  test('opens as a dialog, and begins anew after it was sent', async () => {
    const page = await shown(QUIZ, { html: '' });
    const open = () => page.evaluate(() => window.launcher.open(window.host, 'quiz'));
    await open();
    await page.getByRole('dialog', { name: QUIZ_WORDS.uk.title }).waitFor();
    await page.getByLabel('Вікна').check();
    await next(page).click();
    await next(page).click();
    await next(page).click();
    await page.getByLabel(uk.email).fill('olia@shop.ua');
    await consent(page).check();
    await page.getByRole('button', { name: QUIZ_WORDS.uk.submit }).click();
    await thanks(page).waitFor();
    await page.keyboard.press('Escape');
    await open();
    await page.getByText('1 з 4').waitFor();
    expect(await page.getByLabel('Вікна').isChecked()).toBe(false);
  });
});

describe('the NPS question', () => {
  const send = (page: Page) => page.getByRole('button', { name: NPS_WORDS.uk.submit });

  test('is answered by keyboard, and is no lead', async () => {
    const page = await shown(NPS);
    await send(page).click();
    expect(await page.getByText(NPS_WORDS.uk.scoreMissing).isVisible()).toBe(true);
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('radio', { name: '0', exact: true }).focus();
    for (let score = 0; score < 9; score += 1) await page.keyboard.press('ArrowRight');
    expect(await page.getByText(NPS_WORDS.uk.scoreMissing).isVisible()).toBe(false);
    await page.getByLabel(NPS_WORDS.uk.why).fill('Швидко');
    expect(await barriers(page)).toEqual([]);
    await send(page).click();
    await thanks(page).waitFor();
    expect(await sent(page)).toEqual([{ kind: 'nps', form: 'nps', fields: { score: '9', why: 'Швидко' } }]);
  });

  test('is opened by a link, which may say whose answer it is', async () => {
    const page = await shown(NPS, { html: '', at: '/?whichhalf_nps=nps&whichhalf_ref=order-17' });
    await page.getByRole('dialog', { name: NPS_WORDS.uk.title }).waitFor();
    await page.getByText('10', { exact: true }).click();
    await send(page).click();
    await thanks(page).waitFor();
    expect(await sent(page)).toEqual([{ kind: 'nps', form: 'nps', fields: { score: '10', ref: 'order-17' } }]);
  });

  test.each([320, 1280])('all scores are at least 24 px wide: %i', async (width) => {
    const page = await shown(NPS, { html: '', browser: { viewport: { width, height: 700 } } });
    await page.evaluate(() => window.launcher.open(window.host, 'nps'));
    for (const score of await page.locator('.score').all()) {
      const box = (await score.boundingBox()) as { width: number; height: number };
      expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(24);
    }
  });
});

describe('a callback at a time of choice', () => {
  const form: FormSettings = { id: 'call', kind: 'callback', slots: true };
  const weekly = Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [{ from: '00:00', to: '24:00' }]]),
  );
  const settings = { forms: [form], choose: true as const, timeZone: 'Europe/Kyiv' };
  const open = (page: Page) => page.getByRole('button', { name: uk.callback.title }).click();

  test('offers times beside "now", by both clocks, and promises the one that was chosen', async () => {
    const page = await visit({
      settings: { ...settings, hours: { weekly } },
      browser: { timezoneId: 'Europe/Lisbon' },
    });
    await open(page);
    const select = page.getByLabel(CALL_AT_WORDS.uk.when);
    expect(await select.inputValue()).toBe('');
    expect(await barriers(page)).toEqual([]);
    const option = select.locator('option').nth(3);
    const text = await option.textContent();
    const value = Number(await option.getAttribute('value'));
    const clock = (timeZone: string) =>
      new Intl.DateTimeFormat('uk', { hour: '2-digit', minute: '2-digit', timeZone }).format(value);
    expect(text).toBe(`${clock('Europe/Lisbon')} (у нас ${clock('Europe/Kyiv')})`);
    await select.selectOption(`${value}`);
    await page.getByRole('textbox', { name: uk.phone }).fill('0441234567');
    await consent(page).check();
    await page.getByRole('button', { name: uk.callback.submit }).click();
    await thanks(page).waitFor();
    expect(await page.getByRole('status').first().textContent()).toContain(clock('Europe/Lisbon'));
    expect(await sent(page)).toMatchObject([{ kind: 'callback', wanted: value, fields: { phone: '0441234567' } }]);
    expect((await sent(page))[0]?.fields).not.toHaveProperty('wanted');
  });

  test('says that nobody is there, and asks for a time', async () => {
    // Open on every day but this one, whatever day that is there.
    const closed = [-1, 0, 1].map((days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10));
    const page = await visit({ settings: { ...settings, hours: { weekly, closed } } });
    await open(page);
    await page.getByText(CALL_AT_WORDS.uk.closedText).waitFor();
    expect(await page.getByLabel(CALL_AT_WORDS.uk.when).locator('option').first().getAttribute('value')).not.toBe('');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('textbox', { name: uk.phone }).fill('0441234567');
    await consent(page).check();
    await page.getByRole('button', { name: uk.callback.submit }).click();
    await thanks(page).waitFor();
    const [draft] = await sent(page);
    expect(draft?.wanted).toBeGreaterThan(Date.now());
  });
});

test.each(['dark', 'light'] as const)('no barrier in any kind: %s', async (colorScheme) => {
  for (const form of [OWN, QUIZ, NPS]) {
    const page = await shown(form, { html: scheme, browser: { colorScheme } });
    await page.evaluate((id) => window.launcher.open(window.host, id), form.id);
    await page.getByRole('dialog').waitFor();
    expect(await barriers(page), form.id).toEqual([]);
  }
});

test.each([
  [320, 480],
  [640, 400],
])('needs no sideways scrolling: %i × %i', async (width, height) => {
  for (const form of [OWN, QUIZ, NPS]) {
    const page = await shown(form, { browser: { viewport: { width, height } } });
    await page.locator('[data-whichhalf] form').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), form.id).toBe(true);
    await page.evaluate(() => document.querySelector('[data-whichhalf]')?.remove());
    await page.evaluate((id) => window.launcher.open(window.host, id), form.id);
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    expect(await dialog.evaluate((element) => element.scrollWidth <= element.clientWidth), form.id).toBe(true);
  }
});
