import { parse } from 'valibot';
import { expect, test } from 'vitest';
import { Fields } from '../../shared/contacts.ts';
import { readLead } from './lead.ts';

test('fields, flat or named so', () => {
  const lead = { kind: 'lead', fields: { name: 'Ольга', phone: '380441234567' } };
  expect(readLead({ name: 'Ольга', phone: 380441234567 }, 5)).toEqual(lead);
  expect(readLead({ fields: { name: 'Ольга', phone: '380441234567' } }, 5)).toEqual(lead);
});

test('kind and consent are told from fields', () => {
  expect(readLead({ kind: 'callback', phone: '1', consent: 'I agree' }, 5)).toEqual({
    kind: 'callback',
    fields: { phone: '1' },
    consent: { text: 'I agree', at: 5 },
  });
  expect(readLead({ kind: 'odd', phone: '1', consent: true }, 5)).toEqual({
    kind: 'lead',
    fields: { phone: '1' },
    consent: { text: '', at: 5 },
  });
  expect(readLead({ phone: '1', consent: { text: 'yes' } }, 5).consent).toEqual({ text: 'yes', at: 5 });
  expect(readLead({ phone: '1', consent: false }, 5)).not.toHaveProperty('consent');
});

test('whatever the page calls its fields, the worker takes them', () => {
  const { fields } = readLead(
    { 'your-name[]': 'x', "Ім'я": 'y', empty: '', none: null, not: undefined, long: 'z'.repeat(9_000), zero: 0 },
    5,
  );
  expect(fields).toEqual({ 'your-name__': 'x', Ім_я: 'y', long: 'z'.repeat(5_000), zero: '0' });
  expect(() => parse(Fields, fields)).not.toThrow();
  const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`f${index}`, 'x']));
  expect(() => parse(Fields, readLead(many, 5).fields)).not.toThrow();
});
