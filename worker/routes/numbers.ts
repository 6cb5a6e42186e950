import { Hono } from 'hono';
import { describeRoute, resolver, validator } from 'hono-openapi';
import * as v from 'valibot';
import { MAX_URL } from '../../shared/limits.ts';
import { NumberRow } from '../../shared/numbers.ts';
import { type AppEnv, accountStub, forSite } from '../access.ts';
import type { TakenNumber } from '../account/account.ts';
import { problem } from '../problem.ts';
import { parseBody } from '../site/intake.ts';
import type { NumbersUploadResult, PlacedNumber } from '../site/numbers/numberStore.ts';
import { MAX_NUMBERS, type NumbersRead, readNumbersFile } from './numbersFile.ts';
import { refuse } from './refuse.ts';
import { smallBody } from './smallBody.ts';

const NumbersList = v.object({ numbers: v.pipe(v.array(NumberRow), v.minLength(1), v.maxLength(MAX_NUMBERS)) });

const UploadQuery = v.object({
  /** Answer with the difference it would make, and change nothing. */
  dryRun: v.optional(
    v.pipe(
      v.picklist(['0', '1', 'true', 'false']),
      v.transform((text) => text === '1' || text === 'true'),
    ),
    '0',
  ),
});

const WebAddress = v.pipe(
  v.string(),
  v.maxLength(MAX_URL),
  v.url(),
  v.regex(/^https?:\/\//i, 'must begin with http:// or https://'),
);

const SimulateQuery = v.object({
  /** The landing page's address with all its parameters. */
  url: WebAddress,
  /** Where the visit came from; none by default. */
  referrer: v.optional(v.union([v.literal(''), WebAddress], 'must be a web address'), ''),
});

const readList = (text: string): NumbersRead => {
  const body = parseBody(NumbersList, text);
  if (body.state === 'invalid') return { state: 'invalid', errors: body.errors.slice(0, 100) };
  return { state: 'read', rows: body.value.numbers.map((row, index) => ({ place: `numbers.${index}.`, row })) };
};

/** @param numbers one a row */
const takenProblem = (rows: readonly PlacedNumber[], numbers: readonly string[], taken: readonly TakenNumber[]) =>
  problem('invalid', {
    errors: taken.slice(0, 100).map(({ number, owner }) => ({
      field: `${rows[numbers.indexOf(number)]?.place}number`,
      detail: `${number} belongs to another site, "${owner}"`,
    })),
  });

export const numbers = new Hono<AppEnv>()
  .get(
    '/v1/sites/:site/numbers',
    describeRoute({
      tags: ['numbers'],
      summary: 'Tracking numbers and pools as they stand now',
      description: 'Calls and misses are those of the last 30 days. Removed numbers are left out.',
      responses: { 200: { description: 'Numbers by pool, static ones first; how many of each pool are free' } },
    }),
    forSite('report'),
    async (c) => c.json(await c.var.site.stub.numbers(), 200, { 'cache-control': 'no-store' }),
  )
  .post(
    '/v1/sites/:site/numbers',
    describeRoute({
      tags: ['numbers'],
      summary: 'Add or change tracking numbers, from a list: JSON, or a CSV file with the same names as columns',
      description: `All of the list or nothing, at most ${MAX_NUMBERS}. A number in any spelling; a known one is changed to what is stated.`,
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: resolver(NumbersList) },
          'text/csv': { schema: { type: 'string', format: 'binary' } },
        },
      },
      responses: {
        200: { description: 'The difference it made, or with dryRun=1 would make' },
        413: { description: 'Larger than 1 MB' },
        422: { description: 'Names the wrong rows; nothing was changed' },
      },
    }),
    forSite('settings'),
    smallBody,
    validator('query', UploadQuery, refuse),
    async (c) => {
      const { key, stub } = c.var.site;
      const { dryRun } = c.req.valid('query');
      const isJson = /^application\/json\b/i.test(c.req.header('content-type') ?? '');
      const read = isJson ? readList(await c.req.text()) : readNumbersFile(new Uint8Array(await c.req.arrayBuffer()));
      if (read.state === 'invalid') return problem('invalid', { errors: read.errors });
      const { rows } = read;
      const upload = (dry: boolean): Promise<NumbersUploadResult> =>
        stub.uploadNumbers(JSON.stringify({ rows, dryRun: dry, now: Date.now() }));

      const planned = await upload(true);
      if (planned.state === 'invalid') return problem('invalid', { errors: planned.errors });
      const account = accountStub(c.env, c.var.account);
      if (dryRun) {
        const taken = await account.numbersOfOthers(key, planned.numbers);
        if (taken.length > 0) return takenProblem(rows, planned.numbers, taken);
        return c.json(planned.answer, 200, { 'cache-control': 'no-store' });
      }
      // Claimed first, so that no two sites ever have a number. A claim whose list was then not stored, the object
      // having died, is still this site's: it hinders nobody else's numbers, and removing the number gives it back.
      const claim = await account.claimNumbers(key, planned.numbers);
      if (claim.state === 'taken') return takenProblem(rows, planned.numbers, claim.taken);
      const stored = await upload(false);
      if (stored.state === 'invalid') {
        // The settings changed in between.
        await account.releaseNumbers(key, claim.fresh);
        return problem('invalid', { errors: stored.errors });
      }
      return c.json(stored.answer, 200, { 'cache-control': 'no-store' });
    },
  )
  .delete(
    '/v1/sites/:site/numbers/:number',
    describeRoute({
      tags: ['numbers'],
      summary: 'Remove a tracking number, stated as E.164',
      description: 'Its calls stay. Another site may have it from now on.',
      responses: { 204: { description: 'Removed' }, 404: { description: 'No such number' } },
    }),
    forSite('settings'),
    async (c) => {
      const { key, stub } = c.var.site;
      const number = c.req.param('number');
      const removed = await stub.removeNumber(number);
      // In any case: an earlier attempt may have come no further than the site.
      await accountStub(c.env, c.var.account).releaseNumbers(key, [number]);
      return removed ? c.body(null, 204) : problem('not-found');
    },
  )
  .get(
    '/v1/sites/:site/numbers/simulate',
    describeRoute({
      tags: ['numbers'],
      summary: 'Which number a visit would see, line by line, and why',
      description: 'Nothing is leased and nothing is counted.',
      responses: {
        200: { description: 'The rule that fits, the ones before it that do not, and the pool as it stands now' },
        422: { description: 'Names the wrong parameter' },
      },
    }),
    forSite('report'),
    validator('query', SimulateQuery, refuse),
    async (c) => c.json(await c.var.site.stub.simulate(c.req.valid('query')), 200, { 'cache-control': 'no-store' }),
  )
  .get(
    '/v1/sites/:site/numbers/advice',
    describeRoute({
      tags: ['numbers'],
      summary: 'How many numbers each pool needs, from what was measured in the last 28 days',
      responses: { 200: { description: 'Misses as measured, and by Erlang B with each number more' } },
    }),
    forSite('report'),
    async (c) => c.json({ pools: await c.var.site.stub.numbersAdvice() }, 200, { 'cache-control': 'no-store' }),
  );
