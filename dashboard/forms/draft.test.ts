import { describe, expect, test } from 'vitest';
import type { FormSettings, OwnField } from '../../shared/forms.ts';
import { freeName, moved, newForm, newQuestion, placed, retyped, withLabel, withWord } from './draft.ts';

describe('words', () => {
  test('an emptied one is left out, and with the last one its language', () => {
    const one = withWord(undefined, { tag: 'uk', key: 'title', text: 'Вітаємо' });
    expect(one).toEqual({ uk: { title: 'Вітаємо' } });
    const two = withWord(one, { tag: 'pl', key: 'title', text: 'Witamy' });
    expect(withWord(two, { tag: 'uk', key: 'title', text: '' })).toEqual({ pl: { title: 'Witamy' } });
    expect(withWord(one, { tag: 'uk', key: 'title', text: '' })).toBeUndefined();
  });

  test('keys that the dashboard does not know stay', () => {
    const words = { uk: { title: 'Так', laterWord: 'Потім' } };
    expect(withWord(words, { tag: 'uk', key: 'title', text: '' })).toEqual({ uk: { laterWord: 'Потім' } });
  });

  test('a label keeps its other languages', () => {
    expect(withLabel({ en: 'Size', uk: 'Розмір' }, 'uk', '')).toEqual({ en: 'Size' });
  });
});

describe('questions', () => {
  test('are named by what they mean, and never twice the same', () => {
    expect(newQuestion<OwnField>('phone', []).name).toBe('phone');
    expect(newQuestion<OwnField>('phone', ['phone']).name).toBe('phone-2');
    expect(freeName('a', ['a', 'a-2'])).toBe('a-3');
  });

  test('asked in another way keep what they are called', () => {
    const choice = retyped<OwnField>({ type: 'text', name: 'size', label: { uk: 'Розмір' }, required: true }, 'choice');
    expect(choice).toMatchObject({ type: 'choice', name: 'size', required: true, options: [{}, {}] });
    expect(retyped(choice, 'text')).toEqual({ type: 'text', name: 'size', label: { uk: 'Розмір' }, required: true });
  });

  test('change places', () => {
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
  });
});

describe('a form among the others', () => {
  const others: FormSettings[] = [
    { id: 'a', kind: 'callback' },
    { id: 'b', kind: 'lead' },
  ];

  test('takes its place, goes, and comes back to where it stood', () => {
    const form = { ...newForm('lead', 'a'), color: '#112233' };
    expect(placed(others, { id: 'a', form })).toEqual([form, others[1]]);
    const without = placed(others, { id: 'a', form: null });
    expect(without).toEqual([others[1]]);
    expect(placed(without, { id: 'a', form: others[0] as FormSettings, index: 0 })).toEqual(others);
    expect(placed(others, { id: 'c', form: newForm('nps', 'c') }).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });
});
