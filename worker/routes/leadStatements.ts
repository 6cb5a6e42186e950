import { Hono } from 'hono';
import { describeRoute, validator } from 'hono-openapi';
import * as v from 'valibot';
import { Id } from '../../shared/hits.ts';
import { LeadChange, Sale } from '../../shared/leads.ts';
import { type AppEnv, forSite } from '../access.ts';
import { problem } from '../problem.ts';
import type { Site } from '../site/site.ts';
import { refuse } from './refuse.ts';
import { salesFor } from './salesFor.ts';
import { smallBody } from './smallBody.ts';

/** What people state of a lead: where it stands, what it bought, who it is; and taking each of that back. */

type Told = Awaited<ReturnType<DurableObjectStub<Site>['takeStatement']>>;

/** The answer to what was written; `of` says what it tells of it. */
const answer = <T extends object>(told: Told, of: (story: NonNullable<Told['story']>, id: string) => T): Response => {
  if (told.state === 'invalid') return problem('invalid', { errors: told.errors });
  if (told.state === 'notFound' || !told.story) return problem('not-found');
  return Response.json(of(told.story, told.id), {
    status: told.state === 'new' ? 201 : 200,
    headers: { 'cache-control': 'no-store' },
  });
};

/** The answer to what was taken back. */
const gone = (told: Told): Response => {
  if (told.state === 'invalid') return problem('invalid', { errors: told.errors });
  return told.state === 'changed' ? new Response(null, { status: 204 }) : problem('not-found');
};

const NO_LEAD = { description: 'No such lead' };
const REFUSED = { description: 'Names the wrong fields; nothing was changed' };

export const leadStatements = new Hono<AppEnv>()
  .patch(
    '/v1/sites/:site/leads/:lead',
    describeRoute({
      tags: ['leads'],
      summary: 'State where a lead stands: stage, owner, value, product, an action done, a note',
      description:
        'Each named part is an entry of the lead’s `log`, now or at `at`. What stands already is not said twice. A lead that is spam takes another stage before it is won or lost, and a lead with sales is no spam.',
      responses: { 200: { description: 'The lead as it stands now' }, 404: NO_LEAD, 422: REFUSED },
    }),
    forSite('leads'),
    smallBody,
    validator('json', LeadChange, refuse),
    async (c) =>
      answer(
        await c.var.site.stub.takeStatement({
          lead: c.req.param('lead'),
          statement: { what: 'change', change: c.req.valid('json') },
          by: c.var.by,
          now: Date.now(),
        }),
        (story) => salesFor(c.var.scopes, story),
      ),
  )
  .delete(
    '/v1/sites/:site/leads/:lead/log/:entry',
    describeRoute({
      tags: ['leads'],
      summary: 'Undo one statement',
      responses: {
        204: { description: 'As if it had never been made' },
        404: { description: 'No such statement' },
        422: { description: 'Without it a lead with sales would be spam; nothing was changed' },
      },
    }),
    forSite('leads'),
    async (c) =>
      gone(
        await c.var.site.stub.takeStatement({
          lead: c.req.param('lead'),
          statement: { what: 'undo', entry: c.req.param('entry') },
          by: c.var.by,
          now: Date.now(),
        }),
      ),
  )
  .post(
    '/v1/sites/:site/leads/:lead/sales',
    describeRoute({
      tags: ['leads'],
      summary: 'A sale to a lead; many at once: `POST …/crm`',
      description:
        'Idempotent by `id`: the same again changes nothing, another content corrects, another lead’s address moves it there.',
      responses: {
        201: { description: 'The sale' },
        200: { description: 'The sale; it was known, or is corrected' },
        404: NO_LEAD,
        422: REFUSED,
      },
    }),
    forSite('leads'),
    smallBody,
    validator('json', Sale, refuse),
    async (c) =>
      answer(
        await c.var.site.stub.takeStatement({
          lead: c.req.param('lead'),
          statement: { what: 'sale', sale: c.req.valid('json') },
          by: c.var.by,
          now: Date.now(),
        }),
        (story, id) => ({
          lead: story.lead,
          ...salesFor(c.var.scopes, story).sales.find(({ sale }) => sale === id),
        }),
      ),
  )
  .delete(
    '/v1/sites/:site/leads/:lead/sales/:sale',
    describeRoute({
      tags: ['leads'],
      summary: 'Remove a sale',
      responses: { 204: { description: 'Removed' }, 404: { description: 'The lead has no such sale' } },
    }),
    forSite('leads'),
    async (c) =>
      gone(
        await c.var.site.stub.takeStatement({
          lead: c.req.param('lead'),
          statement: { what: 'removeSale', sale: c.req.param('sale') },
          by: c.var.by,
          now: Date.now(),
        }),
      ),
  )
  .post(
    '/v1/sites/:site/leads/:lead/merge',
    describeRoute({
      tags: ['leads'],
      summary: 'Say that two leads are one, of one person',
      responses: {
        201: { description: 'The lead it is now, and the merge’s id' },
        200: { description: 'They were merged already' },
        404: NO_LEAD,
        422: REFUSED,
      },
    }),
    forSite('leads'),
    smallBody,
    validator('json', v.object({ with: Id }), refuse),
    async (c) =>
      answer(
        await c.var.site.stub.takeStatement({
          lead: c.req.param('lead'),
          statement: { what: 'merge', with: c.req.valid('json').with },
          by: c.var.by,
          now: Date.now(),
        }),
        ({ lead }, merge) => ({ lead, merge }),
      ),
  )
  .delete(
    '/v1/sites/:site/leads/:lead/merges/:merge',
    describeRoute({
      tags: ['leads'],
      summary: 'Take a merge back',
      responses: { 204: { description: 'Everything is as it was' }, 404: { description: 'No such merge' } },
    }),
    forSite('leads'),
    async (c) =>
      gone(
        await c.var.site.stub.takeStatement({
          lead: c.req.param('lead'),
          statement: { what: 'unmerge', merge: c.req.param('merge') },
          by: c.var.by,
          now: Date.now(),
        }),
      ),
  )
  .post(
    '/v1/sites/:site/leads/:lead/split',
    describeRoute({
      tags: ['leads'],
      summary: 'Say that one of a lead’s contacts is somebody else’s than its phone and e-mail tell',
      responses: {
        201: { description: 'What is left of the lead, and the contact that is a lead of its own' },
        200: { description: 'It was split off already' },
        404: NO_LEAD,
        422: REFUSED,
      },
    }),
    forSite('leads'),
    smallBody,
    validator('json', v.object({ contact: Id }), refuse),
    async (c) =>
      answer(
        await c.var.site.stub.takeStatement({
          lead: c.req.param('lead'),
          statement: { what: 'split', contact: c.req.valid('json').contact },
          by: c.var.by,
          now: Date.now(),
        }),
        ({ lead }, split) => ({ lead, split }),
      ),
  )
  .delete(
    '/v1/sites/:site/leads/:lead/splits/:contact',
    describeRoute({
      tags: ['leads'],
      summary: 'Take a split back',
      responses: { 204: { description: 'Everything is as it was' }, 404: { description: 'No such split' } },
    }),
    forSite('leads'),
    async (c) =>
      gone(
        await c.var.site.stub.takeStatement({
          lead: c.req.param('lead'),
          statement: { what: 'unsplit', contact: c.req.param('contact') },
          by: c.var.by,
          now: Date.now(),
        }),
      ),
  );
