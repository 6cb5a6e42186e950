import { expect, test } from 'vitest';
import { newForm } from './draft.ts';
import { problemsOf } from './problems.ts';

test('a new form of each kind lacks nothing but what only its owner can say', () => {
  expect(problemsOf(newForm('callback', 'a'))).toEqual([]);
  expect(problemsOf(newForm('lead', 'a'))).toEqual([]);
  expect(problemsOf(newForm('nps', 'a'))).toEqual([]);
  expect(problemsOf(newForm('quiz', 'a'))).toEqual([{ kind: 'noLabel', list: 'steps', index: 0 }]);
});

test('says which question is wrong, and how', () => {
  const label = { uk: 'Так' };
  const fields = [
    { type: 'text' as const, name: 'size', label },
    { type: 'choice' as const, name: 'size', label, options: [] },
    { type: 'text' as const, name: ' ', label: { uk: ' ' } },
  ];
  expect(problemsOf({ id: 'a', kind: 'lead', fields }).map(({ kind }) => kind)).toEqual([
    'sameName',
    'noOptions',
    'noLabel',
    'noName',
  ]);
  expect(problemsOf({ id: 'a', kind: 'lead', fields: [] })).toEqual([{ kind: 'noQuestions', list: 'fields' }]);
});

test('two variants of one name, or none that anybody gets', () => {
  const variants = [
    { id: 'a', weight: 0 },
    { id: 'a', weight: 0 },
  ];
  expect(problemsOf({ id: 'a', kind: 'lead', variants })).toEqual([{ kind: 'sameVariant' }, { kind: 'noWeight' }]);
});

test('what only the schema knows is told in its words', () => {
  expect(problemsOf({ id: 'a', kind: 'lead', color: 'red' })).toEqual([
    { kind: 'other', field: 'color', detail: 'must be a colour such as #1a56db' },
  ]);
});
