import { expect, test } from 'vitest';
import { ID_PATTERN, idTime } from '../../shared/ids.ts';
import { newId } from './id.ts';

test('an id begins with its moment, and no two are alike', () => {
  const ids = Array.from({ length: 10_000 }, () => newId(1_774_746_000_123));
  for (const id of ids) {
    expect(id).toMatch(ID_PATTERN);
    expect(idTime(id)).toBe(1_774_746_000_123);
  }
  expect(new Set(ids).size).toBe(ids.length);
});
