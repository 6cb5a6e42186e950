import { idTime } from '../../shared/ids.ts';
import { VISITOR_LIFE } from '../../shared/limits.ts';
import { CLAIM, isFinal } from './attempt.ts';
import type { Entry } from './keep.ts';

/** Sends what was kept, again and again until the worker has answered. Handed its time, chance, storage and sending. */

/** Where entries are kept; shared by all tabs of the site. */
export interface Shelf {
  list(): Promise<Entry[]>;
  /** Changes an entry if it still stands there with this very `due`: of several tabs that try, one succeeds. */
  move(entry: Entry, change: Partial<Entry>): Promise<boolean>;
  remove(key: string): void;
}

export interface DrainTools {
  shelf: Shelf;
  send(entry: Entry): Promise<Response | undefined>;
  now(): number;
  /** 0 ≤ x < 1. */
  random(): number;
  /** Runs once after so many ms; returns what cancels it. */
  after(delay: number, run: () => void): () => void;
}

export interface Drain {
  /** The page's own attempt at this entry has failed: from now on it waits its turn. */
  failed(entry: Entry, response: Response | undefined): Promise<void>;
  /** A page has loaded or the network is back: sends what is due, and what failed only for want of a network. */
  wake(): Promise<void>;
  stop(): void;
}

const FIRST_DELAY = 2_000;
const LONGEST_DELAY = 10 * 60_000;
/** A wrong date in `Retry-After` must not keep a contact for ever. */
const LONGEST_QUIET = 24 * 3_600_000;
/** Timers end at 2³¹ ms, and a laptop sleeps: look again at least this often while something waits. */
const LONGEST_SLEEP = 3_600_000;
const LANES = 2;

/** `Retry-After` in ms: seconds or a date; 0 where there is none that can be read. */
export const retryAfter = (response: Response | undefined, now: number): number => {
  const value = response?.headers.get('retry-after') ?? '';
  const delay = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - now;
  return delay > 0 ? Math.min(delay, LONGEST_QUIET) : 0;
};

/** Doubles with each attempt; half of it is left to chance, so that browsers do not all come back at once. */
export const backOff = (tries: number, random: number): number =>
  Math.min(FIRST_DELAY * 2 ** tries, LONGEST_DELAY) * (0.5 + random / 2);

/** Those that failed least first, so that one the worker chokes on holds up no other; of equals, contacts first. */
const byTurn = (a: Entry, b: Entry): number => a.tries - b.tries || (a.key < b.key ? -1 : 1);

export const createDrain = ({ shelf, send, now, random, after }: DrainTools): Drain => {
  let stopped = false;
  let running: Promise<void> | undefined;
  /** Attempts that failed in a row, whosever: a worker that is down is down for all entries. */
  let failures = 0;
  /** The worker wants to hear nothing until then. */
  let quiet = 0;
  let planned: { at: number; cancel: () => void } | undefined;

  const plan = (due: number): void => {
    const at = Math.min(Math.max(due, now()), now() + LONGEST_SLEEP);
    if (stopped || (planned && planned.at <= at)) return;
    planned?.cancel();
    const cancel = after(at - now(), () => {
      planned = undefined;
      void run(false);
    });
    planned = { at, cancel };
  };

  /** Puts a failed entry off and tells until when. */
  const putOff = async (entry: Entry, response: Response | undefined): Promise<Partial<Entry>> => {
    quiet = Math.max(quiet, now() + retryAfter(response, now()));
    const delay = backOff(Math.max(entry.tries, failures), random());
    const rest = { due: Math.max(quiet, Math.ceil(now() + delay)), offline: !response };
    failures += 1;
    await shelf.move(entry, { ...rest, tries: entry.tries + 1 });
    plan(rest.due);
    return rest;
  };

  /** Nothing where the next entry can go, or until when there is no point in it. */
  const attempt = async (entry: Entry): Promise<Partial<Entry> | undefined> => {
    const claimed = { ...entry, due: now() + CLAIM, offline: false };
    if (!(await shelf.move(entry, claimed))) return undefined;
    const response = await send(claimed);
    if (!isFinal(response)) return putOff(claimed, response);
    failures = 0;
    if (!response.ok) console.debug('whichhalf', entry.key, response.status);
    shelf.remove(entry.key);
    return undefined;
  };

  /** Put off for longer than ever is done, it was put off by a clock that has been put right since. */
  const isDue = ({ due }: Entry): boolean => due <= now() || due > now() + LONGEST_QUIET;

  const pass = async (woken: boolean): Promise<void> => {
    const open: Entry[] = [];
    for (const entry of (await shelf.list()).sort(byTurn)) {
      if (now() - idTime(entry.key.split('/')[1] as string) > VISITOR_LIFE) shelf.remove(entry.key);
      else if (now() >= quiet && (isDue(entry) || (woken && entry.offline))) open.push(entry);
    }
    const lane = async (): Promise<void> => {
      for (let entry = open.shift(); entry && !stopped; entry = open.shift()) {
        const rest = await attempt(entry);
        // The others wait as long, in every tab: that is what Retry-After asks for.
        if (rest) await Promise.all(open.splice(0).map((other) => shelf.move(other, rest)));
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    const waiting = await shelf.list();
    if (waiting[0]) plan(Math.max(quiet, Math.min(...waiting.map(({ due }) => due))));
  };

  const run = async (woken: boolean): Promise<void> => {
    while (running) await running;
    if (stopped) return;
    running = pass(woken).finally(() => {
      running = undefined;
    });
    await running;
  };

  return {
    failed: async (entry, response) => {
      await putOff(entry, response);
    },
    wake: () => run(true),
    stop: () => {
      stopped = true;
      planned?.cancel();
    },
  };
};
