import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { FormSettings, Forms, Hours, isPlain } from './forms.ts';

const choice = { type: 'choice', name: 'service', label: { uk: 'Що саме?' }, options: [{ value: 'windows' }] } as const;

describe('settings of a form', () => {
  test.each([
    ['as they were at first', { id: 'a', kind: 'callback', words: { uk: { title: 'Т' } } }],
    ['own fields', { id: 'a', kind: 'lead', fields: [choice] }],
    ['a quiz', { id: 'a', kind: 'quiz', steps: [{ ...choice, type: 'several' }], fields: [choice] }],
    ['words of any language', { id: 'a', kind: 'nps', words: { 'pt-BR': { title: 'T' } } }],
    ['a trigger', { id: 'a', kind: 'lead', trigger: { on: 'scroll', depth: 60, everyDays: 7 } }],
  ])('may be %s', (_, form) => expect(v.parse(FormSettings, form)).toEqual(form));

  test.each([
    ['an unknown kind', { id: 'a', kind: 'chat' }],
    ['a choice of nothing', { id: 'a', kind: 'lead', fields: [{ ...choice, options: [] }] }],
    ['two fields by one name', { id: 'a', kind: 'lead', fields: [choice, choice] }],
    ['a quiz without a question', { id: 'a', kind: 'quiz', steps: [] }],
    ['a field name that no contact may have', { id: 'a', kind: 'lead', fields: [{ ...choice, name: 'a<b' }] }],
    ['a label in no language', { id: 'a', kind: 'lead', fields: [{ ...choice, label: {} }] }],
    ['words of what is no language', { id: 'a', kind: 'lead', words: { '': {} } }],
    ['a scroll without its depth', { id: 'a', kind: 'lead', trigger: { on: 'scroll' } }],
    ['a color that is none', { id: 'a', kind: 'lead', color: 'red' }],
  ])('may not be %s', (_, form) => expect(v.is(FormSettings, form)).toBe(false));

  test('two forms may not have one id', () =>
    expect(
      v.is(Forms, [
        { id: 'a', kind: 'lead' },
        { id: 'a', kind: 'callback' },
      ]),
    ).toBe(false));
});

test.each([
  [{ id: 'a', kind: 'callback' }, true],
  [{ id: 'a', kind: 'lead', selector: 'main', words: { en: { title: 'T' } } }, true],
  [{ id: 'a', kind: 'lead', words: { pl: { title: 'T' } } }, false],
  [{ id: 'a', kind: 'lead', live: false }, false],
  [{ id: 'a', kind: 'lead', stage: 'mql' }, false],
  [{ id: 'a', kind: 'nps' }, false],
] as [FormSettings, boolean][])('%j is plain: %s', (form, plain) => expect(isPlain(form)).toBe(plain));

describe('business hours', () => {
  const on = (from: string, to: string) => v.is(Hours, { weekly: { mon: [{ from, to }] }, closed: ['2026-12-25'] });
  test('end after they begin', () => {
    expect(on('09:00', '18:00')).toBe(true);
    expect(on('00:00', '24:00')).toBe(true);
    expect(on('18:00', '09:00')).toBe(false);
    expect(on('9:00', '18:00')).toBe(false);
  });
});
