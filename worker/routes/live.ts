import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { TOPICS, type Topic } from '../../shared/live.ts';
import { may, type Scope } from '../../shared/people.ts';
import { type AppEnv, forSite } from '../access.ts';
import { problem } from '../problem.ts';

const NEEDED: Record<Topic, Scope> = { leads: 'leads', calls: 'leads', spend: 'report' };

export const live = new Hono<AppEnv>().get(
  '/v1/sites/:site/live',
  describeRoute({
    tags: ['sites'],
    summary: 'What is happening now: a WebSocket that says which things have changed',
    description:
      'Messages are `{"changed": "leads" | "calls" | "spend", "id"}`; ask the API for the rest. `ping` is answered with `pong`. It closes after an hour at the latest: connect again.',
    responses: { 101: { description: 'The socket' }, 426: { description: 'Not asked for a WebSocket' } },
  }),
  forSite('leads', 'report'),
  async (c) => {
    if (c.req.header('upgrade')?.toLowerCase() !== 'websocket') return problem('upgrade-required');
    const topics = TOPICS.filter((topic) => may(c.var.scopes, NEEDED[topic]));
    return c.var.site.stub.fetch(`https://site/live?topics=${topics.join()}`, { headers: { upgrade: 'websocket' } });
  },
);
