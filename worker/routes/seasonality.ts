import { Hono } from 'hono';
import { describeRoute, validator } from 'hono-openapi';
import { SeasonalityQuery } from '../../shared/seasonality.ts';
import { type AppEnv, forSite } from '../access.ts';
import { problem } from '../problem.ts';
import { refuse } from './refuse.ts';

export const seasonality = new Hono<AppEnv>().get(
  '/v1/sites/:site/seasonality',
  describeRoute({
    tags: ['reports'],
    summary: 'How a metric swings with the calendar: an index for each month, and how strong the season is',
    description:
      'Told once there are thirteen whole months of data; before, how many there are. With fewer than two years each calendar month’s mean is set against the mean of the twelve, from then on each month against the trend around it; `source` says so with its reference. Classes by the farthest month: none below 10 %, low below 25 %, middle below 45 %, else strong. A count’s swing that is no larger than `chance` may be nothing but chance.',
    responses: {
      200: { description: 'The twelve indices, the swing and its class; without `season` there is too little data' },
      422: { description: 'Names the wrong parameter' },
    },
  }),
  forSite('report'),
  validator('query', SeasonalityQuery, refuse),
  async (c) => {
    const result = await c.var.site.stub.seasonality(c.req.valid('query'));
    return result.state === 'invalid'
      ? problem('invalid', { errors: result.errors })
      : c.json(result.answer, 200, { 'cache-control': 'no-store' });
  },
);
