import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Filled } from '../../../tools/demoYear/fill.ts';
import { openScene, type Scene, settled } from './scene.ts';

/**
 * What the overview costs a slow machine, with a year of data behind it. What is measured is printed, not judged: a
 * machine's speed is no property of the code. The bytes have their own budget in `tools/bytes.ts`.
 */

const SLOWER = 4;

let scene: Scene;
let year: Filled;

beforeAll(async () => {
  scene = await openScene();
  year = await scene.newYear(6_000);
  // Days are summed up when they are first asked for, which is nobody's every day.
  const page = await scene.open({ signedInWith: year.token });
  await page.goto(address());
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await settled(page);
  await scene.leave();
});
afterEach(() => scene.leave());
afterAll(() => scene?.close());

const address = (): string => `${scene.server.url}/app/${year.site}/overview?range=last365`;

/** What the browser itself has noted, ms and bytes. */
interface Measured {
  firstPaint: number;
  largestPaint: number;
  /** What was painted last as the largest. */
  largest: string;
  /** Of each long task what is above 50 ms, until all was shown. */
  blocked: number;
  longest: number;
  /** Of scripts that had come by the largest paint, as sent. */
  scriptBytes: number;
  /** Layout shift of all that moved without being asked to. */
  shift: number;
}

/** Watches from the first moment on; what it saw stands in `window.measured`. */
const watch = (): void => {
  const measured = { firstPaint: 0, largestPaint: 0, largest: '', blocked: 0, longest: 0, scriptBytes: 0, shift: 0 };
  Object.assign(window, { measured });
  const observe = (type: string, each: (entry: PerformanceEntry) => void): void =>
    new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true });
  observe('paint', (entry) => {
    if (entry.name === 'first-contentful-paint') measured.firstPaint = entry.startTime;
  });
  observe('largest-contentful-paint', (entry) => {
    const { element } = entry as PerformanceEntry & { element?: Element };
    measured.largestPaint = entry.startTime;
    measured.largest = element ? `${element.tagName.toLowerCase()}.${element.className}` : '';
    const scripts = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    measured.scriptBytes = scripts
      .filter(({ name, responseEnd }) => name.endsWith('.js') && responseEnd <= entry.startTime)
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
  });
  observe('longtask', ({ duration }) => {
    measured.blocked += Math.max(0, duration - 50);
    measured.longest = Math.max(measured.longest, duration);
  });
  observe('layout-shift', (entry) => {
    const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
    if (!hadRecentInput) measured.shift += value;
  });
};

test.each([
  ['a wide screen', { width: 1280, height: 900 }],
  ['a phone', { width: 360, height: 780 }],
])('the overview with a year of data on %s, four times slower', async (screen, viewport) => {
  const page = await scene.open({ signedInWith: year.token, viewport });
  await page.addInitScript(watch);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.goto(address());
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await settled(page);
  const measured = (await page.evaluate('window.measured')) as Measured;
  const ms = (value: number): string => `${Math.round(value)} ms`;
  console.log(
    `overview on ${screen}, ${SLOWER}× slower: first paint ${ms(measured.firstPaint)}, largest ${ms(measured.largestPaint)} (${measured.largest}), blocked ${ms(measured.blocked)} (longest task ${ms(measured.longest)}), script before it ${(measured.scriptBytes / 1000).toFixed(1)} KB, shift ${measured.shift.toFixed(3)}`,
  );
  expect(measured.largestPaint).toBeGreaterThan(0);
  expect(measured.scriptBytes).toBeGreaterThan(0);
});
