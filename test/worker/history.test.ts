import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ContactRequest } from '../../shared/contacts.ts';
import type { Hit, HitsBatch, Visit } from '../../shared/hits.ts';
import { idTime } from '../../shared/ids.ts';
import { DEFAULT_LEADS } from '../../shared/leads.ts';
import type { CallEvent } from '../../worker/calls/call.ts';
import type { Statement } from '../../worker/site/leads/statements.ts';
import type { CallReport } from '../../worker/site/site.ts';
import { idAt, newSite, type TestSite } from './site.ts';

/**
 * The system's central property: whatever happens to hits, contacts and the events of calls on their way (duplicated,
 * reordered, delayed, split into any batches, from clocks that are wrong), the cube is what rebuild() makes of the raw
 * rows, and the reports, leads and callers are those of the undisturbed sequence. Whatever people state of leads meanwhile
 * is no exception, and once it is taken back it leaves no trace.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WINDOW = 5 * DAY;
const LOOK_BACK = 3 * DAY;
/** Within which leads are promised an answer. */
const PROMISE = 15 * MINUTE;
/** How far apart two moments must not be, for a delay could turn what follows of them. */
const EDGES = [0, WINDOW, -WINDOW, LOOK_BACK, -LOOK_BACK, PROMISE, -PROMISE];
/** Four days around Kyiv's change to summer time. */
const BEGIN = Date.parse('2026-03-27T00:00:00Z');
const LANDINGS = [
  ['https://example.com/?utm_source=google&utm_medium=cpc&utm_campaign=11&utm_content=111&gclid=a', ''],
  ['https://example.com/offer?utm_source=facebook&utm_medium=paid&utm_campaign=22', 'https://l.facebook.com/'],
  ['https://example.com/', 'https://www.google.com/'],
  ['https://example.com/', ''],
] as const;

/** The page's own number, one of a pool, and one that stands for a banner. */
const LINE = '+380440000001';
const POOL = '+380440000002';
const BANNER = '+380440000003';

interface Sent {
  visit: Visit;
  hits?: Hit[];
  contact?: ContactRequest['contact'];
  call?: CallEvent;
  /** The visitor's clock when this was first ready to go. */
  ready: number;
  /** How far the visitor's clock is behind ours, ms. */
  skew: number;
}

const within = (min: number, max: number) => fc.integer({ min, max });

/** Clocks near enough to be believed, or far enough off to be put right whatever the network adds. */
const skews = fc.oneof(
  within(0, 4).map((minutes) => minutes * MINUTE),
  within(6 * MINUTE, 3 * HOUR),
  within(-3 * HOUR, -MINUTE),
);
const believed = (skew: number): boolean => skew >= 0 && skew <= 4 * MINUTE;

const hitOf: fc.Arbitrary<Hit> = fc.oneof(
  fc.record({
    kind: fc.constant('page' as const),
    at: within(0, 20 * MINUTE),
    path: fc.constantFrom('/', '/offer', '/price'),
  }),
  fc.record({
    kind: fc.constant('form' as const),
    at: within(0, 20 * MINUTE),
    form: fc.constantFrom('callback', 'lead'),
    variant: fc.constantFrom('a', 'b'),
    stage: fc.constantFrom('seen' as const, 'started' as const, 'submitted' as const),
  }),
  fc.record(
    {
      kind: fc.constant('field' as const),
      at: within(0, 20 * MINUTE),
      form: fc.constantFrom('callback', 'lead'),
      field: fc.constantFrom('name', 'phone'),
      variant: fc.constantFrom('a', 'b'),
      ms: within(0, MINUTE),
      corrected: fc.constant(true as const),
      refused: fc.constant(true as const),
    },
    { requiredKeys: ['kind', 'at', 'form', 'field'] },
  ),
  fc.record({
    kind: fc.constant('tap' as const),
    at: within(0, 20).map((minutes) => minutes * MINUTE),
    number: fc.constantFrom('0440000001', POOL),
  }),
);

const contactOf = fc.record({
  /** After the visit's start: mostly in it, sometimes days later, so that windows chain and break. */
  after: fc.oneof(
    within(1, 20).map((minutes) => minutes * MINUTE),
    fc.constantFrom(1, 4, 6, 11).map((days) => days * DAY + 17 * MINUTE),
  ),
  phone: fc.constantFrom('', '044 111 11 11', '+380441111111', '044 222 22 22'),
  email: fc.constantFrom('', 'a@example.com', 'A@example.com ', 'b@example.com'),
  form: fc.constantFrom(undefined, 'callback', 'lead'),
});

const visitOf = fc.record({
  landing: fc.constantFrom(...LANDINGS),
  hits: fc.uniqueArray(hitOf, {
    maxLength: 6,
    selector: (hit) => (hit.kind === 'form' ? `${hit.form}/${hit.stage}` : `${hit.kind}${hit.at}`),
  }),
  contacts: fc.array(contactOf, { maxLength: 2 }),
});

/**
 * A visit begins in its own two-hour slot, never within the network's delay of a day's edge: a clock that is wrong
 * cannot be corrected more exactly than the network is quick.
 */
const visitorOf = fc.record({
  skew: skews,
  visits: fc.uniqueArray(fc.tuple(within(0, 47), within(5, 50), visitOf), {
    minLength: 1,
    maxLength: 3,
    selector: ([slot]) => slot,
  }),
});

const history = fc.array(visitorOf, { minLength: 1, maxLength: 4 });

const callOf = fc.record({
  /** So long after the beginning; or so many seconds after one of the taps there are. */
  minute: within(0, 96 * 60),
  afterTap: fc.option(fc.record({ index: fc.nat(20), seconds: fc.constantFrom(5, 10, 25, 50) }), { nil: undefined }),
  tracking: fc.constantFrom(LINE, POOL, BANNER),
  direction: fc.constantFrom('in' as const, 'in' as const, 'out' as const),
  phone: fc.constantFrom('', '+380441111111', '+380442222222', '+380443333333'),
  talk: fc.constantFrom(undefined, 5, 60),
});

/** Who holds the pool's number: visitors, from which minute on, for how many. */
const leaseOf = fc.record({ visitor: fc.nat(3), minute: within(0, 96 * 60), length: within(5, 600) });

type Drawn<T> = T extends fc.Arbitrary<infer Value> ? Value : never;

const sentOf = (visitors: Drawn<typeof history>, calls: readonly Drawn<typeof callOf>[]): Sent[] => {
  const sent: Sent[] = [];
  let rest = 0;
  // Two moments less than the network's delay apart could change places, and so could one and the end of the other's
  // window: each has a minute of its own, and so have the windows' ends.
  const taken = new Set<number>();
  const freeMinute = (time: number, skew: number): number => {
    const settled = believed(skew) ? time - skew : time;
    if (EDGES.some((edge) => taken.has(settled + edge))) return freeMinute(time + MINUTE, skew);
    taken.add(settled);
    return time;
  };
  for (const [index, { skew, visits }] of visitors.entries()) {
    for (const [slot, minute, { landing, hits: all, contacts }] of visits) {
      // How long before a call a tap was tells how probable it is, which no clock that was put right tells exactly.
      const hits = all.filter(({ kind }) => kind !== 'tap' || believed(skew));
      // By our clock in its slot; the visitor's own clock states it `skew` earlier.
      const start = freeMinute(BEGIN + slot * 2 * HOUR + minute * MINUTE, skew) - skew;
      const visit: Visit = {
        id: idAt(start, (rest += 1)),
        visitor: idAt(BEGIN, index),
        url: landing[0],
        referrer: landing[1],
        language: 'uk',
        zone: 'Europe/Kyiv',
      };
      if (hits.length > 0) sent.push({ visit, hits, ready: start + Math.max(...hits.map(({ at }) => at)), skew });
      for (const { after, phone, email, form } of contacts) {
        const at = freeMinute(start + skew + after, skew) - skew;
        const fields = { name: 'N', ...(phone && { phone }), ...(email && { email }) };
        sent.push({
          visit,
          contact: {
            id: idAt(at, (rest += 1)),
            kind: 'lead',
            at,
            fields,
            page: 'https://example.com/',
            ...(form && { form }),
          },
          ready: at,
          skew,
        });
      }
    }
  }
  return [...sent, ...callsAmong(sent, calls, taken)];
};

/** Each call as two events, with a minute of its own. */
const callsAmong = (sent: readonly Sent[], calls: readonly Drawn<typeof callOf>[], taken: Set<number>): Sent[] => {
  const taps = sent.flatMap(({ visit, hits = [], skew }) =>
    hits.flatMap((hit) => (hit.kind === 'tap' ? [{ number: hit.number, time: idTime(visit.id) + hit.at, skew }] : [])),
  );
  return calls.flatMap(({ minute, afterTap, tracking, direction, phone, talk }, index) => {
    const tap = afterTap && taps[afterTap.index % Math.max(1, taps.length)];
    const ring = tap && afterTap ? tap.time + afterTap.seconds * 1_000 : BEGIN + minute * MINUTE;
    const settled = Math.floor(ring / MINUTE) * MINUTE;
    if (EDGES.some((edge) => taken.has(settled + edge))) return [];
    taken.add(settled);
    const call = { id: `call ${index}`, tracking: tap ? tap.number : tracking, other: phone };
    const events: CallEvent[] = [
      // The other one does not say: until this one comes, a call that went out is taken for one that came in.
      { ...call, direction, ringingAt: ring, status: 'ringing' },
      talk === undefined
        ? { ...call, ringingAt: ring, endedAt: ring + 20_000, status: 'missed', talkSeconds: 0 }
        : { ...call, ringingAt: ring, answeredAt: ring + 4_000, status: 'answered', talkSeconds: talk },
    ];
    return events.map((event, part) => ({ visit: NO_VISIT, call: event, ready: ring + part * 30_000, skew: 0 }));
  });
};

const NO_VISIT = {} as Visit;

/** One request: when it is sent by the visitor's clock, and how long it is under way. */
const deliver = async (
  site: TestSite,
  { visit, hits, contact, call, skew }: Sent,
  sentAt: number,
  latency: number,
): Promise<void> => {
  const receivedAt = sentAt + skew + latency;
  if (call) {
    const report: CallReport = { provider: 'generic', receivedAt, events: [call], raw: JSON.stringify(call) };
    await site.stub.takeCalls(JSON.stringify(report));
    return;
  }
  const result = contact
    ? await site.contact({ sentAt, visit, contact }, { receivedAt })
    : await site.hits({ sentAt, visit, hits: hits as HitsBatch['hits'] }, { receivedAt });
  expect(['stored', 'new', 'known']).toContain(result.state);
};

const QUERIES = [
  { by: 'ad,day' },
  { by: 'channel', model: 'lastClick', basis: 'lead' },
  { by: 'source,week', model: 'firstClick' },
  { by: 'campaign', compare: 'previous' },
  { by: 'landing,device' },
  { by: 'source', metrics: 'visitors,visits' },
  { by: 'form' },
  { by: 'page' },
  { by: 'landing', order: 'landing' },
  { by: 'device,month' },
  { by: 'country' },
  { by: 'variant' },
  { by: 'hour' },
  { by: 'month,channel' },
  { by: 'hour,weekday' },
  { by: 'source', model: 'linear,position,lastClick' },
  { by: 'owner,product' },
  { by: 'lossReason', basis: 'lead' },
] as const;
/** Visitors are counted one by one, which needs the raw rows: the other reports read sums. */
const METRICS =
  'visits,newVisitors,bounces,pages,formSeen,formStarted,formSubmitted,leadVisits,contacts,leads,visitToLead,calls,answeredCalls,missedCalls,firstTimeCallers,talkTime';
/** Of leads and sales. */
const OUTCOMES =
  'mql,sql,opportunities,opportunityValue,won,lost,sales,units,revenue,profit,newCustomers,repeatSales,returnedCustomers,cohortProfit,soldLeads,promised,keptPromises,responses,conversations,action:meeting';

/** Reports without the ids of ads, which are given in order of arrival. */
const reportsOf = (site: TestSite) =>
  Promise.all(
    QUERIES.map(async (query) => {
      const { rows, totals, modelTotals } = await site.report({
        metrics: `${METRICS},${OUTCOMES}`,
        ...query,
        from: '2026-03-01',
        to: '2026-04-30',
      });
      const named = rows.map(({ key: { ad: _, ...key }, ad, values, models, previous }) =>
        JSON.stringify({ key, ad: Object.entries(ad ?? {}).sort(), values, models, previous }),
      );
      return { rows: named.sort(), totals, modelTotals };
    }),
  );

/** By ad and day leads are told from memory, under a condition on visits from the tables: one must not lag behind. */
const expectMemoryIsRight = async (site: TestSite): Promise<void> => {
  for (const query of [
    { by: 'ad,day', basis: 'event', model: 'lastNonDirect,firstClick' },
    { by: 'source', basis: 'lead', model: 'linear,lastClick' },
  ] as const) {
    const told = async (where: string[]) => {
      const { rows, totals, modelTotals } = await site.report({
        ...query,
        where,
        metrics: `contacts,leads,calls,answeredCalls,talkTime,submissions,suspects,${OUTCOMES},dealCycleMedian,responseP90`,
        from: '2026-03-01',
        to: '2026-04-30',
      });
      return { rows: rows.map((row) => JSON.stringify(row)).sort(), totals, modelTotals };
    };
    expect(await told([])).toEqual(await told(['device!:none']));
  }
};

/** What is told of forms, which rests on the visits' own rows. */
const formsOf = (site: TestSite) =>
  Promise.all(
    ['callback', 'lead'].flatMap((form) => {
      const query = { form, from: '2026-03-24', to: '2026-04-05' };
      return [site.stub.formFields({ ...query, by: 'variant' }), site.stub.formVariants(query)];
    }),
  );

const leadsOf = (site: TestSite) =>
  Promise.all([
    site.rows('SELECT id, lead, day, lead_day, visitor, visit, share FROM contacts ORDER BY id'),
    site.rows('SELECT contact, visitor, visit, share FROM contact_candidates ORDER BY contact, visitor, visit'),
    site.rows('SELECT id, day, stage, owner, mql_day, won_day, actions, responded_at IS NULL FROM leads ORDER BY id'),
    site.rows('SELECT id, direction, lead FROM calls ORDER BY id'),
    site.rows('SELECT contact, visitor, visit FROM contact_paths ORDER BY contact, visitor, visit'),
  ]);

/** A pool's number as it went from hand to hand, and a number that stands for a banner. */
const withNumbers = async (leases: readonly Drawn<typeof leaseOf>[]): Promise<TestSite> => {
  const site = await newSite({
    leadWindowDays: WINDOW / DAY,
    lookBackDays: LOOK_BACK / DAY,
    leads: { ...DEFAULT_LEADS, lapseDays: 2, marginPercent: 30, actions: [{ id: 'meeting', name: 'Meeting' }] },
  });
  await site.rows(
    `INSERT INTO numbers VALUES ('${POOL}', 'main', '', '', '', '', '', '', 0, NULL), ('${BANNER}', '', '', 'banner', 'offline', '', '', '', 0, NULL)`,
  );
  for (const { visitor, minute, length } of leases) {
    const from = BEGIN + minute * MINUTE + MINUTE / 2;
    await site.rows(
      `INSERT OR IGNORE INTO leases VALUES ('${POOL}', ${from}, '${idAt(BEGIN, visitor)}', ${from + length * MINUTE})`,
    );
  }
  return site;
};

const derivedOf = (site: TestSite) =>
  Promise.all(
    [
      'cube ORDER BY day, ad',
      'cube_months ORDER BY month, ad',
      `daily WHERE day IN (SELECT day FROM rolled_days) ORDER BY dimension, day, value`,
      'visits ORDER BY id',
      'visitor_visits ORDER BY visitor, started_at, visit',
      'stray_visits ORDER BY id',
      'contacts ORDER BY id',
      'contact_candidates ORDER BY contact, visitor, visit',
      'taps ORDER BY number, time, visit',
      'leads ORDER BY id',
      'sales ORDER BY id',
      'contact_paths ORDER BY contact, visitor, visit',
      'calls ORDER BY id',
      'identities ORDER BY key, contact',
    ].map((table) => site.rows(`SELECT * FROM ${table}`)),
  );

/** How one thing sent is mistreated: cut into pieces, each sent several times, at odd times. */
const mishaps = fc.record({
  cuts: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
  copies: fc.array(fc.record({ delay: fc.oneof(within(0, MINUTE), within(0, 9 * DAY)), latency: within(0, 30_000) }), {
    minLength: 1,
    maxLength: 3,
  }),
});

const pieces = (sent: Sent, cuts: readonly boolean[]): Sent[] => {
  if (!sent.hits) return [sent];
  const groups: Hit[][] = [[]];
  for (const [index, hit] of sent.hits.entries()) {
    if (cuts[index] && (groups.at(-1) as Hit[]).length > 0) groups.push([]);
    (groups.at(-1) as Hit[]).push(hit);
  }
  return groups.map((hits) => ({ ...sent, hits }));
};

/** What somebody states of the lead of one of the contacts; `at` is so many minutes after the beginning. */
const statementOf = fc.record({
  target: fc.nat(20),
  other: fc.nat(20),
  at: within(0, 12 * 24 * 60),
  said: fc.oneof(
    fc.record({
      stage: fc.constantFrom(...(['contacted', 'mql', 'sql', 'opportunity', 'won', 'lost', 'spam', 'new'] as const)),
    }),
    fc.constantFrom(
      { owner: 'Olha' },
      { owner: 'Ivan', value: '1000.5' },
      { product: 'Windows', action: 'meeting' },
      { note: 'rings back' },
    ),
    fc.record({ revenue: within(0, 5_000), product: fc.constantFrom('Windows', 'Doors') }),
    fc.constantFrom('merge' as const, 'merge' as const, 'split' as const),
  ),
});

const statementFrom = ({ at, said }: Drawn<typeof statementOf>, contact: string): Statement => {
  if (said === 'merge') return { what: 'merge', with: contact };
  if (said === 'split') return { what: 'split', contact };
  const time = BEGIN + at * MINUTE;
  if ('revenue' in said)
    return { what: 'sale', sale: { ...said, units: 2, day: new Date(time).toISOString().slice(0, 10) } };
  return { what: 'change', change: { ...said, at: time } };
};

/** States it of one of the contacts there are so far; whether that may be said is not asked. */
const state = async (site: TestSite, drawn: Drawn<typeof statementOf>): Promise<void> => {
  const contacts = await site.rows<{ id: string }>(`SELECT id FROM contacts WHERE kind <> 'call' ORDER BY id`);
  if (contacts.length === 0) return;
  const [lead, other] = [drawn.target, drawn.other].map((nth) => contacts[nth % contacts.length]?.id ?? '');
  const statement = statementFrom(drawn, other as string);
  const { state } = await site.stub.takeStatement({ lead: lead as string, statement, by: 'Olha', now: Date.now() });
  expect(['new', 'changed', 'same', 'invalid']).toContain(state);
};

/** Takes back all that was stated. */
const takeAllBack = async (site: TestSite): Promise<void> => {
  const [log, sales, merges, splits] = await Promise.all(
    ['lead_log', 'sales', 'merges', 'splits'].map((table) =>
      site.rows<{ id: string; contact: string }>(`SELECT *, contact FROM ${table}`),
    ),
  );
  const all: { lead: string; statement: Statement }[] = [
    ...(merges ?? []).map(({ id, contact }) => ({ lead: contact, statement: { what: 'unmerge' as const, merge: id } })),
    ...(sales ?? []).map(({ id, contact }) => ({
      lead: contact,
      statement: { what: 'removeSale' as const, sale: id },
    })),
    ...(splits ?? []).map(({ contact }) => ({ lead: contact, statement: { what: 'unsplit' as const, contact } })),
    ...(log ?? []).map(({ id, contact }) => ({ lead: contact, statement: { what: 'undo' as const, entry: id } })),
  ];
  for (const one of all) {
    const { state } = await site.stub.takeStatement({ ...one, by: 'Olha', now: Date.now() });
    expect(state).toBe('changed');
  }
};

/** Over all time it does not matter on which day a lead's stages and sales count. */
const expectEqualBases = async (site: TestSite): Promise<void> => {
  const [event, lead] = await Promise.all(
    ['event', 'lead'].map((basis) =>
      site.report({ by: 'ad', basis, metrics: OUTCOMES, from: '2024-06-01', to: '2026-11-20' }),
    ),
  );
  expect(event?.totals).toEqual(lead?.totals);
};

test('any history gives the cube of rebuild() and the reports of the undisturbed sequence', {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      history,
      fc.array(callOf, { maxLength: 4 }),
      fc.array(leaseOf, { maxLength: 4 }),
      fc.array(mishaps, { minLength: 12, maxLength: 12 }),
      fc.array(fc.nat(1_000), { minLength: 40, maxLength: 40 }),
      fc.array(statementOf, { maxLength: 8 }),
      async (visitors, calls, leases, misfortunes, ranks, statements) => {
        const sent = sentOf(visitors, calls);
        const [calm, rough] = await Promise.all([withNumbers(leases), withNumbers(leases)]);
        for (const one of [...sent].sort((a, b) => a.ready - b.ready)) await deliver(calm, one, one.ready, 0);

        const copies = sent.flatMap((one, index) => {
          const { cuts, copies: times } = misfortunes[index % misfortunes.length] as (typeof misfortunes)[number];
          return pieces(one, cuts).flatMap((piece) =>
            times.map(({ delay, latency }) => ({ piece, sentAt: one.ready + delay, latency })),
          );
        });
        const shuffled = copies
          .map((copy, index) => ({ copy, rank: (ranks[index % ranks.length] as number) + index / 1_000 }))
          .sort((a, b) => a.rank - b.rank);
        const unsaid = [...statements];
        // Some one after another, some at the same moment, so that they share a transaction.
        for (let start = 0; start < shuffled.length; start += 3) {
          await Promise.all(
            shuffled.slice(start, start + 3).map(({ copy }) => deliver(rough, copy.piece, copy.sentAt, copy.latency)),
          );
          // Reports in between: what they sum of months and days that are over must follow what still comes.
          if (start % 9 === 0) await reportsOf(rough);
          const said = unsaid.pop();
          if (said) await state(rough, said);
        }
        for (const said of unsaid) await state(rough, said);
        await expectMemoryIsRight(rough);
        const told = await reportsOf(rough);
        const stated = await derivedOf(rough);
        await rough.stub.rebuild();
        expect(await reportsOf(rough)).toEqual(told);
        expect(await derivedOf(rough)).toEqual(stated);
        await expectEqualBases(rough);
        await takeAllBack(rough);
        await expectMemoryIsRight(rough);

        expect(await leadsOf(rough)).toEqual(await leadsOf(calm));
        const { totals } = await rough.report({ by: 'ad', metrics: 'calls', from: '2026-03-01', to: '2026-04-30' });
        const outbound = new Set(sent.flatMap(({ call }) => (call?.direction === 'out' ? [call.id] : [])));
        const all = new Set(sent.flatMap(({ call }) => (call ? [call.id] : [])));
        expect(totals.calls).toBe(all.size - outbound.size);
        expect(await reportsOf(rough)).toEqual(await reportsOf(calm));
        const forms = await formsOf(rough);
        expect(forms).toEqual(await formsOf(calm));
        const derived = await derivedOf(rough);
        await rough.stub.rebuild();
        await reportsOf(rough);
        expect(await derivedOf(rough)).toEqual(derived);
        expect(await formsOf(rough)).toEqual(forms);
      },
    ),
    { numRuns: 60, endOnFailure: true },
  );
});
