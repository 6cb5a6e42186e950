import { idTime } from '../../shared/ids.ts';
import { VISIT_IDLE, VISIT_LENGTH } from '../../shared/limits.ts';
import { type Arrival, touchOf } from './touch.ts';

/** When a visit goes on and how the next one begins: decided from what is remembered, the arrival and the time alone. */

export interface VisitState {
  visitor: string;
  /** The visit's id; begins with its start. */
  id: string;
  url: string;
  referrer: string;
  /** The last moment something was seen of the visitor. */
  seen: number;
  /** Form stages reported already, as `form:stage`. */
  done: string[];
}

/** By its own address, or given back by the page before. */
const touchOfVisit = ({ url, referrer }: Partial<VisitState>): string => touchOf(url) || touchOf(referrer);

export const goesOn = (
  state: Partial<VisitState>,
  { url, again }: Pick<Arrival, 'url' | 'again'>,
  now: number,
): state is VisitState => {
  const touch = touchOf(url);
  return (
    // A clock that was wrong and then put right would leave a visit that is "seen" in the far future: hence abs.
    Math.abs(now - (state.seen ?? 0)) <= VISIT_IDLE &&
    now - idTime(state.id as string) <= VISIT_LENGTH &&
    (again || !touch || touch === touchOfVisit(state))
  );
};

export interface Beginning {
  before: Partial<VisitState>;
  arrival: Arrival;
  visitor: string;
  now: number;
  /** Hosts, with their subdomains, that nobody comes from: the site's own, payment and sign-in pages. */
  inner: string[];
  newId: (now: number) => string;
}

export const begin = ({ before, arrival, visitor, now, inner, newId }: Beginning): VisitState => {
  let { url, referrer } = arrival;
  if (before.id && arrival.again) {
    // A tab restored the next morning shows the ad's address, but nobody clicked the ad again.
    url = url.replace(/\?.*/, '');
    referrer = '';
  } else if (
    referrer &&
    // A page of ours that still has the ad in its address gives a lost touch back, but not the one of the visit before:
    // who reads on after lunch has not clicked the ad again.
    ['', touchOfVisit(before)].includes(touchOf(referrer)) &&
    inner.some((host) => `.${new URL(referrer).hostname}`.endsWith(`.${host}`))
  ) {
    referrer = '';
  }
  return { visitor, id: newId(now), url, referrer, seen: now, done: [] };
};
