import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ContactRequest } from '../../shared/contacts.ts';
import type { FormHit, HitsBatch } from '../../shared/hits.ts';
import type { WidgetSettings } from '../../shared/settings.ts';
import type { WatchedForm } from '../../shared/watch.ts';
import { buildWidget, CHUNK_PATH, SETTINGS_MARK, type WidgetBuild } from '../../tools/build/widget.ts';
import { launchChromium } from './chromium.ts';

/** The site's own forms, watched by the script as it is built, against a worker and a shop that record what they get. */

const AD = '?utm_source=google&utm_medium=cpc&utm_campaign=77&gclid=Cj0-a_b';

let browser: Browser;
let widget: WidgetBuild;
let page: Page;
/** Of the site that the next page is of. */
let settings: Partial<WidgetSettings> = {};
let body = '';
/** What the page's visitor or its owner would not like to see. */
const complaints: string[] = [];
const hits: HitsBatch[] = [];
const contacts: ContactRequest[] = [];
/** Bodies that the site's own server got. */
const orders: URLSearchParams[] = [];

const textOf = async (request: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
};

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url as string, 'http://x');
  const chunk = widget.chunks.find(({ name }) => pathname === CHUNK_PATH + name);
  const type = (value: string) => response.setHeader('content-type', value);
  if (pathname === '/w/s.js') {
    const usual = {
      site: 's',
      consent: 'notNeeded',
      ignoredReferrers: [],
      language: 'en',
      color: '#1a56db',
      forms: [],
    };
    type('text/javascript');
    response.end(widget.core.replace(SETTINGS_MARK, () => JSON.stringify({ ...usual, ...settings })));
  } else if (chunk) {
    type('text/javascript');
    response.end(chunk.code);
  } else if (pathname.startsWith('/w/s/')) {
    const told = JSON.parse(await textOf(request));
    (pathname.endsWith('hits') ? hits : contacts).push(told);
    type('application/json');
    response.writeHead(pathname.endsWith('hits') ? 202 : 201).end('{}');
  } else {
    if (request.method === 'POST') orders.push(new URLSearchParams(await textOf(request)));
    type('text/html; charset=utf-8');
    response.end(
      pathname === '/'
        ? `<!doctype html><title>Shop</title><body>${body}<script async src="/w/s.js"></script>`
        : '<!doctype html><title>Thanks</title>',
    );
  }
});

const origin = () => `http://localhost:${(server.address() as AddressInfo).port}`;

beforeAll(async () => {
  // As it is shipped: a test runner's environment would have Vite build for development.
  vi.stubEnv('NODE_ENV', 'production');
  widget = await buildWidget();
  vi.unstubAllEnvs();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  server.close();
});
beforeEach(async () => {
  for (const list of [hits, contacts, orders]) list.length = 0;
  settings = {};
  page = await (await browser.newContext()).newPage();
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => /error|warning/.test(message.type()) && complaints.push(message.text()));
});
afterEach(async () => {
  await page.context().close();
  expect(complaints.splice(0)).toEqual([]);
});

const stages = () =>
  hits
    .flatMap((batch) => batch.hits)
    .filter((hit): hit is FormHit => hit.kind === 'form')
    .map(({ form, stage }) => `${form} ${stage}`)
    .filter((told) => told !== 'witness seen')
    .sort();
const written = () => contacts.map(({ contact }) => contact.fields);

/** However slow the machine is. */
const eventually = <T>(what: () => T | Promise<T>) => expect.poll(what, { timeout: 15_000 });

/** A hidden input that is filled in tells that watching has begun, or has got so far. */
const WITNESS = '<form id="witness"><input type="hidden" name="witness"></form>';
const watching = (name = 'witness') =>
  page.waitForFunction((input) => document.querySelector<HTMLInputElement>(`[name="${input}"]`)?.value, name);

const open = async (html: string, ...forms: WatchedForm[]) => {
  body = html + WITNESS;
  settings.watch = [
    ...forms,
    { form: 'witness', selector: '#witness', hidden: { witness: 'visit', late: 'visit', deep: 'visit' } },
  ];
  await page.goto(`${origin()}/${AD}`);
  await watching();
};
/** The form was seen, and the page's tag manager knows. */
const announced = (form: string) =>
  page.waitForFunction(
    (id) =>
      (window as unknown as { dataLayer?: Record<string, string>[] }).dataLayer?.some(
        (told) => told.event === 'whichhalf_form_seen' && told.form === id,
      ),
    form,
  );
/** What was collected is sent when the page is left. */
const leave = () => page.goto(`${origin()}/elsewhere`);

const FIELDS = '<input name="your-name"><input name="tel" type="tel" required><input name="email" type="email">';
const button = (text = 'Order') => page.getByRole('button', { name: text });
const fill = async () => {
  await page.locator('[name=your-name]').fill('Оля');
  await page.locator('[name=tel]').fill('044 123-45-67');
};
const ORDER: WatchedForm = { form: 'order', selector: '#order', contact: { kind: 'lead', fields: 'auto' } };
const PLAIN = `<form id="order" method="post" action="/thanks">${FIELDS}<button>Order</button></form>`;
const OLYA = { name: 'Оля', phone: '044 123-45-67' };

describe('a plain form', () => {
  test('that leaves the page at once: its stages and its contact arrive', async () => {
    await open(PLAIN, ORDER);
    await fill();
    await button().click();
    await page.waitForURL('**/thanks');
    await eventually(() => contacts.length).toBe(1);
    expect(contacts[0]?.contact).toMatchObject({ kind: 'lead', form: 'order', fields: OLYA, page: `${origin()}/` });
    expect(contacts[0]?.visit.url).toBe(`${origin()}/${AD}`);
    await eventually(stages).toEqual(['order started', 'order submitted']);
    expect(orders.map((order) => Object.fromEntries(order))).toEqual([
      { 'your-name': 'Оля', tel: '044 123-45-67', email: '' },
    ]);
  });

  test('is seen after a second in view', async () => {
    await open(PLAIN, ORDER);
    await announced('order');
    await leave();
    await eventually(stages).toEqual(['order seen']);
  });

  test('below the fold is not', async () => {
    const top = '<form data-whichhalf-form="top"><input></form>';
    await open(`${top}<div style="height:3000px"></div>${PLAIN}`, ORDER, { form: 'top' });
    await announced('top');
    await leave();
    await eventually(stages).toEqual(['top seen']);
  });

  test('that the browser finds invalid was started and not submitted', async () => {
    await open(PLAIN, ORDER);
    await page.locator('[name=your-name]').fill('Оля');
    await button().click();
    await leave();
    await eventually(stages).toEqual(['order started']);
    expect(contacts).toEqual([]);
  });

  test('without a contact in its settings: nothing in it is read', async () => {
    await open(PLAIN, { form: 'order', selector: '#order' });
    await fill();
    await button().click();
    await page.waitForURL('**/thanks');
    await eventually(stages).toEqual(['order started', 'order submitted']);
    expect(contacts).toEqual([]);
  });

  test('sent by requestSubmit() is sent', async () => {
    await open(PLAIN, ORDER);
    await fill();
    await page.evaluate(() => document.querySelector<HTMLFormElement>('#order')?.requestSubmit());
    await page.waitForURL('**/thanks');
    await eventually(written).toEqual([OLYA]);
  });

  test('sent by submit(), which tells nobody, is sent', async () => {
    await open(PLAIN, ORDER);
    await fill();
    await page.evaluate(() => document.querySelector<HTMLFormElement>('#order')?.submit());
    await page.waitForURL('**/thanks');
    await eventually(written).toEqual([OLYA]);
    await eventually(stages).toEqual(['order started', 'order submitted']);
  });

  test('whose data the page only looks at was not sent', async () => {
    await page.clock.install();
    await open(PLAIN, ORDER);
    await fill();
    await page.evaluate(() => void new FormData(document.querySelector<HTMLFormElement>('#order') as HTMLFormElement));
    await page.clock.fastForward(3_100);
    await leave();
    await eventually(stages).toContain('order started');
    expect(stages()).not.toContain('order submitted');
    expect(contacts).toEqual([]);
  });
});

describe('a form that the page sends itself', () => {
  const app = (script: string, attributes = '') =>
    `<form id="order" ${attributes}>${FIELDS}<button>Order</button></form><script>
      const form = document.querySelector('#order');
      form.addEventListener('submit', (event) => { event.preventDefault(); ${script} });
    </script>`;

  test('counts, with what stood in it before the page emptied it', async () => {
    await open(
      app('fetch("/api", { method: "POST", body: new URLSearchParams(new FormData(form)) }); form.reset();'),
      ORDER,
    );
    await fill();
    await button().click();
    await eventually(written).toEqual([OLYA]);
    await eventually(() => orders.length).toBe(1);
  });

  test('and stops at nothing on the way counts too', async () => {
    await open(app('event.stopImmediatePropagation();'), ORDER);
    await fill();
    await button().click();
    await eventually(written).toEqual([OLYA]);
  });

  test('sent twice within seconds is one; corrected it is another', async () => {
    await open(app(''), ORDER);
    await fill();
    await button().dblclick();
    await eventually(() => contacts.length).toBe(1);
    await button().click();
    await page.locator('[name=tel]').fill('044 765-43-21');
    await button().click();
    await eventually(() => written().map(({ phone }) => phone)).toEqual(['044 123-45-67', '044 765-43-21']);
  });

  test.each([
    ['by the browser’s rules', '', 'novalidate', ''],
    ['by a mark of the page', 'form.tel.setAttribute("aria-invalid", "true");', '', '044 123-45-67'],
  ])('found invalid %s was not submitted', async (_, script, attributes, phone) => {
    await open(app(script, attributes), ORDER);
    await page.locator('[name=your-name]').fill('Оля');
    await page.locator('[name=tel]').fill(phone);
    await button().click();
    await leave();
    await eventually(stages).toEqual(['order started']);
    expect(contacts).toEqual([]);
  });
});

test('with novalidate, what the browser sends counts', async () => {
  await open(PLAIN.replace('method', 'novalidate method'), ORDER);
  await page.locator('[name=your-name]').fill('Оля');
  await button().click();
  await page.waitForURL('**/thanks');
  await eventually(written).toEqual([{ name: 'Оля' }]);
});

describe('wherever it is', () => {
  const LEAD: WatchedForm = { form: 'order', contact: ORDER.contact };
  const send = async () => {
    await fill();
    await button().click();
  };
  /** Kept on its page, so that the next can be tried. */
  const quiet = (attributes: string, inside = FIELDS) =>
    `<form ${attributes} onsubmit="event.preventDefault()">${inside}<button>Order</button></form>`;

  /** What has come by now has been looked at: things are in their order. */
  const walked = async () => {
    await page.evaluate(() => {
      document.querySelector('[name=late]')?.parentElement?.remove();
      const late = document.querySelector('#witness')?.cloneNode() as Element;
      late.innerHTML = '<input type="hidden" name="late">';
      document.body.append(late);
    });
    await watching('late');
  };

  test('added later', async () => {
    await open('<main></main>', LEAD);
    await page.evaluate(
      (html) => {
        const main = document.querySelector('main') as HTMLElement;
        main.insertAdjacentHTML('beforeend', `<section><div>${html}</div></section>`);
      },
      quiet('data-whichhalf-form="order"', `${FIELDS}<input type="hidden" name="later">`),
    );
    await walked();
    await send();
    await eventually(written).toEqual([OLYA]);
  });

  test('in an open shadow root, in one within it, and in what is defined late', async () => {
    await open('<shop-page></shop-page>', LEAD);
    await page.evaluate((html) => {
      class Box extends HTMLElement {
        constructor() {
          super();
          const root = this.attachShadow({ mode: 'open' });
          if (this.localName === 'shop-page') setTimeout(() => root.append(document.createElement('shop-form')));
          else root.innerHTML = `${html}<form id="witness"><input type="hidden" name="deep"></form>`;
        }
      }
      customElements.define('shop-form', class extends Box {});
      customElements.define('shop-page', class extends Box {});
    }, quiet('data-whichhalf-form="order"'));
    await eventually(() => page.locator('[name=deep]').inputValue()).not.toBe('');
    await send();
    await eventually(written).toEqual([OLYA]);
    await leave();
    await eventually(stages).toEqual(expect.arrayContaining(['order started', 'order submitted']));
  });

  test('marked by what it stands in, be that the host of its shadow root', async () => {
    await open('<div data-whichhalf-form="order"></div>', { ...LEAD, hidden: { deep: 'visit' } });
    await page.evaluate(
      (html) => {
        const host = document.querySelector('[data-whichhalf-form]')?.appendChild(document.createElement('div'));
        (host as Element).attachShadow({ mode: 'open' }).innerHTML = html;
      },
      quiet('', `${FIELDS}<input type="hidden" name="deep">`),
    );
    await eventually(() => page.locator('[name=deep]').inputValue()).not.toBe('');
    await send();
    await eventually(written).toEqual([OLYA]);
  });

  test('marked by attribute alone, each by its own name', async () => {
    await open(
      quiet('data-whichhalf-form="first"', '<input aria-label="a">') +
        quiet('data-whichhalf-form="second"', '<input aria-label="b">'),
      { form: '*' },
    );
    await page.getByLabel('a').fill('1');
    await page.getByLabel('b').fill('2');
    await leave();
    await eventually(stages).toEqual(['first started', 'second started']);
  });

  test('two of one name both count, and their visit has submitted it once', async () => {
    const form = quiet('class="order"', '<input name="tel" type="tel">');
    await open(form + form, { ...LEAD, selector: '.order' });
    for (const index of [0, 1]) {
      await page.locator('[name=tel]').nth(index).fill(`044 000-00-0${index}`);
      await button().nth(index).click();
    }
    await eventually(() => written().map(({ phone }) => phone)).toEqual(['044 000-00-00', '044 000-00-01']);
    await leave();
    await eventually(stages).toEqual(['order started', 'order submitted']);
  });

  test('removed and put back', async () => {
    await open(quiet('id="order"'), ORDER);
    const form = await page.$('#order');
    await form?.evaluate((element) => element.remove());
    await walked();
    await form?.evaluate((element) => document.body.prepend(element));
    await walked();
    await send();
    await eventually(written).toEqual([OLYA]);
  });

  test('a selector that is not CSS leaves the other forms watched', async () => {
    await open(quiet('id="order"'), { form: 'bad', selector: '##' }, ORDER);
    await send();
    await eventually(written).toEqual([OLYA]);
  });
});

describe('what is read', () => {
  const submit = async (inside: string, fields: NonNullable<WatchedForm['contact']>['fields']) => {
    await open(`<form id="order" onsubmit="event.preventDefault()">${inside}<button>Order</button></form>`, {
      ...ORDER,
      contact: { kind: 'callback', fields },
    });
    await button().click();
    await eventually(() => contacts.length).toBe(1);
    return contacts[0]?.contact.fields;
  };
  const secrets = `<input name="password" type="password" value="s1"><input name="shown" autocomplete="current-password" value="s2">
    <input name="cc" autocomplete="cc-number" value="4111"><input name="token" type="hidden" value="s3">
    <input name="kept" value="s4" data-whichhalf-keep><span data-whichhalf-keep><input name="inner" value="s5"></span>`;

  test('by itself: name, phone and e-mail, and nothing of what is private', async () => {
    const inside = `${secrets}<input name="first_name" value="Оля"><input name="last_name" value="Коваль">
      <input type="tel" value="0441234567"><input type="email" value="o@shop.example">
      <input type="email" name="again" value="o@shop.example"><input name="company_name" value="Вікна">`;
    expect(await submit(inside, 'auto')).toEqual({ name: 'Оля Коваль', phone: '0441234567', email: 'o@shop.example' });
  });

  test('as the owner says, but still nothing private', async () => {
    const inside = `${secrets}<input id="who" value="Оля"><select name="size"><option value="L" selected>Large</select>
      <input type="checkbox" name="extra" value="sill" checked><input type="checkbox" name="extra" value="net">
      <input type="checkbox" name="extra" value="blind" checked><textarea name="text">Call me</textarea>`;
    const wanted = { name: 'who', size: 'size', extras: 'extra', message: 'text' };
    const denied = { a: 'password', b: 'shown', c: 'cc', d: 'token', e: 'kept', f: 'inner' };
    expect(await submit(inside, { ...wanted, ...denied })).toEqual({
      name: 'Оля',
      size: 'L',
      extras: 'sill, blind',
      message: 'Call me',
    });
  });

  test('a number too short for a phone does not cost the contact', async () => {
    expect(await submit('<input name="name" value="Оля"><input name="phone" value="12-34">', 'auto')).toEqual({
      name: 'Оля',
      'phone as written': '12-34',
    });
  });
});

describe('hidden inputs', () => {
  const HIDDEN: WatchedForm = {
    form: 'order',
    selector: '#order',
    hidden: { crm_visit: 'visit', crm_visitor: 'visitor', from: 'source', campaign: 'utm_campaign', missing: 'gclid' },
  };
  const inputs = ['crm_visit', 'crm_visitor', 'from', 'campaign']
    .map((name) => `<input type="hidden" name="${name}" value="was">`)
    .join('');

  test('tell the owner’s server whose visit it is, even where the page has overwritten them', async () => {
    await open(PLAIN.replace('<button', `${inputs}<button`), HIDDEN);
    await fill();
    await page.evaluate(() => {
      for (const input of document.querySelectorAll<HTMLInputElement>('#order [type=hidden]')) input.value = 'page';
    });
    await button().click();
    await page.waitForURL('**/thanks');
    const { visit } = hits[0] as HitsBatch;
    expect(Object.fromEntries(orders[0] as URLSearchParams)).toEqual({
      'your-name': 'Оля',
      tel: '044 123-45-67',
      email: '',
      crm_visit: visit.id,
      crm_visitor: visit.visitor,
      from: 'google',
      campaign: '77',
    });
  });

  test('are what they were after stop, and nothing is told any more', async () => {
    await open(`<form id="order" onsubmit="event.preventDefault()">${FIELDS}${inputs}<button>Order</button></form>`, {
      ...ORDER,
      ...HIDDEN,
    });
    await watching('crm_visit');
    await page.evaluate("whichhalf('stop')");
    await fill();
    await button().click();
    expect(
      await page
        .locator('#order [type=hidden]')
        .evaluateAll((all) => all.map((input) => (input as HTMLInputElement).value)),
    ).toEqual(['was', 'was', 'was', 'was']);
    await leave();
    await eventually(() => hits.length).toBeGreaterThan(0);
    expect(stages()).toEqual([]);
    expect(contacts).toEqual([]);
  });
});

test('where consent is not given, a contact is sent and nothing else, and nothing is stored', async () => {
  settings.consent = 'required';
  await open(PLAIN, ORDER);
  await fill();
  await button().click();
  await page.waitForURL('**/thanks');
  await eventually(written).toEqual([OLYA]);
  expect(hits).toEqual([]);
  expect(await page.evaluate(() => [document.cookie, Object.keys(localStorage)])).toEqual(['', []]);
});

test('our own forms are not the site’s', async () => {
  settings.forms = [{ id: 'lead', kind: 'lead' }];
  await open('<div data-whichhalf="lead"></div>', {
    form: 'any',
    selector: 'form:not(#witness)',
    contact: ORDER.contact,
  });
  await page.getByLabel('Phone').fill('044 123-45-67');
  await page.locator('[data-whichhalf] button').last().click();
  await eventually(written).toEqual([{ phone: '044 123-45-67' }]);
  await leave();
  await eventually(stages).toEqual(['lead started', 'lead submitted']);
});

describe('a hostile page', () => {
  test('whose inputs are called what a form calls its own', async () => {
    const names = ['submit', 'elements', 'matches', 'closest', 'getRootNode', 'querySelector', 'constructor'];
    const traps = names.map((name) => `<input name="${name}" value="trap">`).join('');
    await open(PLAIN.replace('<button', `${traps}<button`), { ...ORDER, hidden: { x: 'visit' } });
    await fill();
    await button().click();
    await page.waitForURL('**/thanks');
    await eventually(written).toEqual([OLYA]);
    expect(orders[0]?.get('constructor')).toBe('trap');
  });

  test('that has a submit of its own', async () => {
    await open(
      `${PLAIN}<script>HTMLFormElement.prototype.submit = function () { this.dataset.sent = 'by the page'; };
        const own = HTMLFormElement.prototype.submit;</script>`,
      ORDER,
    );
    await fill();
    await page.evaluate(() => document.querySelector<HTMLFormElement>('#order')?.submit());
    expect(await page.locator('#order').getAttribute('data-sent')).toBe('by the page');
    await button().click();
    await page.waitForURL('**/thanks');
    await eventually(written).toEqual([OLYA]);
  });

  test('keeps its order of things: its listeners run, the browser sends, all in one go', async () => {
    await open(
      `${PLAIN}<script>
        const order = document.querySelector('#order');
        order.addEventListener('submit', () => { sessionStorage.did = 'listener '; });
        order.addEventListener('formdata', () => { sessionStorage.did += 'data '; });
      </script>`,
      ORDER,
    );
    await fill();
    const did = await page.evaluate(() => {
      document.querySelector<HTMLFormElement>('#order')?.requestSubmit();
      // Before anything else could run.
      return sessionStorage.did;
    });
    expect(did).toBe('listener data ');
    await page.waitForURL('**/thanks');
    await eventually(written).toEqual([OLYA]);
  });
});

test('nothing moves: no element, no attribute, no shift', async () => {
  body = PLAIN + WITNESS;
  await page.goto(`${origin()}/`);
  const before = await page.evaluate(() => document.body.innerHTML);
  await page.addInitScript(() => {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) console.error('shift', entry.toJSON());
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await open(PLAIN, ORDER);
  await fill();
  const after = await page.evaluate(() => document.body.innerHTML);
  expect(after.replace(/ value="[0-9a-z]{20}"/, '')).toBe(before);
});

test('a site that watches nothing loads nothing of it', async () => {
  body = PLAIN;
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${origin()}/`);
  await eventually(() => hits.length).toBe(1);
  expect(asked.filter((path) => path.startsWith(CHUNK_PATH))).toEqual([]);
});
