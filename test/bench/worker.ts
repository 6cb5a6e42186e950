import { Hono } from 'hono';
import { app } from '../../worker/app.ts';
import type { Env } from '../../worker/env.ts';
import { Site as ProductSite } from '../../worker/site/site.ts';
import { type Seed, seedSpend, seedVisits } from './seed.ts';

/** The product with a few routes to measure it against, and to fill a site through its own write path. */

export { Account } from '../../worker/account/account.ts';

export class Site extends ProductSite {
  /** What any call to an object costs. */
  empty(): void {}

  seedVisits(seed: Seed): Promise<void> {
    return seedVisits(this, seed);
  }

  seedSpend(): void {
    seedSpend(this);
  }
}

const stubOf = (env: Env, site: string): DurableObjectStub<Site> =>
  env.SITE.getByName(site) as unknown as DurableObjectStub<Site>;

const bench = new Hono<{ Bindings: Env }>()
  .post('/bench/echo', async (c) => c.json(await c.req.json()))
  .post('/bench/empty/:site', async (c) => {
    await c.req.text();
    await stubOf(c.env, c.req.param('site')).empty();
    return c.json({ accepted: 1 }, 202);
  })
  .post('/bench/visits/:site', async (c) => {
    await stubOf(c.env, c.req.param('site')).seedVisits(await c.req.json<Seed>());
    return c.body(null, 204);
  })
  .post('/bench/spend/:site', async (c) => {
    await stubOf(c.env, c.req.param('site')).seedSpend();
    return c.body(null, 204);
  });

export default {
  fetch(request: Request, env: Env, ctx: ExecutionContext): Response | Promise<Response> {
    if (request.url.endsWith('/bench/204')) return new Response(null, { status: 204 });
    return request.url.includes('/bench/') ? bench.fetch(request, env, ctx) : app.fetch(request, env, ctx);
  },
};
