import { Hono } from 'hono';
import { describeRoute, resolver, validator } from 'hono-openapi';
import * as v from 'valibot';
import { type CrmAnswer, CrmOrigin, CrmUpload } from '../../shared/crm.ts';
import { type AppEnv, forSite } from '../access.ts';
import { readCrmFile } from '../crm/read.ts';
import { problem } from '../problem.ts';
import { type FieldError, parseBody } from '../site/intake.ts';
import type { CrmRequest } from '../site/leads/crm.ts';
import { readBytes } from './readBytes.ts';
import { refuse } from './refuse.ts';

const MAX_BYTES = 20 * 1024 * 1024;

const CrmQuery = v.object({
  /** Answer with the difference it would make, and change nothing. */
  dryRun: v.optional(
    v.pipe(
      v.picklist(['0', '1', 'true', 'false']),
      v.transform((text) => text === '1' || text === 'true'),
    ),
    '0',
  ),
  /** Deals that match nobody are listed in the answer, or make leads of the source `crm`. */
  unmatched: v.optional(v.picklist(['list', 'create']), 'list'),
  /** Deals from before their person's first lead make the upload wrong, or are listed and left out. */
  older: v.optional(v.picklist(['refuse', 'skip']), 'refuse'),
  /** Of a file: whose deals they are. */
  origin: v.optional(CrmOrigin, 'crm'),
});

type Read =
  | (Pick<CrmRequest, 'origin' | 'rows' | 'stages' | 'titles'> & { state: 'read'; columns?: CrmAnswer['columns'] })
  | { state: 'invalid'; errors: FieldError[] };

const readJson = (text: string): Read => {
  const body = parseBody(CrmUpload, text);
  if (body.state === 'invalid') return { state: 'invalid', errors: body.errors.slice(0, 100) };
  const { origin, stages, rows } = body.value;
  const placed = rows.map((deal, index) => ({ place: `rows.${index}`, deal }));
  return { state: 'read', origin, stages, rows: placed, titles: {} };
};

const readFile = (bytes: Uint8Array, origin: string): Read => {
  const file = readCrmFile(bytes);
  if ('problems' in file) {
    const errors = file.problems.map(({ line, column, detail }) => ({
      field: column ? `row ${line}: ${column}` : `row ${line}`,
      detail,
    }));
    return { state: 'invalid', errors };
  }
  const { deals, titles, columns } = file;
  const rows = deals.map(({ line, deal }) => ({ place: `row ${line}`, deal }));
  return { state: 'read', origin, stages: {}, rows, titles, columns };
};

export const crm = new Hono<AppEnv>().post(
  '/v1/sites/:site/crm',
  describeRoute({
    tags: ['leads'],
    summary: "Stages, owners and sales in bulk: a CRM's deals as JSON rows, or its own export file as the body",
    description:
      "Content-Type application/json for `{origin, stages, rows}`; anything else is read as a CSV export of deals (Bitrix24, amoCRM, Kommo, KeyCRM, HubSpot, Pipedrive, or a table with our own names of the fields). A deal is stored under its origin and the CRM's own id: the same again changes nothing, another content corrects it, what it states no longer is taken back, and deals that an upload lacks stay as they are. What the CRM's own stages mean is said in the site's `crm.stages` or in the request's `stages`. A deal belongs to the lead it names, else to whoever has its phone, else its e-mail, and of their leads to the latest that began by the deal's earliest day. What people stated themselves is never touched; of all statements the latest stands. Sales alone come this way too: `{id, phone, saleDay, revenue, profit}`.",
    requestBody: {
      required: true,
      content: {
        'application/json': { schema: resolver(CrmUpload) },
        'text/csv': { schema: { type: 'string', format: 'binary' } },
      },
    },
    responses: {
      200: { description: 'The difference it made, or with dryRun=1 would make, and the deals that match nobody' },
      413: { description: 'Larger than 20 MB' },
      422: { description: 'Names the wrong rows; nothing was changed' },
    },
  }),
  forSite('leads'),
  validator('query', CrmQuery, refuse),
  async (c) => {
    const { dryRun, unmatched, older, origin } = c.req.valid('query');
    const bytes = await readBytes(c.req.raw, MAX_BYTES);
    if (!bytes) return problem('too-large', { detail: 'at most 20 MB' });
    const isJson = /^application\/json\b/i.test(c.req.header('content-type') ?? '');
    const read = isJson ? readJson(new TextDecoder().decode(bytes)) : readFile(bytes, origin);
    if (read.state === 'invalid') return problem('invalid', { errors: read.errors });
    const { columns, state: _, ...upload } = read;
    const request: CrmRequest = { ...upload, dryRun, unmatched, older, by: c.var.by, now: Date.now() };
    const result = await c.var.site.stub.dealsFrom(new Blob([JSON.stringify(request)]).stream());
    if (result.state === 'invalid') return problem('invalid', { errors: result.errors });
    const answer: CrmAnswer = { ...result.answer, ...(columns && { columns }) };
    return c.json(answer, 200, { 'cache-control': 'no-store' });
  },
);
