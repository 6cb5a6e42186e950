import type { SiteSettings } from '../shared/settings.ts';
import { siteStub } from './access.ts';
import type { Env } from './env.ts';

/** Settings stay in the isolate's memory for a minute, so that a page's requests wake the object only to record. */

const KEPT = 60_000;
const MOST = 2_000;

const kept = new Map<string, { settings: SiteSettings; until: number }>();

/** What may just have been changed is read again no sooner than so long after the last reading (ms). */
const AFRESH = 5_000;

export const settingsOf = async (env: Env, site: string, now: number): Promise<SiteSettings> => {
  const known = kept.get(site);
  if (known && now < known.until) return known.settings;
  const settings = await siteStub(env, site).settings();
  if (kept.size >= MOST) kept.clear();
  kept.set(site, { settings, until: now + KEPT });
  return settings;
};

/**
 * The same for who finds that the kept ones refuse a request: they may be a minute old. Whoever is refused again and again
 * does not wake the object each time.
 */
export const recentSettingsOf = (env: Env, site: string, now: number): Promise<SiteSettings> => {
  const known = kept.get(site);
  if (known && now >= known.until - KEPT + AFRESH) kept.delete(site);
  return settingsOf(env, site, now);
};

export const forgetSettings = (site: string): void => void kept.delete(site);
