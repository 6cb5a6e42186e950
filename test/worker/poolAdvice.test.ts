import { runInDurableObject } from 'cloudflare:test';
import { expect, test } from 'vitest';
import { HEARTBEAT_GRACE } from '../../shared/limits.ts';
import type { Pool } from '../../shared/numbers.ts';
import { Calendar } from '../../worker/site/days.ts';
import { adviceOf, type PoolAdvice } from '../../worker/site/numbers/advice.ts';
import { erlangB } from '../../worker/site/numbers/erlang.ts';
import { LeaseBook } from '../../worker/site/numbers/leases.ts';
import { newSite } from './site.ts';

/** What the adviser makes of leases that the book itself wrote. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A Monday's midnight in Kyiv, which is two hours ahead. */
const MONDAY = Date.parse('2026-02-02T00:00:00+02:00');
const NOW = MONDAY + 14 * DAY + 9 * HOUR;
const POOL: Pool = { id: 'sales', holdMinutes: 5, coolDownMinutes: 20, whenEmpty: 'own' };
const SETTINGS_HOLDING = HEARTBEAT_GRACE / MINUTE + 5 + 20;

interface Sign {
  visitor: string;
  at: number;
}

const adviceAfter = async (count: number, signs: readonly Sign[], pool = POOL): Promise<PoolAdvice> => {
  const { stub } = await newSite();
  return runInDurableObject(stub, (_, { storage }) => {
    const { sql } = storage;
    for (let index = 0; index < count; index += 1) {
      sql.exec(
        `INSERT INTO numbers (number, pool, name, source, medium, campaign, content, term, added_at, removed_at)
         VALUES (?, ?, '', '', '', '', '', '', 0, NULL)`,
        `+38044000000${index}`,
        pool.id,
      );
    }
    const book = new LeaseBook(sql);
    for (const { visitor, at } of signs) book.lease({ pool, visitor, now: at });
    const advice = adviceOf({ sql, pools: [pool], calendar: new Calendar('Europe/Kyiv'), now: NOW });
    expect(advice).toHaveLength(1);
    return advice[0] as PoolAdvice;
  });
};

/** On each of these days so many visitors, one look each, as far apart as that. */
const looks = (days: readonly number[], hour: number, count: number, apart = HOUR / count): Sign[] =>
  days.flatMap((day) =>
    Array.from({ length: count }, (_, index) => ({
      visitor: `${day}/${hour}/${index}`,
      at: MONDAY + day * DAY + hour * HOUR + index * apart,
    })),
  );

test('where nothing is measured it says so, and what the settings alone make of a holding time', async () => {
  expect(await adviceAfter(3, [])).toEqual({
    pool: 'sales',
    numbers: 3,
    arrivals: 0,
    misses: 0,
    missShare: null,
    days: 0,
    busiestHour: null,
    arrivalsAnHour: null,
    missesAnHour: null,
    holdingMinutes: SETTINGS_HOLDING,
    holdingMeasured: false,
    erlangs: null,
    predictedMissShare: null,
    needed: null,
    further: [],
  });
});

test('the busiest hour is the site’s own, at the same time of every working day', async () => {
  const workdays = [0, 1, 2, 3, 4, 7, 8, 9, 10, 11];
  const signs = [...looks(workdays, 10, 12), ...looks(workdays, 15, 6), ...looks([5, 12], 10, 2)];
  const advice = await adviceAfter(
    30,
    signs.toSorted((a, b) => a.at - b.at),
  );
  expect(advice).toMatchObject({ arrivals: 184, misses: 0, missShare: 0, days: 10, busiestHour: 10 });
  expect(advice.arrivalsAnHour).toBeCloseTo(12, 9);
  expect(advice.holdingMinutes).toBeCloseTo(SETTINGS_HOLDING, 9);
  expect(advice.holdingMeasured).toBe(true);
  // Half an hour's holding: the hour begins with nobody, and has six of twelve from its middle on.
  expect(advice.erlangs).toBeCloseTo(0.75 * 6, 1);
});

test('each further number is told with what it would do, up to two more than needed', async () => {
  const advice = await adviceAfter(2, looks([0, 1, 2, 3, 4], 10, 12));
  const { needed, erlangs, further, numbers } = advice as PoolAdvice & { needed: number; erlangs: number };
  expect(numbers).toBe(2);
  expect(erlangB(needed, erlangs)).toBeLessThanOrEqual(0.01);
  expect(erlangB(needed - 1, erlangs)).toBeGreaterThan(0.01);
  expect(advice.predictedMissShare).toBeCloseTo(erlangB(2, erlangs), 12);
  expect(further.map((step) => step.numbers)).toEqual(Array.from({ length: needed }, (_, index) => index + 3));
  for (const [index, step] of further.entries()) {
    expect(step.missShare).toBeCloseTo(erlangB(step.numbers, erlangs), 12);
    if (index > 0) expect(step.savedADay).toBeCloseTo((further[index - 1]?.missesADay ?? 0) - step.missesADay, 9);
    expect(step.savedADay).toBeGreaterThan(0);
  }
  expect(advice.misses).toBeGreaterThan(0);
  expect(advice.arrivals).toBe(60);
  expect(advice.missesAnHour).toBeCloseTo(advice.misses / 5, 9);
});

test('who was missed and served in the same visit arrived once, and so did who shared', async () => {
  const [day, apart] = [[0], 10 * MINUTE] as const;
  const missed = looks(day, 10, 2, 0);
  const served = { ...(missed[1] as Sign), at: (missed[1] as Sign).at + 30 * MINUTE - 1 };
  const own = await adviceAfter(1, [...missed, served], { ...POOL, coolDownMinutes: 15 });
  expect(own).toMatchObject({ arrivals: 2, misses: 1, missShare: 0.5 });
  const shared = await adviceAfter(1, looks(day, 10, 3, apart), { ...POOL, whenEmpty: 'share' });
  expect(shared).toMatchObject({ arrivals: 3, misses: 2 });
});

test('who comes back to a number that still rests keeps it from others once, not twice', async () => {
  const start = MONDAY + 10 * HOUR;
  const visits = [0, 15 * MINUTE, 30 * MINUTE].map((after) => ({ visitor: 'a', at: start + after }));
  const advice = await adviceAfter(1, [...visits, { visitor: 'b', at: start + 3 * HOUR }]);
  // 15 and 15 minutes up to the next visit, then the whole of hold and rest.
  expect(advice.holdingMinutes).toBeCloseTo((15 + 15 + SETTINGS_HOLDING) / 3, 9);
});

test('today counts only where there is no day that is over', async () => {
  const today = await adviceAfter(5, looks([14], 8, 4));
  expect(today).toMatchObject({ days: 1, busiestHour: 8, arrivalsAnHour: 4 });
  const both = await adviceAfter(5, [...looks([11], 9, 6), ...looks([14], 8, 60)]);
  expect(both).toMatchObject({ days: 1, busiestHour: 9, arrivalsAnHour: 6 });
});
