import type { Browser } from 'playwright-core';
import { launchChromium } from '../browser/chromium.ts';
import { startServer, type TestServer } from '../server.ts';
import { type CompanySite, openCompanySite, snippetOf } from './companySite.ts';
import { type Owner, openSite } from './owner.ts';
import { openReceiver, type Receiver } from './receiver.ts';
import { openTelegram, type Telegram } from './telegram.ts';

/** All that stands around the product on a working day: a company's site, browsers, a webhook's receiver, Telegram. */
export interface Scene {
  server: TestServer;
  browser: Browser;
  company: CompanySite;
  receiver: Receiver;
  telegram: Telegram;
  /** A site of the product whose script the company pastes and whose leads are told to the receiver and to Telegram. */
  newSite(): Promise<Owner>;
  close(): Promise<void>;
}

export const openScene = async (): Promise<Scene> => {
  const [receiver, telegram, company, browser] = await Promise.all([
    openReceiver(),
    openTelegram(),
    openCompanySite(),
    launchChromium(),
  ]);
  const server = await startServer({ env: { TELEGRAM_API: telegram.url } });
  return {
    server,
    browser,
    company,
    receiver,
    telegram,
    async newSite() {
      const owner = await openSite(server, {
        name: 'Вікна Плюс',
        hosts: ['localhost', '127.0.0.1'],
        timeZone: 'Europe/Kyiv',
        currency: 'UAH',
        country: 'UA',
        policyUrl: 'https://vikna.example/privacy',
        notify: {
          webhooks: [{ url: receiver.url, secret: receiver.secret }],
          telegram: [{ token: telegram.token, chat: telegram.chat }],
        },
      });
      company.paste(snippetOf(server.url, owner.site));
      return owner;
    },
    async close() {
      await browser.close();
      await server.stop();
      await Promise.all([receiver.close(), telegram.close(), company.close()]);
    },
  };
};
