import { type UseStore, update, values } from 'idb-keyval';
import { createDrain, type Drain } from './drain.ts';
import type { Entry } from './keep.ts';

/** The lazy chunk that sends what an earlier attempt could not: core loads it when there is something to send. */

export interface Kept {
  /** The site's store in IndexedDB. */
  disk: UseStore;
  memory: Map<string, Entry>;
  /** Whether the disk may be used. */
  may(): boolean;
  remove(key: string): void;
  send(entry: Entry): Promise<Response | undefined>;
}

export const start = ({ disk, memory, may, remove, send }: Kept): Drain =>
  createDrain({
    shelf: {
      list: async () => {
        const onDisk = may() ? await values<Entry>(disk).catch((): Entry[] => []) : [];
        return [...onDisk.filter(({ key }) => !memory.has(key)), ...memory.values()];
      },
      move: async (entry, change) => {
        const moved = (found: Entry | undefined): Entry => {
          if (found?.due !== entry.due) throw new Error('taken');
          return { ...found, ...change };
        };
        try {
          const { key } = entry;
          if (memory.has(key)) memory.set(key, moved(memory.get(key)));
          else await update<Entry>(key, moved, disk);
          return true;
        } catch {
          // Another tab has it, it is done with, or the disk fails: not ours to send in any case.
          return false;
        }
      },
      remove,
    },
    send,
    now: Date.now,
    random: Math.random,
    after: (delay, run) => {
      const timer = setTimeout(run, delay);
      return () => clearTimeout(timer);
    },
  });
