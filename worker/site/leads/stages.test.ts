import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STAGES, type Stage } from '../../../shared/leads.ts';
import { type StagesOfLead, standingOf, until } from './stages.ts';

/** Statements as `day stage` or `day lost: reason`; a sale as `day sale`. The lead began on day 0. */
const lead = (words: readonly string[], startingStage: Stage = 'new'): StagesOfLead => {
  const said = words.map((word, index) => {
    const [, day = '', what = '', reason = ''] = /^(-?\d+) (\w+)(?:: (.*))?$/.exec(word) ?? [];
    return { id: `s${index}`, at: Number(day), what, reason };
  });
  return {
    at: 0,
    startingStage,
    stated: said
      .filter(({ what }) => what !== 'sale')
      .map(({ id, at, what, reason }) => ({ id, at, stage: what as Stage, reason })),
    sales: said.filter(({ what }) => what === 'sale').map(({ at }) => ({ at })),
  };
};

describe('where a lead stands and since when', () => {
  test.each<[string, string[], Stage, Record<string, number>]>([
    ['nothing stated', [], 'new', {}],
    ['step by step', ['1 contacted', '2 mql', '5 sql'], 'sql', { contacted: 1, mql: 2, sql: 5 }],
    [
      'a leap implies what it leapt over',
      ['3 opportunity'],
      'opportunity',
      { contacted: 3, mql: 3, sql: 3, opportunity: 3 },
    ],
    ['won implies all', ['4 won'], 'won', { contacted: 4, mql: 4, sql: 4, opportunity: 4, won: 4 }],
    ['going back is a correction', ['1 mql', '2 opportunity', '3 mql'], 'mql', { contacted: 1, mql: 1 }],
    [
      'a stage that was taken back is reached when it is stated again',
      ['1 mql', '2 sql', '3 contacted', '7 sql'],
      'sql',
      { contacted: 1, mql: 7, sql: 7 },
    ],
    ['back to the start', ['1 sql', '2 new'], 'new', {}],
    ['lost keeps what was reached', ['1 mql', '4 lost'], 'lost', { contacted: 1, mql: 1, lost: 4 }],
    ['lost since it was said first', ['4 lost', '6 lost'], 'lost', { lost: 4 }],
    ['reopened', ['1 sql', '4 lost', '6 mql'], 'mql', { contacted: 1, mql: 1 }],
    ['reopened and lost again', ['1 mql', '4 lost', '6 mql', '8 lost'], 'lost', { contacted: 1, mql: 1, lost: 8 }],
    [
      'won and then lost, with no sale',
      ['2 won', '9 lost'],
      'lost',
      { contacted: 2, mql: 2, sql: 2, opportunity: 2, lost: 9 },
    ],
    ['spam reached nothing', ['1 sql', '2 spam'], 'spam', {}],
    ['no spam after all', ['1 sql', '2 spam', '3 sql'], 'sql', { contacted: 1, mql: 1, sql: 1 }],
    ['a sale wins', ['1 sql', '6 sale'], 'won', { contacted: 1, mql: 1, sql: 1, opportunity: 6, won: 6 }],
    [
      'won was said before the sale',
      ['1 won', '6 sale'],
      'won',
      { contacted: 1, mql: 1, sql: 1, opportunity: 1, won: 1 },
    ],
    [
      'whoever bought has won, whatever is said later',
      ['6 sale', '9 contacted'],
      'contacted',
      { contacted: 6, mql: 6, sql: 6, opportunity: 6, won: 6 },
    ],
    [
      'bought and then lost',
      ['6 sale', '9 lost'],
      'lost',
      { contacted: 6, mql: 6, sql: 6, opportunity: 6, won: 6, lost: 9 },
    ],
    ['a sale takes a loss back', ['4 lost', '6 sale'], 'won', { contacted: 6, mql: 6, sql: 6, opportunity: 6, won: 6 }],
    [
      'a sale stands over what was said at its moment',
      ['6 lost', '6 sale'],
      'won',
      { contacted: 6, mql: 6, sql: 6, opportunity: 6, won: 6 },
    ],
    ['of one moment the later id stands', ['5 sql', '5 mql'], 'mql', { contacted: 5, mql: 5 }],
    ['what was said of a time before it began counts from its beginning', ['-3 mql'], 'mql', { contacted: 0, mql: 0 }],
  ])('%s', (_, words, stage, reached) => {
    expect(standingOf(lead(words))).toMatchObject({ stage, reached });
    expect(Object.keys(standingOf(lead(words)).reached).sort()).toEqual(Object.keys(reached).sort());
  });

  test('in the stage that its form states, until another is stated', () => {
    expect(standingOf(lead([], 'sql'))).toEqual({
      stage: 'sql',
      lossReason: '',
      reached: { contacted: 0, mql: 0, sql: 0 },
    });
    expect(standingOf(lead(['2 mql'], 'sql')).reached).toEqual({ contacted: 0, mql: 0 });
  });

  test.each([
    [['1 lost: price'], 'price'],
    [['1 lost: price', '2 lost'], 'price'],
    [['1 lost: price', '2 lost: went elsewhere'], 'went elsewhere'],
    [['1 lost: price', '2 mql'], ''],
    [['1 lost: price', '2 mql', '3 lost'], ''],
  ])('%j: the reason is "%s"', (words, reason) => {
    expect(standingOf(lead(words)).lossReason).toBe(reason);
  });

  test('by a moment', () => {
    const stages = lead(['1 mql', '4 sale', '6 lost']);
    expect([0, 1, 3, 4, 6].map((moment) => standingOf(until(stages, moment)).stage)).toEqual([
      'new',
      'mql',
      'mql',
      'won',
      'lost',
    ]);
  });
});

const anyLead: fc.Arbitrary<StagesOfLead> = fc.record({
  at: fc.constant(0),
  startingStage: fc.constantFrom<Stage>('new', 'contacted', 'mql', 'sql', 'opportunity'),
  stated: fc.uniqueArray(
    fc.record({
      id: fc.string({ minLength: 1 }),
      at: fc.integer({ min: -2, max: 9 }),
      stage: fc.constantFrom(...STAGES),
      reason: fc.constantFrom('', 'price'),
    }),
    { selector: ({ id }) => id, maxLength: 8 },
  ),
  sales: fc.array(fc.record({ at: fc.integer({ min: 0, max: 9 }) }), { maxLength: 2 }),
});

test('whatever is stated in whatever order: no stage without the ones below it, none reached before them or before the lead', () => {
  fc.assert(
    fc.property(anyLead, (stages) => {
      const standing = standingOf(stages);
      expect(
        standingOf({ ...stages, stated: [...stages.stated].reverse(), sales: [...stages.sales].reverse() }),
      ).toEqual(standing);
      const { reached } = standing;
      const passed = (['contacted', 'mql', 'sql', 'opportunity', 'won'] as const).map((stage) => reached[stage]);
      for (const [index, at] of passed.entries()) {
        if (at === undefined) continue;
        expect(at).toBeGreaterThanOrEqual(index === 0 ? stages.at : (passed[index - 1] ?? Number.NaN));
      }
      if (stages.sales.length > 0 && standing.stage !== 'spam') expect(reached.won).toBeDefined();
      expect(reached.lost !== undefined).toBe(standing.stage === 'lost');
    }),
    { numRuns: 2_000 },
  );
});
