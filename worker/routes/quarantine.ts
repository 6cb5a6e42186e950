import { Hono } from 'hono';
import { describeRoute, validator } from 'hono-openapi';
import * as v from 'valibot';
import { Id } from '../../shared/hits.ts';
import { type AppEnv, forSite } from '../access.ts';
import { problem } from '../problem.ts';
import { refuse } from './refuse.ts';

const SuspectsQuery = v.object({
  before: v.optional(Id),
  limit: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,3}$/, 'must be a whole number'),
      v.transform(Number),
      v.minValue(1),
      v.maxValue(200),
    ),
    '50',
  ),
});

export const quarantine = new Hono<AppEnv>()
  .get(
    '/v1/sites/:site/quarantine',
    describeRoute({
      tags: ['leads'],
      summary: 'Contacts that look like spam, the newest first',
      responses: {
        200: { description: 'A page of suspects, each with why it is one; `next` is the next page’s `before`' },
        422: { description: 'Names the wrong parameter' },
      },
    }),
    forSite('leads'),
    validator('query', SuspectsQuery, refuse),
    async (c) => c.json(await c.var.site.stub.suspects(c.req.valid('query')), 200, { 'cache-control': 'no-store' }),
  )
  .post(
    '/v1/sites/:site/quarantine/:contact/release',
    describeRoute({
      tags: ['leads'],
      summary: 'It was no spam',
      description:
        'It becomes the contact it was, as if it had been taken at once, and is told. Again: changes nothing.',
      responses: { 200: { description: 'It is a contact' }, 404: { description: 'No such suspect' } },
    }),
    forSite('leads'),
    async (c) => {
      const contact = c.req.param('contact');
      return (await c.var.site.stub.releaseSuspect(contact)) ? c.json({ contact }) : problem('not-found');
    },
  )
  .delete(
    '/v1/sites/:site/quarantine/:contact',
    describeRoute({
      tags: ['leads'],
      summary: 'It was spam: what was written is deleted',
      description: 'Reports go on counting it as a suspect, and the same contact sent again stays deleted.',
      responses: { 204: { description: 'Deleted' }, 404: { description: 'No such suspect' } },
    }),
    forSite('leads'),
    async (c) =>
      (await c.var.site.stub.deleteSuspect(c.req.param('contact'))) ? c.body(null, 204) : problem('not-found'),
  );
