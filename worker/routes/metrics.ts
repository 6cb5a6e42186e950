import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { CATALOGUE } from '../../shared/metrics.ts';
import { type AppEnv, forAccount } from '../access.ts';

export const metrics = new Hono<AppEnv>().get(
  '/v1/metrics',
  describeRoute({
    tags: ['reports'],
    summary: 'Every metric: unit, formula, numerator, denominator',
    responses: { 200: { description: 'The catalogue' } },
  }),
  forAccount(),
  (c) => c.json({ metrics: CATALOGUE }),
);
