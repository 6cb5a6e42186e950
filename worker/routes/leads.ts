import { Hono } from 'hono';
import { describeRoute, validator } from 'hono-openapi';
import * as v from 'valibot';
import { Id } from '../../shared/hits.ts';
import { type SaleEntry, STAGES } from '../../shared/leads.ts';
import type { Scope } from '../../shared/people.ts';
import { type AppEnv, forSite } from '../access.ts';
import { problem } from '../problem.ts';
import { refuse } from './refuse.ts';
import { salesFor } from './salesFor.ts';
import { smallBody } from './smallBody.ts';

const Part = v.pipe(v.string(), v.trim(), v.maxLength(200));

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
  /** Spam is listed only where it is asked for. */
  stage: v.optional(v.picklist(STAGES)),
  /** Empty for nobody's. */
  owner: v.optional(Part),
  overdue: v.optional(
    v.pipe(
      v.picklist(['0', '1']),
      v.transform((asked) => asked === '1'),
    ),
  ),
  channel: v.optional(Part),
  source: v.optional(Part),
});

const LeadsSearch = v.object({
  /** Part of a phone number, an e-mail address or a name. */
  q: v.pipe(Part, v.minLength(2)),
  before: v.optional(Id),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)), 50),
});

const pageFor = <T extends { leads: { sales: SaleEntry[] }[] }>(scopes: readonly Scope[], page: T) => ({
  ...page,
  leads: page.leads.map((lead) => salesFor(scopes, lead)),
});

export const leads = new Hono<AppEnv>()
  .get(
    '/v1/sites/:site/leads',
    describeRoute({
      tags: ['leads'],
      summary:
        'Leads, the newest first: all but spam, or those of a stage, an owner, a channel, a source, overdue ones',
      responses: { 200: { description: 'A page of leads; `next` is the next page’s `before`' } },
    }),
    forSite('leads'),
    validator('query', LeadsQuery, refuse),
    async (c) =>
      c.json(pageFor(c.var.scopes, await c.var.site.stub.leads(c.req.valid('query'))), 200, {
        'cache-control': 'no-store',
      }),
  )
  .post(
    '/v1/sites/:site/leads/search',
    describeRoute({
      tags: ['leads'],
      summary: 'Leads by part of a phone number, an e-mail address or a name, which no address should hold',
      responses: { 200: { description: 'As `GET …/leads`' } },
    }),
    forSite('leads'),
    smallBody,
    validator('json', LeadsSearch, refuse),
    async (c) =>
      c.json(pageFor(c.var.scopes, await c.var.site.stub.leads(c.req.valid('json'))), 200, {
        'cache-control': 'no-store',
      }),
  )
  .get(
    '/v1/sites/:site/leads/:lead',
    describeRoute({
      tags: ['leads'],
      summary:
        'One lead: contacts, touches with their pages, calls, where it stands and what was stated, sales, whom it was told to, the same person’s other leads',
      description: 'The profit of sales is told to those with the scope report; so it is wherever sales are told of.',
      responses: {
        200: { description: 'By its id or that of any of its contacts' },
        404: { description: 'No such lead' },
      },
    }),
    forSite('leads'),
    async (c) => {
      const story = await c.var.site.stub.lead(c.req.param('lead'));
      return story ? c.json(salesFor(c.var.scopes, story), 200, { 'cache-control': 'no-store' }) : problem('not-found');
    },
  );
