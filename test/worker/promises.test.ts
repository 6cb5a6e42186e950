import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Contact } from '../../shared/contacts.ts';
import type { Stage } from '../../shared/leads.ts';
import type { SiteSettings } from '../../shared/settings.ts';
import type { Notice } from '../../worker/deliver/message.ts';
import { idAt, newSite, type TestSite } from './site.ts';

/** Leads that nobody answered in time: who is told, when, how often, and what ends it. Through the real object. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A Tuesday, 13:00 in Kyiv; in the future, so that no alarm fires by itself. */
const NOON = Date.parse('2035-05-08T10:00:00Z');
const PHONE = '+380671111111';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLjSw';
const SALES = 'https://sales.example/';
const BOSS = 'https://boss.example/';
const LATER = 'https://later.example/';
const NEW_ONES = 'https://new.example/';
const hook = (url: string, takes: Partial<SiteSettings['notify']['webhooks'][number]> = {}) => ({
  url,
  secret: SECRET,
  ...takes,
});

const SETTINGS: Partial<SiteSettings> = {
  hours: { weekly: { tue: [{ from: '09:00', to: '18:00' }], wed: [{ from: '09:00', to: '18:00' }] } },
  notify: {
    webhooks: [
      hook(SALES),
      hook(BOSS, { events: ['lead.overdue'] }),
      hook(LATER, { events: ['lead.overdue'], lateMinutes: 60 }),
      hook(NEW_ONES, { events: ['lead.created'] }),
    ],
    telegram: [],
  },
};

interface Told {
  url: string;
  id: string;
  type: Notice['event'];
  timestamp: string;
  data: Pick<Notice, 'lead' | 'contact' | 'overdue'>;
}
let told: Told[];
/** What a target answers. */
let answers: (url: string) => number;

const made: TestSite[] = [];
beforeEach(() => {
  // The clock alone: what waits goes on waiting by the real one.
  vi.setSystemTime(NOON);
  told = [];
  answers = () => 204;
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const url = String(input);
    const status = answers(url);
    const id = new Headers(init?.headers).get('webhook-id') ?? '';
    if (status < 300) told.push({ url, id, ...JSON.parse(String(init?.body)) });
    return new Response(null, { status });
  });
});
afterEach(async () => {
  // Nothing may go on sending when the real fetch is back.
  for (const site of made.splice(0)) await site.rows('DELETE FROM deliveries');
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const siteWith = async (change: Partial<SiteSettings> = {}): Promise<TestSite> => {
  const site = await newSite({ ...SETTINGS, ...change });
  made.push(site);
  return site;
};

const settled = (site: TestSite) =>
  vi.waitFor(async () => expect(await site.rows(`SELECT 1 FROM deliveries WHERE due_at <= ${Date.now()}`)).toEqual([]));

/** Somebody writes, now; what was told of that is forgotten. */
const writes = async (site: TestSite, rest: number, change: Partial<Contact> = {}): Promise<string> => {
  const at = Date.now();
  const id = idAt(change.at ?? at, rest);
  await site.contact({
    sentAt: at,
    visit: {
      id: idAt((change.at ?? at) - MINUTE, rest),
      visitor: idAt(at, rest),
      url: 'https://example.com/',
      referrer: '',
      language: 'uk',
      zone: '',
    },
    contact: { id, kind: 'lead', at, fields: { phone: PHONE }, page: 'https://example.com/', ...change },
  });
  await settled(site);
  return id;
};

const reports = (site: TestSite, call: { direction: 'in' | 'out'; status: 'answered' | 'missed' }) =>
  site.stub.takeCalls(
    JSON.stringify({
      provider: 'generic',
      receivedAt: Date.now(),
      raw: JSON.stringify([call, Date.now()]),
      events: [
        {
          id: `${call.direction}${Date.now()}`,
          tracking: '+380440000001',
          other: PHONE,
          ringingAt: Date.now(),
          endedAt: Date.now(),
          talkSeconds: call.status === 'answered' ? 60 : 0,
          ...call,
        },
      ],
    }),
  );

/** Somebody says where a lead stands, or whose it is, now. */
const states = (site: TestSite, lead: string, change: { stage?: Stage; owner?: string }) =>
  site.stub.takeStatement({ lead, statement: { what: 'change', change }, by: 'Оля', now: Date.now() });

const alarmOf = (site: TestSite) => runInDurableObject(site.stub, (_, state) => state.storage.getAlarm());

/** The clock goes on to a moment, and the alarm fires. */
const at = async (site: TestSite, time: number): Promise<void> => {
  vi.setSystemTime(time);
  await runDurableObjectAlarm(site.stub);
  await settled(site);
};

/** What was told at once is told: the alarm that looked after it stands for what comes next. */
const nextAlarm = async (site: TestSite): Promise<number | null> => {
  await at(site, Date.now() + 1_000);
  return alarmOf(site);
};

const late = () =>
  told
    .filter(({ type }) => type === 'lead.overdue')
    .map(({ url, data }) => [url, data.overdue?.step, data.overdue?.minutesLate])
    .sort();

describe('a lead that nobody answers', () => {
  test('is told of when it is due and an hour later, to whom each step concerns', async () => {
    const site = await siteWith();
    const lead = await writes(site, 1);
    expect(told.map(({ url, type }) => [url, type]).sort()).toEqual([
      [NEW_ONES, 'lead.created'],
      [SALES, 'lead.created'],
    ]);
    // By default within 15 minutes; the alarm stands without anybody coming by.
    expect(await nextAlarm(site)).toBe(NOON + 15 * MINUTE);
    await at(site, NOON + 15 * MINUTE - 1);
    expect(late()).toEqual([]);
    await at(site, NOON + 15 * MINUTE);
    expect(late()).toEqual([
      [BOSS, 1, 0],
      [SALES, 1, 0],
    ]);
    expect(await alarmOf(site)).toBe(NOON + 75 * MINUTE);
    told = [];
    await at(site, NOON + 75 * MINUTE);
    expect(late()).toEqual([
      [BOSS, 2, 60],
      [LATER, 2, 60],
    ]);
    expect(told[0]).toMatchObject({
      timestamp: new Date(NOON + 75 * MINUTE).toISOString(),
      data: {
        lead,
        contact: { id: lead, phone: PHONE },
        overdue: { dueTime: '2035-05-08T13:15:00+03:00', owner: '' },
      },
    });
    told = [];
    await at(site, NOON + 5 * HOUR);
    expect(told).toEqual([]);
  });

  test('is told under an id that is each step’s own, and stays the same at every attempt', async () => {
    const site = await siteWith({ notify: { webhooks: [hook(BOSS, { events: ['lead.overdue'] })], telegram: [] } });
    const lead = await writes(site, 1);
    const ids: string[] = [];
    vi.mocked(fetch).mockImplementation(async (_, init) => {
      ids.push(new Headers(init?.headers).get('webhook-id') ?? '');
      return new Response(null, { status: ids.length === 1 ? 500 : 204 });
    });
    await at(site, NOON + 15 * MINUTE);
    expect(ids).toHaveLength(1);
    await at(site, NOON + 16 * MINUTE);
    await at(site, NOON + 75 * MINUTE);
    expect(ids.map((id) => id.split(lead)[1])).toEqual(['-overdue-1', '-overdue-1', '-overdue-2']);
  });

  test('says whose it is', async () => {
    const site = await siteWith();
    const lead = await writes(site, 1);
    await states(site, lead, { owner: 'Оля' });
    await at(site, NOON + 15 * MINUTE);
    expect(told.at(-1)?.data.overdue).toMatchObject({ owner: 'Оля' });
  });

  test('late in the evening is due in the morning', async () => {
    vi.setSystemTime(NOON + 5 * HOUR - 5 * MINUTE);
    const site = await siteWith();
    await writes(site, 1);
    expect(await nextAlarm(site)).toBe(NOON + 20 * HOUR + 10 * MINUTE);
  });

  test('is due a little after the time that was asked for: nobody rings on the second', async () => {
    const site = await siteWith();
    await writes(site, 1, { kind: 'callback', wanted: NOON + 3 * HOUR });
    expect(await nextAlarm(site)).toBe(NOON + 3 * HOUR + 5 * MINUTE);
    await at(site, NOON + 3 * HOUR + 5 * MINUTE);
    expect(late()).toEqual([
      [BOSS, 1, 0],
      [SALES, 1, 0],
    ]);
    expect(told.at(-1)?.data.overdue?.dueTime).toBe('2035-05-08T16:05:00+03:00');
  });

  test('who rang and was missed is waiting too', async () => {
    const site = await siteWith();
    await reports(site, { direction: 'in', status: 'missed' });
    await settled(site);
    await at(site, NOON + 15 * MINUTE);
    expect(late()).toHaveLength(2);
    expect(told.at(-1)?.data.contact).toMatchObject({ kind: 'call', phone: PHONE });
  });

  test('is counted among those that wait, in time and then overdue, as the inbox lists them', async () => {
    const site = await siteWith();
    const lead = await writes(site, 1, { fields: { phone: '+380672222222' } });
    await reports(site, { direction: 'in', status: 'missed' });
    const waiting = () => site.stub.waiting();
    expect(await waiting()).toEqual({ overdue: 0, inTime: 2, missedCalls: 1 });
    vi.setSystemTime(NOON + HOUR);
    expect(await waiting()).toEqual({ overdue: 2, inTime: 0, missedCalls: 1 });
    expect((await site.stub.leads({ overdue: true, limit: 50 })).leads).toHaveLength(2);
    await states(site, lead, { stage: 'contacted' });
    expect(await waiting()).toMatchObject({ overdue: 1, missedCalls: 1 });
  });

  test('by when to call back a call that was missed in the evening is in business hours', async () => {
    vi.setSystemTime(NOON + 5 * HOUR - 5 * MINUTE);
    const site = await siteWith();
    await reports(site, { direction: 'in', status: 'missed' });
    await settled(site);
    expect(told.map(({ data }) => data.contact)).toEqual([
      expect.objectContaining({ call: expect.objectContaining({ callBackDue: '2035-05-09T06:10:00.000Z' }) }),
      expect.objectContaining({ call: expect.objectContaining({ callBackDue: '2035-05-09T06:10:00.000Z' }) }),
    ]);
    const { leads } = await site.stub.leads({ limit: 1 });
    expect(leads[0]).toMatchObject({ due: '2035-05-09T06:10:00.000Z', callBack: { due: '2035-05-09T06:10:00.000Z' } });
  });

  test('the same lead under an earlier contact’s id is not told of again', async () => {
    const site = await siteWith();
    await writes(site, 1);
    await at(site, NOON + 16 * MINUTE);
    told = [];
    const earlier = await writes(site, 2, { at: NOON - MINUTE });
    expect((await site.stub.lead(idAt(NOON, 1)))?.lead).toBe(earlier);
    await at(site, NOON + 17 * MINUTE);
    expect(late()).toEqual([]);
  });
});

describe('what ends it', () => {
  test.each<[string, (site: TestSite, lead: string) => Promise<unknown>]>([
    ['a call from our side, answered or not', (site) => reports(site, { direction: 'out', status: 'missed' })],
    ['an inbound call that somebody took', (site) => reports(site, { direction: 'in', status: 'answered' })],
    ['a stage', (site, lead) => states(site, lead, { stage: 'contacted' })],
    ['a lead that is lost', (site, lead) => states(site, lead, { stage: 'lost' })],
    ['spam', (site, lead) => states(site, lead, { stage: 'spam' })],
    ['a person who is erased', (site, lead) => site.stub.erase(lead)],
  ])('%s', async (_, end) => {
    const site = await siteWith();
    const lead = await writes(site, 1);
    vi.setSystemTime(NOON + 10 * MINUTE);
    await end(site, lead);
    await settled(site);
    await at(site, NOON + 15 * MINUTE);
    await at(site, NOON + 75 * MINUTE);
    expect(late()).toEqual([]);
  });

  test('until it is taken back', async () => {
    const site = await siteWith();
    const lead = await writes(site, 1);
    await states(site, lead, { stage: 'lost' });
    expect(await nextAlarm(site)).toBeNull();
    const [{ id } = { id: '' }] = (await site.stub.lead(lead))?.log ?? [];
    await site.stub.takeStatement({ lead, statement: { what: 'undo', entry: id }, by: 'Оля', now: Date.now() });
    expect(await alarmOf(site)).toBe(NOON + 15 * MINUTE);
  });

  test('between two steps, and while a message waits to be taken', async () => {
    const site = await siteWith();
    const lead = await writes(site, 1);
    answers = (url) => (url === BOSS ? 500 : 204);
    await at(site, NOON + 15 * MINUTE);
    expect(late()).toEqual([[SALES, 1, 0]]);
    answers = () => 204;
    await states(site, lead, { stage: 'contacted' });
    await at(site, NOON + 75 * MINUTE);
    expect(late()).toEqual([[SALES, 1, 0]]);
    expect(await site.rows('SELECT 1 FROM deliveries')).toEqual([]);
  });
});

describe('what could not be told in time', () => {
  test('after hours in which nothing ran it is told once, as late as it is by then', async () => {
    const site = await siteWith();
    await writes(site, 1);
    await at(site, NOON + 3 * HOUR);
    // The salesperson hears of it for the first time, the others of the step that it has come to.
    expect(late()).toEqual([
      [BOSS, 2, 165],
      [LATER, 2, 165],
      [SALES, 2, 165],
    ]);
  });

  test('a restart sets the alarm anew', async () => {
    // Nobody is told before, for the wait for an answer would hold the object.
    const site = await siteWith({ notify: { webhooks: [hook(BOSS, { events: ['lead.overdue'] })], telegram: [] } });
    await writes(site, 1);
    await runInDurableObject(site.stub, (_, state) => state.storage.deleteAlarm());
    await evictDurableObject(site.stub);
    expect(await alarmOf(site)).toBe(NOON + 15 * MINUTE);
  });

  test('what fell due more than a day ago is no news', async () => {
    const site = await siteWith();
    await writes(site, 1);
    await at(site, NOON + 25 * HOUR + 15 * MINUTE + 1);
    expect(late()).toEqual([]);
    // Of one that comes late only the step that is not a day old.
    await writes(site, 2, { at: NOON + 15 * MINUTE, fields: { phone: '+380672222222' } });
    await at(site, Date.now());
    expect(late()).toEqual([
      [BOSS, 2, 24 * 60 + 45],
      [LATER, 2, 24 * 60 + 45],
      [SALES, 2, 24 * 60 + 45],
    ]);
  });

  test('a site that promises nothing, or escalates nothing, tells nobody', async () => {
    for (const change of [{ answerWithinMinutes: null }, { escalateMinutes: [] }]) {
      const site = await siteWith();
      await site.stub.change({ leads: { ...(await site.stub.settings()).leads, ...change } });
      await writes(site, 1);
      await at(site, NOON + 15 * MINUTE);
      await at(site, NOON + 2 * HOUR);
    }
    expect(late()).toEqual([]);
  });

  test('a promise that is made shorter is kept an eye on at once', async () => {
    const site = await siteWith();
    await writes(site, 1);
    expect(await nextAlarm(site)).toBe(NOON + 15 * MINUTE);
    await site.stub.change({ leads: { ...(await site.stub.settings()).leads, answerWithinMinutes: 5 } });
    expect(await alarmOf(site)).toBe(NOON + 5 * MINUTE);
  });
});

test('the news is in the same transaction as the memory of it', async () => {
  const site = await siteWith();
  await writes(site, 1);
  await site.rows(`CREATE TRIGGER bad BEFORE INSERT ON escalations BEGIN SELECT RAISE(ABORT, 'provoked'); END`);
  vi.setSystemTime(NOON + 15 * MINUTE);
  await expect(runDurableObjectAlarm(site.stub)).rejects.toThrow('provoked');
  expect(await site.rows('SELECT 1 FROM deliveries')).toEqual([]);
  await site.rows('DROP TRIGGER bad');
  await at(site, NOON + 16 * MINUTE);
  expect(late()).toHaveLength(2);
});
