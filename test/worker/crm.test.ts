import { runInDurableObject } from 'cloudflare:test';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { CrmAnswer, CrmDeal } from '../../shared/crm.ts';
import { DEFAULT_LEADS } from '../../shared/leads.ts';
import type { CrmRequest } from '../../worker/site/leads/crm.ts';
import { ENCODINGS } from '../../worker/spend/fixtures/encode.ts';
import { ask, bearing, bindings, fromPage, newAccount, newSiteOf, problemOf } from './people.ts';
import { idAt, newSite, type TestSite } from './site.ts';

/** Stages and sales in bulk, from a CRM: through the real worker. */

const DAY = 86_400_000;
const NOW = Date.now();
const dayAgo = (days: number): string => new Date(NOW - days * DAY).toISOString().slice(0, 10);
const noonAgo = (days: number): number => Date.parse(`${dayAgo(days)}T12:00:00Z`);
/** A contact's moment: in the morning of its day. */
const momentAgo = (days: number): number => Date.parse(`${dayAgo(days)}T06:00:00Z`);

let token: string;
let site: string;
let made = 0;

beforeEach(async () => {
  ({ token } = await newAccount());
  site = await newSiteOf(token, {
    timeZone: 'UTC',
    leads: { ...DEFAULT_LEADS, answerWithinMinutes: null, marginPercent: 40 },
    crm: { stages: { Перемовини: 'opportunity' } },
  });
});

/** A form's contact of some days ago. Returns its id. */
const contact = async (days: number, fields: Record<string, string>): Promise<string> => {
  const at = momentAgo(days);
  const id = idAt(at, (made += 1));
  const visit = {
    id: idAt(at - 1_000, made),
    visitor: idAt(at - 1_000, made),
    url: 'https://example.com/',
    referrer: '',
  };
  const body = {
    sentAt: Date.now(),
    visit: { ...visit, language: 'uk', zone: '' },
    contact: { id, kind: 'lead', at, fields, page: 'https://example.com/' },
  };
  const answer = await ask(`/w/${site}/contacts`, fromPage(body));
  expect(answer.status).toBe(201);
  return id;
};

const post = (rows: CrmDeal[], query = '', more: Record<string, unknown> = {}): Promise<Response> =>
  ask(`/v1/sites/${site}/crm${query}`, bearing(token, { rows, ...more }));
const upload = async (...given: Parameters<typeof post>): Promise<CrmAnswer> => {
  const answer = await post(...given);
  const body: unknown = await answer.json();
  expect([answer.status, body]).toEqual([200, expect.anything()]);
  return body as CrmAnswer;
};
const refused = async (...given: Parameters<typeof post>) => {
  const answer = await post(...given);
  expect(answer.status).toBe(422);
  return (await problemOf(answer)).errors ?? [];
};

const rows = <T>(sql: string): Promise<T[]> =>
  runInDurableObject(bindings.SITE.getByName(site), (_, { storage }) => storage.sql.exec(sql).toArray() as T[]);
const standing = (lead: string) =>
  rows<Record<string, unknown>>(
    `SELECT stage, owner, product, loss_reason, value, mql_day, sql_day, opportunity_day, won_day, lost_day FROM leads WHERE id = '${lead}'`,
  ).then(([row]) => row);
const TABLES = ['contacts', 'contact_details', 'identities', 'lead_log', 'sales', 'leads'];
const everything = async (): Promise<unknown[]> =>
  Promise.all(TABLES.map((table) => rows(`SELECT * FROM ${table} ORDER BY 1`)));
const sales = () => rows<Record<string, unknown>>('SELECT id, lead, day, revenue, profit, kind FROM sales ORDER BY id');
const dayNumber = (days: number): number => Math.round(Date.parse(`${dayAgo(days)}T00:00:00Z`) / DAY);

const SOLD: CrmDeal = {
  id: '7',
  phone: '044 111 22 33',
  stage: 'won',
  saleDay: dayAgo(3),
  revenue: 100,
  owner: 'Olena',
};
const NONE = { added: 0, changed: 0, unchanged: 0, removed: 0 };

describe('a deal is', () => {
  test('of the lead it names by any of its contacts, of its phone’s in any spelling, of its e-mail’s', async () => {
    const first = await contact(9, { phone: '044 111 22 33' });
    const alias = await contact(8, { phone: '+380 44 111-22-33' });
    const other = await contact(9, { email: 'a@example.com' });
    const answer = await upload([
      { id: '1', lead: alias, stage: 'mql', stageTime: dayAgo(5) },
      { id: '2', phone: "none, '(044) 111-22-33", stage: 'sql', stageTime: dayAgo(4) },
      { id: '3', phone: '044 999 99 99', email: ' A@Example.com ', stage: 'Перемовини', stageTime: dayAgo(2) },
    ]);
    expect(answer).toMatchObject({ matched: 3, unmatchedCount: 0, stages: { ...NONE, added: 3 } });
    expect(await standing(first)).toMatchObject({ stage: 'sql', mql_day: dayNumber(5), sql_day: dayNumber(4) });
    expect(await standing(other)).toMatchObject({ stage: 'opportunity', opportunity_day: dayNumber(2) });
  });

  test('of their latest lead that had begun by the deal’s earliest day', async () => {
    const early = await contact(200, { phone: '044 111 22 33' });
    const late = await contact(20, { phone: '044 111 22 33' });
    await upload([
      { ...SOLD, id: '1', created: dayAgo(21) },
      { ...SOLD, id: '2', created: dayAgo(20) },
    ]);
    expect((await sales()).map(({ id, lead }) => [id, lead])).toEqual([
      ['crm~1', early],
      ['crm~2', late],
    ]);
  });

  test('nobody’s where nobody has its phone: listed, and nothing of it is stored', async () => {
    await contact(9, { phone: '044 111 22 33' });
    const before = await everything();
    const answer = await upload([
      { ...SOLD, phone: '044 555 55 55' },
      { id: '8', stage: 'lost' },
    ]);
    expect(answer).toMatchObject({
      matched: 0,
      created: 0,
      unmatchedCount: 2,
      unmatched: expect.arrayContaining([
        { row: 'rows.0', id: '7' },
        { row: 'rows.1', id: '8' },
      ]),
      revenue: 0,
    });
    expect(await everything()).toEqual(before);
  });

  test('wrong where it is from before all leads of its person, unless such deals are to be skipped', async () => {
    await contact(9, { phone: '044 111 22 33' });
    const deals: CrmDeal[] = [
      { ...SOLD, id: '1' },
      { ...SOLD, created: dayAgo(10) },
    ];
    expect(await refused(deals)).toEqual([{ field: 'rows.1', detail: expect.stringContaining('before') }]);
    expect(await sales()).toEqual([]);
    expect(await upload(deals, '?older=skip')).toMatchObject({
      matched: 1,
      olderCount: 1,
      older: [{ row: 'rows.1', id: '7' }],
      sales: { ...NONE, added: 1 },
    });
  });
});

describe('an upload', () => {
  test('states stage, owner, value, product and the sale', async () => {
    const lead = await contact(9, { phone: '044 111 22 33' });
    const answer = await upload([{ ...SOLD, amount: 120, product: 'Windows', profit: 30 }]);
    expect(answer).toMatchObject({
      dryRun: false,
      origin: 'crm',
      rows: 1,
      matched: 1,
      stages: { ...NONE, added: 1 },
      sales: { ...NONE, added: 1 },
      details: { ...NONE, added: 3 },
      revenue: 100,
      profit: 30,
    });
    expect(await standing(lead)).toMatchObject({
      stage: 'won',
      owner: 'Olena',
      product: 'Windows',
      value: 1_200_000,
      won_day: dayNumber(3),
    });
    expect(await sales()).toEqual([
      { id: 'crm~7', lead, day: dayNumber(3), revenue: 1_000_000, profit: 300_000, kind: 'new' },
    ]);
  });

  test('the same again changes nothing, whether its stages have times or not', async () => {
    await contact(9, { phone: '044 111 22 33' });
    const deals: CrmDeal[] = [SOLD, { id: '8', phone: '044 111 22 33', stage: 'sql', owner: 'Ivan', amount: 5 }];
    await upload(deals);
    const before = await everything();
    expect(await upload(deals)).toMatchObject({
      stages: { ...NONE, unchanged: 2 },
      sales: { ...NONE, unchanged: 1 },
      details: { ...NONE, unchanged: 3 },
      revenue: 100,
    });
    expect(await everything()).toEqual(before);
  });

  test('corrected, it corrects; what it states no longer goes', async () => {
    const lead = await contact(9, { phone: '044 111 22 33' });
    await upload([SOLD]);
    const corrected: CrmDeal = { id: '7', phone: '044 111 22 33', stage: 'won', saleDay: dayAgo(2), revenue: 90 };
    expect(await upload([corrected])).toMatchObject({
      stages: { ...NONE, changed: 1 },
      sales: { ...NONE, changed: 1 },
      details: { ...NONE, removed: 1 },
      revenue: 90,
    });
    expect(await standing(lead)).toMatchObject({ owner: '', won_day: dayNumber(2) });
    expect(
      await upload([{ id: '7', phone: '044 111 22 33', stage: 'lost', closed: dayAgo(1), lossReason: 'Price' }]),
    ).toMatchObject({
      stages: { ...NONE, added: 1, unchanged: 1 },
      sales: { ...NONE, removed: 1 },
    });
    expect(await sales()).toEqual([]);
    expect(await standing(lead)).toMatchObject({ stage: 'lost', loss_reason: 'Price', lost_day: dayNumber(1) });
  });

  test('adds to what former ones told of the way there, and takes back what was to come later', async () => {
    const lead = await contact(9, { phone: '044 111 22 33' });
    const stands = (stage: string, days: number) => upload([{ id: '7', lead, stage, stageTime: dayAgo(days) }]);
    await stands('mql', 6);
    await stands('Перемовини', 4);
    expect(await standing(lead)).toMatchObject({ stage: 'opportunity', mql_day: dayNumber(6), sql_day: dayNumber(4) });
    await stands('won', 3);
    await stands('sql', 5);
    expect(await standing(lead)).toMatchObject({
      stage: 'sql',
      mql_day: dayNumber(6),
      sql_day: dayNumber(5),
      opportunity_day: null,
      won_day: null,
    });
  });

  test('moves a deal whose phone was corrected, and takes it back where nobody has the new one', async () => {
    const first = await contact(9, { phone: '044 111 22 33' });
    const second = await contact(9, { phone: '044 111 22 44' });
    await upload([SOLD]);
    await upload([{ ...SOLD, phone: '044 111 22 44' }]);
    expect([await standing(first), await standing(second)]).toMatchObject([
      { stage: 'new', owner: '' },
      { stage: 'won', owner: 'Olena' },
    ]);
    expect(await sales()).toMatchObject([{ lead: second, kind: 'new' }]);
    expect(await upload([{ ...SOLD, phone: '044 555 55 55' }])).toMatchObject({
      unmatchedCount: 1,
      stages: { ...NONE, removed: 1 },
      sales: { ...NONE, removed: 1 },
      details: { ...NONE, removed: 1 },
    });
    expect(await standing(second)).toMatchObject({ stage: 'new', owner: '', won_day: null });
  });

  test('of one origin does not touch another’s deals', async () => {
    await contact(9, { phone: '044 111 22 33' });
    await upload([SOLD]);
    await upload([{ ...SOLD, revenue: 50 }], '', { origin: 'shop' });
    expect((await sales()).map(({ id, revenue, kind }) => [id, revenue, kind])).toEqual([
      ['crm~7', 1_000_000, 'new'],
      ['shop~7', 500_000, 'repeat'],
    ]);
  });

  test('run dry tells the same and changes nothing', async () => {
    await contact(9, { phone: '044 111 22 33' });
    await upload([SOLD]);
    const before = await everything();
    const deals: CrmDeal[] = [
      { ...SOLD, revenue: 70 },
      { id: '9', phone: '044 555 55 55', stage: 'mql', stageTime: dayAgo(1) },
    ];
    const dry = await upload(deals, '?dryRun=1&unmatched=create');
    expect(await everything()).toEqual(before);
    expect(dry).toMatchObject({ dryRun: true, matched: 1, created: 1, revenue: 70 });
    expect(await upload(deals, '?unmatched=create')).toEqual({ ...dry, dryRun: false });
  });

  test('leaves nothing that rebuilding would make otherwise', async () => {
    await contact(40, { phone: '044 111 22 33' });
    await contact(9, { phone: '044 111 22 33', email: 'a@example.com' });
    await upload(
      [
        SOLD,
        { ...SOLD, id: '8', saleDay: dayAgo(35), created: dayAgo(39) },
        { id: '9', email: 'a@example.com', stage: 'lost', closed: dayAgo(1) },
        { id: '10', phone: '044 555 55 55', stage: 'sql', stageTime: dayAgo(1) },
      ],
      '?unmatched=create',
    );
    const before = await everything();
    await bindings.SITE.getByName(site).rebuild();
    expect(await everything()).toEqual(before);
  });
});

describe('what people state themselves', () => {
  const stand = (lead: string, change: Record<string, unknown>): Promise<Response> =>
    ask(`/v1/sites/${site}/leads/${lead}`, bearing(token, change, 'PATCH'));

  test('stands over a CRM that said otherwise before, however often its file comes again', async () => {
    const lead = await contact(9, { phone: '044 111 22 33' });
    const deal: CrmDeal = { id: '7', phone: '044 111 22 33', stage: 'sql', stageTime: dayAgo(5), owner: 'Olena' };
    await upload([deal]);
    expect((await stand(lead, { stage: 'opportunity', owner: 'Ivan', at: noonAgo(3) })).status).toBe(200);
    const before = await rows(`SELECT * FROM lead_log WHERE origin = ''`);
    await upload([deal]);
    expect(await standing(lead)).toMatchObject({ stage: 'opportunity', owner: 'Ivan' });
    await upload([{ ...deal, stage: 'lost', stageTime: dayAgo(1), owner: 'Petro', changed: dayAgo(1) }]);
    expect(await standing(lead)).toMatchObject({ stage: 'lost', owner: 'Petro', opportunity_day: dayNumber(3) });
    await upload([{ id: '7', phone: '044 111 22 33' }]);
    expect(await standing(lead)).toMatchObject({ stage: 'opportunity', owner: 'Ivan' });
    expect(await rows(`SELECT * FROM lead_log WHERE origin = ''`)).toEqual(before);
  });
});

describe('a deal of nobody, with unmatched=create,', () => {
  const deal: CrmDeal = { ...SOLD, phone: '044 555 55 55', name: 'Анна', created: dayAgo(6) };

  test('makes a lead of the source crm, once', async () => {
    expect(await upload([deal], '?unmatched=create')).toMatchObject({ created: 1, matched: 0, unmatchedCount: 0 });
    expect(
      await rows(
        'SELECT kind, source, contacts.day, phone FROM contacts JOIN contact_details USING (id) JOIN ads ON ads.id = stated_ad',
      ),
    ).toEqual([{ kind: 'entered', source: 'crm', day: dayNumber(6), phone: '+380445555555' }]);
    const before = await everything();
    for (const query of ['', '?unmatched=create'])
      expect(await upload([deal], query)).toMatchObject({ created: 0, matched: 1, sales: { ...NONE, unchanged: 1 } });
    expect(await everything()).toEqual(before);
  });

  test('makes one lead with others of the same phone or e-mail', async () => {
    const answer = await upload(
      [
        { ...deal, id: '1', created: dayAgo(2), saleDay: dayAgo(1), email: 'b@example.com' },
        { ...deal, id: '2' },
        { id: '3', email: 'b@example.com', stage: 'lost', closed: dayAgo(1) },
      ],
      '?unmatched=create',
    );
    expect(answer).toMatchObject({ created: 3 });
    expect(await rows('SELECT count(*) AS leads FROM leads')).toEqual([{ leads: 1 }]);
  });

  test('known by its name alone, is the same lead’s when it comes again', async () => {
    const named: CrmDeal = { id: '7', name: 'Анна', stage: 'mql', stageTime: dayAgo(2) };
    await upload([named], '?unmatched=create');
    expect(await upload([{ ...named, stage: 'sql', stageTime: dayAgo(1) }], '?unmatched=create')).toMatchObject({
      matched: 1,
      created: 0,
    });
    expect(await rows('SELECT count(*) AS leads FROM leads')).toEqual([{ leads: 1 }]);
  });

  test('may begin earlier than its first upload told, and so may its person', async () => {
    await upload([{ ...deal, created: dayAgo(60), saleDay: dayAgo(50) }], '?unmatched=create');
    const older: CrmDeal = { ...deal, id: '8', created: dayAgo(200), saleDay: dayAgo(190) };
    expect((await post([older])).status).toBe(422);
    expect(await upload([older], '?unmatched=create')).toMatchObject({ created: 1 });
    expect((await sales()).map(({ id, kind }) => [id, kind])).toEqual([
      ['crm~7', 'repeat'],
      ['crm~8', 'new'],
    ]);
    expect(await upload([older], '?unmatched=create')).toMatchObject({ created: 0, matched: 1 });
  });

  test('makes none where nothing tells who it is', async () => {
    expect(await upload([{ id: '7', stage: 'new' }], '?unmatched=create')).toMatchObject({
      created: 0,
      unmatchedCount: 1,
    });
  });
});

test('deals of a person who was erased are nobody’s, and what they stated stays in the figures', async () => {
  const lead = await contact(9, { phone: '044 111 22 33' });
  await upload([SOLD]);
  const before = await sales();
  const erased = await ask(`/v1/sites/${site}/leads/${lead}`, bearing(token, undefined, 'DELETE'));
  expect(erased.status).toBe(204);
  for (const deals of [[SOLD], [{ ...SOLD, revenue: 1, lead }]]) {
    expect(await upload(deals, '?unmatched=create')).toMatchObject({
      matched: 0,
      created: 0,
      unmatched: [{ row: 'rows.0', id: '7' }],
      sales: NONE,
    });
  }
  expect(await sales()).toEqual(before);
});

describe('whatever was uploaded before,', () => {
  const PHONES = ['044 111 22 33', '044 111 22 44', '044 555 55 55'];
  const day = fc.integer({ min: 0, max: 70 }).map(dayAgo);
  const amount = fc.integer({ min: 1, max: 9_999 });
  const dealOf = (id: string): fc.Arbitrary<CrmDeal> =>
    fc
      .record({
        phone: fc.constantFrom(...PHONES),
        stage: fc.constantFrom('new', 'mql', 'sql', 'opportunity', 'won', 'lost'),
        stageTime: day,
        more: fc.record(
          { created: day, owner: fc.constantFrom('Olena', 'Ivan'), product: fc.constantFrom('A', 'B'), amount },
          { requiredKeys: [] },
        ),
        sale: fc.option(fc.record({ saleDay: day, revenue: amount })),
      })
      .map(({ more, sale, ...deal }) => ({ id, ...deal, ...more, ...sale }));
  const deals = fc.tuple(...['1', '2', '3', '4'].map(dealOf));
  const answers = async (of: TestSite, queries: readonly string[]): Promise<unknown[]> =>
    Promise.all(queries.map((query) => of.rows(query)));
  /** What the deals state now, and what follows of it. */
  const STATED = [
    'SELECT id, stage, loss_reason FROM leads ORDER BY id',
    `SELECT id, value FROM lead_log WHERE kind <> 'stage' ORDER BY id`,
    'SELECT id, lead, person, day, revenue, profit, units, product FROM sales ORDER BY id',
  ];
  const ALL = TABLES.map((table) => `SELECT * FROM ${table} ORDER BY 1`);

  const siteWith = async (...uploads: CrmDeal[][]): Promise<TestSite> => {
    const one = await newSite({ timeZone: 'UTC', leads: { ...DEFAULT_LEADS, marginPercent: 40 } });
    for (const [index, [days, phone]] of (
      [
        [60, 0],
        [5, 0],
        [20, 1],
      ] as const
    ).entries()) {
      const at = momentAgo(days);
      const visit = { id: idAt(at, index), visitor: idAt(at, index), url: 'https://example.com/', referrer: '' };
      const fields = { phone: PHONES[phone] as string };
      await one.contact({
        sentAt: NOW,
        visit: { ...visit, language: 'uk', zone: '' },
        contact: { id: idAt(at, index), kind: 'lead', at, fields, page: 'https://example.com/' },
      });
    }
    for (const deals of uploads) await take(one, deals);
    return one;
  };
  const take = async (one: TestSite, deals: CrmDeal[]) => {
    const rows = deals.map((deal, index) => ({ place: `rows.${index}`, deal }));
    const options = {
      stages: {},
      titles: {},
      dryRun: false,
      unmatched: 'list',
      older: 'skip',
      by: '',
      now: NOW,
    } as const;
    const request: CrmRequest = { origin: 'crm', rows, ...options };
    const result = await one.stub.dealsFrom(new Blob([JSON.stringify(request)]).stream());
    if (result.state === 'invalid') throw new Error(JSON.stringify(result.errors));
    return result.answer;
  };

  test('the last upload tells what sales there are and how leads stand; again, it changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(deals, deals, async (before, last) => {
        const corrected = await siteWith(before, last);
        expect(await answers(corrected, STATED)).toEqual(await answers(await siteWith(last), STATED));
        const stands = await answers(corrected, ALL);
        expect(await take(corrected, last)).toMatchObject({
          stages: { added: 0, changed: 0, removed: 0 },
          sales: { added: 0, changed: 0, removed: 0 },
          details: { added: 0, changed: 0, removed: 0 },
        });
        expect(await answers(corrected, ALL)).toEqual(stands);
        await corrected.stub.rebuild();
        expect(await answers(corrected, ALL)).toEqual(stands);
      }),
      { numRuns: 20 },
    );
  }, 60_000);
});

describe('a file', () => {
  const send = (text: string, query = ''): Promise<Response> =>
    ask(`/v1/sites/${site}/crm${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
      body: ENCODINGS['windows-1251'](text),
    });
  const HEADER = 'ID;Этап сделки;Бюджет, руб.;Дата создания;Дата закрытия;Рабочий телефон (контакт);Воронка';
  const dotted = (days: number): string => dayAgo(days).split('-').reverse().join('.');

  test('of a CRM is read as its program wrote it', async () => {
    await contact(9, { phone: '044 111 22 33' });
    const row = `7;Успешно реализовано;1 234,50;${dotted(8)} 10:00:00;${dotted(3)} 18:00:00;'+380441112233;Окна`;
    const answer = await send(`${HEADER}\r\n${row}`, '?origin=amo&dryRun=1');
    expect(answer.status).toBe(422);
    expect((await problemOf(answer)).errors?.map(({ field }) => field)).toEqual(['row 2: rate']);

    const inHryvnias = await send(`${HEADER.replace(', руб.', '')}\r\n${row}`, '?origin=amo');
    expect(inHryvnias.status).toBe(200);
    expect(await inHryvnias.json()).toMatchObject({
      origin: 'amo',
      matched: 1,
      revenue: 1_234.5,
      profit: 493.8,
      columns: expect.arrayContaining([
        { column: 'Этап сделки', readAs: 'stage' },
        { column: 'Воронка', readAs: 'ignored' },
      ]),
    });
    expect(await sales()).toMatchObject([{ id: 'amo~7', day: dayNumber(3) }]);
  });

  test('with bad rows names them and their columns', async () => {
    const answer = await send(`${HEADER}\r\n1;Новая;;вчера;;;\r\n2;Новая;-5;;;;`);
    expect((await problemOf(answer)).errors).toEqual([
      { field: 'row 2: Дата создания', detail: '“вчера” is not a date' },
      { field: 'row 3: Бюджет, руб.', detail: '“-5” is negative' },
    ]);
    const unknown = await send(`${HEADER}\r\n1;Думают;;;;;`);
    expect((await problemOf(unknown)).errors?.[0]?.field).toBe('row 2: Этап сделки');
  });
});

describe('a bad row is refused, by its field, and with it all the others', () => {
  test.each([
    [{ id: '1', stage: 'won', saleDay: 'yesterday', revenue: 1 }, 'rows.1.saleDay'],
    [{ id: '1', phone: '044 111 22 33', revenue: -1, saleDay: dayAgo(1) }, 'rows.1.revenue'],
    [{ id: '1', revenue: 1, saleDay: dayAgo(1), currency: 'USD' }, 'rows.1.rate'],
    [{ id: '1', stage: 'somewhere' }, 'rows.1.stage'],
    [{ id: '1', stage: 'sql', stageTime: dayAgo(-2) }, 'rows.1.stageTime'],
    [{ id: '7' }, 'rows.1.id'],
    [{ id: 'a b' }, 'rows.1.id'],
    [{ id: '1', lead: 'short' }, 'rows.1.lead'],
    [{ id: '1', units: 1.5, revenue: 1, saleDay: dayAgo(1) }, 'rows.1.units'],
  ] as [CrmDeal, string][])('%o: %s', async (deal, field) => {
    await contact(9, { phone: '044 111 22 33' });
    const before = await everything();
    expect((await refused([SOLD, deal])).map((error) => error.field)).toEqual([field]);
    expect(await everything()).toEqual(before);
  });

  test.each([
    [{ rows: [] }, 'rows'],
    [{ origin: 'My CRM', rows: [SOLD] }, 'origin'],
    [{ rows: [SOLD], stages: { Новая: 'fresh' } }, 'stages.Новая'],
  ])('%o: %s', async (body, field) => {
    const answer = await ask(`/v1/sites/${site}/crm`, bearing(token, body));
    expect(answer.status).toBe(422);
    expect((await problemOf(answer)).errors?.map((error) => error.field)).toEqual([field]);
  });

  test('of many the first hundred are named', async () => {
    const deals = Array.from({ length: 150 }, (_, index) => ({ id: `${index}`, saleDay: dayAgo(1) }));
    expect(await refused(deals)).toHaveLength(100);
  });

  test('the names of stages may come with the request', async () => {
    const lead = await contact(9, { phone: '044 111 22 33' });
    const deal: CrmDeal = { id: '1', lead, stage: 'Думають', stageTime: dayAgo(1) };
    expect(await refused([deal])).toHaveLength(1);
    await upload([deal], '', { stages: { думають: 'sql' } });
    expect(await standing(lead)).toMatchObject({ stage: 'sql' });
  });
});
