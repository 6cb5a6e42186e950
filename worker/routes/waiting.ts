import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { type AppEnv, forSite } from '../access.ts';

export const waiting = new Hono<AppEnv>().get(
  '/v1/sites/:site/waiting',
  describeRoute({
    tags: ['leads'],
    summary:
      'How many leads nobody has answered yet, overdue and in time, and how many missed calls nobody has called back',
    responses: { 200: { description: 'Three counts, of all days' }, 404: { description: 'No such site' } },
  }),
  forSite('leads'),
  async (c) => c.json(await c.var.site.stub.waiting(), 200, { 'cache-control': 'no-store' }),
);
