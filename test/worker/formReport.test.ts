import { beforeEach, describe, expect, test } from 'vitest';
import type { FieldsAnswer, FormsAnswer, VariantRow, VariantsAnswer } from '../../shared/formReport.ts';
import type { FieldHit, Hit } from '../../shared/hits.ts';
import { DEFAULT_SETTINGS, type SiteSettings } from '../../shared/settings.ts';
import { ask, asked, bearing, fromPage, newAccount, newSiteOf, problemOf } from './people.ts';
import { idAt, newSite, type TestSite } from './site.ts';

/** What is told of forms: an invented company's visits, and every figure worked out by hand. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONDAY = Date.parse('2026-05-04T09:00:00Z');
const MAY = { from: '2026-05-01', to: '2026-05-31' };

let rest = 0;
beforeEach(() => {
  rest = 0;
});

/** A visit as its hits: the last ones arrive first, and all of them twice. */
const visit = async (site: TestSite, { at, visitor }: { at: number; visitor: number }, hits: Hit[]): Promise<void> => {
  const batch = {
    sentAt: at + 20 * MINUTE,
    visit: {
      id: idAt(at, (rest += 1)),
      visitor: idAt(MONDAY, visitor),
      url: 'https://example.com/',
      referrer: '',
      language: 'uk',
      zone: '',
    },
  };
  for (const hit of [...hits.toReversed(), ...hits]) {
    const { state } = await site.hits({ ...batch, hits: [hit] });
    expect(state).toBe('stored');
  }
};

const formHit = (form: string, stage: 'seen' | 'started' | 'submitted', at: number, variant?: string): Hit => ({
  kind: 'form',
  at,
  form,
  stage,
  ...(variant !== undefined && { variant }),
});

describe('variants', () => {
  const [callback] = DEFAULT_SETTINGS.forms as [SiteSettings['forms'][number]];
  const settings: Partial<SiteSettings> = {
    forms: [
      callback,
      {
        id: 'lead',
        kind: 'lead',
        variants: [
          { id: 'a', weight: 1 },
          { id: 'b', weight: 1 },
        ],
      },
    ],
  };

  /** Minutes after Tuesday 9:00 (of `c` Monday), visitor, variant, how far it got. */
  const VISITS: readonly [
    day: number,
    minute: number,
    visitor: number,
    variant: string,
    stage: 'seen' | 'started' | 'submitted',
  ][] = [
    [0, 0, 20, 'c', 'submitted'],
    [0, 1, 21, 'c', 'seen'],
    // a ran first, alone.
    [0, 50, 30, 'a', 'submitted'],
    [1, 1, 1, 'a', 'seen'],
    [1, 2, 2, 'b', 'submitted'],
    [1, 3, 3, 'a', 'submitted'],
    [1, 4, 4, 'b', 'seen'],
    [1, 5, 5, 'a', 'seen'],
    [1, 6, 6, 'a', 'started'],
    [1, 7, 7, 'b', 'submitted'],
    [1, 8, 8, 'b', 'seen'],
    [1, 9, 9, 'a', 'seen'],
    [1, 10, 10, 'b', 'submitted'],
    [1, 11, 11, 'a', 'submitted'],
    // Once more: still one visitor.
    [1, 60, 1, 'a', 'seen'],
    // He saw a first, and has converted by b: for neither.
    [1, 61, 5, 'b', 'submitted'],
    // Converted within a day, and long after it.
    [2, -1, 9, 'a', 'submitted'],
    [3, 0, 4, 'b', 'submitted'],
  ];

  const written = async (): Promise<TestSite> => {
    const site = await newSite(settings);
    // The latest first: what was recorded when makes no difference.
    for (const [day, minute, visitor, variant, stage] of VISITS.toReversed()) {
      const at = MONDAY + day * DAY + minute * MINUTE;
      const stages = (['seen', 'started', 'submitted'] as const).slice(
        0,
        ['seen', 'started', 'submitted'].indexOf(stage) + 1,
      );
      await visit(
        site,
        { at, visitor },
        stages.map((one, index) => formHit('lead', one, index * 1_000, variant)),
      );
    }
    // A visit from before the test, without a variant.
    await visit(site, { at: MONDAY - DAY, visitor: 40 }, [formHit('lead', 'submitted', 0)]);
    return site;
  };

  test('are counted by visits and by visitors, and compared pair by pair', async () => {
    const site = await written();
    const answer = (await site.stub.formVariants({ form: 'lead', ...MAY })) as VariantsAnswer;
    const table = answer.variants.map(({ interval, probabilityBest, ...row }: VariantRow) => row);
    expect(table).toEqual([
      {
        variant: 'a',
        weight: 1,
        ended: false,
        visits: { seen: 9, started: 5, submitted: 4 },
        visitors: { seen: 7, converted: 4 },
        conversion: 4 / 7,
      },
      {
        variant: 'b',
        weight: 1,
        ended: false,
        visits: { seen: 7, started: 5, submitted: 5 },
        visitors: { seen: 5, converted: 4 },
        conversion: 4 / 5,
      },
      {
        variant: 'c',
        weight: 0,
        ended: true,
        visits: { seen: 2, started: 1, submitted: 1 },
        visitors: { seen: 2, converted: 1 },
        conversion: 1 / 2,
      },
    ]);
    // Density of Beta(1 + 4, 1 + 3) and of Beta(1 + 4, 1 + 1): a twentieth at the ends.
    const [a, b, c] = answer.variants as [VariantRow, VariantRow, VariantRow];
    for (const end of [a.interval.low, a.interval.high]) expect(280 * end ** 4 * (1 - end) ** 3).toBeCloseTo(0.05, 9);
    for (const end of [b.interval.low, b.interval.high]) expect(30 * end ** 4 * (1 - end)).toBeCloseTo(0.05, 9);
    // P(Beta(5, 2) > Beta(5, 4)), worked out with fractions.
    expect(b.probabilityBest).toBeCloseTo(109 / 143, 5);
    expect((a.probabilityBest as number) + (b.probabilityBest as number)).toBeCloseTo(1, 12);
    expect(c.probabilityBest).toBeNull();

    /*
     * Visitors 30 and 1 (of a) came before b ran. The pairs: 2 B and 3 A, even; 4 b and 5 a, even, for b's conversion is
     * past his day; 6 a and 7 B, won by b; 8 b and 9 A, who came back within the day, won by a; 10 B and 11 A are not
     * counted, as no b came after them.
     */
    const [ab, ac, bc] = answer.comparisons;
    expect(ab).toEqual({
      first: { variant: 'a', won: 1, eValue: 1 },
      // Won before the other was lost: the mean of 2 × odds / (1 + odds) over the odds betted on.
      second: { variant: 'b', won: 1, eValue: expect.closeTo(1.2252612, 6) },
      even: 2,
      needed: 120,
      better: null,
    });
    // c ended before a and b began.
    for (const comparison of [ac, bc])
      expect(comparison).toMatchObject({ first: { won: 0, eValue: 1 }, second: { won: 0, eValue: 1 }, even: 0 });
    expect(answer.verdict.best).toBeNull();
    expect(answer.verdict.meaning).toMatch(/^Not known yet/);
  });

  test('of a part of the days, and of a form that was never seen', async () => {
    const site = await written();
    const monday = (await site.stub.formVariants({
      form: 'lead',
      from: '2026-05-04',
      to: '2026-05-04',
    })) as VariantsAnswer;
    expect(monday.variants.map(({ variant, visitors }) => [variant, visitors.seen])).toEqual([
      ['a', 1],
      ['b', 0],
      ['c', 2],
    ]);
    const unseen = (await site.stub.formVariants({ form: 'callback', ...MAY })) as VariantsAnswer;
    expect(unseen).toMatchObject({
      variants: [],
      comparisons: [],
      verdict: { best: null, meaning: 'There are no two variants to compare.' },
    });
    expect(await site.stub.formVariants({ form: 'constructor', ...MAY })).toBeNull();
  });

  test('a better one is told, and stays told when the other has ended', async () => {
    const site = await newSite(settings);
    // One visitor of each in turn; of b's every one converts, of a's none.
    for (let turn = 0; turn < 34; turn += 1) {
      const variant = turn % 2 === 0 ? 'a' : 'b';
      const hits = [formHit('lead', variant === 'a' ? 'seen' : 'submitted', 0, variant)];
      await visit(site, { at: MONDAY + turn * MINUTE, visitor: 100 + turn }, hits);
    }
    const told = (await site.stub.formVariants({ form: 'lead', ...MAY })) as VariantsAnswer;
    expect(told.comparisons).toMatchObject([{ first: { won: 0 }, second: { won: 16 }, needed: 40, better: 'b' }]);
    expect(told.verdict.best).toBe('b');
    expect(told.verdict.meaning).toMatch(/^“b” is better than every other\./);

    await site.stub.change({ forms: [{ id: 'lead', kind: 'lead', variants: [{ id: 'b', weight: 1 }] }] });
    const after = (await site.stub.formVariants({ form: 'lead', ...MAY })) as VariantsAnswer;
    expect(after.variants.map(({ variant, ended }) => [variant, ended])).toEqual([
      ['b', false],
      ['a', true],
    ]);
    expect(after.verdict.best).toBe('b');
  });

  test('whose visitors have not had a day yet are counted, but not compared', async () => {
    const site = await newSite(settings);
    const now = Date.now();
    for (let turn = 0; turn < 40; turn += 1) {
      const variant = turn % 2 === 0 ? 'a' : 'b';
      const hits = [formHit('lead', variant === 'a' ? 'seen' : 'submitted', 0, variant)];
      await visit(site, { at: now - 2 * HOUR + turn * MINUTE, visitor: 100 + turn }, hits);
    }
    const today = await site.stub.today();
    const answer = (await site.stub.formVariants({ form: 'lead', from: '2026-01-01', to: today })) as VariantsAnswer;
    expect(answer.variants.map(({ visitors }) => visitors.seen)).toEqual([20, 20]);
    expect(answer.comparisons).toMatchObject([{ first: { won: 0 }, second: { won: 0 }, even: 0 }]);
  });
});

describe('fields', () => {
  const field = (at: number, name: string, told: Partial<FieldHit> = {}): Hit => ({
    kind: 'field',
    at,
    form: 'quiz',
    field: name,
    ...told,
  });
  const shown = (variant?: string): Hit[] => [
    formHit('quiz', 'seen', 100, variant),
    field(100, 'name'),
    field(100, 'phone'),
    field(100, 'comment'),
  ];

  const written = async (): Promise<TestSite> => {
    const site = await newSite();
    const at = (index: number) => ({ at: MONDAY + index * HOUR, visitor: index });
    await visit(site, at(1), [
      ...shown('x'),
      formHit('quiz', 'started', 1_000, 'x'),
      field(2_000, 'name', { ms: 2_000 }),
      field(6_000, 'phone', { ms: 3_000, refused: true }),
      field(9_000, 'phone', { ms: 5_000, corrected: true }),
      formHit('quiz', 'submitted', 9_500, 'x'),
    ]);
    await visit(site, at(2), [
      ...shown('x'),
      formHit('quiz', 'started', 1_000, 'x'),
      field(3_000, 'name', { ms: 3_000 }),
      field(5_000, 'phone', { ms: 1_000 }),
      field(8_000, 'name', { ms: 4_000, corrected: true }),
    ]);
    await visit(site, at(3), [
      ...shown(),
      formHit('quiz', 'started', 500),
      field(1_000, 'phone', { ms: 1_000 }),
      field(4_000, 'name', { ms: 6_000 }),
    ]);
    await visit(site, at(4), shown());
    await visit(site, at(5), [...shown(), formHit('quiz', 'started', 500), field(9_000, 'phone', { ms: 9_000 })]);
    // Another form, and another month.
    await visit(site, at(6), [formHit('lead', 'seen', 0)]);
    await visit(site, { at: MONDAY + 40 * DAY, visitor: 7 }, shown());
    return site;
  };

  test('tell where people stop', async () => {
    const site = await written();
    const answer = (await site.stub.formFields({ form: 'quiz', ...MAY })) as FieldsAnswer;
    expect(answer).toEqual({
      form: 'quiz',
      ...MAY,
      timeZone: 'Europe/Kyiv',
      visits: { seen: 5, started: 4, submitted: 1 },
      fields: [
        {
          field: 'name',
          seen: 5,
          touched: 3,
          corrected: 1,
          refused: 0,
          // Visits 2, where it was left last, and 3.
          abandoned: 2,
          // First, first, second.
          place: 4 / 3,
          // Of 2, 4 and 6 seconds.
          time: { median: 4_000, p90: 5_600 },
        },
        {
          field: 'phone',
          seen: 5,
          touched: 4,
          corrected: 1,
          refused: 1,
          abandoned: 1,
          place: 1.5,
          // Of 1, 1, 5 and 9 seconds.
          time: { median: 3_000, p90: 7_800 },
        },
        { field: 'comment', seen: 5, touched: 0, corrected: 0, refused: 0, abandoned: 0, place: null, time: null },
      ],
    });
  });

  test('by variant', async () => {
    const site = await written();
    const { variants } = (await site.stub.formFields({ form: 'quiz', ...MAY, by: 'variant' })) as FieldsAnswer;
    expect(
      variants?.map(({ variant, visits, fields }) => [
        variant,
        visits.seen,
        ...fields.map(({ field: name, touched, abandoned }) => `${name} ${touched} ${abandoned}`),
      ]),
    ).toEqual([
      ['', 3, 'phone 2 1', 'name 1 1', 'comment 0 0'],
      ['x', 2, 'name 2 1', 'phone 2 0', 'comment 0 0'],
    ]);
  });

  test('say from which day on visits are kept one by one', async () => {
    const site = await newSite();
    await site.rows(`INSERT INTO sealed (id, before, from_time) VALUES (1, ${Math.floor(MONDAY / DAY) + 1}, 0)`);
    await visit(site, { at: MONDAY + 2 * DAY, visitor: 1 }, shown('x'));
    for (const answer of [
      await site.stub.formFields({ form: 'quiz', ...MAY }),
      await site.stub.formVariants({ form: 'quiz', ...MAY }),
    ])
      expect(answer).toMatchObject({ sealedBefore: '2026-05-05' });
    const open = await site.stub.formFields({ form: 'quiz', from: '2026-05-05', to: '2026-05-31' });
    expect(open).not.toHaveProperty('sealedBefore');
  });

  test('of forms and fields whose names mean something to JavaScript', async () => {
    const site = await newSite();
    const hits: Hit[] = ['__proto__', 'constructor', '7'].map((name) => ({
      kind: 'field',
      at: 5,
      form: '__proto__',
      field: name,
      ms: 5,
    }));
    await visit(site, { at: MONDAY, visitor: 1 }, hits);
    const answer = (await site.stub.formFields({ form: '__proto__', ...MAY })) as FieldsAnswer;
    expect(answer.fields.map(({ field: name, touched }) => [name, touched])).toEqual([
      ['7', 1],
      ['__proto__', 1],
      ['constructor', 1],
    ]);
    expect(await site.stub.formFields({ form: 'constructor', ...MAY })).toBeNull();
  });

  test('the largest visit there can be is stored and read', async () => {
    const site = await newSite();
    const wide = (index: number, length: number): string =>
      `"${'щ'.repeat(length - 5)}${String(index).padStart(4, '0')}`;
    const forms = Array.from({ length: 30 }, (_, index) => wide(index, 200));
    const hits = forms.flatMap((form) =>
      Array.from({ length: 40 }, (_, index): Hit => {
        const times = { at: 172_000_000, ms: 86_000_000 };
        return { kind: 'field', ...times, form, field: wide(index, 64), corrected: true, refused: true };
      }),
    );
    const pages = Array.from({ length: 300 }, (_, at): Hit => ({ kind: 'page', at, path: `/${wide(at, 499)}` }));
    const batch = { sentAt: MONDAY + 2 * DAY, visit: { ...VISIT, id: idAt(MONDAY, 1) } };
    const all = [...hits, ...pages];
    for (let start = 0; start < all.length; start += 50)
      expect((await site.hits({ ...batch, hits: all.slice(start, start + 50) })).state).toBe('stored');
    const answer = (await site.stub.formFields({ form: forms[29] as string, ...MAY })) as FieldsAnswer;
    expect(answer.fields.map(({ refused }) => refused)).toEqual(Array(40).fill(1));
  });
});

const VISIT = {
  visitor: idAt(MONDAY, 1),
  url: 'https://example.com/',
  referrer: '',
  language: 'uk',
  zone: '',
};

describe('the API', () => {
  test('lists forms, tells their variants and fields, and names what is wrong', async () => {
    const { token } = await newAccount();
    const site = await newSiteOf(token);
    const now = Date.now();
    const batch = {
      sentAt: now,
      visit: { ...VISIT, id: idAt(now - MINUTE, 1) },
      hits: [
        formHit('lead', 'started', 0, 'a'),
        formHit('order/step 1', 'submitted', 0),
        { kind: 'field', at: 5, form: 'lead', field: 'contact[name]', ms: 5 },
      ],
    };
    expect((await ask(`/w/${site}/hits`, fromPage(batch))).status).toBe(202);
    const { forms, from, to } = await asked<FormsAnswer>(`/v1/sites/${site}/forms`, bearing(token));
    expect((Date.parse(to) - Date.parse(from)) / DAY).toBe(29);
    expect(forms).toEqual([
      { form: 'callback', set: true, seen: 0, started: 0, submitted: 0, conversion: null },
      { form: 'lead', set: true, seen: 1, started: 1, submitted: 0, conversion: 0 },
      { form: 'order/step 1', set: false, seen: 1, started: 1, submitted: 1, conversion: 1 },
    ]);
    const watched = { watch: [{ form: 'order/step 1' }, { form: 'quote', selector: '#quote' }, { form: '*' }] };
    await ask(`/v1/sites/${site}`, bearing(token, watched, 'PATCH'));
    const { forms: after } = await asked<FormsAnswer>(`/v1/sites/${site}/forms`, bearing(token));
    expect(after.map(({ form, set, seen }) => [form, set, seen])).toEqual([
      ['callback', true, 0],
      ['lead', true, 1],
      ['order/step 1', true, 1],
      ['quote', true, 0],
    ]);
    const named = encodeURIComponent('order/step 1');
    const fields = await asked<FieldsAnswer>(`/v1/sites/${site}/forms/${named}/fields`, bearing(token));
    expect(fields).toMatchObject({ form: 'order/step 1', visits: { submitted: 1 }, fields: [] });
    const lead = await asked<FieldsAnswer>(`/v1/sites/${site}/forms/lead/fields?by=variant`, bearing(token));
    expect(lead.variants).toMatchObject([{ variant: 'a', fields: [{ field: 'contact[name]', abandoned: 1 }] }]);
    const variants = await asked<VariantsAnswer>(`/v1/sites/${site}/forms/lead/variants`, bearing(token));
    expect(variants.variants).toMatchObject([{ variant: 'a', ended: true, visitors: { seen: 1, converted: 0 } }]);

    for (const [path, status] of [
      ['forms/nothing/fields', 404],
      ['forms/nothing/variants', 404],
      ['forms/lead/fields?by=page', 422],
      ['forms/lead/variants?from=2026-05-02&to=2026-05-01', 422],
      ['forms?from=yesterday', 422],
    ] as const) {
      const answer = await ask(`/v1/sites/${site}/${path}`, bearing(token));
      expect([path, answer.status]).toEqual([path, status]);
      await problemOf(answer);
    }
  });
});
