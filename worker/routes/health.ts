import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';

export const health = new Hono().get(
  '/health',
  describeRoute({ summary: 'Whether the worker answers', responses: { 200: { description: 'It does' } } }),
  (c) => c.json({ status: 'ok' as const }, 200, { 'cache-control': 'no-store' }),
);
