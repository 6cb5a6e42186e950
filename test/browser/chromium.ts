import { type Browser, chromium, type LaunchOptions } from 'playwright-core';
import { ensureChromium } from '../../tools/chromium.ts';

/** What a desktop Chrome calls itself. A headless one says so, and would be told from visitors as a bot. */
export const USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Every context has it without asking.
  `--user-agent=${USER_AGENT}`,
];

/** A real Chromium without a window; `options` are playwright's own, their `args` coming after ours. */
export const launchChromium = ({ args = [], ...options }: LaunchOptions = {}): Promise<Browser> =>
  chromium.launch({
    executablePath: ensureChromium(),
    // Chromium's sandbox refuses to run as root.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [...FLAGS, ...args],
    ...options,
  });
