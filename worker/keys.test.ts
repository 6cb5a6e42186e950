import { describe, expect, test } from 'vitest';
import {
  accountOfOpener,
  hashOfToken,
  hookSecret,
  isGenuine,
  KEY_PATTERN,
  newKey,
  newToken,
  randomText,
  sameText,
} from './keys.ts';

describe('a key', () => {
  test('is genuine under its secret, as its kind, and nowhere else', async () => {
    const key = await newKey('s', 'site');
    expect(key).toMatch(KEY_PATTERN);
    expect(await isGenuine('s', 'site', key)).toBe(true);
    expect(await isGenuine('other', 'site', key)).toBe(false);
    expect(await isGenuine('s', 'account', key)).toBe(false);
    // Known by now: that must not open anything either.
    expect(await isGenuine('s', 'site', key)).toBe(true);
  });

  test('with any letter changed is none', async () => {
    const key = await newKey('s', 'site');
    for (let at = 0; at < key.length; at += 1) {
      const changed = key.slice(0, at) + (key[at] === 'a' ? 'b' : 'a') + key.slice(at + 1);
      expect([at, await isGenuine('s', 'site', changed)]).toEqual([at, false]);
    }
  });

  test.each(['', 'a', 'A'.repeat(20), '0'.repeat(21), '../../../../../../..', '__proto__', '0'.repeat(1_000_000)])(
    '%.30s is none',
    async (key) => {
      expect(await isGenuine('s', 'site', key)).toBe(false);
    },
  );
});

test("a hook's secret is that of its site, provider and rotation alone", async () => {
  const secret = await hookSecret('s', 'a'.repeat(20), 'twilio', 0);
  expect(secret).toMatch(/^[0-9a-f]{24}$/);
  expect(await hookSecret('s', 'a'.repeat(20), 'twilio', 0)).toBe(secret);
  const others = await Promise.all([
    hookSecret('other', 'a'.repeat(20), 'twilio', 0),
    hookSecret('s', 'b'.repeat(20), 'twilio', 0),
    hookSecret('s', 'a'.repeat(20), 'generic', 0),
    hookSecret('s', 'a'.repeat(20), 'twilio', 1),
  ]);
  expect(new Set([secret, ...others]).size).toBe(5);
});

test('random texts have every letter equally often', () => {
  const counts = new Map<string, number>();
  for (const letter of randomText(18_000) + randomText(18_000)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  expect(counts.size).toBe(36);
  // 1,000 each, give or take six standard deviations of 31.
  for (const [letter, count] of counts) expect([letter, Math.abs(count - 1_000) < 190]).toEqual([letter, true]);
  expect(randomText(12)).toHaveLength(12);
});

test.each([
  ['', '', true],
  ['a', 'a', true],
  ['ї', 'ї', true],
  ['a', '', false],
  ['', 'a', false],
  ['a', 'b', false],
  ['aa', 'a', false],
  ['a', 'aa', false],
  ['aaaa', 'aa', false],
])('%j and %j', (a, b, same) => {
  expect(sameText(a, b)).toBe(same);
});

test('a token names its account; its hash is SHA-256', async () => {
  const account = 'a1'.repeat(10);
  const token = newToken(account);
  expect(accountOfOpener('wh', token)).toBe(account);
  expect(newToken(account)).not.toBe(token);
  expect(await hashOfToken('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test.each([
  '',
  'wh_',
  'wh_a_b',
  `wh_${'a'.repeat(20)}_${'b'.repeat(31)}`,
  `wh_${'a'.repeat(20)}_${'b'.repeat(33)}`,
  `WH_${'a'.repeat(20)}_${'b'.repeat(32)}`,
  ` wh_${'a'.repeat(20)}_${'b'.repeat(32)}\n`,
])('%j is no token', (token) => {
  expect(accountOfOpener('wh', token)).toBeNull();
});
