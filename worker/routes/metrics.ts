import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { describeMetric, METRIC_NAMES } from '../../shared/metrics/catalogue.ts';
import { type AppEnv, forAccount } from '../access.ts';

export const metrics = new Hono<AppEnv>().get(
  '/v1/metrics',
  describeRoute({
    tags: ['reports'],
    summary: 'Every metric: unit, formula, numerator, denominator',
    responses: { 200: { description: 'The catalogue' } },
  }),
  forAccount(),
  (c) => c.json({ metrics: METRIC_NAMES.map(describeMetric) }),
);
