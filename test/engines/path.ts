import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import type { FormSettings } from '../../shared/settings.ts';
import { BUTTON_WORDS } from '../../widget/forms/button-words.ts';
import { words } from '../../widget/forms/words/uk.ts';
import { onlyContact, reported, type Scene } from './scene.ts';

/** The whole path of a visitor, written once for all engines. */

const BUTTON = 'button:has(> span)';
const DIALOG = 'dialog[open]';
const inDialog = (selector: string): string => `${DIALOG} ${selector}`;

const place = (id: string): string => `<div data-whichhalf="${id}" style="max-width:480px"></div>`;

const OPTIONS = [{ value: 'windows' }, { value: 'walls' }];
const OWN: FormSettings = {
  id: 'own',
  kind: 'lead',
  fields: [
    { type: 'email', name: 'email', label: { uk: 'Пошта' }, required: true },
    { type: 'choice', name: 'service', label: { uk: 'Що потрібно?' }, required: true, options: OPTIONS },
    { type: 'long', name: 'message', label: { uk: 'Що ще?' } },
  ],
};
const QUIZ: FormSettings = {
  id: 'quiz',
  kind: 'quiz',
  steps: [
    { type: 'choice', name: 'service', label: { uk: 'Що потрібно?' }, required: true, options: OPTIONS },
    { type: 'several', name: 'extras', label: { uk: 'Що важливо?' }, options: [{ value: 'quiet' }, { value: 'warm' }] },
  ],
};
const ALWAYS = Object.fromEntries(
  ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [{ from: '00:00', to: '24:00' }]]),
);

const SECRET = `whsec_${Buffer.from('a secret of the exchange').toString('base64')}`;

export const visitorPath = (scene: Scene): void => {
  const { visit, focused, barriers } = scene;
  const click = (selector: string) => scene.tab.click(selector);
  const type = (selector: string, text: string) => scene.tab.type(selector, text);
  const press: Scene['tab']['press'] = (...keys) => scene.tab.press(...keys);
  const there = (selector: string) =>
    scene.tab.until(selector, (wanted) => window.deep(wanted).some((element) => element.checkVisibility()), selector);
  const gone = (selector: string) =>
    scene.tab.until(
      `no ${selector}`,
      (wanted) => !window.deep(wanted).some((found) => found.checkVisibility()),
      selector,
    );
  const textOf = (selector: string) =>
    scene.tab.evaluate((wanted) => window.deep(wanted).map((element) => element.textContent), selector);
  const has = (what: string) => expect.poll(focused).toBe(what);
  /** Sent, thanked for, and without a barrier. */
  const thanked = async () => {
    await there('form.sent');
    await has(words.sent);
    expect(await barriers()).toEqual([]);
  };

  test('a visit is recorded with its ad, and a reload is not another', async () => {
    const owner = await scene.newSite();
    await visit(owner, {}, '?utm_source=google&utm_medium=cpc&utm_campaign=vikna');
    await reported(owner, { visits: 1, pages: 1 }, 'campaign:vikna');
    await scene.tab.evaluate(() => location.reload());
    await reported(owner, { visits: 1, pages: 2, newVisitors: 1 }, 'campaign:vikna');
  });

  test('what was begun and handed in as the page is left arrives', async () => {
    const owner = await scene.newSite();
    await visit(owner, { body: place('lead') });
    await type('[name=name]', 'О');
    await scene.tab.evaluate((elsewhere) => {
      (window as unknown as { whichhalf(call: string, lead: object): void }).whichhalf('lead', { phone: '0441234567' });
      location.href = elsewhere;
    }, scene.page({}));
    expect(await onlyContact(owner)).toMatchObject({ kind: 'lead', phoneNumber: '+380441234567' });
    await reported(owner, { visits: 1, pages: 1, formStarted: 1, leads: 1 });
  });

  test('before a yes nothing is kept in the browser, after it the visit has its ad, after a no nothing is left', async () => {
    const owner = await scene.newSite({ consent: 'required' });
    /** Names of all there is; of databases what is in them. */
    const kept = () =>
      scene.tab.evaluate(async () => {
        const inDatabases = (await indexedDB.databases()).map(
          ({ name = '' }) =>
            new Promise<string[]>((resolve, reject) => {
              const opening = indexedDB.open(name);
              opening.onerror = () => reject(opening.error);
              opening.onsuccess = () => {
                const database = opening.result;
                const [store] = database.objectStoreNames;
                const keys = store ? database.transaction(store).objectStore(store).getAllKeys() : undefined;
                if (keys) keys.onsuccess = () => resolve(keys.result.map(String));
                else resolve([]);
                database.close();
              };
            }),
        );
        const cookies = document.cookie ? [document.cookie] : [];
        return [
          ...cookies,
          ...Object.keys(localStorage),
          ...Object.keys(sessionStorage),
          ...(await Promise.all(inDatabases)).flat(),
        ];
      });
    const consent = (yes: boolean) =>
      scene.tab.evaluate(
        (answer) =>
          (window as unknown as { whichhalf(call: string, answer: boolean): void }).whichhalf('consent', answer),
        yes,
      );
    await visit(owner, {}, '?utm_source=google&utm_medium=cpc&utm_campaign=vikna');
    await there(BUTTON);
    expect(await kept()).toEqual([]);
    await reported(owner, { visits: 0 });
    await consent(true);
    await reported(owner, { visits: 1 }, 'campaign:vikna');
    expect((await kept()).join()).toContain('whichhalf');
    await consent(false);
    await expect.poll(kept).toEqual([]);
  });

  describe('the callback', () => {
    test('opens by a click, takes the focus, closes by Esc and gives it back', async () => {
      await visit(await scene.newSite());
      await there(BUTTON);
      expect(await textOf(BUTTON)).toEqual([BUTTON_WORDS.uk.button]);
      expect(await barriers()).toEqual([]);
      await click(BUTTON);
      await there(DIALOG);
      await has('phone');
      expect(await barriers()).toEqual([]);
      await press('Escape');
      await gone(DIALOG);
      await has(BUTTON_WORDS.uk.button);
    });

    test('is ordered by keyboard alone: what is wrong is told at its field, then it is a lead', async () => {
      const owner = await scene.newSite();
      await visit(owner, {}, '?utm_source=google&utm_medium=cpc&utm_campaign=vikna');
      await there(BUTTON);
      await press('Tab');
      await has(BUTTON_WORDS.uk.button);
      await press('Enter');
      await there(DIALOG);
      await has('phone');
      for (const next of ['name', 'consent', 'політикою конфіденційності', words.callback.submit]) {
        await press('Tab');
        await has(next);
      }
      // Round by way of the browser's own controls, where there are any, never into the page behind.
      for (let stop = 0; stop < 6; stop += 1) {
        await press('Tab');
        expect(await scene.tab.evaluate(() => !!document.activeElement?.closest('main'))).toBe(false);
      }
      await scene.tab.evaluate(() => window.deep('dialog [name=phone]')[0]?.focus());
      await scene.tab.write('123');
      await press('Enter');
      await has('phone');
      expect(await textOf(inDialog('#phone'))).toEqual([words.phoneWrong]);
      expect(await textOf(inDialog('#consent'))).toEqual([words.consentMissing]);
      expect(await barriers()).toEqual([]);
      await scene.tab.write('4567');
      await press('Tab');
      await press('Tab');
      await has('consent');
      await press('Space');
      await press('Tab');
      await press('Tab');
      await press('Enter');
      await thanked();
      expect(await onlyContact(owner)).toMatchObject({
        kind: 'callback',
        fields: { phone: '1234567' },
        source: { campaign: 'vikna' },
      });
      await reported(owner, { formSeen: 1, formStarted: 1, formSubmitted: 1, leads: 1 });
      await press('Escape');
      await gone(DIALOG);
      await has(BUTTON_WORDS.uk.button);
    });

    test('at a chosen time promises that time', async () => {
      const owner = await scene.newSite({
        hours: { weekly: ALWAYS },
        forms: [{ id: 'call', kind: 'callback', slots: true }],
      });
      await visit(owner);
      await click(BUTTON);
      await there(inDialog('select'));
      expect(await barriers()).toEqual([]);
      const wanted = await scene.tab.evaluate(() => {
        const select = window.deep('dialog select')[0] as HTMLSelectElement;
        select.selectedIndex = 3;
        select.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
        select.dispatchEvent(new Event('change', { bubbles: true }));
        return Number(select.value);
      });
      await type(inDialog('[name=phone]'), '0441234567');
      await click(inDialog('[name=consent]'));
      await click(inDialog('[type=submit]'));
      await thanked();
      expect(await onlyContact(owner)).toMatchObject({ kind: 'callback', wanted, phoneNumber: '+380441234567' });
    });
  });

  test('the form in the page takes an e-mail', async () => {
    const owner = await scene.newSite();
    await visit(owner, { body: place('lead') });
    await click('[type=submit]');
    await has('phone');
    expect(await textOf('#phone')).toEqual([words.reachMissing]);
    expect(await barriers()).toEqual([]);
    await type('[name=name]', 'Оля');
    await type('[name=email]', 'olia@shop.ua');
    await click('[name=consent]');
    await click('[type=submit]');
    await thanked();
    expect(await onlyContact(owner)).toMatchObject({ kind: 'lead', fields: { name: 'Оля', email: 'olia@shop.ua' } });
  });

  test('own fields are sent by their names', async () => {
    const owner = await scene.newSite({ forms: [OWN] });
    await visit(owner, { body: place('own') });
    await type('[name=email]', 'olia');
    await click('[type=submit]');
    expect(await textOf('#own-0')).toEqual([words.emailWrong]);
    expect(await barriers()).toEqual([]);
    await type('[name=email]', '@shop.ua');
    await click('[value=walls]');
    await type('[name=message]', 'Два вікна');
    await click('[name=consent]');
    await click('[type=submit]');
    await thanked();
    expect(await onlyContact(owner)).toMatchObject({
      fields: { email: 'olia@shop.ua', service: 'walls', message: 'Два вікна' },
    });
  });

  test('a quiz is gone through, back and on', async () => {
    const owner = await scene.newSite({ forms: [QUIZ] });
    await visit(owner, { body: place('quiz') });
    await click('[value=windows]');
    expect(await barriers()).toEqual([]);
    await click('[type=submit]');
    await there('[value=quiet]:not([hidden] *)');
    await click('.way button');
    await there('[value=windows]:not([hidden] *)');
    await click('[type=submit]');
    await there('[value=quiet]:not([hidden] *)');
    expect(await barriers()).toEqual([]);
    await click('[value=quiet]');
    await click('[value=warm]');
    await click('[type=submit]');
    await type('[name=phone]:not([hidden] *)', '0441234567');
    await click('[name=consent]');
    expect(await barriers()).toEqual([]);
    await click('[type=submit]');
    await thanked();
    expect(await onlyContact(owner)).toMatchObject({
      fields: { service: 'windows', extras: 'quiet, warm', phone: '0441234567' },
    });
  });

  test('a customer is asked by a link, and answers by the arrow keys', async () => {
    const owner = await scene.newSite({ forms: [{ id: 'nps', kind: 'nps' }] });
    await visit(owner, {}, '?whichhalf_nps=nps&whichhalf_ref=order-17');
    await there(DIALOG);
    expect(await barriers()).toEqual([]);
    await click(inDialog('[value="7"]'));
    await press('ArrowRight');
    await press('ArrowRight');
    await scene.tab.until(
      '9 to be chosen',
      () => window.deep('[name=score]:checked')[0]?.getAttribute('value') === '9',
    );
    await type(inDialog('[name=why]'), 'Швидко');
    await click(inDialog('[type=submit]'));
    await thanked();
    await reported(owner, { visits: 1, formSubmitted: 1, leads: 0 });
  });

  const ORDER =
    '<form id="order" method="post"><label>Ім’я <input name="your-name"></label> <label>Телефон <input name="tel" type="tel" required></label><input type="hidden" name="ad"><button>Замовити</button></form>';

  test.each<[string, string]>([
    ['', ORDER],
    [
      ' that comes later, in a shadow root',
      // To an element that has long been there: browsers tell nobody of that.
      `<div></div><script>(function later() {
        if (!window.whichhalf) return setTimeout(later, 50);
        document.querySelector('div').attachShadow({ mode: 'open' }).innerHTML = ${JSON.stringify(ORDER)};
      })()</script>`,
    ],
  ])('the site’s own form%s is a lead here, and is posted with its ad there', async (_, body) => {
    const owner = await scene.newSite({
      forms: [],
      watch: [
        {
          form: 'order',
          selector: '#order',
          contact: { kind: 'lead', fields: 'auto' },
          hidden: { ad: 'utm_campaign' },
        },
      ],
    });
    const before = scene.orders().length;
    await visit(owner, { body }, '?utm_source=google&utm_medium=cpc&utm_campaign=vikna');
    await scene.tab.until('the script', () => 'whichhalf' in window);
    await type('[name=your-name]', 'Оля');
    await scene.tab.until('the ad in the hidden input', () =>
      window.deep('[name=ad]').some((input) => (input as HTMLInputElement).value === 'vikna'),
    );
    await type('[name=tel]', '0441234567');
    await press('Enter');
    await expect.poll(() => scene.orders().length, { timeout: 20_000 }).toBe(before + 1);
    expect(Object.fromEntries(scene.orders()[before] ?? [])).toEqual({
      'your-name': 'Оля',
      tel: '0441234567',
      ad: 'vikna',
    });
    expect(await onlyContact(owner)).toMatchObject({
      kind: 'lead',
      form: 'order',
      fields: { name: 'Оля', phone: '0441234567' },
      source: { campaign: 'vikna' },
    });
    await reported(owner, { visits: 1, formSeen: 1, formStarted: 1, formSubmitted: 1, leads: 1 });
  });

  test('the number on the page is the ad’s, and a tap on it makes the call that ad’s', async () => {
    const owner = await scene.newSite({
      numbers: {
        lines: [{ id: 'sales', number: '+380441234567' }],
        pools: [],
        rules: [
          { line: 'sales', when: [{ parameter: 'utm_source', is: 'flyer*' }], show: { number: '+380442000001' } },
        ],
      },
      calls: {
        providers: [{ provider: 'generic', secret: SECRET, rotation: 0 }],
        leadSeconds: 20,
        callBackMinutes: 15,
      },
    });
    await visit(
      owner,
      {
        body: '<p>Телефонуйте: <a href="tel:+380441234567">(044) <b>123</b>-45-67</a> або 044 123 45 67</p>',
        // No telephone here: what the widget sees of the tap comes first.
        head: `<script>addEventListener('click', (event) => event.preventDefault())</script>`,
      },
      '?utm_source=flyer-autumn&utm_medium=print&utm_campaign=autumn',
    );
    await scene.tab.until('another number', () => document.querySelector('a')?.href === 'tel:+380442000001');
    expect(await textOf('main p')).toEqual(['Телефонуйте: (044) 200-00-01 або 044 200 00 01']);
    await click('a');
    const ringing = Math.floor(Date.now() / 1000) + 1;
    const body = JSON.stringify({
      call_id: 'one',
      from: '+380671112233',
      to: '+380442000001',
      direction: 'in',
      ring_ts: ringing,
      answer_ts: ringing + 3,
      end_ts: ringing + 40,
      billsec: 37,
      status: 'answered',
    });
    const now = new Date();
    const { status } = await fetch(await owner.hook('generic'), {
      method: 'POST',
      headers: {
        'webhook-id': 'one',
        'webhook-timestamp': `${Math.floor(now.getTime() / 1000)}`,
        'webhook-signature': new Webhook(SECRET).sign('one', now, body),
      },
      body,
    });
    expect(status).toBeLessThan(300);
    // Probably this visitor's; it may have been somebody who read the flyer itself.
    await expect
      .poll(async () => (await owner.calls())[0]?.candidates[0]?.source.campaign, { timeout: 20_000 })
      .toBe('autumn');
  });

  test('in a window 320 px wide nothing needs sideways scrolling', async () => {
    const owner = await scene.newSite({
      forms: [{ id: 'callback', kind: 'callback' }, { id: 'lead', kind: 'lead' }, QUIZ, { id: 'nps', kind: 'nps' }],
    });
    const inner = `<!doctype html><html lang="uk"><meta name="viewport" content="width=device-width"><title>Вікна</title><body>${place('lead')}${place('quiz')}${place('nps')}<script async src="${scene.server.url}/w/${owner.site}.js"></script>`;
    await visit(owner, {
      tag: '',
      body: '<iframe width="320" height="560" title="Вікна"></iframe>',
      // From the same origin, as a window of that width would be.
      head: `<script>addEventListener('load', () => { const { contentDocument } = document.querySelector('iframe'); contentDocument.open(); contentDocument.write(${JSON.stringify(inner).replaceAll('</script>', '<\\/script>')}); contentDocument.close(); })</script>`,
    });
    await scene.tab.enter(0);
    try {
      await there('form [name=email]');
      expect(await scene.tab.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      for (const id of ['callback', 'quiz', 'nps']) {
        await scene.tab.evaluate((form) => {
          document.querySelector(`[data-whichhalf=${form}]`)?.remove();
          (window as unknown as { whichhalf(call: string, form: string): void }).whichhalf('open', form);
        }, id);
        await there(DIALOG);
        expect(
          await scene.tab.evaluate((open) => {
            const dialog = window.deep(open)[0] as HTMLDialogElement;
            const { left, right } = dialog.getBoundingClientRect();
            const fits = left >= 0 && right <= 320 && dialog.scrollWidth <= dialog.clientWidth;
            dialog.close();
            return fits;
          }, DIALOG),
          id,
        ).toBe(true);
      }
    } finally {
      await scene.tab.enter();
    }
  });
};
