import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { ensureEngines } from '../../tools/engines.ts';
import { USER_AGENT } from '../browser/chromium.ts';
import { until } from '../flows/until.ts';
import { freePort } from '../server.ts';
import { openPrograms, type Programs } from './programs.ts';
import { type Tab, tabOf } from './tab.ts';
import { overHttp, overMarionette, type Wire } from './wire.ts';

/** The three engines, each in its own way brought to one tab. */
export type Engine = 'Chromium' | 'Firefox' | 'WebKit';

/** Once the driver listens there. */
const ready = async (url: string): Promise<string> => {
  await until(`a driver at ${url}`, () =>
    fetch(`${url}/status`).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
  return url;
};

const startChromium = async ({ start, folder }: Programs): Promise<Wire> => {
  const { chromium, chromedriver } = ensureEngines();
  const port = await freePort();
  start(chromedriver, [`--port=${port}`]);
  const args = [
    '--headless',
    // Chromium's sandbox refuses to run as root.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    `--user-data-dir=${folder}/profile`,
    `--user-agent=${USER_AGENT}`,
  ];
  return overHttp(await ready(`http://127.0.0.1:${port}`), { 'goog:chromeOptions': { binary: chromium, args } });
};

/** Firefox asks nobody, tells nobody, and says by a file where it listens. */
const FIREFOX_SETTINGS = {
  'marionette.port': 0,
  'app.update.disabledForTesting': true,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.telemetry.reportingpolicy.firstRun': false,
};

const startFirefox = async ({ start, folder }: Programs): Promise<Wire> => {
  const { firefox } = ensureEngines();
  const profile = `${folder}/profile`;
  mkdirSync(profile);
  const lines = Object.entries(FIREFOX_SETTINGS).map(
    ([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`,
  );
  writeFileSync(`${profile}/user.js`, lines.join('\n'));
  start(firefox, ['--headless', '--marionette', '--no-remote', '--profile', profile]);
  const where = `${profile}/MarionetteActivePort`;
  const port = await until('Firefox to say where it listens', () => existsSync(where) && readFileSync(where, 'utf8'));
  return overMarionette(Number(port));
};

const startWebKit = async ({ start }: Programs): Promise<Wire> => {
  const { webkit, webkitDriver, xvfb } = ensureEngines();
  const screen = start(xvfb, ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [display] = (await once(screen.stdio[3] as Readable, 'data')) as [Buffer];
  const port = await freePort();
  start(webkitDriver, ['--host=127.0.0.1', `--port=${port}`], {
    env: {
      DISPLAY: `:${String(display).trim()}`,
      GDK_BACKEND: 'x11',
      NO_AT_BRIDGE: '1',
      WEBKIT_DISABLE_COMPOSITING_MODE: '1',
      LIBGL_ALWAYS_SOFTWARE: '1',
    },
  });
  return overHttp(await ready(`http://127.0.0.1:${port}`), {
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': { binary: webkit, args: ['--automation'] },
  });
};

const START: Record<Engine, (programs: Programs) => Promise<Wire>> = {
  Chromium: startChromium,
  Firefox: startFirefox,
  WebKit: startWebKit,
};

/** A browser with one tab. What it keeps goes with it. */
export const openEngine = async (engine: Engine): Promise<Tab> => {
  const programs = openPrograms();
  try {
    const tab = tabOf(await START[engine](programs));
    return {
      ...tab,
      async close() {
        try {
          await tab.close();
        } finally {
          await programs.stop();
        }
      },
    };
  } catch (error) {
    await programs.stop();
    throw error;
  }
};
