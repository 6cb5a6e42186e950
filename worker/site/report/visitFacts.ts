import type { Dimension } from '../../../shared/report.ts';
import { FACT_COLUMNS } from '../cube.ts';
import { type Calendar, firstDayOf, monthOf } from '../days.ts';
import type { Rollup } from '../rollup.ts';
import { VISIT_FACTS, type VisitFact, type VisitFacts } from '../visit.ts';
import { cellsOfDay, ROLLED, type RolledDimension, visitsOfDay } from './dayVisits.ts';
import { type Groups, LEFT_OUT } from './groups.ts';
import type { RowKeys } from './keys.ts';
import { NO_VALUES, placesOf, together, type VisitValues } from './places.ts';
import type { Plan } from './plan.ts';
import type { Weights } from './weights.ts';

/** The visits' facts of a report: from the cube where it can say, else from days summed by one dimension, else from the raw rows. */

export interface VisitSource {
  sql: SqlStorage;
  plan: Plan;
  keys: RowKeys;
  groups: Groups;
  weights: Weights;
  calendar: Calendar;
  rollup: Rollup;
  today: number;
}

/** Raw rows are read so many at a stretch, about 20 ms of them; recording goes on in between. */
export const STRETCH = 10_000;
export const letOthersIn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** Days from…to as whole months that are over, and the days that are left before and after. */
export const wholeMonths = (
  from: number,
  to: number,
  today: number,
): { months: [number, number] | null; days: [number, number][] } => {
  const first = firstDayOf(monthOf(from)) === from ? monthOf(from) : monthOf(from) + 1;
  const last = Math.min(firstDayOf(monthOf(to) + 1) - 1 === to ? monthOf(to) : monthOf(to) - 1, monthOf(today) - 1);
  if (first > last) return { months: null, days: [[from, to]] };
  const days: [number, number][] = [
    [from, firstDayOf(first) - 1],
    [firstDayOf(last + 1), to],
  ];
  return { months: [first, last], days: days.filter(([start, end]) => start <= end) };
};

/** From the cube: what an ad or a day can be asked, at a cost that does not grow with traffic. */
export const visitsFromCube = ({ sql, plan, keys, groups, weights, rollup, today }: VisitSource): void => {
  const { needs } = plan;
  const wanted = VISIT_FACTS.map((fact, index) => ({ fact, column: FACT_COLUMNS[index] as string })).filter(
    ({ fact }) => plan.facts.has(fact) || (fact === 'visits' && needs.spend),
  );
  if (wanted.length === 0) return;
  const take = (cursor: Iterable<(number | null)[]>, dayOf: (period: number) => number): void => {
    for (const row of cursor) {
      // Sums of no rows at all.
      if (row[2] === null) continue;
      const [entry, period] = row as [number, number];
      const day = dayOf(period);
      const group = keys.idOf(entry, day);
      for (let index = 0; index < wanted.length; index += 1) {
        const { fact } = wanted[index] as { fact: VisitFact };
        const amount = row[index + 2] as number;
        groups.add(group, fact, amount);
        if (fact === 'visits' && needs.spend) weights.add(keys.bucketOf(day), entry, group, amount);
      }
    }
  };
  const read = (
    table: string,
    period: string,
    byPeriod: boolean,
    [from, to]: [number, number],
  ): Iterable<(number | null)[]> => {
    const by = [needs.ad && 'ad', byPeriod && period].filter(Boolean) as string[];
    // A cell is one row already when both are asked.
    const sums = wanted.map(({ column }) => (by.length === 2 ? column : `sum(${column})`)).join(', ');
    return sql
      .exec(
        `SELECT ${needs.ad ? 'ad' : '0'}, ${byPeriod ? period : '0'}, ${sums} FROM ${table} WHERE ${period} BETWEEN ? AND ?
         ${by.length === 1 ? `GROUP BY ${by[0]}` : ''}`,
        from,
        to,
      )
      .raw<(number | null)[]>();
  };

  const parts =
    needs.grain === 'day'
      ? { months: null, days: [[plan.from, plan.to] as [number, number]] }
      : wholeMonths(plan.from, plan.to, today);
  if (parts.months) {
    rollup.rollMonths(...parts.months, today);
    const [first, last] = parts.months;
    for (let month = first; month <= last; month += 1) {
      // Months before the first visit are not summed: there is nothing to sum, unless a late visit came since.
      if (!rollup.monthIsRolled(month)) parts.days.push([firstDayOf(month), firstDayOf(month + 1) - 1]);
    }
    take(read('cube_months', 'month', needs.grain === 'month', parts.months), firstDayOf);
  }
  for (const range of parts.days) take(read('cube', 'day', needs.grain !== 'none', range), (day) => day);
};

/** The dimension that the days' sums suffice for, if the report asks for no other of a visit's and for no ads. */
export const rolledDimension = ({ needs, query }: Plan): RolledDimension | null => {
  if (needs.ad || needs.visitors) return null;
  const asked = new Set<Dimension>([...query.by, ...query.where.map(({ dimension }) => dimension)]);
  const found = ROLLED.filter((dimension) => asked.has(dimension));
  // Of several pages or forms in one row a visit counts once, which sums by page or form cannot tell.
  if (found.length !== 1 || !query.by.includes(found[0] as Dimension)) return null;
  return found[0] as RolledDimension;
};

const visitsFromDays = async (source: VisitSource, dimension: RolledDimension): Promise<void> => {
  const { sql, plan, keys, groups, calendar, rollup, today } = source;
  let read = 0;
  for (const day of rollup.daysToRoll(today, Number.POSITIVE_INFINITY)) {
    if (day < plan.from || day > plan.to) continue;
    rollup.rollDay(calendar, day);
    read += visitsOn(sql, day);
    if (read >= STRETCH) {
      await letOthersIn();
      read = 0;
    }
  }
  const add = (day: number, value: string, facts: (fact: VisitFact, index: number) => number): void => {
    const group = keys.idOf(0, day, { ...NO_VALUES, [dimension]: value });
    for (const [index, fact] of VISIT_FACTS.entries()) groups.add(group, fact, facts(fact, index));
  };
  const byDay = plan.needs.day;
  const sums = FACT_COLUMNS.map((column) => (byDay ? column : `sum(${column})`)).join(', ');
  const rows = sql
    .exec(
      `SELECT ${byDay ? 'day' : '0'}, value, ${sums} FROM daily
       WHERE dimension = ? AND day BETWEEN ? AND ? AND day IN (SELECT day FROM rolled_days) ${byDay ? '' : 'GROUP BY value'}`,
      dimension,
      plan.from,
      plan.to,
    )
    .raw<SqlStorageValue[]>();
  const unrolled: number[] = [];
  for (let day = plan.from; day <= plan.to; day += 1) if (!rollup.dayIsRolled(day)) unrolled.push(day);
  for (const [day, value, ...facts] of rows as Iterable<SqlStorageValue[]> as Iterable<[number, string, ...number[]]>)
    add(day, value, (_, index) => facts[index] as number);
  for (const day of unrolled) {
    for (const { values, facts } of cellsOfDay({ sql, calendar, day, asked: new Set([dimension]), byAd: false })) {
      add(day, values[dimension], (fact) => facts[fact]);
    }
  }
};

export const visitsOn = (sql: SqlStorage, day: number): number =>
  sql.exec<{ visits: number | null }>('SELECT sum(visits) AS visits FROM cube WHERE day = ?', day).one().visits ?? 0;

/** From the raw rows, a day at a time. */
const visitsFromRows = async (
  { sql, plan, keys, groups, weights, calendar }: VisitSource,
  asked: ReadonlySet<Dimension>,
): Promise<void> => {
  let read = 0;
  const add = (entry: number, day: number, values: VisitValues, facts: VisitFacts): void => {
    const group = keys.idOf(entry, day, values);
    weights.add(keys.bucketOf(day), entry, group, facts.visits);
    if (group !== LEFT_OUT) for (const fact of VISIT_FACTS) groups.add(group, fact, facts[fact]);
  };
  const severalRows = asked.has('page') || asked.has('form') || asked.has('variant');
  for (let day = plan.from; day <= plan.to; day += 1) {
    const source = { sql, calendar, day };
    if (severalRows) {
      for (const visit of visitsOfDay(source)) {
        read += 1;
        const rows = new Map<number, { values: VisitValues; facts: VisitFacts }>();
        for (const { values, facts } of placesOf(visit, { calendar, asked })) {
          const group = keys.idOf(visit.ad, day, values);
          const known = rows.get(group);
          rows.set(group, known ? { values, facts: together(known.facts, facts, asked) } : { values, facts });
        }
        for (const { values, facts } of rows.values()) add(visit.ad, day, values, facts);
      }
    } else {
      for (const { entry, values, facts } of cellsOfDay({ ...source, asked, byAd: plan.needs.ad })) {
        read += facts.visits;
        add(entry, day, values, facts);
      }
    }
    if (read >= STRETCH) {
      await letOthersIn();
      read = 0;
    }
  }
};

/** Different visitors of each row and in all: they do not add up, so each one is looked at. */
export const countVisitors = async (
  { sql, plan, keys, groups, calendar }: VisitSource,
  asked: ReadonlySet<Dimension>,
): Promise<number> => {
  const seen = new Map<number, Set<string>>();
  const all = new Set<string>();
  let read = 0;
  for (let day = plan.from; day <= plan.to; day += 1) {
    for (const visit of visitsOfDay({ sql, calendar, day })) {
      read += 1;
      const places = plan.needs.visit ? placesOf(visit, { calendar, asked }) : [{ values: undefined }];
      for (const { values } of places) {
        const group = keys.idOf(visit.ad, day, values);
        if (group === LEFT_OUT) continue;
        const visitors = seen.get(group);
        if (visitors) visitors.add(visit.visitor);
        else seen.set(group, new Set([visit.visitor]));
        all.add(visit.visitor);
      }
    }
    if (read >= STRETCH) {
      await letOthersIn();
      read = 0;
    }
  }
  for (const [group, visitors] of seen) groups.add(group, 'visitors', visitors.size);
  return all.size;
};

export const visitFacts = async (source: VisitSource, asked: ReadonlySet<Dimension>): Promise<void> => {
  if (!source.plan.needs.visit) return visitsFromCube(source);
  const dimension = rolledDimension(source.plan);
  return dimension ? visitsFromDays(source, dimension) : visitsFromRows(source, asked);
};
