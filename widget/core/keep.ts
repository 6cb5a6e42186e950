import { createStore, promisifyRequest, type UseStore } from 'idb-keyval';
import { NAME } from './site.ts';
import { may } from './state.ts';

/** What the worker has not answered yet, kept so that neither a dead network nor a closed page loses it. */

/** One batch of one visit's hits, or one contact: the same request until it is answered. */
export interface Entry {
  /** `hits` or `contacts`, `/`, and an id of its own: contacts sort before hits. */
  key: string;
  /** The request without its `sentAt`. */
  body: object;
  /** Nobody else may send it before this moment, and who takes it puts it off. */
  due: number;
  /** Attempts that failed, the page's own first one included. */
  tries: number;
  /** It failed for want of a network: worth a try as soon as there is one. */
  offline?: boolean;
}

/** No word from the disk within this time is a refusal. */
const PATIENCE = 3_000;

const store = createStore(NAME, 'kept');

/**
 * In IndexedDB, which is first opened when something may be stored. WebKit's may never answer
 * (https://bugs.webkit.org/show_bug.cgi?id=226547), and what failed must be tried again all the same.
 */
export const disk: UseStore = (mode, run) =>
  Promise.race([store(mode, run), new Promise<never>((_, refuse) => setTimeout(refuse, PATIENCE))]);

/** Entries that are not on the disk, or not yet; all of them where it may not be used or refuses. */
export const memory = new Map<string, Entry>();

/**
 * One transaction; true once it is through. Written out rather than with idb-keyval's `set`, `del` and `clear`, whose
 * default store and fallbacks for old browsers are 200 bytes.
 */
const onDisk = async (change: (store: IDBObjectStore) => void): Promise<boolean> => {
  try {
    if (!may()) return false;
    await disk('readwrite', (store) => {
      change(store);
      return promisifyRequest(store.transaction);
    });
    return true;
  } catch {
    // Sandboxed, full, broken or mute: then the memory must do.
    return false;
  }
};

export const put = async (entry: Entry): Promise<void> => {
  memory.set(entry.key, entry);
  if (await onDisk((store) => store.put(entry, entry.key))) memory.delete(entry.key);
};

export const remove = (key: string): void => {
  memory.delete(key);
  void onDisk((store) => store.delete(key));
};

/** Whether anything waits here, an earlier page's included. */
export const waits = async (): Promise<boolean> => {
  let count: IDBRequest<number> | undefined;
  // A mute disk's request has no result to be read.
  const counted = await onDisk((store) => {
    count = store.count();
  });
  return memory.size > 0 || (counted && (count as IDBRequest<number>).result > 0);
};

/** Call it while the disk may still be used. */
export const forget = (): void => {
  memory.clear();
  void onDisk((store) => store.clear());
};
