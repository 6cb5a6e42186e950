import type { Dimension, LeadDimension } from '../../../shared/report.ts';
import type { Calendar } from '../days.ts';
import { type FormProgress, factsOfVisit, reached, VISIT_FACTS, type VisitFacts, type VisitRecord } from '../visit.ts';
import type { VisitDimension } from './plan.ts';

export type VisitValues = Record<VisitDimension, string>;
/** What tells rows apart beside ad and day. */
export type RowValues = VisitValues & Partial<Record<LeadDimension, string>>;

/** A visit as it stands in a row: in several, where it saw several pages or forms. */
export interface Place {
  values: VisitValues;
  facts: VisitFacts;
}

export const NO_VALUES: Readonly<VisitValues> = {
  landing: '',
  device: '',
  country: '',
  hour: '',
  page: '',
  form: '',
  variant: '',
};

export const hourLabel = (hour: number): string => String(hour).padStart(2, '0');

const formFacts = (facts: VisitFacts, forms: readonly FormProgress[]): VisitFacts => {
  const any = (stage: 'seen' | 'started' | 'submitted'): number => (forms.some((form) => reached(form, stage)) ? 1 : 0);
  return { ...facts, formSeen: any('seen'), formStarted: any('started'), formSubmitted: any('submitted') };
};

const byPage = (visit: VisitRecord, place: Place): Place[] => {
  const views = new Map<string, number>();
  for (const [, path] of visit.pages) views.set(path, (views.get(path) ?? 0) + 1);
  return [...views].map(([page, count]) => ({
    values: { ...place.values, page },
    facts: { ...place.facts, pages: count },
  }));
};

const byForm = (visit: VisitRecord, place: Place, asked: ReadonlySet<Dimension>): Place[] => {
  const named = new Map<string, { form: string; variant: string; forms: FormProgress[] }>();
  for (const [name, progress] of Object.entries(visit.forms)) {
    const form = asked.has('form') ? name : '';
    const variant = asked.has('variant') ? (progress.variant ?? '') : '';
    const key = JSON.stringify([form, variant]);
    const known = named.get(key) ?? { form, variant, forms: [] };
    known.forms.push(progress);
    named.set(key, known);
  }
  return [...named.values()].map(({ form, variant, forms }) => ({
    values: { ...place.values, form, variant },
    facts: formFacts(place.facts, forms),
  }));
};

/** Where a visit stands, as far as the asked dimensions tell places apart. */
export const placesOf = (
  visit: VisitRecord,
  { calendar, asked }: { calendar: Calendar; asked: ReadonlySet<Dimension> },
): Place[] => {
  const { landing, device, country } = visit;
  const hour = asked.has('hour') ? hourLabel(calendar.hourOf(visit.startedAt)) : '';
  let places: Place[] = [{ values: { ...NO_VALUES, landing, device, country, hour }, facts: factsOfVisit(visit) }];
  if (asked.has('page')) places = places.flatMap((place) => byPage(visit, place));
  if (asked.has('form') || asked.has('variant')) places = places.flatMap((place) => byForm(visit, place, asked));
  return places;
};

/** Several of a visit's pages or forms fell into one row: the visit counts there once. */
export const together = (a: VisitFacts, b: VisitFacts, asked: ReadonlySet<Dimension>): VisitFacts => {
  const facts = { ...a };
  for (const fact of VISIT_FACTS)
    facts[fact] = fact === 'pages' && asked.has('page') ? a[fact] + b[fact] : Math.max(a[fact], b[fact]);
  return facts;
};
