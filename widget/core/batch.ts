import type { Hit, Visit } from '../../shared/hits.ts';
import { idTime } from '../../shared/ids.ts';
import { MAX_HITS } from '../../shared/limits.ts';
import { deliver } from './deliver.ts';
import { may, type State } from './state.ts';
import type { VisitState } from './visit.ts';

/** Hits on their way out: one batch is one visit's. */

/** A page, and a form seen on it, go in one request. */
const COLLECT = 2_000;

/** Half of what is allowed: so many hits fit MAX_BODY even with the longest names in three bytes a letter. */
const BATCH = MAX_HITS / 2;

const batches: { visit: Visit; hits: Hit[] }[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;
export let loaded = false;

export const envelope = ({ id, visitor, url, referrer }: VisitState): Visit => ({
  id,
  visitor,
  url,
  referrer,
  language: navigator.language || '',
  // The first formatter of a page costs up to 50 ms on a slow telephone; Temporal knows the zone for nothing.
  zone: window.Temporal?.Now.timeZoneId() || Intl.DateTimeFormat().resolvedOptions().timeZone || '',
});

/** Sends what was collected; without consent it goes on waiting in memory. */
export const flush = (): void => {
  clearTimeout(timer);
  timer = undefined;
  if (may()) for (const batch of batches.splice(0)) void deliver('hits', batch);
};

export const flushSoon = (): void => {
  if (loaded) timer ??= setTimeout(flush, COLLECT);
};

/** Nothing goes earlier than this, unless the visitor leaves. */
export const pageLoaded = (): void => {
  loaded = true;
  flushSoon();
};

/** Of each kind what it is without its moment. */
export type Timeless<Kind> = Kind extends Hit ? Omit<Kind, 'at'> : never;

/**
 * The moment of a hit is the last moment of its visit, which never comes twice. After a no on this very page nothing is
 * even collected: a later yes is none for what was done before.
 */
export const collect = (state: State & VisitState, hit: Timeless<Hit>): void => {
  if (state.consent === false) return;
  let batch = batches[batches.length - 1];
  if (batch?.visit.id !== state.id || batch.hits.length >= BATCH)
    batches.push((batch = { visit: envelope(state), hits: [] }));
  batch.hits.push({ ...hit, at: state.seen - idTime(state.id) });
  flushSoon();
};

export const hasCollected = (): boolean => batches.length > 0;

export const discard = (): void => {
  batches.length = 0;
};
