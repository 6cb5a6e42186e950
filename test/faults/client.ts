import type { ContactRequest } from '../../shared/contacts.ts';
import type { HitsAnswer, HitsBatch, Visit } from '../../shared/hits.ts';
import { idFloor } from '../../shared/ids.ts';
import { ID_LENGTH, ID_TIME_DIGITS } from '../../shared/limits.ts';
import { USER_AGENT } from '../browser/chromium.ts';

/** What a page's script does on the wire, without a browser: many visitors from one process. */

/** An id of this moment that nobody else has: `name` (up to 12 of 0-9 and a-z) ends it. */
export const idOf = (name: string, now: number): string =>
  idFloor(now) + name.padStart(ID_LENGTH - ID_TIME_DIGITS, '0');

export interface Client {
  /** The answer, or nothing where the line went dead. */
  post(path: 'hits' | 'contacts', body: string): Promise<{ status: number; text: string } | undefined>;
}

/** Behind a proxy the server trusts: each client has an address, and so a rate limit, of its own. */
export const clientOf = (server: string, site: string, address: string): Client => ({
  async post(path, body) {
    try {
      const answer = await fetch(`${server}/w/${site}/${path}`, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'text/plain;charset=UTF-8',
          origin: 'http://localhost',
          'user-agent': USER_AGENT,
          'x-forwarded-for': address,
        },
      });
      return { status: answer.status, text: await answer.text() };
    } catch {
      // Refused, reset, cut off in mid-answer: whether it was stored nobody here can know.
      return undefined;
    }
  },
});

export const visitOf = (
  name: string,
  { now, visitor, query }: { now: number; visitor: string; query: string },
): Visit => ({
  id: idOf(name, now),
  visitor,
  url: `http://localhost/${query}`,
  referrer: '',
  language: 'uk-UA',
  zone: 'Europe/Kyiv',
});

export const hitsBody = (visit: Visit, hits: HitsBatch['hits']): string =>
  JSON.stringify({ sentAt: Date.now(), visit, hits } satisfies HitsBatch);

export const contactBody = (visit: Visit, contact: ContactRequest['contact']): string =>
  JSON.stringify({ sentAt: Date.now(), visit, contact } satisfies ContactRequest);

export const hitsAnswer = (text: string): HitsAnswer => JSON.parse(text) as HitsAnswer;
