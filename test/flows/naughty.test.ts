import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MAX_NAME, MAX_URL } from '../../shared/limits.ts';
import type { Dimension } from '../../shared/report.ts';
import { normalise } from '../../worker/source/normalise.ts';
import { launchChromium, USER_AGENT } from '../browser/chromium.ts';
import { startServer, type TestServer } from '../server.ts';
import { type CompanySite, openCompanySite, snippetOf } from './companySite.ts';
import { NAUGHTY } from './naughtyStrings.ts';
import { type Owner, openSite } from './owner.ts';
import { openReceiver, type Receiver } from './receiver.ts';
import { openTelegram, type Telegram } from './telegram.ts';
import { until } from './until.ts';

/**
 * Whatever somebody writes into a form, an address or a campaign's name comes out as it went in, by every way out: API,
 * webhook, chat, dashboard, CSV. It is text to all of them: no browser runs it, no spreadsheet computes it.
 */

/** Own fields of one form. */
const FIELDS = 20;

let server: TestServer;
let browser: Browser;
let company: CompanySite;
let receiver: Receiver;
let telegram: Telegram;
let context: BrowserContext;
/** Dialogs, requests elsewhere, what a policy refused, errors: all that tells of a text that was taken for a program. */
const complaints: string[] = [];

beforeAll(async () => {
  [browser, company, receiver, telegram] = await Promise.all([
    launchChromium(),
    openCompanySite(),
    openReceiver(),
    openTelegram(),
  ]);
  // So that each contact may come from an address of its own: a hundred from one would be a flood.
  server = await startServer({ env: { TELEGRAM_API: telegram.url, TRUSTED_PROXIES: '127.0.0.1,::1' } });
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await Promise.all([company?.close(), receiver?.close(), telegram?.close()]);
});

beforeEach(async () => {
  complaints.length = 0;
  context = await browser.newContext({
    userAgent: USER_AGENT,
    locale: 'uk-UA',
    viewport: { width: 1280, height: 900 },
  });
});

afterEach(async () => {
  await context.close();
  expect(complaints).toEqual([]);
});

const newPage = async (): Promise<Page> => {
  const page = await context.newPage();
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`refused: ${violatedDirective} ${blockedURI}`),
    );
  });
  page.on('dialog', (dialog) => {
    complaints.push(`said ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // The browser itself notes every answer that is no success, as that nobody is signed in yet.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== server.url && origin !== company.origin)
      complaints.push(`asked ${request.url()}`);
  });
  return page;
};

/** The texts in portions, each under the names of fields. */
const portions = (texts: readonly string[], size: number): Record<string, string>[] =>
  Array.from({ length: Math.ceil(texts.length / size) }, (_, portion) =>
    Object.fromEntries(texts.slice(portion * size, (portion + 1) * size).map((text, index) => [`t${index}`, text])),
  );

let made = 0;
const newId = (at: number): string => at.toString(36).padStart(8, '0') + String((made += 1)).padStart(12, '0');

/** Posts as the script would, from an address of its own. */
const post = async (site: string, what: 'hits' | 'contacts', body: object): Promise<void> => {
  made += 1;
  const response = await fetch(`${server.url}/w/${site}/${what}`, {
    method: 'POST',
    headers: {
      origin: 'https://shop.test',
      'content-type': 'text/plain',
      'user-agent': USER_AGENT,
      'x-forwarded-for': `10.0.${made >> 8}.${made & 255}`,
    },
    body: JSON.stringify({ sentAt: Date.now(), ...body }),
  });
  if (!response.ok) throw new Error(`${what} answered ${response.status} ${await response.text()}`);
};

const visitAt = (at: number, url: string) => ({
  id: newId(at),
  visitor: newId(at),
  url,
  referrer: '',
  language: 'uk',
  zone: 'Europe/Kyiv',
});

const fieldsOf = async (owner: Owner): Promise<Record<string, string>[]> =>
  (await owner.leads()).flatMap(({ contacts }) => contacts.map(({ fields }) => fields));
/** The same out of the whole site's NDJSON. */
const exportedFieldsOf = async ({ site, token }: Owner): Promise<Record<string, string>[]> => {
  const headers = { authorization: `Bearer ${token}` };
  const text = await (await fetch(`${server.url}/v1/sites/${site}/export`, { headers })).text();
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { table: string; row: { body: string } });
  return lines
    .filter(({ table }) => table === 'contact_details')
    .map(({ row }) => (JSON.parse(row.body) as { fields: Record<string, string> }).fields);
};
/** In whichever order they came. */
const sorted = (all: readonly object[]): string[] =>
  all.map((one) => JSON.stringify(one, Object.keys(one).sort())).sort();

describe('what is written into a form', () => {
  test('is handed out as it was typed, but for white space at its ends', async () => {
    const owner = await openSite(server, {
      name: 'Вікна',
      hosts: ['localhost'],
      spam: { quarantine: false },
      forms: [
        {
          id: 'lead',
          kind: 'lead',
          fields: Array.from({ length: FIELDS }, (_, index) => ({
            name: `t${index}`,
            type: index % 2 ? 'long' : 'text',
            label: { uk: `Поле ${index}` },
          })),
        },
      ],
    });
    company.paste(snippetOf(server.url, owner.site));
    // A tenth of all, from everywhere in the lists.
    const typed = portions(
      NAUGHTY.filter((_, index) => index % 10 === 0),
      FIELDS,
    );
    const page = await newPage();
    for (const fields of typed) {
      await page.goto(`${company.origin}/contact`);
      const form = page.locator('[data-whichhalf="lead"] form');
      for (const [name, text] of Object.entries(fields)) await form.locator(`[name=${name}]`).fill(text);
      await form.locator('button').click();
      await form.and(page.locator('.sent')).waitFor();
    }
    const trimmed = typed.map((fields) =>
      Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, text.trim()])),
    );
    expect(sorted(await fieldsOf(owner))).toEqual(sorted(trimmed));
  });

  test('is handed out and told byte for byte', async () => {
    const owner = await openSite(server, {
      name: 'Вікна',
      hosts: ['shop.test'],
      spam: { quarantine: false },
      notify: {
        webhooks: [{ url: receiver.url, secret: receiver.secret }],
        telegram: [{ token: telegram.token, chat: telegram.chat }],
      },
    });
    const before = telegram.messages.length;
    const sent = portions(NAUGHTY, 40);
    const at = Date.now();
    for (const fields of sent) {
      const contact = { id: newId(at), kind: 'lead', at, form: 'lead', fields, page: 'https://shop.test/' };
      await post(owner.site, 'contacts', { visit: visitAt(at, 'https://shop.test/'), contact });
    }
    expect(sorted(await fieldsOf(owner))).toEqual(sorted(sent));
    expect(sorted(await exportedFieldsOf(owner))).toEqual(sorted(sent));

    const told = () => receiver.receipts.filter(({ event }) => event.data.site.key === owner.site);
    await until('all webhooks', () => told().length >= sent.length, 60_000);
    expect(sorted(told().map(({ event }) => event.data.contact.fields))).toEqual(sorted(sent));
    expect(receiver.rejected).toEqual([]);
    await until('all messages', () => telegram.messages.length - before >= sent.length, 60_000);
    // A message has an end; what stands in it stands there as it was written.
    const messages = telegram.messages.slice(before).map(({ text }) => text);
    for (const { t0, t1 } of sent) expect(messages.some((text) => text.includes(`t0: ${t0}\nt1: ${t1}`))).toBe(true);
  });
});

describe('what stands in an address, and in a file of an ad system', () => {
  const NAMES: readonly Dimension[] = ['campaign', 'content', 'term'];
  let owner: Owner;
  const period: Record<string, string> = {};

  beforeAll(async () => {
    owner = await openSite(server, {
      name: '<img src=x onerror=alert(1)>"</option></title><script>alert(2)</script>',
      hosts: ['shop.test'],
      timeZone: 'UTC',
      spam: { quarantine: false },
    });
    const at = Date.now();
    const day = new Date(at).toISOString().slice(0, 10);
    Object.assign(period, { from: day, to: day, limit: '50000' });
    const seen = async (text: string, path: string, names: readonly string[]): Promise<void> => {
      const url = `https://shop.test${path}?${new URLSearchParams(names.map((name) => [`utm_${name}`, text]))}`;
      if (url.length <= MAX_URL) {
        const hits = [path, text].map((path, at) => ({ kind: 'page', at, path }));
        return post(owner.site, 'hits', { visit: visitAt(at, url), hits });
      }
      const half = names.length >> 1;
      await seen(text, path, names.slice(0, half));
      await seen(text, '/', names.slice(half));
    };
    for (const text of NAUGHTY)
      await seen(text, `/${encodeURIComponent(text)}`, ['source', 'medium', 'campaign', 'content', 'term']);
    // A name that visits and spend have in common is shown as the ad system spells it.
    const campaigns = NAUGHTY.filter((text) => text.length <= MAX_NAME);
    await owner.upload({
      origin: 'naughty',
      rows: campaigns.map((campaign) => ({ day, source: 'elsewhere', medium: 'cpc', campaign, cost: '1' })),
    });
  });

  const keysBy = async (dimension: Dimension): Promise<string[]> => {
    const { rows } = await owner.report({ ...period, by: dimension, metrics: 'spend,visits' });
    return rows.map(({ key }) => key[dimension] as string);
  };

  test.each(NAMES)('is the same in reports by %s, as far as reports tell names apart', async (dimension) => {
    const known = new Set((await keysBy(dimension)).map(normalise));
    expect(NAUGHTY.filter((text) => !known.has(normalise(text)))).toEqual([]);
  });

  test.each<Dimension>(['page', 'landing', 'campaign', 'content', 'term', 'source', 'medium', 'ad'])(
    'is text in the CSV by %s: read back it is the same, and nothing in it is a formula',
    async (dimension) => {
      const keys = await keysBy(dimension);
      expect(keys.length).toBeGreaterThan(400);
      const rows = await owner.csv({ ...period, by: dimension, metrics: 'spend,visits' });
      for (const cell of rows.flatMap((row) => Object.values(row))) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      expect(rows.map((row) => row[dimension])).toEqual(
        [...keys, 'total'].map((key) => (/^[=+\-@\t\r]/.test(key) ? `'${key}` : key)),
      );
    },
  );

  test('a telephone number stays one that can be read', async () => {
    const rows = await owner.csv({ ...period, by: 'campaign', metrics: 'spend,visits' });
    expect(rows.map(({ campaign }) => campaign)).toContain("'+380 44 123-45-67");
  });

  test.each(['ad', 'campaign', 'source', 'channel'])('is text in the dashboard by %s', async (by) => {
    const page = await newPage();
    await page.goto(`${server.url}/app/${owner.site}/ads?from=${period.from}&to=${period.to}&by=${by}`);
    await page.getByLabel('Токен API').fill(owner.token);
    await page.getByRole('button', { name: 'Увійти' }).click();
    const titles = page.locator('.row:not(.totals) .name-title');
    await titles.first().waitFor();
    const more = page.getByRole('button', { name: 'Показати ще' });
    while ((await more.count()) > 0) await more.click();
    if (by === 'campaign') {
      const keys = await keysBy('campaign');
      expect(new Set(await titles.allTextContents())).toEqual(new Set(keys.map((key) => key || 'не вказано')));
    }
    const grown = page.locator(
      '.row:not(.totals) :is(script, style, link, img, iframe, object, embed, form, input, a:not([href^="/app/"]))',
    );
    expect(await grown.count()).toBe(0);
  });
});
