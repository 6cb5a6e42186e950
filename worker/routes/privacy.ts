import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { type AppEnv, forSite } from '../access.ts';
import { problem } from '../problem.ts';
import { salesFor } from './salesFor.ts';

/** What is known of people, handed out and erased. */
export const privacy = new Hono<AppEnv>()
  .delete(
    '/v1/sites/:site/leads/:lead',
    describeRoute({
      tags: ['privacy'],
      summary: 'Erase the person a lead is of: all their contacts, calls and what leads to them; figures stay',
      responses: {
        204: { description: 'By the id of any of the person’s contacts' },
        404: { description: 'No such lead, or erased already' },
      },
    }),
    forSite('leads'),
    async (c) =>
      (await c.var.site.stub.erase(c.req.param('lead'))) ? new Response(null, { status: 204 }) : problem('not-found'),
  )
  .get(
    '/v1/sites/:site/leads/:lead/export',
    describeRoute({
      tags: ['privacy'],
      summary: 'All that is known of the person a lead is of: contacts, calls, visits, consents',
      responses: {
        200: { description: 'By the id of any of the person’s contacts' },
        404: { description: 'No such lead' },
      },
    }),
    forSite('leads'),
    async (c) => {
      const known = await c.var.site.stub.exportPerson(c.req.param('lead'));
      return known ? c.json(salesFor(c.var.scopes, known), 200, { 'cache-control': 'no-store' }) : problem('not-found');
    },
  )
  .get(
    '/v1/sites/:site/export',
    describeRoute({
      tags: ['privacy'],
      summary: 'All of the site: a line a row, {"table": …, "row": {…}}; settings first, without secrets',
      responses: { 200: { description: 'NDJSON' } },
    }),
    forSite('admin'),
    async (c) =>
      new Response(await c.var.site.stub.exportSite(), {
        headers: {
          'content-type': 'application/x-ndjson',
          'content-disposition': `attachment; filename="${c.var.site.key}.ndjson"`,
          'cache-control': 'no-store',
        },
      }),
  );
