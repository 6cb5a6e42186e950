import type { FieldHit, FormHit, FormStage, Hit, Visit } from '../../shared/hits.ts';
import { visitStart } from '../../shared/hits.ts';
import { CLOCK_TOLERANCE, MAX_FORM_FIELDS, MAX_FORMS, MAX_PAGES, MAX_TAPS } from '../../shared/limits.ts';

/** What a visit looks like in memory, and how hits change it. Pure, and the same in whatever order hits arrive. */

/** [ms since the visit's start, path], in order of time. */
export type PageSeen = [at: number, path: string];
/** What became of a field; nothing where it was only there to be seen. */
export interface FieldProgress {
  /** When it was left for the first and for the last time, ms since the visit's start; absent where it was not touched. */
  first?: number;
  last?: number;
  /** How long it was in use, ms. */
  ms?: number;
  corrected?: true;
  refused?: true;
}
/** When each stage was reached, ms since the visit's start; its fields in order of their names. */
export type FormProgress = Partial<Record<FormStage, number>> & {
  variant?: string;
  fields?: Record<string, FieldProgress>;
};

/** [ms since the visit's start, number as the link states it], in order of time. */
export type Tap = [at: number, number: string];

export interface VisitRecord {
  id: string;
  visitor: string;
  ad: number;
  /** Ms since 1970, by our clock. */
  startedAt: number;
  day: number;
  isNew: boolean;
  hasContact: boolean;
  pages: PageSeen[];
  forms: Record<string, FormProgress>;
  /** `tel:` links tapped. */
  taps: Tap[];
  /** Whether it was shown a tracking number. */
  tracked: boolean;
  landing: string;
  device: string;
  country: string;
  /** Whether the network told the country, or it was taken from the browser's time zone. */
  countryFrom: 'network' | 'zone' | '';
  language: string;
  url: string;
  referrer: string;
}

/** When a request came and what it says of the clock it was sent by. */
export interface Arrival {
  /** By our clock, ms since 1970. */
  receivedAt: number;
  /** By the visitor's. */
  sentAt: number;
}

/**
 * A time the visitor's clock stated, by ours. A clock no more than five minutes behind is believed; one further behind is
 * put right by the difference, and one ahead always is, for its times would lie in the future. What is stated in
 * several requests takes the earliest of what they give, which is the one that the network delayed least, so neither order nor
 * delay matters.
 */
export const settleTime = (stated: number, { receivedAt, sentAt }: Arrival): number => {
  const behind = receivedAt - sentAt;
  const believed = behind >= 0 && behind <= CLOCK_TOLERANCE;
  return Math.min(believed ? stated : stated + behind, receivedAt);
};

export const settledStart = (visit: Pick<Visit, 'id'>, arrival: Arrival): number =>
  settleTime(visitStart(visit), arrival);

const lesser = <T extends number | string>(a: T | undefined, b: T): T => (a === undefined || b < a ? b : a);

const addPage = (pages: PageSeen[], at: number, path: string): PageSeen[] => {
  const known = pages.find((page) => page[0] === at);
  if (known) return known[1] <= path ? pages : pages.map((page) => (page === known ? [at, path] : page));
  if (pages.length >= MAX_PAGES && at > (pages.at(-1) as PageSeen)[0]) return pages;
  const next: PageSeen[] = [...pages, [at, path]];
  return next.sort((a, b) => a[0] - b[0]).slice(0, MAX_PAGES);
};

/**
 * The entries with one more or another in them, in order of their names. The first so many are kept, whatever order they
 * came in; the same object where it is not among them.
 */
const withEntry = <T>(entries: Record<string, T>, name: string, value: T, most: number): Record<string, T> => {
  const others = Object.entries(entries).filter(([known]) => known !== name);
  if (others.filter(([known]) => known < name).length >= most) return entries;
  const all: [string, T][] = [...others, [name, value]];
  return Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, most));
};

/** Own properties only: a form or a field may be called `constructor`. */
const entryOf = <T>(entries: Record<string, T>, name: string): T | undefined =>
  Object.hasOwn(entries, name) ? entries[name] : undefined;

const withVariant = (form: FormProgress, variant: string | undefined): FormProgress =>
  variant === undefined || lesser(form.variant, variant) === form.variant
    ? form
    : { ...form, variant: lesser(form.variant, variant) };

const withStage = (form: FormProgress, { stage, at }: FormHit): FormProgress => {
  const known = form[stage];
  return known !== undefined && known <= at ? form : { ...form, [stage]: at };
};

const withField = (form: FormProgress, hit: FieldHit): FormProgress => {
  const { fields = {} } = form;
  const known = entryOf(fields, hit.field);
  const touched = hit.ms !== undefined;
  const first = touched ? lesser(known?.first, hit.at) : known?.first;
  const last = touched ? Math.max(known?.last ?? 0, hit.at) : known?.last;
  const ms = touched ? Math.max(known?.ms ?? 0, hit.ms as number) : known?.ms;
  const corrected = known?.corrected ?? hit.corrected;
  const refused = known?.refused ?? hit.refused;
  if (
    known &&
    first === known.first &&
    last === known.last &&
    ms === known.ms &&
    corrected === known.corrected &&
    refused === known.refused
  )
    return form;
  const field: FieldProgress = {
    ...(first !== undefined && { first }),
    ...(last !== undefined && { last }),
    ...(ms !== undefined && { ms }),
    ...(corrected && { corrected }),
    ...(refused && { refused }),
  };
  const kept = withEntry(fields, hit.field, field, MAX_FORM_FIELDS);
  return kept === fields ? form : { ...form, fields: kept };
};

const addToForm = (forms: VisitRecord['forms'], hit: FormHit | FieldHit): VisitRecord['forms'] => {
  const known = entryOf(forms, hit.form) ?? {};
  const next = withVariant(hit.kind === 'form' ? withStage(known, hit) : withField(known, hit), hit.variant);
  return next === known ? forms : withEntry(forms, hit.form, next, MAX_FORMS);
};

const addTap = (taps: Tap[], tap: Tap): Tap[] =>
  taps.some(([at, number]) => at === tap[0] && number === tap[1])
    ? taps
    : [...taps, tap].sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1)).slice(0, MAX_TAPS);

/** The visit with the hits in it: the same object if they were all known. */
export const withHits = (visit: VisitRecord, hits: readonly Hit[]): VisitRecord => {
  let { pages, forms, taps } = visit;
  for (const hit of hits) {
    switch (hit.kind) {
      case 'page':
        pages = addPage(pages, hit.at, hit.path);
        break;
      case 'form':
      case 'field':
        forms = addToForm(forms, hit);
        break;
      case 'tap':
        taps = addTap(taps, [hit.at, hit.number]);
    }
  }
  const same = pages === visit.pages && forms === visit.forms && taps === visit.taps;
  return same ? visit : { ...visit, pages, forms, taps };
};

/** The facts of visits, as the cube keeps them. */
export const VISIT_FACTS = [
  'visits',
  'newVisitors',
  'bounces',
  'pages',
  'formSeen',
  'formStarted',
  'formSubmitted',
  'leadVisits',
  'untrackedVisits',
] as const;
export type VisitFact = (typeof VISIT_FACTS)[number];
export type VisitFacts = Record<VisitFact, number>;

/** How far a form got: a form that was submitted was started, one that was started was seen. */
export const reached = (form: FormProgress, stage: FormStage): boolean =>
  form.submitted !== undefined ||
  (stage !== 'submitted' && form.started !== undefined) ||
  (stage === 'seen' && form.seen !== undefined);

const anyReached = (visit: VisitRecord, stage: FormStage): boolean => {
  for (const name in visit.forms) if (reached(visit.forms[name] as FormProgress, stage)) return true;
  return false;
};

/** What one visit adds to its cell of the cube. */
export const factsOfVisit = (visit: VisitRecord): VisitFacts => {
  const started = anyReached(visit, 'started');
  return {
    visits: 1,
    newVisitors: visit.isNew ? 1 : 0,
    bounces: visit.pages.length <= 1 && !started && !visit.hasContact ? 1 : 0,
    pages: visit.pages.length,
    formSeen: anyReached(visit, 'seen') ? 1 : 0,
    formStarted: started ? 1 : 0,
    formSubmitted: anyReached(visit, 'submitted') ? 1 : 0,
    leadVisits: visit.hasContact ? 1 : 0,
    untrackedVisits: visit.tracked ? 0 : 1,
  };
};
