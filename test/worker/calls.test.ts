import { runInDurableObject } from 'cloudflare:test';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Hit, Visit } from '../../shared/hits.ts';
import type { NumberRow } from '../../shared/numbers.ts';
import { DEFAULT_SETTINGS, type SiteSettings } from '../../shared/settings.ts';
import type { CallEvent } from '../../worker/calls/call.ts';
import { AdDictionary } from '../../worker/site/ads.ts';
import { Calendar } from '../../worker/site/days.ts';
import { derivePersons } from '../../worker/site/person.ts';
import type { CallReport } from '../../worker/site/site.ts';
import { idAt, newSite, type TestSite } from './site.ts';

/** Calls through the real object: whose they were, what they count as, what a report makes of them. */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const NOON = Date.parse('2026-05-05T12:00:00Z');
const DAYS = { from: '2026-05-01', to: '2026-05-31' };
const FACTS = 'calls,answeredCalls,missedCalls,firstTimeCallers,talkTime,contacts,leads';

const LINE = '+380440000001';
const POOL = ['+380440000011', '+380440000012', '+380440000013'];
const BANNER = '+380440000021';
const [OLENA, PETRO] = ['+380671111111', '+380672222222'];

const NUMBERS: SiteSettings['numbers'] = {
  lines: [{ id: 'sales', number: LINE }],
  pools: [{ id: 'main', holdMinutes: 10, coolDownMinutes: 10, whenEmpty: 'own' }],
  rules: [{ line: 'sales', when: [], show: { pool: 'main' } }],
};

const addNumbers = async (site: TestSite, rows: (Partial<NumberRow> & { number: string })[]): Promise<void> => {
  const placed = rows.map((row, index) => ({
    place: `numbers.${index}.`,
    row: { name: '', source: '', medium: '', campaign: '', content: '', term: '', ...row },
  }));
  const result = await site.stub.uploadNumbers(JSON.stringify({ rows: placed, dryRun: false, now: NOON - 24 * HOUR }));
  expect(result.state).toBe('stored');
};

const newCompany = async (change: Partial<SiteSettings> = {}, pool = POOL): Promise<TestSite> => {
  const site = await newSite({ numbers: NUMBERS, ...change });
  await addNumbers(site, [
    ...pool.map((number) => ({ number, pool: 'main' })),
    { number: BANNER, source: 'banner', medium: 'offline', campaign: 'bridge' },
  ]);
  return site;
};

interface Came {
  person: number;
  at: number;
  campaign?: string;
}

const visitOf = ({ person, at, campaign = '' }: Came): Visit => ({
  id: idAt(at, person),
  visitor: idAt(NOON, person),
  url: `https://example.com/${campaign && `?utm_source=google&utm_medium=cpc&utm_campaign=${campaign}`}`,
  referrer: '',
  language: 'uk',
  zone: 'Europe/Kyiv',
});

/** A visit begins and its page asks for the line's number. Returns the number it shows, null for its own. */
const comes = async (site: TestSite, came: Came): Promise<string | null> => {
  const result = await site.hits({
    sentAt: came.at,
    visit: visitOf(came),
    hits: [{ kind: 'page', at: 0, path: '/' }],
    lines: ['sales'],
  });
  if (result.state !== 'stored') throw new Error(result.state);
  return result.answer.numbers?.sales ?? null;
};

const does = (site: TestSite, came: Came, hit: Hit) =>
  site.hits({ sentAt: came.at + hit.at, visit: visitOf(came), hits: [hit] });

let calls = 0;
interface Rang {
  to: string;
  from?: string;
  at: number;
  /** Seconds talked; not at all where it was missed. */
  talk?: number;
  direction?: 'in' | 'out';
}

const rings = async (site: TestSite, { to, from = '', at, talk, direction = 'in' }: Rang): Promise<string> => {
  const id = `call-${(calls += 1)}`;
  const event: CallEvent = {
    id,
    direction,
    tracking: to,
    other: from,
    ringingAt: at,
    ...(talk === undefined
      ? { status: 'missed', endedAt: at + 20 * SECOND, talkSeconds: 0 }
      : { status: 'answered', answeredAt: at + 5 * SECOND, endedAt: at + (5 + talk) * SECOND, talkSeconds: talk }),
  };
  const report: CallReport = {
    provider: 'generic',
    receivedAt: at + 2 * MINUTE,
    events: [event],
    raw: `{"id":"${id}"}`,
  };
  await site.stub.takeCalls(JSON.stringify(report));
  return id;
};

const byCampaign = async (site: TestSite, metrics = FACTS, query: Record<string, string> = {}) => {
  const { rows } = await site.report({ by: 'campaign', metrics, ...DAYS, ...query });
  return Object.fromEntries(rows.map(({ key, values }) => [key.campaign, values]));
};

const latest = async (site: TestSite) => (await site.stub.calls({ limit: 1 })).calls[0];

describe('whose a call was', () => {
  test('the visitor’s who held the number as it rang, and so the ad’s they came by', async () => {
    const site = await newCompany();
    const shown = await comes(site, { person: 1, at: NOON, campaign: '11' });
    await comes(site, { person: 2, at: NOON, campaign: '22' });
    await rings(site, { to: shown as string, from: OLENA, at: NOON + MINUTE, talk: 60 });
    expect(await byCampaign(site)).toEqual({
      11: { calls: 1, answeredCalls: 1, missedCalls: 0, firstTimeCallers: 1, talkTime: 60, contacts: 1, leads: 1 },
    });
    expect(await byCampaign(site, 'visits,visitToLead,untrackedShare')).toMatchObject({
      11: { visits: 1, visitToLead: 1, untrackedShare: 0 },
      22: { visits: 1, visitToLead: 0, untrackedShare: 0 },
    });
  });

  test('also within the second that the provider rounds down, before the visit’s own beginning', async () => {
    const site = await newCompany();
    await comes(site, { person: 1, at: NOON - 30 * 24 * HOUR, campaign: '11' });
    const shown = await comes(site, { person: 1, at: NOON + 800, campaign: '22' });
    await rings(site, { to: shown as string, from: OLENA, at: NOON, talk: 60 });
    expect(await byCampaign(site, 'calls')).toEqual({ 22: { calls: 1 } });
  });

  test('late, after the number was released and had rested: still the visitor’s', async () => {
    const site = await newCompany({}, POOL.slice(0, 1));
    const shown = await comes(site, { person: 1, at: NOON, campaign: '11' });
    await rings(site, { to: shown as string, from: OLENA, at: NOON + 5 * HOUR, talk: 60 });
    expect((await latest(site))?.candidates).toMatchObject([{ probability: 1, source: { campaign: '11' } }]);
  });

  test('and after it went to another, the one’s who holds it now', async () => {
    const site = await newCompany({}, POOL.slice(0, 1));
    const first = await comes(site, { person: 1, at: NOON, campaign: '11' });
    const second = await comes(site, { person: 2, at: NOON + 2 * HOUR, campaign: '22' });
    expect(second).toBe(first);
    await rings(site, { to: second as string, at: NOON + 2 * HOUR + MINUTE, talk: 60 });
    expect(await byCampaign(site, 'calls')).toEqual({ 22: { calls: 1 } });
  });

  test('for good: a year and many visitors later, as their caller calls again', async () => {
    const site = await newCompany({}, POOL.slice(0, 1));
    const shown = await comes(site, { person: 1, at: NOON, campaign: '11' });
    await rings(site, { to: shown as string, from: OLENA, at: NOON + MINUTE, talk: 60 });
    const before = await byCampaign(site);
    for (const day of [200, 300, 365]) await comes(site, { person: day, at: NOON + day * 24 * HOUR, campaign: '22' });
    await rings(site, { to: LINE, from: OLENA, at: NOON + 366 * 24 * HOUR, talk: 60 });
    expect(await byCampaign(site)).toEqual(before);
  });

  test('without any pool: the visitor’s who tapped the link seconds before', async () => {
    const site = await newSite();
    const came = { person: 1, at: NOON, campaign: '11' };
    await does(site, came, { kind: 'tap', at: MINUTE, number: '0440000001' });
    await rings(site, { to: LINE, from: OLENA, at: NOON + MINUTE + 5 * SECOND, talk: 60 });
    const [first, second] = (await latest(site))?.candidates ?? [];
    expect(first).toMatchObject({ source: { campaign: '11' } });
    expect(first?.probability).toBeGreaterThan(0.9);
    expect(second).toMatchObject({ visit: '', source: { source: '(not set)', medium: 'call' } });
  });

  test('the same where the tap arrives days after the call', async () => {
    const [early, late] = [await newSite(), await newSite()];
    const came = { person: 1, at: NOON, campaign: '11' };
    const tap: Hit = { kind: 'tap', at: MINUTE, number: LINE };
    const ring: Rang = { to: LINE, from: OLENA, at: NOON + MINUTE + 5 * SECOND, talk: 60 };
    await does(early, came, tap);
    await rings(early, ring);
    await rings(late, ring);
    expect((await latest(late))?.candidates).toMatchObject([{ probability: 1, visit: '' }]);
    await late.hits({ sentAt: NOON + MINUTE, visit: visitOf(came), hits: [tap] }, { receivedAt: NOON + MINUTE });
    expect((await latest(late))?.candidates).toEqual((await latest(early))?.candidates);
  });

  test('a banner’s, where its number was dialled and no visit is known', async () => {
    const site = await newCompany();
    await rings(site, { to: BANNER, from: OLENA, at: NOON, talk: 60 });
    expect((await latest(site))?.candidates).toMatchObject([
      { probability: 1, visitor: '', source: { source: 'banner', medium: 'offline', campaign: 'bridge' } },
    ]);
  });

  test('nobody’s, where nothing is known: told apart from direct visits', async () => {
    const site = await newCompany();
    await rings(site, { to: LINE, at: NOON, talk: 60 });
    const { rows } = await site.report({ by: 'channel,source,medium', metrics: 'calls', ...DAYS });
    expect(rows.map(({ key }) => key)).toEqual([{ channel: 'Unassigned', source: '(not set)', medium: 'call' }]);
  });

  test('a person’s who left that number in a form before, wherever they called', async () => {
    const site = await newCompany();
    const came = { person: 1, at: NOON, campaign: '11' };
    await comes(site, came);
    await site.contact({
      sentAt: NOON + MINUTE,
      visit: visitOf(came),
      contact: {
        id: idAt(NOON + MINUTE, 1),
        kind: 'lead',
        at: NOON + MINUTE,
        page: 'https://example.com/',
        fields: { phone: '067 111 11 11' },
      },
    });
    await rings(site, { to: LINE, from: OLENA, at: NOON + HOUR, talk: 60 });
    expect(await byCampaign(site)).toMatchObject({ 11: { calls: 1, contacts: 2, leads: 1 } });
    const [lead] = (await site.stub.leads({ limit: 10 })).leads;
    expect(lead?.contacts.map(({ kind }) => kind)).toEqual(['lead', 'call']);
  });

  test('changes with what the number stands for', async () => {
    const site = await newCompany();
    await rings(site, { to: BANNER, from: OLENA, at: NOON, talk: 60 });
    await addNumbers(site, [{ number: BANNER, source: 'radio', medium: 'offline', campaign: 'spot' }]);
    expect(await byCampaign(site, 'calls')).toEqual({ spot: { calls: 1 } });
  });

  test('and with what its source is called', async () => {
    const site = await newCompany();
    await rings(site, { to: BANNER, from: OLENA, at: NOON, talk: 60 });
    await site.stub.change({ sourceAliases: { banner: 'outdoor' } });
    const { rows } = await site.report({ by: 'source', metrics: 'calls', ...DAYS });
    expect(rows).toEqual([{ key: { source: 'outdoor' }, values: { calls: 1 } }]);
  });
});

test('one address that makes visitors up does not empty a pool: others still find numbers, and nothing is missed', async () => {
  const pool = Array.from({ length: 60 }, (_, index) => `+3804400001${String(index).padStart(2, '0')}`);
  const site = await newCompany({}, pool);
  const asks = async (person: number, address: string): Promise<string | null> => {
    const visit = visitOf({ person, at: NOON });
    const result = await site.hits({ sentAt: NOON, visit, hits: [], lines: ['sales'] }, { address });
    return result.state === 'stored' ? (result.answer.numbers?.sales ?? null) : null;
  };
  const flood: (string | null)[] = [];
  for (let person = 100; person < 160; person += 1) flood.push(await asks(person, '203.0.113.9'));
  expect(flood.filter((number) => number !== null)).toHaveLength(40);
  // Who holds a number has it renewed, however many begin at their address.
  expect(await asks(100, '203.0.113.9')).toBe(flood[0]);
  expect(await asks(1, '198.51.100.1')).not.toBeNull();
  expect(await site.rows('SELECT * FROM lease_misses')).toEqual([]);
});

describe('what a call counts as', () => {
  test('too short a talk is a contact and no lead; the rule is the site’s, and history follows it', async () => {
    const site = await newCompany();
    const shown = (await comes(site, { person: 1, at: NOON, campaign: '11' })) as string;
    await rings(site, { to: shown, from: OLENA, at: NOON + MINUTE, talk: 19 });
    const metrics = 'calls,contacts,leads,leadVisits';
    expect(await byCampaign(site, metrics)).toEqual({ 11: { calls: 1, contacts: 1, leads: 0, leadVisits: 0 } });
    expect((await site.stub.leads({ limit: 10 })).leads).toEqual([]);
    await site.stub.change({ calls: { providers: [], leadSeconds: 10, callBackMinutes: 15 } });
    expect(await byCampaign(site, metrics)).toEqual({ 11: { calls: 1, contacts: 1, leads: 1, leadVisits: 1 } });
    expect((await site.stub.leads({ limit: 10 })).leads).toHaveLength(1);
  });

  test('a missed call is a callback to make, until somebody has made it', async () => {
    const site = await newCompany();
    await rings(site, { to: LINE, from: OLENA, at: NOON });
    const story = async () => (await site.stub.leads({ limit: 1 })).leads[0];
    expect(await story()).toMatchObject({
      callBack: { due: '2026-05-05T12:15:00.000Z', doneTime: null },
      contacts: [{ kind: 'call', phoneNumber: OLENA, call: { status: 'missed', tracking: LINE, talkSeconds: 0 } }],
    });
    expect(await story()).not.toHaveProperty('firstResponse');
    await rings(site, { to: LINE, from: OLENA, at: NOON + 9 * MINUTE, talk: 70, direction: 'out' });
    expect(await story()).toMatchObject({
      callBack: { doneTime: '2026-05-05T12:09:00.000Z' },
      firstResponse: { time: '2026-05-05T12:09:00.000Z', seconds: 540 },
    });
    // An outbound call is no contact.
    expect((await byCampaign(site))['']).toMatchObject({ calls: 1, missedCalls: 1, contacts: 1, leads: 1 });
  });

  test('a caller is new once, however often they call; a withheld number is nobody’s', async () => {
    const site = await newCompany();
    for (const minute of [3, 1, 2]) await rings(site, { to: LINE, from: OLENA, at: NOON + minute * MINUTE, talk: 60 });
    await rings(site, { to: LINE, from: PETRO, at: NOON + 4 * MINUTE, talk: 60 });
    for (const minute of [5, 6]) await rings(site, { to: LINE, at: NOON + minute * MINUTE, talk: 60 });
    const { totals } = await site.report({ by: 'channel', metrics: FACTS, ...DAYS });
    expect(totals).toMatchObject({ calls: 6, firstTimeCallers: 2, contacts: 6, leads: 4 });
    const { calls: listed } = await site.stub.calls({ limit: 10 });
    expect(
      listed.filter(({ firstTimeCaller }) => firstTimeCaller).map(({ phone, ringingTime }) => [phone, ringingTime]),
    ).toEqual([
      [PETRO, '2026-05-05T12:04:00.000Z'],
      [OLENA, '2026-05-05T12:01:00.000Z'],
    ]);
  });

  test('a call thought to have come in, and then known to have gone out, is no contact', async () => {
    const site = await newCompany();
    const event: CallEvent = { id: 'odd', tracking: LINE, other: OLENA, ringingAt: NOON, status: 'missed' };
    const report = (events: CallEvent[]): string =>
      JSON.stringify({ provider: 'generic', receivedAt: NOON + MINUTE, events, raw: JSON.stringify(events) });
    await site.stub.takeCalls(report([event]));
    expect((await site.stub.leads({ limit: 10 })).leads).toHaveLength(1);
    await site.stub.takeCalls(report([{ ...event, direction: 'out' }]));
    expect((await site.stub.leads({ limit: 10 })).leads).toEqual([]);
    expect(await site.rows('SELECT * FROM contact_details')).toEqual([]);
    expect(await site.rows('SELECT * FROM identities')).toEqual([]);
    expect(await latest(site)).toMatchObject({ direction: 'out', lead: null, candidates: [] });
  });
});

test('by what the visit was like: the call stands in its visit’s row, one of nobody’s in a row of its own', async () => {
  const site = await newCompany();
  const shown = await comes(site, { person: 1, at: NOON, campaign: '11' });
  await rings(site, { to: shown as string, from: OLENA, at: NOON + MINUTE, talk: 60 });
  await rings(site, { to: LINE, from: PETRO, at: NOON + HOUR });
  for (const by of ['landing', 'device', 'country', 'page', 'hour', 'landing,device', 'form']) {
    const { rows, totals } = await site.report({ by, metrics: 'calls,talkTime,missedCalls', ...DAYS });
    expect(totals).toEqual({ calls: 2, talkTime: 60, missedCalls: 1 });
    expect(rows.reduce((sum, { values }) => sum + (values.calls ?? 0), 0)).toBe(2);
  }
  const { rows } = await site.report({ by: 'landing', metrics: 'calls', ...DAYS });
  expect(rows).toEqual([
    { key: { landing: '' }, values: { calls: 1 } },
    { key: { landing: 'example.com/' }, values: { calls: 1 } },
  ]);
});

test('a caller of many calls is worked out once, not once for every call, and without looking at others', async () => {
  const site = await newCompany();
  for (let minute = 0; minute < 12; minute += 1)
    await rings(site, { to: LINE, from: OLENA, at: NOON + minute * MINUTE, talk: 60 });
  await runInDurableObject(site.stub, (_, { storage: { sql } }) => {
    /** Rows that are read where the persons of some contacts are worked out. */
    const readFor = (contacts: string[]): number => {
      const cursors: SqlStorageCursor<Record<string, SqlStorageValue>>[] = [];
      const counting = {
        exec(query: string, ...bindings: unknown[]) {
          const cursor = sql.exec(query, ...bindings);
          cursors.push(cursor);
          return cursor;
        },
      } as SqlStorage;
      const settings = { ...DEFAULT_SETTINGS, name: 'Test', hosts: [] };
      const calendar = new Calendar(settings.timeZone);
      derivePersons(
        { sql: counting, settings, calendar, ads: new AdDictionary(counting), lookForContact: () => {} },
        contacts,
      );
      return cursors.reduce((sum, cursor) => sum + cursor.rowsRead, 0);
    };
    const ids = sql
      .exec<{ id: string }>('SELECT id FROM contacts')
      .toArray()
      .map(({ id }) => id);
    expect(ids).toHaveLength(12);
    expect(readFor(ids.slice(0, 1))).toBeGreaterThan(0);
    expect(readFor(ids)).toBe(readFor(ids.slice(0, 1)));
    expect(readFor(ids)).toBeLessThan(25 * ids.length);
    const before = readFor(ids);
    for (let other = 0; other < 100; other += 1)
      sql.exec('INSERT INTO identities (key, contact) VALUES (?, ?)', `phone:${other}`, `other${other}`);
    // A step aside at the end of a range, and not a hundred rows.
    expect(readFor(ids)).toBeLessThan(before + 10);
  });
});

/** Who was on the site when, and which of the numbers rang when. */
const crowd = fc.record({
  visitors: fc.array(fc.record({ minute: fc.nat(40), campaign: fc.constantFrom('11', '22', '33', '') }), {
    minLength: 2,
    maxLength: 9,
  }),
  calls: fc.array(
    fc.record({
      number: fc.nat(2),
      minute: fc.nat(300),
      phone: fc.constantFrom('', OLENA, PETRO),
      talk: fc.option(fc.nat(90), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 8 },
  ),
});

test('a number that many share is each one’s in equal parts', async () => {
  const pools = NUMBERS.pools.map((pool) => ({ ...pool, holdMinutes: 60, whenEmpty: 'share' as const }));
  const site = await newCompany({ numbers: { ...NUMBERS, pools } }, POOL.slice(0, 1));
  for (let person = 0; person < 25; person += 1) await comes(site, { person, at: NOON + person * MINUTE });
  await rings(site, { to: POOL[0] as string, at: NOON + 30 * MINUTE, talk: 60 });
  const { candidates = [] } = (await latest(site)) ?? {};
  expect(candidates.map(({ probability }) => probability)).toEqual(Array(25).fill(0.04));
});

test('of calls that may have been several visitors’, the total is the number of calls, by every dimension and model', {
  timeout: 60_000,
}, async () => {
  const [pool] = NUMBERS.pools;
  const shared = {
    ...NUMBERS,
    pools: [{ ...pool, id: 'main', holdMinutes: 60, coolDownMinutes: 10, whenEmpty: 'share' as const }],
  };
  let ambiguous = 0;
  await fc.assert(
    fc.asyncProperty(crowd, async ({ visitors, calls: made }) => {
      const site = await newCompany({ numbers: shared });
      const arrivals = visitors.map(({ minute, campaign }, person) => ({
        person,
        at: NOON + minute * MINUTE,
        campaign,
      }));
      for (const came of arrivals.sort((a, b) => a.at - b.at)) await comes(site, came);
      for (const { number, minute, phone, talk } of made)
        await rings(site, {
          to: POOL[number] as string,
          from: phone,
          at: NOON + minute * MINUTE,
          ...(talk !== undefined && { talk }),
        });
      const expected = {
        calls: made.length,
        answeredCalls: made.filter(({ talk }) => talk !== undefined).length,
        missedCalls: made.filter(({ talk }) => talk === undefined).length,
        talkTime: made.reduce((sum, { talk = 0 }) => sum + talk, 0),
      };
      for (const model of ['lastClick', 'lastNonDirect', 'firstClick']) {
        for (const by of ['campaign', 'ad', 'channel,day', 'landing', 'device,hour', 'month']) {
          const query = { by, model, metrics: Object.keys(expected).join(), ...DAYS };
          const { rows, totals } = await site.report(query);
          expect(totals).toEqual(expected);
          // Of the rows as printed, which may be recurring fractions, to the last place but one.
          expect(rows.reduce((sum, { values }) => sum + (values.calls ?? 0), 0)).toBeCloseTo(expected.calls, 9);
        }
      }
      const { calls: listed } = await site.stub.calls({ limit: 50 });
      for (const { candidates } of listed) {
        expect(candidates.reduce((sum, { probability }) => sum + Math.round(probability * 1e6), 0)).toBe(1_000_000);
        if (candidates.length > 1) ambiguous += 1;
      }
    }),
    { numRuns: 25 },
  );
  expect(ambiguous).toBeGreaterThan(20);
});
