import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { words as en } from '../../widget/forms/words/en.ts';
import { words as ru } from '../../widget/forms/words/ru.ts';
import { words as uk } from '../../widget/forms/words/uk.ts';
import { answer, asked, barriers, breakChunks, focused, launcherPath, visit } from './forms/shop.ts';

/** The callback and the lead form with name, phone and e-mail. */

const PLACE = '<div data-whichhalf="lead"></div>';

const floating = (page: Page) => page.getByRole('button', { name: 'Замовити дзвінок' });
const dialog = (page: Page) => page.getByRole('dialog', { name: uk.callback.title });
const openDialog = async (page: Page) => {
  await floating(page).click();
  await dialog(page).waitFor();
};
const phone = (page: Page) => dialog(page).getByLabel('Телефон');
const consent = (page: Page) => page.getByRole('checkbox').last();
const submit = (page: Page) => page.getByRole('button', { name: uk.callback.submit });
describe('the callback dialog', () => {
  test('takes a phone, tells the stages, thanks, and gives the focus back', async () => {
    const page = await visit({ settings: { color: '#ffd500' } });
    await openDialog(page);
    expect(await focused(page)).toBe('phone');
    await phone(page).fill(' 044 123-45-67 ');
    await page.getByLabel('Ім’я').fill('Оля');
    await consent(page).check();
    const before = Date.now();
    await submit(page).click();
    await page.getByRole('heading', { name: uk.sent }).waitFor();
    expect(await page.getByRole('status').textContent()).toBe(uk.callback.sentText);
    const [draft] = await page.evaluate(() => window.sent);
    expect(draft).toEqual({
      kind: 'callback',
      form: 'call',
      fields: { phone: '044 123-45-67', name: 'Оля' },
      consent: {
        text: 'Погоджуюся на обробку моїх даних згідно з політикою конфіденційності',
        at: expect.any(Number),
      },
    });
    expect(draft?.consent?.at).toBeGreaterThanOrEqual(before);
    expect(await page.evaluate(() => window.stages)).toContain('call started');
    expect(await focused(page)).toBe(uk.sent);
    await page.getByRole('button', { name: uk.close }).click();
    expect(await dialog(page).isVisible()).toBe(false);
    expect(await focused(page)).toBe('Замовити дзвінок');
    // Opened again it is ready for the next.
    await openDialog(page);
    expect(await phone(page).inputValue()).toBe('');
  });

  test('is seen after a second, not before', async () => {
    const page = await visit();
    await openDialog(page);
    await page.waitForTimeout(600);
    expect(await page.evaluate(() => window.stages)).toEqual([]);
    await page.waitForFunction(() => window.stages.includes('call seen'));
  });

  test('closed too soon it was not seen', async () => {
    const page = await visit();
    // In one breath, however slow the machine is.
    await page.evaluate(async () => {
      await window.launcher.open(window.host, 'call');
      for (const { shadowRoot } of document.querySelectorAll('div')) shadowRoot?.querySelector('dialog')?.close();
    });
    await page.waitForTimeout(1300);
    expect(await page.evaluate(() => window.stages)).toEqual([]);
  });

  test('names the fields that are wrong, and goes to the first', async () => {
    const page = await visit();
    await openDialog(page);
    await consent(page).focus();
    await submit(page).click();
    expect(await focused(page)).toBe('phone');
    expect(await phone(page).getAttribute('aria-invalid')).toBe('true');
    expect(
      await phone(page).evaluate(
        (input) =>
          (input.getRootNode() as ShadowRoot).getElementById(input.getAttribute('aria-describedby') as string)
            ?.textContent,
      ),
    ).toBe(uk.phoneMissing);
    expect(await page.getByText(uk.consentMissing).isVisible()).toBe(true);
    await phone(page).fill('12345');
    expect(await page.getByText(uk.phoneMissing).isVisible()).toBe(false);
    expect(await page.getByText(uk.consentMissing).isVisible()).toBe(true);
    await submit(page).click();
    expect(await page.getByText(uk.phoneWrong).isVisible()).toBe(true);
    expect(await page.evaluate(() => window.sent)).toEqual([]);
    expect(await page.evaluate(() => window.stages)).toEqual(['call started']);
  });

  test('asks for no consent where there is no policy', async () => {
    const page = await visit({ settings: { policyUrl: undefined } as never });
    await openDialog(page);
    await phone(page).fill('0441234567');
    await submit(page).click();
    await page.getByRole('heading', { name: uk.sent }).waitFor();
    expect(await page.evaluate(() => window.sent)).toEqual([
      { kind: 'callback', form: 'call', fields: { phone: '0441234567' } },
    ]);
  });

  const filled = async (page: Page) => {
    await openDialog(page);
    await phone(page).fill('0441234567');
    await consent(page).check();
    await submit(page).click();
  };

  test('says what the server refused at its field, keeps what was typed, and sends again', async () => {
    const page = await visit();
    await answer(page, { state: 'refused', errors: [{ field: 'contact.fields.phone', detail: 'is not a number' }] });
    await filled(page);
    await page.getByText(uk.fieldWrong).waitFor();
    expect(await focused(page)).toBe('phone');
    expect(await phone(page).inputValue()).toBe('0441234567');
    await submit(page).click();
    await page.getByRole('heading', { name: uk.sent }).waitFor();
  });

  test.each([[[{ field: 'visit.id', detail: '' }]], [[]]])('says so where no field is to blame: %j', async (errors) => {
    const page = await visit();
    await answer(page, { state: 'refused', errors });
    await filled(page);
    await page.getByRole('status').getByText(uk.formWrong).waitFor();
  });

  test('tells how long it took, and what only a program fills in', async () => {
    const page = await visit();
    await openDialog(page);
    await phone(page).fill('0441234567');
    await page.locator('[name=website]').evaluate((trap: HTMLInputElement) => {
      trap.value = 'https://spam.example';
    });
    await consent(page).check();
    await submit(page).click();
    await page.getByRole('heading', { name: uk.sent }).waitFor();
    const [proof] = await page.evaluate(() => window.proofs);
    expect(proof).toEqual({ filled: 'https://spam.example', took: expect.any(Number) });
    expect((await page.evaluate(() => window.sent))[0]?.fields).toEqual({ phone: '0441234567' });
  });

  test('without a connection it is kept, and says that it will be sent', async () => {
    const page = await visit();
    await answer(page, { state: 'kept' });
    await filled(page);
    await page.getByRole('heading', { name: uk.kept }).waitFor();
    expect(await page.getByRole('status').textContent()).toBe(uk.keptText);
  });

  test('while it is being sent it says so, and sends once', async () => {
    const page = await visit();
    await answer(page, 'never');
    await filled(page);
    await submit(page).click({ force: true });
    await phone(page).press('Enter');
    expect(await page.getByRole('status').last().textContent()).toBe(uk.sendingText);
    expect(await page.evaluate(() => window.sent.length)).toBe(1);
  });

  test('works by keyboard alone, keeps the focus, and what was typed outlives Esc', async () => {
    const page = await visit();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Замовити дзвінок');
    await page.keyboard.press('Enter');
    await dialog(page).waitFor();
    const order: string[] = [];
    for (let stop = 0; stop < 5; stop++) {
      order.push(await focused(page));
      await page.keyboard.press('Tab');
    }
    expect(order).toEqual(['phone', 'name', 'consent', 'політикою конфіденційності', uk.callback.submit]);
    // Out of the document into the browser and round again, never into the page behind.
    for (let stop = 0; stop < 8; stop++) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.closest('main') ?? null)).toBeNull();
    }
    await phone(page).focus();
    await page.keyboard.type('0441234567');
    await page.keyboard.press('Escape');
    expect(await dialog(page).isVisible()).toBe(false);
    expect(await focused(page)).toBe('Замовити дзвінок');
    await page.keyboard.press('Space');
    await dialog(page).waitFor();
    expect(await phone(page).inputValue()).toBe('0441234567');
    await consent(page).focus();
    await page.keyboard.press('Space');
    await phone(page).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: uk.sent }).waitFor();
  });

  test('a double click opens one dialog and loads once', async () => {
    const page = await visit();
    await floating(page).dblclick();
    await dialog(page).waitFor();
    await page.evaluate(() => window.launcher.open(window.host, 'call'));
    expect(await page.locator('dialog').count()).toBe(1);
    expect(asked.filter((path) => path.includes('/forms')).length).toBe(1);
  });

  test('loads when the visitor comes near to clicking, not before', async () => {
    const page = await visit();
    expect(asked).toEqual([launcherPath()]);
    const forms = page.waitForRequest(/forms-/);
    await floating(page).hover();
    await forms;
  });

  test('a click outside closes it, a drag from a field does not', async () => {
    const page = await visit();
    await openDialog(page);
    const box = (await phone(page).boundingBox()) as { x: number; y: number };
    await page.mouse.move(box.x + 10, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(5, 500);
    await page.mouse.up();
    expect(await dialog(page).isVisible()).toBe(true);
    await page.mouse.click(5, 500);
    expect(await dialog(page).isVisible()).toBe(false);
    expect(await focused(page)).toBe('Замовити дзвінок');
  });

  test('where it cannot be loaded the button says so, and the next click tries again', async () => {
    const page = await visit();
    breakChunks(/forms-/);
    await floating(page).click();
    await expect
      .poll(() => floating(page).evaluate((button: HTMLButtonElement) => button.validationMessage))
      .toBe('Немає зв’язку');
    breakChunks(undefined);
    await openDialog(page);
    expect(await page.locator('dialog').count()).toBe(1);
  });
});

describe('the inline form', () => {
  test('takes an e-mail in place of a phone', async () => {
    const page = await visit({ html: PLACE });
    await page.getByRole('button', { name: uk.lead.submit }).click();
    expect(await page.getByText(uk.reachMissing, { exact: true }).isVisible()).toBe(true);
    await page.getByLabel('E-mail').fill('olia@shop');
    expect(await page.getByText(uk.reachMissing, { exact: true }).isVisible()).toBe(false);
    await consent(page).check();
    await page.getByRole('button', { name: uk.lead.submit }).click();
    expect(await page.getByText(uk.emailWrong).isVisible()).toBe(true);
    expect(await focused(page)).toBe('email');
    await page.getByLabel('E-mail').fill('olia@shop.ua');
    await page.getByRole('button', { name: uk.lead.submit }).click();
    await page.getByRole('heading', { name: uk.sent }).waitFor();
    expect(await page.evaluate(() => window.sent)).toMatchObject([
      { kind: 'lead', form: 'lead', fields: { email: 'olia@shop.ua' } },
    ]);
  });

  test('comes when it is near, and is seen when half of it stood in view for a second', async () => {
    const page = await visit({ html: `<div style="height:3000px"></div>${PLACE}<div style="height:3000px"></div>` });
    await page.waitForTimeout(300);
    expect(asked).toEqual([launcherPath()]);
    await page.mouse.wheel(0, 1700);
    await page.getByRole('button', { name: uk.lead.submit }).waitFor();
    await page.waitForTimeout(1300);
    expect(await page.evaluate(() => window.stages)).toEqual([]);
    await page.getByLabel('E-mail').scrollIntoViewIfNeeded();
    await page.waitForFunction(() => window.stages.includes('lead seen'));
  });

  test.each([
    [280, true],
    [280, false],
    [360, true],
    [520, true],
    [900, false],
  ])('takes the room that was kept for it: %i px wide, policy %s', async (width, policy) => {
    for (const [language, words] of Object.entries({ uk, ru, en })) {
      const page = await visit({
        root: `lang="${language}"`,
        html: `<div style="width:${width}px">${PLACE}</div>`,
        settings: policy ? {} : ({ policyUrl: undefined } as never),
      });
      const room = () =>
        page.locator('[data-whichhalf] > div').evaluate((element) => element.getBoundingClientRect().height);
      const kept = await room();
      await page.getByRole('button', { name: words.lead.submit }).waitFor();
      expect(await room(), language).toBe(kept);
    }
  });

  test('moves nothing on the page, whatever happens in it', async () => {
    const text = `<p>${'Вікна для офісів і перегородки. '.repeat(60)}</p>`;
    const page = await visit({ html: `${text.repeat(3)}${PLACE}${text.repeat(4)}` });
    await page.getByRole('button', { name: uk.lead.submit }).scrollIntoViewIfNeeded();
    await page.getByRole('button', { name: uk.lead.submit }).click();
    await page.getByText(uk.reachMissing, { exact: true }).waitFor();
    await page.getByLabel('Телефон').fill('0441234567');
    await consent(page).check();
    // The answer comes long after the click, so that it is no excuse for a shift.
    await page.evaluate(() => {
      window.host.send = () => new Promise((resolve) => setTimeout(() => resolve({ state: 'sent' }), 900));
    });
    await page.getByRole('button', { name: uk.lead.submit }).click();
    await page.getByRole('heading', { name: uk.sent }).waitFor();
    await openDialog(page);
    await page.keyboard.press('Escape');
    await page.waitForTimeout(200);
    expect(await page.evaluate(() => window.shifts.reduce((sum, shift) => sum + shift, 0))).toBe(0);
  });

  test('finds a place that appears later, and leaves one that goes', async () => {
    const page = await visit();
    await page.evaluate(() =>
      document.querySelector('main')?.insertAdjacentHTML('beforeend', '<section data-whichhalf="lead"></section>'),
    );
    await page.getByRole('button', { name: uk.lead.submit }).waitFor();
    await page.evaluate(() => document.querySelector('section')?.replaceChildren());
    await page.getByRole('button', { name: uk.lead.submit }).waitFor();
    await page.evaluate(() => document.querySelector('section')?.remove());
    await expect.poll(() => page.locator('form').count()).toBe(0);
    expect(await page.evaluate(() => window.shifts)).toEqual([]);
  });

  test('stands in what the owner pointed at; a selector that is none harms nobody', async () => {
    const page = await visit({
      html: '<footer class="ask"></footer>',
      settings: {
        forms: [
          { id: 'bad', kind: 'lead', selector: 'div[[' },
          { id: 'lead', kind: 'lead', selector: 'footer.ask' },
          { id: 'call', kind: 'callback' },
        ],
      },
    });
    await page.locator('footer.ask').getByRole('button', { name: uk.lead.submit }).waitFor();
    expect(await floating(page).isVisible()).toBe(true);
  });

  test('open() moves to it and into its first field; without a place it is a dialog', async () => {
    const page = await visit({ html: `<div style="height:3000px"></div>${PLACE}` });
    await page.evaluate(() => window.launcher.open(window.host, 'lead'));
    await expect.poll(() => focused(page)).toBe('name');
    expect(await page.locator('[data-whichhalf] input[name=name]').isVisible()).toBe(true);
    await page.evaluate(async () => {
      document.querySelector('[data-whichhalf]')?.remove();
      window.launcher.open(window.host, 'nothing by that name');
      // The page is looked over once a frame: the one after the next has seen that the place is gone.
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    });
    expect(await page.locator('form').count()).toBe(0);
    await page.evaluate(() => window.launcher.open(window.host, 'lead'));
    await page.getByRole('dialog', { name: uk.lead.title }).waitFor();
  });
});

describe('the page', () => {
  test('may exchange its whole body: the button is there again, and opens', async () => {
    const page = await visit({ html: PLACE });
    await openDialog(page);
    await page.evaluate(() => {
      document.body = Object.assign(document.createElement('body'), { innerHTML: '<h1>Next</h1>' });
    });
    await openDialog(page);
    await page.getByRole('dialog').waitFor();
    expect(await page.evaluate(() => document.body.children.length)).toBe(3);
  });

  test('is given back as it was', async () => {
    const page = await visit({ html: PLACE });
    const before = await page.evaluate(() => {
      window.giveBack();
      const html = document.documentElement.outerHTML;
      window.giveBack = window.launcher.start(window.host);
      return html;
    });
    await page.getByRole('button', { name: uk.lead.submit }).waitFor();
    await openDialog(page);
    expect(
      await page.evaluate(() => {
        window.giveBack();
        return document.documentElement.outerHTML;
      }),
    ).toBe(before);
    await page.evaluate((place) => document.body.insertAdjacentHTML('beforeend', place), PLACE);
    await page.waitForTimeout(100);
    expect(await page.locator('form').count()).toBe(0);
  });

  test('may forbid all but its own scripts, and require Trusted Types', async () => {
    const page = await visit({
      html: PLACE,
      headers: {
        'content-security-policy':
          "default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
      },
    });
    await page.getByRole('button', { name: uk.lead.submit }).waitFor();
    await openDialog(page);
    await submit(page).click();
    await phone(page).fill('0441234567');
    await consent(page).check();
    await submit(page).click();
    await page.getByRole('heading', { name: uk.sent }).waitFor();
    expect(await page.evaluate(() => window.violations)).toEqual([]);
    expect(await dialog(page).evaluate((element) => getComputedStyle(element).borderRadius)).toBe('20px');
  });

  test('may have the worst of styles: the widget looks the same', async () => {
    const hostile = `<style>
      html { font-size: 4px }
      * { all: unset !important; display: none !important; position: static !important; margin: 40px !important; padding: 30px !important; border: 9px solid red !important; color: lime !important; background: black !important; font: 40px monospace !important; text-transform: uppercase !important; letter-spacing: 9px !important; line-height: 3 !important; opacity: .3 !important; box-sizing: content-box !important; transform: rotate(9deg) !important; z-index: -1 !important; visibility: visible !important }
      html, body, main, [data-whichhalf] { display: block !important; transform: none !important; opacity: 1 !important; margin: 0 !important; padding: 0 !important; border: 0 !important; color: black !important; background: white !important; font: 16px sans-serif !important; letter-spacing: 0 !important }
    </style>`;
    const looks = async (html: string) => {
      const page = await visit({ html });
      await page.getByRole('button', { name: uk.lead.submit }).waitFor();
      const look = (root: string) =>
        page.evaluate((selector) => {
          const host = [...document.querySelectorAll('main ~ div, [data-whichhalf] > div')].find((element) =>
            element.shadowRoot?.querySelector(selector),
          );
          return [...(host?.shadowRoot?.querySelectorAll('*') ?? [])].map((element) => {
            const style = getComputedStyle(element);
            const { width, height } = element.getBoundingClientRect();
            return [
              element.tagName,
              width,
              height,
              style.color,
              style.backgroundColor,
              style.fontSize,
              style.letterSpacing,
              style.textTransform,
              style.opacity,
              style.visibility,
            ].join(' ');
          });
        }, root);
      const button = await look('button > span');
      const form = await look('[name=email]');
      await openDialog(page);
      return { button, form, dialog: await look('dialog') };
    };
    const plain = await looks(
      `<style>body, main, [data-whichhalf] { margin: 0; color: black; font: 16px sans-serif }</style>${PLACE}`,
    );
    expect(plain.dialog.length).toBeGreaterThan(10);
    expect(plain.form.length).toBeGreaterThan(10);
    expect(await looks(hostile + PLACE)).toEqual(plain);
  });

  test.each([
    ['uk', 320, 480],
    ['ru', 320, 480],
    ['en', 320, 256],
    // 1280 × 800 at 200 %, and a phone with its keyboard out.
    ['uk', 640, 400],
    ['uk', 360, 330],
  ])('needs no sideways scrolling: %s, %i × %i', async (language, width, height) => {
    const page = await visit({ root: `lang="${language}"`, html: PLACE, browser: { viewport: { width, height } } });
    const words = { uk, ru, en }[language] as typeof uk;
    await page.getByRole('button', { name: words.lead.submit }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await page.getByRole('button', { name: words.callback.title }).click();
    const box = (await page.getByRole('dialog').boundingBox()) as {
      x: number;
      y: number;
      width: number;
      height: number;
    };
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(width);
    expect(box.y + box.height).toBeLessThanOrEqual(height);
    expect(await page.getByRole('dialog').evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
    // Every field can be reached and stands in view when it has the focus.
    for (const name of ['phone', 'name', 'consent']) {
      const input = page.locator(`dialog [name=${name}]`);
      await input.focus();
      const { y, height: own } = (await input.boundingBox()) as { y: number; height: number };
      expect(y, name).toBeGreaterThanOrEqual(0);
      expect(y + own, name).toBeLessThanOrEqual(height);
    }
  });

  test('may read from right to left', async () => {
    const page = await visit({ root: 'lang="uk" dir="rtl"' });
    expect(((await floating(page).boundingBox()) as { x: number }).x).toBe(20);
    await openDialog(page);
    const close = (await page.getByRole('button', { name: uk.close }).boundingBox()) as { x: number };
    const whole = (await dialog(page).boundingBox()) as { x: number };
    expect(close.x - whole.x).toBe(8);
  });

  test('targets are 44 px, text fields 16 px so that iOS does not zoom', async () => {
    const page = await visit({ browser: { viewport: { width: 360, height: 700 } } });
    const sizes = [floating(page)];
    await openDialog(page);
    sizes.push(
      phone(page),
      submit(page),
      page.getByRole('button', { name: uk.close }),
      page.locator('dialog .consent'),
    );
    for (const target of sizes) {
      const { width, height } = (await target.boundingBox()) as { width: number; height: number };
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
    }
    expect(await phone(page).evaluate((input) => getComputedStyle(input).fontSize)).toBe('16px');
    expect(await phone(page).evaluate((input: HTMLInputElement) => [input.type, input.autocomplete])).toEqual([
      'tel',
      'tel',
    ]);
  });

  test('its owner changes words and colours', async () => {
    const page = await visit({
      html: '<style>:root { --whichhalf-color: rgb(1, 2, 3); --whichhalf-radius: 0px }</style>',
      settings: {
        forms: [{ id: 'call', kind: 'callback', words: { uk: { button: 'Наберіть мене', title: 'Куди дзвонити?' } } }],
      },
    });
    await page.getByRole('button', { name: 'Наберіть мене' }).click();
    await page.getByRole('dialog', { name: 'Куди дзвонити?' }).waitFor();
    expect(
      await submit(page).evaluate((button) => [
        getComputedStyle(button).backgroundColor,
        getComputedStyle(button).borderRadius,
      ]),
    ).toEqual(['rgb(1, 2, 3)', '0px']);
  });
});

describe.each(['light', 'dark'] as const)('no barrier, %s', (colorScheme) => {
  const check = async (page: Page, state: string) => {
    expect(await barriers(page), state).toEqual([]);
  };
  const scheme = '<style>:root { color-scheme: light dark } body { background: Canvas; color: CanvasText }</style>';

  test('in the dialog', async () => {
    const page = await visit({ html: scheme, browser: { colorScheme } });
    await check(page, 'button');
    await openDialog(page);
    await check(page, 'idle');
    await submit(page).click();
    await check(page, 'wrong');
    await phone(page).fill('0441234567');
    await consent(page).check();
    await answer(page, { state: 'refused', errors: [] }, { state: 'kept' }, { state: 'sent' });
    await submit(page).click();
    await page.getByText(uk.formWrong).waitFor();
    await check(page, 'refused');
    await submit(page).click();
    await page.getByText(uk.kept).waitFor();
    await check(page, 'kept');
    await page.keyboard.press('Escape');
    await openDialog(page);
    await phone(page).fill('0441234567');
    await consent(page).check();
    await submit(page).click();
    await page.getByText(uk.sent).waitFor();
    await check(page, 'sent');
    await page.keyboard.press('Escape');
    await openDialog(page);
    await phone(page).fill('0441234567');
    await consent(page).check();
    await answer(page, 'never');
    await submit(page).click();
    await page.getByText(uk.sendingText).waitFor();
    await check(page, 'sending');
  });

  test('in the page', async () => {
    const page = await visit({ html: scheme + PLACE, browser: { colorScheme } });
    const send = page.getByRole('button', { name: uk.lead.submit });
    await send.waitFor();
    await check(page, 'idle');
    await page.getByLabel('E-mail').fill('olia');
    await send.click();
    await check(page, 'wrong');
    await page.getByLabel('E-mail').fill('olia@shop.ua');
    await consent(page).check();
    await send.click();
    await page.getByText(uk.sent).waitFor();
    await check(page, 'sent');
  });
});
