import { existsSync, readdirSync } from 'node:fs';
import { findChromium } from './chromium.ts';
import { installCommand, installPackages } from './debian.ts';
import { Refusal } from './refusal.ts';

/**
 * The three engines that visitors' browsers are made of, and what drives them: the ones named by CHROMIUM,
 * CHROMEDRIVER, FIREFOX, WEBKIT_DRIVER, WEBKIT and XVFB, else those in the usual places, else Debian's. Firefox is
 * driven by itself; WebKitGTK has no windowless mode, so it is given a screen that nobody sees.
 */
export interface EnginePrograms {
  chromium: string;
  chromedriver: string;
  firefox: string;
  webkitDriver: string;
  webkit: string;
  xvfb: string;
}

const PACKAGES = ['chromium', 'chromium-driver', 'firefox-esr', 'webkit2gtk-driver', 'xvfb', 'fonts-liberation'];

/** WebKitGTK's own small browser, in `/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1`; the newest of several. */
const miniBrowsers = (): string[] =>
  (existsSync('/usr/lib') ? readdirSync('/usr/lib') : [])
    .filter((folder) => folder.endsWith('-linux-gnu'))
    .flatMap((folder) =>
      readdirSync(`/usr/lib/${folder}`)
        .filter((name) => /^webkit2?gtk-/.test(name))
        .map((name) => `/usr/lib/${folder}/${name}/MiniBrowser`),
    )
    .sort()
    .reverse();

const find = (variable: string, places: readonly string[]): string | undefined => {
  const named = process.env[variable];
  if (named && !existsSync(named)) throw new Refusal(`${variable} names ${named}, which does not exist.`);
  return named || places.find((place) => existsSync(place));
};

export const findEngines = (): EnginePrograms | undefined => {
  const found: { [program in keyof EnginePrograms]: string | undefined } = {
    chromium: findChromium(),
    chromedriver: find('CHROMEDRIVER', ['/usr/bin/chromedriver', '/usr/lib/chromium-browser/chromedriver']),
    firefox: find('FIREFOX', ['/usr/bin/firefox-esr', '/usr/bin/firefox']),
    webkitDriver: find('WEBKIT_DRIVER', ['/usr/bin/WebKitWebDriver']),
    webkit: find('WEBKIT', miniBrowsers()),
    xvfb: find('XVFB', ['/usr/bin/Xvfb']),
  };
  return Object.values(found).every(Boolean) ? (found as EnginePrograms) : undefined;
};

/** Their paths; installed first where that can be done without asking. */
export const ensureEngines = (): EnginePrograms => {
  const found =
    findEngines() ?? (installPackages('Chromium, Firefox and WebKitGTK', PACKAGES) ? findEngines() : undefined);
  if (found) return found;
  throw new Refusal(
    `The tests in three engines need Chromium, Firefox and WebKitGTK with their drivers, and not all were found. On Debian or Ubuntu run as root:\n  ${installCommand(PACKAGES)}\nElsewhere name their binaries: CHROMIUM CHROMEDRIVER FIREFOX WEBKIT_DRIVER WEBKIT XVFB`,
  );
};
