import type { Context } from 'hono';
import { Hono } from 'hono';
import { describeRoute, validator } from 'hono-openapi';
import Papa from 'papaparse';
import type * as v from 'valibot';
import { METRIC_NAMES, metricProblem } from '../../shared/metrics/catalogue.ts';
import { type ReportAnswer, ReportQuery } from '../../shared/report.ts';
import { type AppEnv, forSite } from '../access.ts';
import { problem } from '../problem.ts';
import { orderIsKnown } from '../site/report/order.ts';
import type { Site } from '../site/site.ts';
import { settlePeriod } from './period.ts';
import { refuse } from './refuse.ts';
import { reportTable } from './reportTable.ts';

/** The site is asked for its actions only where a name may be made of one. */
const metricErrors = async (
  metrics: readonly string[],
  stub: DurableObjectStub<Site>,
): Promise<{ field: string; detail: string }[]> => {
  const others = metrics.filter((name) => !(METRIC_NAMES as readonly string[]).includes(name));
  if (others.length === 0) return [];
  const actions = (await stub.settings()).leads.actions.map(({ id }) => id);
  return others.flatMap((name) => {
    const detail = metricProblem(name, actions);
    return detail === null ? [] : [{ field: 'metrics', detail }];
  });
};

const answer = async (
  c: Context<AppEnv>,
  asked: v.InferOutput<typeof ReportQuery>,
): Promise<{ json: string } | Response> => {
  const { stub } = c.var.site;
  const period = settlePeriod(asked, asked.to ?? (await stub.today()));
  if (period instanceof Response) return period;
  const query = { ...asked, ...period };
  const errors = await metricErrors(asked.metrics, stub);
  if (!orderIsKnown(query))
    errors.push({ field: 'order', detail: 'is neither among the metrics nor the dimensions asked' });
  if (errors.length > 0) return problem('invalid', { errors });
  return { json: await stub.report(query) };
};

/** Papa's own expression lets a formula through that has a line break in it. */
const FORMULA = /^[=+\-@\t\r]/;

const csvOf = (json: string, site: string): Response => {
  const report = JSON.parse(json) as ReportAnswer;
  // A byte order mark, for without one Excel reads Cyrillic as something else.
  const text = `\uFEFF${Papa.unparse(reportTable(report), { escapeFormulae: FORMULA, newline: '\r\n' })}\r\n`;
  return new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="whichhalf-${site}-${report.from}-${report.to}.csv"`,
      'cache-control': 'no-store',
    },
  });
};

const wantsCsv = (header: string | undefined): boolean => /(^|,)\s*text\/csv\b/i.test(header ?? '');

const description = {
  tags: ['reports'],
  responses: {
    200: { description: 'Rows and totals' },
    404: { description: 'No such site in this account' },
    422: { description: 'Names the wrong parameters' },
  },
};

export const report = new Hono<AppEnv>()
  .get(
    '/v1/sites/:site/report',
    describeRoute({
      ...description,
      summary: 'Facts and metrics by any dimensions, as JSON or (Accept: text/csv) CSV',
    }),
    forSite('report'),
    validator('query', ReportQuery, refuse),
    async (c) => {
      const made = await answer(c, c.req.valid('query'));
      if (made instanceof Response) return made;
      if (wantsCsv(c.req.header('accept'))) return csvOf(made.json, c.var.site.key);
      // The object gives text, so that a large report is not taken apart and put together again on its way.
      return c.body(made.json, 200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    },
  )
  .get(
    '/v1/sites/:site/report.csv',
    describeRoute({ ...description, summary: 'The same as a CSV file' }),
    forSite('report'),
    validator('query', ReportQuery, refuse),
    async (c) => {
      const made = await answer(c, c.req.valid('query'));
      return made instanceof Response ? made : csvOf(made.json, c.var.site.key);
    },
  );
