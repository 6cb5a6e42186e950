import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ContactAnswer, ContactRequest } from '../../shared/contacts.ts';
import type { HitsBatch } from '../../shared/hits.ts';
import type { LeadsAnswer, SuspectsAnswer } from '../../shared/leadStory.ts';
import { METRIC_NAMES } from '../../shared/metrics/catalogue.ts';
import { DIMENSIONS, type ReportAnswer } from '../../shared/report.ts';
import type { Challenge, Proof } from '../../shared/spam.ts';
import { ask, asked, bearing, bindings, fromPage, newAccount, newSiteOf, newTokenOf, problemOf } from './people.ts';
import { idAt, newSite, type TestSite } from './site.ts';

/** Spam: what looks like a program's goes to quarantine and moves no figure but its own; a person gets through. */

const HOOK = 'https://hooks.example/';
const SITEVERIFY = 'https://challenges.cloudflare.com/turnstile/v0/siteverify';
const TURNSTILE = { siteKey: '0x4AAAAAAAtestsitekey', secret: '0x4AAAAAAAtestsecret' };

/** Ids of contacts that were told, in order. */
let told: string[];
let siteverify: (body: Record<string, string>) => Promise<object> | object;
let token: string;
let site: string;
let rest = 0;
const START = Date.now();

beforeEach(async () => {
  told = [];
  siteverify = () => {
    throw new Error('Turnstile was asked');
  };
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const body = JSON.parse(String(init?.body));
    if (String(input) === SITEVERIFY) return Response.json(await siteverify(body));
    told.push((body as { data: { contact: { id: string } } }).data.contact.id);
    return new Response(null, { status: 204 });
  });
  ({ token } = await newAccount());
  site = await newSiteOf(token, {
    spam: {},
    notify: { webhooks: [{ url: HOOK, secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLjSw' }], telegram: [] },
  });
});
afterEach(() => vi.restoreAllMocks());

type Contact = Partial<ContactRequest['contact']>;

const visitOf = (url = 'https://example.com/?utm_source=google&utm_medium=cpc&utm_campaign=11&gclid=x') => ({
  id: idAt(Date.now() - 60_000, (rest += 1)),
  visitor: idAt(START, (rest += 1)),
  url,
  referrer: '',
  language: 'uk',
  zone: 'Europe/Kyiv',
});

const requestOf = (contact: Contact = {}, visit = visitOf()): ContactRequest => ({
  sentAt: Date.now(),
  visit,
  contact: {
    id: idAt(Date.now(), (rest += 1)),
    kind: 'lead',
    form: 'lead',
    at: Date.now(),
    fields: { name: 'Олена', phone: `+38044${1_000_000 + (rest += 1)}` },
    page: 'https://example.com/contact',
    ...contact,
  },
});

const post = (request: ContactRequest, headers: Record<string, string> = {}) =>
  ask(`/w/${site}/contacts`, fromPage(request, headers));

const hit = (visit: ContactRequest['visit'], hits: HitsBatch['hits']) =>
  ask(`/w/${site}/hits`, fromPage({ sentAt: Date.now(), visit, hits } satisfies HitsBatch));

const PAGE = { kind: 'page', at: 0, path: '/contact' } as const;
const stagesOf = (form: string): HitsBatch['hits'] => [
  PAGE,
  { kind: 'form', at: 5_000, form, stage: 'seen' },
  { kind: 'form', at: 9_000, form, stage: 'started' },
];

const suspects = async (): Promise<SuspectsAnswer['suspects']> =>
  (await asked<SuspectsAnswer>(`/v1/sites/${site}/quarantine?limit=200`, bearing(token))).suspects;
const reasonsOf = async (id: string): Promise<string[] | undefined> =>
  (await suspects()).find(({ contact }) => contact.id === id)?.reasons.map(({ reason }) => reason);
const leads = async (): Promise<LeadsAnswer['leads']> =>
  (await asked<LeadsAnswer>(`/v1/sites/${site}/leads?limit=200`, bearing(token))).leads;

const today = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Kyiv' });
const RANGE = `from=${today.format(START - 86_400_000)}&to=${today.format(START + 86_400_000)}`;
const report = (query: string): Promise<ReportAnswer> =>
  asked<ReportAnswer>(`/v1/sites/${site}/report?${RANGE}&${query}`, bearing(token));

const OTHERS = METRIC_NAMES.filter((name) => !['submissions', 'suspects', 'spamShare'].includes(name)).join();
/** Every report by one dimension, of all that no suspect may move. */
const reports = () => Promise.all(['', ...DIMENSIONS].map((by) => report(`by=${by}&metrics=${OTHERS}`)));
const share = async (by = '') => {
  const { rows, totals } = await report(`by=${by}&metrics=submissions,suspects,spamShare`);
  return { rows: rows.map(({ key, values }) => ({ ...key, ...values })), totals };
};

const solved = async (request: ContactRequest, challenge: Challenge): Promise<ContactRequest> => {
  const solution = await solveChallenge({ challenge: challenge as never, deriveKey });
  const proof: Proof = { ...request.contact.proof, solution: JSON.stringify({ challenge, solution }) } as Proof;
  return { ...request, contact: { ...request.contact, proof } };
};

/** What a page of today's widget does. */
const person = async () => {
  const visit = visitOf();
  expect((await hit(visit, stagesOf('lead'))).status).toBe(202);
  const request = requestOf({ fields: { name: 'Тарас', phone: `+38067${2_000_000 + (rest += 1)}` } }, visit);
  const answer = await post(request);
  expect([answer.status, await answer.json()]).toEqual([201, { id: request.contact.id }]);
  return request.contact.id;
};

describe('a bot that posts straight to the endpoint a thousand times', { timeout: 120_000 }, () => {
  test('from everywhere is quarantined, moves no figure, and a person in between gets through', async () => {
    const before = [await person()];
    const figures = await reports();
    for (let sent = 0; sent < 1_000; sent += 10) {
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          post(requestOf(), { 'cf-connecting-ip': `198.${18 + (sent % 2)}.${sent % 250}.${index}` }),
        ),
      );
      for (const answer of answers) {
        expect(answer.status).toBe(202);
        await answer.body?.cancel();
      }
      if (sent !== 500) continue;
      expect(await reports()).toEqual(figures);
      const between = await person();
      await vi.waitFor(() => expect(told).toContain(between));
      before.push(between);
      figures.splice(0, figures.length, ...(await reports()));
    }
    expect(await reports()).toEqual(figures);
    expect((await leads()).map(({ lead }) => lead).sort()).toEqual(before.sort());
    expect(told.sort()).toEqual(before.sort());
    expect((await share()).totals).toEqual({ submissions: 1_002, suspects: 1_000, spamShare: 0.998004 });
    const list = await suspects();
    expect(list).toHaveLength(200);
    for (const { reasons } of list) expect(reasons.map(({ reason }) => reason)).toContain('unseen');
    const rows = await bindings.SITE.getByName(site).suspects({ limit: 200, before: list.at(-1)?.contact.id });
    expect(rows.suspects).toHaveLength(200);
  });

  test('from one address is quarantined, then refused, and a person elsewhere gets through', async () => {
    const first = await person();
    const figures = await reports();
    const seen = { quarantined: 0, refused: 0 };
    for (let sent = 0; sent < 1_000; sent += 1) {
      const answer = await post(requestOf(), { 'cf-connecting-ip': '203.0.113.9' });
      expect([201, 202, 429]).toContain(answer.status);
      seen[answer.status === 429 ? 'refused' : 'quarantined'] += 1;
      if (answer.status === 429) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      await answer.body?.cancel();
    }
    expect(await reports()).toEqual(figures);
    expect(seen.quarantined).toBeGreaterThanOrEqual(20);
    expect(seen.refused).toBeGreaterThan(800);
    expect(await suspects()).toHaveLength(seen.quarantined);
    const second = await person();
    await vi.waitFor(() => expect(told).toEqual([first, second]));
  });
});

describe('a suspect', () => {
  test('is told nothing by, and stands in no other table', async () => {
    const request = requestOf();
    expect((await post(request)).status).toBe(202);
    expect((await post(request)).status).toBe(202);
    const [suspect] = await suspects();
    expect(suspect).toMatchObject({
      contact: request.contact,
      reasons: [{ reason: 'unseen', why: expect.any(String) }],
      source: { source: 'google', medium: 'cpc', campaign: '11', channel: 'Paid Search' },
      landing: 'example.com/',
    });
    expect(await leads()).toEqual([]);
    expect(told).toEqual([]);
    expect((await share('campaign')).rows).toEqual([{ campaign: '11', submissions: 1, suspects: 1, spamShare: 1 }]);
    expect((await share('landing,form,country')).rows).toEqual([
      {
        landing: 'example.com/',
        form: 'lead',
        country: 'UA',
        submissions: 1,
        suspects: 1,
        spamShare: 1,
      },
    ]);
  });

  test('with another body under its id is a conflict', async () => {
    const request = requestOf();
    await post(request);
    const other = { ...request, contact: { ...request.contact, fields: { name: 'Інша' } } };
    expect((await problemOf(await post(other))).status).toBe(409);
  });

  test('is free once its work is done, and told', async () => {
    const request = requestOf();
    const { challenge } = (await (await post(request)).json()) as ContactAnswer;
    const answer = await post(await solved(request, challenge as Challenge));
    expect([answer.status, await answer.json()]).toEqual([201, { id: request.contact.id }]);
    expect(await suspects()).toEqual([]);
    await vi.waitFor(() => expect(told).toEqual([request.contact.id]));
    expect((await post(await solved(request, challenge as Challenge))).status).toBe(200);
    expect((await share()).totals).toEqual({ submissions: 1, suspects: 0, spamShare: 0 });
  });

  test("is not free by another's work, nor by work that was not done", async () => {
    const [mine, other] = [requestOf(), requestOf()];
    const { challenge } = (await (await post(mine)).json()) as ContactAnswer;
    await post(other);
    const done = await solved(mine, challenge as Challenge);
    const { solution, challenge: given } = JSON.parse(done.contact.proof?.solution as string);
    const forged = [
      done.contact.proof?.solution,
      JSON.stringify({
        challenge: { ...given, parameters: { ...given.parameters, data: { site, contact: other.contact.id } } },
        solution,
      }),
      '{}',
      'nonsense',
    ];
    for (const text of forged) {
      const answer = await post({ ...other, contact: { ...other.contact, proof: { solution: text } as Proof } });
      expect(answer.status).toBe(202);
    }
    const lazy = JSON.stringify({ challenge: given, solution: { ...solution, counter: solution.counter + 1 } });
    expect((await post({ ...mine, contact: { ...mine.contact, proof: { solution: lazy } as Proof } })).status).toBe(
      202,
    );
    expect(await suspects()).toHaveLength(2);
  });

  test('is free once its visit is seen: its hits were late', async () => {
    const visit = visitOf();
    const request = requestOf({}, visit);
    await post(request);
    await hit(visit, [{ kind: 'tap', at: 10, number: '+380441234567' }]);
    expect(await suspects()).toHaveLength(1);
    await hit(visit, [PAGE]);
    expect(await suspects()).toEqual([]);
    await vi.waitFor(() => expect(told).toEqual([request.contact.id]));
  });

  test('with more than that against it stays, though its visit is seen', async () => {
    const visit = visitOf();
    const request = requestOf({ proof: { filled: 'https://casino.example' } as Proof }, visit);
    expect((await post(request)).status).toBe(201);
    expect((await post(request)).status).toBe(200);
    await hit(visit, stagesOf('lead'));
    expect(await reasonsOf(request.contact.id)).toEqual(['trap', 'unseen']);
    expect((await post(request)).status).toBe(200);
    expect(await reasonsOf(request.contact.id)).toEqual(['trap']);
  });

  test('is deleted for good and still counted; released it is a contact; twice changes nothing', async () => {
    const [spam, lead] = [requestOf(), requestOf()];
    for (const request of [spam, lead]) await post(request);
    const of = ({ contact }: ContactRequest, way = '') => `/v1/sites/${site}/quarantine/${contact.id}${way}`;
    expect((await ask(of(spam), bearing(token, undefined, 'DELETE'))).status).toBe(204);
    expect((await ask(of(spam), bearing(token, undefined, 'DELETE'))).status).toBe(404);
    expect((await ask(of(spam, '/release'), bearing(token, undefined, 'POST'))).status).toBe(404);
    expect((await post(spam)).status).toBe(200);
    for (let times = 0; times < 2; times += 1)
      expect((await ask(of(lead, '/release'), bearing(token, undefined, 'POST'))).status).toBe(200);
    expect((await post(lead)).status).toBe(200);
    expect(await suspects()).toEqual([]);
    expect((await leads()).map((one) => one.lead)).toEqual([lead.contact.id]);
    expect((await share()).totals).toEqual({ submissions: 2, suspects: 1, spamShare: 0.5 });
    await vi.waitFor(() => expect(told).toEqual([lead.contact.id]));
  });

  test('of too many the oldest lose what was written, and go on counting', async () => {
    const crowded = await newSite({ spam: { quarantine: true } });
    const first = requestOf();
    await crowded.contact(first);
    await crowded.rows(`INSERT INTO quarantine
      WITH RECURSIVE more (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more WHERE n < 5000)
      SELECT id || n, at + n, day, ad, landing, device, country, form, variant, visit, verdict, reasons, submission
      FROM quarantine, more`);
    const last = requestOf({ at: Date.now() + 10_000 });
    await crowded.contact(last, { receivedAt: Date.now() + 10_000 });
    const [{ whole, all }] = (await crowded.rows(
      `SELECT count(*) AS "all", sum(submission <> '') AS whole FROM quarantine`,
    )) as [{ whole: number; all: number }];
    expect([whole, all]).toEqual([5_000, 5_002]);
    expect(await crowded.stub.releaseSuspect(first.contact.id)).toBe(false);
    expect(await crowded.stub.releaseSuspect(last.contact.id)).toBe(true);
  });

  test('is nobody’s to see without the scope', async () => {
    const { token: reader } = await newTokenOf(token, 'report');
    const { token: stranger } = await newAccount('Other');
    const [path, id] = [`/v1/sites/${site}/quarantine`, requestOf().contact.id];
    for (const [way, method] of [
      ['', 'GET'],
      [`/${id}/release`, 'POST'],
      [`/${id}`, 'DELETE'],
    ] as const) {
      expect((await ask(path + way, { method })).status).toBe(401);
      expect((await ask(path + way, bearing(reader, undefined, method))).status).toBe(403);
      expect((await ask(path + way, bearing(stranger, undefined, method))).status).toBe(404);
    }
  });
});

test('a site that quarantines nothing takes all, what it held before included', async () => {
  const request = requestOf({ proof: { filled: 'x' } as Proof });
  await post(request);
  await ask(`/v1/sites/${site}`, bearing(token, { spam: { quarantine: false } }, 'PATCH'));
  expect((await post(request)).status).toBe(201);
  expect((await post(requestOf())).status).toBe(201);
  expect(await suspects()).toEqual([]);
  expect(await leads()).toHaveLength(2);
});

describe('of a visit that was seen', () => {
  const seen = async (contact: Contact) => {
    const visit = visitOf();
    await hit(visit, [PAGE]);
    const request = requestOf(contact, visit);
    const { status } = await post(request);
    return { status, reasons: await reasonsOf(request.contact.id) };
  };
  const CASES: [string, Contact, number, string[] | undefined][] = [
    ['nothing against it', { proof: { took: 12_000, filled: '' } as Proof }, 201, undefined],
    ['a proof of the wrong shape', { proof: { took: 'x', filled: 7, solution: [], more: 1 } as never }, 201, undefined],
    ['the trap', { proof: { filled: 'x' } as Proof }, 201, ['trap']],
    ['too quick', { proof: { took: 90 } as Proof }, 202, ['quick']],
    ['a name with a link', { fields: { name: 'Buy https://a.example' } }, 201, ['link']],
    ['a text with a link', { fields: { message: 'Like https://a.example/window?' } }, 201, undefined],
    ['a text with links', { fields: { message: 'www.a.example www.b.example [url=c]' } }, 202, ['links']],
  ];
  test.each(CASES)('%s', async (_, contact, status, reasons) => {
    expect(await seen(contact)).toEqual({ status, reasons });
  });

  test('one visitor, one phone, one text many times', async () => {
    const visit = visitOf();
    await hit(visit, [PAGE]);
    const of = async (contact: Contact, where = visit) => {
      const request = requestOf(contact, where);
      await post(request);
      return reasonsOf(request.contact.id);
    };
    for (let times = 0; times < 5; times += 1) expect(await of({})).toBeUndefined();
    expect(await of({})).toEqual(['visitor']);
    const fresh = async () => {
      const other = visitOf();
      await hit(other, [PAGE]);
      return other;
    };
    const phone = { fields: { phone: '044 777 77 77' } };
    for (let times = 0; times < 3; times += 1) expect(await of(phone, await fresh())).toBeUndefined();
    expect(await of({ fields: { phone: '+380447777777' } }, await fresh())).toEqual(['phone']);
    const text = { fields: { message: 'We promote your site to the very top of every search engine.' } };
    for (let times = 0; times < 2; times += 1) expect(await of(text, await fresh())).toBeUndefined();
    expect(await of(text, await fresh())).toEqual(['text']);
  });
});

/** https://developers.cloudflare.com/turnstile/get-started/server-side-validation/: fields, errors, single use, expiry. */
const cloudflare = () => {
  const tokens = new Map<string, { at: number; hostname: string; usedBy?: string }>();
  const fail = (...codes: string[]) => ({ success: false, 'error-codes': codes });
  siteverify = ({ secret, response, remoteip, idempotency_key, ...more }) => {
    if (Object.keys(more).length > 0) return fail('bad-request');
    if (!secret) return fail('missing-input-secret');
    if (secret !== TURNSTILE.secret) return fail('invalid-input-secret');
    if (!response) return fail('missing-input-response');
    if (remoteip !== undefined && !/^[\d.]+$/.test(remoteip)) return fail('bad-request');
    if (idempotency_key && !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(idempotency_key))
      return fail('bad-request');
    const known = tokens.get(response);
    if (!known) return fail('invalid-input-response');
    const again = known.usedBy !== undefined && known.usedBy !== idempotency_key;
    if (again || Date.now() - known.at > 300_000) return fail('timeout-or-duplicate');
    known.usedBy = idempotency_key ?? 'once';
    return {
      success: true,
      challenge_ts: new Date(known.at).toISOString(),
      hostname: known.hostname,
      'error-codes': [],
    };
  };
  return {
    give: (hostname = 'www.example.com', age = 0) => {
      const turnstile = `token-${tokens.size}`;
      tokens.set(turnstile, { at: Date.now() - age, hostname });
      return { turnstile } as Proof;
    },
  };
};

describe('with Turnstile', () => {
  beforeEach(async () => {
    await ask(`/v1/sites/${site}`, bearing(token, { spam: { turnstile: TURNSTILE } }, 'PATCH'));
  });
  const sent = async (proof: Proof | undefined, visit = visitOf()) => {
    const request = requestOf(proof && { proof }, visit);
    return { request, status: (await post(request)).status, reasons: await reasonsOf(request.contact.id) };
  };

  test('a token vouches for a visit that nobody saw, once', async () => {
    const { give } = cloudflare();
    const proof = give();
    const { request, ...answer } = await sent(proof);
    expect(answer).toEqual({ status: 201, reasons: undefined });
    // The reply was lost: the same contact with the same token.
    expect((await post(request)).status).toBe(200);
    expect(await sent(proof)).toMatchObject({ status: 202, reasons: ['unseen', 'turnstile'] });
  });

  test('no token, an old one, or one of elsewhere is asked for work, a made-up one is not', async () => {
    const { give } = cloudflare();
    const visit = visitOf();
    await hit(visit, [PAGE]);
    expect(await sent(undefined, visit)).toMatchObject({ status: 202, reasons: ['turnstile'] });
    expect(await sent(give('example.com', 301_000), visit)).toMatchObject({ status: 202, reasons: ['turnstile'] });
    expect(await sent(give('evil.example'), visit)).toMatchObject({ status: 202, reasons: ['turnstile'] });
    expect(await sent({ turnstile: 'made up' } as Proof, visit)).toMatchObject({ status: 201, reasons: ['turnstile'] });
  });

  test('a person gets through where Cloudflare is dead, or the keys are wrong', async () => {
    const visit = visitOf();
    await hit(visit, [PAGE]);
    for (const broken of [
      () => Promise.reject(new TypeError('network')),
      () => ({ success: false, 'error-codes': ['internal-error'] }),
      () => ({ success: false, 'error-codes': ['invalid-input-secret'] }),
    ]) {
      siteverify = broken;
      expect(await sent({ turnstile: 'any' } as Proof, visit)).toMatchObject({ status: 201, reasons: undefined });
    }
  });

  test('the secret is shown by nothing and kept; the site key is in the script', async () => {
    const shown = await (await ask(`/v1/sites/${site}`, bearing(token))).text();
    expect(shown).not.toContain(TURNSTILE.secret);
    const { settings } = JSON.parse(shown) as { settings: { spam: object } };
    expect((await ask(`/v1/sites/${site}`, bearing(token, { spam: settings.spam }, 'PATCH'))).status).toBe(200);
    expect((await bindings.SITE.getByName(site).settings()).spam).toEqual({ quarantine: true, turnstile: TURNSTILE });
  });
});

/** Suspects or taken at once, in whatever order: the same figures. */
test('released in any order, with any duplicates, the figures are those of contacts taken at once', {
  timeout: 120_000,
}, async () => {
  const BEGIN = Date.parse('2026-03-10T09:00:00Z');
  const URLS = ['https://example.com/?utm_source=google&utm_medium=cpc&utm_campaign=11', 'https://example.com/offer'];
  const drawn = fc.record({
    visit: fc.nat(2),
    minute: fc.nat(600),
    phone: fc.constantFrom('', '0441111111', '0442222222'),
    form: fc.constantFrom(undefined, 'lead', 'callback'),
    /** How often and how late it is sent. */
    sendings: fc.array(fc.record({ delay: fc.nat(200), network: fc.nat(20_000) }), { minLength: 1, maxLength: 3 }),
  });
  const state = (one: TestSite) =>
    Promise.all(
      [
        'SELECT * FROM contacts ORDER BY id',
        'SELECT * FROM contact_details ORDER BY id',
        'SELECT * FROM identities ORDER BY key, contact',
        'SELECT * FROM visits ORDER BY id',
        'SELECT * FROM visitor_visits ORDER BY visitor, started_at',
        'SELECT ads.source, cube.* FROM cube JOIN ads ON ads.id = cube.ad ORDER BY day, ads.source',
        'SELECT id FROM quarantine',
      ].map(async (sql) => (await one.rows<Record<string, unknown>>(sql)).map(({ ad: _, ...row }) => withoutAds(row))),
    );
  await fc.assert(
    fc.asyncProperty(
      fc.array(drawn, { minLength: 1, maxLength: 6 }),
      fc.array(fc.nat(1_000), { minLength: 30, maxLength: 30 }),
      async (contacts, ranks) => {
        const [calm, strict] = await Promise.all([newSite(), newSite({ spam: { quarantine: true } })]);
        const requests = contacts.map(({ visit, minute, phone, form }, index): ContactRequest => {
          const at = BEGIN + minute * 60_000;
          return {
            sentAt: at,
            visit: {
              ...visitOf(URLS[visit % 2]),
              id: idAt(BEGIN - visit * 7_200_000, visit),
              visitor: idAt(BEGIN, visit),
            },
            contact: {
              id: idAt(at, index),
              kind: 'lead',
              at,
              fields: { name: 'N', ...(phone && { phone }) },
              page: 'https://example.com/',
              ...(form && { form }),
            },
          };
        });
        const sendings = contacts.flatMap(({ sendings: times, minute }, index) =>
          times.map(({ delay, network }) => {
            const sentAt = BEGIN + (minute + delay) * 60_000;
            return { index, sentAt, receivedAt: sentAt + network };
          }),
        );
        for (const { index, sentAt, receivedAt } of sendings)
          await calm.contact({ ...(requests[index] as ContactRequest), sentAt }, { receivedAt });

        const acts = [
          ...sendings.map(({ index, sentAt, receivedAt }) => async () => {
            const { state } = await strict.contact({ ...(requests[index] as ContactRequest), sentAt }, { receivedAt });
            expect(['suspect', 'new', 'known']).toContain(state);
          }),
          ...requests.map(
            ({ contact }) =>
              () =>
                strict.stub.releaseSuspect(contact.id),
          ),
        ]
          .map((act, index) => ({ act, rank: ranks[index % ranks.length] as number }))
          .sort((a, b) => a.rank - b.rank);
        for (const { act } of acts) await act();
        for (const { contact } of requests) expect(await strict.stub.releaseSuspect(contact.id)).toBe(true);

        const reached = await state(strict);
        expect(reached).toEqual(await state(calm));
        await strict.stub.rebuild();
        expect(await state(strict)).toEqual(reached);
      },
    ),
    { numRuns: 40, endOnFailure: true },
  );
});

/** Ids of ads are given in order of arrival. */
const withoutAds = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !name.endsWith('_ad')));
