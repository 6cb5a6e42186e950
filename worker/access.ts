import { createMiddleware } from 'hono/factory';
import type { Scope } from './account/account.ts';
import type { Env } from './env.ts';
import { accountOfToken, hashOfToken, isGenuine } from './keys.ts';
import { problem } from './problem.ts';
import type { Site } from './site/site.ts';

/** Who may do what. Every private route stands behind one of these. */

export interface AppEnv {
  Bindings: Env;
  Variables: {
    /** The account the token belongs to. */
    account: string;
    /** Who asks: the token's label. */
    by: string;
    /** The site of the path, once it is known to be the account's. */
    site: { key: string; stub: DurableObjectStub<Site> };
  };
}

export const accountStub = (env: Env, account: string) => env.ACCOUNT.getByName(account);
export const siteStub = (env: Env, key: string) => env.SITE.getByName(key);

const bearer = (header: string | undefined): string => /^Bearer\s+(\S+)$/i.exec(header ?? '')?.[1] ?? '';
const unauthorized = (): Response => problem('unauthorized', { headers: { 'www-authenticate': 'Bearer' } });

/** The token's account, if the token has that form at all. Nothing is woken for one that was made up. */
const tokenOf = async (env: Env, header: string | undefined): Promise<{ account: string; hash: string } | null> => {
  const token = bearer(header);
  const account = accountOfToken(token);
  if (!account || !(await isGenuine(env.SECRET, 'account', account))) return null;
  return { account, hash: await hashOfToken(token) };
};

const may = (scopes: readonly Scope[], needed: Scope): boolean => scopes.includes('admin') || scopes.includes(needed);

/** For routes of an account: a token with the scope, or with any scope where none is named. */
export const forAccount = (needed?: Scope) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const token = await tokenOf(c.env, c.req.header('authorization'));
    const scopes = token && (await accountStub(c.env, token.account).scopesOf(token.hash));
    if (!token || !scopes) return unauthorized();
    if (needed && !may(scopes, needed)) return problem('forbidden', { detail: `needs the scope ${needed}` });
    c.set('account', token.account);
    await next();
  });

/** For routes of one site: 404 where it is not the token's account's, as if it did not exist. */
export const forSite = (needed: Scope) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const token = await tokenOf(c.env, c.req.header('authorization'));
    const key = c.req.param('site') ?? '';
    const access = token && (await accountStub(c.env, token.account).access(token.hash, key));
    if (!token || !access) return unauthorized();
    if (!access.owns) return problem('not-found');
    if (!may(access.scopes, needed)) return problem('forbidden', { detail: `needs the scope ${needed}` });
    c.set('account', token.account);
    c.set('by', access.label);
    c.set('site', { key, stub: siteStub(c.env, key) });
    await next();
  });
