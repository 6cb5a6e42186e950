import { idFloor } from '../../../shared/ids.ts';
import type { Dimension } from '../../../shared/report.ts';
import type { Calendar } from '../days.ts';
import { STRAY } from '../recorder.ts';
import { type VisitRow, visitColumns, visitOfRow } from '../rows.ts';
import { VISIT_FACTS, type VisitFacts, type VisitRecord } from '../visit.ts';
import { hourLabel, NO_VALUES, placesOf, type VisitValues } from './places.ts';

/** One day of raw visits: as they are, or summed by what SQLite can group them by. */

/** Dimensions that are kept summed once a day is over. */
export const ROLLED = ['landing', 'device', 'country', 'form', 'variant', 'page', 'hour'] as const;
export type RolledDimension = (typeof ROLLED)[number];

/** Columns that sum to VISIT_FACTS, in their order. */
const SUMS =
  'count(*), sum(new_visitors), sum(bounces), sum(page_count), sum(form_seen), sum(form_started), sum(form_submitted), sum(lead_visits), sum(untracked_visits)';
/** Every time zone there is lies whole quarters of an hour from UTC. */
const QUARTER = 15 * 60_000;

export interface DayVisits {
  sql: SqlStorage;
  calendar: Calendar;
  day: number;
}

/** The ids that visits of the day have, but for those in the side table. */
const idRange = ({ calendar, day }: DayVisits): [string, string] => [
  idFloor(calendar.startOf(day) - STRAY),
  idFloor(calendar.startOf(day + 1) + STRAY),
];

function* strays({ sql, calendar, day }: DayVisits, [low, high]: [string, string]): Generator<VisitRecord> {
  const rows = sql
    .exec<VisitRow>(
      `SELECT ${visitColumns('visits')} FROM stray_visits JOIN visits USING (id)
       WHERE stray_visits.started_at >= ? AND stray_visits.started_at < ? AND (id <= ? OR id >= ?)`,
      calendar.startOf(day),
      calendar.startOf(day + 1),
      low,
      high,
    )
    .toArray();
  for (const row of rows) yield visitOfRow(row);
}

/** @param only strays come in any case */
export function* visitsOfDay(source: DayVisits, only: 'all' | 'withForms' = 'all'): Generator<VisitRecord> {
  const [low, high] = idRange(source);
  const rows = source.sql.exec<VisitRow>(
    `SELECT ${visitColumns()} FROM visits WHERE id > ? AND id < ? AND day = ? ${only === 'withForms' ? `AND forms <> '{}'` : ''}`,
    low,
    high,
    source.day,
  );
  // All at once: recording may go on before the next is asked for.
  for (const row of rows.toArray()) yield visitOfRow(row);
  yield* strays(source, [low, high]);
}

/** Facts of some visits that stand in one place; several cells may have the same values. */
export interface DayCell {
  entry: number;
  values: VisitValues;
  facts: VisitFacts;
}

const factsOf = (row: readonly unknown[], from: number): VisitFacts => {
  const facts = {} as VisitFacts;
  for (const [index, fact] of VISIT_FACTS.entries()) facts[fact] = row[from + index] as number;
  return facts;
};

interface Asked extends DayVisits {
  asked: ReadonlySet<Dimension>;
  byAd: boolean;
}

const perVisit = ({ calendar, asked }: Asked, visit: VisitRecord): DayCell[] =>
  placesOf(visit, { calendar, asked }).map((place) => ({ ...place, entry: visit.ad }));

/** SQLite groups by columns; a visit's pages and forms are several to a row and are taken apart here. */
export function* cellsOfDay(source: Asked): Generator<DayCell> {
  const { sql, calendar, day, asked, byAd } = source;
  if (asked.has('page') || asked.has('form') || asked.has('variant')) {
    for (const visit of visitsOfDay(source)) yield* perVisit(source, visit);
    return;
  }
  const [low, high] = idRange(source);
  const start = calendar.startOf(day);
  const column = (dimension: 'landing' | 'device' | 'country'): string => (asked.has(dimension) ? dimension : `''`);
  const groups = [
    byAd ? 'ad' : '0',
    column('landing'),
    column('device'),
    column('country'),
    asked.has('hour') ? `(started_at - ${start}) / ${QUARTER}` : '0',
  ];
  const grouped = groups.flatMap((group, index) => (/^('')?0?$/.test(group) ? [] : [String(index + 1)]));
  const cursor = sql
    .exec(
      `SELECT ${groups.join(', ')}, ${SUMS} FROM visits WHERE id > ? AND id < ? AND day = ?
       ${grouped.length > 0 ? `GROUP BY ${grouped.join(', ')}` : 'HAVING count(*) > 0'}`,
      low,
      high,
      day,
    )
    .raw<SqlStorageValue[]>();
  // All at once: recording may go on before the next is asked for.
  for (const row of [...cursor]) {
    const [entry, landing, device, country, quarter] = row as [number, string, string, string, number];
    const hour = asked.has('hour') ? hourLabel(calendar.hourOf(start + quarter * QUARTER)) : '';
    yield { entry, values: { ...NO_VALUES, landing, device, country, hour }, facts: factsOf(row, groups.length) };
  }
  for (const visit of strays(source, [low, high])) yield* perVisit(source, visit);
}
