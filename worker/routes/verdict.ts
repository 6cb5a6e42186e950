import { Hono } from 'hono';
import { describeRoute, validator } from 'hono-openapi';
import { VerdictQuery } from '../../shared/verdict.ts';
import { type AppEnv, forSite } from '../access.ts';
import { settlePeriod } from './period.ts';
import { refuse } from './refuse.ts';

/** Of fewer days most ads have too little to tell by. */
const DAYS = 90;

export const verdict = new Hono<AppEnv>().get(
  '/v1/sites/:site/verdict',
  describeRoute({
    tags: ['reports'],
    summary: 'Which half: what works, what is wasted and what is not clear yet, of the money that was spent',
    description:
      'Of each ad, campaign, source or channel with spend: what an outcome of it probably costs (median and 95 % interval), how probable it is that it misses the target, and the verdict. Thin data are unclear. One may look as often as one likes. The method and its sources stand in the answer.',
    responses: {
      200: {
        description: 'Rows, the most spent first, and totals that add up to the spend; without a target no verdict',
      },
      404: { description: 'No such site in this account' },
      422: { description: 'Names the wrong parameters' },
    },
  }),
  forSite('report'),
  validator('query', VerdictQuery, refuse),
  async (c) => {
    const asked = c.req.valid('query');
    const { stub } = c.var.site;
    const period = settlePeriod(asked, asked.to ?? (await stub.today()), DAYS);
    if (period instanceof Response) return period;
    return c.json(await stub.verdict({ ...asked, ...period }), 200, { 'cache-control': 'no-store' });
  },
);
