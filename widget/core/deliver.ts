import { CLAIM, isFinal } from './attempt.ts';
import { newId } from './id.ts';
import { disk, type Entry, memory, put, remove, waits } from './keep.ts';
import { once } from './once.ts';
import type { Outbox } from './outbox.ts';
import { post } from './post.ts';
import { origin } from './site.ts';
import { may } from './state.ts';

/** Stores, sends once, and leaves what failed to the outbox, which is a chunk of its own. */

/** How long to do without the outbox if it cannot be loaded, while a page stays open. */
const LOOK_AGAIN = 60_000;

let drain: Outbox | undefined;
let stopped = false;

const outbox = once(async () => {
  const { start }: typeof import('./outbox.ts') = await import(/* @vite-ignore */ origin + __OUTBOX__);
  drain = start({ disk, memory, may, remove, send: post });
  return drain;
});

/**
 * A form is being filled in: should it be sent while the server restarts, the outbox is here and tries again within
 * seconds. Or there is something else for it to do.
 */
export const prepare = (use?: (outbox: Outbox) => void): void => {
  outbox()
    .then(use)
    .catch(() => {});
};

/** Offline, most likely. Entries stay where they are; the `online` event and the next page try again, too. */
const noOutbox = (): void => {
  setTimeout(catchUp, LOOK_AGAIN);
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
    .catch(noOutbox);
  return undefined;
};

/** Sends what earlier pages left. */
export const catchUp = async (): Promise<void> => {
  if (!stopped && (await waits()))
    await outbox()
      .then(({ wake }) => wake())
      .catch(noOutbox);
};

export const stopOutbox = (): void => {
  stopped = true;
  drain?.stop();
};
