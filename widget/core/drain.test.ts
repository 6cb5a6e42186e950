import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { idFloor } from '../../shared/ids.ts';
import { VISITOR_LIFE } from '../../shared/limits.ts';
import { isFinal } from './attempt.ts';
import { backOff, createDrain, type Drain, retryAfter, type Shelf } from './drain.ts';
import type { Entry } from './keep.ts';

const NOW = Date.UTC(2026, 5, 1, 12);

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  vi.spyOn(console, 'debug').mockImplementation(() => {});
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const entry = (to: 'hits' | 'contacts', index: number, change: Partial<Entry> = {}): Entry => ({
  key: `${to}/${idFloor(NOW - index)}000000000000`,
  body: { index },
  due: NOW,
  tries: 1,
  ...change,
});

/** What IndexedDB does: reads and changes are each one step, and everything is a copy. */
const shelfOf = (entries: Entry[]): Shelf & { left: Map<string, Entry> } => {
  const left = new Map(entries.map((one) => [one.key, one]));
  return {
    left,
    list: async () => [...left.values()].map((one) => ({ ...one })),
    move: async ({ key, due }, change) => {
      const found = left.get(key);
      if (found?.due !== due) return false;
      left.set(key, { ...found, ...change });
      return true;
    },
    remove: (key) => void left.delete(key),
  };
};

interface Sent {
  key: string;
  at: number;
}

/** A worker that answers as told, one answer a request, and with 202 once it has been told all. */
const workerOf = (
  answers: (Response | undefined | ((key: string) => Response | undefined))[],
  latency: () => number = () => 10,
) => {
  const sent: Sent[] = [];
  return {
    sent,
    send: async ({ key }: Entry): Promise<Response | undefined> => {
      sent.push({ key, at: Date.now() - NOW });
      const answer = answers.length > 0 ? answers.shift() : new Response(null, { status: 202 });
      await new Promise((resolve) => setTimeout(resolve, latency()));
      return typeof answer === 'function' ? answer(key) : answer;
    },
  };
};

const drainOf = (shelf: Shelf, send: (one: Entry) => Promise<Response | undefined>, random = () => 0.5): Drain =>
  createDrain({
    shelf,
    send,
    now: Date.now,
    random,
    after: (delay, run) => {
      const timer = setTimeout(run, delay);
      return () => clearTimeout(timer);
    },
  });

const busy = (status: number, wait?: string) =>
  new Response(null, { status, headers: wait ? { 'retry-after': wait } : {} });

describe('a page that finds leftovers', () => {
  test('sends each once, contacts first, and is done', async () => {
    const shelf = shelfOf([entry('hits', 3), entry('contacts', 1), entry('hits', 2), entry('contacts', 0)]);
    const { sent, send } = workerOf([]);
    void drainOf(shelf, send).wake();
    await vi.runAllTimersAsync();
    expect(sent.map(({ key }) => key.split('/')[0])).toEqual(['contacts', 'contacts', 'hits', 'hits']);
    expect(shelf.left.size).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('leaves alone what another tab is sending, and takes it over when that tab is gone', async () => {
    const shelf = shelfOf([entry('hits', 1, { due: NOW + 5_000 })]);
    const { sent, send } = workerOf([]);
    void drainOf(shelf, send).wake();
    await vi.runAllTimersAsync();
    expect(sent).toEqual([{ key: [...sent][0]?.key, at: 5_000 }]);
  });

  test('does not wait for what failed only for want of a network', async () => {
    const shelf = shelfOf([entry('hits', 1, { due: NOW + 500_000, offline: true })]);
    const { sent, send } = workerOf([]);
    void drainOf(shelf, send).wake();
    await vi.advanceTimersByTimeAsync(100);
    expect(sent).toHaveLength(1);
  });

  test('does not wait for what a clock put off that was a year ahead', async () => {
    const shelf = shelfOf([entry('contacts', 1, { due: NOW + 365 * 86_400_000 })]);
    const { sent, send } = workerOf([]);
    void drainOf(shelf, send).wake();
    await vi.advanceTimersByTimeAsync(100);
    expect(sent).toHaveLength(1);
  });

  test('drops what is too old to be taken', async () => {
    const shelf = shelfOf([entry('hits', VISITOR_LIFE + 1)]);
    const { sent, send } = workerOf([]);
    await drainOf(shelf, send).wake();
    expect(sent).toEqual([]);
    expect(shelf.left.size).toBe(0);
  });
});

describe('an answer', () => {
  test.each([400, 401, 403, 404, 409, 413, 422])('%i is the last word', async (status) => {
    const shelf = shelfOf([entry('hits', 1)]);
    const { sent, send } = workerOf([busy(status)]);
    void drainOf(shelf, send).wake();
    await vi.runAllTimersAsync();
    expect(sent).toHaveLength(1);
    expect(shelf.left.size).toBe(0);
  });

  test.each([408, 429, 500, 502, 503, 0])('%i is tried again, later and later', async (status) => {
    const shelf = shelfOf([entry('hits', 1, { tries: 0 })]);
    const answer = status ? busy(status) : undefined;
    const { sent, send } = workerOf([answer, answer, answer]);
    void drainOf(shelf, send).wake();
    await vi.runAllTimersAsync();
    expect(sent.map(({ at }) => at)).toEqual([0, 1_510, 4_520, 10_530]);
    expect(shelf.left.size).toBe(0);
  });

  test('a worker in trouble is asked with one entry, not with all', async () => {
    const shelf = shelfOf(Array.from({ length: 20 }, (_, index) => entry('hits', index)));
    const { sent, send } = workerOf(Array.from({ length: 6 }, () => busy(502)));
    void drainOf(shelf, send).wake();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent).toHaveLength(2);
    await vi.runAllTimersAsync();
    expect(sent).toHaveLength(26);
  });

  test('an entry that the worker chokes on holds up no other', async () => {
    const poison = entry('contacts', 9);
    const shelf = shelfOf([poison, ...Array.from({ length: 5 }, (_, index) => entry('hits', index))]);
    const choke = (key: string) => (key === poison.key ? busy(500) : busy(202));
    const { send } = workerOf(Array.from({ length: 1_000 }, () => choke));
    const drain = drainOf(shelf, send);
    void drain.wake();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([...shelf.left.keys()]).toEqual([poison.key]);
    drain.stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('Retry-After', () => {
  test('is read as seconds, as a date, or not at all', () => {
    expect(retryAfter(busy(503, '120'), NOW)).toBe(120_000);
    expect(retryAfter(busy(503, new Date(NOW + 90_000).toUTCString()), NOW)).toBe(90_000);
    for (const odd of ['', 'soon', '-5', new Date(NOW - 1_000).toUTCString()])
      expect(retryAfter(busy(503, odd), NOW)).toBe(0);
    expect(retryAfter(undefined, NOW)).toBe(0);
    expect(retryAfter(busy(503, 'Fri, 31 Dec 2100 23:59:59 GMT'), NOW)).toBe(24 * 3_600_000);
  });

  test('holds for all entries, and for pages loaded meanwhile', async () => {
    const shelf = shelfOf([entry('contacts', 1), entry('hits', 1), entry('hits', 2)]);
    const { sent, send } = workerOf([busy(429, '300'), busy(429, '300')]);
    const first = drainOf(shelf, send);
    void first.wake();
    await vi.advanceTimersByTimeAsync(1_000);
    first.stop();
    void drainOf(shelf, send).wake();
    await vi.advanceTimersByTimeAsync(298_000);
    expect(sent).toHaveLength(2);
    await vi.runAllTimersAsync();
    expect(sent).toHaveLength(5);
    expect(shelf.left.size).toBe(0);
  });

  test("holds for the page's own failed attempt", async () => {
    const own = entry('contacts', 1, { due: NOW + 12_000, tries: 0 });
    const shelf = shelfOf([own]);
    const { sent, send } = workerOf([]);
    void drainOf(shelf, send).failed(own, busy(503, '30'));
    await vi.runAllTimersAsync();
    expect(sent.map(({ at }) => at)).toEqual([30_000]);
  });
});

test('back-off doubles up to ten minutes, half of it by chance', () => {
  fc.assert(
    fc.property(fc.nat(2_000), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (tries, chance) => {
      const full = Math.min(2_000 * 2 ** tries, 600_000);
      expect(backOff(tries, chance)).toBeGreaterThanOrEqual(full / 2);
      expect(backOff(tries, chance)).toBeLessThanOrEqual(full);
    }),
  );
});

test('whatever the worker answers and however many tabs there are: each entry arrives once, none is sent twice at a time', async () => {
  const answers = fc.constantFrom(
    undefined,
    200,
    201,
    202,
    400,
    408,
    409,
    422,
    429,
    500,
    503,
    '429 1',
    '503 45',
    `503 ${new Date(NOW + 600_000).toUTCString()}`,
  );
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        entries: fc.array(fc.record({ contact: fc.boolean(), late: fc.nat(20_000), offline: fc.boolean() }), {
          maxLength: 8,
        }),
        script: fc.array(answers, { maxLength: 25 }),
        latencies: fc.array(fc.nat(9_999), { minLength: 1, maxLength: 10 }),
        tabs: fc.array(fc.record({ opens: fc.nat(60_000), lives: fc.nat(120_000) }), { maxLength: 3 }),
      }),
      async ({ entries, script, latencies, tabs }) => {
        vi.setSystemTime(NOW);
        const all = entries.map(({ contact, late, offline }, index) =>
          entry(contact ? 'contacts' : 'hits', index, { due: NOW + late, offline }),
        );
        const shelf = shelfOf(all);
        const flying = new Set<string>();
        const ended = new Map<string, number>();
        let quiet = 0;
        let turn = 0;
        const send = async ({ key }: Entry): Promise<Response | undefined> => {
          expect(flying).not.toContain(key);
          expect(ended.get(key)).toBeUndefined();
          // With one tab alone the worker's wish is known to all.
          if (tabs.length === 0) expect(Date.now()).toBeGreaterThanOrEqual(quiet);
          flying.add(key);
          turn += 1;
          const told = turn <= script.length ? script[turn - 1] : 202;
          await new Promise((resolve) => setTimeout(resolve, latencies[turn % latencies.length]));
          flying.delete(key);
          if (told === undefined) return undefined;
          const [status = '', ...wait] = `${told}`.split(' ');
          const response = busy(Number(status), wait.join(' '));
          if (isFinal(response)) ended.set(key, response.status);
          else quiet = Math.max(quiet, Date.now() + retryAfter(response, Date.now()));
          return response;
        };
        for (const { opens, lives } of tabs) {
          const tab = drainOf(shelf, send);
          setTimeout(() => void tab.wake(), opens);
          setTimeout(() => tab.stop(), opens + lives);
        }
        void drainOf(shelf, send, () => 0.99).wake();
        await vi.runAllTimersAsync();
        expect([...ended.keys()].sort()).toEqual(all.map(({ key }) => key).sort());
        expect(shelf.left.size).toBe(0);
      },
    ),
    { numRuns: 300 },
  );
});
