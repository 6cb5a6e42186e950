import { runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_LEADS } from '../../shared/leads.ts';
import type { Problem } from '../../worker/problem.ts';
import { ask, asked, bearing, bindings, newAccount, newSiteOf, problemOf } from './people.ts';
import { idAt } from './site.ts';

/**
 * Whatever is wrong with a body is answered by its field, 400 where it cannot be read and 413 where it is too large, and
 * changes nothing: every table of the site is the same before and after.
 */

const DAY = 86_400_000;
/** Leads began a week ago. */
const BEGAN = Math.floor(Date.now() / 1_000) * 1_000 - 7 * DAY;
const dayAt = (time: number): string => new Date(time).toISOString().slice(0, 10);
const FUTURE = Date.now() + 2 * DAY;
const UNKNOWN_ID = '0'.repeat(20);

/** A body that no `JSON.stringify` would write. */
const raw = (text: string): { raw: string } => ({ raw: text });
const isRaw = (body: unknown): body is { raw: string } => typeof body === 'object' && body !== null && 'raw' in body;

interface World {
  token: string;
  site: string;
  path: string;
  /** Ids of two persons' leads; the first has two contacts, a sale, and is an opportunity. */
  lead: string;
  later: string;
  other: string;
  spam: string;
  plan: string;
}

let world: World;

const contactOf = (rest: number, at: number, fields: Record<string, string>): object => ({
  sentAt: at + 1_000,
  visit: {
    id: idAt(at - 60_000, rest),
    visitor: idAt(at, rest),
    url: 'https://example.com/?utm_source=google&utm_medium=cpc&utm_campaign=1',
    referrer: '',
    language: 'uk',
    zone: 'Europe/Kyiv',
  },
  contact: { id: idAt(at, rest), kind: 'lead', at, page: 'https://example.com/', fields },
});

const newWorld = async (): Promise<World> => {
  const { token } = await newAccount();
  const site = await newSiteOf(token, {
    leads: { ...DEFAULT_LEADS, marginPercent: 40, actions: [{ id: 'meeting', name: 'Meeting' }] },
    crm: { stages: { Думають: 'mql' } },
  });
  const path = `/v1/sites/${site}`;
  const writes = async (rest: number, at: number, fields: Record<string, string>): Promise<string> => {
    const receivedAt = at + 1_000;
    const page = {
      receivedAt,
      address: `10.0.0.${rest}`,
      origin: 'https://example.com',
      client: { device: '', country: '' },
    };
    const stub = bindings.SITE.getByName(site);
    expect((await stub.contact(JSON.stringify(contactOf(rest, at, fields)), page)).state).toBe('new');
    return idAt(at, rest);
  };
  const lead = await writes(1, BEGAN, { name: 'Olena', phone: '0671111111' });
  const later = await writes(2, BEGAN + DAY, { name: 'Olena', phone: '0671111111' });
  const other = await writes(3, BEGAN, { name: 'Petro', phone: '0672222222' });
  const spam = await writes(4, BEGAN, { name: 'Casino', phone: '0673333333' });
  await asked(`${path}/leads/${lead}`, bearing(token, { stage: 'opportunity', value: 10, at: BEGAN + DAY }, 'PATCH'));
  await asked(`${path}/leads/${spam}`, bearing(token, { stage: 'spam' }, 'PATCH'));
  await asked(`${path}/leads/${lead}/sales`, bearing(token, { id: 'one', day: dayAt(BEGAN + 2 * DAY), revenue: 100 }));
  await asked(`${path}/crm`, bearing(token, { rows: [{ id: '7', lead, owner: 'Ihor' }] }));
  await asked(
    `${path}/spend`,
    bearing(token, { rows: [{ day: '2026-05-05', system: 'google', campaignId: '1', cost: 5 }] }),
  );
  const { plan } = await asked<{ plan: string }>(
    `${path}/plans`,
    bearing(token, { metric: 'leads', period: '2026-11', target: 10 }),
  );
  return { token, site, path, lead, later, other, spam, plan };
};

/** Every row of every table of the site. */
const tablesOf = ({ site }: World): Promise<Record<string, unknown[]>> =>
  runInDurableObject(bindings.SITE.getByName(site), (_, { storage: { sql } }) =>
    Object.fromEntries(
      sql
        .exec<{ name: string }>(
          `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'`,
        )
        .toArray()
        .map(({ name }) => [name, sql.exec(`SELECT * FROM "${name}"`).toArray()]),
    ),
  );

interface Sent {
  method?: 'POST' | 'PATCH';
  path: (world: World) => string;
  contentType?: string;
}

/** `422 day,revenue`: the status, and the fields that are named; one that is wrong twice over once. */
const outcomeOf = async (
  { method = 'POST', path, contentType = 'application/json' }: Sent,
  body: unknown,
): Promise<string> => {
  const answer = await ask(path(world), {
    method,
    headers: { authorization: `Bearer ${world.token}`, 'content-type': contentType },
    body: isRaw(body) ? body.raw : JSON.stringify(body),
  });
  if (answer.status < 400) return String(answer.status);
  const { errors }: Problem = await problemOf(answer);
  return `${answer.status} ${[...new Set(errors?.map(({ field }) => field))].join()}`.trim();
};

/** A body, or one made of the world's ids, and the fields that are to be named. */
type Case = readonly [what: string, body: unknown | ((world: World) => unknown), fields: string];

const refuses = (sent: Sent, cases: readonly Case[], status = 422): void => {
  test('names each wrong field and changes nothing', { timeout: 60_000 }, async () => {
    const before = await tablesOf(world);
    const found: Record<string, string> = {};
    for (const [what, body] of cases)
      found[what] = await outcomeOf(sent, typeof body === 'function' ? body(world) : body);
    expect(found).toEqual(Object.fromEntries(cases.map(([what, , fields]) => [what, `${status} ${fields}`.trim()])));
    expect(await tablesOf(world)).toEqual(before);
  });
};

/**
 * What is wrong with any body whatsoever.
 * @param fields named where nothing is stated: what is needed, or '' where anything would do
 * @param ofList a list has a method called `at`, which is no moment
 * @param ofPrototype where a key that is not known is refused
 * @param unread the answer to what is no JSON
 */
const refusesWhatIsNoBody = (
  sent: Sent,
  {
    fields,
    ofList = fields,
    ofPrototype = fields,
    unread = '400',
  }: { fields: string; ofList?: string; ofPrototype?: string; unread?: string },
): void => {
  test('answers what is no such body and changes nothing', { timeout: 60_000 }, async () => {
    const before = await tablesOf(world);
    const bodies: [what: string, body: unknown, outcome: string][] = [
      ['nothing', raw(''), unread],
      ['half of one', raw('{"rows": ['), unread],
      ['null', null, '422'],
      ['a text', 'text', '422'],
      ['a number', 5, '422'],
      ['a list', [], `422 ${ofList}`.trim()],
      ['nothing stated', {}, `422 ${fields}`.trim()],
      [
        'a prototype',
        raw(`{"__proto__": ${EVERYTHING}, "constructor": {"prototype": ${EVERYTHING}}}`),
        `422 ${ofPrototype}`.trim(),
      ],
    ];
    const found: [string, string][] = [];
    for (const [what, body] of bodies) found.push([what, await outcomeOf(sent, body)]);
    expect(found).toEqual(bodies.map(([what, , outcome]) => [what, outcome]));
    expect(await tablesOf(world)).toEqual(before);
    expect(({} as { revenue?: number }).revenue).toBeUndefined();
  });
};
/** What would be good to state, were it stated. */
const EVERYTHING = '{"stage": "won", "revenue": 1, "target": 1, "text": "x", "rows": [{"id": "1"}]}';

beforeEach(async () => {
  world = await newWorld();
});

describe('a change of a lead', () => {
  const sent: Sent = { method: 'PATCH', path: ({ path, lead }) => `${path}/leads/${lead}` };
  const long = 'x'.repeat(5_000);
  refusesWhatIsNoBody(sent, { fields: '', ofList: 'at' });
  refuses(sent, [
    ['a stage that goes nowhere', { stage: 'sold' }, 'stage'],
    ['a stage of the prototype’s', { stage: 'constructor' }, 'stage'],
    ['no stage', { stage: null }, 'stage'],
    ['several stages', { stage: ['mql', 'sql'] }, 'stage'],
    ['spam that has bought', { stage: 'spam' }, 'stage'],
    ['a reason without a loss', { lossReason: 'price' }, 'lossReason'],
    ['a reason of another stage', { stage: 'sql', lossReason: 'price' }, 'lossReason'],
    ['an endless reason', { stage: 'lost', lossReason: long }, 'lossReason'],
    ['an owner that is a number', { owner: 7 }, 'owner'],
    ['an owner that is a thing', { owner: { name: 'Olha' } }, 'owner'],
    ['no owner', { owner: null }, 'owner'],
    ['an endless owner', { owner: long }, 'owner'],
    ['an endless product', { product: long }, 'product'],
    ['a value below nothing', { value: -0.01 }, 'value'],
    ['a value without end', raw('{"value": 1e999}'), 'value'],
    ['a value in words', { value: 'NaN' }, 'value'],
    ['a value in powers', { value: '1e5' }, 'value'],
    ['a value with a comma', { value: '1,5' }, 'value'],
    ['a value that is a truth', { value: true }, 'value'],
    ['a value beyond all money', { value: 1e12 }, 'value'],
    ['an action that the site has not', { action: 'offer' }, 'action'],
    ['an action of the prototype’s', { action: '__proto__' }, 'action'],
    ['an empty note', { note: ' ' }, 'note'],
    ['an endless note', { note: long }, 'note'],
    ['before the lead began', { stage: 'mql', at: BEGAN - 1 }, 'at'],
    ['in the future', { stage: 'mql', at: FUTURE }, 'at'],
    ['at half a millisecond', { stage: 'mql', at: BEGAN + 0.5 }, 'at'],
    ['at a date', { stage: 'mql', at: '2026-11-01' }, 'at'],
    ['at the end of time', { stage: 'mql', at: 1e16 }, 'at'],
    ['at a moment alone', { at: BEGAN + DAY }, ''],
    ['several at once', { stage: 'sold', owner: 7, value: -1, at: -1 }, 'stage,owner,value,at'],
  ]);

  test('that is spam is reopened before it is won or lost', async () => {
    const before = await tablesOf(world);
    const spam: Sent = { method: 'PATCH', path: ({ path, spam }) => `${path}/leads/${spam}` };
    for (const stage of ['won', 'lost']) expect(await outcomeOf(spam, { stage })).toBe('422 stage');
    expect(await tablesOf(world)).toEqual(before);
  });
});

describe('a sale', () => {
  const sent: Sent = { path: ({ path, lead }) => `${path}/leads/${lead}/sales` };
  const day = dayAt(BEGAN + 3 * DAY);
  refusesWhatIsNoBody(sent, { fields: 'revenue' });
  refuses(sent, [
    ['before its lead', { revenue: 1, day: dayAt(BEGAN - 2 * DAY) }, 'day'],
    ['in the future', { revenue: 1, day: dayAt(FUTURE) }, 'day'],
    ['on a day there is not', { revenue: 1, day: '2026-02-30' }, 'day'],
    ['at a time', { revenue: 1, day: `${day}T10:00:00` }, 'day'],
    ['of a day in words', { revenue: 1, day: 'yesterday' }, 'day'],
    ['no revenue', { day }, 'revenue'],
    ['a revenue below nothing', { day, revenue: -1 }, 'revenue'],
    ['a revenue without end', raw(`{"day": "${day}", "revenue": 1e999}`), 'revenue'],
    ['a revenue in words', { day, revenue: 'Infinity' }, 'revenue'],
    ['a revenue in powers', { day, revenue: '1e3' }, 'revenue'],
    ['a revenue beyond all money', { day, revenue: '123456789012' }, 'revenue'],
    ['a revenue of nothing', { day, revenue: '' }, 'revenue'],
    ['a profit in words', { day, revenue: 1, profit: 'NaN' }, 'profit'],
    ['half a unit', { day, revenue: 1, units: 0.5 }, 'units'],
    ['fewer units than none', { day, revenue: 1, units: -1 }, 'units'],
    ['units in a text', { day, revenue: 1, units: '1' }, 'units'],
    ['a currency that is none', { day, revenue: 1, currency: 'ZZZ', rate: '1' }, 'currency'],
    ['a currency in small letters', { day, revenue: 1, currency: 'usd', rate: '1' }, 'currency'],
    ['a currency that there is no rate of', { day, revenue: 1, currency: 'EUR' }, 'rate'],
    ['a rate of the site’s own', { day, revenue: 1, rate: '40' }, 'rate'],
    ['a rate below nothing', { day, revenue: 1, currency: 'EUR', rate: '-40' }, 'rate'],
    ['a rate that is a number', { day, revenue: 1, currency: 'EUR', rate: 40 }, 'rate'],
    ['a rate of nothing', { day, revenue: 1, currency: 'EUR', rate: '0.00' }, 'rate'],
    ['more than all money by its rate', { day, revenue: 1e11, profit: 0, currency: 'EUR', rate: '40' }, 'revenue'],
    ['a loss of more than all money', { day, revenue: 0, profit: -1e11, currency: 'EUR', rate: '40' }, 'profit'],
    ['a product of no name', { day, revenue: 1, product: '' }, 'product'],
    ['a product without end', { day, revenue: 1, product: 'x'.repeat(201) }, 'product'],
    ['an id with a space', { day, revenue: 1, id: 'order 17' }, 'id'],
    ['an id of a CRM’s', { day, revenue: 1, id: '' }, 'id'],
    ['several at once', { revenue: 'much', units: 1.5, day: '1' }, 'day,revenue,units'],
  ]);

  test('of spam is refused', async () => {
    const before = await tablesOf(world);
    const spam: Sent = { path: ({ path, spam }) => `${path}/leads/${spam}/sales` };
    expect(await outcomeOf(spam, { revenue: 1 })).toBe('422 stage');
    expect(await tablesOf(world)).toEqual(before);
  });
});

describe('a merge', () => {
  const sent: Sent = { path: ({ path, lead }) => `${path}/leads/${lead}/merge` };
  refusesWhatIsNoBody(sent, { fields: 'with' });
  refuses(sent, [
    ['with itself', ({ lead }: World) => ({ with: lead }), 'with'],
    ['with its own contact', ({ later }: World) => ({ with: later }), 'with'],
    ['with nobody', { with: UNKNOWN_ID }, 'with'],
    ['with a text', { with: 'somebody' }, 'with'],
    ['with a list', ({ other }: World) => ({ with: [other] }), 'with'],
  ]);
});

describe('a split', () => {
  const sent: Sent = { path: ({ path, lead }) => `${path}/leads/${lead}/split` };
  refusesWhatIsNoBody(sent, { fields: 'contact' });
  refuses(sent, [
    ['of another lead’s contact', ({ other }: World) => ({ contact: other }), 'contact'],
    ['of nobody', { contact: UNKNOWN_ID }, 'contact'],
    ['of a number', { contact: 7 }, 'contact'],
  ]);
});

describe('an entered lead', () => {
  const sent: Sent = { path: ({ path }) => `${path}/leads` };
  const good = { fields: { name: 'Iryna', phone: '0674444444' }, source: { source: 'fair' } };
  const many = Object.fromEntries(Array.from({ length: 41 }, (_, index) => [`field ${index}`, 'x']));
  refusesWhatIsNoBody(sent, { fields: 'fields,source', ofList: 'at,fields,source' });
  refuses(sent, [
    ['no source', { fields: good.fields }, 'source'],
    ['a source of no name', { ...good, source: { source: '' } }, 'source.source'],
    ['no fields', { source: good.source }, 'fields'],
    ['fields with nothing in them', { ...good, fields: { name: ' ' } }, 'fields'],
    ['fields that tell nobody', { ...good, fields: { size: 'large' } }, 'fields'],
    ['fields of the prototype’s', raw('{"source": {"source": "fair"}, "fields": {"__proto__": "Iryna"}}'), 'fields'],
    ['too many fields', { ...good, fields: many }, 'fields'],
    ['a field with no name', { ...good, fields: { ...good.fields, '': 'x' } }, 'fields.'],
    ['a field that is a thing', { ...good, fields: { name: { first: 'Iryna' } } }, 'fields.name'],
    ['a field without end', { ...good, fields: { name: 'x'.repeat(5_001) } }, 'fields.name'],
    ['a telephone that is none', { ...good, fields: { phone: '123' } }, 'fields.phone'],
    ['a telephone that nobody has', { ...good, fields: { phone: '0000000' } }, 'fields.phone'],
    ['an e-mail that is none', { ...good, fields: { email: 'iryna' } }, 'fields.email'],
    ['in the future', { ...good, at: FUTURE }, 'at'],
    ['before there was time', { ...good, at: -1 }, 'at'],
    ['a stage that it cannot begin in', { ...good, stage: 'won' }, 'stage'],
    ['an owner of no name', { ...good, owner: '' }, 'owner'],
    ['an owner that is a number', { ...good, owner: 7 }, 'owner'],
    ['an id that is none', { ...good, id: 'fair-1' }, 'id'],
    ['a consent of tomorrow', { ...good, consent: { text: 'yes', at: FUTURE } }, 'consent.at'],
    ['a consent without words', { ...good, consent: { at: BEGAN } }, 'consent.text'],
  ]);
});

describe('deals', () => {
  const sent: Sent = { path: ({ path }) => `${path}/crm` };
  const of =
    (deal: object) =>
    ({ lead }: World) => ({ rows: [{ id: '8', lead, ...deal }] });
  const day = dayAt(BEGAN + 3 * DAY);
  refusesWhatIsNoBody(sent, { fields: 'rows', unread: '422' });
  refuses(sent, [
    ['none', { rows: [] }, 'rows'],
    ['that are no list', { rows: { 0: { id: '1' } } }, 'rows'],
    ['one that is nothing', { rows: [null] }, 'rows.0'],
    ['of no id', { rows: [{ phone: '0671111111' }] }, 'rows.0.id'],
    ['an id that is a number', { rows: [{ id: 1 }] }, 'rows.0.id'],
    [
      'two of one id',
      ({ lead }: World) => ({
        rows: [
          { id: '8', lead },
          { id: '8', lead, owner: 'I' },
        ],
      }),
      'rows.1.id',
    ],
    ['a value of more than all money by its rate', of({ value: 1e11, currency: 'EUR', rate: '40' }), 'rows.0.value'],
    ['a rate of nothing', of({ value: 1, currency: 'EUR', rate: '0' }), 'rows.0.rate'],
    ['an unknown stage', of({ stage: 'somewhere' }), 'rows.0.stage'],
    ['a stage of the prototype’s', of({ stage: 'constructor' }), 'rows.0.stage'],
    ['a stage of tomorrow', of({ stage: 'sql', stageTime: dayAt(FUTURE) }), 'rows.0.stageTime'],
    ['a time in words', of({ stage: 'sql', stageTime: 'soon' }), 'rows.0.stageTime'],
    ['an hour there is not', of({ stage: 'sql', stageTime: `${day}T25:00` }), 'rows.0.stageTime'],
    ['a revenue below nothing', of({ revenue: -1, saleDay: day }), 'rows.0.revenue'],
    ['a revenue in words', of({ revenue: 'NaN', saleDay: day }), 'rows.0.revenue'],
    ['a sale before its lead', of({ revenue: 1, saleDay: dayAt(BEGAN - 20 * DAY) }), 'rows.0'],
    ['a sale of tomorrow', of({ revenue: 1, saleDay: dayAt(FUTURE) }), 'rows.0.saleDay'],
    ['a currency that is none', of({ revenue: 1, saleDay: day, currency: 'ZZZ', rate: '1' }), 'rows.0.currency'],
    ['a currency that there is no rate of', of({ revenue: 1, saleDay: day, currency: 'EUR' }), 'rows.0.rate'],
    ['half a unit', of({ revenue: 1, saleDay: day, units: 0.5 }), 'rows.0.units'],
    ['an owner that is a thing', of({ owner: {} }), 'rows.0.owner'],
    ['an owner without end', of({ owner: 'x'.repeat(201) }), 'rows.0.owner'],
    ['an origin that is none', { origin: 'My CRM', rows: [{ id: '8' }] }, 'origin'],
    ['a stage’s name of another kind', { stages: { Нова: 'fresh' }, rows: [{ id: '8' }] }, 'stages.Нова'],
    [
      'a good one beside a bad one',
      ({ lead }: World) => ({
        rows: [
          { id: '8', lead, stage: 'lost' },
          { id: '9', units: -1 },
        ],
      }),
      'rows.1.units',
    ],
  ]);

  test('in a file that is none, or cannot be read', async () => {
    const before = await tablesOf(world);
    const file: Sent = { ...sent, contentType: 'text/csv' };
    const found: string[] = [];
    for (const text of ['', '\n\n', 'a;b\n1;2\n', 'id;stage\n8;somewhere\n', '\u0000\u0001\u0002'])
      found.push(await outcomeOf(file, raw(text)));
    expect(found).toEqual(['422 row 1', '422 row 1', '422 row 1', '422 row 2: stage', '422 row 1']);
    expect(await tablesOf(world)).toEqual(before);
  });
});

describe('a plan', () => {
  const sent: Sent = { path: ({ path }) => `${path}/plans` };
  const good = { metric: 'sales', period: '2026-11', target: 10 };
  refusesWhatIsNoBody(sent, { fields: 'metric,period,target', ofPrototype: 'metric,period,target,__proto__' });
  refuses(sent, [
    ['of a metric that is none', { ...good, metric: 'happiness' }, 'metric'],
    ['of a metric of the prototype’s', { ...good, metric: 'constructor' }, 'metric'],
    ['of no metric', { ...good, metric: '' }, 'metric'],
    ['of a conversion between nothing', { ...good, metric: 'conversion:leads:joy' }, 'metric'],
    ['of an action that the site has not', { ...good, metric: 'action:offer' }, 'metric'],
    ['of visits by owner', { ...good, metric: 'visits', scope: 'owner:Olha' }, 'metric'],
    ['for a month there is not', { ...good, period: '2026-13' }, 'period'],
    ['for a week there is not', { ...good, period: '2025-W53' }, 'period'],
    ['for another century', { ...good, period: '1026-11' }, 'period'],
    ['a target in words', { ...good, target: 'many' }, 'target'],
    ['a target without end', raw('{"metric": "sales", "period": "2026-11", "target": 1e999}'), 'target'],
    ['a target that it cannot come to', { ...good, metric: 'leadToWin', target: 1.5 }, 'target'],
    ['a target below nothing', { ...good, target: -1 }, 'target'],
    ['a scope that is none', { ...good, scope: 'colour:red' }, 'scope'],
    ['an ad that is none', { ...good, scope: 'ad:77777' }, 'scope'],
    ['an owner that is a number', { ...good, owner: 7 }, 'owner'],
    ['an owner without end', { ...good, owner: 'x'.repeat(201) }, 'owner'],
    ['a model that is none', { ...good, model: 'toString' }, 'model'],
    ['a basis that is none', { ...good, basis: '' }, 'basis'],
    ['more tolerance than all', { ...good, tolerance: 1.1 }, 'tolerance'],
    ['what a plan does not have', { ...good, colour: 'red' }, 'colour'],
  ]);
});

describe('a change of a plan', () => {
  const sent: Sent = { method: 'PATCH', path: ({ path, plan }) => `${path}/plans/${plan}` };
  refusesWhatIsNoBody(sent, { fields: '', ofPrototype: '__proto__' });
  refuses(sent, [
    ['of its metric', { metric: 'sales' }, 'metric'],
    ['to less than nothing', { target: -1 }, 'target'],
    ['to no number', { target: null }, 'target'],
    ['to no model', { model: null }, 'model'],
  ]);
});

describe('a note on a plan', () => {
  const sent: Sent = { path: ({ path, plan }) => `${path}/plans/${plan}/notes` };
  refusesWhatIsNoBody(sent, { fields: 'text', ofPrototype: 'text,__proto__' });
  refuses(sent, [
    ['of no words', { text: '  ' }, 'text'],
    ['without end', { text: 'x'.repeat(4_001) }, 'text'],
    ['an id that is none', { text: 'rain', id: '1' }, 'id'],
    ['a reason that is a list', { text: 'rain', reason: ['season'] }, 'reason'],
    ['what a note does not have', { text: 'rain', by: 'Olha' }, 'by'],
  ]);
});

describe('spend', () => {
  const sent: Sent = { path: ({ path }) => `${path}/spend` };
  const good = { day: '2026-05-06', system: 'google', campaignId: '1', cost: 5 };
  const of = (row: object) => ({ rows: [good, { ...good, ...row }] });
  refusesWhatIsNoBody(sent, { fields: 'rows', unread: '422' });
  refuses(sent, [
    ['no rows', { rows: [] }, 'rows'],
    ['a row that is nothing', { rows: [null] }, 'rows.0'],
    ['less than nothing', of({ cost: -0.01 }), 'rows.1.cost'],
    ['less than nothing in a text', of({ cost: '-5' }), 'rows.1.cost'],
    ['no cost', of({ cost: undefined }), 'rows.1.cost'],
    ['a cost in words', of({ cost: 'NaN' }), 'rows.1.cost'],
    ['a cost in powers', of({ cost: '1e5' }), 'rows.1.cost'],
    ['a cost without end', raw('{"rows": [{"day": "2026-05-06", "system": "google", "cost": 1e999}]}'), 'rows.0.cost'],
    ['a cost beyond all money', of({ cost: 1e12 }), 'rows.1.cost'],
    ['a currency that is none', of({ currency: 'ZZZ', rate: '1' }), 'rows.1.currency'],
    ['a currency that there is no rate of', of({ currency: 'USD' }), 'rows.1.rate'],
    ['a rate in words', of({ currency: 'USD', rate: 'NaN' }), 'rows.1.rate'],
    ['a day there is not', of({ day: '2026-02-30' }), 'rows.1.day'],
    ['no day', of({ day: undefined }), 'rows.1.day'],
    ['a day and a period', of({ from: '2026-05-01', to: '2026-05-02' }), 'rows.1.day'],
    ['a period that ends before it begins', of({ day: undefined, from: '2026-05-02', to: '2026-05-01' }), 'rows.1.to'],
    ['a period without end', of({ day: undefined, from: '2026-05-02', to: '2036-05-01' }), 'rows.1.to'],
    ['an ad system that is none', of({ system: 'toString' }), 'rows.1.system'],
    ['paid to nobody', of({ system: undefined, campaignId: undefined }), 'rows.1.source'],
    ['a kind that is none', of({ kind: 'gift' }), 'rows.1.kind'],
    ['clicks on a salary', of({ kind: 'sales', clicks: 1 }), 'rows.1.kind'],
    ['an id in powers', of({ campaignId: '1.2E+17' }), 'rows.1.campaignId'],
    ['half a click', of({ clicks: 0.5 }), 'rows.1.clicks'],
    ['fewer clicks than none', of({ clicks: -1 }), 'rows.1.clicks'],
    ['impressions in a text', of({ impressions: '5' }), 'rows.1.impressions'],
    ['tax of which the site says nothing', of({ vat: 'with' }), 'rows.1.vat'],
    ['an agency without end', of({ agency: 'x'.repeat(201) }), 'rows.1.agency'],
    ['an origin that is none', { origin: 'My file', rows: [good] }, 'origin'],
  ]);
});

describe('settings', () => {
  const sent: Sent = { method: 'PATCH', path: ({ path }) => path };
  const leads = (change: object) => ({ leads: { ...DEFAULT_LEADS, ...change } });
  const actions = (...ids: string[]) => leads({ actions: ids.map((id) => ({ id, name: 'Meeting' })) });
  refusesWhatIsNoBody(sent, { fields: '' });
  refuses(sent, [
    ['a promise of no time', leads({ answerWithinMinutes: 0 }), 'leads.answerWithinMinutes'],
    ['a promise of half a minute', leads({ answerWithinMinutes: 0.5 }), 'leads.answerWithinMinutes'],
    ['a step before it is due', leads({ escalateMinutes: [-1] }), 'leads.escalateMinutes.0'],
    ['steps without end', leads({ escalateMinutes: [1, 2, 3, 4, 5, 6] }), 'leads.escalateMinutes'],
    ['a lapse of no day', leads({ lapseDays: 0 }), 'leads.lapseDays'],
    ['a margin beyond all', leads({ marginPercent: 101 }), 'leads.marginPercent'],
    ['a margin in a text', leads({ marginPercent: '40' }), 'leads.marginPercent'],
    ['an action of the prototype’s', actions('__proto__'), 'leads.actions.0.id'],
    ['an action in two words', actions('first meeting'), 'leads.actions.0.id'],
    ['two actions of one id', actions('meeting', 'meeting'), 'leads.actions'],
    ['actions without end', actions(...Array.from({ length: 21 }, (_, index) => `a${index}`)), 'leads.actions'],
    [
      'half of them',
      { leads: { lapseDays: 10 } },
      'leads.answerWithinMinutes,leads.escalateMinutes,leads.recentDays,leads.marginPercent,leads.actions',
    ],
    ['a target of a metric that is none', { target: { metric: 'happiness', value: 1 } }, 'target.metric'],
    ['a target in words', { target: { metric: 'cac', value: 'NaN' } }, 'target.value'],
    ['a cost of nothing for a target', { target: { metric: 'costPerLead', value: 0 } }, 'target.value'],
    ['a return of nothing at all for a target', { target: { metric: 'romi', value: -1 } }, 'target.value'],
    ['a target of no value', { target: { metric: 'cac' } }, 'target.value'],
    ['a rate of a day there is not', { rates: [{ currency: 'USD', from: '2026-02-30', rate: '40' }] }, 'rates.0.from'],
    ['a rate below nothing', { rates: [{ currency: 'USD', from: '2026-02-03', rate: '-40' }] }, 'rates.0.rate'],
    ['a rate that is a number', { rates: [{ currency: 'USD', from: '2026-02-03', rate: 40 }] }, 'rates.0.rate'],
    ['a rate of nothing', { rates: [{ currency: 'USD', from: '2026-02-03', rate: '0' }] }, 'rates.0.rate'],
    ['another currency than amounts are stored in', { currency: 'USD' }, 'currency'],
    ['a tax beyond all', { vat: { percent: 101, spend: 'with' } }, 'vat.percent'],
    ['a tax that stands nowhere', { vat: { percent: 20, spend: 'both' } }, 'vat.spend'],
    ['a zone that is none', { timeZone: 'Europe/Atlantis' }, 'timeZone'],
    ['a currency in small letters', { currency: 'uah' }, 'currency'],
    ['a window of no day', { leadWindowDays: 0 }, 'leadWindowDays'],
    ['a CRM’s stage that goes nowhere', { crm: { stages: { Нова: 'sold' } } }, 'crm.stages.Нова'],
    ['a setting that is none', { leadWindow: 5 }, ''],
    ['several at once', { timeZone: 'x', currency: 'x', leadWindowDays: 'x' }, 'timeZone,currency,leadWindowDays'],
  ]);
});

test('a body of more than a megabyte is too large, whatever it says', async () => {
  const before = await tablesOf(world);
  const note = 'x'.repeat(1_100_000);
  const paths: Sent[] = [
    { method: 'PATCH', path: ({ path, lead }) => `${path}/leads/${lead}` },
    { path: ({ path, lead }) => `${path}/leads/${lead}/sales` },
    { path: ({ path }) => `${path}/leads` },
    { path: ({ path }) => `${path}/plans` },
    { method: 'PATCH', path: ({ path }) => path },
  ];
  for (const sent of paths) expect(await outcomeOf(sent, { note })).toBe('413');
  expect(await tablesOf(world)).toEqual(before);
});

test('a new site’s settings are refused in the same way, and there is no site', async () => {
  const sites = () => asked<{ sites: unknown[] }>('/v1/sites', bearing(world.token));
  const before = await sites();
  const sent: Sent = { path: () => '/v1/sites' };
  const found: string[] = [];
  for (const body of [
    {},
    raw('{"__proto__": {"name": "Shop", "hosts": ["shop.example"]}}'),
    { name: 'Shop', hosts: [] },
    { name: 'Shop', hosts: ['shop.example'], rates: [{ currency: 'USD', from: 'soon', rate: '1' }] },
    {
      name: 'Shop',
      hosts: ['shop.example'],
      calls: { providers: [{ provider: 'twilio', secret: '' }], leadSeconds: 1, callBackMinutes: 1 },
    },
  ])
    found.push(await outcomeOf(sent, body));
  expect(found).toEqual([
    '422 name,hosts',
    '422 name,hosts',
    '422 hosts',
    '422 rates.0.from',
    '422 calls.providers.0.secret',
  ]);
  expect(await sites()).toEqual(before);
});

test('a body that does not say that it is JSON is none', async () => {
  const before = await tablesOf(world);
  const found: string[] = [];
  const good: [Sent, object][] = [
    [{ method: 'PATCH', path: ({ path, lead }) => `${path}/leads/${lead}` }, { stage: 'lost' }],
    [{ path: ({ path, lead }) => `${path}/leads/${lead}/sales` }, { revenue: 1 }],
    [{ path: ({ path }) => `${path}/crm` }, { rows: [{ id: '8', phone: '0671111111', stage: 'lost' }] }],
    [{ path: ({ path }) => `${path}/plans` }, { metric: 'sales', period: '2026-11', target: 10 }],
    [{ path: ({ path }) => `${path}/spend` }, { rows: [{ day: '2026-05-06', system: 'google', cost: 5 }] }],
    [{ method: 'PATCH', path: ({ path }) => path }, { leadWindowDays: 5 }],
  ];
  for (const [sent, body] of good) found.push(await outcomeOf({ ...sent, contentType: 'text/plain' }, body));
  expect(found).toEqual(['422', '422 revenue', '422 row 1', '422 metric,period,target', '422 row 1', '422']);
  expect(await tablesOf(world)).toEqual(before);
});
