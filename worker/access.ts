import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import { may, type Role, type Scope } from '../shared/people.ts';
import type { Asker } from './account/sessions.ts';
import type { Env } from './env.ts';
import { accountOfOpener, hashOfToken, isGenuine, type Opener } from './keys.ts';
import { problem } from './problem.ts';
import type { Site } from './site/site.ts';

/** Who may do what. Every private route stands behind one of these. */

export interface AppEnv {
  Bindings: Env;
  Variables: {
    /** The account that the token or session belongs to. */
    account: string;
    /** Hash of the token or session. */
    hash: string;
    /** Who asks: the token's label or the person's name. */
    by: string;
    /** null for a token. */
    role: Role | null;
    scopes: Scope[];
    /** The site of the path, once it is known to be the account's. */
    site: { key: string; stub: DurableObjectStub<Site> };
  };
}

export const accountStub = (env: Env, account: string) => env.ACCOUNT.getByName(account);
export const siteStub = (env: Env, key: string) => env.SITE.getByName(key);

/** The session's cookie. Only a secure page may set one whose name begins with `__Host-`; locally there is none. */
export const SECURE_COOKIE = '__Host-whichhalf';
export const PLAIN_COOKIE = 'whichhalf';

const bearer = (header: string | undefined): string => /^Bearer\s+(\S+)$/i.exec(header ?? '')?.[1] ?? '';
const unauthorized = (): Response => problem('unauthorized', { headers: { 'www-authenticate': 'Bearer' } });

/** What opens an account, if it has that form at all. Nothing is woken for one that was made up. */
export const opened = async (
  env: Env,
  kind: Opener,
  text: string,
): Promise<{ account: string; hash: string } | null> => {
  const account = accountOfOpener(kind, text);
  if (!account || !(await isGenuine(env.SECRET, 'account', account))) return null;
  return { account, hash: await hashOfToken(text) };
};

/** A plain cookie may be another host's of the same domain: on a secure page it counts for nothing. */
export const sessionCookie = (c: Context): string =>
  getCookie(c, SECURE_COOKIE) ??
  (new URL(c.req.url).protocol === 'https:' ? undefined : getCookie(c, PLAIN_COOKIE)) ??
  '';

/** Whether a page of ours asks: a browser states the origin of whatever may change something, and of every socket. */
export const isOwnPage = (c: Context): boolean => {
  const origin = c.req.header('origin');
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === new URL(c.req.url).host;
};

/** A browser sends its cookie whoever made it ask, so what changes something, and a socket, must come of our own page. */
const needsOwnPage = (c: Context): boolean =>
  !['GET', 'HEAD'].includes(c.req.method) || c.req.header('upgrade') !== undefined;

const openerOf = async (c: Context<AppEnv>): Promise<{ account: string; hash: string } | Response | null> => {
  const header = c.req.header('authorization');
  if (header !== undefined) return opened(c.env, 'wh', bearer(header));
  const session = await opened(c.env, 'whs', sessionCookie(c));
  if (session && needsOwnPage(c) && !isOwnPage(c))
    return problem('forbidden', { detail: 'a session is good for pages of this host alone' });
  return session;
};

const refusal = (needed: readonly Scope[]): Response =>
  problem('forbidden', { detail: `needs the scope ${needed.join(' or ')}` });

const mayAny = (scopes: readonly Scope[], needed: readonly Scope[]): boolean =>
  needed.length === 0 || needed.some((one) => may(scopes, one));

const remember = (c: Context<AppEnv>, { account, hash }: { account: string; hash: string }, asker: Asker): void => {
  c.set('account', account);
  c.set('hash', hash);
  c.set('by', asker.by);
  c.set('role', asker.role);
  c.set('scopes', asker.scopes);
};

/** For routes of an account: with one of the scopes, or with any where none is named. */
export const forAccount = (...needed: Scope[]) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const opener = await openerOf(c);
    if (opener instanceof Response) return opener;
    const asker = opener && (await accountStub(c.env, opener.account).asker(opener.hash, Date.now()));
    if (!opener || !asker) return unauthorized();
    if (!mayAny(asker.scopes, needed)) return refusal(needed);
    remember(c, opener, asker);
    await next();
  });

/** For routes of one site: 404 where it is not the account's, as if it did not exist. */
export const forSite = (...needed: Scope[]) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const opener = await openerOf(c);
    if (opener instanceof Response) return opener;
    const key = c.req.param('site') ?? '';
    const asker = opener && (await accountStub(c.env, opener.account).access(opener.hash, key, Date.now()));
    if (!opener || !asker) return unauthorized();
    if (!asker.owns) return problem('not-found');
    if (!mayAny(asker.scopes, needed)) return refusal(needed);
    remember(c, opener, asker);
    c.set('site', { key, stub: siteStub(c.env, key) });
    await next();
  });
