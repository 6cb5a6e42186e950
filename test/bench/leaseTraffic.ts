/** Visitors and callers of a company's site over some weeks: seeded, the same every time. Times are ms since 1970. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const HEARTBEAT = 2 * MINUTE;

/** A Monday. Hours are UTC, which is the simulated site's time zone. */
export const BEGIN = Date.parse('2026-03-02T00:00:00Z');

/** New visitors by hour of the day, as a part of the busiest: quiet at night, a dip at lunch, an evening of private people. */
const HOURLY = [
  0.1, 0.06, 0.04, 0.03, 0.03, 0.05, 0.12, 0.28, 0.55, 0.85, 1, 0.97, 0.85, 0.62, 0.76, 0.93, 0.95, 0.84, 0.66, 0.55,
  0.5, 0.44, 0.32, 0.2,
];
const WEEKEND = 0.3;

const BOUNCE = 0.55;
const READER = 0.12;
const RETURN = 0.18;
const CALL = 0.07;

export interface Visit {
  visitor: string;
  /** Pages seen: the first at the visit's start. */
  pages: number[];
  leaves: number;
  /** When they call the number that they saw last by then, or last of all if they have left. */
  calls: number | null;
}

export type Sign = { at: number; visit: Visit; kind: 'page' | 'beat' | 'call' };

/** mulberry32: 0 ≤ random() < 1. */
export const randomOf = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

export const isWorkday = (time: number): boolean => Math.floor((time - BEGIN) / DAY) % 7 < 5;

const activity = (time: number): number =>
  (HOURLY[Math.floor((time % DAY) / HOUR)] as number) * (isWorkday(time) ? 1 : WEEKEND);

/**
 * All visits of so many days, in order of their beginning.
 *
 * @param perHour new visitors in the busiest hour of a working day, on average
 */
export const visitsOf = ({ seed, days, perHour }: { seed: number; days: number; perHour: number }): Visit[] => {
  const random = randomOf(seed);
  const exponential = (mean: number): number => -mean * Math.log(1 - random());
  const end = BEGIN + days * DAY;
  const visits: Visit[] = [];

  const visit = (visitor: string, start: number): void => {
    const kind = random();
    // Bounces, those who look around, and long readers.
    const stay = kind < BOUNCE ? exponential(20_000) : exponential(kind < 1 - READER ? 4 * MINUTE : 18 * MINUTE);
    const leaves = Math.round(start + Math.min(stay, 2 * HOUR));
    const pages = [start];
    for (let at = start + exponential(90_000); at < leaves; at += exponential(90_000)) pages.push(Math.round(at));
    visits.push({ visitor, pages, leaves, calls: random() < CALL ? callOf(start, leaves) : null });
    if (random() >= RETURN) return;
    const back = Math.round(leaves + (random() < 0.4 ? 5 * MINUTE + exponential(30 * MINUTE) : exponential(2 * DAY)));
    // Who would come back at night comes back less often, as everybody.
    if (back < end && random() < activity(back)) visit(visitor, back);
  };

  /** Half call with the page before them, a third within minutes of leaving it, the others hours later. */
  const callOf = (start: number, leaves: number): number => {
    const when = random();
    if (when < 0.5) return Math.round(start + random() * (leaves - start));
    return Math.round(leaves + (when < 0.85 ? exponential(6 * MINUTE) : HOUR + random() * 7 * HOUR));
  };

  // An inhomogeneous Poisson process, by thinning a homogeneous one.
  let made = 0;
  for (let at = BEGIN + exponential(HOUR / perHour); at < end; at += exponential(HOUR / perHour)) {
    if (random() < activity(at)) visit(`visitor${(made += 1)}`, Math.round(at));
  }
  return visits.sort((a, b) => (a.pages[0] as number) - (b.pages[0] as number));
};

/** What of the visits reaches the worker, in order of time; a beat only counts where the page shows a leased number. */
export const signsOf = (visits: readonly Visit[]): Sign[] => {
  const signs: Sign[] = [];
  for (const visit of visits) {
    for (const at of visit.pages) signs.push({ at, visit, kind: 'page' });
    for (let at = (visit.pages[0] as number) + HEARTBEAT; at < visit.leaves; at += HEARTBEAT) {
      signs.push({ at, visit, kind: 'beat' });
    }
    if (visit.calls !== null) signs.push({ at: visit.calls, visit, kind: 'call' });
  }
  return signs.sort((a, b) => a.at - b.at);
};
