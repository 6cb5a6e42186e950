import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ContactRequest } from '../../shared/contacts.ts';
import { idAt, newSite, type TestSite } from './site.ts';

/** Contacts → leads → credit, through the real object, against an oracle that knows nothing of how it is done. */

const BEGIN = Date.parse('2026-03-02T09:00:00Z');
const WINDOW = 5;

interface Made {
  /** Minutes after the beginning. */
  at: number;
  rest: number;
  phone: string;
  email: string;
  visitor?: number;
  url?: string;
}

const idOf = ({ at, rest }: Made): string => idAt(BEGIN + at * 60_000, rest);

/** Each contact in a visit of its own, begun a minute before. */
const requestOf = (made: Made): ContactRequest => {
  const at = BEGIN + made.at * 60_000;
  return {
    sentAt: at,
    visit: {
      id: idAt(at - 60_000, made.rest),
      visitor: idAt(BEGIN, made.visitor ?? made.rest),
      url: made.url ?? 'https://example.com/',
      referrer: '',
      language: 'uk',
      zone: '',
    },
    contact: {
      id: idOf(made),
      kind: 'lead',
      at,
      page: 'https://example.com/',
      fields: { name: 'N', ...(made.phone && { phone: made.phone }), ...(made.email && { email: made.email }) },
    },
  };
};

const leadsOf = async (site: TestSite): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await site.rows<{ id: string; lead: string }>('SELECT id, lead FROM contacts')).map(({ id, lead }) => [id, lead]),
  );

/** Spellings by what they mean, written out by hand. */
const PHONES: Record<string, string> = {
  '': '',
  '044 111 11 11': 'A',
  '+380441111111': 'A',
  '+38 (044) 111-11-11': 'A',
  '0442222222': 'B',
  '+49 30 1234567': 'C',
};
const EMAILS: Record<string, string> = { '': '', 'a@example.com': 'a', ' A@Example.COM ': 'a', 'b@example.com': 'b' };

/** Who belongs together by repeated comparison of every pair, then cut where nothing was heard for longer than the window. */
const oracle = (contacts: readonly Made[]): Record<string, string> => {
  const person = contacts.map((_, index) => index);
  for (let round = 0; round < contacts.length; round += 1) {
    for (const [i, a] of contacts.entries()) {
      for (const [j, b] of contacts.entries()) {
        const phone = PHONES[a.phone] !== '' && PHONES[a.phone] === PHONES[b.phone];
        const email = EMAILS[a.email] !== '' && EMAILS[a.email] === EMAILS[b.email];
        if (phone || email) person[i] = Math.min(person[i] as number, person[j] as number);
      }
    }
  }
  const leads: Record<string, string> = {};
  for (const one of new Set(person)) {
    const own = contacts.filter((_, index) => person[index] === one);
    const sorted = own.sort((a, b) => a.at - b.at || (idOf(a) < idOf(b) ? -1 : 1));
    let lead = '';
    let last = Number.NEGATIVE_INFINITY;
    for (const contact of sorted) {
      if (contact.at - last > WINDOW * 24 * 60) lead = idOf(contact);
      last = contact.at;
      leads[idOf(contact)] = lead;
    }
  }
  return leads;
};

test('leads are those of the oracle, whatever came first and however often', { timeout: 120_000 }, async () => {
  const made = fc.record({
    // Days and single minutes, so that gaps of just the window and a minute more come up.
    at: fc.tuple(fc.nat(24), fc.constantFrom(0, 0, 1)).map(([days, minute]) => days * 24 * 60 + minute),
    rest: fc.nat(10_000),
    phone: fc.constantFrom(...Object.keys(PHONES)),
    email: fc.constantFrom(...Object.keys(EMAILS)),
  });
  const contacts = fc.uniqueArray(made, { minLength: 1, maxLength: 9, selector: ({ rest }) => rest });
  await fc.assert(
    fc.asyncProperty(contacts, fc.array(fc.nat(8), { maxLength: 12 }), async (sent, again) => {
      const site = await newSite({ leadWindowDays: WINDOW });
      for (const index of [...again, ...sent.keys()]) {
        const one = sent[index];
        if (one) expect(['new', 'known']).toContain((await site.contact(requestOf(one))).state);
      }
      const expected = oracle(sent);
      expect(await leadsOf(site)).toEqual(expected);
      await site.stub.rebuild();
      expect(await leadsOf(site)).toEqual(expected);
      // Every contact's id answers as its lead, and the list holds each lead once, the newest first.
      for (const [id, lead] of Object.entries(expected)) expect((await site.stub.lead(id))?.lead).toBe(lead);
      const { leads } = await site.stub.leads({ limit: 50 });
      expect(leads.map(({ lead }) => lead).sort()).toEqual([...new Set(Object.values(expected))].sort());
      expect(leads.map(({ time }) => time)).toEqual(
        leads
          .map(({ time }) => time)
          .sort()
          .reverse(),
      );
    }),
    { numRuns: 25, endOnFailure: true },
  );
});

const minutes = (days: number, minute = 0): number => days * 24 * 60 + minute;
const by = (rest: number, at: number, phone = '', more: Partial<Made> = {}): Made => ({
  rest,
  at,
  phone,
  email: '',
  ...more,
});

describe('a lead', () => {
  test('takes the id of an earlier contact that comes late; the old id answers still', async () => {
    const site = await newSite({ leadWindowDays: WINDOW });
    const [late, early] = [by(1, minutes(3), '0441111111'), by(2, minutes(0), '+380441111111')];
    await site.contact(requestOf(late));
    expect((await site.stub.lead(idOf(late)))?.lead).toBe(idOf(late));
    await site.contact(requestOf(early));
    const story = await site.stub.lead(idOf(late));
    expect(story?.lead).toBe(idOf(early));
    expect(story?.contacts.map(({ id }) => id)).toEqual([idOf(early), idOf(late)]);
    expect(story?.contacts.map(({ phoneNumber }) => phoneNumber)).toEqual(['+380441111111', '+380441111111']);
  });

  test('two persons become one by a contact that has the phone of one and the e-mail of the other', async () => {
    const site = await newSite({ leadWindowDays: WINDOW });
    const [one, other] = [by(1, minutes(0), '0441111111'), by(2, minutes(2), '', { email: 'a@example.com' })];
    await site.contact(requestOf(one));
    await site.contact(requestOf(other));
    expect(new Set(Object.values(await leadsOf(site))).size).toBe(2);
    await site.contact(requestOf(by(3, minutes(4), '0441111111', { email: 'A@example.com' })));
    expect(new Set(Object.values(await leadsOf(site)))).toEqual(new Set([idOf(one)]));
  });

  test('knows the same person’s other leads', async () => {
    const site = await newSite({ leadWindowDays: WINDOW });
    const made = [by(1, minutes(0), '0441111111'), by(2, minutes(6), '0441111111'), by(3, minutes(12), '0441111111')];
    for (const one of made) await site.contact(requestOf(one));
    expect((await site.stub.lead(idOf(made[1] as Made)))?.otherLeads).toEqual(
      [made[0] as Made, made[2] as Made].map((one) => ({
        lead: idOf(one),
        time: new Date(BEGIN + one.at * 60_000).toISOString(),
      })),
    );
  });

  test('of an unknown id is none', async () => {
    const site = await newSite();
    expect(await site.stub.lead('0'.repeat(20))).toBeNull();
    expect(await site.stub.lead('')).toBeNull();
  });
});

test('a list in pages misses none and repeats none, leads of one moment included', async () => {
  const site = await newSite();
  for (let rest = 0; rest < 11; rest += 1) await site.contact(requestOf(by(rest, minutes(0, Math.floor(rest / 4)))));
  const seen: string[] = [];
  let before: string | undefined;
  for (let page = 0; page < 10; page += 1) {
    const { leads, next } = await site.stub.leads({ limit: 4, before });
    seen.push(...leads.map(({ lead }) => lead));
    before = next;
    if (!next) break;
  }
  expect(seen).toHaveLength(11);
  expect(seen).toEqual([...new Set(seen)].sort().reverse());
  // After one that is no more, the list goes on from its time: it does not begin again.
  const { leads } = await site.stub.leads({ limit: 50, before: idAt(BEGIN + 60_000, 0) });
  expect(leads).toHaveLength(4);
});

const GOOGLE = 'https://example.com/?utm_source=google&utm_medium=cpc&utm_campaign=g';
const META = 'https://example.com/?utm_source=facebook&utm_medium=paid&utm_campaign=m';
const DIRECT = 'https://example.com/';

const visitOf = (site: TestSite, visitor: number, at: number, url: string) => {
  const start = BEGIN + at * 60_000;
  return site.hits({
    sentAt: start,
    visit: {
      id: idAt(start, 900_000 + visitor),
      visitor: idAt(BEGIN, visitor),
      url,
      referrer: '',
      language: 'uk',
      zone: '',
    },
    hits: [{ kind: 'page', at: 0, path: '/' }],
  });
};
const credited = async (site: TestSite): Promise<Record<string, unknown>> => {
  const found: Record<string, unknown> = {};
  for (const model of ['lastClick', 'lastNonDirect', 'firstClick']) {
    const { rows } = await site.report({ by: 'source', metrics: 'leads', model, from: '2026-03-01', to: '2026-07-31' });
    found[model] = rows.map(({ key }) => key.source).join();
  }
  return found;
};

describe('credit', () => {
  test('by each model; a direct return takes nothing from the ad', async () => {
    const site = await newSite();
    await visitOf(site, 1, minutes(0), META);
    await visitOf(site, 1, minutes(1), GOOGLE);
    await site.contact(requestOf(by(5, minutes(2), '0441111111', { visitor: 1, url: DIRECT })));
    expect(await credited(site)).toEqual({ lastClick: '(direct)', lastNonDirect: 'google', firstClick: 'facebook' });
  });

  test('by the touches of all the person’s browsers', async () => {
    const site = await newSite();
    await site.contact(requestOf(by(1, minutes(1), '0441111111', { visitor: 1, url: META })));
    // The same person a month later, from a telephone that knows no ad: a new lead.
    await site.contact(requestOf(by(2, minutes(40), '+380441111111', { visitor: 2, url: DIRECT })));
    const { rows } = await site.report({ by: 'source', metrics: 'leads', from: '2026-03-01', to: '2026-07-31' });
    expect(rows.map(({ key, values }) => [key.source, values.leads])).toEqual([['facebook', 2]]);
    const story = await site.stub.lead(idOf(by(2, minutes(40))));
    expect(story?.touches.map(({ source }) => source)).toEqual(['facebook', '(direct)']);
    expect(story?.source.source).toBe('facebook');
  });

  test('beyond the look-back the last touch stands', async () => {
    const site = await newSite({ lookBackDays: 10 });
    await visitOf(site, 1, minutes(0), GOOGLE);
    await site.contact(requestOf(by(5, minutes(11), '0441111111', { visitor: 1, url: DIRECT })));
    expect(await credited(site)).toEqual({ lastClick: '(direct)', lastNonDirect: '(direct)', firstClick: 'google' });
  });

  test('follows a visit that comes late, and settings that change', async () => {
    const site = await newSite({ lookBackDays: 10 });
    await site.contact(requestOf(by(5, minutes(20), '0441111111', { visitor: 1, url: DIRECT })));
    expect(await credited(site)).toMatchObject({ lastNonDirect: '(direct)', firstClick: '(direct)' });
    await visitOf(site, 1, minutes(15), GOOGLE);
    await visitOf(site, 1, minutes(1), META);
    expect(await credited(site)).toEqual({ lastClick: '(direct)', lastNonDirect: 'google', firstClick: 'facebook' });
    // One after the contact is none of its.
    await visitOf(site, 1, minutes(25), META);
    expect(await credited(site)).toEqual({ lastClick: '(direct)', lastNonDirect: 'google', firstClick: 'facebook' });
    await site.stub.change({ lookBackDays: 3 });
    expect(await credited(site)).toMatchObject({ lastNonDirect: '(direct)' });
  });
});

describe('settings that say who is who', () => {
  const two = [by(1, minutes(0), '0441111111'), by(2, minutes(7), '+380441111111')];

  test('the window', async () => {
    const site = await newSite({ leadWindowDays: 5 });
    for (const one of two) await site.contact(requestOf(one));
    expect(new Set(Object.values(await leadsOf(site))).size).toBe(2);
    await site.stub.change({ leadWindowDays: 7 });
    expect(new Set(Object.values(await leadsOf(site)))).toEqual(new Set([idOf(two[0] as Made)]));
    await site.stub.change({ leadWindowDays: 6 });
    expect(new Set(Object.values(await leadsOf(site))).size).toBe(2);
  });

  test('the country by which national numbers are read', async () => {
    const site = await newSite({ country: 'DE' });
    for (const one of two) await site.contact(requestOf(one));
    expect(new Set(Object.values(await leadsOf(site))).size).toBe(2);
    await site.stub.change({ country: 'UA' });
    expect(new Set(Object.values(await leadsOf(site)))).toEqual(new Set([idOf(two[0] as Made)]));
    await site.stub.change({ country: 'DE' });
    expect(new Set(Object.values(await leadsOf(site))).size).toBe(2);
  });

  test('a change that fails leaves everything as it was', async () => {
    const site = await newSite();
    for (const one of two) await site.contact(requestOf(one));
    const before = await site.rows('SELECT * FROM contacts ORDER BY id');
    await site.rows(`CREATE TRIGGER broken BEFORE UPDATE ON contacts BEGIN SELECT RAISE(ABORT, 'provoked'); END`);
    const [failed] = await Promise.allSettled([
      site.stub
        .change({ leadWindowDays: 1, channelRules: [{ channel: 'Mine', source: '(direct)' }] })
        .then((result) => result.state),
    ]);
    expect(failed?.status).toBe('rejected');
    await site.rows('DROP TRIGGER broken');
    expect(await site.rows('SELECT * FROM contacts ORDER BY id')).toEqual(before);
    expect((await site.stub.settings()).leadWindowDays).toBe(30);
    // Neither the window nor the channels of the change are at work.
    await site.contact(requestOf(by(3, minutes(14), '0441111111')));
    expect(new Set(Object.values(await leadsOf(site)))).toEqual(new Set([idOf(two[0] as Made)]));
    const { rows } = await site.report({ by: 'channel', metrics: 'visits', from: '2026-03-01', to: '2026-07-31' });
    expect(rows.map(({ key }) => key.channel)).toEqual(['Direct']);
  });
});

test('contacts with nothing to tell them by are persons of their own', async () => {
  const site = await newSite();
  for (const rest of [1, 2]) await site.contact(requestOf(by(rest, minutes(0, rest))));
  expect(new Set(Object.values(await leadsOf(site))).size).toBe(2);
});

test.each(['XX', 'AQ'])('a country whose numbers nobody knows (%s) does no harm', async (country) => {
  const site = await newSite({ country });
  for (const [rest, phone] of [
    [1, '0441111111'],
    [2, '+380441111111'],
    [3, '+380441111111'],
  ] as const)
    await site.contact(requestOf(by(rest, minutes(0, rest), phone)));
  expect(Object.values(await leadsOf(site))).toEqual([
    idOf(by(1, minutes(0, 1))),
    idOf(by(2, minutes(0, 2))),
    idOf(by(2, minutes(0, 2))),
  ]);
});

test('where a lead came from is told by the names that the ad system has, once spend has told them', async () => {
  const site = await newSite();
  const url =
    'https://example.com/?utm_source=google&utm_medium=cpc&utm_campaign=1001&utm_content=2002&utm_term=windows';
  const made = { at: 5, rest: 1, phone: '044 111 11 11', email: '', url };
  await site.contact(requestOf(made));
  const sources = async (): Promise<object[]> => {
    const { leads } = await site.stub.leads({ limit: 1 });
    const story = await site.stub.lead(idOf(made));
    return [leads[0]?.source ?? {}, story?.touches[0] ?? {}];
  };
  const by = { channel: 'Paid Search', source: 'google', medium: 'cpc', term: 'windows' };
  for (const told of await sources()) expect(told).toMatchObject({ ...by, campaign: '1001', content: '2002' });
  const row = {
    ...{ day: '2026-03-02', system: 'google' as const, cost: 1 },
    ...{ campaignId: '1001', campaign: 'Вікна — Київ', adId: '2002', ad: 'Тепло взимку' },
  };
  const rows = [{ place: 'rows.0', row }];
  await site.stub.spend(JSON.stringify({ origin: 'test', rows, dryRun: false, replace: false, by: 'test' }));
  for (const told of await sources())
    expect(told).toMatchObject({ ...by, campaign: 'Вікна — Київ', content: 'Тепло взимку' });
});
