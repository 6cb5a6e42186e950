import { expect, test } from 'vitest';
import { adOf, callerOf, outcomeOf } from './caller.ts';
import { words } from './words/en.ts';

test.each([
  [{ name: 'Оксана', phone: '+380501112233' }, 'Оксана'],
  [{ name: '', phone: '+380501112233' }, '+380501112233'],
  [{ name: '', phone: '' }, 'number withheld'],
  [{ name: '', phone: 'erased' }, 'data erased'],
])('%o is %s', (call, who) => {
  expect(callerOf(call, words)).toBe(who);
});

test('a call that rings for half an hour has an end that nobody reported', () => {
  const now = Date.parse('2026-05-04T12:00:00Z');
  const ringing = (ringingTime: string) => outcomeOf({ status: 'ringing', ringingTime }, words, now);
  expect(ringing('2026-05-04T11:59:00Z')).toBe('ringing');
  expect(ringing('2026-05-04T11:20:00Z')).toBe('end not reported');
});

test('an ad is told by source, campaign and content', () => {
  const source = { channel: 'Paid Search', source: 'google', medium: 'cpc', campaign: 'Brand', content: '', term: '' };
  const candidate = { probability: 1, visitor: '', visit: '' };
  expect(adOf({ ...candidate, source }, words)).toBe('google / Brand');
  expect(adOf({ ...candidate, source: { ...source, source: '(not set)' } }, words)).toBe('not known');
});
