import { Hono } from 'hono';
import { describeRoute, validator } from 'hono-openapi';
import * as v from 'valibot';
import { Name } from '../../shared/hits.ts';
import { SCOPES } from '../../shared/people.ts';
import { type AppEnv, accountStub, forAccount } from '../access.ts';
import { hashOfToken, newKey, newToken, sameText } from '../keys.ts';
import { problem } from '../problem.ts';
import { refuse } from './refuse.ts';
import { smallBody } from './smallBody.ts';

const NewAccount = v.object({ name: Name });
const NewToken = v.object({ name: Name, scopes: v.pipe(v.array(v.picklist(SCOPES)), v.minLength(1)) });

/** Accounts, made by who runs the worker, and their tokens. */
export const accounts = new Hono<AppEnv>()
  .post(
    '/v1/accounts',
    describeRoute({
      tags: ['accounts'],
      summary: "Make an account and its admin token; needs the operator's token",
      responses: { 201: { description: 'The token is shown this once' }, 401: { description: 'Not the operator' } },
    }),
    async (c, next) => {
      const given = c.req.header('authorization') ?? '';
      if (!c.env.OPERATOR_TOKEN || !sameText(given, `Bearer ${c.env.OPERATOR_TOKEN}`)) {
        return problem('unauthorized', { headers: { 'www-authenticate': 'Bearer' } });
      }
      return next();
    },
    smallBody,
    validator('json', NewAccount, refuse),
    async (c) => {
      const account = await newKey(c.env.SECRET, 'account');
      const token = newToken(account);
      const stub = accountStub(c.env, account);
      await stub.create(c.req.valid('json').name, Date.now());
      await stub.addToken(await hashOfToken(token), 'admin', ['admin'], Date.now());
      return c.json({ account, token }, 201, { 'cache-control': 'no-store' });
    },
  )
  .get(
    '/v1/tokens',
    describeRoute({
      tags: ['accounts'],
      summary: "The account's tokens, by hash",
      responses: { 200: { description: 'Without the tokens themselves' } },
    }),
    forAccount('admin'),
    async (c) =>
      c.json({ tokens: await accountStub(c.env, c.var.account).listTokens() }, 200, { 'cache-control': 'no-store' }),
  )
  .post(
    '/v1/tokens',
    describeRoute({
      tags: ['accounts'],
      summary: 'Make a token',
      responses: { 201: { description: 'The token is shown this once' } },
    }),
    forAccount('admin'),
    smallBody,
    validator('json', NewToken, refuse),
    async (c) => {
      const { name, scopes } = c.req.valid('json');
      const token = newToken(c.var.account);
      const hash = await hashOfToken(token);
      await accountStub(c.env, c.var.account).addToken(hash, name, scopes, Date.now());
      return c.json({ hash, name, scopes, token }, 201, { 'cache-control': 'no-store' });
    },
  )
  .delete(
    '/v1/tokens/:hash{[0-9a-f]{64}}',
    describeRoute({
      tags: ['accounts'],
      summary: 'Revoke a token',
      responses: { 204: { description: 'It no longer opens anything' }, 404: { description: 'No such token' } },
    }),
    forAccount('admin'),
    async (c) => {
      const revoked = await accountStub(c.env, c.var.account).revokeToken(c.req.param('hash'), Date.now());
      return revoked ? c.body(null, 204) : problem('not-found');
    },
  );
