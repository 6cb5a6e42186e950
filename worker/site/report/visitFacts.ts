import { idFloor } from '../../../shared/ids.ts';
import type { Dimension } from '../../../shared/report.ts';
import { FACT_COLUMNS } from '../cube.ts';
import type { Calendar } from '../days.ts';
import { STRAY } from '../recorder.ts';
import { VISIT_COLUMNS, type VisitRow, visitOfRow } from '../rows.ts';
import { factsOfVisit, type FormProgress, reached, VISIT_FACTS, type VisitFacts, type VisitRecord } from '../visit.ts';
import { type Groups, LEFT_OUT } from './groups.ts';
import type { RowKeys, VisitValues } from './keys.ts';
import type { Plan } from './plan.ts';

/** The visits' facts of a report: from the cube where it can say, else from the raw rows. */

/** How many visits of each entry fell into each row, by bucket of days: what spend is shared out by. */
export class Weights {
  #byBucket = new Map<string, Map<number, Map<number, number>>>();

  add(bucket: string, entry: number, group: number, visits: number): void {
    let entries = this.#byBucket.get(bucket);
    if (!entries) this.#byBucket.set(bucket, (entries = new Map()));
    let groups = entries.get(entry);
    if (!groups) entries.set(entry, (groups = new Map()));
    groups.set(group, (groups.get(group) ?? 0) + visits);
  }

  of(bucket: string, entry: number): ReadonlyMap<number, number> | undefined {
    return this.#byBucket.get(bucket)?.get(entry);
  }
}

export interface VisitSource {
  sql: SqlStorage;
  plan: Plan;
  keys: RowKeys;
  groups: Groups;
  weights: Weights;
}

/** From the cube: what an ad or a day can be asked, at a cost that does not grow with traffic. */
export const visitsFromCube = ({ sql, plan, keys, groups, weights }: VisitSource): void => {
  const { needs } = plan;
  const wanted = VISIT_FACTS.map((fact, index) => ({ fact, column: FACT_COLUMNS[index] as string })).filter(
    ({ fact }) => plan.facts.has(fact) || (fact === 'visits' && needs.spend),
  );
  if (wanted.length === 0) return;
  const by = [needs.ad && 'ad', needs.day && 'day'].filter(Boolean) as string[];
  // A cell is one row already when both are asked.
  const sum = (column: string): string => (by.length === 2 ? column : `sum(${column})`);
  const cursor = sql
    .exec(
      `SELECT ${needs.ad ? 'ad' : '0'}, ${needs.day ? 'day' : '0'}, ${wanted.map(({ column }) => sum(column)).join(', ')}
       FROM cube WHERE day BETWEEN ? AND ? ${by.length === 1 ? `GROUP BY ${by[0]}` : ''}`,
      plan.from,
      plan.to,
    )
    .raw<(number | null)[]>();
  for (const row of cursor) {
    if (row[2] === null) continue;
    const [entry, day] = row as [number, number];
    const group = keys.idOf(entry, day);
    for (const [index, { fact }] of wanted.entries()) {
      const amount = row[index + 2] as number;
      groups.add(group, fact, amount);
      if (fact === 'visits' && needs.spend) weights.add(keys.bucketOf(day), entry, group, amount);
    }
  }
};

/** Raw rows are read for so long at a stretch (ms); recording goes on in between. */
const SLICE = 20;
const ROWS_A_READ = 500;

/** The visits whose start lies in the days, in no particular order. */
export async function* visitsBetween(sql: SqlStorage, calendar: Calendar, from: number, to: number): AsyncGenerator<VisitRecord> {
  const first = calendar.startOf(from);
  const end = calendar.startOf(to + 1);
  let began = Date.now();
  const inRange = (row: VisitRow): boolean => row.started_at >= first && row.started_at < end;

  // Nearly all visits have their start in their id; those that do not are in the side table.
  let after = idFloor(first - STRAY);
  const last = idFloor(end + STRAY);
  for (;;) {
    const rows = sql.exec<VisitRow>(`SELECT ${VISIT_COLUMNS} FROM visits WHERE id > ? AND id < ? ORDER BY id LIMIT ${ROWS_A_READ}`, after, last).toArray();
    for (const row of rows) {
      after = row.id;
      if (inRange(row)) yield visitOfRow(row);
    }
    if (rows.length < ROWS_A_READ) break;
    if (Date.now() - began >= SLICE) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      began = Date.now();
    }
  }
  const strays = sql
    .exec<VisitRow>(
      `SELECT ${VISIT_COLUMNS.split(', ').map((column) => `visits.${column}`).join(', ')} FROM stray_visits JOIN visits USING (id)
       WHERE stray_visits.started_at >= ? AND stray_visits.started_at < ? AND (id <= ? OR id >= ?)`,
      first, end, idFloor(first - STRAY), last,
    )
    .toArray();
  for (const row of strays) yield visitOfRow(row);
}

/** A visit as it stands in a row: in several, where it saw several pages or forms. */
interface Placed {
  values: VisitValues;
  facts: VisitFacts;
}

const formFacts = (facts: VisitFacts, forms: readonly FormProgress[]): VisitFacts => {
  const any = (stage: 'seen' | 'started' | 'submitted'): number => (forms.some((form) => reached(form, stage)) ? 1 : 0);
  return { ...facts, formSeen: any('seen'), formStarted: any('started'), formSubmitted: any('submitted') };
};

export interface PlaceContext {
  calendar: Calendar;
  asked: ReadonlySet<Dimension>;
}

export const placesOf = (visit: VisitRecord, { calendar, asked }: PlaceContext): Placed[] => {
  const values: VisitValues = {
    landing: visit.landing,
    device: visit.device,
    country: visit.country,
    hour: asked.has('hour') ? String(calendar.hourOf(visit.startedAt)).padStart(2, '0') : '',
    page: '',
    form: '',
    variant: '',
  };
  let places: Placed[] = [{ values, facts: factsOfVisit(visit) }];
  if (asked.has('page')) {
    const views = new Map<string, number>();
    for (const [, path] of visit.pages) views.set(path, (views.get(path) ?? 0) + 1);
    places = places.flatMap((place) =>
      [...views].map(([page, count]) => ({ values: { ...place.values, page }, facts: { ...place.facts, pages: count } })),
    );
  }
  if (asked.has('form') || asked.has('variant')) {
    const byName = new Map<string, { form: string; variant: string; forms: FormProgress[] }>();
    for (const [name, progress] of Object.entries(visit.forms)) {
      const form = asked.has('form') ? name : '';
      const variant = asked.has('variant') ? (progress.variant ?? '') : '';
      const key = JSON.stringify([form, variant]);
      const known = byName.get(key) ?? { form, variant, forms: [] };
      known.forms.push(progress);
      byName.set(key, known);
    }
    places = places.flatMap((place) =>
      [...byName.values()].map(({ form, variant, forms }) => ({
        values: { ...place.values, form, variant },
        facts: formFacts(place.facts, forms),
      })),
    );
  }
  return places;
};

/** Several of a visit's pages or forms fell into one row: the visit counts there once. */
const together = (a: VisitFacts, b: VisitFacts, asked: ReadonlySet<Dimension>): VisitFacts => {
  const facts = { ...a };
  for (const fact of VISIT_FACTS) facts[fact] = fact === 'pages' && asked.has('page') ? a[fact] + b[fact] : Math.max(a[fact], b[fact]);
  return facts;
};

/** From the raw rows: anything, and the visitors, who do not add up. */
export const visitsFromRows = async (
  source: VisitSource,
  { calendar, asked }: PlaceContext,
): Promise<{ total: Set<string> }> => {
  const { sql, plan, keys, groups, weights } = source;
  const seen = new Map<number, Set<string>>();
  const total = new Set<string>();
  for await (const visit of visitsBetween(sql, calendar, plan.from, plan.to)) {
    const rows = new Map<number, VisitFacts>();
    for (const { values, facts } of placesOf(visit, { calendar, asked })) {
      const group = keys.idOf(visit.ad, visit.day, values);
      const known = rows.get(group);
      rows.set(group, known ? together(known, facts, asked) : facts);
    }
    for (const [group, facts] of rows) {
      weights.add(keys.bucketOf(visit.day), visit.ad, group, facts.visits);
      if (group === LEFT_OUT) continue;
      for (const fact of VISIT_FACTS) groups.add(group, fact, facts[fact]);
      let visitors = seen.get(group);
      if (!visitors) seen.set(group, (visitors = new Set()));
      visitors.add(visit.visitor);
      total.add(visit.visitor);
    }
  }
  for (const [group, visitors] of seen) groups.add(group, 'visitors', visitors.size);
  return { total };
};
