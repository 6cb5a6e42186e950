import { HEARTBEAT_GRACE } from '../../../shared/limits.ts';
import type { Pool } from '../../../shared/numbers.ts';
import type { Calendar } from '../days.ts';
import { erlangB, numbersFor } from './erlang.ts';
import { busiestHour, type DayOfHours, loadOf, typicalDay } from './load.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How far back is measured. */
const DAYS = 28;
/** The share of visitors that may find no number in the busiest hour. */
const TARGET = 0.01;
/** Further numbers that are told of at most, one by one. */
const MOST_STEPS = 100;

/** What one more number would do. Predicted, as by Erlang B. */
export interface FurtherNumber {
  /** Numbers in the pool with it. */
  numbers: number;
  /** Of the visitors of the busiest hour, how many would find none: 0 to 1. */
  missShare: number;
  /** Visitors of a day who would find none. */
  missesADay: number;
  /** How many fewer those are than with one number less. */
  savedADay: number;
}

/** How large a pool should be. What has not been measured yet is null. Days and hours are in the site's time zone. */
export interface PoolAdvice {
  pool: string;
  /** Numbers in it today. */
  numbers: number;
  /** Measured: visitors who wanted a number of it, and those of them who found none at once, over the last 28 days. */
  arrivals: number;
  misses: number;
  /** misses / arrivals. */
  missShare: number | null;
  /** Days that the following figures are averages of: those with at least half an average day's arrivals. */
  days: number;
  /** Hour of the day, 0 to 23, in which the most numbers are wanted at once. */
  busiestHour: number | null;
  /** Visitors who want a number in that hour, and those of them who found none, on an average day. */
  arrivalsAnHour: number | null;
  missesAnHour: number | null;
  /** For how long a visitor keeps a number from others: stay, hold and cool-down. Where none was measured, without a stay. */
  holdingMinutes: number;
  holdingMeasured: boolean;
  /** Numbers that would be in use at once in the busiest hour, if there were any number of them. */
  erlangs: number | null;
  /** Share of the busiest hour's visitors who find none, by Erlang B, with today's numbers. */
  predictedMissShare: number | null;
  /** The fewest numbers with which at most 1 % of them find none. */
  needed: number | null;
  /** Each number that could be added: up to two more than needed, at most a hundred. */
  further: FurtherNumber[];
}

export interface AdviceContext {
  sql: SqlStorage;
  pools: readonly Pool[];
  calendar: Calendar;
  now: number;
}

/**
 * How many numbers each pool needs. Arrivals are leases begun and misses (those that were served yet in the same visit
 * count once); the load of an hour is worked out by load.ts from the typical day; what it comes to by erlang.ts.
 */
export const adviceOf = (context: AdviceContext): PoolAdvice[] => context.pools.map((pool) => advise(context, pool));

const advise = ({ sql, calendar, now }: AdviceContext, pool: Pool): PoolAdvice => {
  const { numbers } = sql
    .exec<{ numbers: number }>('SELECT count(*) AS numbers FROM numbers WHERE pool = ? AND removed_at IS NULL', pool.id)
    .one();
  const today = calendar.dayOf(now);
  const from = calendar.startOf(today - DAYS);
  const measured = hoursOf(sql, pool.id, from).map(({ hour, ...counts }) => {
    // Where the zone is half an hour off UTC, an hour counts where its middle lies.
    const middle = (hour + 0.5) * HOUR;
    return { day: calendar.dayOf(middle), hour: calendar.hourOf(middle), ...counts };
  });
  const arrivals = measured.reduce((sum, hour) => sum + hour.arrivals, 0);
  const misses = measured.reduce((sum, hour) => sum + hour.misses, 0);
  const holding = holdingOf(sql, pool, from);
  const advice: PoolAdvice = {
    pool: pool.id,
    numbers,
    arrivals,
    misses,
    missShare: arrivals > 0 ? misses / arrivals : null,
    days: 0,
    busiestHour: null,
    arrivalsAnHour: null,
    missesAnHour: null,
    holdingMinutes: (holding ?? leastHolding(pool)) / MINUTE,
    holdingMeasured: holding !== null,
    erlangs: null,
    predictedMissShare: null,
    needed: null,
    further: [],
  };
  // Today is no whole day yet; it has to do where there is no other.
  const over = measured.filter(({ day }) => day < today);
  const typical = typicalDay(over.length > 0 ? over : measured);
  if (!typical) return advice;
  const load = loadOf(typical.arrivals, advice.holdingMinutes / 60);
  const busiest = busiestHour(load);
  const erlangs = load[busiest] as number;
  const needed = numbersFor(erlangs, TARGET);
  return {
    ...advice,
    days: typical.days,
    busiestHour: busiest,
    arrivalsAnHour: typical.arrivals[busiest] as number,
    missesAnHour: typical.misses[busiest] as number,
    erlangs,
    predictedMissShare: erlangB(numbers, erlangs),
    needed,
    further: furtherNumbers({ numbers, needed, erlangs, load, arrivals: typical.arrivals }),
  };
};

const furtherNumbers = (pool: {
  numbers: number;
  needed: number;
  erlangs: number;
  load: readonly number[];
  arrivals: readonly number[];
}): FurtherNumber[] => {
  const missesWith = (numbers: number): number =>
    pool.arrivals.reduce((sum, arrivals, hour) => sum + arrivals * erlangB(numbers, pool.load[hour] as number), 0);
  const further: FurtherNumber[] = [];
  const last = Math.min(Math.max(pool.needed, pool.numbers) + 2, pool.numbers + MOST_STEPS);
  let before = missesWith(pool.numbers);
  for (let numbers = pool.numbers + 1; numbers <= last; numbers += 1) {
    const missesADay = missesWith(numbers);
    further.push({ numbers, missShare: erlangB(numbers, pool.erlangs), missesADay, savedADay: before - missesADay });
    before = missesADay;
  }
  return further;
};

/** Arrivals and misses of a pool by hour (hours since 1970, UTC), from an instant on. */
const hoursOf = (sql: SqlStorage, pool: string, from: number): (Omit<DayOfHours, 'day'> & { hour: number })[] =>
  sql
    .exec<{ hour: number; arrivals: number; misses: number }>(
      `SELECT hour, sum(arrivals) AS arrivals, sum(misses) AS misses FROM (
         SELECT started_at / ${HOUR} AS hour, count(*) AS arrivals, 0 AS misses FROM leases
         WHERE number IN (SELECT number FROM numbers WHERE pool = ?1) AND started_at >= ?2 GROUP BY 1
         UNION ALL
         SELECT hour, misses - served, misses FROM lease_misses WHERE pool = ?1 AND hour >= ?2 / ${HOUR}
       ) GROUP BY hour`,
      pool,
      from,
    )
    .toArray();

/**
 * For how long a lease kept its number from others, on average (ms); null if none is known. The ends of leases are exact
 * once their number was lent again, so each number's latest is left out. Who came back to a number that still rested
 * cut the rest short, so such a lease counts up to the next one.
 */
const holdingOf = (sql: SqlStorage, pool: Pool, from: number): number | null =>
  sql
    .exec<{ holding: number | null }>(
      `SELECT avg(iif(next_visitor = visitor, min(until + ?1, next_start), until + ?1) - started_at) AS holding FROM (
         SELECT visitor, started_at, until,
           lead(started_at) OVER later AS next_start, lead(visitor) OVER later AS next_visitor FROM leases
         WHERE number IN (SELECT number FROM numbers WHERE pool = ?2) AND started_at >= ?3
         WINDOW later AS (PARTITION BY number ORDER BY started_at, visitor)
       ) WHERE next_start IS NOT NULL`,
      pool.coolDownMinutes * MINUTE,
      pool.id,
      from,
    )
    .one().holding;

const leastHolding = (pool: Pool): number => HEARTBEAT_GRACE + (pool.holdMinutes + pool.coolDownMinutes) * MINUTE;
