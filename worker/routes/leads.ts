import { Hono } from 'hono';
import { describeRoute, validator } from 'hono-openapi';
import * as v from 'valibot';
import { Id } from '../../shared/hits.ts';
import { type AppEnv, forSite } from '../access.ts';
import { problem } from '../problem.ts';
import { refuse } from './refuse.ts';

const LeadsQuery = v.object({
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

export const leads = new Hono<AppEnv>()
  .get(
    '/v1/sites/:site/leads',
    describeRoute({
      tags: ['leads'],
      summary: 'Leads, the newest first',
      responses: { 200: { description: 'A page of leads; `next` is the next page’s `before`' } },
    }),
    forSite('leads'),
    validator('query', LeadsQuery, refuse),
    async (c) => c.json(await c.var.site.stub.leads(c.req.valid('query')), 200, { 'cache-control': 'no-store' }),
  )
  .get(
    '/v1/sites/:site/leads/:lead',
    describeRoute({
      tags: ['leads'],
      summary: 'One lead: contacts, touches, the same person’s other leads',
      responses: {
        200: { description: 'By its id or that of any of its contacts' },
        404: { description: 'No such lead' },
      },
    }),
    forSite('leads'),
    async (c) => {
      const story = await c.var.site.stub.lead(c.req.param('lead'));
      return story ? c.json(story, 200, { 'cache-control': 'no-store' }) : problem('not-found');
    },
  );
