import { quantileSorted } from 'simple-statistics';
import type { FieldRow, FieldsAnswer, FieldsOf } from '../../../shared/formReport.ts';
import { type FieldProgress, type FormProgress, reached } from '../visit.ts';
import { countVisit, eachFormVisit, type FormContext, type FormQuery, isSet, lacking, noVisits } from './formVisits.ts';

/** Where people stop: what became of each field of a form. */

interface Tally extends Pick<FieldRow, 'seen' | 'touched' | 'corrected' | 'refused' | 'abandoned'> {
  /** Sum of its places among the fields that visits touched. */
  places: number;
  times: number[];
}

interface Touched {
  field: string;
  first: number;
  last: number;
}

const byName = (a: string, b: string): number => (a < b ? -1 : 1);

/** The fields a visit touched, in order of when each was first left. */
const touchedOf = (fields: Record<string, FieldProgress>): Touched[] =>
  Object.entries(fields)
    .flatMap(([field, { first, last }]) => (first === undefined || last === undefined ? [] : [{ field, first, last }]))
    .sort((a, b) => a.first - b.first || byName(a.field, b.field));

class FieldTallies {
  readonly visits = noVisits();
  readonly #tallies = new Map<string, Tally>();

  add(progress: FormProgress): void {
    countVisit(this.visits, progress);
    const { fields = {} } = progress;
    for (const [field, { ms, corrected, refused }] of Object.entries(fields)) {
      const tally = this.#of(field);
      tally.seen += 1;
      if (corrected) tally.corrected += 1;
      if (refused) tally.refused += 1;
      if (ms !== undefined) tally.times.push(ms);
    }
    const touched = touchedOf(fields);
    for (const [index, { field }] of touched.entries()) {
      const tally = this.#of(field);
      tally.touched += 1;
      tally.places += index + 1;
    }
    if (reached(progress, 'submitted') || touched.length === 0) return;
    // Of two left at the same moment, the one that was come to later.
    const left = touched.reduce((latest, one) => (one.last >= latest.last ? one : latest));
    this.#of(left.field).abandoned += 1;
  }

  answer(): FieldsOf {
    const fields = [...this.#tallies].map(([field, { places, times, ...counts }]): FieldRow => {
      times.sort((a, b) => a - b);
      const time = (share: number): number => Math.round(quantileSorted(times, share));
      return {
        field,
        ...counts,
        place: counts.touched > 0 ? places / counts.touched : null,
        time: times.length > 0 ? { median: time(0.5), p90: time(0.9) } : null,
      };
    });
    const placeOf = ({ place }: FieldRow): number => place ?? Number.MAX_VALUE;
    fields.sort((a, b) => placeOf(a) - placeOf(b) || byName(a.field, b.field));
    return { visits: this.visits, fields };
  }

  #of(field: string): Tally {
    let tally = this.#tallies.get(field);
    if (!tally) {
      tally = { seen: 0, touched: 0, corrected: 0, refused: 0, abandoned: 0, places: 0, times: [] };
      this.#tallies.set(field, tally);
    }
    return tally;
  }
}

/** Null where the site has no such form and no visit of the period met one. */
export const fieldsReport = async (
  context: FormContext,
  query: FormQuery & { by?: 'variant' | undefined },
): Promise<FieldsAnswer | null> => {
  const { form, from, to, by } = query;
  const all = new FieldTallies();
  const byVariant = new Map<string, FieldTallies>();
  let met = false;
  await eachFormVisit(context, query, ({ progress }) => {
    met = true;
    all.add(progress);
    if (!by) return;
    const variant = progress.variant ?? '';
    const tallies = byVariant.get(variant) ?? new FieldTallies();
    byVariant.set(variant, tallies);
    tallies.add(progress);
  });
  if (!met && !isSet(context.settings, form)) return null;
  const variants = [...byVariant].sort(([a], [b]) => byName(a, b));
  return {
    form,
    from,
    to,
    timeZone: context.settings.timeZone,
    ...lacking(context, query),
    ...all.answer(),
    ...(by && { variants: variants.map(([variant, tallies]) => ({ variant, ...tallies.answer() })) }),
  };
};
