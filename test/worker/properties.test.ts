import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ContactRequest } from '../../shared/contacts.ts';
import type { LeadChange, Sale } from '../../shared/leads.ts';
import { DEFAULT_LEADS } from '../../shared/leads.ts';
import { describeMetric, METRIC_NAMES } from '../../shared/metrics/catalogue.ts';
import { BASES, MODELS, type Model, type ReportAnswer, type Values } from '../../shared/report.ts';
import type { SpendRow } from '../../shared/spend.ts';
import type { CallEvent } from '../../worker/calls/call.ts';
import type { Statement } from '../../worker/site/leads/statements.ts';
import { idAt, newSite, type TestSite } from './site.ts';

/**
 * What holds of figures whatever happened: credits of a lead sum to one, rows and periods to their totals, conditions to
 * what they part; and what is taken back is as if it had never been, figure by figure.
 */

const MINUTE = 60_000;
const DAY = 86_400_000;
const BEGIN = Date.parse('2026-02-20T09:00:00Z');
const DAYS = 50;
const WHOLE = { from: '2026-01-01', to: '2026-12-31' };

const LINE = '+380440000001';
const POOL = '+380440000002';
const BANNER = '+380440000003';
const URLS = [
  'https://example.com/?utm_source=google&utm_medium=cpc&utm_campaign=11',
  'https://example.com/?utm_source=facebook&utm_medium=paid&utm_campaign=22',
  'https://example.com/offer?utm_source=letter&utm_medium=email',
  'https://example.com/',
];

const moment = fc.tuple(fc.nat(DAYS), fc.nat(600)).map(([days, minutes]) => BEGIN + days * DAY + minutes * MINUTE);
const visitor = fc.nat(4);
const phone = fc.constantFrom('', '+380671111111', '+380672222222', '+380673333333');
const came = { at: moment, visitor, url: fc.constantFrom(...URLS) };

const statement = fc.record({
  lead: fc.nat(20),
  other: fc.nat(20),
  days: fc.nat(30),
  said: fc.oneof(
    fc.record({
      stage: fc.constantFrom('new', 'contacted', 'mql', 'sql', 'opportunity', 'won', 'lost', 'spam'),
    }),
    fc.constantFrom(
      { value: '0.0007' },
      { value: '1000' },
      { product: 'doors' },
      { action: 'meeting' },
      { stage: 'lost', lossReason: 'price' },
    ),
    fc.record({
      revenue: fc.constantFrom('0.0001', '333.3333', '70'),
      profit: fc.constantFrom('-0.0005', '25'),
      units: fc.nat(3),
    }),
    fc.constantFrom('merge' as const, 'split' as const),
    fc.constantFrom('merge' as const, 'split' as const),
  ),
});

const history = fc.record({
  visits: fc.array(fc.record(came), { minLength: 4, maxLength: 12 }),
  contacts: fc.array(
    fc.record({
      ...came,
      phone,
      kind: fc.constantFrom('lead' as const, 'lead' as const, 'callback' as const, 'nps' as const),
    }),
    { minLength: 3, maxLength: 8 },
  ),
  calls: fc.array(
    fc.record({
      at: moment,
      phone,
      number: fc.constantFrom(LINE, POOL, POOL, BANNER),
      direction: fc.constantFrom('in' as const, 'in' as const, 'out' as const),
      talk: fc.constantFrom(null, 5, 61),
    }),
    { maxLength: 6 },
  ),
  entered: fc.array(fc.record({ at: moment, phone }), { maxLength: 2 }),
  spent: fc.array(
    fc.record({
      day: fc.nat(DAYS),
      cost: fc.constantFrom('0.0001', '99.9999', '250'),
      on: fc.constantFrom(
        { system: 'google' as const, campaignId: '11' },
        { source: 'letter', medium: 'email' },
        { kind: 'sales' as const },
      ),
    }),
    { maxLength: 5 },
  ),
  statements: fc.array(statement, { maxLength: 10 }),
});

type History = typeof history extends fc.Arbitrary<infer T> ? T : never;

const tellAll = async ({ visits, contacts, calls, entered, spent, statements }: History): Promise<TestSite> => {
  const site = await newSite({
    leadWindowDays: 10,
    lookBackDays: 20,
    leads: { ...DEFAULT_LEADS, lapseDays: 12, actions: [{ id: 'meeting', name: 'Meeting' }] },
  });
  await site.rows(
    `INSERT INTO numbers VALUES ('${POOL}', 'main', '', '', '', '', '', '', 0, NULL), ('${BANNER}', '', '', 'banner', 'offline', '', '', '', 0, NULL)`,
  );
  // Three visitors hold the pool's number all along: calls to it may be any of them.
  for (const holder of [0, 1, 2])
    await site.rows(
      `INSERT INTO leases VALUES ('${POOL}', ${BEGIN - holder}, '${idAt(0, holder)}', ${BEGIN + 99 * DAY})`,
    );
  let rest = 0;
  const visitOf = ({ at, visitor: who, url }: History['visits'][number]): ContactRequest['visit'] => ({
    id: idAt(at, (rest += 1)),
    visitor: idAt(0, who),
    url,
    referrer: '',
    language: 'uk',
    zone: '',
  });
  for (const visit of visits)
    await site.hits({ sentAt: visit.at, visit: visitOf(visit), hits: [{ kind: 'page', at: 0, path: '/' }] });
  for (const { kind, phone: left, ...visit } of contacts) {
    const at = visit.at + MINUTE;
    const fields = { name: 'N', ...(left && { phone: left }), ...(kind === 'nps' && { score: '9' }) };
    const contact = { id: idAt(at, (rest += 1)), kind, at, page: 'https://example.com/', fields };
    expect((await site.contact({ sentAt: at, visit: visitOf(visit), contact })).state).toBe('new');
  }
  for (const [index, { at, phone: other, number, direction, talk }] of calls.entries()) {
    const how =
      talk === null
        ? { status: 'missed', endedAt: at + MINUTE }
        : { status: 'answered', answeredAt: at, talkSeconds: talk };
    const event = { id: `call ${index}`, direction, tracking: number, other, ringingAt: at, ...how } as CallEvent;
    await site.stub.takeCalls(
      JSON.stringify({ provider: 'generic', receivedAt: at + DAY, events: [event], raw: JSON.stringify(event) }),
    );
  }
  for (const { at, phone: known } of entered) {
    const lead = {
      id: idAt(at, (rest += 1)),
      at,
      fields: { name: 'N', ...(known && { phone: known }) },
      source: { source: 'fair', medium: 'offline' },
    };
    expect((await site.stub.enterLead({ lead, by: '', now: at })).state).toBe('new');
  }
  await spends(site, spent, 'feed');
  const hasLeads = (await site.rows('SELECT 1 FROM leads LIMIT 1')).length > 0;
  if (hasLeads) for (const one of statements) await states(site, await statementOf(site, one));
  return site;
};

const dateOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Returns the upload's number, by which it can be taken back. */
const spends = async (site: TestSite, spent: History['spent'], origin: string): Promise<number | undefined> => {
  if (spent.length === 0) return undefined;
  const rows = spent.map(({ day, cost, on }, index) => {
    const row: SpendRow = { day: dateOf(BEGIN + day * DAY), cost, ...on };
    return { place: `rows.${index}`, row };
  });
  const stored = await site.stub.spend(JSON.stringify({ origin, dryRun: false, replace: false, rows }));
  expect(stored.state).toBe('stored');
  return stored.state === 'stored' ? stored.answer.upload : undefined;
};

interface Stated {
  lead: string;
  statement: Statement;
}

/** A statement about one of the leads there are; a contact that is split off is one of the lead's own. */
const statementOf = async (
  site: TestSite,
  { lead, other, days, said }: History['statements'][number],
): Promise<Stated> => {
  const contacts = await site.rows<{ id: string; at: number; lead: string }>(
    `SELECT id, at, lead FROM contacts WHERE lead <> '' ORDER BY at, id`,
  );
  const nth = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;
  const one = nth(contacts, lead);
  const at = one.at + days * DAY;
  const stated = (statement: Statement): Stated => ({ lead: one.id, statement });
  if (said === 'merge') return stated({ what: 'merge', with: nth(contacts, other).id });
  if (said === 'split') {
    const theirs = contacts.filter((contact) => contact.lead === one.lead);
    const contact = nth(theirs, other).id;
    const home = theirs.find(({ id }) => id !== contact)?.id ?? contact;
    return { lead: home, statement: { what: 'split', contact } };
  }
  if ('revenue' in said)
    return stated({ what: 'sale', sale: { ...said, id: `sale-${lead}-${other}`, day: dateOf(at) } as Sale });
  return stated({ what: 'change', change: { ...said, at } as LeadChange });
};

const states = (site: TestSite, stated: Stated): ReturnType<TestSite['stub']['takeStatement']> =>
  site.stub.takeStatement({ ...stated, by: 'Olha', now: Date.now() });

/** Rows that add up; all others are worked out from them or are medians. */
const ADDITIVE = [...METRIC_NAMES, 'action:meeting' as const].filter((name) => describeMetric(name).additive);
/** Each is told of a period as a whole, so neither rows of time nor periods add up. */
const OF_PERIODS: readonly string[] = ['formerCustomers', 'retainedCustomers'];

/** In the smallest parts that any figure tells apart. */
const parts = (value: number | null | undefined): number => Math.round((value ?? 0) * 1_000_000);
const sumOf = (each: readonly (Values | undefined)[], metrics: readonly (keyof Values)[]): Record<string, number> =>
  Object.fromEntries(metrics.map((metric) => [metric, each.reduce((sum, values) => sum + parts(values?.[metric]), 0)]));

const everyModel = { model: MODELS.join(), limit: '50000' };
/** What no model can change is told once, for all of them. */
const totalOf = ({ totals, modelTotals }: ReportAnswer, model: Model): Values => ({
  ...totals,
  ...modelTotals?.[model],
});

test('rows, periods and conditions add up under every model, basis, look-back and half-life', {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      history,
      fc.constantFrom({}, { lookBack: '3' }, { lookBack: '40', halfLife: '1' }),
      fc.nat(DAYS),
      async (told, terms, cut) => {
        const site = await tellAll(told);
        const ask = (query: Record<string, string | string[]>, period = WHOLE): Promise<ReportAnswer> =>
          site.report({ metrics: ADDITIVE.join(), ...everyModel, ...terms, ...period, ...query });
        const [last, next] = [dateOf(BEGIN + cut * DAY), dateOf(BEGIN + (cut + 1) * DAY)];
        for (const basis of BASES) {
          const whole = await ask({ by: '', basis });
          for (const by of [
            'ad',
            'campaign,medium',
            'channel',
            'term,content',
            'day',
            'week',
            'quarter,source',
            'hour',
            'weekday,ad',
            'owner,source',
          ]) {
            const ofTime = /day|week|quarter|hour/.test(by);
            const answer = await ask({ by, basis });
            // What cannot be told by some dimension is null in rows and total alike.
            const told = ADDITIVE.filter(
              (name) => answer.totals[name] !== null && !(ofTime && OF_PERIODS.includes(name)),
            );
            for (const model of MODELS) {
              const sums = sumOf(
                answer.rows.map(({ values, models }) => ({ ...values, ...models?.[model] })),
                told,
              );
              expect([by, basis, model, sums]).toEqual([by, basis, model, sumOf([totalOf(whole, model)], told)]);
            }
          }
          const told = ADDITIVE.filter((name) => !OF_PERIODS.includes(name));
          const halves = [
            await ask({ by: '', basis }, { ...WHOLE, to: last }),
            await ask({ by: '', basis }, { ...WHOLE, from: next }),
          ];
          const [google, others] = [
            await ask({ by: '', basis, where: 'source:google' }),
            await ask({ by: '', basis, where: 'source!:google' }),
          ];
          for (const model of MODELS) {
            const all = sumOf([totalOf(whole, model)], told);
            expect(
              sumOf(
                halves.map((half) => totalOf(half, model)),
                told,
              ),
            ).toEqual(all);
            expect(
              sumOf(
                [google, others].map((half) => totalOf(half, model)),
                told,
              ),
            ).toEqual(all);
          }
          const [one] = MODELS;
          expect((await ask({ by: '', basis, model: one })).totals).toEqual(totalOf(whole, one));
        }
      },
    ),
    { numRuns: 12, endOnFailure: true },
  );
});

test('each lead is credited exactly once under every model, and wholly where there was one touch', {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      history,
      fc.constantFrom({}, { lookBack: '2' }, { lookBack: '60', halfLife: '3' }),
      async (told, terms) => {
        const site = await tellAll(told);
        const leads = await site.rows<{ id: string }>(`SELECT id FROM leads WHERE stage <> 'spam'`);
        for (const { id } of leads)
          await states(site, { lead: id, statement: { what: 'change', change: { owner: id } } });
        const { rows } = await site.report({ by: 'owner,ad', metrics: 'leads', ...everyModel, ...terms, ...WHOLE });
        const oneTouch = await site.rows<{ id: string }>(
          `SELECT contacts.id FROM contacts WHERE share = 1000000 AND id NOT IN (SELECT contact FROM contact_paths)`,
        );
        for (const { id } of leads) {
          const own = rows.filter(({ key }) => key.owner === id).map(({ models }) => models);
          for (const model of MODELS)
            expect(own.reduce((sum, of) => sum + parts(of?.[model]?.leads), 0)).toBe(1_000_000);
          if (oneTouch.some((contact) => contact.id === id)) {
            expect(own).toHaveLength(1);
            for (const model of MODELS) expect(own[0]?.[model]).toEqual({ leads: 1 });
          }
        }
      },
    ),
    { numRuns: 15, endOnFailure: true },
  );
});

/** Every table but the dictionaries, which remember what was named once, and what counts uploads. */
const tablesOf = (site: TestSite): Promise<unknown[][]> =>
  Promise.all(
    [
      'contacts ORDER BY id',
      'contact_candidates ORDER BY contact, visitor, visit',
      'contact_paths ORDER BY contact, visitor, visit',
      'identities ORDER BY key, contact',
      'leads ORDER BY id',
      'sales ORDER BY id',
      'lead_log ORDER BY id',
      'merges ORDER BY id',
      'splits ORDER BY contact',
      'calls ORDER BY id',
      'visits ORDER BY id',
      'cube ORDER BY day, ad',
      'spend ORDER BY key, day',
    ].map((table) => site.rows(`SELECT * FROM ${table}`)),
  );

/** Rows without the ids of ads: the entry for callers of whom nothing is known stays once a statement has made it. */
const figuresOf = (site: TestSite): Promise<unknown[]> =>
  Promise.all(
    [
      { by: 'ad' },
      { by: 'month,channel', basis: 'lead' },
      { by: 'owner,product,lossReason' },
      { by: 'landing' },
      { by: 'week', compare: 'previous', from: '2026-03-01', to: '2026-04-30' },
    ].map(async (query) => {
      const metrics = [...METRIC_NAMES, 'action:meeting'].join();
      const { rows, ...rest } = await site.report({ metrics, ...everyModel, ...WHOLE, ...query });
      const named = rows.map(({ key: { ad: _, ...key }, ad, ...row }) =>
        JSON.stringify({ key, ad: Object.entries(ad ?? {}).sort(), ...row }),
      );
      return { ...rest, rows: named.sort() };
    }),
  );

/** What takes back a statement that was taken as a new one; null where it changed nothing. */
const backOf = async (site: TestSite, { lead, statement }: Stated, before: ReadonlySet<string>): Promise<Stated[]> => {
  switch (statement.what) {
    case 'merge':
      return [{ lead, statement: { what: 'unmerge', merge: [lead, statement.with].sort().join('-') } }];
    case 'split': {
      // Either of the two may be a call too short to be a lead by itself.
      const [home] = await site.rows<{ id: string }>(
        `SELECT id FROM contacts WHERE id IN ('${lead}', '${statement.contact}') AND lead <> ''`,
      );
      return [{ lead: home?.id ?? '', statement: { what: 'unsplit', contact: statement.contact } }];
    }
    case 'sale':
      return [{ lead, statement: { what: 'removeSale', sale: statement.sale.id as string } }];
    default: {
      const entries = await site.rows<{ id: string }>('SELECT id FROM lead_log');
      const added = entries.filter(({ id }) => !before.has(id));
      return added.map(({ id }) => ({ lead, statement: { what: 'undo', entry: id } }));
    }
  }
};

test('a merge, a split, a sale, a stage or an upload that is taken back restores every figure, amid whatever else was stated', {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(history, fc.array(statement, { minLength: 6, maxLength: 10 }), async (told, more) => {
      const site = await tellAll(told);
      const [tables, figures] = [await tablesOf(site), await figuresOf(site)];
      const hasLeads = (await site.rows('SELECT 1 FROM leads LIMIT 1')).length > 0;
      for (const drawn of hasLeads ? more : []) {
        const stated = await statementOf(site, drawn);
        const entries = await site.rows<{ id: string }>('SELECT id FROM lead_log');
        const { state } = await states(site, stated);
        // One that corrects what stands is not taken back by taking it away.
        const isNew = state === 'new' || (state === 'changed' && stated.statement.what === 'change');
        if (!isNew) {
          if (state === 'changed') return;
          expect(await tablesOf(site)).toEqual(tables);
          continue;
        }
        for (const back of await backOf(site, stated, new Set(entries.map(({ id }) => id))))
          expect((await states(site, back)).state).toBe('changed');
        expect([stated, await tablesOf(site)]).toEqual([stated, tables]);
      }
      const upload = await spends(site, [{ day: 3, cost: '250', on: { system: 'google', campaignId: '11' } }], 'other');
      expect(await figuresOf(site)).not.toEqual(figures);
      await site.stub.undoSpend(upload as number);
      expect(await figuresOf(site)).toEqual(figures);
      await site.stub.rebuild();
      expect(await tablesOf(site)).toEqual(tables);
      expect(await figuresOf(site)).toEqual(figures);
    }),
    { numRuns: 15, endOnFailure: true },
  );
});

test('a call too short to be a lead, split off, can be joined again at the lead it was of', async () => {
  const site = await newSite();
  const known = '+380671111111';
  const visit = {
    id: idAt(BEGIN, 1),
    visitor: idAt(0, 1),
    url: URLS[0] as string,
    referrer: '',
    language: 'uk',
    zone: '',
  };
  const contact = { id: idAt(BEGIN, 2), kind: 'lead' as const, at: BEGIN, page: '', fields: { phone: known } };
  await site.contact({ sentAt: BEGIN, visit, contact });
  const at = BEGIN + DAY;
  const event: CallEvent = {
    id: 'short',
    direction: 'in',
    tracking: LINE,
    other: known,
    ringingAt: at,
    answeredAt: at,
    talkSeconds: 5,
    status: 'answered',
  };
  await site.stub.takeCalls(JSON.stringify({ provider: 'generic', receivedAt: at + DAY, events: [event], raw: '{}' }));
  const tables = await tablesOf(site);
  const [call] = await site.rows<{ id: string }>(`SELECT id FROM contacts WHERE kind = 'call'`);
  const about = (what: 'split' | 'unsplit'): Stated => ({
    lead: contact.id,
    statement: { what, contact: call?.id as string },
  });
  expect((await states(site, about('split'))).state).toBe('new');
  expect(await site.rows(`SELECT lead FROM contacts WHERE kind = 'call'`)).toEqual([{ lead: '' }]);
  expect((await states(site, about('unsplit'))).state).toBe('changed');
  expect(await tablesOf(site)).toEqual(tables);
});
