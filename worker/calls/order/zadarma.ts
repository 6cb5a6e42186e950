import { hexOf, hmac } from '../signature.ts';
import { ask, jsonOf, notTaken, type OrderCall } from './order.ts';

/**
 * Zadarma: `GET /v1/request/callback/` rings `from` and then `to`.
 *
 * From its own PHP library: the address, the fields, numbers without plus, `format=json`, the signature (base64 around
 * the hex text of HMAC-SHA1 over path, sorted query and the query's MD5) and `status: success | error`. From public code
 * alone: that the answer names no call, that 429 is what too many requests are answered with, and that calls ordered so
 * are reported as outbound ones. Not tried with a real account.
 *
 * It takes the numbers in the query, by its own design; the connection is encrypted, but its logs will hold them. Which
 * number is shown is set at Zadarma.
 */

const PATH = '/v1/request/callback/';

const digits = (phone: string): string => phone.replace(/\D/g, '');

const md5 = async (text: string): Promise<string> =>
  hexOf(await crypto.subtle.digest('MD5', new TextEncoder().encode(text)));

export const orderFromZadarma: OrderCall = async ({ agent, phone }, { account, secret }, api) => {
  // In the order of their names: so they are signed.
  const query = new URLSearchParams({ format: 'json', from: digits(agent), to: digits(phone) }).toString();
  const signature = btoa(hexOf(await hmac('SHA-1', secret, PATH + query + (await md5(query)))));
  const answer = await ask(`${api}${PATH}?${query}`, { headers: { authorization: `${account}:${signature}` } });
  if (typeof answer === 'string') return { state: 'unknown', error: answer };
  const reply = await jsonOf(answer);
  if (!answer.ok) return notTaken(answer);
  if (reply?.status === 'success') return { state: 'taken', call: '' };
  return { state: reply?.status === 'error' ? 'refused' : 'unknown', error: `HTTP ${answer.status} without success` };
};
