import { describe, expect, test } from 'vitest';
import { type Facing, judge, toleranceOf } from './judge.ts';

/** Ten leads in a month of twenty working days, of which ten are over, unless stated otherwise. */
const facing = (given: Partial<Facing> = {}): Facing => ({
  metric: 'leads',
  target: 10,
  tolerance: 0,
  when: 'running',
  pace: { workingDays: 20, over: 10 },
  fact: 5,
  paced: 5,
  paid: 0,
  ...given,
});
const stateOf = (given: Partial<Facing>) => judge(facing(given)).state;

describe('what adds up', () => {
  test('half the target is due at half time, and twice what came is to come', () => {
    expect(judge(facing())).toEqual({ share: 0.5, expected: 5, forecast: 10, state: 'green' });
    expect(judge(facing({ fact: 4, paced: 4 }))).toEqual({ share: 0.4, expected: 5, forecast: 8, state: 'red' });
  });

  test('what came today is shown, and set against the pace once today is over', () => {
    expect(judge(facing({ fact: 5, paced: 3 }))).toEqual({ share: 0.5, expected: 5, forecast: 6, state: 'red' });
  });

  test('thirds are rounded once, and just met is met', () => {
    const pace = { workingDays: 3, over: 1 };
    expect(judge(facing({ pace, fact: 3.333333, paced: 3.333333 }))).toEqual({
      share: 0.333333,
      expected: 3.333333,
      forecast: 9.999999,
      state: 'green',
    });
    expect(judge(facing({ pace, target: 1, fact: 1, paced: 1, metric: 'revenue' }))).toMatchObject({
      expected: 0.3333,
      forecast: 3,
    });
  });

  test('before any working day is over there is nothing to go by, unless it is done already', () => {
    const pace = { workingDays: 20, over: 0 };
    expect(judge(facing({ pace, fact: 2, paced: null }))).toEqual({
      share: 0.2,
      expected: 0,
      forecast: null,
      state: 'open',
    });
    expect(stateOf({ pace, fact: 10, paced: null })).toBe('green');
    expect(stateOf({ pace, fact: 11, paced: null, metric: 'missedCalls' })).toBe('red');
  });

  test('of what is better less, no more than its part', () => {
    expect(stateOf({ metric: 'missedCalls', fact: 5, paced: 5 })).toBe('green');
    expect(stateOf({ metric: 'missedCalls', fact: 6, paced: 6 })).toBe('red');
  });

  test('a budget is to be spent: neither much less nor much more', () => {
    const spent = (paced: number) =>
      stateOf({ metric: 'spend', target: 1000, tolerance: toleranceOf('spend', null), fact: paced, paced });
    expect([440, 450, 500, 550, 560].map(spent)).toEqual(['red', 'green', 'green', 'green', 'red']);
    expect(toleranceOf('spend', 0.02)).toBe(0.02);
    expect(toleranceOf('leads', null)).toBe(0);
  });

  test('a planned loss is met by a smaller one', () => {
    const lost = (fact: number) => judge(facing({ metric: 'profit', target: -100, fact, paced: fact }));
    expect(lost(-40)).toEqual({ share: null, expected: -50, forecast: -80, state: 'green' });
    expect(lost(-60).state).toBe('red');
  });
});

describe('a ratio', () => {
  const ratio = (given: Partial<Facing>) => judge(facing({ metric: 'leadToWin', target: 0.2, ...given }));

  test('is expected to be what it is to be from the first day on, and stands as it is', () => {
    expect(ratio({ fact: 0.25, paced: 0.1, pace: { workingDays: 20, over: 0 } })).toEqual({
      share: 1.25,
      expected: 0.2,
      forecast: 0.25,
      state: 'green',
    });
    expect(ratio({ fact: 0.19 }).state).toBe('red');
    expect(ratio({ fact: 0.19, tolerance: 0.05 }).state).toBe('green');
  });

  test('is open while there is nothing to divide by', () => {
    expect(ratio({ fact: null, paced: null })).toEqual({ share: null, expected: 0.2, forecast: null, state: 'open' });
  });

  test('of cost is better less', () => {
    expect(stateOf({ metric: 'costPerLead', target: 100, fact: 100 })).toBe('green');
    expect(stateOf({ metric: 'costPerLead', target: 100, fact: 100.0001 })).toBe('red');
    expect(stateOf({ metric: 'costPer:meeting', target: 100, fact: 104, tolerance: 0.05 })).toBe('green');
  });

  test('of cost is red once more is paid for nothing than one may cost', () => {
    const none = { metric: 'costPerLead', target: 100, fact: null, paced: null } as const;
    expect([0, 100, 101].map((paid) => stateOf({ ...none, paid }))).toEqual(['open', 'open', 'red']);
    expect(stateOf({ ...none, paid: 104, tolerance: 0.05 })).toBe('open');
    expect(stateOf({ ...none, paid: 101, when: 'over' })).toBe('red');
  });

  test.each([
    [0.1, 1.1],
    [0.1, 0.9],
    [0.3, 1.3],
  ])('tolerance %d takes in %d of 1 however they are written in binary', (tolerance, fact) => {
    expect(stateOf({ metric: 'repeatShare', target: 1, tolerance, fact })).toBe('green');
  });
});

test('of different visitors half are not due at half time: open until they are there, or the time is over', () => {
  const visitors = (given: Partial<Facing>) => judge(facing({ metric: 'visitors', ...given }));
  expect(visitors({})).toEqual({ share: 0.5, expected: null, forecast: null, state: 'open' });
  expect(visitors({ fact: 10 }).state).toBe('green');
  expect(visitors({ when: 'over', fact: 9 })).toEqual({ share: 0.9, expected: 10, forecast: 9, state: 'red' });
});

test('once the period is over the target is what counts', () => {
  const pace = { workingDays: 20, over: 20 };
  expect(judge(facing({ when: 'over', pace, fact: 10, paced: 10 }))).toEqual({
    share: 1,
    expected: 10,
    forecast: 10,
    state: 'green',
  });
  expect(stateOf({ when: 'over', pace, fact: 9, paced: 9 })).toBe('red');
  expect(stateOf({ when: 'over', pace, fact: 9, paced: 9, tolerance: 0.1 })).toBe('green');
  expect(stateOf({ when: 'over', pace, fact: null, paced: null, metric: 'cac' })).toBe('open');
});

test('what has not begun is open', () => {
  const pace = { workingDays: 20, over: 0 };
  expect(judge(facing({ when: 'ahead', pace, fact: null, paced: null }))).toEqual({
    share: null,
    expected: 0,
    forecast: null,
    state: 'open',
  });
});
