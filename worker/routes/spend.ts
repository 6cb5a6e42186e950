import { Hono } from 'hono';
import { describeRoute, resolver, validator } from 'hono-openapi';
import * as v from 'valibot';
import { type SpendAnswer, SpendUpload } from '../../shared/spend.ts';
import { type AppEnv, forSite } from '../access.ts';
import { problem } from '../problem.ts';
import { type FieldError, parseBody } from '../site/intake.ts';
import type { PlacedRow } from '../site/spendRows.ts';
import type { SpendUploadRequest } from '../site/spendStore.ts';
import { MAX_FILE_BYTES, readSpendFile } from '../spend/read.ts';
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
  currency: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as USD'))),
  /** Units of the site's currency for one of the file's. */
  rate: v.optional(v.pipe(v.string(), v.regex(/^\d{1,9}(\.\d{1,10})?$/, 'must be a number such as 41.25'))),
});

type Read =
  | { state: 'read'; origin: string; rows: PlacedRow[]; columns?: SpendAnswer['columns'] }
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
  };
};

/** The body, or null if it is too large: it is counted as it comes. */
const readBytes = async (request: Request): Promise<Uint8Array | null> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_FILE_BYTES) return null;
    chunks.push(chunk);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
};

export const spend = new Hono<AppEnv>().post(
  '/v1/sites/:site/spend',
  describeRoute({
    tags: ['spend'],
    summary: "Upload what advertising cost: JSON rows, or an ad system's own export file as the body",
    description:
      'Content-Type application/json for `{origin, rows}`; anything else is read as a file of Google Ads, Yandex.Direct or Meta Ads. The same rows again change nothing.',
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
    const { dryRun, replace, currency, rate } = c.req.valid('query');
    const bytes = await readBytes(c.req.raw);
    if (!bytes) return problem('too-large', { detail: 'at most 20 MB' });
    const isJson = /^application\/json\b/i.test(c.req.header('content-type') ?? '');
    const read = isJson ? readJson(new TextDecoder().decode(bytes)) : readFile(bytes);
    if (read.state === 'invalid') return problem('invalid', { errors: read.errors });
    const request: SpendUploadRequest = { origin: read.origin, rows: read.rows, currency, rate, dryRun, replace };
    const result = await c.var.site.stub.spendFrom(new Blob([JSON.stringify(request)]).stream());
    if (result.state === 'invalid') return problem('invalid', { errors: result.errors });
    const answer: SpendAnswer = { ...result.answer, ...(read.columns && { columns: read.columns }) };
    return c.json(answer, 200, { 'cache-control': 'no-store' });
  },
);
