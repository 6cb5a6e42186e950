import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { installCommand, installPackages } from './debian.ts';
import { Refusal } from './refusal.ts';

/** The Chromium that browser tests drive: the one named by CHROMIUM, else one in the usual places, else Debian's. */

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

const PLACES: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: [...NAMES.map((name) => `/usr/bin/${name}`), '/snap/bin/chromium', '/opt/google/chrome/chrome'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/** fonts-liberation holds the usual Latin and Cyrillic faces, without which text measures as nothing. */
const PACKAGES = ['chromium', 'fonts-liberation'];

export const findChromium = (): string | undefined => {
  const named = process.env.CHROMIUM;
  if (named) {
    if (existsSync(named)) return named;
    throw new Refusal(`CHROMIUM names ${named}, which does not exist.`);
  }
  return PLACES[process.platform]?.find((place) => existsSync(place));
};

/** Its path; installed first where that can be done without asking. */
export const ensureChromium = (): string => {
  const found = findChromium() ?? (installPackages('Chromium', PACKAGES) ? findChromium() : undefined);
  if (found) return found;
  throw new Refusal(
    `The browser tests need Chromium or Chrome, and none was found. On Debian or Ubuntu run as root:\n  ${installCommand(PACKAGES)}\nElsewhere install Chrome, or name its binary: CHROMIUM=/path/to/chrome npm test`,
  );
};

/** `Chromium 140.0.7339.80` */
export const chromiumVersion = (path: string): string =>
  process.platform === 'win32' ? path : execFileSync(path, ['--version'], { encoding: 'utf8', stdio: 'pipe' }).trim();
