import { runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, test } from 'vitest';
import type { LeadStory, RecentContact } from '../../shared/leadStory.ts';
import type { NewLead } from '../../shared/leads.ts';
import type { ReportAnswer } from '../../shared/report.ts';
import { ask, asked, bearing, bindings, newAccount, newSiteOf, problemOf } from './people.ts';
import { idAt, newSite, type TestSite } from './site.ts';

/** Leads that somebody enters by hand, through the real worker; and who else was in touch with the same person. */

type Stated = Partial<Omit<NewLead, 'source'>> & { source?: Partial<NewLead['source']> };

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const PHONE = '+380671111111';

let token: string;
let site: string;

beforeEach(async () => {
  ({ token } = await newAccount());
  site = await newSiteOf(token, { sourceAliases: { expo: 'build-expo' } });
});

const met = (change: Stated = {}): Stated => ({
  fields: { name: 'Олена', phone: '067 111 11 11' },
  source: { source: 'Expo' },
  ...change,
});
const enter = (lead: Stated, bearer = token): Promise<Response> =>
  ask(`/v1/sites/${site}/leads`, bearing(bearer, lead));
const entered = async (lead: Stated): Promise<{ lead: string; recent: RecentContact[] }> => {
  const answer = await enter(lead);
  expect([200, 201]).toContain(answer.status);
  return answer.json();
};
const report = async (query: string): Promise<ReportAnswer> =>
  asked(
    `/v1/sites/${site}/report?from=2026-01-01&to=${new Date(Date.now() + DAY).toISOString().slice(0, 10)}&${query}`,
    bearing(token),
  );
const story = (lead: string): Promise<LeadStory> => asked(`/v1/sites/${site}/leads/${lead}`, bearing(token));
const everything = async (): Promise<unknown[]> => {
  const tables = ['contacts', 'contact_details', 'identities', 'lead_log', 'leads', 'ads', 'deliveries'];
  return runInDurableObject(bindings.SITE.getByName(site), (_, { storage }) =>
    tables.map((table) => storage.sql.exec(`SELECT * FROM ${table} ORDER BY 1, 2`).toArray()),
  );
};

const statedOf = async (lead: string): Promise<unknown[]> => {
  return runInDurableObject(bindings.SITE.getByName(site), (_, { storage }) =>
    storage.sql.exec('SELECT kind, value, at, stated_by FROM lead_log WHERE contact = ? ORDER BY kind', lead).toArray(),
  );
};

describe('a lead that was entered', () => {
  test('is a contact and a lead of its source, by the site’s own names, and no submission', async () => {
    const answer = await enter(met({ source: { source: 'Expo', campaign: 'Kyiv 2026' } }));
    expect(answer.status).toBe(201);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const { lead } = (await answer.json()) as { lead: string };
    const { rows, totals } = await report(
      'by=source,medium,campaign&metrics=visits,contacts,leads,submissions,suspects',
    );
    expect(rows.map(({ key, values }) => [key, values])).toEqual([
      [
        { source: 'build-expo', medium: 'offline', campaign: 'kyiv 2026' },
        { visits: 0, contacts: 1, leads: 1, submissions: 0, suspects: 0 },
      ],
    ]);
    expect(totals).toMatchObject({ contacts: 1, leads: 1, submissions: 0 });
    for (const model of ['lastClick', 'lastNonDirect', 'firstClick', 'linear', 'position', 'timeDecay'])
      expect((await report(`by=source&metrics=leads&model=${model}`)).rows.map(({ key }) => key.source)).toEqual([
        'build-expo',
      ]);
    expect(await story(lead)).toMatchObject({
      lead,
      source: { source: 'build-expo', medium: 'offline', campaign: 'kyiv 2026' },
      contacts: [{ kind: 'entered', phoneNumber: PHONE, fields: { name: 'Олена' } }],
    });
  });

  test('is of the channel that the site’s rules say', async () => {
    await ask(`/v1/sites/${site}`, bearing(token, { channelRules: [{ channel: 'Fairs', medium: 'fair' }] }, 'PATCH'));
    await entered(met({ source: { source: 'expo', medium: 'Fair' } }));
    const { rows } = await report('by=channel&metrics=leads');
    expect(rows.map(({ key, values }) => [key.channel, values.leads])).toEqual([['Fairs', 1]]);
  });

  test('stands in the stage, and is of the owner, that were stated with it', async () => {
    const at = Date.now() - DAY;
    const { lead } = await entered(met({ at, stage: 'sql', owner: 'Оля' }));
    expect(await statedOf(lead)).toEqual([
      { kind: 'owner', value: 'Оля', at, stated_by: 'admin' },
      { kind: 'stage', value: 'sql', at, stated_by: 'admin' },
    ]);
    const { rows } = await report('by=owner&metrics=leads,sql');
    expect(rows.map(({ key, values }) => [key.owner, values])).toEqual([['Оля', { leads: 1, sql: 1 }]]);
  });

  test('nobody is told of it, and it asks for no answer', async () => {
    const notify = {
      webhooks: [{ url: 'https://hooks.invalid/', secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLjSw' }],
      telegram: [],
    };
    await ask(`/v1/sites/${site}`, bearing(token, { notify }, 'PATCH'));
    await entered(met());
    expect((await everything()).at(-1)).toEqual([]);
    expect(await everything()).toContainEqual([expect.objectContaining({ due_at: null })]);
  });

  test('the same again changes nothing, however it is written', async () => {
    const id = idAt(Date.now(), 1);
    const lead = met({ id, stage: 'mql', fields: { name: 'Олена', phone: PHONE } });
    const first = await enter(lead);
    expect(first.status).toBe(201);
    const before = await everything();
    const again = await enter({ ...lead, fields: { phone: PHONE, name: 'Олена' } });
    expect(again.status).toBe(200);
    expect(await again.json()).toEqual(await first.json());
    expect(await everything()).toEqual(before);
  });

  test.each<[string, Stated]>([
    ['another name', { fields: { name: 'Ольга', phone: PHONE } }],
    ['another source', { source: { source: 'mailing' } }],
    ['another stage', { stage: 'sql' }],
    ['another owner', { owner: 'Оля' }],
    ['another time', { at: 1_700_000_000_000 }],
  ])('under the same id with %s is refused, and changes nothing', async (_, change) => {
    const lead = met({ id: idAt(Date.now(), 1), fields: { name: 'Олена', phone: PHONE } });
    await entered(lead);
    const before = await everything();
    const other = await enter({ ...lead, ...change });
    expect(other.status).toBe(409);
    await problemOf(other);
    expect(await everything()).toEqual(before);
  });

  test('is of the person whose phone or e-mail it has', async () => {
    const now = Date.now();
    const first = await entered(met({ at: now - DAY }));
    const second = await entered(met({ fields: { name: 'O.', phone: PHONE, email: 'o@example.com' } }));
    const third = await entered(met({ fields: { email: 'O@Example.com' } }));
    expect([second.lead, third.lead]).toEqual([first.lead, first.lead]);
    const earlier = await entered(met({ at: now - 2 * DAY }));
    expect((await story(second.lead)).lead).toBe(earlier.lead);
    const before = await everything();
    await bindings.SITE.getByName(site).rebuild();
    expect(await everything()).toEqual(before);
  });

  test('is handed out and erased with the rest of its person, and does not come back', async () => {
    const lead = met({ id: idAt(Date.now(), 1), owner: 'Оля' });
    await entered(lead);
    const path = `/v1/sites/${site}/leads/${lead.id}`;
    await asked(path, bearing(token, { stage: 'contacted' }, 'PATCH'));
    expect(await asked(`${path}/export`, bearing(token))).toMatchObject({
      contacts: [
        { kind: 'entered', phone: PHONE, handedIn: { fields: { name: 'Олена' }, source: { source: 'Expo' } } },
      ],
    });
    expect((await ask(path, bearing(token, undefined, 'DELETE'))).status).toBe(204);
    const before = await everything();
    expect(JSON.stringify(before)).not.toMatch(/Олена|067 111 11 11|380671111111/);
    const again = await enter(lead);
    expect([again.status, await again.json()]).toEqual([200, { lead: lead.id, recent: [] }]);
    expect(await everything()).toEqual(before);
    expect((await report('metrics=contacts,leads')).totals).toEqual({ contacts: 1, leads: 1 });
  });

  test('by a clock that is a little ahead is of now', async () => {
    const before = Date.now();
    const { lead } = await entered(met({ at: before + 2 * MINUTE }));
    const at = Date.parse((await story(lead)).time);
    expect(at).toBeGreaterThanOrEqual(before);
    expect(at).toBeLessThanOrEqual(Date.now());
  });
});

describe('a lead that is refused', () => {
  test.each<[string, Stated, string[]]>([
    ['of the future', met({ at: Date.parse('2050-01-01T00:00:00Z') }), ['at']],
    [
      'whose consent is of the future',
      met({ consent: { text: 'I agree', at: Date.parse('2050-01-01T00:00:00Z') } }),
      ['consent.at'],
    ],
    ['that reaches nobody', met({ fields: { message: 'wants windows', name: ' ' } }), ['fields']],
    ['with a phone that is none here', met({ fields: { name: 'N', phone: '12345678901234' } }), ['fields.phone']],
    ['with a phone of too few digits', met({ fields: { name: 'N', phone: '12' } }), ['fields.phone']],
    ['with what is no e-mail', met({ fields: { name: 'N', email: 'nobody' } }), ['fields.email']],
    ['without a source', { fields: { name: 'N' } }, ['source']],
    ['with a source that says nothing', met({ source: { source: '' } }), ['source.source']],
    ['in a stage in which none starts', met({ stage: 'won' as 'new' }), ['stage']],
    ['under an id that is none', met({ id: 'crm-17' }), ['id']],
    [
      'with several faults',
      met({ at: Date.parse('2050-01-01T00:00:00Z'), fields: { message: 'x' } }),
      ['at', 'fields'],
    ],
  ])('%s', async (_, lead, fields) => {
    const before = await everything();
    const answer = await enter(lead);
    expect(answer.status).toBe(422);
    expect((await problemOf(answer)).errors?.map(({ field }) => field)).toEqual(fields);
    expect(await everything()).toEqual(before);
  });
});

describe('recent contact with the same person', () => {
  const BEGIN = Date.now() - 3 * DAY;

  const called = (own: TestSite, direction: 'in' | 'out', at: number, status: 'answered' | 'missed') =>
    own.stub.takeCalls(
      JSON.stringify({
        provider: 'generic',
        receivedAt: at + MINUTE,
        events: [
          {
            id: `${direction}${at}`,
            direction,
            tracking: '+380440000001',
            other: PHONE,
            ringingAt: at,
            endedAt: at + MINUTE,
            talkSeconds: status === 'answered' ? 50 : 0,
            status,
          },
        ],
        raw: `${direction}${at}`,
      }),
    );
  const wrote = (own: TestSite, at: number, rest: number, phone = PHONE) =>
    own.contact({
      sentAt: at,
      visit: {
        id: idAt(at - MINUTE, rest),
        visitor: idAt(at, rest),
        url: 'https://example.com/',
        referrer: '',
        language: 'uk',
        zone: '',
      },
      contact: { id: idAt(at, rest), kind: 'lead', at, fields: { phone }, page: 'https://example.com/' },
    });
  const enterBy = (own: TestSite, id: string, by: string, owner?: string) =>
    own.stub.enterLead({
      lead: { id, fields: { phone: PHONE }, source: { source: 'fair', medium: 'offline' }, ...(owner && { owner }) },
      by,
      now: Date.now(),
    });
  const recentOf = async (own: TestSite, days: number) => {
    await own.stub.change({ leads: { ...(await own.stub.settings()).leads, recentDays: days } });
    const result = await enterBy(own, idAt(BEGIN, 99), 'Оля');
    return result.state === 'new' || result.state === 'known' ? result.recent : [];
  };

  test('is told to whoever enters them, newest first, with whose lead it is', async () => {
    const own = await newSite({ leadWindowDays: 1 });
    await wrote(own, BEGIN, 1);
    await wrote(own, BEGIN + MINUTE, 2, '+380672222222');
    await called(own, 'out', BEGIN + 2 * MINUTE, 'answered');
    await called(own, 'in', BEGIN + 3 * MINUTE, 'missed');
    const first = idAt(BEGIN, 1);
    expect(await recentOf(own, 7)).toEqual([
      { time: new Date(BEGIN + 3 * MINUTE).toISOString(), what: 'missedCall', by: '', owner: '', lead: first },
      { time: new Date(BEGIN + 2 * MINUTE).toISOString(), what: 'callFromUs', by: '', owner: '', lead: first },
      { time: new Date(BEGIN).toISOString(), what: 'lead', by: '', owner: '', lead: first },
    ]);
    expect(await recentOf(own, 1)).toEqual([]);
    expect(await recentOf(own, 0)).toEqual([]);
  });

  test('what was stated, and by whom; at most five, and nothing of what it was entered with', async () => {
    const own = await newSite();
    const first = await enterBy(own, idAt(BEGIN, 1), 'Ігор', 'Ігор');
    expect(first).toMatchObject({ state: 'new', recent: [] });
    const second = await enterBy(own, idAt(BEGIN, 2), 'Оля', 'Оля');
    expect(second).toMatchObject({
      state: 'new',
      lead: idAt(BEGIN, 1),
      recent: [
        { what: 'owner', by: 'Оля', owner: 'Оля' },
        { what: 'entered', by: '', owner: 'Оля' },
      ],
    });
    for (const rest of [3, 4, 5]) await enterBy(own, idAt(BEGIN, rest), 'Оля');
    expect(await recentOf(own, 7)).toHaveLength(5);
  });
});
