import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ENTRIES } from '../../../dashboard/pages.tsx';
import type { PageName } from '../../../dashboard/place.ts';
import { uk } from '../../../dashboard/words/uk.ts';
import { HOOK_SECRET } from '../../../tools/demoYear/company.ts';
import { signedCall } from '../../../tools/demoYear/fill.ts';
import { idOf } from '../../../tools/demoYear/journeys.ts';
import { each, openWire, type Wire } from '../../../tools/demoYear/wire.ts';
import { NAUGHTY } from '../../flows/naughtyStrings.ts';
import { USER_AGENT } from '../chromium.ts';
import { linksWithin, openScene, type Scene, settled } from './scene.ts';

/**
 * Whatever a visitor, a caller, an ad system, a CRM or a colleague can write is text on every page of the dashboard: no
 * script runs, no image is asked for, no policy is broken, nothing complains.
 */

const HOST = 'shop.test';
/** A hundred leads, each with a few of the strings, are shown on some page or other. */
const LEADS = 110;

/** Text that would be a picture and a script, by the field that it stands in. */
const mark = (field: string): string => `<img src=x onerror=alert('${field}')>`;
/** The n-th of the strings, no longer than a name may be; the first ones of each kind are marks. */
const naughty = (n: number, field: string): string =>
  n < 3 ? mark(field) : [...(NAUGHTY[n % NAUGHTY.length] as string)].slice(0, 150).join('');

let scene: Scene;
let wire: Wire;
let token: string;
let site: string;
/** The newest first, without those that are taken for spam. */
let leads: string[] = [];

/** Taken or refused with a reason: what may not be written there is no concern of pages. */
const TAKEN = new Set([200, 201, 202, 409, 422]);

const post = async (path: string, body: object, headers: Record<string, string> = {}): Promise<string> => {
  const { status, text } = await wire.ask({
    method: path.includes('/leads/') && !path.endsWith('/sales') ? 'PATCH' : 'POST',
    path,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!TAKEN.has(status)) throw new Error(`${path} answered ${status} ${text}`);
  return text;
};

/** Somebody comes by an ad, looks at a page and leaves a form: all of it of their own making. */
const visitor = async (n: number): Promise<void> => {
  const at = Date.now() - n * 11 * 60_000 - 60_000;
  const parameters = new URLSearchParams({
    utm_source: naughty(6 * n, 'source'),
    utm_medium: 'cpc',
    utm_campaign: naughty(6 * n + 1, 'campaign'),
    utm_content: naughty(6 * n + 2, 'content'),
    utm_term: naughty(6 * n + 3, 'term'),
  });
  const visit = {
    id: idOf(at, 'v', n),
    visitor: idOf(at, 'p', n),
    url: `https://${HOST}/?${parameters}`.slice(0, 2_000),
    referrer: `https://evil.test/?q=${encodeURIComponent(naughty(n, 'referrer'))}`,
    language: 'uk',
    zone: 'Europe/Kyiv',
  };
  const headers = { origin: `https://${HOST}`, 'content-type': 'text/plain', 'user-agent': USER_AGENT };
  const from = { ...headers, 'x-forwarded-for': `10.1.${n >> 8}.${n & 255}` };
  const form = n < 12 ? naughty(n, 'form') : 'lead';
  const sent = (kind: string, body: object): Promise<string> =>
    post(`/w/${site}/${kind}`, { sentAt: Date.now(), visit, ...body }, from);
  const variant = naughty(n, 'variant');
  await sent('hits', {
    hits: [
      { kind: 'page', at: 0, path: `/${naughty(6 * n + 4, 'path')}` },
      { kind: 'form', at: 1_000, form, variant, stage: 'seen' },
      { kind: 'form', at: 1_500, form, variant, stage: 'started' },
      { kind: 'field', at: 2_000, form, variant, field: naughty(n, 'field').slice(0, 64), ms: 400, refused: true },
    ],
  });
  await sent('contacts', {
    contact: {
      id: idOf(at + 5_000, 'c', n),
      kind: 'lead',
      at: at + 5_000,
      form,
      variant,
      fields: {
        name: naughty(6 * n + 5, 'name'),
        phone: `044000${String(n).padStart(4, '0')}`,
        message: NAUGHTY.slice(6 * n, 6 * n + 6).join('\n'),
        organisation: mark('organisation'),
      },
      consent: { text: mark('consent'), at, version: naughty(n, 'version') },
      page: `https://${HOST}/${mark('page')}`,
    },
  });
};

/** What is written about the n-th lead by those who work with it, and by their CRM. */
const colleague = async (n: number): Promise<void> => {
  const lead = leads[n] as string;
  await post(`/v1/sites/${site}/leads/${lead}`, {
    note: n % 2 ? mark('note') : NAUGHTY.slice(n, n + 4).join(' '),
    product: naughty(n, 'product'),
    owner: naughty(n, 'owner'),
    ...(n % 3 === 0 && { stage: 'lost', lossReason: naughty(n, 'reason') }),
  });
  await post(`/v1/sites/${site}/leads/${lead}/sales`, { revenue: 1_000, profit: 1, product: naughty(n, 'sold') });
};

const company = async (): Promise<void> => {
  const { text } = await wire.ask({
    method: 'GET',
    path: `/v1/sites/${site}/hooks`,
    headers: { authorization: `Bearer ${token}` },
  });
  const hook = new URL((JSON.parse(text) as { hooks: { url: string }[] }).hooks[0]?.url as string).pathname;
  const now = Date.now();
  for (let n = 0; n < 40; n += 1) {
    const call = {
      call_id: naughty(n, 'call').slice(0, 90),
      from: n % 2 ? naughty(n, 'caller').slice(0, 40) : `044000${String(n).padStart(4, '0')}`,
      to: '0440009999',
      direction: 'in' as const,
      ring_ts: now - n * 60_000,
      billsec: 0,
      status: 'missed' as const,
      recording_url: `https://evil.test/${mark('recording')}`,
    };
    const { status } = await wire.ask(signedCall(hook, call, now));
    if (!TAKEN.has(status)) throw new Error(`a call was answered with ${status}`);
  }
  const day = new Date(now - 86_400_000).toISOString().slice(0, 10);
  for (let n = 0; n < 60; n += 1) {
    const row = {
      day,
      system: 'meta',
      campaign: naughty(5 * n, 'campaign'),
      group: naughty(5 * n + 1, 'group'),
      ad: naughty(5 * n + 2, 'ad'),
      agency: naughty(5 * n + 3, 'agency'),
      cost: n + 1,
      clicks: 1,
    };
    const file = encodeURIComponent(naughty(5 * n + 4, 'file'));
    await post(`/v1/sites/${site}/spend?file=${file}`, { origin: `hostile-${n}`, rows: [row] });
  }
  for (let n = 0; n < 12; n += 1) {
    const period = new Date(now).toISOString().slice(0, 7);
    const scope = `campaign:${naughty(n, 'campaign')}${n}`;
    const made = await post(`/v1/sites/${site}/plans`, {
      metric: 'leads',
      period,
      scope,
      target: 5,
      owner: mark('owner'),
    });
    const { plan } = JSON.parse(made) as { plan?: string };
    if (plan) await post(`/v1/sites/${site}/plans/${plan}/notes`, { text: mark('plan'), reason: naughty(n, 'why') });
    await post('/v1/people', { name: naughty(n, `person ${n}`), role: 'sales' });
    await post('/v1/tokens', { name: naughty(n, 'token'), scopes: ['report'] });
    await post(`/v1/sites/${site}/numbers`, {
      numbers: [
        { number: `04400088${10 + n}`, name: naughty(n, 'number'), source: mark('offline'), campaign: mark('sign') },
      ],
    });
  }
  const rows = leads.slice(0, 20).map((lead, n) => ({
    id: `deal-${n}`,
    lead,
    owner: naughty(n, 'seller'),
    product: naughty(n, 'deal'),
    amount: 5,
    stage: 'sql',
  }));
  await post(`/v1/sites/${site}/crm`, { rows });
};

beforeAll(async () => {
  scene = await openScene();
  wire = openWire(scene.server.url);
  const label = { uk: mark('label') };
  ({ token, site } = await scene.newSite({
    name: mark('site'),
    hosts: [HOST],
    channelRules: [{ channel: mark('channel'), source: '*x*' }],
    calls: { providers: [{ provider: 'generic', secret: HOOK_SECRET }], leadSeconds: 20, callBackMinutes: 15 },
    leads: {
      answerWithinMinutes: 15,
      escalateMinutes: [],
      lapseDays: 365,
      recentDays: 7,
      marginPercent: 20,
      actions: [{ id: 'meeting', name: mark('action') }],
    },
    forms: [
      {
        id: 'lead',
        kind: 'lead',
        words: { uk: { title: mark('title') } },
        fields: [{ type: 'choice', name: 'phone', label, options: [{ value: mark('option'), label }] }],
        variants: [{ id: mark('variant'), weight: 1, words: { uk: { title: mark('arm') } } }],
      },
    ],
  }));
  const all = Array.from({ length: LEADS }, (_, n) => n);
  await each(all, visitor);
  const { text } = await wire.ask({
    method: 'GET',
    path: `/v1/sites/${site}/leads?limit=200`,
    headers: { authorization: `Bearer ${token}` },
  });
  leads = (JSON.parse(text) as { leads: { lead: string }[] }).leads.map(({ lead }) => lead);
  await each([...leads.keys()], colleague);
  await company();
});
afterEach(() => scene.leave());
afterAll(async () => {
  wire?.close();
  await scene?.close();
});

/** A page that tells of every sign that a text was taken for anything else. */
const open = async (): Promise<Page> => {
  const page = await scene.open({ signedInWith: token });
  page.on('dialog', (dialog) => {
    scene.complaints.push(`a script said ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.resourceType() === 'image' && !/\.(svg|ico)$|^data:/.test(request.url()))
      scene.complaints.push(`asked for the image ${request.url()}`);
  });
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) =>
      console.error(`broke ${violatedDirective} with ${sample}`),
    ),
  );
  return page;
};

/** Opens what is folded, so that it is looked at too. */
const unfold = async (page: Page): Promise<void> => {
  await page.evaluate(() => {
    for (const folded of document.querySelectorAll('main details:not([open])')) folded.setAttribute('open', '');
  });
  await settled(page);
};

/** The words of the page, and what stands in its fields. */
const shown = (page: Page): Promise<string> =>
  page.locator('main').evaluate((main) => {
    const fields = [...main.querySelectorAll<HTMLInputElement>('input, textarea')].map(({ value }) => value);
    return [(main as HTMLElement).innerText, ...fields].join('\n');
  });

const look = async (page: Page, address: string): Promise<string> => {
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await settled(page);
  await unfold(page);
  return shown(page);
};

/** Where nothing stands that others have written. */
const WITHOUT: readonly PageName[] = ['install'];

test.each(ENTRIES.map(({ name }) => name))('on the page %s it is text', async (name) => {
  const page = await open();
  const own = await look(page, `${scene.server.url}/app/${site}/${name}`);
  const seen = [own];
  for (const address of await linksWithin(page)) seen.push(await look(page, address));
  if (!WITHOUT.includes(name)) expect(seen.join('\n')).toContain('<img src=x onerror=alert(');
  expect(await page.getByRole('banner').innerText()).toContain(uk.pageNames[name]);
});

test.runIf(ENTRIES.some(({ name }) => name === 'leads'))('in the stories of leads it is text', async () => {
  const page = await open();
  // The first ones have the marks, the others the strings.
  for (const lead of [...leads.slice(0, 4), ...leads.filter((_, n) => n % 12 === 11)]) {
    expect(await look(page, `${scene.server.url}/app/${site}/leads/${lead}`)).toContain(mark('organisation'));
  }
});
