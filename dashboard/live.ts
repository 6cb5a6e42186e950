import { useEffect } from 'preact/hooks';
import type { Change, Topic } from '../shared/live.ts';
import { useSite } from './site.ts';

/** News of what has changed, over a socket that opens itself again; without one, guesses at intervals. */

/** Ms between attempts; the last one is repeated. */
const WAITS = [500, 2_000, 5_000, 15_000];
/** Sockets die without a word: a `ping` tells. */
const PING = 25_000;
/** Where no socket opens, everybody asks anew so often. */
const GUESS = 20_000;

type Listener = (change: Change) => void;

export interface Live {
  listen(listener: Listener): () => void;
  stop(): void;
}

export const openLive = (site: string): Live => {
  const listeners = new Set<Listener>();
  let socket: WebSocket | undefined;
  let failures = 0;
  let stopped = false;
  let again: ReturnType<typeof setTimeout> | undefined;

  const tell = (change: Change): void => {
    for (const listener of listeners) listener(change);
  };
  const guess = (): void => {
    for (const changed of ['leads', 'calls', 'spend'] as const) tell({ changed });
  };
  const connect = (): void => {
    const opening = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/v1/sites/${site}/live`);
    socket = opening;
    opening.addEventListener('open', () => {
      // What happened while nobody listened.
      if (failures > 0) guess();
      failures = 0;
    });
    opening.addEventListener('message', ({ data }) => {
      if (data !== 'pong') tell(JSON.parse(data as string) as Change);
    });
    opening.addEventListener('close', () => {
      if (stopped) return;
      again = setTimeout(connect, WAITS[Math.min(failures, WAITS.length - 1)]);
      failures += 1;
    });
  };
  connect();
  const beat = setInterval(() => {
    if (socket?.readyState === WebSocket.OPEN) socket.send('ping');
  }, PING);
  const guessing = setInterval(() => {
    if (socket?.readyState !== WebSocket.OPEN && document.visibilityState === 'visible') guess();
  }, GUESS);

  return {
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop() {
      stopped = true;
      clearTimeout(again);
      clearInterval(beat);
      clearInterval(guessing);
      socket?.close();
    },
  };
};

/** Calls back when one of these things has changed. */
export const useLive = (topics: readonly Topic[], onChange: (change: Change) => void): void => {
  const { live } = useSite();
  useEffect(() => live.listen((change) => topics.includes(change.changed) && onChange(change)));
};
