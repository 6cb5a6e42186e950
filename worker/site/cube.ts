import { monthOf } from './days.ts';
import { VISIT_FACTS, type VisitFacts, type VisitRecord, factsOfVisit } from './visit.ts';

/** The cube: the visits' facts summed by day × ad. It moves only by what a row really changed. */

/** VISIT_FACTS in the tables' spelling. */
export const FACT_COLUMNS = VISIT_FACTS.map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));

const addCell = (table: string, period: string): string => `
  INSERT INTO ${table} (${period}, ad, ${FACT_COLUMNS.join(', ')}) VALUES (?, ?, ${FACT_COLUMNS.map(() => '?').join(', ')})
  ON CONFLICT (${period}, ad) DO UPDATE SET ${FACT_COLUMNS.map((column) => `${column} = ${column} + excluded.${column}`).join(', ')}`;
const ADD_DAY = addCell('cube', 'day');
const ADD_MONTH = addCell('cube_months', 'month');

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
    for (const { day, ad, facts } of this.#cells.values()) {
      const values = VISIT_FACTS.map((fact) => facts[fact]);
      if (values.every((value) => value === 0)) continue;
      sql.exec(ADD_DAY, day, ad, ...values);
      if (facts.visits < 0) sql.exec('DELETE FROM cube WHERE day = ? AND ad = ? AND visits = 0', day, ad);
      const month = monthOf(day);
      if (!isRolled(month)) continue;
      sql.exec(ADD_MONTH, month, ad, ...values);
      if (facts.visits < 0) sql.exec('DELETE FROM cube_months WHERE month = ? AND ad = ? AND visits = 0', month, ad);
    }
  }
}
