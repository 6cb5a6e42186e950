import type { Context } from 'hono';
import { Hono } from 'hono';
import { setCookie } from 'hono/cookie';
import { describeRoute, validator } from 'hono-openapi';
import * as v from 'valibot';
import type { Session } from '../../shared/people.ts';
import { type AppEnv, accountStub, forAccount, isOwnPage, opened, PLAIN_COOKIE, SECURE_COOKIE } from '../access.ts';
import { SESSION_DAYS } from '../account/sessions.ts';
import { hashOfToken, newSession } from '../keys.ts';
import { problem } from '../problem.ts';
import { refuse } from './refuse.ts';
import { smallBody } from './smallBody.ts';

/** Signing in: a token or an invitation becomes a session that the browser keeps where no script can read it. */

const Opening = v.union([v.object({ token: v.string() }), v.object({ invitation: v.string() })]);

/** Whether the page that asks is secure: behind a proxy our own address may not be. */
const isSecure = (c: Context): boolean => (c.req.header('origin') ?? c.req.url).startsWith('https:');

const keep = (c: Context, session: string): void => {
  const secure = isSecure(c);
  setCookie(c, secure ? SECURE_COOKIE : PLAIN_COOKIE, session, {
    path: '/',
    httpOnly: true,
    secure,
    sameSite: 'Strict',
    maxAge: session ? SESSION_DAYS * 86_400 : 0,
  });
};

const sessionOf = async (c: Context<AppEnv>, account: string, hash: string): Promise<Session | null> => {
  const stub = accountStub(c.env, account);
  const [asker, people] = await Promise.all([stub.asker(hash, Date.now()), stub.people()]);
  return asker && { account, ...asker, people: people.map(({ name }) => name) };
};

export const session = new Hono<AppEnv>()
  .post(
    '/v1/session',
    describeRoute({
      tags: ['people'],
      summary: 'Sign in with a token or an invitation; the session is a cookie',
      responses: { 201: { description: 'Who has signed in' }, 401: { description: 'It opens nothing' } },
    }),
    smallBody,
    validator('json', Opening, refuse),
    async (c) => {
      // Another site must not sign anybody in unawares either.
      if (c.req.header('origin') !== undefined && !isOwnPage(c)) return problem('forbidden');
      const given = c.req.valid('json');
      const opener =
        'token' in given ? await opened(c.env, 'wh', given.token) : await opened(c.env, 'whi', given.invitation);
      if (!opener) return problem('unauthorized');
      const { account, hash } = opener;
      const secret = newSession(account);
      const began = await accountStub(c.env, account).beginSession(
        'token' in given ? { token: hash } : { invitation: hash },
        await hashOfToken(secret),
        Date.now(),
      );
      if (!began) return problem('unauthorized');
      keep(c, secret);
      return c.json(await sessionOf(c, account, await hashOfToken(secret)), 201, { 'cache-control': 'no-store' });
    },
  )
  .get(
    '/v1/session',
    describeRoute({
      tags: ['people'],
      summary: 'Who asks, and what they may do',
      responses: { 200: { description: 'Role, scopes, and the names a lead can be given to' } },
    }),
    forAccount(),
    async (c) => c.json(await sessionOf(c, c.var.account, c.var.hash), 200, { 'cache-control': 'no-store' }),
  )
  .delete(
    '/v1/session',
    describeRoute({
      tags: ['people'],
      summary: 'Sign out',
      responses: { 204: { description: 'The session opens nothing any more' } },
    }),
    forAccount(),
    async (c) => {
      await accountStub(c.env, c.var.account).endSession(c.var.hash);
      keep(c, '');
      return c.body(null, 204);
    },
  );
