import { Hono } from 'hono';
import { describeRoute, validator } from 'hono-openapi';
import { NewLead } from '../../shared/leads.ts';
import { type AppEnv, forSite } from '../access.ts';
import { newId } from '../keys.ts';
import { problem } from '../problem.ts';
import { refuse } from './refuse.ts';
import { smallBody } from './smallBody.ts';

export const enteredLeads = new Hono<AppEnv>().post(
  '/v1/sites/:site/leads',
  describeRoute({
    tags: ['leads'],
    summary: 'Enter a lead that no visit brought: from a fair, a mailing, a cold call',
    description:
      'Its source is named as a link’s `utm_` values would be, by the site’s aliases and channel rules. Idempotent by `id`. Nobody is told of it.',
    responses: {
      201: { description: 'Its lead, and other contact with the same person of late' },
      200: { description: 'The same again: nothing was changed' },
      409: { description: 'The id is taken by another body' },
      422: { description: 'Names the wrong fields; nothing was changed' },
    },
  }),
  forSite('leads'),
  smallBody,
  validator('json', NewLead, refuse),
  async (c) => {
    const { id, ...stated } = c.req.valid('json');
    const now = Date.now();
    const lead = { ...stated, id: id ?? newId(now) };
    const entered = await c.var.site.stub.enterLead({ lead, by: c.var.by, now });
    switch (entered.state) {
      case 'invalid':
        return problem('invalid', { errors: entered.errors });
      case 'conflict':
        return problem('conflict');
    }
    const { state, ...answer } = entered;
    return c.json(answer, state === 'new' ? 201 : 200, { 'cache-control': 'no-store' });
  },
);
