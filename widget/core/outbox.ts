import { type UseStore, update, values } from 'idb-keyval';
import type { ContactAnswer, ContactRequest } from '../../shared/contacts.ts';
import { createDrain, type Drain } from './drain.ts';
import type { Entry } from './keep.ts';

/**
 * The lazy chunk that sends what an earlier attempt could not: core loads it when there is something to send. It does the
 * work, too, that a suspected contact is asked for.
 */

export interface Kept {
  /** The site's store in IndexedDB. */
  disk: UseStore;
  memory: Map<string, Entry>;
  /** Whether the disk may be used. */
  may(): boolean;
  remove(key: string): void;
  send(entry: Pick<Entry, 'key' | 'body'>): Promise<Response | undefined>;
}

export interface Outbox extends Drain {
  /** Does the work that a contact was answered with (202), and sends it again with the solution. */
  prove(body: object, response: Response): Promise<void>;
}

/** Where the work cannot be done or its solution not be sent, the contact stays in quarantine, for its owner to see. */
const proveBy =
  (send: Kept['send']): Outbox['prove'] =>
  async (body, response) => {
    const { challenge } = (await response.json()) as ContactAnswer;
    if (!challenge) return;
    const { solve } = await import('../proof/solve.ts');
    const { visit, contact } = body as ContactRequest;
    const proof = { ...contact.proof, solution: await solve(challenge) };
    await send({ key: 'contacts/', body: { visit, contact: { ...contact, proof } } });
  };

export const start = ({ disk, memory, may, remove, send }: Kept): Outbox => {
  const prove = proveBy(send);
  const drain = createDrain({
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
    send: async (entry) => {
      const response = await send(entry);
      // Hits are answered with 202 always.
      if (response?.status === 202 && entry.key.startsWith('contacts/')) prove(entry.body, response).catch(() => {});
      return response;
    },
    now: Date.now,
    random: Math.random,
    after: (delay, run) => {
      const timer = setTimeout(run, delay);
      return () => clearTimeout(timer);
    },
  });
  return { ...drain, prove };
};
