import { CLAIM, isFinal } from './attempt.ts';
import type { Drain } from './drain.ts';
import { newId } from './id.ts';
import { disk, type Entry, memory, put, remove, waits } from './keep.ts';
import { once } from './once.ts';
import { post } from './post.ts';
import { origin } from './site.ts';
import { may } from './state.ts';

/** Stores, sends once, and leaves what failed to the outbox, which is a chunk of its own. */

let drain: Drain | undefined;

const outbox = once(async () => {
  const { start }: typeof import('./outbox.ts') = await import(/* @vite-ignore */ origin + __OUTBOX__);
  drain = start({ disk, memory, may, remove, send: post });
  return drain;
});

const noChunk = (): void => {
  // Offline, most likely: entries stay where they are, and the next page or `online` event tries again.
};

/**
 * Sends in the same tick, for the page may be about to go away: storing begins before, but is not waited for. Answers
 * with the worker's last word, or with nothing where the entry waits for another try.
 */
export const deliver = async (to: 'hits' | 'contacts', body: object): Promise<Response | undefined> => {
  const now = Date.now();
  const entry: Entry = { key: `${to}/${newId(now)}`, body, due: now + CLAIM, tries: 0 };
  void put(entry);
  const response = await post(entry);
  if (isFinal(response)) {
    if (!response.ok) console.debug('whichhalf', to, response.status);
    remove(entry.key);
    return response;
  }
  entry.offline = !response;
  void put(entry)
    .then(outbox)
    .then(({ failed }) => failed(entry, response))
    .catch(noChunk);
  return undefined;
};

/** Sends what earlier pages left. */
export const catchUp = async (): Promise<void> => {
  if (await waits())
    await outbox()
      .then(({ wake }) => wake())
      .catch(noChunk);
};

export const stopOutbox = (): void => drain?.stop();
