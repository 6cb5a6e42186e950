import type { HitsBatch } from '../../shared/hits.ts';
import { MAX_BODY } from '../../shared/limits.ts';
import { isFinal, PATIENCE } from './attempt.ts';
import type { Entry } from './keep.ts';
import { askWith } from './numbers/numbers.ts';
import { origin, settings } from './site.ts';

/** The one door to the network. */

/** Bytes of the requests in flight: those with `keepalive` share one quota of 64 KiB, and one too many fails. */
let flying = 0;

/** One attempt, with the answer or with nothing. Hits ask for telephone numbers too, where the site swaps them. */
export const post = ({ key, body }: Pick<Entry, 'key' | 'body'>): Promise<Response | undefined> =>
  __NUMBERS__ && key.startsWith('h')
    ? askWith((body as HitsBatch).visit, (lines) => attempt(key, { ...body, lines }))
    : attempt(key, body);

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
