import { describe, expect, test } from 'vitest';
import type { Entered } from './contract.ts';
import { problemsOf, refusalsOf } from './fields.ts';
import { words as uk } from './words/uk.ts';
import { wordsOf } from './words.ts';

const words = wordsOf(uk, { id: 'a', kind: 'lead' }, 'uk');

describe('what is wrong', () => {
  const cases: [string, 'callback' | 'lead', Entered, object][] = [
    ['a callback needs a phone', 'callback', { name: 'Оля' }, { phone: words.phoneMissing }],
    ['a lead needs a phone or an e-mail', 'lead', { name: 'Оля' }, { phone: words.reachMissing }],
    ['an e-mail is enough', 'lead', { email: 'a@b.ua' }, {}],
    ['a phone is enough', 'lead', { phone: '044 123-45-67' }, {}],
    ['six digits are too few', 'callback', { phone: '12-34-56' }, { phone: words.phoneWrong }],
    ['sixteen are too many', 'callback', { phone: '1234567890123456' }, { phone: words.phoneWrong }],
    [
      'both wrong are both named',
      'lead',
      { phone: '1', email: 'a@b' },
      { phone: words.phoneWrong, email: words.emailWrong },
    ],
  ];
  test.each(cases)('%s', (_, kind, entered, problems) => {
    expect(problemsOf(words, kind, entered)).toEqual(problems);
  });
});

describe('what the server refused', () => {
  const entered = { phone: '0441234567', name: 'Оля', consent: 'on' };
  test.each([
    ['contact.fields.phone', { phone: words.fieldWrong }],
    ['phone', { phone: words.fieldWrong }],
    ['contact.consent.at', { consent: words.fieldWrong }],
    ['visit.id', { form: words.formWrong }],
    ['contact.fields', { form: words.formWrong }],
    // A field that the form does not show is no place to say it.
    ['contact.fields.email', { form: words.formWrong }],
  ])('%s', (field, problems) => expect(refusalsOf(words, entered, [{ field }])).toEqual(problems));

  test('nothing named still says something', () =>
    expect(refusalsOf(words, entered, [])).toEqual({ form: words.formWrong }));
});
