import { describe, expect, test } from 'vitest';
import { type ContactTime, creditOf, leadsOfPerson, type Touch, touchesBefore } from './grouping.ts';

const DAY = 86_400_000;

describe('a person’s contacts fall into leads', () => {
  const WINDOW = 30 * DAY;
  const on = (...days: number[]): ContactTime[] => days.map((day, index) => ({ id: `c${index}`, at: day * DAY }));
  const leads = (contacts: readonly ContactTime[]): string[] => {
    const found = leadsOfPerson(contacts, WINDOW);
    return contacts.map(({ id }) => found.get(id)?.id as string);
  };

  test.each<[string, ContactTime[], string[]]>([
    ['none', [], []],
    ['one', on(5), ['c0']],
    ['within the window', on(0, 10), ['c0', 'c0']],
    ['a gap of just the window', on(0, 30), ['c0', 'c0']],
    ['a gap longer by a millisecond', [...on(0), { id: 'c1', at: 30 * DAY + 1 }], ['c0', 'c1']],
    [
      'windows chain: it is the gap that counts, not the distance from the first',
      on(0, 25, 50, 75),
      ['c0', 'c0', 'c0', 'c0'],
    ],
    ['a chain breaks once', on(0, 25, 56, 80), ['c0', 'c0', 'c2', 'c2']],
    ['in any order', on(80, 0, 56, 25), ['c2', 'c1', 'c2', 'c1']],
    [
      'at the same moment the smaller id is the lead’s',
      [
        { id: 'b', at: 0 },
        { id: 'a', at: 0 },
        { id: 'c', at: 0 },
      ],
      ['a', 'a', 'a'],
    ],
    ['a contact in the gap joins both sides', on(0, 40, 20), ['c0', 'c0', 'c0']],
  ])('%s', (_, contacts, expected) => {
    expect(leads(contacts)).toEqual(expected);
  });

  test.each<[string, [string, string][], string[]]>([
    ['nobody merges', [], ['c0', 'c1', 'c2', 'c3']],
    ['two', [['c1', 'c3']], ['c0', 'c1', 'c2', 'c1']],
    ['the later named first', [['c3', 'c1']], ['c0', 'c1', 'c2', 'c1']],
    [
      'a chain, in whatever order',
      [
        ['c3', 'c2'],
        ['c2', 'c0'],
      ],
      ['c0', 'c1', 'c0', 'c0'],
    ],
    ['with one that is no lead’s', [['c1', 'none']], ['c0', 'c1', 'c2', 'c3']],
  ])('leads months apart, merged by people: %s', (_, merges, expected) => {
    const contacts = on(0, 100, 200, 300);
    const found = leadsOfPerson(contacts, WINDOW, { merges: merges.map(([contact, other]) => ({ contact, other })) });
    expect(contacts.map(({ id }) => found.get(id)?.id)).toEqual(expected);
  });

  test('what was given is left as it was', () => {
    const contacts = on(2, 1);
    leadsOfPerson(contacts, WINDOW);
    expect(contacts.map(({ at }) => at)).toEqual([2 * DAY, DAY]);
  });
});

describe('credit', () => {
  const LOOK_BACK = 90 * DAY;
  const touch = (visit: string, day: number, direct = false): Touch => ({ visit, ad: 0, startedAt: day * DAY, direct });
  const contact = (day: number, visit: string) => ({ at: day * DAY, visit });

  test.each<[string, Touch[], ReturnType<typeof contact>, [last: string, nonDirect: string, first: string]]>([
    ['of the only visit', [touch('a', 1)], contact(1, 'a'), ['a', 'a', 'a']],
    ['direct never takes from what was before', [touch('a', 1), touch('b', 2, true)], contact(2, 'b'), ['b', 'a', 'a']],
    [
      'the last of several that are not direct',
      [touch('a', 1), touch('b', 2), touch('c', 3, true)],
      contact(3, 'c'),
      ['c', 'b', 'a'],
    ],
    ['all direct', [touch('a', 1, true), touch('b', 2, true)], contact(2, 'b'), ['b', 'b', 'a']],
    ['just within the look-back', [touch('a', 0), touch('b', 90, true)], contact(90, 'b'), ['b', 'a', 'a']],
    [
      'beyond the look-back: the last touch stands',
      [touch('a', 0), touch('b', 91, true)],
      contact(91, 'b'),
      ['b', 'b', 'a'],
    ],
    ['a first click has no look-back', [touch('a', 0, true), touch('b', 300)], contact(300, 'b'), ['b', 'b', 'a']],
    ['visits after the contact do not count', [touch('a', 1), touch('b', 2)], contact(1, 'a'), ['a', 'a', 'a']],
    [
      'another browser’s visit before it does',
      [touch('other', 1), touch('own', 5, true)],
      contact(5, 'own'),
      ['own', 'other', 'other'],
    ],
    ['its own visit counts even if clocks say it began later', [touch('a', 5)], contact(4, 'a'), ['a', 'a', 'a']],
  ])('%s', (_, touches, made, [last, nonDirect, first]) => {
    const credit = creditOf(made.at, touchesBefore(made, touches), LOOK_BACK);
    expect([credit.lastClick.visit, credit.lastNonDirect.visit, credit.firstClick.visit]).toEqual([
      last,
      nonDirect,
      first,
    ]);
  });
});
