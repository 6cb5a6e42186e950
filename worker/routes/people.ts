import type { Context } from 'hono';
import { Hono } from 'hono';
import { describeRoute, validator } from 'hono-openapi';
import { NewPerson, PersonChange } from '../../shared/people.ts';
import { type AppEnv, accountStub, forAccount, isOwnPage } from '../access.ts';
import { hashOfToken, newInvitation, randomText } from '../keys.ts';
import { problem } from '../problem.ts';
import { refuse } from './refuse.ts';
import { smallBody } from './smallBody.ts';

/** The people of an account. Each signs in by a link, once. */

/**
 * What follows the mark is never sent to a server, so the link's secret is in no log. Behind a proxy with TLS it is the
 * dashboard's page that knows how it is reached.
 */
const linkOf = (c: Context, invitation: string): string => {
  const origin = isOwnPage(c) ? c.req.header('origin') : new URL(c.req.url).origin;
  return `${origin}/app/#invitation=${invitation}`;
};

const taken = (): Response =>
  problem('invalid', { errors: [{ field: 'name', detail: 'somebody has this name already' }] });

export const people = new Hono<AppEnv>()
  .get(
    '/v1/people',
    describeRoute({
      tags: ['people'],
      summary: 'Who works with the account',
      responses: { 200: { description: 'Names and roles' } },
    }),
    forAccount('admin'),
    async (c) =>
      c.json({ people: await accountStub(c.env, c.var.account).people() }, 200, { 'cache-control': 'no-store' }),
  )
  .post(
    '/v1/people',
    describeRoute({
      tags: ['people'],
      summary: 'Invite somebody',
      responses: { 201: { description: 'The link is shown this once; it opens one session within seven days' } },
    }),
    forAccount('admin'),
    smallBody,
    validator('json', NewPerson, refuse),
    async (c) => {
      const invitation = newInvitation(c.var.account);
      const stub = accountStub(c.env, c.var.account);
      const person = await stub.addPerson(
        randomText(12),
        c.req.valid('json'),
        await hashOfToken(invitation),
        Date.now(),
      );
      return person
        ? c.json({ ...person, link: linkOf(c, invitation) }, 201, { 'cache-control': 'no-store' })
        : taken();
    },
  )
  .patch(
    '/v1/people/:person',
    describeRoute({
      tags: ['people'],
      summary: 'Change a name or a role; it holds at once',
      responses: { 200: { description: 'The person as they are now' }, 404: { description: 'Nobody of that id' } },
    }),
    forAccount('admin'),
    smallBody,
    validator('json', PersonChange, refuse),
    async (c) => {
      const change = Object.fromEntries(Object.entries(c.req.valid('json')).filter(([, value]) => value !== undefined));
      const person = await accountStub(c.env, c.var.account).changePerson(c.req.param('person'), change);
      if (person === 'none') return problem('not-found');
      return person === 'taken' ? taken() : c.json(person, 200, { 'cache-control': 'no-store' });
    },
  )
  .post(
    '/v1/people/:person/invitation',
    describeRoute({
      tags: ['people'],
      summary: 'A new link for somebody who lost theirs, or for another browser',
      responses: { 201: { description: 'The former link opens nothing any more' } },
    }),
    forAccount('admin'),
    async (c) => {
      const invitation = newInvitation(c.var.account);
      const stub = accountStub(c.env, c.var.account);
      const invited = await stub.invite(c.req.param('person'), await hashOfToken(invitation), Date.now());
      return invited
        ? c.json({ link: linkOf(c, invitation) }, 201, { 'cache-control': 'no-store' })
        : problem('not-found');
    },
  )
  .delete(
    '/v1/people/:person',
    describeRoute({
      tags: ['people'],
      summary: 'Somebody works with the account no more: their sessions end at once',
      responses: { 204: { description: 'What they did keeps their name' }, 404: { description: 'Nobody of that id' } },
    }),
    forAccount('admin'),
    async (c) => {
      const removed = await accountStub(c.env, c.var.account).removePerson(c.req.param('person'));
      return removed ? c.body(null, 204) : problem('not-found');
    },
  );
