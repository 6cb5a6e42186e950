import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { ROOT } from '../../../tools/paths.ts';
import { freePort } from '../../server.ts';
import { launchChromium } from '../chromium.ts';

/**
 * Somebody who has never heard of it, from `npm start` to the first lead: on an empty folder, with a page of their own.
 * How long each step takes is printed, not judged.
 */

let browser: Browser;
let product: ChildProcess;
let own: Server;
const data = mkdtempSync(`${tmpdir()}/whichhalf-newcomer-`);
/** What stands in the page's head. */
let pasted = '';

beforeAll(async () => {
  browser = await launchChromium();
  own = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(
      `<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>Пекарня</title>${pasted}</head><body><h1>Пекарня</h1></body></html>`,
    );
  }).listen(0, '127.0.0.1');
  await once(own, 'listening');
});
afterAll(async () => {
  await browser?.close();
  own?.close();
  if (product && product.exitCode === null) {
    product.kill('SIGTERM');
    await once(product, 'exit');
  }
  rmSync(data, { recursive: true, force: true });
});

interface Greeting {
  url: string;
  token: string;
  snippet: string;
}

/** Until the product has said where it is, with what to sign in, and what to paste. */
const greeted = async (port: number): Promise<Greeting> => {
  product = spawn('npm', ['start', '--', '--port', String(port), '--data', data], { cwd: ROOT });
  let said = '';
  return new Promise((resolve, reject) => {
    const hear = (text: string): void => {
      said += text;
      const url = /Dashboard\s+(http:\S+)\/app\//.exec(said)?.[1];
      const token = /Admin token\s+(wh_\w+)/.exec(said)?.[1];
      const snippet = /<script async .*<\/script>/.exec(said)?.[0];
      if (url && token && snippet) resolve({ url, token, snippet });
    };
    product.stdout?.setEncoding('utf8').on('data', hear);
    product.stderr?.setEncoding('utf8').on('data', hear);
    product.once('exit', (code) => reject(new Error(`npm start ended with ${code}: ${said}`)));
  });
};

test('from npm start to the first lead in the inbox', async () => {
  const times: [step: string, ms: number][] = [];
  let began = performance.now();
  const done = (step: string): void => {
    const now = performance.now();
    times.push([step, now - began]);
    began = now;
  };

  const { url, token, snippet } = await greeted(await freePort());
  done('npm start');

  const page: Page = await browser.newPage({ locale: 'uk-UA', viewport: { width: 1280, height: 900 } });
  await page.goto(`${url}/app/`);
  await page.getByLabel('Токен API').fill(token);
  await page.getByRole('button', { name: 'Увійти' }).click();
  await page.getByRole('navigation').waitFor();
  done('signed in');

  pasted = snippet;
  await page.getByRole('link', { name: 'Заявки' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  done('the inbox, still empty');

  const visitor = await browser.newPage({ locale: 'uk-UA' });
  await visitor.goto(`http://localhost:${(own.address() as AddressInfo).port}/?utm_source=google&utm_medium=cpc`);
  const button = visitor.getByRole('button').first();
  await button.waitFor();
  done('the page shows the button');

  await button.click();
  await visitor.getByRole('textbox', { name: 'Телефон' }).fill('044 000 12 34');
  await visitor.getByRole('textbox', { name: /^Ім/ }).fill('Перша Покупчиня');
  const consent = visitor.getByRole('checkbox');
  if ((await consent.count()) > 0) await consent.check();
  await visitor.locator('form button[type=submit]').click();
  await visitor.getByText('Дякуємо').waitFor();
  done('the visitor asks to be called');

  // Nobody reloads anything.
  await page.getByText('Перша Покупчиня').first().waitFor();
  done('the lead stands in the inbox');

  const all = times.reduce((sum, [, ms]) => sum + ms, 0);
  const lines = [...times, ['all of it', all] as const].map(([step, ms]) => `${(ms / 1000).toFixed(2)} s  ${step}`);
  console.log(`the newcomer's path\n${lines.join('\n')}`);
});
