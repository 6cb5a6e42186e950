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

describe('where the site’s own banner is listened to', () => {
  const CAMPAIGN = '20011223344';
  const gtag = (action: 'default' | 'update', states: object): string =>
    `gtag('consent', '${action}', ${JSON.stringify(states)})`;
  const GTAG = 'window.dataLayer = window.dataLayer || []; function gtag() { dataLayer.push(arguments); }';
  /** The page's head: the banner's script, then ours. */
  const banner = (script: string) => company.paste(`<script>${script}</script>${snippetOf(server.url, owner.site)}`);
  const bannerSays = (script: string) => visitor.page.evaluate(script);

  describe('by Consent Mode', () => {
    beforeEach(() => siteWith({ consentSignal: 'consentMode' }));

    test('a denying default is silence; an update is the answer, whichever way and how often', async () => {
      banner(`${GTAG}; ${gtag('default', { analytics_storage: 'denied', wait_for_update: 500 })}`);
      await visitor.comes(`/contact${AD}`);
      await visitor.sees('lead');
      expect(await onDevice()).toEqual(NOTHING);
      await bannerSays(gtag('update', { ad_storage: 'granted' }));
      expect(await onDevice()).toEqual(NOTHING);
      await bannerSays(gtag('update', { analytics_storage: 'granted' }));
      await pagesCounted(1);
      expect(await byCampaign()).toEqual({ [CAMPAIGN]: { visits: 1, pages: 1, leads: 0 } });
      await bannerSays(gtag('update', { analytics_storage: 'denied' }));
      await expect.poll(onDevice).toEqual(NOTHING);
      // The page's own pushes are as they were.
      expect(await bannerSays('dataLayer.push(null, 1, { event: "x" }) === dataLayer.length')).toBe(true);
    });

    test('an update that stood there before the script counts, and so does a default that grants', async () => {
      banner(
        `${GTAG}; ${gtag('default', { analytics_storage: 'denied' })}; ${gtag('update', { analytics_storage: 'granted' })}`,
      );
      await visitor.comes(`/${AD}`);
      await pagesCounted(1);
      await visitor.isGone();
      visitor = await newVisitor(browser, company);
      banner(`${GTAG}; ${gtag('default', { analytics_storage: 'granted' })}`);
      await visitor.comes('/about');
      await pagesCounted(2);
    });

    test('a default that grants only outside of some regions is no answer', async () => {
      const regional = gtag('default', { analytics_storage: 'denied', region: ['UA'] });
      banner(`${GTAG}; ${regional}; ${gtag('default', { analytics_storage: 'granted' })}`);
      await visitor.comes(`/contact${AD}`);
      await visitor.sees('lead');
      expect(await onDevice()).toEqual(NOTHING);
    });
  });

  describe('by the Transparency and Consent Framework', () => {
    beforeEach(() => siteWith({ consentSignal: 'tcf' }));

    /** A banner's stub: remembers who listens, and tells them what it is told to. */
    const STUB = `window.listeners = [];
      window.tells = (data, success = true) => { for (const listener of listeners) listener(data, success); };
      window.__tcfapi = (command, version, callback) => {
        if (command === 'addEventListener' && version === 2) listeners.push(callback);
      };`;
    const tells = (data: object | null, success = true) => bannerSays(`tells(${JSON.stringify(data)}, ${success})`);
    const answered = (one: boolean, seven: boolean, eventStatus = 'useractioncomplete') => ({
      eventStatus,
      gdprApplies: true,
      purpose: { consents: { 1: one, 7: seven } },
    });

    test('purposes 1 and 7 are a yes, either without the other a no, a banner that is shown no answer', async () => {
      banner(STUB);
      await visitor.comes(`/contact${AD}`);
      await visitor.sees('lead');
      await tells(answered(true, true, 'cmpuishown'));
      await tells(null, false);
      expect(await onDevice()).toEqual(NOTHING);
      await tells(answered(true, true));
      await pagesCounted(1);
      expect(await byCampaign()).toEqual({ [CAMPAIGN]: { visits: 1, pages: 1, leads: 0 } });
      await tells(answered(true, false));
      await expect.poll(onDevice).toEqual(NOTHING);
      await tells(answered(false, true));
      expect(await onDevice()).toEqual(NOTHING);
    });

    test('a stub that comes after the script, and a visitor whom the law does not concern', async () => {
      banner(`addEventListener('DOMContentLoaded', () => { ${STUB} });`);
      await visitor.comes(`/${AD}`);
      await visitor.page.waitForFunction(() => (window as { listeners?: unknown[] }).listeners?.length);
      await tells({ gdprApplies: false, eventStatus: 'tcloaded' });
      await pagesCounted(1);
    });
  });
});
