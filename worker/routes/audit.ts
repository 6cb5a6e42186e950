import { Hono } from 'hono';
import { describeRoute, validator } from 'hono-openapi';
import { AuditQuery } from '../../shared/audit.ts';
import { TemplatesQuery } from '../../shared/templates.ts';
import { type AppEnv, forSite } from '../access.ts';
import { trackingTemplates } from '../site/audit/templates.ts';
import { settlePeriod } from './period.ts';
import { refuse } from './refuse.ts';

export const audit = new Hono<AppEnv>()
  .get(
    '/v1/sites/:site/audit',
    describeRoute({
      tags: ['spend'],
      summary: 'How well spend and visits find each other, and what to change where they do not',
      description:
        'Of each ad system: how much of its spend is joined to visits by ad, how much by campaign alone, how much to none, which adds up to the report’s `spend`; how many paid visits no spend explains, and on which days none was stated. `spend` lists campaigns and ads without visits, `visits` paid visits without spend, each with its likeliest `cause`, the `evidence` for it, and `why` and `change` in uk, ru and en.',
      responses: {
        200: { description: 'Totals, ad systems, and findings: the most spent and the most visited first' },
        404: { description: 'No such site in this account' },
        422: { description: 'Names the wrong parameters' },
      },
    }),
    forSite('report'),
    validator('query', AuditQuery, refuse),
    async (c) => {
      const asked = c.req.valid('query');
      const { stub } = c.var.site;
      const period = settlePeriod(asked, asked.to ?? (await stub.today()));
      if (period instanceof Response) return period;
      return c.json(await stub.audit({ ...asked, ...period }), 200, { 'cache-control': 'no-store' });
    },
  )
  .get(
    '/v1/sites/:site/tracking-templates',
    describeRoute({
      tags: ['spend'],
      summary: 'The tracking parameters to paste into each ad system, so that its visits join its spend by ad',
      description:
        'With `url`, the page an ad leads to, each answers the whole `address` too: parameters of the same names give way (`replaced`), all else and the fragment stay as they are.',
      responses: {
        200: { description: 'Parameters, where they go, and how this site’s reports will name such visits' },
        404: { description: 'No such site in this account' },
        422: { description: 'Names the wrong parameters' },
      },
    }),
    forSite('report'),
    validator('query', TemplatesQuery, refuse),
    async (c) =>
      c.json(trackingTemplates(await c.var.site.stub.settings(), c.req.valid('query')), 200, {
        'cache-control': 'no-store',
      }),
  );
