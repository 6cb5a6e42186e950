import * as v from 'valibot';
import { expect, test } from 'vitest';
import { Watch } from './watch.ts';

test.each([
  [{ form: '*' }],
  [{ form: 'order', selector: '#order', contact: { kind: 'lead', fields: 'auto' } }],
  [{ form: 'order', contact: { kind: 'callback', fields: { phone: 'tel', 'Розмір вікна': 'size' } } }],
  [{ form: 'order', hidden: { crm_visit: 'visit', crm_from: 'source', utm: 'UTM_Campaign', click: 'gclid' } }],
])('%j is watched', (form) => expect(v.is(Watch, [form])).toBe(true));

test.each([
  [{ form: '' }, 'form'],
  [{ form: 'a', contact: { kind: 'nps', fields: 'auto' } }, 'contact.kind'],
  [{ form: 'a', contact: { kind: 'lead', fields: { 'a/b': 'c' } } }, 'contact.fields.a/b'],
  [{ form: 'a', contact: { kind: 'lead', fields: { toString: 'c' } } }, 'contact.fields.toString'],
  [{ form: 'a', hidden: { x: 'cookie' } }, 'hidden.x'],
])('%j is refused at %s', (form, field) => {
  const { issues } = v.safeParse(Watch, [form]);
  expect(issues?.map((issue) => v.getDotPath(issue)?.replace(/^0\./, ''))).toEqual([field]);
});
