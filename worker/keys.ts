import { customAlphabet } from 'nanoid';
import { idFloor } from '../shared/ids.ts';
import { ID_LENGTH, ID_TIME_DIGITS } from '../shared/limits.ts';

/**
 * Keys and tokens. A site's key and an account's id carry a short MAC, checked before any object is woken: merely waking
 * one creates its file, so a made-up key must not get that far.
 */

const RANDOM = 12;
const MAC = 8;
const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

export const KEY_PATTERN = new RegExp(`^[0-9a-z]{${RANDOM + MAC}}$`);

const encoder = new TextEncoder();

/** Characters of 0-9 and a-z, evenly drawn. */
export const randomText: (length: number) => string = customAlphabet(ALPHABET);

/** An id such as the widget makes them: that of a later moment (ms since 1970) is the greater. */
export const newId = (time: number): string => idFloor(time) + randomText(ID_LENGTH - ID_TIME_DIGITS);

const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

const imported = new Map<string, Promise<CryptoKey>>();

const macOf = async (secret: string, text: string, length = MAC): Promise<string> => {
  let key = imported.get(secret);
  if (!key) {
    key = crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    imported.set(secret, key);
  }
  return hex(await crypto.subtle.sign('HMAC', await key, encoder.encode(text))).slice(0, length);
};

type Kind = 'site' | 'account';

export const newKey = async (secret: string, kind: Kind): Promise<string> => {
  const id = randomText(RANDOM);
  return id + (await macOf(secret, `${kind}:${id}`));
};

/** Keys found genuine, so that a hit costs no MAC of its own. Made-up ones are not remembered. */
const genuine = new Set<string>();
const MOST_GENUINE = 10_000;

export const isGenuine = async (secret: string, kind: Kind, key: string): Promise<boolean> => {
  const memo = `${kind}:${key}:${secret}`;
  if (genuine.has(memo)) return true;
  if (!KEY_PATTERN.test(key)) return false;
  const expected = await macOf(secret, `${kind}:${key.slice(0, RANDOM)}`);
  if (!sameText(expected, key.slice(RANDOM))) return false;
  if (genuine.size >= MOST_GENUINE) genuine.clear();
  genuine.add(memo);
  return true;
};

const HOOK_SECRET = 24;

/**
 * The last part of the address that a provider reports calls to, of 96 bits: nothing but the signing secret need be kept
 * for it. Another `rotation` makes another address.
 */
export const hookSecret = (secret: string, site: string, provider: string, rotation: number): Promise<string> =>
  macOf(secret, `hook:${site}:${provider}:${rotation}`, HOOK_SECRET);

/** Compares in a time that does not tell where two texts differ. */
export const sameText = (a: string, b: string): boolean => {
  const [left, right] = [encoder.encode(a), encoder.encode(b)];
  let difference = left.length ^ right.length;
  for (let index = 0; index < left.length; index += 1)
    difference |= (left[index] as number) ^ (right[index % Math.max(1, right.length)] ?? 0);
  return difference === 0;
};

/** What opens an account: a token, a browser's session, an invitation to begin one. */
export type Opener = 'wh' | 'whs' | 'whi';

/** A new one. It names its account, so that a request finds the object that knows it. */
const newOpener = (kind: Opener, account: string): string => `${kind}_${account}_${randomText(32)}`;
export const newToken = (account: string): string => newOpener('wh', account);
export const newSession = (account: string): string => newOpener('whs', account);
export const newInvitation = (account: string): string => newOpener('whi', account);

/** The account that a text of this kind names; null if it is none. */
export const accountOfOpener = (kind: Opener, text: string): string | null => {
  const [stated, account, ...rest] = text.split('_');
  return stated === kind && /^[0-9a-z]{20}$/.test(account ?? '') && /^[0-9a-z]{32}$/.test(rest.join('_'))
    ? (account as string)
    : null;
};

/** They are kept as this only. */
export const hashOfToken = async (token: string): Promise<string> =>
  hex(await crypto.subtle.digest('SHA-256', encoder.encode(token)));
