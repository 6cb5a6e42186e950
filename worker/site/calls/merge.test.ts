import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CallEvent } from '../../calls/call.ts';
import { beginsLead, type CallRecord, isMissed, mergeEvent, talkOf } from './merge.ts';

const RING = Date.parse('2026-05-05T12:00:00Z');
const LINE = '+380441110001';
const CALLER = '+380671234567';

type Came = Partial<CallEvent> & { after?: number };

/** Merges events in the order given; `after` is when each came, in seconds from the ring. */
const merged = (...events: Came[]): CallRecord =>
  events.reduce<CallRecord | null>(
    (known, { after = 60, ...event }) =>
      mergeEvent(known, { id: 'c', tracking: '', other: '', ...event }, RING + after * 1_000),
    null,
  ) as CallRecord;

const rings: Came = { direction: 'in', tracking: LINE, other: CALLER, ringingAt: RING, status: 'ringing', after: 0 };
const answered: Came = { answeredAt: RING + 5_000, status: 'answered', after: 5 };
const over: Came = { endedAt: RING + 50_000, talkSeconds: 45, status: 'answered', after: 50 };

test('a call as its events tell it, in the order they happened', () => {
  expect(merged(rings, answered, over)).toEqual({
    direction: 'in',
    tracking: LINE,
    phone: CALLER,
    ringingAt: RING,
    answeredAt: RING + 5_000,
    endedAt: RING + 50_000,
    talkSeconds: 45,
    status: 'answered',
    recording: '',
  });
});

describe('what a call counts as', () => {
  const call = merged(rings, over);
  test.each<[string, CallRecord, boolean, boolean]>([
    ['answered and talked for long enough', call, false, true],
    ['answered and hung up soon', { ...call, talkSeconds: 3 }, false, false],
    ['missed', merged(rings, { status: 'missed', endedAt: RING + 20_000 }), true, true],
    ['busy', merged(rings, { status: 'busy' }), true, true],
    ['missed, of a withheld number', merged({ ...rings, other: '' }, { status: 'missed' }), true, false],
    ['ringing', merged(rings), false, false],
    ['being talked', merged(rings, answered), false, false],
  ])('%s', (_, given, missed, lead) => {
    expect(isMissed(given)).toBe(missed);
    expect(beginsLead(given, 20)).toBe(lead);
  });

  test('talk time is the provider’s, else what lies between answer and end', () => {
    expect(talkOf(call)).toBe(45);
    expect(talkOf(merged(rings, answered, { endedAt: RING + 25_400, status: 'answered' }))).toBe(20);
    expect(talkOf(merged(rings, { status: 'missed', talkSeconds: 9 }))).toBe(0);
  });
});

test('nothing lies later than the moment it was told', () => {
  const call = merged({ ...rings, ringingAt: RING + 3_600_000, after: 2 });
  expect(call.ringingAt).toBe(RING + 2_000);
});

test('an event that tells no time stands for its own until an earlier one is known', () => {
  expect(merged({ recording: 'https://example.com/r.mp3', after: 90 }).ringingAt).toBe(RING + 90_000);
  expect(merged({ recording: 'https://example.com/r.mp3', after: 90 }, rings).ringingAt).toBe(RING);
});

const time = fc.option(
  fc.integer({ min: 0, max: 120 }).map((second) => RING + second * 1_000),
  { nil: undefined },
);
const event: fc.Arbitrary<Came> = fc
  .record({
    after: fc.integer({ min: 0, max: 200 }),
    direction: fc.constantFrom('in' as const, 'out' as const, undefined),
    tracking: fc.constantFrom('', LINE, '+380441110002'),
    other: fc.constantFrom('', CALLER),
    ringingAt: time,
    answeredAt: time,
    endedAt: time,
    talkSeconds: fc.option(fc.nat(100), { nil: undefined }),
    status: fc.constantFrom('ringing' as const, 'answered' as const, 'missed' as const, 'busy' as const, undefined),
    recording: fc.constantFrom('', 'https://example.com/r.mp3'),
  })
  .map((given) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Came);

test('whatever order events come in, and however often, the call is the same', () => {
  fc.assert(
    fc.property(
      fc.array(event, { minLength: 1, maxLength: 6 }).chain((events) =>
        fc.tuple(
          fc.constant(events),
          fc.shuffledSubarray([...events, ...events], { minLength: 2 * events.length }).map((shuffled) => shuffled),
        ),
      ),
      ([events, disturbed]) => {
        expect(merged(...disturbed)).toEqual(merged(...events));
      },
    ),
    { numRuns: 500 },
  );
});
