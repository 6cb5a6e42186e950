import { Hono } from 'hono';
import { describeRoute, validator } from 'hono-openapi';
import * as v from 'valibot';
import { Id } from '../../shared/hits.ts';
import { Day } from '../../shared/spend.ts';
import { type AppEnv, forSite } from '../access.ts';
import { problem } from '../problem.ts';
import { refuse } from './refuse.ts';

const CallsQuery = v.pipe(
  v.object({
    /** First and last day at the site, both included; without them all there are. */
    from: v.optional(Day),
    to: v.optional(Day),
    direction: v.optional(v.picklist(['in', 'out'])),
    /** `missed` is every call that ended unanswered: busy and failed ones too. */
    status: v.optional(v.picklist(['ringing', 'answered', 'missed'])),
    /** Ours that was dialled, E.164: whose call it was must not stand in an address. */
    number: v.optional(v.pipe(v.string(), v.regex(/^\+\d{7,15}$/, 'must be a number such as +380441234567'))),
    /** `1`: missed calls that nobody has called back yet. */
    open: v.optional(
      v.pipe(
        v.picklist(['0', '1']),
        v.transform((text) => text === '1'),
      ),
    ),
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
  }),
  v.forward(
    v.check(({ from, to }) => !from || !to || from <= to, 'is before from'),
    ['to'],
  ),
);

export const calls = new Hono<AppEnv>()
  .get(
    '/v1/sites/:site/calls',
    describeRoute({
      tags: ['calls'],
      summary: 'Calls, the newest first',
      responses: {
        200: { description: 'A page of calls, each with whose it probably was; `next` is the next page’s `before`' },
        422: { description: 'Names the wrong parameter' },
      },
    }),
    forSite('leads'),
    validator('query', CallsQuery, refuse),
    async (c) => c.json(await c.var.site.stub.calls(c.req.valid('query')), 200, { 'cache-control': 'no-store' }),
  )
  .get(
    '/v1/sites/:site/calls/:call',
    describeRoute({
      tags: ['calls'],
      summary: 'One call, with what the provider told of it',
      responses: { 200: { description: 'The call and its events as they came' }, 404: { description: 'No such call' } },
    }),
    forSite('leads'),
    async (c) => {
      const call = await c.var.site.stub.call(c.req.param('call'));
      return call ? c.json(call, 200, { 'cache-control': 'no-store' }) : problem('not-found');
    },
  );
