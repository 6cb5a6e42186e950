import { expect, test } from 'vitest';
import { ignoredReason } from './bots.ts';

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';
const IOS = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';

test.each([
  ['a browser', CHROME, '', null],
  [
    'a telephone whose maker is called Cubot',
    'Mozilla/5.0 (Linux; Android 9; CUBOT_X18) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36',
    '',
    null,
  ],
  ["Facebook's own browser", `${IOS} Mobile/15E148 [FBAN/FBIOS;FBAV/440.0]`, '', null],
  ["Instagram's own browser", `${IOS} Mobile/15E148 Instagram 340.0.0 (iPhone14,5; iOS 18_0)`, '', null],
  [
    "Telegram's own browser",
    'Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/141.0 Mobile Safari/537.36 Telegram-Android/11.4.2',
    '',
    null,
  ],
  ['a crawler', 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', '', 'bot'],
  ['a check of Google Ads landing pages', 'AdsBot-Google (+http://www.google.com/adsbot.html)', '', 'bot'],
  ['a link preview in Telegram', 'TelegramBot (like TwitterBot)', '', 'bot'],
  [
    'a link preview in Facebook',
    'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
    '',
    'bot',
  ],
  ['a link preview in Viber', 'Viber/13.3.0', '', 'bot'],
  ['a browser without a window', CHROME.replace('Chrome', 'HeadlessChrome'), '', 'bot'],
  ['a program', 'curl/8.9', '', 'bot'],
  ['nobody', ' ', '', 'bot'],
  ['a page fetched ahead', CHROME, 'prefetch', 'prefetch'],
  ['a page rendered ahead', CHROME, 'prefetch;prerender', 'prefetch'],
  ['a page fetched ahead through a proxy', CHROME, 'Prefetch;anonymous-client-ip', 'prefetch'],
  ["Safari's preview", CHROME, 'preview', 'prefetch'],
  ['some other purpose', CHROME, 'speculation', null],
] as const)('%s', (_, userAgent, purpose, expected) => expect(ignoredReason({ userAgent, purpose })).toBe(expected));
