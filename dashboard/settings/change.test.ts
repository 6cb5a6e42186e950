import { describe, expect, test } from 'vitest';
import { changeOf, problemOf } from './change.ts';

describe('a change of settings', () => {
  const stored = { name: 'Shop', currency: 'UAH', hosts: ['a.example'] };

  test('is what differs, with what stood there before', () => {
    const draft = { name: 'Store', currency: 'UAH', hosts: ['a.example', 'b.example'] };
    expect(changeOf(stored, draft)).toEqual({
      change: { name: 'Store', hosts: ['a.example', 'b.example'] },
      before: { name: 'Shop', hosts: ['a.example'] },
    });
  });

  test('is none where nothing differs, an absent one being as good as null', () => {
    expect(changeOf(stored, { name: 'Shop', policyUrl: undefined, vat: null })).toBeNull();
    expect(changeOf(stored, { policyUrl: 'https://a.example/p' })).toEqual({
      change: { policyUrl: 'https://a.example/p' },
      before: { policyUrl: null },
    });
  });
});

test('what is wrong with a part is told at its field', () => {
  const errors = [{ field: 'hosts.1', detail: 'must be a host' }];
  expect(problemOf(errors, 'hosts', { hosts: 'Ein Host je Zeile.' })).toBe('Ein Host je Zeile.');
  expect(problemOf(errors, 'hosts', {})).toBe('must be a host');
  expect(problemOf(errors, 'host', {})).toBe('');
});
