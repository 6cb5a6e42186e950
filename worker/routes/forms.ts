import type { Context } from 'hono';
import { Hono } from 'hono';
import { describeRoute, validator } from 'hono-openapi';
import { FieldsQuery, FormsQuery, type Period } from '../../shared/formReport.ts';
import { type AppEnv, forSite } from '../access.ts';
import { problem } from '../problem.ts';
import { settlePeriod } from './period.ts';
import { refuse } from './refuse.ts';

/** A test runs for weeks, and its verdict is over all of it. */
const TEST_DAYS = 90;

const responses = {
  404: { description: 'No such form: it is not set, and no visit of the period met one' },
  422: { description: 'Names the wrong parameter' },
};

const periodOf = async (
  c: Context<AppEnv>,
  asked: { from?: string | undefined; to?: string | undefined },
  days?: number,
): Promise<Period | Response> => settlePeriod(asked, asked.to ?? (await c.var.site.stub.today()), days);

const NO_STORE = { 'cache-control': 'no-store' };

export const forms = new Hono<AppEnv>()
  .get(
    '/v1/sites/:site/forms',
    describeRoute({
      tags: ['forms'],
      summary: 'Forms with the visits that saw, started and submitted them, and their conversion',
      responses: {
        200: { description: 'Those of the settings, then others that were seen in the period' },
        422: responses[422],
      },
    }),
    forSite('report'),
    validator('query', FormsQuery, refuse),
    async (c) => {
      const period = await periodOf(c, c.req.valid('query'));
      return period instanceof Response ? period : c.json(await c.var.site.stub.forms(period), 200, NO_STORE);
    },
  )
  .get(
    '/v1/sites/:site/forms/:form/variants',
    describeRoute({
      tags: ['forms'],
      summary: 'An A/B test: the variants of a form, and which of them is better',
      description:
        'One may look at any time and as often as one likes: the verdict is reached by testing by betting (Shafer 2021; Waudby-Smith & Ramdas 2024), and the intervals are confidence sequences. So that this holds, state as `from` the day the test began. Visitors are compared, each counted once for the variant seen first. Visits that are no longer kept one by one are not in it, which `sealedBefore` tells.',
      responses: {
        200: { description: 'The variants, each compared with each, and the verdict with what it means' },
        ...responses,
      },
    }),
    forSite('report'),
    validator('query', FormsQuery, refuse),
    async (c) => {
      const period = await periodOf(c, c.req.valid('query'), TEST_DAYS);
      if (period instanceof Response) return period;
      const answer = await c.var.site.stub.formVariants({ form: c.req.param('form'), ...period });
      return answer ? c.json(answer, 200, NO_STORE) : problem('not-found');
    },
  )
  .get(
    '/v1/sites/:site/forms/:form/fields',
    describeRoute({
      tags: ['forms'],
      summary: 'Where people stop: each field of a form seen, touched, corrected, refused, abandoned, and its time',
      description:
        'Nothing that anybody wrote is recorded. Visits that are no longer kept one by one are not in it, which `sealedBefore` tells.',
      responses: { 200: { description: 'Fields in the order in which they are filled in' }, ...responses },
    }),
    forSite('report'),
    validator('query', FieldsQuery, refuse),
    async (c) => {
      const { by, ...asked } = c.req.valid('query');
      const period = await periodOf(c, asked);
      if (period instanceof Response) return period;
      const answer = await c.var.site.stub.formFields({ form: c.req.param('form'), by, ...period });
      return answer ? c.json(answer, 200, NO_STORE) : problem('not-found');
    },
  );
