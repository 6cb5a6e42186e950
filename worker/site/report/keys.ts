import type { Dimension } from '../../../shared/report.ts';
import { type Groups, LEFT_OUT } from './groups.ts';
import { calledAd, type EntryLabels, isAdDimension } from './labels.ts';
import type { RowValues } from './places.ts';
import { dayValue, isDayDimension, type Plan } from './plan.ts';

/**
 * From (entry, day, what the visit or the lead was like) to the report's row: the values of the asked dimensions, if the conditions
 * are met. Work that repeats for every cell of the cube is done once an entry and once a day.
 */
export class RowKeys {
  readonly #plan: Plan;
  readonly #groups: Groups;
  readonly #labels: Map<number, EntryLabels>;
  #entryPasses = new Map<number, boolean>();
  #days = new Map<number, { passes: boolean; bucket: string; values: Map<Dimension, string> }>();
  /** Rows already found, by bucket and entry. */
  #found = new Map<string, Map<number, number>>();

  #ranks = new Map<number, string>();

  constructor(plan: Plan, groups: Groups, labels: Map<number, EntryLabels>) {
    this.#plan = plan;
    this.#groups = groups;
    this.#labels = labels;
  }

  /** The row, or LEFT_OUT. `entry` and `day` may be anything where the plan does not need them. */
  idOf(entry: number, day: number, more?: RowValues): number {
    const { needs } = this.#plan;
    if (needs.ad && !this.#passes(entry)) return LEFT_OUT;
    const dayInfo = needs.day ? this.#day(day) : undefined;
    if (dayInfo && !dayInfo.passes) return LEFT_OUT;
    if (more) {
      if (!this.#valuesPass(more)) return LEFT_OUT;
      return this.#find(entry, dayInfo?.values, more);
    }
    const bucket = dayInfo?.bucket ?? '';
    let rows = this.#found.get(bucket);
    if (!rows) {
      rows = new Map();
      this.#found.set(bucket, rows);
    }
    let id = rows.get(needs.ad ? entry : 0);
    if (id === undefined) {
      id = this.#find(entry, dayInfo?.values, undefined);
      rows.set(needs.ad ? entry : 0, id);
    }
    return id;
  }

  /** Orders rows the same whatever was recorded first. */
  rankOf(row: number): string {
    const group = row === LEFT_OUT ? undefined : this.#groups.list[row];
    if (!group) return '';
    let rank = this.#ranks.get(row);
    if (rank === undefined) {
      const { by } = this.#plan.query;
      const unit = group.entry === null ? '' : this.#labels.get(group.entry)?.unit;
      rank = JSON.stringify(group.values.map((value, index) => (by[index] === 'ad' ? unit : value)));
      this.#ranks.set(row, rank);
    }
    return rank;
  }

  /** Days of one bucket fall into the same rows. */
  bucketOf(day: number): string {
    return this.#plan.needs.day ? this.#day(day).bucket : '';
  }

  #valuesPass(values: RowValues): boolean {
    for (const [dimension, matches] of this.#plan.conditions) {
      if (dimension in values && !matches(values[dimension as keyof RowValues] ?? '')) return false;
    }
    return true;
  }

  #find(entry: number, days: Map<Dimension, string> | undefined, more: RowValues | undefined): number {
    const labels = this.#labels.get(entry);
    const values = this.#plan.query.by.map((dimension) => {
      if (isAdDimension(dimension)) return labels?.values[dimension] ?? '';
      if (isDayDimension(dimension)) return days?.get(dimension) ?? '';
      return more?.[dimension as keyof RowValues] ?? '';
    });
    return this.#groups.idOf(values, entry);
  }

  #passes(entry: number): boolean {
    let passes = this.#entryPasses.get(entry);
    if (passes === undefined) {
      const labels = this.#labels.get(entry);
      passes = true;
      for (const [dimension, matches] of this.#plan.conditions) {
        if (!isAdDimension(dimension)) continue;
        const called = dimension === 'ad' && labels ? calledAd(labels.name) : undefined;
        if (!matches(labels?.values[dimension] ?? '', called)) passes = false;
      }
      this.#entryPasses.set(entry, passes);
    }
    return passes;
  }

  #day(day: number) {
    let info = this.#days.get(day);
    if (!info) {
      const at = this.#plan.standsFor(day);
      const values = new Map<Dimension, string>();
      let passes = true;
      for (const dimension of this.#plan.query.by)
        if (isDayDimension(dimension)) values.set(dimension, dayValue(dimension, at));
      for (const [dimension, matches] of this.#plan.conditions) {
        if (isDayDimension(dimension) && !matches(dayValue(dimension, at))) passes = false;
      }
      info = { passes, values, bucket: `${passes}/${[...values.values()].join('/')}` };
      this.#days.set(day, info);
    }
    return info;
  }
}
