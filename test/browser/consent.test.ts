import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SiteSettings } from '../../shared/settings.ts';
import { type CompanySite, openCompanySite, snippetOf } from '../flows/companySite.ts';
import { type Owner, openSite } from '../flows/owner.ts';
import { until } from '../flows/until.ts';
import { newVisitor, type Visitor } from '../flows/visitor.ts';
import { startServer, type TestServer } from '../server.ts';
import { launchChromium } from './chromium.ts';

/** A visitor's consent, from the page to the report: the whole product, the real forms, and all that a browser keeps. */

const AD = '?utm_source=google&utm_medium=cpc&utm_campaign=20011223344&gclid=Cj0KCQiA-example_BwE';

let browser: Browser;
let company: CompanySite;
let server: TestServer;
let owner: Owner;
let visitor: Visitor;

beforeAll(async () => {
  [browser, company, server] = await Promise.all([launchChromium(), openCompanySite(), startServer()]);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await company?.close();
});

beforeEach(async () => {
  visitor = await newVisitor(browser, company);
});

afterEach(() => visitor?.isGone());

const siteWith = async (settings: Partial<SiteSettings>): Promise<void> => {
  const policyUrl = 'https://vikna.example/privacy';
  owner = await openSite(server, { name: 'Вікна', hosts: ['localhost'], policyUrl, ...settings });
  company.paste(snippetOf(server.url, owner.site));
};

const NOTHING = { cookies: [], local: [], session: [], kept: [], caches: [] };

/** All that the company's site and the product's own may keep in the browser; of databases, what is in them. */
const onDevice = async () => ({
  cookies: (await visitor.context.cookies()).map(({ name }) => name),
  ...(await visitor.page.evaluate(async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    kept: (
      await Promise.all(
        (
          await indexedDB.databases()
        ).map(
          ({ name = '' }) =>
            new Promise<string[]>((resolve) => {
              const request = indexedDB.open(name);
              request.onsuccess = () => {
                const database = request.result;
                const stores = [...database.objectStoreNames];
                const counts = stores.map(
                  (store) =>
                    new Promise<string[]>((counted) => {
                      const count = database.transaction(store).objectStore(store).count();
                      count.onsuccess = () => counted(count.result > 0 ? [`${name}/${store}`] : []);
                    }),
                );
                void Promise.all(counts).then((found) => {
                  database.close();
                  resolve(found.flat());
                });
              };
            }),
        ),
      )
    ).flat(),
    caches: await caches.keys(),
  }))),
});

const says = (yes: boolean) =>
  visitor.page.evaluate(
    (answer) => (window as unknown as { whichhalf: (...call: unknown[]) => void }).whichhalf('consent', answer),
    yes,
  );

const scriptRuns = () =>
  visitor.page.waitForFunction(() => Array.isArray((window as { whichhalf?: { sites?: string[] } }).whichhalf?.sites));

/** Visits and pages by campaign; '' is Direct. */
const byCampaign = async () => {
  const { rows } = await owner.report({ by: 'campaign', metrics: 'visits,pages,leads' });
  return Object.fromEntries(rows.map(({ key, values }) => [key.campaign, values]));
};

const pagesCounted = (pages: number) =>
  until(`${pages} pages to be counted`, async () => {
    const { totals } = await owner.report({ by: 'ad', metrics: 'pages' });
    return totals.pages === pages;
  });

const submitsTheForm = async (): Promise<void> => {
  await visitor.sees('lead');
  await visitor.types('lead', { name: 'Олена', phone: '0671112233' });
  await visitor.submits('lead');
  await until('the lead to be there', async () => (await owner.leads()).length === 1);
};

describe('where consent is required', () => {
  beforeEach(() => siteWith({ consent: 'required' }));

  test('nothing is kept before a yes, whatever the visitor does; the ad is, over pages; a no takes all away', async () => {
    await visitor.comes(`/contact${AD}`);
    await visitor.sees('lead');
    await visitor.types('lead', { name: 'Олена' });
    expect(await onDevice()).toEqual(NOTHING);
    await visitor.follows('/about');
    await scriptRuns();
    expect(await onDevice()).toEqual(NOTHING);
    expect(await byCampaign()).toEqual({});

    await says(true);
    await pagesCounted(1);
    expect(await byCampaign()).toEqual({ '20011223344': { visits: 1, pages: 1, leads: 0 } });
    const name = `whichhalf_${owner.site}`;
    expect(await onDevice()).toMatchObject({ cookies: [name], local: [name], session: [], caches: [] });
    await visitor.follows('/contact');
    await visitor.sees('lead');
    await pagesCounted(2);
    expect(await byCampaign()).toEqual({ '20011223344': { visits: 1, pages: 2, leads: 0 } });

    await says(false);
    await expect.poll(onDevice).toEqual(NOTHING);
    await visitor.types('lead', { name: 'Олена' });
    await visitor.follows('/');
    await scriptRuns();
    await visitor.leaves();
    await visitor.comes('/plain');
    expect(await onDevice()).toEqual(NOTHING);
    expect(await byCampaign()).toEqual({ '20011223344': { visits: 1, pages: 2, leads: 0 } });
  });

  test('a yes on the third screen of a single-page site is the ad’s', async () => {
    await visitor.comes(`/app${AD}`);
    await scriptRuns();
    await visitor.presses('/app/windows');
    await visitor.presses('/app/order');
    await visitor.sees('lead');
    expect(await onDevice()).toEqual(NOTHING);
    await says(true);
    await pagesCounted(3);
    expect(await byCampaign()).toEqual({ '20011223344': { visits: 1, pages: 3, leads: 0 } });
  });

  test('yes, no and yes again: what was between is nobody’s, what comes after is a new visitor’s', async () => {
    await visitor.comes(`/${AD}`);
    await scriptRuns();
    await says(true);
    await pagesCounted(1);
    await says(false);
    await visitor.follows('/about');
    await scriptRuns();
    await says(true);
    await pagesCounted(2);
    const { totals } = await owner.report({ by: 'ad', metrics: 'visits,newVisitors,pages' });
    expect(totals).toEqual({ visits: 2, newVisitors: 2, pages: 2 });
  });

  test.each([
    ['before any answer', undefined],
    ['after a no', false],
  ])('a form works %s, is the ad’s, and leaves no trace', async (_, answer) => {
    await visitor.comes(`/contact${AD}`);
    await scriptRuns();
    if (answer !== undefined) await says(answer);
    await submitsTheForm();
    expect((await owner.leads())[0]?.source).toMatchObject({ campaign: '20011223344' });
    expect(await onDevice()).toEqual(NOTHING);
  });

  test('a form works after a yes, and its lead is of the visit that was counted; what was agreed to has its version', async () => {
    await owner.change({ consentVersion: '2026-11' });
    await visitor.comes(`/contact${AD}`);
    await scriptRuns();
    await says(true);
    await submitsTheForm();
    await until('the lead to be the visit’s', async () => (await byCampaign())['20011223344']?.leads === 1);
    expect(await byCampaign()).toMatchObject({ '20011223344': { visits: 1 } });
    const [lead] = await owner.leads();
    expect(lead?.contacts[0]?.consent).toEqual({
      text: expect.stringContaining('Погоджуюся'),
      at: expect.any(Number),
      version: '2026-11',
    });
  });
});

describe('where consent is not needed', () => {
  test('a form works after a no, and only the no is kept', async () => {
    await siteWith({});
    await visitor.comes(`/contact${AD}`);
    await scriptRuns();
    await says(false);
    await submitsTheForm();
    await expect.poll(onDevice).toEqual({ ...NOTHING, local: [`whichhalf_${owner.site}`] });
    const kept = await visitor.page.evaluate(() => Object.values(localStorage));
    expect(kept).toEqual(['{"consent":false}']);
  });

  test('Global Privacy Control by header alone: silence is a no, a yes is a yes', async () => {
    await siteWith({});
    await visitor.context.setExtraHTTPHeaders({ 'sec-gpc': '1' });
    await visitor.comes(`/contact${AD}`);
    await visitor.sees('lead');
    expect(await onDevice()).toEqual(NOTHING);
    await visitor.follows('/about');
    await scriptRuns();
    expect(await byCampaign()).toEqual({});
    await says(true);
    await pagesCounted(1);
    expect(await byCampaign()).toEqual({ '20011223344': { visits: 1, pages: 1, leads: 0 } });
  });
});
