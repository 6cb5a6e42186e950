import { describe, expect, test } from 'vitest';
import { takeContact, takeHits } from './intake.ts';

const NOW = Date.parse('2026-05-05T09:00:00Z');
const DAY = 86_400_000;
const idAt = (time: number): string => time.toString(36).padStart(8, '0') + 'x'.repeat(12);
const VISIT = {
  id: idAt(NOW - 1_000),
  visitor: idAt(NOW - DAY),
  url: 'https://example.com/',
  referrer: '',
  language: 'uk',
  zone: '',
};
const hits = (change: object = {}, visit: object = {}) =>
  JSON.stringify({ sentAt: NOW, visit: { ...VISIT, ...visit }, hits: [{ kind: 'page', at: 0, path: '/' }], ...change });
const contact = (change: object = {}) =>
  JSON.stringify({
    sentAt: NOW,
    visit: VISIT,
    contact: { id: idAt(NOW), kind: 'lead', at: NOW, fields: { name: 'N' }, page: '', ...change },
  });
const fieldsOf = (intake: ReturnType<typeof takeHits> | ReturnType<typeof takeContact>): string[] =>
  intake.state === 'invalid' ? intake.errors.map(({ field }) => field) : [];

describe('hits', () => {
  test('what fits is taken as it is, and nothing else of it', () => {
    const intake = takeHits(hits({ extra: 1 }, { extra: 2 }));
    expect(intake).toEqual({
      state: 'valid',
      value: { sentAt: NOW, visit: VISIT, hits: [{ kind: 'page', at: 0, path: '/' }], refused: [] },
    });
  });

  test.each<[string, string, string[]]>([
    ['nothing', '', ['']],
    ['half a JSON', '{"sentAt":', ['']],
    ['null', 'null', ['']],
    ['a list', JSON.stringify({ sentAt: NOW, visit: VISIT, hits: {} }), ['hits']],
    ['51 hits', hits({ hits: Array(51).fill({ kind: 'page', at: 0, path: '/' }) }), ['hits']],
    ['half a millisecond', hits({ sentAt: 0.5 }), ['sentAt']],
    ['an id of upper case', hits({}, { id: 'A'.repeat(20) }), ['visit.id']],
    ['an id with a line end', hits({}, { visitor: `${idAt(NOW)}\n` }), ['visit.visitor']],
    ['an address that runs script', hits({}, { url: 'javascript:alert(1)//https://x' }), ['visit.url']],
    ['a language of 36 letters', hits({}, { language: 'x'.repeat(36) }), ['visit.language']],
  ])('%s', (_, text, fields) => {
    expect(fieldsOf(takeHits(text))).toEqual(fields);
  });

  test('a bad one among good ones is refused by its place', () => {
    const intake = takeHits(
      hits({ hits: [{ kind: 'page', at: 0, path: '' }, { kind: 'form', at: 1, form: 'f', stage: 'seen' }, null] }),
    );
    expect(intake).toMatchObject({
      state: 'valid',
      value: {
        hits: [{ form: 'f' }],
        refused: [
          { index: 0, field: 'path' },
          { index: 2, field: '' },
        ],
      },
    });
  });

  test.each<[string, object, string]>([
    ['without a name', { field: '' }, 'field'],
    ['of a name too long', { field: 'x'.repeat(65) }, 'field'],
    ['of a name with a line end', { field: 'a\n' }, 'field'],
    ['used for less than nothing', { ms: -1 }, 'ms'],
    ['that was not corrected', { corrected: false }, 'corrected'],
  ])('a field %s is refused', (_, change, field) => {
    const told = { kind: 'field', at: 0, form: 'f', field: 'contact[name]', ms: 0, corrected: true, value: 'secret' };
    expect(takeHits(hits({ hits: [told, { ...told, ...change }] }))).toMatchObject({
      value: {
        hits: [{ kind: 'field', at: 0, form: 'f', field: 'contact[name]', ms: 0, corrected: true }],
        refused: [{ index: 1, field }],
      },
    });
    expect(JSON.stringify(takeHits(hits({ hits: [told] })))).not.toContain('secret');
  });

  test('with only bad ones the batch is refused, each by its place', () => {
    expect(
      fieldsOf(
        takeHits(
          hits({
            hits: [
              { kind: 'page', at: 0 },
              { kind: 'form', at: 1, form: 'f', stage: 'eaten' },
            ],
          }),
        ),
      ),
    ).toEqual(['hits.0.path', 'hits.1.stage']);
  });

  test('a visit of 400 days ago is the oldest', () => {
    expect(fieldsOf(takeHits(hits({}, { id: idAt(NOW - 400 * DAY) })))).toEqual([]);
    expect(fieldsOf(takeHits(hits({}, { id: idAt(NOW - 400 * DAY - 1) })))).toEqual(['visit.id']);
  });
});

describe('contacts', () => {
  test.each<[string, object, string[]]>([
    ['as it should be', {}, []],
    ['of 400 days ago', { at: NOW - 400 * DAY }, []],
    ['older', { at: NOW - 400 * DAY - 1 }, ['contact.at']],
    ['of no kind', { kind: 'spam' }, ['contact.kind']],
    ['with no field filled in', { fields: { name: '\u00a0', phone: '' } }, ['contact.fields']],
    [
      'with 41 fields',
      { fields: Object.fromEntries(Array.from({ length: 41 }, (_, index) => [`f${index}`, 'x'])) },
      ['contact.fields'],
    ],
    ['with a field that is no text', { fields: { name: 7 } }, ['contact.fields.name']],
    ['with a phone of six digits', { fields: { phone: '12-34-56' } }, ['contact.fields.phone']],
  ])('%s', (_, change, fields) => {
    expect(fieldsOf(takeContact(contact(change)))).toEqual(fields);
  });

  test.each([
    ['e-mail', { email: `${'a.'.repeat(2_400)}@` }],
    ['e-mail of dots', { email: `a@${'.'.repeat(4_900)}` }],
    ['phone', { phone: ' ('.repeat(2_400) }],
    ['phone of brackets and digits', { phone: '(1'.repeat(2_400) }],
  ])('a hostile %s is judged in no time', (_, fields) => {
    const began = performance.now();
    takeContact(contact({ fields }));
    expect(performance.now() - began).toBeLessThan(100);
  });

  test('names that mean something to JavaScript leave objects as they are', () => {
    const intake = takeContact(contact().replace('"name":"N"', '"name":"N","__proto__":"evil","constructor":"evil"'));
    expect(intake.state).toBe('valid');
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
    if (intake.state === 'valid') expect(Object.keys(intake.value.contact.fields)).toContain('name');
  });
});
