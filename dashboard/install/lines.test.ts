import { expect, test } from 'vitest';
import { type LineContext, lineOf, spendLine } from './lines.ts';
import { words } from './words/en.ts';

const OWNER: LineContext = {
  words,
  brief: (moment) => moment.slice(11, 16),
  share: (share) => `${share * 100}%`,
  mayLeads: true,
  isOwner: true,
};
const TIME = '2026-11-20T10:15:00.000Z';

test('a line says what was found, when, and where it is mended', () => {
  const foreign = {
    check: 'hosts',
    state: 'wrong',
    finding: 'foreign',
    hosts: ['a.test', 'b.test'],
    time: TIME,
  } as const;
  expect(lineOf({ ...foreign, hosts: [...foreign.hosts] }, OWNER)).toEqual({
    check: 'hosts',
    state: 'wrong',
    text: expect.stringContaining('refused: a.test, b.test.'),
    time: 'Since 10:15.',
    link: { to: { page: 'settings', rest: '' }, text: 'Settings' },
  });
});

test('who may not mend it is shown no way there', () => {
  const check = { check: 'notify', state: 'wrong', finding: 'failing', error: 'HTTP 500' } as const;
  expect(lineOf(check, { ...OWNER, isOwner: false }).link).toBeUndefined();
  expect(lineOf(check, OWNER).text).toContain('HTTP 500');
});

test('spend is well where nearly all of it has found its visits', () => {
  expect(spendLine({ value: 0.95 }, OWNER)).toMatchObject({ state: 'done' });
  expect(spendLine({ value: 0.4 }, OWNER)).toMatchObject({ state: 'wrong', text: expect.stringContaining('40%') });
  expect(spendLine({ value: null }, OWNER)).toMatchObject({ state: 'off' });
});
