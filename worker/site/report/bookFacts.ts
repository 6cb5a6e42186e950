import type { FactName } from '../../../shared/metrics/facts.ts';
import { shareOut } from '../money.ts';
import type { CreditSource } from './credits.ts';
import { LEFT_OUT } from './groups.ts';
import type { BookedCredits, OpenBook } from './leadBook.ts';
import { type Cells, type Ledger, NEVER } from './ledger.ts';
import type { Taken } from './quantiles.ts';

/** Gives what is counted of contacts, leads and sales to the rows of a report, from the book in memory: no SQL, no objects. */

/** The book while a report is made, with what each asked model credits. */
export interface Booked {
  book: OpenBook;
  credits: readonly BookedCredits[];
  /** The row of an ad's day, or LEFT_OUT. */
  rowOf: (ad: number, day: number) => number;
}

/** Something to count, as `Counted` is in `credits.ts`; every string is a column of the ledger. */
export interface CountedInBook {
  ledger: Ledger;
  /** Of each row the place of the contact whose credit counts; its own if left out. */
  contacts?: Int32Array | undefined;
  day: string;
  /** Counts only where this day, which is of something else, is one at all. */
  happened?: string;
  counts?: Partial<Record<FactName, string>>;
  amounts?: Partial<Record<FactName, string>>;
  /** Rows whose `where` is 1 or more. */
  each?: { where: string; value: string; take: (taken: Taken) => void };
}

type Rows = Pick<CreditSource, 'plan' | 'keys'>;

/** Rows are looked up once an ad, or once an ad and day. */
export const rowFinder = ({ plan, keys }: Rows): Booked['rowOf'] => {
  if (!plan.needs.day) {
    const rows: (number | undefined)[] = [];
    return (ad) => {
      const known = rows[ad];
      if (known !== undefined) return known;
      const row = keys.idOf(ad, plan.from);
      rows[ad] = row;
      return row;
    };
  }
  const rows = new Map<number, number>();
  return (ad, day) => {
    const key = ad * MOST_DAYS + day - plan.from;
    let row = rows.get(key);
    if (row === undefined) {
      row = keys.idOf(ad, day);
      rows.set(key, row);
    }
    return row;
  };
};
/** More than any period has. */
const MOST_DAYS = 2 ** 24;

/** So many credits are looked at as quickly as one contact is read. */
const CREDITS_A_CONTACT = 40;

export const giveBooked = async (
  { plan, groups, pace }: Pick<CreditSource, 'plan' | 'groups' | 'pace'>,
  { credits, rowOf }: Booked,
  counted: CountedInBook,
): Promise<void> => {
  const { ledger, counts, amounts, each } = counted;
  const columnsOf = (expressions: Partial<Record<FactName, string>> = {}) =>
    Object.entries(expressions).flatMap(([fact, column]) => {
      const place = groups.placeOf(fact as FactName);
      return place === undefined || column === undefined ? [] : [{ place, cells: ledger.column(column) }];
    });
  const [countColumns, amountColumns] = [columnsOf(counts), columnsOf(amounts)];
  if (countColumns.length + amountColumns.length === 0 && !each) return;
  const happened = happenedWithin(plan, counted);
  for (const [model, modelCredits] of credits.entries()) {
    const given = creditsFor(happened, counted, { credits: modelCredits, rowOf });
    for (const { place, cells } of countColumns) addCounts(groups.creditedColumn(model, place), cells, given);
    for (const { place, cells } of amountColumns) addAmounts(groups.creditedColumn(model, place), cells, given);
    if (each) {
      const [where, values] = [ledger.column(each.where), ledger.column(each.value)];
      for (let index = 0; index < given.size; index += 1) {
        const at = given.places[index] as number;
        if ((where[at] as number) > 0)
          each.take({
            model,
            row: given.rows[index] as number,
            millionths: given.shares[index] as number,
            value: values[at] as number,
          });
      }
    }
    await pace.did(((2 + countColumns.length + amountColumns.length) * given.size) / CREDITS_A_CONTACT);
  }
};

/** Places in the ledger of what happened on one of the asked days. */
const happenedWithin = ({ from, to }: Rows['plan'], { ledger, day, happened }: CountedInBook): Int32Array => {
  const days = ledger.column(day);
  const happenings = happened === undefined ? days : ledger.column(happened);
  const places = new Int32Array(ledger.size);
  let size = 0;
  for (let at = 0; at < ledger.size; at += 1) {
    const on = days[at] as number;
    if (on >= from && on <= to && on !== NEVER && happenings[at] !== NEVER) places[size++] = at;
  }
  return places.subarray(0, size);
};

/** Credits of what is counted, one after the other, those of one thing together: in which row, and how many millionths. */
interface Given {
  size: number;
  places: Int32Array;
  /** LEFT_OUT too, for what is shared out is shared out among all. */
  rows: Int32Array;
  shares: Int32Array;
}

const creditsFor = (
  happened: Int32Array,
  { ledger, contacts, day }: CountedInBook,
  { credits, rowOf }: { credits: BookedCredits; rowOf: Booked['rowOf'] },
): Given => {
  const days = ledger.column(day);
  const contactOf = (at: number): number => (contacts ? (contacts[at] as number) : at);
  let size = 0;
  for (const at of happened)
    size += (credits.starts[contactOf(at) + 1] as number) - (credits.starts[contactOf(at)] as number);
  const given = { size, places: new Int32Array(size), rows: new Int32Array(size), shares: new Int32Array(size) };
  let index = 0;
  for (const at of happened) {
    const contact = contactOf(at);
    const end = credits.starts[contact + 1] as number;
    for (let credit = credits.starts[contact] as number; credit < end; credit += 1) {
      given.places[index] = at;
      given.rows[index] = rowOf(credits.ads[credit] as number, days[at] as number);
      given.shares[index] = credits.shares[credit] as number;
      index += 1;
    }
  }
  return given;
};

const addTo = (column: Float64Array, row: number, amount: number): void => {
  if (row !== LEFT_OUT) column[row] = (column[row] as number) + amount;
};

const addCounts = (column: Float64Array, cells: Cells, { size, places, rows, shares }: Given): void => {
  for (let index = 0; index < size; index += 1) {
    const count = cells[places[index] as number] as number;
    if (count !== 0) addTo(column, rows[index] as number, count * (shares[index] as number));
  }
};

/** Each amount is shared out among its credits. */
const addAmounts = (column: Float64Array, cells: Cells, { size, places, rows, shares }: Given): void => {
  for (let index = 0, end = 0; index < size; index = end) {
    const at = places[index] as number;
    end = index + 1;
    while (end < size && places[end] === at) end += 1;
    const amount = cells[at] as number;
    if (amount === 0) continue;
    if (end - index === 1) {
      addTo(column, rows[index] as number, amount);
      continue;
    }
    const parts = shareOut(amount, [...shares.subarray(index, end)]);
    for (const [nth, part] of parts.entries()) addTo(column, rows[index + nth] as number, part);
  }
};
