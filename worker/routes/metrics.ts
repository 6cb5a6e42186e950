import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { catalogueOf } from '../../shared/metrics/entry.ts';
import { type AppEnv, forAccount, forSite } from '../access.ts';

export const metrics = new Hono<AppEnv>()
  .get(
    '/v1/metrics',
    describeRoute({
      tags: ['reports'],
      summary: 'Every metric: unit, formula, numerator, denominator, and what it means in uk, ru and en',
      description:
        '`asked` are metrics to be filled in with any of `counted`: `conversion:leads:won`, `costPer:opportunities`.',
      responses: { 200: { description: 'The catalogue' } },
    }),
    forAccount(),
    (c) => c.json(catalogueOf()),
  )
  .get(
    '/v1/sites/:site/metrics',
    describeRoute({
      tags: ['reports'],
      summary: "The same with the site's own actions: leads with each, the cost of each, and the conversion to each",
      responses: { 200: { description: 'The catalogue' }, 404: { description: 'No such site in this account' } },
    }),
    forSite('report'),
    async (c) => {
      const { leads } = await c.var.site.stub.settings();
      return c.json(catalogueOf(leads.actions), 200, { 'cache-control': 'no-store' });
    },
  );
