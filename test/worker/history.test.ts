import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ContactRequest } from '../../shared/contacts.ts';
import type { Hit, HitsBatch, Visit } from '../../shared/hits.ts';
import { idAt, newSite, type TestSite } from './site.ts';

/**
 * The system's central property: whatever happens to hits and contacts on their way (duplicated, reordered, delayed,
 * split into any batches, from clocks that are wrong), the cube is what rebuild() makes of the raw rows, and the reports
 * and leads are those of the undisturbed sequence.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WINDOW = 5 * DAY;
const LOOK_BACK = 3 * DAY;
/** Four days around Kyiv's change to summer time. */
const BEGIN = Date.parse('2026-03-27T00:00:00Z');
const LANDINGS = [
  ['https://example.com/?utm_source=google&utm_medium=cpc&utm_campaign=11&utm_content=111&gclid=a', ''],
  ['https://example.com/offer?utm_source=facebook&utm_medium=paid&utm_campaign=22', 'https://l.facebook.com/'],
  ['https://example.com/', 'https://www.google.com/'],
  ['https://example.com/', ''],
] as const;

interface Sent {
  visit: Visit;
  hits?: Hit[];
  contact?: ContactRequest['contact'];
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
    stage: fc.constantFrom('seen' as const, 'started' as const, 'submitted' as const),
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

const sentOf = (visitors: typeof history extends fc.Arbitrary<infer T> ? T : never): Sent[] => {
  const sent: Sent[] = [];
  let rest = 0;
  // Two moments less than the network's delay apart could change places, and so could one and the end of the other's
  // window: each has a minute of its own, and so have the windows' ends.
  const taken = new Set<number>();
  const freeMinute = (time: number, skew: number): number => {
    const settled = believed(skew) ? time - skew : time;
    const edges = [0, WINDOW, -WINDOW, LOOK_BACK, -LOOK_BACK];
    if (edges.some((edge) => taken.has(settled + edge))) return freeMinute(time + MINUTE, skew);
    taken.add(settled);
    return time;
  };
  for (const [index, { skew, visits }] of visitors.entries()) {
    for (const [slot, minute, { landing, hits, contacts }] of visits) {
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
  return sent;
};

/** One request: when it is sent by the visitor's clock, and how long it is under way. */
const deliver = async (
  site: TestSite,
  { visit, hits, contact, skew }: Sent,
  sentAt: number,
  latency: number,
): Promise<void> => {
  const receivedAt = sentAt + skew + latency;
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
] as const;
/** Visitors are counted one by one, which needs the raw rows: the other reports read sums. */
const METRICS =
  'visits,newVisitors,bounces,pages,formSeen,formStarted,formSubmitted,leadVisits,contacts,leads,visitToLead';

/** Reports without the ids of ads, which are given in order of arrival. */
const reportsOf = (site: TestSite) =>
  Promise.all(
    QUERIES.map(async (query) => {
      const { rows, totals } = await site.report({ metrics: METRICS, ...query, from: '2026-03-01', to: '2026-04-30' });
      const named = rows.map(({ key: { ad: _, ...key }, ad, values, previous }) =>
        JSON.stringify({ key, ad, values, previous }),
      );
      return { rows: named.sort(), totals };
    }),
  );

const leadsOf = (site: TestSite) => site.rows('SELECT id, lead, day, lead_day FROM contacts ORDER BY id');

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

test('any history gives the cube of rebuild() and the reports of the undisturbed sequence', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      history,
      fc.array(mishaps, { minLength: 12, maxLength: 12 }),
      fc.array(fc.nat(1_000), { minLength: 40, maxLength: 40 }),
      async (visitors, misfortunes, ranks) => {
        const sent = sentOf(visitors);
        const settings = { leadWindowDays: WINDOW / DAY, lookBackDays: LOOK_BACK / DAY };
        const [calm, rough] = await Promise.all([newSite(settings), newSite(settings)]);
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
        // Some one after another, some at the same moment, so that they share a transaction.
        for (let start = 0; start < shuffled.length; start += 3) {
          await Promise.all(
            shuffled.slice(start, start + 3).map(({ copy }) => deliver(rough, copy.piece, copy.sentAt, copy.latency)),
          );
          // Reports in between: what they sum of months and days that are over must follow what still comes.
          if (start % 9 === 0) await reportsOf(rough);
        }

        expect(await leadsOf(rough)).toEqual(await leadsOf(calm));
        expect(await reportsOf(rough)).toEqual(await reportsOf(calm));
        const derived = await derivedOf(rough);
        await rough.stub.rebuild();
        await reportsOf(rough);
        expect(await derivedOf(rough)).toEqual(derived);
      },
    ),
    { numRuns: 60, endOnFailure: true },
  );
});
