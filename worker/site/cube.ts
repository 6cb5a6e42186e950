import { monthOf } from './days.ts';
import { factsOfVisit, VISIT_FACTS, type VisitFacts, type VisitRecord } from './visit.ts';

/** The cube: the visits' facts summed by day × ad. It moves only by what a row really changed. */

/** VISIT_FACTS in the tables' spelling. */
export const FACT_COLUMNS = VISIT_FACTS.map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));

const addCells = (table: string, period: string): string => `
  INSERT INTO ${table} (${period}, ad, ${FACT_COLUMNS.join(', ')})
  SELECT value ->> 0, value ->> 1, ${FACT_COLUMNS.map((_, index) => `value ->> ${index + 2}`).join(', ')} FROM json_each(?) WHERE true
  ON CONFLICT (${period}, ad) DO UPDATE SET ${FACT_COLUMNS.map((column) => `${column} = ${column} + excluded.${column}`).join(', ')}`;
const ADD_DAYS = addCells('cube', 'day');
const ADD_MONTHS = addCells('cube_months', 'month');

interface Cell {
  day: number;
  ad: number;
  facts: VisitFacts;
}

/** Collects what one transaction changes, so that many hits of one ad write its cell once. */
export class CubeChange {
  #cells = new Map<string, Cell>();

  /** A visit's row was `before` (null: was not there) and is `after`. */
  move(before: VisitRecord | null, after: VisitRecord): void {
    if (before) this.#add(before, -1);
    this.#add(after, 1);
  }

  #add(visit: VisitRecord, sign: 1 | -1): void {
    const facts = factsOfVisit(visit);
    const key = `${visit.day}/${visit.ad}`;
    const cell = this.#cells.get(key);
    if (!cell) {
      for (const fact of VISIT_FACTS) facts[fact] *= sign;
      this.#cells.set(key, { day: visit.day, ad: visit.ad, facts });
    } else for (const fact of VISIT_FACTS) cell.facts[fact] += sign * facts[fact];
  }

  /** Writes the difference, to the months that are summed already as well. */
  write(sql: SqlStorage, isRolled: (month: number) => boolean): void {
    const cells = [...this.#cells.values()].filter(({ facts }) => VISIT_FACTS.some((fact) => facts[fact] !== 0));
    if (cells.length === 0) return;
    const rowsOf = (list: Cell[], periodOf: (day: number) => number): string =>
      JSON.stringify(list.map(({ day, ad, facts }) => [periodOf(day), ad, ...VISIT_FACTS.map((fact) => facts[fact])]));
    sql.exec(
      ADD_DAYS,
      rowsOf(cells, (day) => day),
    );
    const late = cells.filter(({ day }) => isRolled(monthOf(day)));
    if (late.length > 0) sql.exec(ADD_MONTHS, rowsOf(late, monthOf));
    // Where a visit left, nothing may be left.
    for (const { day, ad, facts } of cells) {
      if (facts.visits >= 0) continue;
      sql.exec('DELETE FROM cube WHERE day = ? AND ad = ? AND visits = 0', day, ad);
      sql.exec('DELETE FROM cube_months WHERE month = ? AND ad = ? AND visits = 0', monthOf(day), ad);
    }
  }
}
