import fc from 'fast-check';
import { expect, test } from 'vitest';
import { REASONS, type Reason } from '../../../shared/spam.ts';
import { type Evidence, judge } from './judge.ts';

/** A contact of somebody who looked at a page, took their time, and is alone. */
const PERSON: Evidence = {
  trapped: false,
  took: 15_000,
  seen: true,
  fromAddress: 1,
  fromVisitor: 1,
  withPhone: 1,
  withText: 1,
  linked: false,
  links: 0,
  turnstile: 'unknown',
  solved: false,
};

test.each<[Partial<Evidence>, string, Reason[]]>([
  [{}, 'take', []],
  [{ took: undefined }, 'take', []],
  [{ trapped: true }, 'quarantine', ['trap']],
  [{ took: 799 }, 'ask', ['quick']],
  [{ took: 800 }, 'take', []],
  [{ seen: false }, 'ask', ['unseen']],
  [{ fromAddress: 10 }, 'take', []],
  [{ fromAddress: 11 }, 'ask', ['address']],
  [{ fromAddress: 41 }, 'quarantine', ['address']],
  [{ fromVisitor: 6 }, 'ask', ['visitor']],
  [{ fromVisitor: 21 }, 'quarantine', ['visitor']],
  [{ withPhone: 4 }, 'ask', ['phone']],
  [{ withPhone: 11 }, 'quarantine', ['phone']],
  [{ withText: 3 }, 'ask', ['text']],
  [{ linked: true }, 'quarantine', ['link']],
  [{ links: 2 }, 'take', []],
  [{ links: 3 }, 'ask', ['links']],
  [{ links: 10 }, 'quarantine', ['links']],
  [{ turnstile: 'missing' }, 'ask', ['turnstile']],
  [{ turnstile: 'refused' }, 'quarantine', ['turnstile']],
  [{ seen: false, took: 10 }, 'ask', ['quick', 'unseen']],
  [{ seen: false, trapped: true }, 'quarantine', ['trap', 'unseen']],
])('%o: %s %j', (differs, verdict, reasons) => {
  expect(judge({ ...PERSON, ...differs })).toEqual({ verdict, reasons });
});

const evidence: fc.Arbitrary<Evidence> = fc.record({
  trapped: fc.boolean(),
  took: fc.option(fc.nat(2_000), { nil: undefined }),
  seen: fc.boolean(),
  fromAddress: fc.nat(60),
  fromVisitor: fc.nat(30),
  withPhone: fc.nat(15),
  withText: fc.nat(5),
  linked: fc.boolean(),
  links: fc.nat(12),
  turnstile: fc.constantFrom('passed', 'missing', 'refused', 'unknown'),
  solved: fc.boolean(),
});

test('work and Turnstile excuse all that may happen to a person, and nothing else', () => {
  fc.assert(
    fc.property(evidence, fc.constantFrom({ solved: true }, { turnstile: 'passed' as const }), (given, vouched) => {
      const { verdict, reasons } = judge({ ...given, solved: false, turnstile: 'unknown' });
      const excused = judge({ ...given, solved: false, turnstile: 'unknown', ...vouched });
      expect(excused).toEqual(verdict === 'quarantine' ? { verdict, reasons } : { verdict: 'take', reasons: [] });
    }),
  );
});

test('a suspect has reasons and what is taken has none; all of them can be told', () => {
  fc.assert(
    fc.property(evidence, (given) => {
      const { verdict, reasons } = judge(given);
      expect(reasons.length > 0).toBe(verdict !== 'take');
      for (const reason of reasons) expect(REASONS[reason]).toMatch(/\w/);
    }),
  );
});

test('what was found stays when the same comes again, but that nothing was seen', () => {
  const late = (verdict: 'ask' | 'quarantine', ...reasons: Reason[]) => judge(PERSON, { verdict, reasons });
  expect(late('ask', 'unseen')).toEqual({ verdict: 'take', reasons: [] });
  expect(late('ask', 'unseen', 'quick')).toEqual({ verdict: 'ask', reasons: ['quick'] });
  expect(late('quarantine', 'unseen', 'trap')).toEqual({ verdict: 'quarantine', reasons: ['trap'] });
  expect(judge({ ...PERSON, solved: true }, { verdict: 'ask', reasons: ['quick'] }).verdict).toBe('take');
  expect(judge({ ...PERSON, solved: true }, { verdict: 'quarantine', reasons: ['link'] }).verdict).toBe('quarantine');
});
