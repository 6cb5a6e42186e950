import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ContactRequest } from '../../shared/contacts.ts';
import type { Hit, Visit } from '../../shared/hits.ts';
import { idTime } from '../../shared/ids.ts';
import { METRIC_NAMES } from '../../shared/metrics/catalogue.ts';
import type { PrivacySettings } from '../../shared/privacy.ts';
import { BASES, DIMENSIONS, MODELS } from '../../shared/report.ts';
import type { CallEvent } from '../../worker/calls/call.ts';
import type { PersonExport } from '../../worker/site/privacy/exportPerson.ts';
import { tablesOf } from '../../worker/site/privacy/exportSite.ts';
import type { CallReport } from '../../worker/site/site.ts';
import { ask, asked, bearing, bindings, fromPage, newAccount, newSiteOf, newTokenOf } from './people.ts';
import { idAt, newSite, type TestSite } from './site.ts';

/** What is known of people, handed out and erased; through the real object and the real worker. */

/** Many reports a test. */
const PATIENT = { timeout: 60_000 };

const MINUTE = 60_000;
const DAY = 86_400_000;
const NOON = Date.parse('2026-05-05T12:00:00Z');
const LINE = '+380440000001';
const POOL = '+380440000011';

/** Ids as browsers draw them: far apart. */
const VISITORS = ['1a', '5k', '9z', 'd0', 'k7'].map((start, index) => `${start}${'q7x2m9c4'.repeat(2)}r${index}`);
const visitorId = (person: number): string => VISITORS[person % VISITORS.length] as string;

interface Came {
  person: number;
  at: number;
  campaign?: string;
}

const visitOf = ({ person, at, campaign = '' }: Came): Visit => ({
  id: idAt(at, person),
  visitor: visitorId(person),
  url: `https://example.com/offer${campaign && `?utm_source=google&utm_medium=cpc&utm_campaign=${campaign}&gclid=click-${person}`}`,
  referrer: campaign && `https://partner.example/deal?gclid=click-${person}`,
  language: 'uk',
  zone: 'Europe/Kyiv',
});

const PAGE: Hit = { kind: 'page', at: 0, path: '/offer' };

const comes = (site: TestSite, came: Came, hits: Hit[] = [PAGE]) =>
  site.hits({ sentAt: came.at + MINUTE, visit: visitOf(came), hits });

interface Wrote {
  came: Came;
  at: number;
  fields: Record<string, string>;
}

const requestOf = ({ came, at, fields }: Wrote): ContactRequest => ({
  sentAt: at,
  visit: visitOf(came),
  contact: {
    id: idAt(at, came.person),
    kind: 'lead',
    at,
    form: 'lead',
    fields,
    consent: { text: 'I agree to be called', at },
    page: 'https://example.com/offer',
  },
});

const writes = (site: TestSite, wrote: Wrote) => site.contact(requestOf(wrote), { receivedAt: wrote.at });

interface Rang {
  id: string;
  at: number;
  from?: string;
  to?: string;
  direction?: 'in' | 'out';
  talk?: number;
}

const rings = async (site: TestSite, { id, at, from = '', to = LINE, direction = 'in', talk }: Rang) => {
  const event: CallEvent = {
    id,
    direction,
    tracking: to,
    other: from,
    ringingAt: at,
    ...(talk === undefined
      ? { status: 'missed', endedAt: at + 20_000, talkSeconds: 0 }
      : { status: 'answered', answeredAt: at + 5_000, endedAt: at + 5_000 + talk * 1_000, talkSeconds: talk }),
    recording: `https://provider.example/${id}.mp3`,
  };
  const report: CallReport = {
    provider: 'generic',
    receivedAt: at + MINUTE,
    events: [event],
    raw: JSON.stringify(event),
  };
  await site.stub.takeCalls(JSON.stringify(report));
};

/** Every metric by every dimension, or by some of them, under every model and basis. */
const figuresOf = async (site: TestSite, dimensions: readonly string[] = SOME): Promise<unknown[]> => {
  const query = { metrics: METRIC_NAMES.join(), from: '2026-03-01', to: '2026-06-30' };
  const queries = MODELS.flatMap((model) =>
    BASES.flatMap((basis) => dimensions.map((by) => ({ ...query, model, basis, by }))),
  );
  const figures: unknown[] = [];
  for (const one of queries) {
    const { rows, totals } = await site.report(one);
    figures.push([one.by, one.model, one.basis, rows, totals]);
  }
  return figures;
};

const ALL = [...DIMENSIONS, 'ad,day', 'landing,device'];
const SOME = ['ad,day', 'landing'];

const leadsOf = (site: TestSite) =>
  site.rows('SELECT id, at, day, lead, lead_day, visit, share, kind, form FROM contacts ORDER BY id');

/** Every cell of every table, as one text. */
const everything = (site: TestSite): Promise<string> =>
  runInDurableObject(site.stub, (_, { storage: { sql } }) =>
    tablesOf(sql)
      .map(({ name }) => JSON.stringify([...sql.exec(`SELECT * FROM ${name}`).raw()]))
      .join('\n'),
  );

const OLENA = '+380671111111';
const PETRO = '+380672222222';
const WORDS = { name: 'Olena Kovalenko', phone: '067 111 11 11', email: 'olena@example.com' };

/** Olena came twice in one browser, wrote, was called back, and called; Petro did as much in another. */
const twoPeople = async (settings: Parameters<typeof newSite>[0] = {}): Promise<{ site: TestSite; lead: string }> => {
  const site = await newSite(settings);
  const [olena, petro] = [0, 1];
  await comes(site, { person: olena, at: NOON, campaign: '11' });
  await comes(site, { person: olena, at: NOON + DAY, campaign: '12' }, [
    PAGE,
    { kind: 'tap', at: 5 * MINUTE, number: LINE },
  ]);
  await writes(site, { came: { person: olena, at: NOON, campaign: '11' }, at: NOON + MINUTE, fields: WORDS });
  await rings(site, { id: 'olena-in', at: NOON + DAY + 5 * MINUTE + 5_000, from: OLENA, talk: 40 });
  await rings(site, { id: 'olena-back', at: NOON + 2 * DAY, from: OLENA, direction: 'out', talk: 90 });
  await comes(site, { person: petro, at: NOON + MINUTE, campaign: '22' });
  const petros = { came: { person: petro, at: NOON + MINUTE, campaign: '22' }, at: NOON + 3 * MINUTE };
  await writes(site, { ...petros, fields: { name: 'Petro', phone: PETRO } });
  await rings(site, { id: 'petro-in', at: NOON + DAY, from: PETRO });
  return { site, lead: idAt(NOON + MINUTE, olena) };
};

/** What may be found nowhere once Olena is erased. */
const HERS = ['Olena', '671111111', '067 111', 'olena@', 'olena-in', 'olena-back', 'click-0', VISITORS[0] as string];

describe('erasing a person', PATIENT, () => {
  test('takes all of theirs out of every table, and moves no figure', async () => {
    const { site, lead } = await twoPeople();
    const before = [await figuresOf(site, ALL), await leadsOf(site)];
    for (const word of HERS) expect(await everything(site)).toContain(word);

    expect(await site.stub.erase(lead)).toBe(true);
    const left = await everything(site);
    for (const word of HERS) expect(left).not.toContain(word);
    for (const word of ['Petro', PETRO, 'petro-in', 'click-1', VISITORS[1] as string]) expect(left).toContain(word);
    expect([await figuresOf(site, ALL), await leadsOf(site)]).toEqual(before);
    await site.stub.rebuild();
    expect([await figuresOf(site, ALL), await leadsOf(site)]).toEqual(before);
  });

  test('is done by any of their contacts, once', async () => {
    const { site, lead } = await twoPeople();
    const { calls } = await site.stub.calls({ limit: 10, direction: 'in' });
    const call = calls.find(({ phone }) => phone === OLENA)?.call as string;
    expect(await site.stub.erase(call)).toBe(true);
    expect(await site.stub.erase(lead)).toBe(false);
    expect(await site.stub.erase('00000000000000000000')).toBe(false);
    expect(await site.stub.lead(lead)).toBeNull();
    expect(await site.stub.lead(call)).toBeNull();
    expect(await site.stub.exportPerson(lead)).toBeNull();
    expect((await site.stub.leads({ limit: 10 })).leads).toMatchObject([
      { contacts: [{ fields: { name: 'Petro' } }, {}] },
    ]);
    expect((await site.stub.calls({ limit: 10 })).calls.map(({ phone }) => phone).sort()).toEqual(
      [PETRO, 'erased', 'erased'].sort(),
    );
  });

  test('the same contact sent again by an outbox brings nothing back', async () => {
    const { site, lead } = await twoPeople();
    await site.stub.erase(lead);
    const before = await everything(site);
    const wrote = { came: { person: 0, at: NOON, campaign: '11' }, at: NOON + MINUTE, fields: WORDS };
    expect(await writes(site, wrote)).toEqual({ state: 'known', id: lead });
    expect(await everything(site)).toBe(before);
  });

  test('a late notice of the same call brings what it came to, and not who it was with', async () => {
    const { site, lead } = await twoPeople();
    await site.stub.erase(lead);
    await rings(site, { id: 'olena-in', at: NOON + DAY + 5 * MINUTE + 5_000, from: OLENA, talk: 70 });
    await rings(site, { id: 'olena-back', at: NOON + 2 * DAY, from: OLENA, direction: 'out', talk: 95 });
    const left = await everything(site);
    for (const word of HERS) expect(left).not.toContain(word);
    const { totals } = await site.report({ by: 'ad', metrics: 'talkTime,calls', from: '2026-05-01', to: '2026-05-31' });
    expect(totals).toEqual({ talkTime: 70, calls: 2 });
  });

  test('what of theirs was held back as spam is emptied, and counts as spam still', async () => {
    const { site, lead } = await twoPeople({ spam: { quarantine: true } });
    const held = { came: { person: 3, at: NOON, campaign: '44' }, at: NOON + MINUTE };
    const links = 'Olena: http://a.example http://b.example http://c.example http://d.example http://e.example';
    expect(await writes(site, { ...held, fields: { ...WORDS, message: links } })).toMatchObject({ state: 'suspect' });
    const before = await figuresOf(site);
    expect((await site.stub.exportPerson(lead))?.suspects).toMatchObject([{ fields: { message: links } }]);
    await site.stub.erase(lead);
    expect(await everything(site)).not.toContain('Olena');
    expect(await figuresOf(site)).toEqual(before);
  });

  test('a later form and call with the same phone are a new person’s, and the old browser id leads nowhere', async () => {
    const { site, lead } = await twoPeople();
    await site.stub.erase(lead);
    const again = { person: 0, at: NOON + 3 * DAY, campaign: '33' };
    await comes(site, again);
    await writes(site, { came: again, at: again.at + MINUTE, fields: WORDS });
    await rings(site, { id: 'again', at: again.at + 2 * MINUTE, from: OLENA, talk: 40 });
    const story = await site.stub.lead(idAt(again.at + MINUTE, 0));
    expect(story?.contacts).toHaveLength(2);
    expect(story?.touches.map(({ campaign }) => campaign)).toEqual(['33']);
    const day = { from: '2026-05-08', to: '2026-05-08' };
    const { totals } = await site.report({ by: 'ad', metrics: 'newVisitors,leads,firstTimeCallers', ...day });
    expect(totals).toEqual({ newVisitors: 1, leads: 1, firstTimeCallers: 1 });
  });

  test('nobody is told any more of what waited', async () => {
    const webhooks = [{ url: 'http://127.0.0.1:9/', secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLjSw' }];
    const { site, lead } = await twoPeople({ notify: { webhooks, telegram: [] } });
    const waiting = () => site.rows<{ contact: string }>('SELECT contact FROM deliveries');
    expect((await waiting()).map(({ contact }) => contact)).toContain(lead);
    await site.stub.erase(lead);
    expect((await waiting()).map(({ contact }) => contact)).not.toContain(lead);
    expect(await waiting()).not.toEqual([]);
  });

  test('a browser that another person used as well is theirs still; the visit they wrote in is stripped', async () => {
    const site = await newSite();
    const [first, second] = [
      { person: 0, at: NOON, campaign: '11' },
      { person: 0, at: NOON + DAY, campaign: '12' },
    ];
    await writes(site, { came: first, at: NOON + MINUTE, fields: WORDS });
    await writes(site, { came: second, at: NOON + DAY + MINUTE, fields: { name: 'Petro', phone: PETRO } });
    const before = [await figuresOf(site), await leadsOf(site)];
    await site.stub.erase(idAt(NOON + MINUTE, 0));
    expect([await figuresOf(site), await leadsOf(site)]).toEqual(before);
    expect(await site.rows('SELECT visitor, url, referrer FROM visits ORDER BY id')).toEqual([
      { visitor: VISITORS[0], url: 'https://example.com/offer', referrer: 'https://partner.example/deal' },
      { visitor: VISITORS[0], url: visitOf(second).url, referrer: visitOf(second).referrer },
    ]);
    // The last one who used it: now it is nobody's.
    await site.stub.erase(idAt(NOON + DAY + MINUTE, 0));
    expect(await everything(site)).not.toContain(VISITORS[0]);
    expect([await figuresOf(site), await leadsOf(site)]).toEqual(before);
  });

  test('of two browsers that held a number at once, the same one stays its caller’s', async () => {
    for (const erased of [0, 1, 2]) {
      const site = await newSite();
      for (const person of [0, 1, 2]) {
        await comes(site, { person, at: NOON + person, campaign: `${person}` });
        await site.rows(`INSERT INTO leases VALUES ('${POOL}', ${NOON}, '${visitorId(person)}', ${NOON + DAY})`);
        const came = { person, at: NOON + person, campaign: `${person}` };
        await writes(site, { came, at: NOON + MINUTE + person, fields: { email: `${person}@example.com` } });
      }
      await rings(site, { id: 'shared', at: NOON + 2 * MINUTE, from: OLENA, to: POOL, talk: 50 });
      const before = [await figuresOf(site), await leadsOf(site)];
      await site.stub.erase(idAt(NOON + MINUTE + erased, erased));
      await site.stub.rebuild();
      expect([await figuresOf(site), await leadsOf(site)]).toEqual(before);
    }
  });
});

test('any persons erased in any order: the figures stand, rebuild() agrees', { timeout: 120_000 }, async () => {
  const minute = fc.nat(40 * 24 * 60);
  const wrote = fc.record({
    person: fc.nat(3),
    minute,
    phone: fc.constantFrom('', OLENA, PETRO),
    email: fc.constantFrom('', 'a@example.com', 'b@example.com'),
  });
  const rang = fc.record({
    minute,
    from: fc.constantFrom('', OLENA, PETRO, '+380673333333'),
    to: fc.constantFrom(LINE, POOL),
    talk: fc.constantFrom(undefined, 5, 60),
    direction: fc.constantFrom('in' as const, 'in' as const, 'out' as const),
  });
  const held = fc.record({ person: fc.nat(3), minute, length: fc.integer({ min: 10, max: 2_000 }) });
  await fc.assert(
    fc.asyncProperty(
      fc.array(wrote, { minLength: 1, maxLength: 6 }),
      fc.array(rang, { maxLength: 5 }),
      fc.array(held, { maxLength: 6 }),
      fc.array(fc.nat(10), { minLength: 1, maxLength: 3 }),
      async (contacts, calls, leases, erased) => {
        const site = await newSite({ leadWindowDays: 5, lookBackDays: 10 });
        const begin = Date.parse('2026-04-01T00:00:00Z');
        const at = (one: { minute: number }): number => begin + one.minute * MINUTE;
        for (const lease of leases)
          await site.rows(
            `INSERT OR IGNORE INTO leases VALUES ('${POOL}', ${at(lease)}, '${visitorId(lease.person)}', ${at(lease) + lease.length * MINUTE})`,
          );
        for (const { person, phone, email, ...one } of contacts) {
          const came = { person, at: at(one), campaign: `${one.minute % 3}` };
          const fields = { name: 'N', ...(phone && { phone }), ...(email && { email }) };
          await comes(site, came, [PAGE, { kind: 'tap', at: MINUTE, number: LINE }]);
          await writes(site, { came, at: at(one) + MINUTE, fields });
        }
        for (const [index, call] of calls.entries()) {
          const { talk, ...one } = call;
          await rings(site, { ...one, id: `call-${index}`, at: at(one), ...(talk !== undefined && { talk }) });
        }
        const before = [await figuresOf(site), await leadsOf(site)];
        const ids = (await site.rows<{ id: string }>('SELECT id FROM contacts ORDER BY id')).map(({ id }) => id);
        for (const index of erased) await site.stub.erase(ids[index % ids.length] as string);
        expect([await figuresOf(site), await leadsOf(site)]).toEqual(before);
        await site.stub.rebuild();
        expect([await figuresOf(site), await leadsOf(site)]).toEqual(before);
      },
    ),
    { numRuns: 25, endOnFailure: true },
  );
});

describe('a person’s own data', () => {
  test('are handed out whole, and are theirs alone', async () => {
    const { site, lead } = await twoPeople();
    const known = (await site.stub.exportPerson(lead)) as PersonExport;
    expect(known.contacts).toMatchObject([
      { contact: lead, lead, kind: 'lead', phone: OLENA, email: 'olena@example.com', handedIn: { fields: WORDS } },
      { lead, kind: 'call', phone: OLENA },
    ]);
    expect(known.calls.map(({ direction, providerCall, events }) => [direction, providerCall, events.length])).toEqual([
      ['in', 'olena-in', 1],
      ['out', 'olena-back', 1],
    ]);
    expect(known.visits).toMatchObject([
      { time: new Date(NOON).toISOString(), source: { campaign: '11' }, seen: { pages: [{ path: '/offer' }] } },
      { source: { campaign: '12' }, seen: { url: expect.stringContaining('click-0'), taps: [{ number: LINE }] } },
    ]);
    const time = new Date(NOON + MINUTE).toISOString();
    expect(known.consents).toMatchObject([{ contact: lead, text: 'I agree to be called', time }]);
    expect(JSON.stringify(known)).not.toMatch(/Petro|petro|672222222|click-1/);
  });
});

describe('over HTTP', () => {
  const TIME = Date.now();

  const contactOf = (rest: number): ContactRequest => ({
    ...requestOf({ came: { person: rest, at: TIME }, at: TIME, fields: WORDS }),
    sentAt: TIME,
  });

  const newLead = async () => {
    const { token } = await newAccount();
    const site = await newSiteOf(token);
    const { id } = await asked<{ id: string }>(`/w/${site}/contacts`, fromPage(contactOf(0)));
    return { token, site, path: `/v1/sites/${site}/leads/${id}` };
  };

  test('a lead is erased with 204, then is not there; an outbox’s repetition is answered 200', async () => {
    const { token, site, path } = await newLead();
    const { token: reader } = await newTokenOf(token, 'report');
    const { token: seller } = await newTokenOf(token, 'leads');
    expect((await ask(path, bearing(reader, undefined, 'DELETE'))).status).toBe(403);
    expect((await ask(`${path}/export`, bearing(reader))).status).toBe(403);
    expect(await asked<PersonExport>(`${path}/export`, bearing(seller))).toMatchObject({
      contacts: [{ handedIn: { fields: WORDS } }],
    });
    expect((await ask(path, bearing(seller, undefined, 'DELETE'))).status).toBe(204);
    for (const init of [bearing(seller), bearing(seller, undefined, 'DELETE')])
      expect((await ask(path, init)).status).toBe(404);
    expect((await ask(`${path}/export`, bearing(seller))).status).toBe(404);
    expect((await ask(`/w/${site}/contacts`, fromPage(contactOf(0)))).status).toBe(200);
    expect((await ask(path, bearing(seller))).status).toBe(404);
  });

  test('to a browser that states Global Privacy Control by header, the script takes silence for a no', async () => {
    const { token } = await newAccount();
    const site = await newSiteOf(token);
    const consentIn = async (headers: HeadersInit) =>
      /"consent":"(\w+)"/.exec(await (await ask(`/w/${site}.js`, { headers })).text())?.[1];
    expect(await consentIn({ 'sec-gpc': '1' })).toBe('required');
    expect(await consentIn({})).toBe('notNeeded');
    expect(await consentIn({ 'sec-gpc': '0' })).toBe('notNeeded');
  });

  test('the whole site is a line a row: every table, no secret, for the owner alone', async () => {
    const { token, site } = await newLead();
    const { token: seller } = await newTokenOf(token, 'leads');
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLjSw';
    const notify = { webhooks: [{ url: 'https://hooks.example/', secret }], telegram: [] };
    await asked(`/v1/sites/${site}`, bearing(token, { notify }, 'PATCH'));
    expect((await ask(`/v1/sites/${site}/export`, bearing(seller))).status).toBe(403);
    const answer = await ask(`/v1/sites/${site}/export`, bearing(token));
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson');
    const text = new TextDecoder().decode(await answer.arrayBuffer());
    expect(text).not.toContain(secret);
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { table: string; row: Record<string, unknown> });
    expect(lines[0]).toMatchObject({ table: 'settings', row: { name: 'Site' } });
    const rows = await runInDurableObject(bindings.SITE.getByName(site), (_, { storage: { sql } }) =>
      tablesOf(sql).flatMap(({ name }) =>
        sql
          .exec(`SELECT * FROM ${name}`)
          .toArray()
          .map((row) => ({ table: name, row })),
      ),
    );
    expect(lines.slice(1)).toEqual(rows);
    expect(rows.some(({ table, row }) => table === 'contact_details' && `${row.body}`.includes('Olena'))).toBe(true);
  });
});

test('a site of many rows is handed out in pieces while it records', PATIENT, async () => {
  const site = await newSite();
  const count = 1_001;
  for (let rest = 0; rest < count; rest += 1) await comes(site, { person: rest, at: NOON + rest * MINUTE });
  const reader = (await site.stub.exportSite()).getReader();
  let text = '';
  let pieces = 0;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    pieces += 1;
    text += new TextDecoder().decode(value);
    if (pieces === 2) await comes(site, { person: 1, at: NOON - DAY });
  }
  expect(pieces).toBeGreaterThan(5);
  const visits = text.split('\n').filter((line) => line.startsWith('{"table":"visits"'));
  // The one that came meanwhile lies before those that were read, or after.
  expect(new Set(visits.map((line) => (JSON.parse(line) as { row: { id: string } }).row.id)).size).toBe(visits.length);
  expect(visits.length).toBeGreaterThanOrEqual(count);
});

describe('what a site keeps no longer', PATIENT, () => {
  const TODAY = Date.now();
  /** At noon, so many days ago. */
  const ago = (days: number): number => Math.floor(TODAY / DAY) * DAY - days * DAY + DAY / 2;
  const dateOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
  const PERIOD = { from: dateOf(ago(390)), to: dateOf(ago(0)) };
  const KEEP = { keepVisitsDays: 90, keepPersonsDays: null };

  const VISIT_METRICS = 'visits,newVisitors,bounces,pages,formSeen,formSubmitted,leadVisits,contacts,leads';
  /** What sums tell. */
  const SUMMED = ['ad,day', 'channel,month', 'landing', 'page', 'form', 'hour'];
  const summedOf = (site: TestSite) =>
    Promise.all(
      SUMMED.map(async (by) => {
        const metrics = by.includes('ad') ? VISIT_METRICS : 'visits,newVisitors,bounces,pages,formSeen,leadVisits';
        const { rows, totals } = await site.report({ by, metrics, ...PERIOD });
        return { by, rows, totals };
      }),
    );

  /** Visits of 400 days, some with a contact; a call by a tap. */
  const longHistory = async (): Promise<TestSite> => {
    const site = await newSite({ timeZone: 'UTC' });
    for (const days of [380, 200, 120, 91, 90, 60, 1])
      for (const person of [0, 1]) await comes(site, { person, at: ago(days) + person * MINUTE, campaign: `${days}` });
    const tap: Hit = { kind: 'tap', at: 2 * MINUTE, number: LINE };
    await comes(site, { person: 2, at: ago(150), campaign: '150' }, [PAGE, tap]);
    await rings(site, { id: 'tapped', at: ago(150) + 2 * MINUTE + 5_000, from: OLENA, talk: 60 });
    for (const days of [200, 60])
      await writes(site, {
        came: { person: 1, at: ago(days) + MINUTE, campaign: `${days}` },
        at: ago(days) + 5 * MINUTE,
        fields: { phone: PETRO },
      });
    return site;
  };

  const night = async (site: TestSite) => {
    expect(await runDurableObjectAlarm(site.stub)).toBe(true);
  };

  const settle = async (site: TestSite, privacy: PrivacySettings) => {
    expect((await site.stub.change({ privacy })).state).toBe('changed');
    await night(site);
  };

  const days = (site: TestSite) =>
    site.rows<{ id: string }>('SELECT id FROM visits ORDER BY id').then((rows) => rows.map(({ id }) => idTime(id)));

  test('visits past their term go; sums, newness and credit stay as they were', async () => {
    const site = await longHistory();
    const before = [await summedOf(site), await leadsOf(site)];
    await settle(site, KEEP);
    expect((await days(site)).every((time) => time >= ago(90))).toBe(true);
    expect(await days(site)).toHaveLength(6);
    expect([await summedOf(site), await leadsOf(site)]).toEqual(before);
    await site.stub.rebuild();
    expect([await summedOf(site), await leadsOf(site)]).toEqual(before);
    // Who was here before is still no new visitor, and the old call is still its visitor's as its caller calls again.
    await comes(site, { person: 0, at: ago(0), campaign: '0' });
    await rings(site, { id: 'again', at: ago(0), from: OLENA, talk: 60 });
    const today = { from: dateOf(ago(0)), to: dateOf(ago(0)) };
    expect((await site.report({ by: 'ad', metrics: 'visits,newVisitors', ...today })).totals).toEqual({
      visits: 1,
      newVisitors: 0,
    });
    expect((await leadsOf(site)).filter((row) => before[1]?.some((was) => idOf(was) === idOf(row)))).toEqual(before[1]);
    await evictDurableObject(site.stub);
    await site.stub.rebuild();
    expect((await site.stub.lead(idAt(ago(200) + 5 * MINUTE, 1)))?.touches[0]).toMatchObject({
      campaign: '380',
      landing: '',
    });
  });

  test('a hit of a sealed day is refused by name, again and again; one of an open day is taken', async () => {
    const site = await longHistory();
    await settle(site, KEEP);
    const before = await summedOf(site);
    for (const person of [0, 3]) {
      const late = await comes(site, { person, at: ago(120), campaign: '120' });
      expect(late).toMatchObject({ state: 'invalid', errors: [{ field: 'visit.id' }] });
    }
    expect(await summedOf(site)).toEqual(before);
    expect((await comes(site, { person: 3, at: ago(90) })).state).toBe('stored');
    expect((await site.report({ by: 'ad', metrics: 'visits', ...PERIOD })).totals.visits).toBe(16);
    const calm = await summedOf(site);
    await site.stub.rebuild();
    expect(await summedOf(site)).toEqual(calm);
  });

  test('a contact of a sealed day is never lost: it has its visit’s credit, or brings a visit with the first open day', async () => {
    const site = await longHistory();
    await settle(site, KEEP);
    const known = { came: { person: 0, at: ago(120), campaign: '120' }, at: ago(120) + MINUTE };
    const unheard = { came: { person: 4, at: ago(121), campaign: '121' }, at: ago(121) + MINUTE };
    for (const wrote of [known, unheard, known, unheard])
      expect(['new', 'known']).toContain((await writes(site, { ...wrote, fields: { email: 'x@example.com' } })).state);
    const { rows } = await site.report({ by: 'campaign', metrics: 'visits,contacts', ...PERIOD });
    const of = (campaign: string) => rows.find(({ key }) => key.campaign === campaign)?.values;
    expect(of('120')).toEqual({ visits: 2, contacts: 1 });
    expect(of('121')).toEqual({ visits: 1, contacts: 1 });
    expect(await days(site)).toContain(unheard.came.at);
    const calm = [await summedOf(site), await leadsOf(site)];
    await site.stub.rebuild();
    expect([await summedOf(site), await leadsOf(site)]).toEqual(calm);
  });

  test('another time zone moves no visit into a sealed day', async () => {
    const site = await longHistory();
    await comes(site, { person: 3, at: ago(90) - DAY / 2 + 30 * MINUTE });
    await settle(site, KEEP);
    const { totals } = await site.report({ by: 'ad', metrics: 'visits', ...PERIOD });
    for (const timeZone of ['America/Los_Angeles', 'Asia/Tokyo', 'UTC']) {
      await site.stub.change({ timeZone });
      expect((await site.report({ by: 'ad', metrics: 'visits', ...PERIOD })).totals).toEqual(totals);
      const calm = await summedOf(site);
      await site.stub.rebuild();
      expect(await summedOf(site)).toEqual(calm);
    }
  });

  test('a report that needs single visits of sealed days says that it lacks them', async () => {
    const site = await longHistory();
    await settle(site, KEEP);
    const open = { from: dateOf(ago(80)), to: dateOf(ago(0)) };
    const sealedBefore = dateOf(ago(90));
    const says = async (query: Record<string, string>) => (await site.report({ ...PERIOD, ...query })).sealedBefore;
    expect(await says({ by: 'ad', metrics: 'visitors' })).toBe(sealedBefore);
    expect(await says({ by: 'landing,device', metrics: 'visits' })).toBe(sealedBefore);
    expect(await says({ by: 'landing', metrics: 'leads' })).toBe(sealedBefore);
    expect(await says({ by: 'ad', metrics: 'visits', compare: 'previous', ...open })).toBeUndefined();
    expect(await says({ by: 'ad', metrics: 'visitors', compare: 'previous', ...open })).toBe(sealedBefore);
    expect(await says({ by: 'ad', metrics: 'visitors', ...open })).toBeUndefined();
    expect(await says({ by: 'landing', metrics: 'visits' })).toBeUndefined();
    expect(await says({ by: 'ad', metrics: 'visits,leads' })).toBeUndefined();
  });

  test('a visit whose id’s clock was months off goes with the day it began on', async () => {
    const site = await newSite({ timeZone: 'UTC' });
    // A clock in the far past: put right by the moment of sending.
    const visit = { ...visitOf({ person: 0, at: ago(300) }) };
    await site.hits({ sentAt: ago(300), visit, hits: [PAGE] }, { receivedAt: ago(120) });
    await comes(site, { person: 1, at: ago(100) });
    await comes(site, { person: 1, at: ago(10) });
    await settle(site, KEEP);
    expect(await days(site)).toEqual([ago(10)]);
    expect(await site.rows('SELECT * FROM stray_visits')).toEqual([]);
  });

  test('persons whose last contact was before the term are erased, and calls to nobody; the figures stay', async () => {
    const site = await newSite({ timeZone: 'UTC' });
    const [old, kept] = [
      { person: 0, at: ago(200) },
      { person: 1, at: ago(200) + MINUTE },
    ];
    await writes(site, { came: old, at: old.at + MINUTE, fields: WORDS });
    await writes(site, { came: kept, at: kept.at + MINUTE, fields: { phone: PETRO } });
    await rings(site, { id: 'petro', at: ago(20), from: PETRO, talk: 30 });
    for (const [id, from] of [
      ['cold', '+380679999999'],
      ['hers', OLENA],
      ['his', PETRO],
    ] as const)
      await rings(site, { id, at: ago(199), from, direction: 'out', talk: 30 });
    const query = { by: 'ad,day', metrics: 'visits,contacts,leads,calls,firstTimeCallers', ...PERIOD };
    const before = [await site.report(query), await leadsOf(site)];
    await settle(site, { keepVisitsDays: null, keepPersonsDays: 180 });
    const left = await everything(site);
    for (const word of ['Olena', '671111111', '679999999', VISITORS[0] as string]) expect(left).not.toContain(word);
    expect(left).toContain(PETRO);
    expect((await site.stub.calls({ limit: 9, direction: 'out' })).calls.map(({ phone }) => phone).sort()).toEqual(
      [PETRO, 'erased', 'erased'].sort(),
    );
    expect([await site.report(query), await leadsOf(site)]).toEqual(before);
    // Nobody comes any more, and the next night somebody looks again all the same.
    expect(await runInDurableObject(site.stub, (_, { storage }) => storage.getAlarm())).toBeGreaterThan(Date.now());
  });

  test('terms are whole days from 30 to 3650, or none', async () => {
    const { token } = await newAccount();
    const site = await newSiteOf(token);
    const change = (privacy: unknown) => ask(`/v1/sites/${site}`, bearing(token, { privacy }, 'PATCH'));
    expect((await change({ keepVisitsDays: 29, keepPersonsDays: null })).status).toBe(422);
    expect((await change({ keepVisitsDays: 30, keepPersonsDays: 3_651 })).status).toBe(422);
    expect((await change({ keepVisitsDays: 30, keepPersonsDays: 3_650 })).status).toBe(200);
  });
});

const idOf = (row: unknown): string => (row as { id: string }).id;
