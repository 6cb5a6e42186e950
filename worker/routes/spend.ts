import { Hono } from 'hono';
import { describeRoute, resolver, validator } from 'hono-openapi';
import * as v from 'valibot';
import { Name } from '../../shared/hits.ts';
import { Currency, Day, Rate, type SpendAnswer, SpendUpload, Vat } from '../../shared/spend.ts';
import { type AppEnv, forSite } from '../access.ts';
import { problem } from '../problem.ts';
import { type FieldError, parseBody } from '../site/intake.ts';
import type { PlacedRow } from '../site/spendRows.ts';
import type { SpendUploadRequest } from '../site/spendStore.ts';
import { MAX_FILE_BYTES, readSpendFile } from '../spend/read.ts';
import { AD_SYSTEM_NAMES } from '../spend/systems.ts';
import { settlePeriod } from './period.ts';
import { readBytes } from './readBytes.ts';
import { refuse } from './refuse.ts';

const Flag = v.optional(
  v.pipe(
    v.picklist(['0', '1', 'true', 'false']),
    v.transform((text) => text === '1' || text === 'true'),
  ),
  '0',
);

const SpendQuery = v.object({
  /** Answer with the difference it would make, and change nothing. */
  dryRun: Flag,
  /** Remove rows of the same origin and days that the upload does not have. */
  replace: Flag,
  /** For files that do not say which currency they are in. */
  currency: v.optional(Currency),
  /** Units of the site's currency for one of the file's. */
  rate: v.optional(Rate),
  /** Whether the costs hold value added tax, for rows and files that do not say. */
  vat: v.optional(Vat),
  /** The file's name, to know the upload by. */
  file: v.optional(Name),
});

const ListQuery = v.object({
  from: v.optional(Day),
  to: v.optional(Day),
  origin: v.optional(v.string()),
  /** A name or an id. */
  campaign: v.optional(v.string()),
});

type Read =
  | { state: 'read'; origin: string; rows: PlacedRow[]; columns?: SpendAnswer['columns']; vat?: Vat | undefined }
  | { state: 'invalid'; errors: FieldError[] };

const readJson = (text: string): Read => {
  const body = parseBody(SpendUpload, text);
  if (body.state === 'invalid') return { state: 'invalid', errors: body.errors.slice(0, 100) };
  const { origin, rows } = body.value;
  return { state: 'read', origin, rows: rows.map((row, index) => ({ place: `rows.${index}`, row })) };
};

const readFile = (bytes: Uint8Array): Read => {
  const file = readSpendFile(bytes);
  if ('problems' in file) {
    return {
      state: 'invalid',
      errors: file.problems.map(({ line, column, detail }) => ({
        field: column ? `row ${line}: ${column}` : `row ${line}`,
        detail,
      })),
    };
  }
  return {
    state: 'read',
    origin: file.origin,
    rows: file.rows.map(({ line, row }) => ({ place: `row ${line}`, row })),
    columns: file.columns,
    vat: file.vat,
  };
};

const NO_STORE = { 'cache-control': 'no-store' };

export const spend = new Hono<AppEnv>()
  .post(
    '/v1/sites/:site/spend',
    describeRoute({
      tags: ['spend'],
      summary: "Upload what advertising cost: JSON rows, or an ad system's own export file as the body",
      description: `Content-Type application/json for \`{origin, rows}\`; anything else is read as a file of ${AD_SYSTEM_NAMES}. The same rows again change nothing. Rows of the kinds marketing and sales (a fee, a fair, a salary) need neither system nor source; give each a \`campaign\` of its own to tell them apart. Rates and tax are those of the site's settings when the rows come: rows that are stored stay as they are when the settings change, until they are uploaded again.`,
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: resolver(SpendUpload) },
          'text/csv': { schema: { type: 'string', format: 'binary' } },
        },
      },
      responses: {
        200: { description: 'The difference it made, or with dryRun=1 would make' },
        413: { description: 'Larger than 20 MB' },
        422: { description: 'Names the wrong rows; nothing was changed' },
      },
    }),
    forSite('spend'),
    validator('query', SpendQuery, refuse),
    async (c) => {
      const { dryRun, replace, currency, rate, vat, file } = c.req.valid('query');
      const bytes = await readBytes(c.req.raw, MAX_FILE_BYTES);
      if (!bytes) return problem('too-large', { detail: 'at most 20 MB' });
      const isJson = /^application\/json\b/i.test(c.req.header('content-type') ?? '');
      const read = isJson ? readJson(new TextDecoder().decode(bytes)) : readFile(bytes);
      if (read.state === 'invalid') return problem('invalid', { errors: read.errors });
      if (vat && read.vat && vat !== read.vat) {
        const detail = `the file says that its costs are ${read.vat} value added tax`;
        return problem('invalid', { errors: [{ field: 'vat', detail }] });
      }
      const { origin, rows, vat: vatOfFile } = read;
      const { by } = c.var;
      const request: SpendUploadRequest = {
        origin,
        rows,
        currency,
        rate,
        vat,
        vatOfFile,
        file,
        by,
        dryRun,
        replace,
      };
      const result = await c.var.site.stub.spendFrom(new Blob([JSON.stringify(request)]).stream());
      if (result.state === 'invalid') return problem('invalid', { errors: result.errors });
      const answer: SpendAnswer = { ...result.answer, ...(read.columns && { columns: read.columns }) };
      return c.json(answer, 200, NO_STORE);
    },
  )
  .get(
    '/v1/sites/:site/spend',
    describeRoute({
      tags: ['spend'],
      summary: 'What is stored: by month, origin, kind and campaign, newest month first',
      responses: {
        200: { description: 'Sums of the days from `from` to `to`, by default the last 400' },
        422: { description: 'Names the wrong parameter' },
      },
    }),
    forSite('spend'),
    validator('query', ListQuery, refuse),
    async (c) => {
      const { origin, campaign, ...asked } = c.req.valid('query');
      const period = settlePeriod(asked, asked.to ?? (await c.var.site.stub.today()), 400);
      if (period instanceof Response) return period;
      return c.json(await c.var.site.stub.spendList({ ...period, origin, campaign }), 200, NO_STORE);
    },
  )
  .get(
    '/v1/sites/:site/spend/uploads',
    describeRoute({
      tags: ['spend'],
      summary: 'The newest 200 uploads: when, by whom, of what, what they changed, and which can be taken back',
      responses: { 200: { description: 'Newest first' } },
    }),
    forSite('spend'),
    async (c) => c.json(await c.var.site.stub.spendUploads(), 200, NO_STORE),
  )
  .delete(
    '/v1/sites/:site/spend/uploads/:upload',
    describeRoute({
      tags: ['spend'],
      summary: 'Take an upload back: what it added goes, what it changed or removed is as before',
      responses: {
        204: { description: 'All is as if it had not been' },
        404: { description: 'No such upload' },
        409: { description: 'A later upload of its origin changed the same rows, or it is not among the newest 20' },
      },
    }),
    forSite('spend'),
    async (c) => {
      const upload = c.req.param('upload');
      if (!/^\d{1,15}$/.test(upload)) return problem('not-found');
      const result = await c.var.site.stub.undoSpend(Number(upload));
      switch (result.state) {
        case 'undone':
          return c.body(null, 204);
        case 'unknown':
          return problem('not-found');
        case 'tooOld':
          return problem('overtaken', { detail: 'only the newest 20 uploads can be taken back' });
        case 'overtaken':
          return problem('overtaken', {
            detail: `upload ${result.by} changed some of the same rows: take that one back first`,
          });
      }
    },
  );
