import type { HitsAnswer, HitsBatch, Visit } from '../../shared/hits.ts';
import { MAX_BODY } from '../../shared/limits.ts';
import { isFinal, PATIENCE } from './attempt.ts';
import type { Entry } from './keep.ts';
import { origin, settings } from './site.ts';

/** The one door to the network. */

/** Telephone numbers, in the build that swaps them: they go with the hits, and come with the answer. */
export interface Asking {
  /** Lines to name in a request of this visit. */
  lines(visit: Visit): string[];
  /** What became of the request: nothing where no answer has come. */
  told(visit: Visit, lines: string[], answer: HitsAnswer | undefined): void;
}

let asking: Asking | undefined;

export const askWith = (other: Asking): void => {
  asking = other;
};

/** Bytes of the requests in flight: those with `keepalive` share one quota of 64 KiB, and one too many fails. */
let flying = 0;

/** One attempt, with the answer or with nothing. */
export const post = async ({ key, body }: Pick<Entry, 'key' | 'body'>): Promise<Response | undefined> => {
  if (!__NUMBERS__ || !asking || !key.startsWith('h')) return attempt(key, body);
  const { visit } = body as HitsBatch;
  const lines = asking.lines(visit);
  if (!lines[0]) return attempt(key, body);
  const response = await attempt(key, { ...body, lines });
  // Nobody else reads the answer to hits.
  asking.told(visit, lines, response?.ok ? await response.json().catch(() => undefined) : undefined);
  return response;
};

/** A body that is a string is `text/plain`, which needs no preflight. */
const attempt = async (key: string, body: object): Promise<Response | undefined> => {
  const text = JSON.stringify({ sentAt: Date.now(), ...body });
  const { size } = new Blob([text]);
  flying += size;
  try {
    const response = await fetch(`${origin}/w/${settings.site}/${key.split('/')[0]}`, {
      method: 'POST',
      body: text,
      credentials: 'omit',
      keepalive: flying <= MAX_BODY,
      // Missing before Safari 16: such a browser waits for as long as it likes.
      signal: AbortSignal.timeout?.(PATIENCE),
    });
    // The worker speaks JSON. A service worker's offline page says 200, a proxy before us 404: neither has the contact.
    return isFinal(response) && !response.headers.get('content-type')?.includes('json') ? undefined : response;
  } catch {
    // Offline, refused or too slow: all one to the sender, which keeps the entry.
    return undefined;
  } finally {
    flying -= size;
  }
};
