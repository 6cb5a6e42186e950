import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FieldHit, Hit } from '../../shared/hits.ts';
import { MAX_FORM_FIELDS, MAX_FORMS, MAX_PAGES } from '../../shared/limits.ts';
import { factsOfVisit, settleTime, type VisitRecord, withHits } from './visit.ts';

const EMPTY: VisitRecord = {
  id: '0'.repeat(20),
  visitor: '0'.repeat(20),
  ad: 1,
  startedAt: 0,
  day: 0,
  isNew: false,
  hasContact: false,
  pages: [],
  forms: {},
  taps: [],
  tracked: false,
  landing: '',
  device: '',
  country: '',
  countryFrom: '',
  language: '',
  url: '',
  referrer: '',
};
const page = (at: number, path = '/'): Hit => ({ kind: 'page', at, path });
const form = (stage: 'seen' | 'started' | 'submitted', at = 0, name = 'f', variant?: string): Hit => ({
  kind: 'form',
  form: name,
  stage,
  at,
  ...(variant !== undefined && { variant }),
});

const field = (at: number, name: string, told: Partial<FieldHit> = {}): Hit => ({
  kind: 'field',
  at,
  form: 'f',
  field: name,
  ...told,
});

/** What a visit is, however its parts were come by. */
const contents = ({ pages, forms }: VisitRecord): string =>
  JSON.stringify([
    pages,
    Object.entries(forms)
      .map(([name, progress]) => [name, Object.entries(progress).sort()])
      .sort(),
  ]);

describe('hits fall into a visit', () => {
  test('in order of time; known ones change nothing', () => {
    const visit = withHits(EMPTY, [page(5, '/b'), page(0, '/a'), form('seen', 3)]);
    expect(visit.pages).toEqual([
      [0, '/a'],
      [5, '/b'],
    ]);
    expect(visit.forms).toEqual({ f: { seen: 3 } });
    expect(withHits(visit, [page(0, '/a'), form('seen', 3)])).toBe(visit);
    expect(withHits(EMPTY, [])).toBe(EMPTY);
  });

  test('of one moment: one page; of one stage: the earliest time; of several variants: the first by name', () => {
    const visit = withHits(EMPTY, [
      page(1, '/b'),
      page(1, '/a'),
      form('seen', 9, 'f', 'b'),
      form('seen', 4, 'f', 'a'),
      form('seen', 7),
    ]);
    expect(visit.pages).toEqual([[1, '/a']]);
    expect(visit.forms).toEqual({ f: { seen: 4, variant: 'a' } });
  });

  test('no more than the earliest pages and the first forms are kept', () => {
    const pages = Array.from({ length: MAX_PAGES + 5 }, (_, index) => page(index, `/${index}`));
    const forms = Array.from({ length: MAX_FORMS + 5 }, (_, index) =>
      form('seen', 1, `f${String(index).padStart(2, '0')}`),
    );
    for (const hits of [[...pages, ...forms], [...forms, ...pages].reverse()]) {
      const visit = withHits(EMPTY, hits);
      expect([visit.pages.length, visit.pages.at(-1)]).toEqual([MAX_PAGES, [MAX_PAGES - 1, `/${MAX_PAGES - 1}`]]);
      expect([Object.keys(visit.forms).length, Object.keys(visit.forms).sort().at(-1)]).toEqual([
        MAX_FORMS,
        `f${MAX_FORMS - 1}`,
      ]);
    }
  });

  test.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString', '7', ''])('a form may be called %j', (name) => {
    const visit = withHits(EMPTY, [form('seen', 1, name), form('submitted', 2, name), form('seen', 3, 'other')]);
    expect(Object.entries(visit.forms).sort()).toEqual(
      [
        [name, { seen: 1, submitted: 2 }],
        ['other', { seen: 3 }],
      ].sort(),
    );
    expect(factsOfVisit(visit)).toMatchObject({ formSeen: 1, formStarted: 1, formSubmitted: 1 });
    expect(({} as Record<string, unknown>).seen).toBeUndefined();
    // And comes back from the table as it went in.
    expect(contents({ ...visit, forms: JSON.parse(JSON.stringify(visit.forms)) as VisitRecord['forms'] })).toBe(
      contents(visit),
    );
  });

  test('in any order, in any batches, any number of times', () => {
    const names = fc.constantFrom('a', 'b', '10', '9', '__proto__', 'constructor');
    const hit: fc.Arbitrary<Hit> = fc.oneof(
      fc.record({ kind: fc.constant('page' as const), at: fc.nat(6), path: fc.constantFrom('/', '/a', '/b') }),
      fc
        .tuple(
          fc.constantFrom('seen' as const, 'started' as const, 'submitted' as const),
          fc.nat(6),
          names,
          fc.constantFrom(undefined, 'x', 'y'),
        )
        .map((given) => form(...given)),
      fc
        .tuple(
          fc.nat(6),
          names,
          names,
          fc.record(
            {
              ms: fc.nat(4),
              corrected: fc.constant(true as const),
              refused: fc.constant(true as const),
              variant: fc.constantFrom('x', 'y'),
            },
            { requiredKeys: [] },
          ),
        )
        .map(([at, name, of, told]) => ({ ...field(at, name, told), form: of })),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(hit, fc.nat(1_000)), { maxLength: 30 }), fc.nat(29), (hits, cut) => {
        const calm = withHits(
          EMPTY,
          hits.map(([one]) => one),
        );
        const shuffled = [...hits].sort(([, a], [, b]) => a - b).map(([one]) => one);
        const rough = withHits(withHits(withHits(EMPTY, shuffled.slice(cut)), shuffled), shuffled.slice(0, cut));
        expect(contents(rough)).toBe(contents(calm));
        expect(factsOfVisit(rough)).toEqual(factsOfVisit(calm));
      }),
    );
  });

  test('in any order beyond the limits too', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat(100_000)), (ranks) => {
        const hits = [
          ...Array.from({ length: MAX_PAGES + 20 }, (_, index) => page(index)),
          ...Array.from({ length: MAX_FORMS + 10 }, (_, index) => [
            form('seen', 1, `f${index}`),
            form('submitted', 2, `f${index}`, 'v'),
          ]).flat(),
        ];
        const shuffled = hits
          .map((one) => ({ one, rank: ranks.next().value as number }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ one }) => one);
        expect(contents(withHits(EMPTY, shuffled)) === contents(withHits(EMPTY, hits))).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});

describe('the fields of a form', () => {
  test('the earliest and the latest moment, the longest time, and whatever has been so', () => {
    const visit = withHits(EMPTY, [
      field(1, 'name'),
      field(1, 'phone'),
      field(9, 'name', { ms: 500 }),
      field(4, 'name', { ms: 200, corrected: true }),
      field(6, 'phone', { refused: true }),
      field(7, 'name', { ms: 300, variant: 'b' }),
    ]);
    expect(visit.forms).toEqual({
      f: { variant: 'b', fields: { name: { first: 4, last: 9, ms: 500, corrected: true }, phone: { refused: true } } },
    });
    expect(withHits(visit, [field(9, 'name', { ms: 100 }), field(30, 'phone')])).toBe(visit);
  });

  test('beyond the limit the first by name are kept, whatever order they came in, and others change nothing', () => {
    const many = Array.from({ length: MAX_FORM_FIELDS + 5 }, (_, at) => field(at, String.fromCodePoint(0x3b1 + at)));
    const visit = withHits(EMPTY, many);
    expect(Object.keys(visit.forms.f?.fields ?? {})).toEqual(
      Array.from({ length: MAX_FORM_FIELDS }, (_, at) => String.fromCodePoint(0x3b1 + at)),
    );
    expect(withHits(EMPTY, many.toReversed())).toEqual(visit);
    expect(withHits(visit, many)).toBe(visit);
  });

  test('move no fact: a stage is what the form says of itself', () => {
    expect(factsOfVisit(withHits(EMPTY, [field(1, 'name', { ms: 5 })]))).toEqual(factsOfVisit(EMPTY));
  });
});

describe('the facts of a visit', () => {
  const facts = (hits: Hit[], more: Partial<VisitRecord> = {}) => factsOfVisit({ ...withHits(EMPTY, hits), ...more });

  test.each<[string, Hit[], Partial<VisitRecord>, 0 | 1]>([
    ['one page', [page(0)], {}, 1],
    ['two pages', [page(0), page(1)], {}, 0],
    ['the same page twice', [page(0), page(1, '/')], {}, 0],
    ['one page, a form seen', [page(0), form('seen')], {}, 1],
    ['one page, a form started', [page(0), form('started')], {}, 0],
    ['one page, a form submitted', [page(0), form('submitted')], {}, 0],
    ['one page, a contact', [page(0)], { hasContact: true }, 0],
    ['a form seen, its page lost', [form('seen')], {}, 1],
  ])('%s: bounced or not', (_, hits, more, bounces) => {
    expect(facts(hits, more).bounces).toBe(bounces);
  });

  test.each<['seen' | 'started' | 'submitted', [seen: number, started: number, submitted: number]]>([
    ['seen', [1, 0, 0]],
    ['started', [1, 1, 0]],
    ['submitted', [1, 1, 1]],
  ])('a form %s was all that comes before', (stage, [formSeen, formStarted, formSubmitted]) => {
    expect(facts([form(stage)])).toMatchObject({ formSeen, formStarted, formSubmitted });
  });

  test('forms count a visit once', () => {
    expect(facts([form('seen', 0, 'a'), form('submitted', 0, 'b'), form('submitted', 0, 'c')])).toEqual({
      visits: 1,
      newVisitors: 0,
      bounces: 0,
      pages: 0,
      formSeen: 1,
      formStarted: 1,
      formSubmitted: 1,
      leadVisits: 0,
      untrackedVisits: 1,
    });
  });

  test('a visit that was shown a tracking number is not untracked', () => {
    expect(facts([], { tracked: true })).toMatchObject({ visits: 1, untrackedVisits: 0 });
  });

  test('newcomers and leads', () => {
    expect(facts([], { isNew: true, hasContact: true })).toMatchObject({ newVisitors: 1, leadVisits: 1 });
  });
});

describe('taps', () => {
  const tap = (at: number, number: string): Hit => ({ kind: 'tap', at, number });

  test('stand in order of time, each once', () => {
    const visit = withHits(EMPTY, [tap(9, '+380441'), tap(5, '0441'), tap(9, '+380441'), tap(5, '0442')]);
    expect(visit.taps).toEqual([
      [5, '0441'],
      [5, '0442'],
      [9, '+380441'],
    ]);
    expect(withHits(visit, [tap(5, '0442')])).toBe(visit);
  });

  test('beyond the limit the earliest are kept, whatever order they came in', () => {
    const many = Array.from({ length: 30 }, (_, at) => tap(at, '044123'));
    const forth = withHits(EMPTY, many);
    expect(forth.taps.map(([at]) => at)).toEqual(Array.from({ length: 20 }, (_, at) => at));
    expect(withHits(EMPTY, many.toReversed()).taps).toEqual(forth.taps);
  });
});

describe('the visitor’s clock', () => {
  const NOW = 1_800_000_000_000;
  const MINUTE = 60_000;
  test.each<[string, stated: number, sentAt: number, expected: number]>([
    ['right', NOW - 10 * MINUTE, NOW, NOW - 10 * MINUTE],
    ['behind by less than five minutes: taken at its word', NOW - 10 * MINUTE, NOW - 5 * MINUTE, NOW - 10 * MINUTE],
    ['behind by more: put right', NOW - 10 * MINUTE, NOW - 5 * MINUTE - 1, NOW - 5 * MINUTE + 1],
    ['ahead: put right, for nothing lies in the future', NOW + MINUTE, NOW + 2 * MINUTE, NOW - MINUTE],
    ['years off', 0, 1_000, NOW - 1_000],
    ['stating what is yet to come', NOW + MINUTE, NOW, NOW],
  ])('%s', (_, stated, sentAt, expected) => {
    expect(settleTime(stated, { receivedAt: NOW, sentAt })).toBe(expected);
  });

  test('nothing lies in the future, whatever is stated', () => {
    const moment = fc.integer({ min: 0, max: 2_821_109_907_455 });
    fc.assert(
      fc.property(
        moment,
        moment,
        moment,
        (stated, sentAt, receivedAt) => settleTime(stated, { receivedAt, sentAt }) <= receivedAt,
      ),
    );
  });
});
