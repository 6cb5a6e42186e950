import { expect, test } from 'vitest';
import { isPrivate, meaningOf } from './meaning.ts';

const described = (name: string, type = 'text', autocomplete = '') => ({ name, type, autocomplete });

test.each([
  'name',
  'your-name',
  'form[first_name]',
  'firstName',
  'FNAME',
  'billing_last_name',
  'customerName',
  'wpforms[fields][0][first]',
  'fio',
  'Ім’я',
  'Ваше имя',
])('%s is a name', (name) => expect(meaningOf(described(name))).toBe('name'));

test.each(['phone', 'your-tel', 'mobile_phone', 'contact[tel]', 'телефон'])('%s is a phone', (name) =>
  expect(meaningOf(described(name))).toBe('phone'),
);

test.each(['email', 'E-Mail', 'customer[email]', 'пошта'])('%s is an e-mail', (name) =>
  expect(meaningOf(described(name))).toBe('email'),
);

test.each(['username', 'company_name', 'nickname', 'domainName', 'rename', 'hotel', 'message', 'q', '', 'telegram'])(
  '“%s” is none of them',
  (name) => expect(meaningOf(described(name))).toBeUndefined(),
);

test.each([
  ['tel', '', 'phone'],
  ['email', '', 'email'],
  ['text', 'shipping tel', 'phone'],
  ['text', 'section-a billing given-name', 'name'],
  ['text', 'email', 'email'],
  ['number', '', undefined],
  ['text', 'tel-country-code', undefined],
] as const)('type %s with autocomplete “%s” is %s, whatever it is called', (type, autocomplete, meaning) =>
  expect(meaningOf(described('field_7', type, autocomplete))).toBe(meaning),
);

test('a list to choose from is nobody’s name', () =>
  expect(meaningOf(described('name', 'select-one'))).toBeUndefined());

test.each([
  ['secret', 'password', ''],
  ['shown', 'text', 'current-password'],
  ['user_password', 'text', ''],
  ['holder', 'text', 'billing cc-name'],
  ['cardNumber', 'text', ''],
  ['cvv', 'tel', ''],
  ['code', 'text', 'one-time-code'],
  ['token', 'hidden', ''],
  ['cv', 'file', ''],
  ['send', 'submit', ''],
])('%s (%s, “%s”) is private', (name, type, autocomplete) =>
  expect(isPrivate(described(name, type, autocomplete))).toBe(true),
);

test.each(['name', 'passenger', 'hidden_wishes', 'phone', 'discard', 'file number'])('%s is not', (name) =>
  expect(isPrivate(described(name))).toBe(false),
);
