import { expect, test } from 'vitest';
import { askingOf, callName, waitsUntil, whoOf } from './person.ts';

test('who somebody is, is what they wrote last; a number is told once, however it was spelt', () => {
  const who = whoOf([
    { fields: { name: 'Olena', phone: '044 111-11-11' }, phoneNumber: '+380441111111' },
    { fields: { name: '', phone: '0441111111', email: 'o@example.com' }, phoneNumber: '+380441111111' },
    { fields: { name: 'Олена', phone: '12 34' }, phoneNumber: '' },
  ]);
  expect(who).toEqual({ name: 'Олена', phones: ['12 34', '+380441111111'], emails: ['o@example.com'] });
  expect(callName({ ...who, name: '' })).toBe('12 34');
  expect(callName(whoOf([{ fields: { size: '3' }, phoneNumber: '' }]))).toBe('');
});

test('a call that nobody took is a missed one', () => {
  const call = {
    direction: 'in',
    tracking: '',
    answeredTime: null,
    endedTime: null,
    talkSeconds: 0,
    recording: null,
  } as const;
  expect(askingOf({ kind: 'call', call: { ...call, status: 'busy' } })).toBe('missedCall');
  expect(askingOf({ kind: 'call', call: { ...call, status: 'answered' } })).toBe('call');
  expect(askingOf({ kind: 'callback' })).toBe('callback');
});

test('who was answered, or is settled, waits no more', () => {
  const due = '2026-05-05T09:00:00Z';
  expect(waitsUntil({ due, responded: null, stage: 'new' })).toBe(Date.parse(due));
  expect(waitsUntil({ due, responded: due, stage: 'contacted' })).toBeNull();
  expect(waitsUntil({ due, responded: null, stage: 'spam' })).toBeNull();
  expect(waitsUntil({ due: null, responded: null, stage: 'new' })).toBeNull();
});
