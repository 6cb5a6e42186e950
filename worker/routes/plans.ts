import { Hono } from 'hono';
import { describeRoute, validator } from 'hono-openapi';
import { NewPlan, NewPlanNote, PlanChange, PlansQuery } from '../../shared/plans.ts';
import { type AppEnv, forSite } from '../access.ts';
import { problem } from '../problem.ts';
import type { PlanResult } from '../site/plans/plans.ts';
import { refuse } from './refuse.ts';
import { smallBody } from './smallBody.ts';

const NO_STORE = { 'cache-control': 'no-store' };

const JUDGED =
  'The fact is that of a report from the first day to today. The pace is the share of the working days that are over, by the site’s hours, or Monday to Friday without any. While the period runs, what adds up is green if by the end of yesterday it was no worse than the target’s part of that pace, a ratio if it is no worse than the target; afterwards, if the target is met. Where neither more nor less is better, green is what is no further off than `tolerance`, 10 % if left out; else `tolerance` is how far short still passes, none if left out. `open`: not begun, no working day over, or nothing to divide by; a cost of what has not come yet is red once more was paid than one may cost.';

const responses = {
  404: { description: 'No such plan' },
  422: { description: 'Names the wrong fields; nothing was changed' },
};

const planAnswer = (result: PlanResult): Response => {
  switch (result.state) {
    case 'invalid':
      return problem('invalid', { errors: result.errors });
    case 'conflict':
      return problem('conflict', {
        detail: `this metric, period and scope have a plan with other terms, ${result.plan}: change that one`,
      });
    case 'none':
      return problem('not-found');
    case 'new':
      return Response.json(result.plan, { status: 201, headers: NO_STORE });
    case 'known':
    case 'changed':
      return Response.json(result.plan, { status: 200, headers: NO_STORE });
  }
};

export const plans = new Hono<AppEnv>()
  .get(
    '/v1/sites/:site/plans',
    describeRoute({
      tags: ['plans'],
      summary: 'Plans with their facts, the latest period first',
      description: `Those whose period has a day of \`from\` to \`to\`, by default of this year. ${JUDGED}`,
      responses: { 200: { description: 'Plans; `planCount` tells how many there are' }, 422: responses[422] },
    }),
    forSite('report'),
    validator('query', PlansQuery, refuse),
    async (c) => {
      const query = c.req.valid('query');
      if (query.from && query.to && query.from > query.to)
        return problem('invalid', { errors: [{ field: 'to', detail: `lies before from (${query.from})` }] });
      return c.json(await c.var.site.stub.plans(query), 200, NO_STORE);
    },
  )
  .post(
    '/v1/sites/:site/plans',
    describeRoute({
      tags: ['plans'],
      summary:
        'Plan a metric for a week, month, quarter or year, of the site or of one channel, source, campaign, owner or ad',
      description:
        'Metric, period and scope are its key: the same plan again changes nothing, one with other terms is refused, the standing one being there to be changed.',
      responses: {
        200: { description: 'It stood already' },
        201: { description: 'The plan with its fact' },
        409: { description: 'Another plan of this metric, period and scope stands' },
        422: responses[422],
      },
    }),
    forSite('settings'),
    smallBody,
    validator('json', NewPlan, refuse),
    async (c) => planAnswer(await c.var.site.stub.addPlan(c.req.valid('json'), c.var.by)),
  )
  .get(
    '/v1/sites/:site/plans/:plan',
    describeRoute({
      tags: ['plans'],
      summary: 'A plan with its fact, pace, forecast, the year before, the year to date, and notes',
      description: JUDGED,
      responses: { 200: { description: 'The plan' }, 404: responses[404] },
    }),
    forSite('report'),
    async (c) => {
      const plan = await c.var.site.stub.plan(c.req.param('plan'));
      return plan ? c.json(plan, 200, NO_STORE) : problem('not-found');
    },
  )
  .patch(
    '/v1/sites/:site/plans/:plan',
    describeRoute({
      tags: ['plans'],
      summary: 'Change a plan’s target, owner, model, basis or tolerance',
      responses: { 200: { description: 'The plan as it is now' }, ...responses },
    }),
    forSite('settings'),
    smallBody,
    validator('json', PlanChange, refuse),
    async (c) => planAnswer(await c.var.site.stub.changePlan(c.req.param('plan'), c.req.valid('json'), c.var.by)),
  )
  .delete(
    '/v1/sites/:site/plans/:plan',
    describeRoute({
      tags: ['plans'],
      summary: 'Remove a plan and its notes',
      responses: { 204: { description: 'Removed' }, 404: responses[404] },
    }),
    forSite('settings'),
    async (c) => ((await c.var.site.stub.removePlan(c.req.param('plan'))) ? c.body(null, 204) : problem('not-found')),
  )
  .post(
    '/v1/sites/:site/plans/:plan/notes',
    describeRoute({
      tags: ['plans'],
      summary: 'Note why the fact is off its target',
      responses: {
        200: { description: 'It stood already' },
        201: { description: 'The note, with who wrote it and when' },
        404: responses[404],
        409: { description: 'The id is another note’s' },
        422: responses[422],
      },
    }),
    forSite('settings'),
    smallBody,
    validator('json', NewPlanNote, refuse),
    async (c) => {
      const result = await c.var.site.stub.addPlanNote(c.req.param('plan'), c.req.valid('json'), c.var.by);
      switch (result.state) {
        case 'none':
          return problem('not-found');
        case 'conflict':
          return problem('conflict');
        case 'full':
          return problem('invalid', { errors: [{ field: 'text', detail: `a plan has ${result.most} notes at most` }] });
        case 'new':
          return c.json(result.note, 201, NO_STORE);
        case 'known':
          return c.json(result.note, 200, NO_STORE);
      }
    },
  )
  .delete(
    '/v1/sites/:site/plans/:plan/notes/:note',
    describeRoute({
      tags: ['plans'],
      summary: 'Remove a note',
      responses: { 204: { description: 'Removed' }, 404: { description: 'No such note' } },
    }),
    forSite('settings'),
    async (c) =>
      (await c.var.site.stub.removePlanNote(c.req.param('plan'), c.req.param('note')))
        ? c.body(null, 204)
        : problem('not-found'),
  );
