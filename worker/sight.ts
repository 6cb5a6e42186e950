import type { Context } from 'hono';
import { type AppEnv, siteStub } from './access.ts';
import type { Sighting } from './site/doctor/sightings.ts';
import { Limiter } from './site/limiter.ts';
import { hostOf } from './source/referrer.ts';

/** Tells a site's object of a page's host, after the answer: seldom, for each telling wakes the object. */

/** The same host is told again after so long (ms). */
const AGAIN = 60_000;
const MOST = 5_000;

const told = new Map<string, number>();
/** Of one site: hosts that are made up must not wake it again and again. */
const limiter = new Limiter({ burst: 10, rate: 1 / 30 });

/** @param address of the page or its origin; one that is no web address is passed over */
export const sight = (c: Context<AppEnv>, site: string, kind: Sighting['kind'], address: string): void => {
  const host = hostOf(address);
  const now = Date.now();
  const key = `${site} ${kind} ${host}`;
  if (!host || now < (told.get(key) ?? 0) || limiter.take(site, now) > 0) return;
  if (told.size >= MOST) told.clear();
  told.set(key, now + AGAIN);
  c.executionCtx.waitUntil(siteStub(c.env, site).sighted({ kind, host }, now));
};
