import { createServer, type Server } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium, USER_AGENT } from '../browser/chromium.ts';
import { startServer, type TestServer } from '../server.ts';
import { snippetOf } from './companySite.ts';
import { hangUp, listen } from './listen.ts';
import { openSite } from './owner.ts';
import { openReceiver, type Receiver } from './receiver.ts';
import { until } from './until.ts';

/** A person of whom nothing is known, for they have consented to nothing, looks like a program: until their browser works. */

let browser: Browser;
let company: Server;
let companyUrl: string;
let server: TestServer;
let receiver: Receiver;

beforeAll(async () => {
  [browser, server, receiver] = await Promise.all([launchChromium(), startServer(), openReceiver()]);
  company = createServer((request, response) => {
    const site = new URL(request.url as string, 'http://localhost').searchParams.get('site') ?? '';
    response
      .writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': `default-src 'none'; img-src data:; script-src ${server.url}; connect-src ${server.url}; require-trusted-types-for 'script'`,
      })
      .end(`<!doctype html><title>Вікна</title><link rel="icon" href="data:,">${snippetOf(server.url, site)}`);
  });
  companyUrl = `http://localhost:${await listen(company)}`;
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await Promise.all([company && hangUp(company), receiver?.close()]);
});

test('the work is done unseen under a strict policy, and the contact is a lead that is told once', async () => {
  const owner = await openSite(server, {
    name: 'Вікна',
    hosts: ['localhost'],
    consent: 'required',
    notify: { webhooks: [{ url: receiver.url, secret: receiver.secret }], telegram: [] },
  });
  const page = await browser.newPage({ userAgent: USER_AGENT });
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  const answers: number[] = [];
  page.on('response', (response) => {
    if (/\/(contacts|hits)$/.test(response.url())) answers.push(response.status());
  });

  await page.goto(`${companyUrl}/?site=${owner.site}`);
  // As the page's own code does, whether the script has come or not.
  await page.evaluate(() => {
    const own = window as unknown as { whichhalf: { (...call: unknown[]): void; q?: unknown[] } };
    own.whichhalf ??= (...call) => void (own.whichhalf.q ??= []).push(call);
    own.whichhalf('lead', { name: 'Юрій', phone: '0931234507' });
  });
  await until('the salesperson to be told', () => receiver.receipts.length > 0);

  expect(answers).toEqual([202, 201]);
  expect((await owner.leads()).map(({ contacts }) => contacts.map(({ fields }) => fields.name))).toEqual([['Юрій']]);
  expect(receiver.receipts.map(({ event }) => event.type)).toEqual(['lead.created']);
  expect((await owner.report({ by: '', metrics: 'submissions,suspects,contacts' })).totals).toEqual({
    submissions: 1,
    suspects: 0,
    contacts: 1,
  });
  expect(complaints).toEqual([]);
  await page.close();
});
