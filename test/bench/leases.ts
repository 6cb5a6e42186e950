import type { Pool } from '../../shared/numbers.ts';
import { Calendar } from '../../worker/site/days.ts';
import { adviceOf, type PoolAdvice } from '../../worker/site/numbers/advice.ts';
import { LeaseBook } from '../../worker/site/numbers/leases.ts';
import { BEGIN, isWorkday, type Sign, signsOf, type Visit, visitsOf } from './leaseTraffic.ts';
import { openTables, type Storage } from './sqliteStorage.ts';

/**
 * A pool of numbers through weeks of a company's visitors and callers: our leases, by the book and the tables that the
 * Site object has, against numbers given out in turn, whoever holds them.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const POOL: Pool = { id: 'pool', holdMinutes: 15, coolDownMinutes: 30, whenEmpty: 'own' };
const SIZES = [2, 3, 5, 8, 10, 15, 20, 30, 50];

const SCALE = { seeds: [1, 2, 3, 4, 5], days: 28, perHour: 30 };
const SCENES = [
  { perHour: 3, holdMinutes: 15, coolDownMinutes: 30 },
  { perHour: 10, holdMinutes: 30, coolDownMinutes: 60 },
  { perHour: 30, holdMinutes: 15, coolDownMinutes: 30 },
  { perHour: 10, holdMinutes: 30, coolDownMinutes: 360 },
];
/** More numbers than any of these needs. */
const MANY = 256;

/** How numbers are given out, and to whom a call is credited. */
interface Policy {
  /** A page is seen, or says that it lives. */
  sign(visit: Visit, now: number): string | null;
  /** The visitor whom a call to the number is credited to. */
  callerOf(number: string, now: number): string | undefined;
}

const numberAt = (index: number): string => `+38044${String(index).padStart(7, '0')}`;

/** Counted over visits and over calls by visitors. Shares are of 1. */
export interface Outcome {
  visits: number;
  /** Visits that found no number on their first page: of all, and of working days by the hour they began in. */
  missed: number;
  missedAt: { visits: number; missed: number }[];
  calls: number;
  /** Calls credited to another visitor, and to none. */
  wrong: number;
  unmatched: number;
  /** Calls from the page or within the hold after it, and those of them credited to another visitor. */
  prompt: number;
  promptWrong: number;
}

type Counted = Exclude<keyof Outcome, 'missedAt'>;

const simulate = (signs: readonly Sign[], { holdMinutes }: Pool, policy: Policy): Outcome => {
  const outcome: Outcome = {
    visits: 0,
    missed: 0,
    missedAt: [],
    calls: 0,
    wrong: 0,
    unmatched: 0,
    prompt: 0,
    promptWrong: 0,
  };
  for (let hour = 0; hour < 24; hour += 1) outcome.missedAt.push({ visits: 0, missed: 0 });
  const shown = new Map<Visit, string | null>();
  for (const { at, visit, kind } of signs) {
    if (kind === 'call') {
      const isPrompt = at <= visit.leaves + holdMinutes * MINUTE;
      outcome.calls += 1;
      outcome.prompt += Number(isPrompt);
      const number = shown.get(visit);
      const caller = number ? policy.callerOf(number, at) : undefined;
      if (caller === undefined) outcome.unmatched += 1;
      else if (caller !== visit.visitor) {
        outcome.wrong += 1;
        outcome.promptWrong += Number(isPrompt);
      }
      continue;
    }
    // A page without a leased number has nothing to keep alive.
    if (kind === 'beat' && !shown.get(visit)) continue;
    const isFirst = !shown.has(visit);
    const number = policy.sign(visit, at);
    shown.set(visit, number);
    if (!isFirst) continue;
    const missed = Number(number === null);
    outcome.visits += 1;
    outcome.missed += missed;
    if (!isWorkday(at)) continue;
    const ofHour = outcome.missedAt[Math.floor((at % DAY) / HOUR)] as { visits: number; missed: number };
    ofHour.visits += 1;
    ofHour.missed += missed;
  }
  return outcome;
};

const bookOf = (pool: Pool, size: number): { sql: Storage; book: LeaseBook } => {
  const sql = openTables();
  for (let index = 0; index < size; index += 1) {
    sql.exec(
      `INSERT INTO numbers (number, pool, name, source, medium, campaign, content, term, added_at, removed_at)
       VALUES (?, ?, '', '', '', '', '', '', 0, NULL)`,
      numberAt(index),
      pool.id,
    );
  }
  return { sql, book: new LeaseBook(sql) };
};

/** The product's own book over its own tables, and what the adviser makes of them afterwards. */
export const leased = (signs: readonly Sign[], pool: Pool, size: number): { outcome: Outcome; advice: PoolAdvice } => {
  const { sql, book } = bookOf(pool, size);
  const outcome = simulate(signs, pool, {
    sign: ({ visitor }, now) => book.lease({ pool, visitor, now }).number,
    callerOf(number, now) {
      book.settle(number, now);
      const [holder] = sql
        .exec<{ visitor: string }>(
          'SELECT visitor FROM leases WHERE number = ? AND started_at <= ? ORDER BY started_at DESC LIMIT 1',
          number,
          now,
        )
        .toArray();
      return holder?.visitor;
    },
  });
  const end = (signs.at(-1) as Sign).at;
  // Asked for on the day after the last whole one.
  const now = BEGIN + Math.floor((end - BEGIN) / DAY) * DAY;
  const [advice] = adviceOf({ sql, pools: [pool], calendar: new Calendar('UTC'), now });
  return { outcome, advice: advice as PoolAdvice };
};

/** The next number in turn, for as long as the visit lasts. */
export const inTurn = (signs: readonly Sign[], pool: Pool, size: number): Outcome => {
  const numbers = new Map<Visit, string>();
  const holders = new Map<string, string>();
  let turn = 0;
  return simulate(signs, pool, {
    sign(visit) {
      let number = numbers.get(visit);
      if (!number) {
        number = numberAt(turn++ % size);
        numbers.set(visit, number);
        holders.set(number, visit.visitor);
      }
      return number;
    },
    callerOf: (number) => holders.get(number),
  });
};

/** Some weeks, each with a seed of its own. */
export const trafficOf = (scale: { seeds: readonly number[]; days: number; perHour: number }): Sign[][] =>
  scale.seeds.map((seed) => signsOf(visitsOf({ seed, days: scale.days, perHour: scale.perHour })));

const sum = (outcomes: readonly Outcome[], pick: (outcome: Outcome) => number): number =>
  outcomes.reduce((total, outcome) => total + pick(outcome), 0);

export const missShareAt = (outcomes: readonly Outcome[], hour: number): number =>
  sum(outcomes, ({ missedAt }) => missedAt[hour]?.missed ?? 0) /
  sum(outcomes, ({ missedAt }) => missedAt[hour]?.visits ?? 0);

/** The fewest numbers with which at most 1 % of the hour's visits find none, tried out one size after another. */
export const neededBySimulation = (traffic: readonly Sign[][], pool: Pool, hour: number): number => {
  let [tooFew, enough] = [0, MANY];
  while (enough - tooFew > 1) {
    const size = Math.floor((tooFew + enough) / 2);
    const share = missShareAt(
      traffic.map((signs) => leased(signs, pool, size).outcome),
      hour,
    );
    if (share > 0.01) tooFew = size;
    else enough = size;
  }
  return enough;
};

/** The hour of working days in which a new page finds the most numbers taken, where there are more than enough. */
export const busiestHourOf = (traffic: readonly Sign[][], pool: Pool): number => {
  const hours = Array.from({ length: 24 }, () => ({ pages: 0, taken: 0 }));
  for (const signs of traffic) {
    const { book } = bookOf(pool, MANY);
    for (const { at, visit, kind } of signs) {
      if (kind === 'call') continue;
      book.lease({ pool, visitor: visit.visitor, now: at });
      if (kind === 'beat' || !isWorkday(at)) continue;
      const { held, resting } = book.peek(pool, at);
      const hour = hours[Math.floor((at % DAY) / HOUR)] as { pages: number; taken: number };
      hour.pages += 1;
      hour.taken += held + resting;
    }
  }
  const means = hours.map(({ pages, taken }) => taken / Math.max(1, pages));
  return means.indexOf(Math.max(...means));
};

export const share = (outcomes: readonly Outcome[], part: Counted, whole: Counted): number =>
  sum(outcomes, (outcome) => outcome[part]) / sum(outcomes, (outcome) => outcome[whole]);

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`.padStart(8);
const range = (values: readonly number[]): string => {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return least === most ? String(least) : `${least}–${most}`;
};

const printSizes = (traffic: readonly Sign[][], hour: number): void => {
  console.log('          found no number      ours: calls credited                        in turn: calls credited');
  console.log('numbers   all day  busy hour   right    wrong  (prompt)     none    right    wrong  (prompt)');
  for (const size of SIZES) {
    const ours = traffic.map((signs) => leased(signs, POOL, size).outcome);
    const turn = traffic.map((signs) => inTurn(signs, POOL, size));
    const right = (outcomes: Outcome[]): number =>
      1 - share(outcomes, 'wrong', 'calls') - share(outcomes, 'unmatched', 'calls');
    console.log(
      `${String(size).padStart(5)}   ${percent(share(ours, 'missed', 'visits'))}   ${percent(missShareAt(ours, hour))}` +
        `${percent(right(ours))} ${percent(share(ours, 'wrong', 'calls'))}  ${percent(share(ours, 'promptWrong', 'prompt'))} ${percent(share(ours, 'unmatched', 'calls'))}` +
        ` ${percent(right(turn))} ${percent(share(turn, 'wrong', 'calls'))}  ${percent(share(turn, 'promptWrong', 'prompt'))}`,
    );
  }
};

/** What the adviser says, measuring with a pool that is a third too small and with one that is large enough. */
const printAdvice = (scene: { perHour: number; holdMinutes: number; coolDownMinutes: number }): void => {
  const pool: Pool = { ...POOL, holdMinutes: scene.holdMinutes, coolDownMinutes: scene.coolDownMinutes };
  const traffic = trafficOf({ ...SCALE, perHour: scene.perHour });
  const hour = busiestHourOf(traffic, pool);
  const simulated = neededBySimulation(traffic, pool, hour);
  const advised = [Math.ceil((simulated * 2) / 3), simulated].map((size) =>
    traffic.map((signs) => leased(signs, pool, size).advice),
  ) as [PoolAdvice[], PoolAdvice[]];
  const needed = advised.map((advice) => range(advice.map((one) => one.needed ?? 0)));
  const erlangs =
    advised[1].map((advice) => advice.erlangs ?? 0).reduce((total, one) => total + one, 0) / traffic.length;
  console.log(
    [scene.perHour, scene.holdMinutes, scene.coolDownMinutes, hour, erlangs.toFixed(1), simulated, ...needed]
      .map((value) => String(value).padStart(11))
      .join(''),
  );
};

export const leaseBench = (): void => {
  const { seeds, days, perHour } = SCALE;
  const traffic = trafficOf(SCALE);
  const hour = busiestHourOf(traffic, POOL);
  console.log(
    `\nleases: ${seeds.length} × ${days} days, ${perHour} new visitors in the busiest hour, hold ${POOL.holdMinutes} min, cool-down ${POOL.coolDownMinutes} min; busy hour ${hour}:00. Prompt: from the page, or within the hold after it.`,
  );
  printSizes(traffic, hour);
  console.log(
    '\nnumbers for 1 % misses in the busiest hour of working days: simulated, and advised after four weeks with',
  );
  console.log('  visitors/h       hold  cool-down  busy hour    erlangs  simulated  ⅔ of them that many');
  for (const scene of SCENES) printAdvice(scene);
};
