import { beforeEach, describe, expect, test } from 'vitest';
import type { HitsAnswer } from '../../shared/hits.ts';
import type { NumberSettings } from '../../shared/numbers.ts';
import type { PoolAdvice } from '../../worker/site/numbers/advice.ts';
import type { NumbersAnswer, NumbersUploadAnswer } from '../../worker/site/numbers/numberStore.ts';
import type { Simulation } from '../../worker/site/numbers/simulate.ts';
import { ask, asked, bearing, bindings, fromPage, newAccount, newSiteOf, problemOf } from './people.ts';
import { idAt } from './site.ts';

/** Tracking numbers over HTTP: lists in, what they are doing, who would see which. */

const OWN = '+380441234567';
const BRAND = '+380441110000';
const POOL = ['+380442220001', '+380442220002'] as const;
const NUMBERS: NumberSettings = {
  lines: [{ id: 'sales', number: OWN }],
  pools: [{ id: 'ads', holdMinutes: 30, coolDownMinutes: 60, whenEmpty: 'own' }],
  rules: [
    { line: 'sales', when: [{ parameter: 'utm_campaign', is: 'brand' }], show: { number: BRAND } },
    { line: 'sales', when: [{ parameter: 'utm_source', is: 'google*' }], show: { pool: 'ads' } },
  ],
};

let admin: string;
let site: string;

beforeEach(async () => {
  ({ token: admin } = await newAccount());
  site = await newSiteOf(admin, { numbers: NUMBERS });
});

const upload = (body: unknown, { to = site, token = admin, query = '' } = {}) =>
  ask(`/v1/sites/${to}/numbers${query}`, bearing(token, body));
const uploadCsv = (body: string, query = '') =>
  ask(`/v1/sites/${site}/numbers${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${admin}`, 'content-type': 'text/csv' },
    body,
  });
const list = (of = site, token = admin) => asked<NumbersAnswer>(`/v1/sites/${of}/numbers`, bearing(token));
const numbersOf = async (of = site, token = admin) => (await list(of, token)).numbers.map(({ number }) => number);
const remove = (number: string, of = site) =>
  ask(`/v1/sites/${of}/numbers/${number}`, bearing(admin, undefined, 'DELETE'));
const pooled = (...numbers: string[]) => ({ numbers: numbers.map((number) => ({ number, pool: 'ads' })) });

const differenceOf = async (answer: Response): Promise<NumbersUploadAnswer> => {
  expect(answer.status).toBe(200);
  return answer.json();
};
const wrong = async (answer: Response): Promise<Record<string, string>> => {
  expect(answer.status).toBe(422);
  return Object.fromEntries((await problemOf(answer)).errors?.map(({ field, detail }) => [field, detail]) ?? []);
};

describe('a list', () => {
  test('is read in any spelling, kept as E.164, and the same again changes nothing', async () => {
    const rows = {
      numbers: [
        { number: '044 222-00-01', pool: 'ads' },
        { number: '+38 (044) 111 00 00', name: 'Banner', source: 'banner', medium: 'outdoor' },
      ],
    };
    expect(await differenceOf(await upload(rows))).toEqual({
      dryRun: false,
      rows: 2,
      added: 2,
      changed: 0,
      unchanged: 0,
    });
    const { numbers } = await list();
    expect(numbers).toMatchObject([
      { number: BRAND, pool: null, state: null, name: 'Banner', source: 'banner', medium: 'outdoor', campaign: '' },
      { number: POOL[0], pool: 'ads', state: 'free', calls: 0 },
    ]);
    expect(await differenceOf(await upload(rows))).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
    expect((await list()).numbers).toEqual(numbers);
  });

  test('changes what it states of a known number', async () => {
    await upload(pooled(...POOL));
    const change = { numbers: [{ number: POOL[0], name: 'Radio', campaign: 'spring' }] };
    expect(await differenceOf(await upload(change))).toMatchObject({ added: 0, changed: 1, unchanged: 0 });
    const answer = await list();
    expect(answer.numbers).toMatchObject([
      { number: POOL[0], pool: null, name: 'Radio', campaign: 'spring' },
      { number: POOL[1], pool: 'ads', name: '' },
    ]);
    expect(answer.pools).toEqual([{ pool: 'ads', numbers: 1, free: 1, held: 0, resting: 0, misses: 0 }]);
  });

  test('is tried without leaving anything', async () => {
    const tried = await upload(pooled(...POOL), { query: '?dryRun=1' });
    expect(await differenceOf(tried)).toEqual({ dryRun: true, rows: 2, added: 2, changed: 0, unchanged: 0 });
    expect(await numbersOf()).toEqual([]);
    // Nor is it the site's: another may have it.
    const other = await newSiteOf(admin, { numbers: NUMBERS });
    expect((await upload(pooled(...POOL), { to: other })).status).toBe(200);
  });

  test('comes as a file too', async () => {
    const csv = 'Number;Pool;Name\r\n044 222-00-01;ads;\r\n;;\r\n"+38 (044) 111-00-00";;Banner\r\n';
    expect(await differenceOf(await uploadCsv(csv, '?dryRun=1'))).toMatchObject({ dryRun: true, added: 2 });
    expect(await differenceOf(await uploadCsv(csv))).toMatchObject({ rows: 2, added: 2 });
    expect((await list()).numbers).toMatchObject([
      { number: BRAND, pool: null, name: 'Banner' },
      { number: POOL[0], pool: 'ads' },
    ]);
  });

  test('names every row that is wrong, and stores none', async () => {
    const rows = [
      { number: POOL[0], pool: 'ads' },
      { number: '+38 044 12', pool: 'ads' },
      { number: '044 123 45 67', pool: 'ads' },
      { number: '0442220001' },
      { number: POOL[1], pool: 'radio' },
    ];
    const json = await wrong(await upload({ numbers: rows }));
    expect(Object.keys(json)).toEqual(['numbers.1.number', 'numbers.2.number', 'numbers.3.number', 'numbers.4.pool']);
    expect(json['numbers.2.number']).toContain('the line "sales"');
    expect(json['numbers.3.number']).toContain('numbers.0.number');
    const csv = `number,pool\n${rows.map(({ number, pool = '' }) => `${number},${pool}`).join('\n')}`;
    expect(Object.keys(await wrong(await uploadCsv(csv)))).toEqual([
      'row 3: number',
      'row 4: number',
      'row 5: number',
      'row 6: pool',
    ]);
    expect(await numbersOf()).toEqual([]);
  });

  test.each([
    [{}, ['numbers']],
    [{ numbers: [] }, ['numbers']],
    [{ numbers: [{ number: 'none' }] }, ['numbers.0.number']],
    [
      { numbers: [{ pool: 'ads' }, { number: POOL[0], name: 'x'.repeat(201) }] },
      ['numbers.0.number', 'numbers.1.name'],
    ],
    [{ numbers: Array.from({ length: 2_001 }, (_, index) => ({ number: `+38044${2_000_000 + index}` })) }, ['numbers']],
  ])('of another form is refused by its fields', async (body, fields) => {
    expect(Object.keys(await wrong(await upload(body)))).toEqual(fields);
  });

  test('what all see is not lent to one, whichever was said first', async () => {
    const seen = (number: string) => ({
      ...NUMBERS,
      pools: NUMBERS.pools.map((pool) => ({ ...pool, whenEmpty: { number } })),
      rules: [{ line: 'sales', when: [{ parameter: 'utm_source', is: 'radio' }], show: { number } }, ...NUMBERS.rules],
    });
    const change = (numbers: unknown) => ask(`/v1/sites/${site}`, bearing(admin, { numbers }, 'PATCH'));
    await upload(pooled(POOL[0]));
    const fields = ['numbers.pools.0.whenEmpty.number', 'numbers.rules.0.show.number'];
    expect(Object.keys(await wrong(await change(seen(POOL[0]))))).toEqual(fields);
    expect((await change(seen(POOL[1]))).status).toBe(200);
    expect(Object.keys(await wrong(await upload(pooled(POOL[1]))))).toEqual(['numbers.0.pool']);
    expect((await upload({ numbers: [{ number: POOL[1], source: 'radio' }] })).status).toBe(200);
  });

  test('that is no JSON, or too large', async () => {
    const answer = await ask(`/v1/sites/${site}/numbers`, { ...bearing(admin, {}), body: '{"numbers": ' });
    expect(Object.keys(await wrong(answer))).toEqual(['']);
    expect((await uploadCsv(`number\n${'x'.repeat(1024 * 1024)}`)).status).toBe(413);
  });

  test('of two thousand', async () => {
    const numbers = Array.from({ length: 2_000 }, (_, index) => ({
      number: `+38044${3_000_000 + index}`,
      pool: 'ads',
    }));
    expect(await differenceOf(await upload({ numbers }))).toMatchObject({ added: 2_000 });
    expect((await list()).pools).toMatchObject([{ numbers: 2_000, free: 2_000 }]);
  });
});

describe('a number belongs to one site', () => {
  test("of an account: another's is refused by its row, and nothing of the list is stored", async () => {
    await upload(pooled(POOL[0]));
    const other = await newSiteOf(admin, { name: 'Other', numbers: NUMBERS });
    for (const query of ['?dryRun=1', '']) {
      const errors = await wrong(await upload(pooled(POOL[1], POOL[0]), { to: other, query }));
      expect(Object.keys(errors)).toEqual(['numbers.1.number']);
      expect(errors['numbers.1.number']).toContain('belongs to another site, "Site"');
    }
    expect(await numbersOf(other)).toEqual([]);
    // The list was refused whole, so the one that was free is nobody's.
    expect((await upload(pooled(POOL[1]))).status).toBe(200);
  });

  test('that two ask for at once is one of theirs', async () => {
    const other = await newSiteOf(admin, { numbers: NUMBERS });
    const answers = await Promise.all([upload(pooled(...POOL)), upload(pooled(...POOL), { to: other })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect([...(await numbersOf()), ...(await numbersOf(other))]).toEqual([...POOL]);
  });

  test('and once removed may be the next one’s', async () => {
    await upload(pooled(...POOL));
    expect((await remove(encodeURIComponent(POOL[0]))).status).toBe(204);
    const other = await newSiteOf(admin, { numbers: NUMBERS });
    expect((await upload(pooled(POOL[0]), { to: other })).status).toBe(200);
    expect([await numbersOf(), await numbersOf(other)]).toEqual([[POOL[1]], [POOL[0]]]);
  });

  test('what one account has is no business of another', async () => {
    await upload(pooled(...POOL));
    const { token } = await newAccount('Stranger');
    const theirs = await newSiteOf(token, { numbers: NUMBERS });
    expect((await upload(pooled(...POOL), { to: theirs, token })).status).toBe(200);
    expect(await numbersOf(theirs, token)).toEqual([...POOL]);
  });

  test('a claim whose list was never stored is given back by removing the number', async () => {
    const account = admin.split('_')[1] as string;
    await bindings.ACCOUNT.getByName(account).claimNumbers(site, [POOL[0]]);
    const other = await newSiteOf(admin, { numbers: NUMBERS });
    expect((await upload(pooled(POOL[0]), { to: other })).status).toBe(422);
    expect((await remove(POOL[0])).status).toBe(404);
    expect((await upload(pooled(POOL[0]), { to: other })).status).toBe(200);
  });
});

describe('removing', () => {
  test.each([POOL[0], encodeURIComponent(POOL[0])])('%s', async (number) => {
    await upload(pooled(...POOL));
    expect((await remove(number)).status).toBe(204);
    expect(await numbersOf()).toEqual([POOL[1]]);
    expect((await remove(number)).status).toBe(404);
  });

  test.each(['380442220001', '0442220001', '+380000000000', 'none', '%2B'])('%s is none of them', async (number) => {
    await upload(pooled(...POOL));
    expect((await remove(number)).status).toBe(404);
    expect(await numbersOf()).toEqual([...POOL]);
  });

  test('and adding again is a number added', async () => {
    await upload(pooled(POOL[0]));
    await remove(POOL[0]);
    expect(await differenceOf(await upload(pooled(POOL[0])))).toMatchObject({ added: 1, unchanged: 0 });
    expect(await numbersOf()).toEqual([POOL[0]]);
  });
});

let visitors = 0;

/** A visit from an ad whose page asks for the number of its line. */
const arrive = async (url = 'https://example.com/?utm_source=google'): Promise<HitsAnswer> => {
  const now = Date.now();
  visitors += 1;
  const body = {
    sentAt: now,
    visit: {
      id: idAt(now, visitors),
      visitor: idAt(now, visitors),
      url,
      referrer: '',
      language: 'uk',
      zone: 'Europe/Kyiv',
    },
    hits: [{ kind: 'page', at: 0, path: '/' }],
    lines: ['sales'],
  };
  const answer = await ask(`/w/${site}/hits`, fromPage(body));
  expect(answer.status).toBe(202);
  return answer.json();
};

test('the list tells who holds what, who found none, and who was called', async () => {
  await upload(pooled(...POOL));
  const { numbers: shown } = await arrive();
  const other = POOL.find((number) => number !== shown?.sales) as string;
  expect(POOL).toContain(shown?.sales);
  expect((await list()).pools).toEqual([{ pool: 'ads', numbers: 2, free: 1, held: 1, resting: 0, misses: 0 }]);
  await arrive();
  expect((await arrive()).numbers).toEqual({ sales: null });
  const event = { direction: 'in', tracking: shown?.sales, other: '+380671234567', ringingAt: Date.now() };
  await bindings.SITE.getByName(site).takeCalls(
    JSON.stringify({ provider: 'generic', receivedAt: Date.now(), events: [{ ...event, id: 'c' }], raw: '{}' }),
  );
  const { numbers, pools } = await list();
  expect(pools).toEqual([{ pool: 'ads', numbers: 2, free: 0, held: 2, resting: 0, misses: 1 }]);
  expect(Object.fromEntries(numbers.map(({ number, state, calls }) => [number, [state, calls]]))).toEqual({
    [shown?.sales as string]: ['held', 1],
    [other]: ['held', 0],
  });
});

describe('the simulator', () => {
  const simulated = async (url: string, referrer = '') =>
    asked<Simulation>(
      `/v1/sites/${site}/numbers/simulate?${new URLSearchParams({ url, ...(referrer && { referrer }) })}`,
      bearing(admin),
    );

  test('tells what a visit would see and why, and that is what it sees', async () => {
    await upload(pooled(...POOL));
    const { touch, lines } = await simulated(
      'https://example.com/?utm_source=google&utm_medium=cpc&utm_campaign=spring',
    );
    expect(touch).toMatchObject({ channel: 'Paid Search', source: 'google', medium: 'cpc', campaign: 'spring' });
    expect(lines).toEqual([
      {
        line: 'sales',
        number: expect.toSatisfy((number) => POOL.includes(number)),
        from: 'pool',
        rule: 1,
        because: expect.stringContaining('utm_source is "google"'),
        pool: { id: 'ads', numbers: 2, free: 2, held: 0, resting: 0, next: lines[0]?.number },
        passed: [{ rule: 0, condition: 0, because: 'utm_campaign is "spring", not "brand"' }],
      },
    ]);
    // Asking has leased nothing.
    expect((await simulated('https://example.com/?utm_source=google')).lines[0]?.number).toBe(lines[0]?.number);
    expect((await arrive()).numbers).toEqual({ sales: lines[0]?.number });
    expect((await simulated('https://example.com/?utm_source=google')).lines[0]?.number).not.toBe(lines[0]?.number);
  });

  test('an empty pool, a static number, no rule', async () => {
    expect((await simulated('https://example.com/?utm_source=google')).lines).toMatchObject([
      { number: OWN, from: 'whenEmpty', rule: 1, because: expect.stringContaining('has no numbers') },
    ]);
    expect((await simulated('https://example.com/?utm_campaign=Brand')).lines).toMatchObject([
      { number: BRAND, from: 'rule', rule: 0, passed: [] },
    ]);
    expect((await simulated('https://example.com/', 'https://www.bing.com/')).lines).toMatchObject([
      { number: OWN, from: 'own', rule: null, passed: [{ rule: 0 }, { rule: 1 }] },
    ]);
  });

  test.each([
    ['', ['url']],
    ['url=nonsense', ['url']],
    ['url=ftp://example.com/', ['url']],
    [`url=https://example.com/${'x'.repeat(2_000)}`, ['url']],
    ['url=https://example.com/&referrer=nonsense', ['referrer']],
    ['url=javascript:alert(1)&referrer=javascript:alert(1)', ['url', 'referrer']],
  ])('simulate?%.60s names the parameter', async (query, fields) => {
    const answer = await ask(`/v1/sites/${site}/numbers/simulate?${query}`, bearing(admin));
    expect(Object.keys(await wrong(answer))).toEqual(fields);
  });
});

test('the advice knows every pool, before anything was measured too', async () => {
  await upload(pooled(...POOL));
  const { pools } = await asked<{ pools: PoolAdvice[] }>(`/v1/sites/${site}/numbers/advice`, bearing(admin));
  expect(pools).toMatchObject([{ pool: 'ads', numbers: 2, arrivals: 0, misses: 0, missShare: null, needed: null }]);
});
