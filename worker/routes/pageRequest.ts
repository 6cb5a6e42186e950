import type { Context } from 'hono';
import { MAX_BODY } from '../../shared/limits.ts';
import type { SiteSettings } from '../../shared/settings.ts';
import type { AppEnv } from '../access.ts';
import { clientAddress } from '../address.ts';
import { isGenuine } from '../keys.ts';
import { type ProblemExtras, type ProblemKind, problem } from '../problem.ts';
import { sight } from '../sight.ts';
import type { PageRequest } from '../site/site.ts';
import { settingsOf } from '../siteSettings.ts';
import { deviceOf } from '../source/browser.ts';
import { hostOf, isUnder } from '../source/referrer.ts';

/** What the two routes that pages post to have in common: who may post, how much, and what is known of the client. */

export interface FromPage {
  site: string;
  body: string;
  request: PageRequest;
  userAgent: string;
  /** Lets the page read the answer. */
  cors: Record<string, string>;
}

/** Whether a page of this origin may report to the site. A browser states `приклад.укр` in its ASCII form. */
export const originAllowed = (origin: string, hosts: SiteSettings['hosts']): boolean => {
  const host = hostOf(origin);
  return host !== '' && isUnder(host, hosts);
};

/** The body as text, or null if it is longer than allowed: a length that was not stated is counted as it comes. */
const readBody = async (request: Request): Promise<string | null> => {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY) return null;
  if (request.headers.has('content-length') || !request.body) return request.text();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > MAX_BODY) return null;
    chunks.push(chunk);
  }
  return new Blob(chunks).text();
};

/** What the network itself tells of the client: its country where that is known, and the peer's address. */
const networkOf = (request: Request): { country: string; peer: string } => {
  const { country, clientIp } = (request.cf ?? {}) as { country?: unknown; clientIp?: unknown };
  return {
    country: typeof country === 'string' && /^[A-Z]{2}$/.test(country) && country !== 'XX' ? country : '',
    peer: typeof clientIp === 'string' ? clientIp : '',
  };
};

/** The origin that browsers know us by: a page with TLS reaches nothing without, whatever a proxy before us speaks. */
const reachedAt = (url: string, page: string): string => {
  const { protocol, host } = new URL(url);
  return `${page.startsWith('https:') ? 'https:' : protocol}//${host}`;
};

/** A refusal that a page may not read looks like a dead network to it, and it would try again for ever. */
const READABLE = { 'access-control-allow-origin': '*' };

/** Reads a page's request, or says what is wrong with it. Only a genuine key gets as far as the site's object. */
export const readPageRequest = async (c: Context<AppEnv>): Promise<FromPage | Response> => {
  const request = c.req.raw;
  const site = c.req.param('site') ?? '';
  if (!(await isGenuine(c.env.SECRET, 'site', site))) return problem('not-found', { headers: READABLE });
  const receivedAt = Date.now();
  const origin = request.headers.get('origin') ?? '';
  const settings = await settingsOf(c.env, site, receivedAt);
  if (!originAllowed(origin, settings.hosts)) {
    sight(c, site, 'refused', origin);
    return problem('origin-refused', {
      detail: `${origin || 'no origin'} is not among the site's hosts`,
      headers: READABLE,
    });
  }
  const cors = {
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'retry-after',
    vary: 'origin',
  };
  const refuse = (kind: ProblemKind, extras: ProblemExtras = {}): Response =>
    problem(kind, { ...extras, headers: { ...cors, ...extras.headers } });
  const body = await readBody(request);
  if (body === null) return refuse('too-large', { detail: `at most ${MAX_BODY} bytes` });
  const userAgent = request.headers.get('user-agent') ?? '';
  const { country, peer } = networkOf(request);
  return {
    site,
    body,
    userAgent,
    cors,
    request: {
      receivedAt,
      address: clientAddress(request.headers, peer, c.env.TRUSTED_PROXIES ?? ''),
      origin: reachedAt(request.url, origin),
      client: { device: deviceOf(userAgent), country },
    },
  };
};
