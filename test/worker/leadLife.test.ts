import { runInDurableObject } from 'cloudflare:test';
import { describe, expect, test } from 'vitest';
import type { ContactRequest } from '../../shared/contacts.ts';
import type { LeadStory, LeadsAnswer } from '../../shared/leadStory.ts';
import type { SaleEntry } from '../../shared/leads.ts';
import { DEFAULT_LEADS } from '../../shared/leads.ts';
import type { CallEvent } from '../../worker/calls/call.ts';
import type { CallReport } from '../../worker/site/site.ts';
import { ask, asked, bearing, bindings, newAccount, newSiteOf, newTokenOf, problemOf } from './people.ts';
import { idAt } from './site.ts';

/** The life of a lead through the public API: what is stated of it, what follows, and what is refused. */

const MINUTE = 60_000;
const DAY = 86_400_000;
const BEGIN = Date.parse('2026-03-02T09:00:00Z');

interface Made {
  /** Days after the beginning. */
  day: number;
  phone?: string;
  email?: string;
  name?: string;
  url?: string;
  stage?: 'mql' | 'sql';
}

interface TestLeads {
  site: string;
  /** May see leads and figures. */
  token: string;
  admin: string;
  path: string;
  write(made: Made): Promise<string>;
  ring(call: { id: string; day: number; phone: string; direction: 'in' | 'out'; talk?: number }): Promise<void>;
  patch(lead: string, change: object): Promise<Response>;
  story(lead: string): Promise<LeadStory>;
  report(metrics: string, query?: string): Promise<Record<string, number | null>>;
  /** Every derived table. */
  tables(): Promise<unknown[]>;
}

let rest = 0;

/** Contacts come by the object itself, for the route takes the time they come at; all else by the routes. */
const newLeads = async (settings: Record<string, unknown> = {}): Promise<TestLeads> => {
  const { token } = await newAccount();
  const leads = { ...DEFAULT_LEADS, lapseDays: 30, marginPercent: 40, actions: [{ id: 'meeting', name: 'Meeting' }] };
  const site = await newSiteOf(token, { leads, leadWindowDays: 20, ...settings });
  const stub = bindings.SITE.getByName(site);
  const { token: sales } = await asked<{ token: string }>(
    '/v1/tokens',
    bearing(token, { name: 'leads', scopes: ['leads', 'report'] }),
  );
  const path = `/v1/sites/${site}/leads`;
  return {
    site,
    token: sales,
    admin: token,
    path,
    write: async ({ day, phone, email, name = 'N', url = 'https://example.com/', stage }) => {
      const at = BEGIN + day * DAY;
      const id = idAt(at, (rest += 1));
      const request: ContactRequest = {
        sentAt: at,
        visit: { id: idAt(at - MINUTE, rest), visitor: idAt(BEGIN, rest), url, referrer: '', language: 'uk', zone: '' },
        contact: {
          id,
          kind: 'lead',
          at,
          page: 'https://example.com/',
          fields: { name, ...(phone && { phone }), ...(email && { email }) },
          ...(stage && { stage }),
        },
      };
      const client = { device: 'desktop', country: 'UA' };
      const page = {
        receivedAt: at,
        address: `10.9.${rest >> 8}.${rest & 255}`,
        origin: 'https://whichhalf.test',
        client,
      };
      expect((await stub.contact(JSON.stringify(request), page)).state).toBe('new');
      return id;
    },
    ring: async ({ id, day, phone, direction, talk }) => {
      const at = BEGIN + day * DAY;
      const event: CallEvent = {
        id,
        direction,
        tracking: '+380440000001',
        other: phone,
        ringingAt: at,
        ...(talk === undefined
          ? { status: 'missed', endedAt: at + 20_000 }
          : { status: 'answered', answeredAt: at + 5_000, talkSeconds: talk }),
      };
      const report: CallReport = { provider: 'generic', receivedAt: at + MINUTE, events: [event], raw: id };
      await stub.takeCalls(JSON.stringify(report));
    },
    patch: (lead, change) => ask(`${path}/${lead}`, bearing(sales, change, 'PATCH')),
    story: (lead) => asked<LeadStory>(`${path}/${lead}`, bearing(sales)),
    report: async (metrics, query = '') => {
      const answer = await asked<{ totals: Record<string, number | null> }>(
        `/v1/sites/${site}/report?metrics=${metrics}&from=2026-02-01&to=2026-10-31&${query}`,
        bearing(token),
      );
      return answer.totals;
    },
    tables: () =>
      runInDurableObject(stub, (_, { storage: { sql } }) =>
        [
          'contacts ORDER BY id',
          'identities ORDER BY key, contact',
          'leads ORDER BY id',
          'sales ORDER BY id',
          'lead_log ORDER BY id',
          'contact_paths ORDER BY contact, visitor, visit',
          'calls ORDER BY id',
          'visits ORDER BY id',
          'cube ORDER BY day, ad',
        ].map((table) => sql.exec(`SELECT * FROM ${table}`).toArray()),
      ),
  };
};

const dayAt = (day: number): string => new Date(BEGIN + day * DAY).toISOString().slice(0, 10);
const fieldsOf = async (answer: Response): Promise<(string | undefined)[]> => {
  expect(answer.status).toBe(422);
  return (await problemOf(answer)).errors?.map(({ field }) => field) ?? [];
};

describe('what is stated of a lead', () => {
  test('moves it through its stages, each kept with who said so and when', async () => {
    const { write, patch, story, report } = await newLeads();
    const lead = await write({ day: 0, phone: '0441111111' });
    expect(await story(lead)).toMatchObject({
      stage: 'new',
      stages: {},
      owner: '',
      log: [],
      sales: [],
      responded: null,
    });

    const moved = await patch(lead, {
      stage: 'mql',
      owner: 'Olha',
      value: '1500.5',
      product: 'Windows',
      at: BEGIN + DAY,
    });
    expect(moved.status).toBe(200);
    expect(await moved.json()).toMatchObject({ lead, stage: 'mql', owner: 'Olha', value: 1500.5, product: 'Windows' });
    await patch(lead, { action: 'meeting', note: 'wants five', at: BEGIN + 2 * DAY });
    await patch(lead, { stage: 'lost', lossReason: 'price', at: BEGIN + 3 * DAY });
    const told = await story(lead);
    expect(told).toMatchObject({
      stage: 'lost',
      lossReason: 'price',
      stages: {
        contacted: new Date(BEGIN + DAY).toISOString(),
        mql: new Date(BEGIN + DAY).toISOString(),
        lost: new Date(BEGIN + 3 * DAY).toISOString(),
      },
      actions: { meeting: dayAt(2) },
      responded: new Date(BEGIN + DAY).toISOString(),
    });
    expect(told.log.map(({ kind, value, by }) => [kind, value, by])).toEqual(
      expect.arrayContaining([
        ['stage', 'mql', 'leads'],
        ['value', '15005000', 'leads'],
        ['action', 'meeting', 'leads'],
        ['note', 'wants five', 'leads'],
        ['stage', 'lost', 'leads'],
      ]),
    );
    expect(await report('leads,mql,sql,won,lost,opportunityValue,action:meeting')).toMatchObject({
      leads: 1,
      mql: 1,
      sql: 0,
      won: 0,
      lost: 1,
      'action:meeting': 1,
    });
  });

  test('is not said twice', async () => {
    const { write, patch, story } = await newLeads();
    const lead = await write({ day: 0 });
    const change = { stage: 'sql', owner: 'Olha', note: 'rings on Monday', at: BEGIN + DAY };
    for (let times = 0; times < 3; times += 1) expect((await patch(lead, change)).status).toBe(200);
    expect((await patch(lead, { stage: 'sql', owner: 'Olha' })).status).toBe(200);
    expect((await story(lead)).log).toHaveLength(3);
  });

  test('stands in the order in which it was said, even within one moment', async () => {
    const { write, patch, story } = await newLeads();
    const lead = await write({ day: 0 });
    const stages = ['mql', 'sql', 'opportunity', 'contacted', 'won', 'lost', 'new', 'sql'];
    for (const stage of stages) await patch(lead, { stage });
    const told = await story(lead);
    expect(told.log.map(({ value }) => value)).toEqual(stages);
    expect(told.stage).toBe('sql');
  });

  test('is undone entry by entry, and everything is as it was', async () => {
    const { write, patch, story, tables, path, token } = await newLeads();
    const lead = await write({ day: 0, phone: '0441111111', stage: 'mql' });
    const before = await tables();
    await patch(lead, { stage: 'lost', lossReason: 'price', owner: 'Olha' });
    for (const { id } of (await story(lead)).log) {
      const undo = () => ask(`${path}/${lead}/log/${id}`, bearing(token, undefined, 'DELETE'));
      expect((await undo()).status).toBe(204);
      expect((await undo()).status).toBe(404);
    }
    expect(await tables()).toEqual(before);
    expect((await story(lead)).stage).toBe('mql');
  });

  test('of another lead is not undone at this one’s address', async () => {
    const { write, patch, story, path, token } = await newLeads();
    const [one, other] = [await write({ day: 0 }), await write({ day: 1 })];
    await patch(one, { owner: 'Olha' });
    const [entry] = (await story(one)).log;
    const answer = await ask(`${path}/${other}/log/${entry?.id}`, bearing(token, undefined, 'DELETE'));
    expect(answer.status).toBe(404);
    expect((await story(one)).owner).toBe('Olha');
  });

  test.each<[string, object, string[]]>([
    ['before the lead began', { stage: 'mql', at: BEGIN - 1 }, ['at']],
    ['in the future', { stage: 'mql', at: Date.now() + DAY }, ['at']],
    ['a stage that is none', { stage: 'sold' }, ['stage']],
    ['a reason without a loss', { stage: 'mql', lossReason: 'price' }, ['lossReason']],
    ['an action that the site does not name', { action: 'offer' }, ['action']],
    ['a value below nothing', { value: -5 }, ['value']],
    ['nothing', { at: BEGIN + DAY }, ['']],
    ['an empty note', { note: '  ' }, ['note']],
  ])('%s is refused by name and changes nothing', async (_, change, fields) => {
    const { write, patch, tables } = await newLeads();
    const lead = await write({ day: 0 });
    const before = await tables();
    expect(await fieldsOf(await patch(lead, change))).toEqual(fields);
    expect(await tables()).toEqual(before);
  });

  test('spam is reopened before it is won or lost, and whoever bought is no spam', async () => {
    const { write, patch, story, path, token } = await newLeads();
    const lead = await write({ day: 0 });
    await patch(lead, { stage: 'spam' });
    for (const stage of ['won', 'lost']) expect(await fieldsOf(await patch(lead, { stage }))).toEqual(['stage']);
    const sale = () => ask(`${path}/${lead}/sales`, bearing(token, { revenue: 100 }));
    expect(await fieldsOf(await sale())).toEqual(['stage']);
    expect((await patch(lead, { stage: 'contacted' })).status).toBe(200);
    expect((await sale()).status).toBe(201);
    expect(await fieldsOf(await patch(lead, { stage: 'spam' }))).toEqual(['stage']);
    expect((await story(lead)).stage).toBe('won');
  });

  test('of a lead that is unknown or of an erased person: 404', async () => {
    const { write, patch, path, token } = await newLeads();
    expect((await patch('0'.repeat(20), { stage: 'mql' })).status).toBe(404);
    const lead = await write({ day: 0 });
    expect((await ask(`${path}/${lead}`, bearing(token, undefined, 'DELETE'))).status).toBe(204);
    expect((await patch(lead, { stage: 'mql' })).status).toBe(404);
  });
});

test('no sale is lost because a lead becomes spam: by a merge, or by what is undone', async () => {
  const { path, token, patch, write, report } = await newLeads();
  const send = (where: string, body?: object, method?: string) => ask(`${path}/${where}`, bearing(token, body, method));
  const sold = await write({ day: 0, phone: '0501112233' });
  expect((await send(`${sold}/sales`, { id: 's', day: dayAt(1), revenue: 10 })).status).toBe(201);
  const reopened = await write({ day: 2, phone: '0504445566' });
  await patch(reopened, { stage: 'spam' });
  for (const [one, other] of [
    [sold, reopened],
    [reopened, sold],
  ])
    expect(await fieldsOf(await send(`${one}/merge`, { with: other }))).toEqual(['with']);

  const { log } = (await (await patch(reopened, { stage: 'contacted', note: 'A mistake' })).json()) as LeadStory;
  // Of a day before the lead was called spam.
  expect((await send(`${reopened}/sales`, { id: 't', day: dayAt(3), revenue: 5 })).status).toBe(201);
  const [contacted, note] = ['stage', 'note'].map((kind) => log.findLast((entry) => entry.kind === kind)?.id);
  expect(await fieldsOf(await send(`${reopened}/log/${contacted}`, undefined, 'DELETE'))).toEqual(['entry']);
  expect(await report('sales,revenue,leads')).toMatchObject({ sales: 2, revenue: 15, leads: 2 });
  expect((await send(`${reopened}/log/${note}`, undefined, 'DELETE')).status).toBe(204);
  expect((await send(`${reopened}/sales/t`, undefined, 'DELETE')).status).toBe(204);
  expect((await send(`${reopened}/log/${contacted}`, undefined, 'DELETE')).status).toBe(204);
  expect(await report('sales,revenue,leads')).toMatchObject({ sales: 1, revenue: 10, leads: 1 });
});

test('spam is no lead: neither listed nor counted, its visit has no contact; reopened, all is back', async () => {
  const { write, patch, report, tables, path, token } = await newLeads();
  const [lead, other] = [await write({ day: 0, phone: '0441111111' }), await write({ day: 1 })];
  const figures = () => report('contacts,leads,leadVisits,bounces,mql,submissions');
  const [before, tablesBefore] = [await figures(), await tables()];
  expect(before).toMatchObject({ contacts: 2, leads: 2, leadVisits: 2 });
  await patch(lead, { stage: 'spam' });
  expect(await figures()).toMatchObject({ contacts: 1, leads: 1, leadVisits: 1 });
  const listed = async (query = '') =>
    (await asked<LeadsAnswer>(`${path}${query}`, bearing(token))).leads.map((found) => found.lead);
  expect(await listed()).toEqual([other]);
  expect(await listed('?stage=spam')).toEqual([lead]);
  const { log } = await asked<LeadStory>(`${path}/${lead}`, bearing(token));
  await ask(`${path}/${lead}/log/${log[0]?.id}`, bearing(token, undefined, 'DELETE'));
  expect(await figures()).toEqual(before);
  expect(await tables()).toEqual(tablesBefore);
});

describe('sales', () => {
  const sell = ({ path, token }: TestLeads, lead: string, sale: object) =>
    ask(`${path}/${lead}/sales`, bearing(token, sale));

  test('are idempotent by their id: new, the same again, corrected', async () => {
    const site = await newLeads();
    const lead = await site.write({ day: 0 });
    const sale = { id: 'order-17', day: dayAt(3), revenue: '1000', product: 'Windows' };
    const first = await sell(site, lead, sale);
    expect(first.status).toBe(201);
    expect(await first.json()).toMatchObject({
      lead,
      sale: 'order-17',
      revenue: 1000,
      profit: 400,
      units: 1,
      kind: 'new',
    });
    expect((await sell(site, lead, sale)).status).toBe(200);
    const corrected = await sell(site, lead, { ...sale, revenue: 1200, profit: 300 });
    expect(corrected.status).toBe(200);
    expect((await site.story(lead)).sales).toMatchObject([{ revenue: 1200, profit: 300, day: dayAt(3) }]);
    expect(await site.report('sales,revenue,profit,won,newCustomers')).toMatchObject({
      sales: 1,
      revenue: 1200,
      profit: 300,
      won: 1,
      newCustomers: 1,
    });
  });

  test('are new, repeated, and returned after the lapse, whichever is told first; over several leads of a person', async () => {
    const site = await newLeads();
    const [one, two] = [
      await site.write({ day: 0, phone: '0441111111' }),
      await site.write({ day: 90, phone: '0441111111' }),
    ];
    await sell(site, two, { id: 'd', day: dayAt(91), revenue: 40 });
    await sell(site, one, { id: 'c', day: dayAt(34), revenue: 30 });
    await sell(site, one, { id: 'b', day: dayAt(4), revenue: 20 });
    await sell(site, one, { id: 'a', day: dayAt(4), revenue: 10, profit: '-5' });
    const kinds = async () =>
      [...(await site.story(one)).sales, ...(await site.story(two)).sales].map(({ sale, kind }) => [sale, kind]);
    // Of one day the one that was recorded first; thirty days are no lapse, fifty-seven are.
    expect(await kinds()).toEqual([
      ['b', 'new'],
      ['a', 'repeat'],
      ['c', 'repeat'],
      ['d', 'returned'],
    ]);
    const FIGURES = 'sales,newCustomers,repeatSales,returnedCustomers,cohortProfit,revenue,profit,won';
    const figures = await site.report(FIGURES);
    expect(figures).toMatchObject({
      sales: 4,
      newCustomers: 1,
      repeatSales: 3,
      returnedCustomers: 1,
      cohortProfit: 31,
      profit: 31,
      won: 2,
    });
    expect(await site.report(FIGURES, 'basis=lead')).toEqual(figures);
    expect((await ask(`${site.path}/${one}/sales/b`, bearing(site.token, undefined, 'DELETE'))).status).toBe(204);
    expect((await ask(`${site.path}/${one}/sales/b`, bearing(site.token, undefined, 'DELETE'))).status).toBe(404);
    expect(await kinds()).toEqual([
      ['a', 'new'],
      ['c', 'repeat'],
      ['d', 'returned'],
    ]);
  });

  test('follow the settings that say what a lapse is', async () => {
    const site = await newLeads();
    const lead = await site.write({ day: 0 });
    for (const day of [1, 40]) await sell(site, lead, { day: dayAt(day), revenue: 10 });
    const kinds = async () => (await site.story(lead)).sales.map(({ kind }) => kind);
    expect(await kinds()).toEqual(['new', 'returned']);
    await bindings.SITE.getByName(site.site).change({ leads: { ...DEFAULT_LEADS, lapseDays: 39 } });
    expect(await kinds()).toEqual(['new', 'repeat']);
  });

  test('in another currency are kept as stated too', async () => {
    const site = await newLeads();
    const lead = await site.write({ day: 0 });
    const answer = await sell(site, lead, { day: dayAt(1), revenue: 10, profit: -2, currency: 'USD', rate: '41.5' });
    expect((await answer.json()) as SaleEntry).toMatchObject({
      revenue: 415,
      profit: -83,
      stated: { revenue: 10, currency: 'USD', rate: '41.5' },
    });
  });

  test('at another lead’s address are moved there', async () => {
    const site = await newLeads();
    const [one, two] = [await site.write({ day: 0 }), await site.write({ day: 1 })];
    const sale = { id: 'order', day: dayAt(5), revenue: 100 };
    await sell(site, one, sale);
    expect((await sell(site, two, sale)).status).toBe(200);
    expect((await site.story(one)).stage).toBe('new');
    expect((await site.story(two)).stage).toBe('won');
    expect(await site.report('sales,won,newCustomers')).toMatchObject({ sales: 1, won: 1, newCustomers: 1 });
  });

  test.each<[string, object, string[]]>([
    ['before its lead', { day: dayAt(-1), revenue: 1 }, ['day']],
    ['in the future', { day: '2199-01-01', revenue: 1 }, ['day']],
    ['a revenue below nothing', { revenue: -1 }, ['revenue']],
    ['a currency that there is no rate of', { revenue: 1, currency: 'EUR' }, ['rate']],
    ['half a unit', { revenue: 1, units: 0.5 }, ['units']],
    ['an id with a space', { revenue: 1, id: 'order 17' }, ['id']],
  ])('%s is refused by name and changes nothing', async (_, sale, fields) => {
    const site = await newLeads();
    const lead = await site.write({ day: 0 });
    const before = await site.tables();
    expect(await fieldsOf(await sell(site, lead, sale))).toEqual(fields);
    expect(await site.tables()).toEqual(before);
  });

  test('tell their profit to those alone who may see figures', async () => {
    const site = await newLeads();
    const lead = await site.write({ day: 0, phone: '0441111111' });
    await sell(site, lead, { id: 's', revenue: 1000 });
    const { token } = await newTokenOf(site.admin, 'leads');
    const answers = await Promise.all([
      asked<object>(site.path, bearing(token)),
      asked<object>(`${site.path}/search`, bearing(token, { q: '0441' })),
      asked<object>(`${site.path}/${lead}`, bearing(token)),
      asked<object>(`${site.path}/${lead}`, bearing(token, { note: 'paid' }, 'PATCH')),
      asked<object>(`${site.path}/${lead}/sales`, bearing(token, { id: 's', revenue: 1000 })),
      asked<object>(`${site.path}/${lead}/export`, bearing(token)),
    ]);
    for (const answer of answers) {
      expect(JSON.stringify(answer)).toContain('"revenue":1000');
      expect(JSON.stringify(answer)).not.toContain('profit');
    }
    expect((await site.story(lead)).sales).toMatchObject([{ revenue: 1000, profit: 400 }]);
  });

  test('with neither profit nor margin are refused', async () => {
    const site = await newLeads({ leads: DEFAULT_LEADS });
    const lead = await site.write({ day: 0 });
    expect(await fieldsOf(await sell(site, lead, { revenue: 10 }))).toEqual(['profit']);
  });
});

describe('who is who', () => {
  const post = ({ path, token }: TestLeads, where: string, body: object) =>
    ask(`${path}/${where}`, bearing(token, body));
  const remove = ({ path, token }: TestLeads, where: string) =>
    ask(`${path}/${where}`, bearing(token, undefined, 'DELETE'));

  test('two persons’ leads become one, with all that was stated, and by the merge’s end two again', async () => {
    const site = await newLeads();
    const one = await site.write({
      day: 0,
      phone: '0441111111',
      url: 'https://example.com/?utm_source=google&utm_medium=cpc',
    });
    const two = await site.write({ day: 60, email: 'a@example.com' });
    const third = await site.write({ day: 70, email: 'a@example.com' });
    await site.ring({ id: 'back', day: 61, phone: '+380441111111', direction: 'out', talk: 60 });
    await site.patch(one, { stage: 'mql', at: BEGIN + DAY });
    await post(site, `${two}/sales`, { id: 's', day: dayAt(65), revenue: 100 });
    const METRICS = 'contacts,leads,mql,won,sales,newCustomers,leadVisits,promised,responses,conversations';
    const figures = () =>
      Promise.all(['', 'basis=lead', 'by=source&model=linear,firstClick'].map((query) => site.report(METRICS, query)));
    const [before, figuresBefore] = [await site.tables(), await figures()];

    const merged = await post(site, `${two}/merge`, { with: one });
    expect(merged.status).toBe(201);
    const { lead, merge } = (await merged.json()) as { lead: string; merge: string };
    expect(lead).toBe(one);
    const again = await post(site, `${two}/merge`, { with: one });
    expect([again.status, await again.json()]).toEqual([200, { lead, merge }]);
    const story = await site.story(two);
    expect(story).toMatchObject({ lead: one, stage: 'won', sales: [{ sale: 's' }], merges: [{ merge, by: 'leads' }] });
    expect(story.contacts.map(({ id }) => id)).toEqual([one, two, third]);
    expect(await site.report('leads,mql,won,sales')).toMatchObject({ leads: 1, mql: 1, won: 1, sales: 1 });

    expect((await remove(site, `${one}/merges/${merge}`)).status).toBe(204);
    expect((await remove(site, `${one}/merges/${merge}`)).status).toBe(404);
    expect(await site.tables()).toEqual(before);
    expect(await figures()).toEqual(figuresBefore);
  });

  test('a contact is split off, its phone counting for nothing, and joined again', async () => {
    const site = await newLeads();
    const one = await site.write({ day: 0, phone: '0441111111', email: 'a@example.com' });
    const two = await site.write({ day: 1, phone: '0442222222', email: 'a@example.com' });
    await site.ring({ id: 'back', day: 2, phone: '+380442222222', direction: 'out', talk: 60 });
    await site.patch(two, { owner: 'Olha' });
    const before = await site.tables();
    expect(await site.story(two)).toMatchObject({
      lead: one,
      owner: 'Olha',
      responded: new Date(BEGIN + 2 * DAY).toISOString(),
    });

    const split = await post(site, `${one}/split`, { contact: two });
    expect([split.status, await split.json()]).toEqual([201, { lead: one, split: two }]);
    expect((await post(site, `${one}/split`, { contact: two })).status).toBe(200);
    expect(await site.story(two)).toMatchObject({
      lead: two,
      owner: 'Olha',
      responded: null,
      splits: [{ contact: two }],
    });
    expect(await site.story(one)).toMatchObject({ lead: one, owner: '', responded: null, splits: [{ contact: two }] });
    expect(await site.report('leads')).toMatchObject({ leads: 2 });

    expect((await remove(site, `${one}/splits/${two}`)).status).toBe(204);
    expect((await remove(site, `${one}/splits/${two}`)).status).toBe(404);
    expect(await site.tables()).toEqual(before);
  });

  test('what cannot be is refused by name and changes nothing', async () => {
    const site = await newLeads();
    const [one, same, other] = [
      await site.write({ day: 0, phone: '0441111111' }),
      await site.write({ day: 1, phone: '0441111111' }),
      await site.write({ day: 2, phone: '0442222222' }),
    ];
    const gone = await site.write({ day: 3, phone: '0443333333' });
    await remove(site, gone);
    const before = await site.tables();
    for (const [where, body, field] of [
      [`${one}/merge`, { with: one }, 'with'],
      [`${one}/merge`, { with: same }, 'with'],
      [`${one}/merge`, { with: gone }, 'with'],
      [`${one}/merge`, { with: '0'.repeat(20) }, 'with'],
      [`${other}/split`, { contact: other }, 'contact'],
      [`${one}/split`, { contact: other }, 'contact'],
      [`${one}/split`, { contact: '0'.repeat(20) }, 'contact'],
    ] as const) {
      expect(await fieldsOf(await post(site, where, body))).toEqual([field]);
    }
    expect((await post(site, `${gone}/merge`, { with: one })).status).toBe(404);
    await post(site, `${one}/merge`, { with: other });
    expect(await fieldsOf(await post(site, `${one}/split`, { contact: other }))).toEqual(['contact']);
    await remove(site, `${one}/merges/${[one, other].sort().join('-')}`);
    expect(await site.tables()).toEqual(before);
  });
});

test('calls from our side answer the lead before them, whoever is known first', async () => {
  const site = await newLeads();
  const phone = '+380441111111';
  await site.ring({ id: 'second', day: 2, phone, direction: 'out', talk: 30 });
  await site.ring({ id: 'first', day: 1, phone, direction: 'out' });
  const lead = await site.write({ day: 0, phone: '044 111 11 11' });
  expect(await site.story(lead)).toMatchObject({ responded: new Date(BEGIN + DAY).toISOString(), overdue: false });
  expect(await site.report('promised,keptPromises,responses,conversations')).toMatchObject({
    promised: 1,
    keptPromises: 0,
    responses: 1,
    conversations: 1,
  });
  const unanswered = await site.write({ day: 3, phone: '0442222222' });
  expect(await site.story(unanswered)).toMatchObject({
    due: new Date(BEGIN + 3 * DAY + 15 * MINUTE).toISOString(),
    overdue: true,
  });
});

test('what was stated of a call that turns out to have gone out is its person’s', async () => {
  const site = await newLeads();
  const phone = '+380441111111';
  const lead = await site.write({ day: 0, phone });
  await site.ring({ id: 'call', day: 1, phone, direction: 'in', talk: 60 });
  const call = (await site.story(lead)).contacts.find(({ kind }) => kind === 'call')?.id as string;
  await site.patch(call, { owner: 'Olha' });
  await ask(`${site.path}/${call}/sales`, bearing(site.token, { id: 's', day: dayAt(2), revenue: 10 }));
  await site.ring({ id: 'call', day: 1, phone, direction: 'out', talk: 60 });
  expect(await site.story(lead)).toMatchObject({ owner: 'Olha', stage: 'won', sales: [{ sale: 's', kind: 'new' }] });
  expect(await site.report('sales,calls,conversations')).toMatchObject({ sales: 1, calls: 0, conversations: 1 });
  const tables = await site.tables();
  await bindings.SITE.getByName(site.site).rebuild();
  expect(await site.tables()).toEqual(tables);
});

describe('the inbox', () => {
  const listed = async ({ path, token }: TestLeads, query: string) =>
    (await asked<LeadsAnswer>(`${path}?${query}`, bearing(token))).leads.map(({ lead }) => lead);

  test('by stage, owner, source and whether somebody has to be called', async () => {
    const site = await newLeads();
    const [ad, direct, answered] = [
      await site.write({ day: 0, url: 'https://example.com/?utm_source=Google&utm_medium=cpc' }),
      await site.write({ day: 1 }),
      await site.write({ day: 2 }),
    ];
    await site.patch(answered, { stage: 'contacted', owner: 'Olha' });
    expect(await listed(site, '')).toEqual([answered, direct, ad]);
    expect(await listed(site, 'stage=new')).toEqual([direct, ad]);
    expect(await listed(site, 'owner=Olha')).toEqual([answered]);
    expect(await listed(site, 'owner=')).toEqual([direct, ad]);
    expect(await listed(site, 'overdue=1')).toEqual([direct, ad]);
    expect(await listed(site, 'source=GOOGLE')).toEqual([ad]);
    expect(await listed(site, 'channel=paid%20search&stage=new')).toEqual([ad]);
    expect(await listed(site, `stage=new&before=${direct}`)).toEqual([ad]);
    expect(await fieldsOf(await ask(`${site.path}?stage=sold`, bearing(site.token)))).toEqual(['stage']);
  });

  test('by part of a number, an address or a name, which go in the body', async () => {
    const site = await newLeads();
    const olena = await site.write({
      day: 0,
      name: 'Олена Коваленко',
      phone: '067 111 11 11',
      email: 'olena@example.com',
    });
    const petro = await site.write({ day: 1, name: 'Petro', phone: '044 222 22 22' });
    await site.ring({ id: 'call', day: 2, phone: '+380503333333', direction: 'in', talk: 90 });
    const found = async (q: string) =>
      (await asked<LeadsAnswer>(`${site.path}/search`, bearing(site.token, { q }))).leads.map(({ lead }) => lead);
    expect(await found('067 111')).toEqual([olena]);
    expect(await found('+38 (044) 222-22')).toEqual([petro]);
    expect(await found('КОВАЛ')).toEqual([olena]);
    expect(await found('OLENA@')).toEqual([olena]);
    expect(await found('0503333333')).toHaveLength(1);
    expect(await found('nobody')).toEqual([]);
    expect(await found('%%')).toEqual([]);
    expect(await fieldsOf(await ask(`${site.path}/search`, bearing(site.token, { q: ' a ' })))).toEqual(['q']);
  });
});

test('whoever was split off is erased and exported without the calls to another who has the same number', async () => {
  const site = await newLeads();
  const phone = '+380441111111';
  const [wife, husband] = [await site.write({ day: 0, phone }), await site.write({ day: 1, phone, name: 'Petro' })];
  await site.ring({ id: 'back', day: 2, phone, direction: 'out', talk: 60 });
  await ask(`${site.path}/${wife}/split`, bearing(site.token, { contact: husband }));
  const callsOf = async (lead: string) =>
    (await asked<{ calls: unknown[] }>(`${site.path}/${lead}/export`, bearing(site.token))).calls.length;
  expect([await callsOf(wife), await callsOf(husband)]).toEqual([1, 0]);
  expect(await site.story(husband)).not.toHaveProperty('firstResponse');
  await ask(`${site.path}/${husband}`, bearing(site.token, undefined, 'DELETE'));
  expect(await callsOf(wife)).toBe(1);
  expect((await site.story(wife)).responded).toBe(new Date(BEGIN + 2 * DAY).toISOString());
});

test('a lead’s story tells of the pages that were looked at and of calls from our side', async () => {
  const site = await newLeads();
  const lead = await site.write({ day: 0, phone: '0441111111' });
  await site.ring({ id: 'back', day: 1, phone: '+380441111111', direction: 'out', talk: 60 });
  const visit = {
    id: idAt(BEGIN - MINUTE, rest),
    visitor: idAt(BEGIN, rest),
    url: 'https://example.com/',
    referrer: '',
    language: 'uk',
    zone: '',
  };
  const hits = [
    { kind: 'page', at: 0, path: '/' },
    { kind: 'page', at: 20_000, path: '/windows' },
  ];
  const page = {
    receivedAt: BEGIN,
    address: '10.9.9.9',
    origin: 'https://whichhalf.test',
    client: { device: 'desktop', country: 'UA' },
  };
  await bindings.SITE.getByName(site.site).hits(JSON.stringify({ sentAt: BEGIN, visit, hits }), page);
  const { touches, callsFromUs } = await site.story(lead);
  expect(touches.map(({ pages }) => pages)).toEqual([
    [
      { time: new Date(BEGIN - MINUTE).toISOString(), path: '/' },
      { time: new Date(BEGIN - MINUTE + 20_000).toISOString(), path: '/windows' },
    ],
  ]);
  expect(callsFromUs).toMatchObject([{ direction: 'out', status: 'answered', talkSeconds: 60 }]);
});

test('erasing takes the notes away and leaves every figure, also after everything is derived anew', async () => {
  const site = await newLeads();
  const lead = await site.write({ day: 0, phone: '0441111111', stage: 'mql' });
  await site.ring({ id: 'back', day: 1, phone: '+380441111111', direction: 'out', talk: 60 });
  await site.patch(lead, {
    stage: 'sql',
    owner: 'Olha',
    note: 'Olena lives in Lviv',
    action: 'meeting',
    at: BEGIN + 2 * DAY,
  });
  await ask(`${site.path}/${lead}/sales`, bearing(site.token, { day: dayAt(5), revenue: 1000 }));
  const exported = await asked<{ log: unknown[]; sales: unknown[] }>(
    `${site.path}/${lead}/export`,
    bearing(site.token),
  );
  expect(exported.sales).toMatchObject([{ revenue: 1000 }]);
  expect(JSON.stringify(exported.log)).toContain('Olena lives in Lviv');

  const METRICS =
    'contacts,leads,mql,sql,won,sales,revenue,profit,promised,keptPromises,responses,timeToFirstResponse,conversations,action:meeting';
  const figures = () =>
    Promise.all(['', 'basis=lead&by=owner', 'by=source&model=linear'].map((query) => site.report(METRICS, query)));
  const before = await figures();
  expect((await ask(`${site.path}/${lead}`, bearing(site.token, undefined, 'DELETE'))).status).toBe(204);
  expect(await figures()).toEqual(before);
  const tables = await site.tables();
  expect(JSON.stringify(tables)).not.toContain('Lviv');
  expect(JSON.stringify(tables)).not.toContain('441111111');
  await bindings.SITE.getByName(site.site).rebuild();
  expect(await site.tables()).toEqual(tables);
  expect(await figures()).toEqual(before);
});
