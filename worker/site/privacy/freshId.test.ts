import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ID_PATTERN } from '../../../shared/ids.ts';
import { freshId } from './freshId.ts';

const id = fc.array(fc.constantFrom(...'0123456789abcdefghijklmnopqrstuvwxyz'), { minLength: 20, maxLength: 20 });
const random = fc.uint8Array({ minLength: 24, maxLength: 24 });

test('a fresh id is one, and stands in the order between its neighbours', () => {
  fc.assert(
    fc.property(id, id, random, (one, other, bytes) => {
      const [above, below] = [one.join(''), other.join('')].sort() as [string, string];
      for (const neighbours of [{}, { above }, { below }, { above, below }])
        expect(freshId(neighbours, bytes)).toMatch(ID_PATTERN);
      if (above !== below && above !== 'z'.repeat(20)) expect(freshId({ above }, bytes) > above).toBe(true);
      if (below !== '0'.repeat(20)) expect(freshId({ below }, bytes) < below).toBe(true);
    }),
  );
});

test('between two it is between them', () => {
  fc.assert(
    fc.property(random, (bytes) => {
      const between = freshId({ above: '00000000000000000100', below: '00000000000000000103' }, bytes);
      expect(['00000000000000000101', '00000000000000000102']).toContain(between);
    }),
  );
});

test('two that leave no room have a fresh one elsewhere', () => {
  const fresh = freshId({ above: '00000000000000000100', below: '00000000000000000101' }, new Uint8Array(24).fill(7));
  expect(fresh).toMatch(ID_PATTERN);
});
