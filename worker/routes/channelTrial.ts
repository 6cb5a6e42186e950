import { Hono } from 'hono';
import { describeRoute, validator } from 'hono-openapi';
import { ChannelTrial } from '../../shared/channelTrial.ts';
import { type AppEnv, forSite } from '../access.ts';
import { refuse } from './refuse.ts';
import { smallBody } from './smallBody.ts';

export const channelTrial = new Hono<AppEnv>().post(
  '/v1/sites/:site/channelRules/trial',
  describeRoute({
    tags: ['sites'],
    summary: 'What other channel rules would change: nothing is stored',
    description:
      'Which ads of all history would be of another channel, and how many visits and leads they brought; and how much each of the stated rules would take.',
    responses: {
      200: { description: 'Sums, moves from channel to channel, and the ads that would move' },
      404: { description: 'No such site in this account' },
      422: { description: 'Names the wrong fields' },
    },
  }),
  forSite('settings'),
  smallBody,
  validator('json', ChannelTrial, refuse),
  async (c) =>
    c.json(await c.var.site.stub.tryChannelRules(c.req.valid('json').channelRules), 200, {
      'cache-control': 'no-store',
    }),
);
