import type { FactName } from '../../../shared/metrics/facts.ts';
import type { LeadDimension } from '../../../shared/report.ts';
import type { SiteSettings } from '../../../shared/settings.ts';
import type { Calendar } from '../days.ts';
import { shareOut } from '../money.ts';
import type { PageSeen } from '../visit.ts';
import type { Booked } from './bookFacts.ts';
import type { CreditBook } from './creditBook.ts';
import { type Groups, LEFT_OUT } from './groups.ts';
import type { RowKeys } from './keys.ts';
import type { Pace } from './pace.ts';
import { hourLabel, NO_VALUES, type RowValues } from './places.ts';
import type { Plan } from './plan.ts';
import type { Credit } from './touchShares.ts';

/**
 * Gives what is counted of contacts, leads and sales to the rows of a report, as each asked model credits the contact it
 * hangs on. Most contacts are wholly one ad's, and SQLite sums those by ad and day; only what is shared out, among the
 * touches before a contact or among those whose call it may have been, is looked at one by one.
 */

const MILLION = 1_000_000;

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
  book: CreditBook;
  /** Where nothing but ads and days is asked: all contacts in memory. */
  booked: Booked | null;
  pace: Pace;
}

/** Of a row: day, moment, form, variant, value, then owner, product, loss reason; counts and amounts follow. */
type Head = [day: number, at: number, form: string, variant: string, value: number, ...lead: [string, string, string]];
const HEAD = 8;
const VALUE = 4;
/** Contacts of so many days are listed in one text, which may be 2 MB long. */
const LIST_DAYS = 32;

const OF_VISIT = ['landing', 'device', 'country', 'pages'] as const;
type OfVisit = [landing: string, device: string, country: string, pages: string];
const NO_VISIT: OfVisit = ['', '', '', ''];

export const giveCredited = async (source: CreditSource, counted: Counted): Promise<void> => {
  const { sql, plan, keys, groups, calendar } = source;
  const { asked, needs } = plan;
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
  const giveWhole = (column: string, model: number): number => {
    let read = 0;
    const parts = [needs.ad ? `contacts.${column}_ad` : '0', ...head, ...visitColumns];
    const cursor = sql
      .exec(
        `SELECT ${[...parts, 'count(*)', ...sums.map((expression) => `sum(${expression})`)].join(', ')}
         FROM ${counted.from} ${looksAtVisits ? `LEFT JOIN visits ON visits.id = contacts.${column}_visit` : ''}
         WHERE (${counted.where}) AND contacts.share = ${MILLION} ${groupedBy(parts)}`,
        ...counted.bindings,
      )
      .raw<SqlStorageValue[]>();
    for (const row of cursor) {
      read += 1;
      const rowHead = row.slice(1, 1 + HEAD) as Head;
      const ofVisit = row.slice(1 + HEAD, 1 + HEAD + OF_VISIT.length) as OfVisit;
      const first = 2 + HEAD + OF_VISIT.length;
      for (const to of rowsOf(row[0] as number, rowHead, ofVisit)) {
        if (to === LEFT_OUT) continue;
        const millionths = (row[first - 1] as number) * MILLION;
        counted.each?.take({ model, row: to, millionths, value: rowHead[VALUE] });
        for (const [index, fact] of facts.entries()) {
          const amount = row[first + index] as number;
          groups.credit(model, to, fact, index < counts.length ? amount * MILLION : amount);
        }
      }
    }
    return read;
  };

  const { book, pace } = source;
  const byPath = book.columns.includes(null);
  // All is read at one moment: what changed in between could be counted twice, or not at all.
  let read = 0;
  if (!byPath) for (const [model, column] of book.columns.entries()) read += giveWhole(column as string, model);
  // Where paths are asked of anyway, all models are told from the same reading.
  const rest = byPath ? counted.where : `(${counted.where}) AND contacts.share < ${MILLION}`;
  const visitOf = readVisits(sql, looksAtVisits ? visitColumns : null);

  /** Of many that count the same, which and how many: the credits add up before they are given. */
  const readAlike = (): Alike[] => {
    const parts = [...head, ...counts.map(([, expression]) => expression)];
    const nothingToShare = amounts.map(([, expression]) => `NOT (${expression})`);
    const cursor = sql
      .exec(
        `SELECT contacts.day / ${LIST_DAYS}, ${parts.join(', ')}, group_concat(contacts.id) FROM ${counted.from}
         WHERE ${[`(${rest})`, ...nothingToShare].join(' AND ')} GROUP BY 1, ${parts.map((_, index) => index + 2).join(', ')}`,
        ...counted.bindings,
      )
      .raw<SqlStorageValue[]>();
    const alike = new Map<string, Alike>();
    for (const [, ...row] of cursor) {
      const contacts = (row.pop() as string).split(',');
      const key = row.join('\u0000');
      const same = alike.get(key);
      if (same) same.contacts = same.contacts.concat(contacts);
      else alike.set(key, { row, contacts });
    }
    return [...alike.values()];
  };
  const giveAlike = async (rows: readonly Alike[]): Promise<void> => {
    await book.read(
      rows.flatMap(({ contacts }) => contacts),
      pace,
    );
    for (const { contacts, row } of rows) {
      const rowHead = row.slice(0, HEAD) as Head;
      const values = row.slice(HEAD) as number[];
      for (let model = 0; model < book.columns.length; model += 1) {
        await pace.did(contacts.length / 4);
        for (const [place, millionths] of sumOf(contacts, model)) {
          for (const to of rowsOf(place.ad, rowHead, visitOf(place.visit))) {
            if (to === LEFT_OUT) continue;
            counted.each?.take({ model, row: to, millionths, value: rowHead[VALUE] });
            for (const [index, value] of values.entries())
              groups.credit(model, to, facts[index] as FactName, value * millionths);
          }
        }
      }
    }
  };
  const sumOf = (contacts: readonly string[], model: number): Map<Credit, number> => {
    const sums = new Map<string | number, { credit: Credit; millionths: number }>();
    for (const contact of contacts) {
      for (const credit of book.of(contact)[model] ?? []) {
        const key = looksAtVisits ? `${credit.ad}/${credit.visit}` : needs.ad ? credit.ad : 0;
        const sum = sums.get(key);
        if (sum) sum.millionths += credit.share;
        else sums.set(key, { credit, millionths: credit.share });
      }
    }
    return new Map([...sums.values()].map(({ credit, millionths }) => [credit, millionths]));
  };

  /** What is shared out in whole units is shared out one by one. */
  const readAmounts = (): SqlStorageValue[][] => {
    const any = amounts.map(([, expression]) => `(${expression})`).join(' OR ');
    return [
      ...sql
        .exec(
          `SELECT contacts.id, ${[...head, ...sums].join(', ')} FROM ${counted.from} WHERE (${rest}) AND (${any})`,
          ...counted.bindings,
        )
        .raw<SqlStorageValue[]>(),
    ];
  };
  const giveAmounts = async (rows: readonly SqlStorageValue[][]): Promise<void> => {
    await book.read(
      rows.map(([id]) => id as string),
      pace,
    );
    for (const row of rows) {
      await pace.did(1);
      const rowHead = row.slice(1, 1 + HEAD) as Head;
      const values = row.slice(1 + HEAD) as number[];
      for (const [model, credits] of book.of(row[0] as string).entries()) {
        const shares = credits.map(({ share }) => share);
        const parts = values.map((value, index) =>
          value === 0 || index < counts.length || shares.length === 1 ? null : shareOut(value, shares),
        );
        for (const [place, { ad, visit, share }] of credits.entries()) {
          for (const to of rowsOf(ad, rowHead, visitOf(visit))) {
            if (to === LEFT_OUT) continue;
            counted.each?.take({ model, row: to, millionths: share, value: rowHead[VALUE] });
            for (let index = 0; index < values.length; index += 1) {
              const value = values[index] as number;
              if (value === 0) continue;
              const part = index < counts.length ? value * share : (parts[index]?.[place] ?? value);
              groups.credit(model, to, facts[index] as FactName, part);
            }
          }
        }
      }
    }
  };

  const alike = counts.length > 0 || counted.each ? readAlike() : [];
  const single = amounts.length > 0 ? readAmounts() : [];
  await pace.did(read + single.length / 2);
  await giveAlike(alike);
  await giveAmounts(single);
};

/** Contacts that count the same: head and counts. */
interface Alike {
  row: SqlStorageValue[];
  contacts: string[];
}

/** A constant tells nothing apart, and of nothing at all there is no sum. */
const groupedBy = (parts: readonly string[]): string => {
  const telling = parts.flatMap((part, index) => (part === '0' || part === `''` ? [] : [index + 1]));
  return telling.length > 0 ? `GROUP BY ${telling.join(', ')}` : 'HAVING count(*) > 0';
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
