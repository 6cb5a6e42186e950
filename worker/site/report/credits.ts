import type { FactName } from '../../../shared/metrics/facts.ts';
import type { LeadDimension, Model } from '../../../shared/report.ts';
import type { SiteSettings } from '../../../shared/settings.ts';
import type { Calendar } from '../days.ts';
import { shareOut } from '../money.ts';
import type { PageSeen } from '../visit.ts';
import { type Groups, LEFT_OUT } from './groups.ts';
import type { RowKeys } from './keys.ts';
import { hourLabel, NO_VALUES, type RowValues } from './places.ts';
import type { Plan } from './plan.ts';
import { type Credit, creditsOf, isMultiTouch, type ModelTerms, type PathTouch } from './touchShares.ts';

/**
 * Gives what is counted of contacts, leads and sales to the rows of a report, as each asked model credits the contact it
 * hangs on. Most contacts are wholly one ad's, and SQLite sums those by ad and day; only what is shared out, among the
 * touches before a contact or among those whose call it may have been, is looked at one by one.
 */

const MILLION = 1_000_000;
const DAY = 86_400_000;

/** Something to count. Every string is SQL, in which `contacts` stands for the contact whose credit counts. */
export interface Counted {
  /** Tables, joined: `leads CROSS JOIN contacts ON contacts.id = leads.id`. */
  from: string;
  where: string;
  bindings: readonly SqlStorageValue[];
  /** The day it counts on; or a moment (ms since 1970) on that day. */
  day: string | { moment: string };
  /** The moment whose hour it counts in, ms since 1970; the contact's own if left out. */
  at?: string;
  /** How many one is: multiplied by the share. Never NULL. What the report does not ask is left out, here and below. */
  counts?: Partial<Record<FactName, string>>;
  /** Whole stored units of money, days, seconds: shared out among the credits by largest remainder. Never NULL. */
  amounts?: Partial<Record<FactName, string>>;
  /** Needed where the report tells leads apart (`plan.needs.lead`): what the lead is, '' where it is not known. */
  lead?: Record<LeadDimension, string>;
  /** What medians are worked out from: `take` gets each value with the millionths of it that fall into a row. */
  each?: { value: string; take: (found: { model: number; row: number; millionths: number; value: number }) => void };
}

export interface CreditSource {
  sql: SqlStorage;
  plan: Plan;
  keys: RowKeys;
  groups: Groups;
  calendar: Calendar;
  settings: SiteSettings;
  /** Ms since 1970. */
  now: number;
}

/** The columns that a model's one touch stands in. */
const COLUMN: Partial<Record<Model, string>> = {
  lastClick: 'last_click',
  lastNonDirect: 'last_non_direct',
  firstClick: 'first_click',
};
const COLUMNS = ['last_click', 'last_non_direct', 'first_click'] as const;

interface AskedModel {
  model: Model;
  /** Its place among the asked ones. */
  index: number;
  /** Where its one touch stands; null where it has to be told from the path. */
  column: string | null;
}

const askedModels = ({ query }: Plan, { lookBackDays }: CreditSource['settings']): AskedModel[] =>
  query.model.map((model, index) => {
    const stored = {
      lastClick: true,
      firstClick: query.lookBack === undefined,
      lastNonDirect: query.lookBack === undefined || query.lookBack === lookBackDays,
    };
    const isStored = !isMultiTouch(model) && stored[model as keyof typeof stored];
    return { model, index, column: isStored ? (COLUMN[model] as string) : null };
  });

const termsOf = ({ query }: Plan, { lookBackDays }: CreditSource['settings']): ModelTerms => ({
  lookBack: (query.lookBack ?? lookBackDays) * DAY,
  firstClickLookBack: query.lookBack === undefined ? null : query.lookBack * DAY,
  halfLife: query.halfLife * DAY,
});

/** Of a row: day, moment, form, variant, value, then owner, product, loss reason; counts and amounts follow. */
type Head = [day: number, at: number, form: string, variant: string, value: number, ...lead: [string, string, string]];
const HEAD = 8;

const OF_VISIT = ['landing', 'device', 'country', 'pages'] as const;
type OfVisit = [landing: string, device: string, country: string, pages: string];
const NO_VISIT: OfVisit = ['', '', '', ''];

export const giveCredited = (source: CreditSource, counted: Counted): void => {
  const { sql, plan, keys, groups, calendar } = source;
  const { asked, needs } = plan;
  const models = askedModels(plan, source.settings);
  const terms = termsOf(plan, source.settings);
  const wanted = (list: Counted['counts']): [FactName, string][] =>
    (Object.entries(list ?? {}) as [FactName, string][]).filter(([fact]) => plan.facts.has(fact));
  const [counts, amounts] = [wanted(counted.counts), wanted(counted.amounts)];
  const facts = [...counts, ...amounts].map(([fact]) => fact);
  const sums = [...counts, ...amounts].map(([, expression]) => expression);
  if (facts.length === 0 && !counted.each) return;

  const head = [
    needs.day ? (typeof counted.day === 'string' ? counted.day : counted.day.moment) : '0',
    asked.has('hour') ? (counted.at ?? 'contacts.at') : '0',
    asked.has('form') ? 'contacts.form' : `''`,
    asked.has('variant') ? 'contacts.variant' : `''`,
    counted.each?.value ?? '0',
    ...(['owner', 'product', 'lossReason'] as const).map((dimension) =>
      needs.lead && asked.has(dimension) ? (counted.lead?.[dimension] ?? `''`) : `''`,
    ),
  ];
  /** A visit's own dimensions are those of the visit that is credited. */
  const visitColumns = OF_VISIT.map((column) =>
    asked.has(column === 'pages' ? 'page' : column) ? `coalesce(visits.${column}, '')` : `''`,
  );
  const looksAtVisits = visitColumns.some((column) => column !== `''`);

  const dayOf = (stated: number): number =>
    typeof counted.day === 'string' || !needs.day ? stated : calendar.dayOf(stated);
  const rowsOf = (entry: number, [stated, at, form, variant, , ...lead]: Head, ofVisit: OfVisit): Iterable<number> => {
    const day = dayOf(stated);
    if (!needs.visit && !needs.lead) return [keys.idOf(entry, day)];
    const [landing, device, country, pages] = ofVisit;
    const hour = asked.has('hour') ? hourLabel(calendar.hourOf(at)) : '';
    const [owner, product, lossReason] = lead;
    const values: RowValues = {
      ...NO_VALUES,
      landing,
      device,
      country,
      form,
      variant,
      hour,
      owner,
      product,
      lossReason,
    };
    if (!asked.has('page')) return [keys.idOf(entry, day, values)];
    // A lead whose visit saw several pages counts in the row of each; one that saw none, in a row of its own.
    const paths = new Set(pages === '' ? [] : (JSON.parse(pages) as PageSeen[]).map(([, path]) => path));
    if (paths.size === 0) paths.add('');
    return new Set([...paths].map((page) => keys.idOf(entry, day, { ...values, page })));
  };

  /** Those that are one ad's wholly, summed where nothing of the visit tells them apart. */
  const giveWhole = (
    column: string,
    { joins, condition }: { joins: string; condition: string },
    to: number[],
  ): void => {
    const parts = [needs.ad ? `contacts.${column}_ad` : '0', ...head, ...visitColumns];
    const grouped = parts.flatMap((part, index) => (part === '0' || part === `''` ? [] : [String(index + 1)]));
    const cursor = sql
      .exec(
        `SELECT ${[...parts, 'count(*)', ...sums.map((expression) => `sum(${expression})`)].join(', ')}
         FROM ${counted.from} ${joins} ${looksAtVisits ? `LEFT JOIN visits ON visits.id = contacts.${column}_visit` : ''}
         WHERE (${counted.where}) AND contacts.share = ${MILLION} ${condition}
         ${grouped.length > 0 ? `GROUP BY ${grouped.join(', ')}` : 'HAVING count(*) > 0'}`,
        ...counted.bindings,
      )
      .raw<SqlStorageValue[]>();
    for (const row of cursor) {
      const rowHead = row.slice(1, 1 + HEAD) as Head;
      const ofVisit = row.slice(1 + HEAD, 1 + HEAD + OF_VISIT.length) as OfVisit;
      const first = 2 + HEAD + OF_VISIT.length;
      for (const id of rowsOf(row[0] as number, rowHead, ofVisit)) {
        if (id === LEFT_OUT) continue;
        for (const model of to) {
          counted.each?.take({ model, row: id, millionths: (row[first - 1] as number) * MILLION, value: rowHead[4] });
          for (let index = 0; index < facts.length; index += 1) {
            const amount = row[first + index] as number;
            if (amount === 0) continue;
            groups.credit(model, id, facts[index] as FactName, index < counts.length ? amount * MILLION : amount);
          }
        }
      }
    }
  };

  const byPath = models.filter(({ column }) => column === null);
  const stored = models.filter(({ column }) => column !== null);
  for (const { column, index } of stored) giveWhole(column as string, { joins: '', condition: '' }, [index]);
  if (byPath.length > 0) {
    giveWhole(
      'last_click',
      { joins: OWN_PATH, condition: 'AND own_path.path IS NULL' },
      byPath.map(({ index }) => index),
    );
  }

  const visitOf = readVisits(sql, looksAtVisits ? visitColumns : null);
  const cursor = sql
    .exec(
      `SELECT contacts.id, contacts.at, ${OWNER.map((column) => `contacts.${column}`).join(', ')},
         ${byPath.length > 0 ? 'own_path.path' : 'NULL'}, ${[...head, ...sums].join(', ')}
       FROM ${counted.from} ${byPath.length > 0 ? OWN_PATH : ''}
       WHERE (${counted.where}) AND (contacts.share < ${MILLION} ${byPath.length > 0 ? 'OR own_path.path IS NOT NULL' : ''})`,
      ...counted.bindings,
    )
    .raw<SqlStorageValue[]>();
  for (const row of [...cursor]) {
    const [id, at] = row as [string, number];
    const own = row.slice(2, 2 + OWNER.length + 1) as OwnerRow;
    const owners = own[0] < MILLION ? [own, ...candidatesOf(sql, id, byPath.length > 0)] : [own];
    const first = 2 + OWNER.length + 1;
    const rowHead = row.slice(first, first + HEAD) as Head;
    const values = row.slice(first + HEAD) as number[];
    for (const { model, index, column } of models) {
      // Summed above.
      if (column !== null && own[0] === MILLION) continue;
      const credits = owners.flatMap((owner) => creditsOfOwner(owner, { model, column, at, terms }));
      const shares = credits.map(({ share }) => share);
      const parts = values.map((value, place) => (place < counts.length || value === 0 ? [] : shareOut(value, shares)));
      for (const [place, { ad, visit, share }] of credits.entries()) {
        for (const to of rowsOf(ad, rowHead, visitOf(visit))) {
          if (to === LEFT_OUT) continue;
          counted.each?.take({ model: index, row: to, millionths: share, value: rowHead[4] });
          for (let at = 0; at < facts.length; at += 1) {
            const value = values[at] as number;
            if (value === 0) continue;
            const amount = at < counts.length ? value * share : ((parts[at] as number[])[place] as number);
            groups.credit(index, to, facts[at] as FactName, amount);
          }
        }
      }
    }
  }
};

/** Whose a contact was, or may have been: millionths, and where each single-touch model credits it. */
const OWNER = ['share', ...COLUMNS.flatMap((column) => [`${column}_ad`, `${column}_visit`])] as const;
type OwnerRow = [
  share: number,
  lastClickAd: number,
  lastClickVisit: string,
  lastNonDirectAd: number,
  lastNonDirectVisit: string,
  firstClickAd: number,
  firstClickVisit: string,
  path: string | null,
];

const OWN_PATH = `LEFT JOIN contact_paths AS own_path ON own_path.contact = contacts.id
  AND own_path.visitor = contacts.visitor AND own_path.visit = contacts.visit`;

/** Of equal shares the first by visitor gets a unit that is left over. */
const candidatesOf = (sql: SqlStorage, contact: string, withPaths: boolean): OwnerRow[] => [
  ...(sql
    .exec(
      `SELECT ${OWNER.map((column) => `contact_candidates.${column}`).join(', ')}, ${withPaths ? 'contact_paths.path' : 'NULL'}
       FROM contact_candidates ${withPaths ? 'LEFT JOIN contact_paths USING (contact, visitor, visit)' : ''}
       WHERE contact_candidates.contact = ? ORDER BY contact_candidates.visitor, contact_candidates.visit`,
      contact,
    )
    .raw() as Iterable<unknown> as Iterable<OwnerRow>),
];

const creditsOfOwner = (
  owner: OwnerRow,
  { model, column, at, terms }: { model: Model; column: string | null; at: number; terms: ModelTerms },
): Credit[] => {
  const [share, lastClickAd, lastClickVisit] = owner;
  const path = owner[7];
  if (column !== null) {
    const place = 1 + 2 * COLUMNS.indexOf(column as (typeof COLUMNS)[number]);
    return [{ share, ad: owner[place] as number, visit: owner[place + 1] as string }];
  }
  // Without a path there was one touch, and every model credits it.
  if (path === null) return [{ share, ad: lastClickAd, visit: lastClickVisit }];
  return creditsOf(model, { path: JSON.parse(path) as PathTouch[], at, share }, terms);
};

/** @param columns of `visits`, or null where nothing of a visit is asked */
const readVisits = (sql: SqlStorage, columns: readonly string[] | null): ((visit: string) => OfVisit) => {
  const known = new Map<string, OfVisit>();
  return (visit) => {
    if (columns === null || visit === '') return NO_VISIT;
    let found = known.get(visit);
    if (!found) {
      const [row] = sql.exec(`SELECT ${columns.join(', ')} FROM visits WHERE id = ?`, visit).raw();
      found = (row as OfVisit | undefined) ?? NO_VISIT;
      known.set(visit, found);
    }
    return found;
  };
};
