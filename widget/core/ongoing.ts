import type { FormStage, Hit } from '../../shared/hits.ts';
import { MAX_PATH } from '../../shared/limits.ts';
import type { WidgetNumbers } from '../../shared/numbers.ts';
import { announce } from './announce.ts';
import { collect, type Timeless } from './batch.ts';
import { readCookie, writeCookie } from './cookie.ts';
import { prepare } from './deliver.ts';
import { newId } from './id.ts';
import { refresh } from './numbers/numbers.ts';
import { settings } from './site.ts';
import { load, may, type State, save } from './state.ts';
import { arrive } from './touch.ts';
import { begin, goesOn, type VisitState } from './visit.ts';

/** The visit that is going on, as all tabs of the site know it. */

/** Nothing on this page has asked for the visit yet: the arrival is still to be judged, and the page to be counted. */
let first = true;

/** Path of the page, with that of a router that lives in the fragment (`#/…`), in the length that is kept of it. */
export const path = (): string => `${location.pathname}${/^#!?\/[^?]*/.exec(location.hash) ?? ''}`.slice(0, MAX_PATH);

/**
 * The visit as of this moment, begun anew if it is over. A page is counted if one was seen, and with every new visit:
 * who comes back to a tab that stood open sees its page again.
 */
export const ongoing = (page = first): State & VisitState => {
  const now = Date.now();
  const arrival = __NUMBERS__ ? arrive(first, (settings.numbers as WidgetNumbers).keep) : arrive(first);
  const before = load();
  const cookie = may() ? readCookie() : undefined;
  let state: State & VisitState;
  first = false;
  if (goesOn(before, arrival, now)) {
    state = { ...before, seen: Math.max(now, before.seen + 1) };
    if (may() && !cookie) writeCookie(state.visitor);
  } else {
    // The cookie's visitor is adopted here and not in mid-visit: one visit is one visitor's.
    const visitor = cookie ?? before.visitor ?? newId(now);
    const inner = [(may() && writeCookie(visitor)) || location.hostname, ...settings.ignoredReferrers];
    state = { ...before, ...begin({ before, arrival, visitor, now, inner, newId }) };
    page = true;
  }
  save(state);
  if (page) {
    collect(state, { kind: 'page', path: path() });
    if (__NUMBERS__) refresh();
  }
  return state;
};

export const tell = (hit: Timeless<Hit>): void => collect(ongoing(), hit);

/** Counts the page the script was loaded on, unless that has happened on the way. */
export const land = (): void => {
  if (first) ongoing();
};

/** Reading keeps a visit alive, but begins none. */
export const stayAlive = (): void => {
  const state = load();
  const now = Date.now();
  if (goesOn(state, { url: '', again: true }, now)) save({ ...state, seen: Math.max(now, state.seen) });
};

export const stage = (form: string, stage: FormStage, variant?: string): void => {
  if (stage === 'started') prepare();
  const state = ongoing();
  const mark = `${form}:${stage}`;
  if (state.done.includes(mark)) return;
  state.done.push(mark);
  save(state);
  tell({ kind: 'form', form, stage, ...(variant && { variant }) });
  announce(`form_${stage}`, form, variant);
};
