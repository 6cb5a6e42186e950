import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { type AppEnv, forSite } from '../access.ts';

export const doctor = new Hono<AppEnv>().get(
  '/v1/sites/:site/doctor',
  describeRoute({
    tags: ['sites'],
    summary: 'How the site is installed, as far as the server can know',
    description:
      'Each check is `done`, `waiting`, `wrong` or `off`: the script was asked for (and on which hosts’ pages), pages of other hosts, consent, visits, leads, numbers, calls, notifications.',
    responses: { 200: { description: 'The checks, in order' }, 404: { description: 'No such site in this account' } },
  }),
  forSite('report'),
  async (c) => c.json(await c.var.site.stub.doctor(), 200, { 'cache-control': 'no-store' }),
);
