import { expect, test } from 'vitest';
import { GroupCommit } from './groupCommit.ts';

/** A store whose transactions roll back, as the object's do. */
const storeOf = () => {
  let stored: string[] = [];
  let transactions = 0;
  let forgotten = 0;
  const commits = new GroupCommit(
    (work) => {
      transactions += 1;
      const before = [...stored];
      try {
        work();
      } catch (error) {
        stored = before;
        throw error;
      }
    },
    () => (forgotten += 1),
  );
  const put = (name: string, after?: () => void) =>
    commits.run(() => {
      stored.push(name);
      after?.();
      return name;
    });
  return { commits, put, counts: () => ({ stored, transactions, forgotten }) };
};

const fail = (): never => {
  throw new Error('bad');
};

test('calls that wait together share one transaction, in their order, each with its own answer', async () => {
  const { put, counts } = storeOf();
  expect(await Promise.all([put('a'), put('b'), put('c')])).toEqual(['a', 'b', 'c']);
  expect(counts()).toEqual({ stored: ['a', 'b', 'c'], transactions: 1, forgotten: 0 });
});

test('nothing is answered before the transaction has ended', async () => {
  const { put, counts } = storeOf();
  const order: string[] = [];
  await Promise.all([
    put('a', () => order.push('work a')).then(() => order.push('answer a')),
    put('b', () => order.push('work b')),
  ]);
  expect(order).toEqual(['work a', 'work b', 'answer a']);
  expect(counts().transactions).toBe(1);
});

test.each([0, 1, 2])('a bad one in place %i among good ones fails alone, and nothing of it stays', async (place) => {
  const { put, counts } = storeOf();
  const results = await Promise.allSettled(
    ['a', 'b', 'c'].map((name, index) => put(name, index === place ? fail : undefined)),
  );
  expect(results.map(({ status }) => status === 'rejected')).toEqual([0, 1, 2].map((index) => index === place));
  expect((results[place] as PromiseRejectedResult).reason).toEqual(new Error('bad'));
  // Together in vain, then each by itself; what was in memory is forgotten after each that was rolled back.
  expect(counts()).toEqual({
    stored: ['a', 'b', 'c'].filter((_, index) => index !== place),
    transactions: 4,
    forgotten: 2,
  });
});

test('a bad one by itself is tried once', async () => {
  const { put, counts } = storeOf();
  await expect(put('a', fail)).rejects.toThrow('bad');
  expect(counts()).toEqual({ stored: [], transactions: 1, forgotten: 1 });
});

test('after a failure the next calls go on as ever', async () => {
  const { put, counts } = storeOf();
  await Promise.allSettled([put('a', fail), put('b')]);
  expect(await Promise.all([put('c'), put('d')])).toEqual(['c', 'd']);
  expect(counts().stored).toEqual(['b', 'c', 'd']);
});

test('a call made while others are being stored waits for the next transaction', async () => {
  const { put, counts } = storeOf();
  let late: Promise<string> | undefined;
  await put('a', () => (late ??= put('b')));
  expect(counts()).toMatchObject({ stored: ['a'], transactions: 1 });
  expect(await late).toBe('b');
  expect(counts()).toMatchObject({ stored: ['a', 'b'], transactions: 2 });
});

test('what throws at the transaction’s end fails every call, and none is answered as stored', async () => {
  const commits = new GroupCommit(
    (work) => {
      work();
      fail();
    },
    () => undefined,
  );
  const results = await Promise.allSettled([commits.run(() => 1), commits.run(() => 2)]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
