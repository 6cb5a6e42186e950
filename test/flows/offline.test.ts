import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchChromium } from '../browser/chromium.ts';
import { startServer, type TestServer } from '../server.ts';
import { type CompanySite, openCompanySite, snippetOf } from './companySite.ts';
import { type FlakyProxy, openFlakyProxy } from './flakyProxy.ts';
import { type Owner, openSite } from './owner.ts';
import { openReceiver, type Receiver } from './receiver.ts';
import { until } from './until.ts';
import { newVisitor, type Visitor } from './visitor.ts';

/** A form is submitted while nobody can hear it. It arrives later, once, as what it was: its time, its ad. */

let browser: Browser;
let company: CompanySite;
let server: TestServer;
let receiver: Receiver;
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
  receiver = await openReceiver();
  owner = await openSite(server, {
    name: 'Вікна',
    hosts: ['localhost'],
    notify: { webhooks: [{ url: receiver.url, secret: receiver.secret }], telegram: [] },
  });
  company.paste(snippetOf(server.url, owner.site));
  visitor = await newVisitor(browser, company);
});

afterEach(async () => {
  await visitor?.isGone();
  await receiver?.close();
});

const AD =
  '?utm_source=google&utm_medium=cpc&utm_campaign=20011223344&utm_content=690011223344&gclid=Cj0KCQiA-example_BwE';
const KEPT = 'Запит збережено';

/** Fills in the form on the contacts page, having come by the ad. Its first hits are with the server when this resolves. */
const fillsInTheForm = async (): Promise<void> => {
  await visitor.comes(`/contact${AD}`);
  await visitor.sees('lead');
  await visitor.types('lead', { name: 'Олена', phone: '0671112233' });
  await until('the form to be reported as started', async () => (await totals()).formStarted === 1);
};

const totals = async () => {
  const metrics = 'visits,newVisitors,visitors,pages,formSeen,formStarted,formSubmitted,leadVisits,contacts,leads';
  return (await owner.report({ by: 'channel', metrics })).totals;
};

const byChannel = async () => {
  const { rows } = await owner.report({
    by: 'channel',
    metrics: 'visits,pages,formSubmitted,leadVisits,contacts,leads',
  });
  return Object.fromEntries(rows.map(({ key, values }) => [key.channel, Object.values(values)]));
};

/** The one contact there is, and the browser has nothing left to send. */
const arrivesOnce = async () => {
  await until('the contact to arrive', async () => (await owner.leads()).length > 0);
  await until('the browser to have sent everything', async () => (await waiting()) === 0);
  await until('the salesperson to be told', () => receiver.receipts.length > 0);
  const leads = await owner.leads();
  expect(leads).toHaveLength(1);
  expect(leads[0]?.contacts).toHaveLength(1);
  expect(receiver.receipts.map(({ event }) => event.type)).toEqual(['lead.created']);
  return leads[0]?.contacts[0];
};

/** Entries in the browser's own outbox. */
const waiting = (): Promise<number> =>
  visitor.page.evaluate(
    async (name) =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const count = opening.result.transaction('kept').objectStore('kept').count();
          count.onsuccess = () => {
            opening.result.close();
            resolve(count.result);
          };
        };
      }),
    `whichhalf_${owner.site}`,
  );

test('the server is down, the page is closed, the server is up: the next visit brings the contact', async () => {
  await fillsInTheForm();
  const { url } = server;
  await server.kill();

  const before = Date.now();
  expect(await visitor.submits('lead')).toBe(KEPT);
  const after = Date.now();
  await visitor.leaves();

  await server.restart();
  expect(server.url).toBe(url);
  expect(await owner.leads()).toEqual([]);

  await visitor.staysAway();
  expect(await waiting()).toBeGreaterThan(0);
  const later = Date.now();
  await visitor.comes('/about');

  const contact = await arrivesOnce();
  expect(contact).toMatchObject({
    fields: { name: 'Олена', phone: '0671112233' },
    phoneNumber: '+380671112233',
    form: 'lead',
  });
  expect(contact?.page).toBe(`${company.origin}/contact`);
  expect(contact?.at).toBeGreaterThanOrEqual(before);
  expect(contact?.at).toBeLessThanOrEqual(after);
  expect(contact?.at).toBeLessThan(later);
  expect(Date.parse(contact?.time as string)).toBe(contact?.at);
  expect(receiver.receipts[0]?.event.data.ad).toMatchObject({
    source: 'google',
    channel: 'Paid Search',
    campaign: '20011223344',
  });

  // The visit it was made in has it; the new one is its own, and nobody's lead.
  await until('both visits', async () => (await totals()).visits === 2);
  expect(await byChannel()).toEqual({
    //            visits, pages, submitted, with a contact, contacts, leads
    'Paid Search': [1, 1, 1, 1, 1, 1],
    Direct: [1, 1, 0, 0, 0, 0],
  });
  expect(await totals()).toMatchObject({ newVisitors: 1, visitors: 1, formSeen: 1, formStarted: 1 });
});

test('the server is down and comes back: the next page of the same visit brings the contact', async () => {
  await fillsInTheForm();
  await server.kill();
  expect(await visitor.submits('lead')).toBe(KEPT);
  await server.restart();

  await visitor.comes('/about');
  await arrivesOnce();
  await until('both pages', async () => (await totals()).pages === 2);
  expect(await byChannel()).toEqual({ 'Paid Search': [1, 2, 1, 1, 1, 1] });
});

test('the browser is offline and comes back: the same page brings the contact, with no visit more', async () => {
  await fillsInTheForm();
  await visitor.context.setOffline(true);
  const before = Date.now();
  expect(await visitor.submits('lead')).toBe(KEPT);
  const after = Date.now();
  expect(await owner.leads()).toEqual([]);
  await visitor.context.setOffline(false);

  const contact = await arrivesOnce();
  expect(contact?.at).toBeGreaterThanOrEqual(before);
  expect(contact?.at).toBeLessThanOrEqual(after);
  expect(await byChannel()).toEqual({ 'Paid Search': [1, 1, 1, 1, 1, 1] });
});

test('the server has stored it and its answer is lost: the page tries again, and there is still one contact', async () => {
  const line: FlakyProxy = await openFlakyProxy(server.url);
  try {
    company.paste(snippetOf(line.url, owner.site));
    await fillsInTheForm();
    line.dropReplies('/contacts', 2);
    expect(await visitor.submits('lead')).toBe(KEPT);
    await until('the second answer to be lost too', () => line.dropped.length === 2);
    // The first was the one that made it.
    expect(line.dropped).toEqual([201, 200]);
    await arrivesOnce();
    expect(await byChannel()).toEqual({ 'Paid Search': [1, 1, 1, 1, 1, 1] });
  } finally {
    await line.close();
  }
});

test('the answer about the page is lost: the page is counted once', async () => {
  const line: FlakyProxy = await openFlakyProxy(server.url);
  try {
    company.paste(snippetOf(line.url, owner.site));
    line.dropReplies('/hits', 1);
    await visitor.comes(`/contact${AD}`);
    await until('an answer to be lost', () => line.dropped.length === 1);
    await visitor.follows('/about');
    await until(
      'the browser to have sent everything',
      async () => (await totals()).pages === 2 && (await waiting()) === 0,
    );
    expect(line.dropped).toEqual([202]);
    expect(await byChannel()).toEqual({ 'Paid Search': [1, 2, 0, 0, 0, 0] });
  } finally {
    await line.close();
  }
});
